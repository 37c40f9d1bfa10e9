import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.rules.dose import Dose
from stretches.models import Exercise, Form

from .fields import HOLD, REPS, SETS, discomfort_field, dose_check, score_check, whole
from .sensation import validate_sensations, validate_signs


class Outcome(models.TextChoices):
    """How an exercise of a session ended."""

    NOT_REACHED = "not-reached", _("not reached")
    DONE = "done", _("done")
    EASED = "eased", _("done, but eased")
    SKIPPED = "skipped", _("skipped")


class SkipReason(models.TextChoices):
    """Why an exercise or a session was left out."""

    PAIN = "pain", _("it hurt")
    NO_TIME = "no-time", _("no time")
    TIRED = "tired", _("too tired")
    ILL = "ill", _("ill")
    EQUIPMENT = "equipment", _("something was missing")
    OTHER = "other", _("another reason")


class Feel(models.TextChoices):
    """The short answer after an exercise; the rules read it as green, amber, red where no number was given."""

    FINE = "fine", _("fine")
    BIT = "bit", _("a bit")
    TOO_MUCH = "too-much", _("too much")


class Entry(models.Model):
    """One exercise in one session: the form and dose it stood at, and what became of it.

    The dose done counts sets, repetitions and seconds for each side. `key` is the answer last saved, so that an answer
    sent twice is saved once. `told_at` is when what the rules read of it was last changed.
    """

    session = models.ForeignKey("programs.Session", models.CASCADE, related_name="entries")
    exercise = models.ForeignKey(Exercise, models.PROTECT, related_name="+")
    form = models.ForeignKey(Form, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    sets = whole(_("sets"), *SETS)
    reps = whole(_("repetitions"), *REPS)
    hold = whole(_("hold in seconds"), *HOLD, null=True, blank=True)
    done_sets = whole(_("sets done"), 0, SETS[1], null=True, blank=True)
    done_reps = whole(_("repetitions done"), 0, REPS[1], null=True, blank=True)
    done_hold = whole(_("seconds held"), 0, HOLD[1], null=True, blank=True)
    outcome = models.CharField(_("how it went"), max_length=11, choices=Outcome, default=Outcome.NOT_REACHED)
    skip_reason = models.CharField(_("why"), max_length=10, choices=SkipReason, blank=True)
    feel = models.CharField(_("how it felt"), max_length=8, choices=Feel, blank=True)
    discomfort = discomfort_field(_("discomfort during"))
    discomfort_left = discomfort_field(_("discomfort on the left"))
    discomfort_right = discomfort_field(_("discomfort on the right"))
    sensations = models.JSONField(_("sensations"), default=list, blank=True, validators=[validate_sensations])
    signs = models.JSONField(_("signs"), default=list, blank=True, validators=[validate_signs])
    note = models.CharField(_("note"), max_length=500, blank=True)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    recorded_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["session", "order", "pk"]
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.UniqueConstraint(fields=["session", "exercise"], name="exercise_once_a_session"),
            dose_check("", "entry_dose_bounded"),
            score_check("discomfort", "entry_discomfort_0_to_10"),
            score_check("discomfort_left", "entry_left_0_to_10"),
            score_check("discomfort_right", "entry_right_0_to_10"),
        ]

    def __str__(self):
        return f"{self.exercise} ({self.outcome})"

    @property
    def score(self):
        """Discomfort during the exercise, 0-10: the worst of what was given, or None."""
        given = [self.discomfort, self.discomfort_left, self.discomfort_right]
        return max((number for number in given if number is not None), default=None)

    @property
    def was_done(self):
        return self.outcome in (Outcome.DONE, Outcome.EASED)

    @property
    def lacks_reason(self):
        """Whether it was skipped and nobody said why yet."""
        return self.outcome == Outcome.SKIPPED and not self.skip_reason

    @property
    def is_over(self):
        """Whether it was recorded how it went, and not only what hurt."""
        return self.recorded_at is not None and self.outcome != Outcome.NOT_REACHED

    @property
    def dose(self):
        """The prescribed dose, for each side."""
        return Dose(self.sets, self.reps, self.hold)
