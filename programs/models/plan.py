import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .fields import MOST_WEEKS, discomfort_field, score_check, validate_weekdays, whole
from .program import Program


class PlanQuerySet(models.QuerySet):
    def running(self):
        """Plans that have not been ended."""
        return self.filter(ended_at__isnull=True)


class Plan(models.Model):
    """One person's run of a program, or one they built. Starting again is a new plan.

    The plan holds a copy of what the program asked for, so an editor's later change leaves it alone. A week that is
    repeated, and those that go on after the last one, count as weeks of the plan.
    """

    class OrderBy(models.TextChoices):
        """How a session is put in order: as in a program, or as the person wants it."""

        FLOOR = "floor", _("down and up from the floor once")
        CATALOGUE = "catalogue", _("as in the catalogue")
        OWN = "own", _("my own order")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="plans")
    program = models.ForeignKey(Program, models.SET_NULL, null=True, blank=True, related_name="plans")
    name = models.CharField(_("name"), max_length=80)
    baseline = discomfort_field(_("your usual discomfort over the last 7 days"))
    started_on = models.DateField(_("start date"))
    weeks = whole(_("weeks"), 1, MOST_WEEKS)
    weekdays = models.JSONField(_("weekdays"), default=list, validators=[validate_weekdays])
    time = models.TimeField(_("time of day"))
    order_by = models.CharField(max_length=9, choices=OrderBy, default=OrderBy.FLOOR)
    session_size = whole(_("most exercises in a session"), 1, 20, default=6)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    beginning = models.JSONField(null=True, blank=True, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on", "-pk"]
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="plan_started_once"),
            models.CheckConstraint(condition=models.Q(weeks__range=(1, MOST_WEEKS)), name="plan_weeks_bounded"),
            score_check("baseline", "plan_baseline_0_to_10"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("plan_detail", args=[self.pk])

    @property
    def is_running(self):
        return self.ended_at is None
