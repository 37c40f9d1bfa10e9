from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import whole
from .plan import Plan


class Pause(models.Model):
    """Days on which a plan rests; what is left of the plan moves on by whole weeks. An open pause has no last day.

    `weeks` is by how many it moved what was left, so that a pause can be shortened or taken back.
    """

    class Reason(models.TextChoices):
        ILL = "ill", _("ill")
        HOLIDAY = "holiday", _("on holiday")
        OTHER = "other", _("another reason")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="pauses")
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"), null=True, blank=True)
    reason = models.CharField(_("why"), max_length=7, choices=Reason, default=Reason.OTHER)
    weeks = whole(_("weeks moved"), 0, 520, default=0)

    class Meta:
        ordering = ["plan", "first_day"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
                name="pause_days_in_order",
            ),
            models.UniqueConstraint(fields=["plan"], condition=models.Q(last_day__isnull=True), name="pause_open_once"),
            models.UniqueConstraint(fields=["plan", "first_day"], name="pause_begun_once"),
        ]

    def __str__(self):
        return f"{self.first_day} – {self.last_day or '…'}"

    def covers(self, day):
        """Whether the day lies in the pause."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)
