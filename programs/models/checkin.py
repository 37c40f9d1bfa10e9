import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stretches.models import BodyArea

from .fields import discomfort_field, score_check, whole
from .sensation import Sensation, validate_sensations, validate_signs
from .session import Session

__all__ = ["AreaScore", "CheckIn", "Sensation", "Side"]


class Side(models.TextChoices):
    """Where in an area: left, right, or in the middle and on both sides."""

    BOTH = "both", _("both sides or middle")
    LEFT = "left", _("left")
    RIGHT = "right", _("right")


class CheckIn(models.Model):
    """How a person's back is at one moment: before or after a session, in the morning, or at any other time.

    `day` is the local day it counts for; `recorded_at` is when it was written down, which may be later. `told_at` is
    when what the rules read of it was last changed. `signs` are emergency or urgent conditions ticked here; `bad_day`
    is "my back is bad today".
    """

    class Kind(models.TextChoices):
        BEFORE = "before", _("before a session")
        AFTER = "after", _("after a session")
        MORNING = "morning", _("in the morning")
        OTHER = "other", _("at another time")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="checkins")
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.OTHER)
    session = models.ForeignKey(Session, models.CASCADE, null=True, blank=True, related_name="checkins")
    day = models.DateField(_("day"))
    discomfort = discomfort_field(_("discomfort overall"))
    sensations = models.JSONField(_("sensations"), default=list, blank=True, validators=[validate_sensations])
    signs = models.JSONField(_("signs"), default=list, blank=True, validators=[validate_signs])
    woke = models.BooleanField(_("did pain wake you?"), null=True, blank=True)
    bad_day = models.BooleanField(_("my back is bad today"), default=False)
    note = models.CharField(_("note"), max_length=500, blank=True)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    recorded_at = models.DateTimeField(auto_now=True)
    told_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-day", "-created_at", "-pk"]
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        indexes = [models.Index(fields=["owner", "day"], name="checkin_of_owner_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "kind"],
                condition=models.Q(kind__in=["before", "after"]),
                name="checkin_of_a_session_once",
            ),
            models.UniqueConstraint(
                fields=["owner", "day"], condition=models.Q(kind="morning"), name="checkin_of_a_morning_once"
            ),
            models.UniqueConstraint(fields=["owner", "key"], name="checkin_saved_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["before", "after"], session__isnull=False)
                | models.Q(kind__in=["morning", "other"], session__isnull=True),
                name="checkin_session_fits_kind",
            ),
            score_check("discomfort", "checkin_discomfort_0_to_10"),
        ]

    def __str__(self):
        return f"{self.day} {self.kind}"

    @property
    def score(self):
        """Overall discomfort, 0-10; left empty, the highest area's; None without any number. Reads prefetched areas."""
        if self.discomfort is not None:
            return self.discomfort
        return max((area.score for area in self.areas.all()), default=None)


class AreaScore(models.Model):
    """Discomfort in one area of the body, on one side, at one check-in."""

    checkin = models.ForeignKey(CheckIn, models.CASCADE, related_name="areas")
    area = models.ForeignKey(BodyArea, models.PROTECT, related_name="+")
    side = models.CharField(max_length=5, choices=Side, default=Side.BOTH)
    score = whole(_("discomfort"), 0, 10)

    class Meta:
        ordering = ["checkin", "area__order", "side"]
        constraints = [
            models.UniqueConstraint(fields=["checkin", "area", "side"], name="area_once_a_checkin"),
            models.CheckConstraint(condition=models.Q(score__range=(0, 10)), name="area_score_0_to_10"),
        ]

    def __str__(self):
        return f"{self.area} {self.score}"
