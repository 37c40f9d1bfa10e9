from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.rules.dose import Dose
from stretches.models import Exercise, Form

from .fields import HOLD, MOST_WEEKS, REPS, SETS, dose_check, whole
from .plan import Plan


class Prescription(models.Model):
    """An exercise in a plan: its form, its present dose, and whether it is on.

    `place` is where it stands in a plan that has the person's own order. `is_fixed`: a clinician fixed it; it stays so
    while it rests or is hidden, which its status then says.
    """

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        RESTING = "resting", _("resting")
        FIXED = "fixed", _("fixed by your clinician")
        HIDDEN = "hidden", _("hidden")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="prescriptions")
    exercise = models.ForeignKey(Exercise, models.PROTECT, related_name="+")
    form = models.ForeignKey(Form, models.PROTECT, related_name="+")
    sets = whole(_("sets"), *SETS)
    reps = whole(_("repetitions"), *REPS)
    hold = whole(_("hold in seconds"), *HOLD, null=True, blank=True)
    is_core = models.BooleanField(_("in every session"), default=False)
    place = whole(_("place in your own order"), 1, 200, null=True, blank=True)
    from_week = whole(_("from week"), 1, MOST_WEEKS, default=1)
    to_week = whole(_("to week"), 1, MOST_WEEKS, null=True, blank=True)
    status = models.CharField(max_length=7, choices=Status, default=Status.ACTIVE)
    is_fixed = models.BooleanField(_("fixed by your clinician"), default=False)
    resting_until = models.DateField(null=True, blank=True)
    dose_since = models.DateField(help_text=_("The local day since when the dose is what it is."))

    class Meta:
        ordering = ["plan", "exercise__order", "pk"]
        verbose_name = _("prescription")
        verbose_name_plural = _("prescriptions")
        constraints = [
            models.UniqueConstraint(fields=["plan", "exercise"], name="exercise_once_a_plan"),
            dose_check("", "prescription_dose_bounded"),
            models.CheckConstraint(
                condition=~models.Q(status="fixed") | models.Q(is_fixed=True), name="prescription_status_fits_fixed"
            ),
            models.CheckConstraint(
                condition=models.Q(to_week__isnull=True) | models.Q(to_week__gte=models.F("from_week")),
                name="prescription_weeks_in_order",
            ),
        ]

    def __str__(self):
        return f"{self.exercise} ({self.plan})"

    @property
    def dose(self):
        return Dose(self.sets, self.reps, self.hold)

    def is_on(self, session):
        """Whether a session of the plan has this exercise to choose from, by its week and day."""
        if not self.from_week <= session.week <= (self.to_week or session.week):
            return False
        if self.status == self.Status.RESTING and self.resting_until is None:
            return False
        is_rested = self.resting_until is None or session.date > self.resting_until
        return is_rested and self.status != self.Status.HIDDEN
