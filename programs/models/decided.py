from django.conf import settings
from django.db import models


class Standing(models.Model):
    """Whether a person's decisions still stand on their facts.

    `stale_from` is the first local day whose facts were changed since it was decided; None where all is decided.
    `turn` counts changes of facts and decisions: who decides takes the row at the turn they saw, or looks again.
    """

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="standing")
    stale_from = models.DateField(null=True, blank=True)
    turn = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.owner_id} {self.stale_from or ''}".strip()


class DecidedDay(models.Model):
    """A local day on which the rules were applied to a person: once, under the thresholds of that day.

    `decisions` lists all that applied, `state` is how the person's plans stand at its end (`rules.state`, written by
    `rules.codec`). A day decided before its evening is decided again later.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="decided_days")
    day = models.DateField()
    is_over = models.BooleanField(default=True)
    thresholds = models.JSONField(default=dict)
    decisions = models.JSONField(default=list)
    state = models.JSONField(default=dict)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["owner", "day"]
        constraints = [models.UniqueConstraint(fields=["owner", "day"], name="day_decided_once")]

    def __str__(self):
        return str(self.day)
