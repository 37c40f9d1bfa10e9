from django.conf import settings
from django.db import models

from .plan import Plan


class Notice(models.Model):
    """Advice that a rule raised for a person; it can be acknowledged, never lost.

    One whose facts have changed is replaced; the same advice on the same facts comes back as this row, acknowledged
    as it was.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, blank=True, related_name="notices")
    rule = models.CharField(max_length=20)
    sentence = models.CharField(max_length=30, blank=True)
    day = models.DateField()
    inputs = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["owner", "day"], name="notice_of_owner_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "rule", "day", "fingerprint"], name="notice_raised_once"),
        ]

    def __str__(self):
        return f"{self.rule} {self.day}"
