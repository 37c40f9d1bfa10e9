import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from stretches.models import Condition, Exercise


class Screening(models.Model):
    """A person's answers on conditions, with their day and the version of the questions."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="screenings")
    day = models.DateField(_("day"))
    version = models.CharField(max_length=64)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-day", "-recorded_at", "-pk"]
        verbose_name = _("screening")
        verbose_name_plural = _("screenings")
        indexes = [models.Index(fields=["owner", "day"], name="screening_of_owner_by_day")]
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="screening_saved_once")]

    def __str__(self):
        return str(self.day)


class ScreeningAnswer(models.Model):
    """One answer of a screening: the condition is there or not."""

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="answers")
    condition = models.ForeignKey(Condition, models.PROTECT, related_name="+")
    is_present = models.BooleanField()

    class Meta:
        ordering = ["screening", "condition__order"]
        constraints = [
            models.UniqueConstraint(fields=["screening", "condition"], name="condition_once_a_screening"),
        ]

    def __str__(self):
        return f"{self.condition}: {self.is_present}"


class Clearance(models.Model):
    """A dated statement by the person that somebody qualified has seen to a sign, or cleared an exercise."""

    class Kind(models.TextChoices):
        SEEN = "seen", _("a clinician has seen me")
        TALKED = "talked", _("I have talked to someone")
        CLEARED = "cleared", _("my clinician cleared this")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="clearances")
    kind = models.CharField(max_length=7, choices=Kind)
    condition = models.ForeignKey(Condition, models.PROTECT, null=True, blank=True, related_name="+")
    exercise = models.ForeignKey(Exercise, models.PROTECT, null=True, blank=True, related_name="+")
    day = models.DateField(_("day"))
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="cleared") | models.Q(exercise__isnull=False),
                name="clearance_names_its_exercise",
            ),
        ]

    def __str__(self):
        return f"{self.day} {self.kind}"
