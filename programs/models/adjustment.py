from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .plan import Plan
from .prescription import Prescription


class Adjustment(models.Model):
    """One change to what a person does: by which rule or whom, on which numbers, before and after.

    Most change a prescription: `before` and `after` hold its form, dose and end of rest. Some change what sessions
    hold (a stop, a lighter session, sore days) and name no prescription, or one only as the cause. `sentence` and
    `inputs` say it in words (`programs.sentences`). One made anew because an earlier fact came in later is `replaced`,
    and stays listed.
    """

    class State(models.TextChoices):
        STANDS = "stands", _("stands")
        UNDONE = "undone", _("undone")
        REPLACED = "replaced", _("replaced")

    HAND, CLINICIAN = "hand", "clinician"
    BY_HAND = (HAND, CLINICIAN)
    THRESHOLD = "clinician.threshold"
    """Sentence of a number of the rules that a clinician made stricter: `threshold`, `value` and `was` in `inputs`."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="adjustments")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="adjustments")
    prescription = models.ForeignKey(Prescription, models.CASCADE, null=True, blank=True, related_name="adjustments")
    rule = models.CharField(max_length=20)
    sentence = models.CharField(max_length=30, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=120, blank=True)
    day = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)
    inputs = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State, default=State.STANDS)
    state_at = models.DateTimeField(null=True, blank=True)
    undo_answer = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["owner", "day"], name="adjustment_of_owner_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "day", "rule", "fingerprint"], name="adjustment_made_once"),
        ]

    def __str__(self):
        return f"{self.rule} {self.day}"

    @property
    def is_by_hand(self):
        return self.rule in self.BY_HAND

    @property
    def asks_first(self):
        """Undoing it asks first whether the sign is gone."""
        return self.rule in ("T3", "T4") and self.sentence != "T3.usual"

    @property
    def can_be_undone(self):
        return self.state == self.State.STANDS
