from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from parler.models import TranslatableModel, TranslatedFields

from .content import Content
from .exercise import Equipment, Exercise, lines, validate_equipment


class Position(models.TextChoices):
    """How the body is placed, in floor-aware order: people get down and up once."""

    LYING_BACK = "lying-back", _("lying on your back")
    FACE_DOWN = "face-down", _("lying face down")
    SITTING = "sitting", _("sitting")
    HANDS_KNEES = "hands-knees", _("on hands and knees")
    KNEELING = "kneeling", _("kneeling")
    HANDS_FEET = "hands-feet", _("on hands and feet")
    CHAIR = "chair", _("on a chair")
    STANDING = "standing", _("standing")


def between(low, high):
    """Validators for a whole number from `low` to `high`."""
    return [MinValueValidator(low), MaxValueValidator(high)]


SETS, REPS, HOLD, TEMPO = (1, 10), (1, 50), (1, 900), (1, 60)


class Form(Content, TranslatableModel):
    """A way to do an exercise: its steps, where the dose starts and stops, and how the figure moves.

    Doses are sets, repetitions and seconds of hold, for each side of a sided exercise. Without a hold a repetition
    takes `tempo` seconds there and back. Steps are one text, a step on a line: an editor reorders them by moving
    lines, and a release updates them as one.
    """

    class Kind(models.TextChoices):
        EASIER = "easier", _("easier")
        USUAL = "usual", _("usual")
        HARDER = "harder", _("harder")

    ONCE = "kind"
    """An exercise has a form of each kind once."""

    exercise = models.ForeignKey(Exercise, models.CASCADE, verbose_name=_("exercise"), related_name="forms")
    kind = models.CharField(_("form"), max_length=6, choices=Kind, default=Kind.USUAL)
    position = models.CharField(_("position"), max_length=11, choices=Position)
    needs_floor = models.BooleanField(_("on the floor"), default=True)
    equipment = models.JSONField(_("equipment"), default=list, blank=True, validators=[validate_equipment])
    start_sets = models.PositiveSmallIntegerField(_("start: sets"), default=1, validators=between(*SETS))
    start_reps = models.PositiveSmallIntegerField(_("start: repetitions"), default=1, validators=between(*REPS))
    start_hold = models.PositiveSmallIntegerField(
        _("start: hold in seconds"), null=True, blank=True, validators=between(*HOLD)
    )
    top_sets = models.PositiveSmallIntegerField(_("top: sets"), default=1, validators=between(*SETS))
    top_reps = models.PositiveSmallIntegerField(_("top: repetitions"), default=1, validators=between(*REPS))
    top_hold = models.PositiveSmallIntegerField(
        _("top: hold in seconds"), null=True, blank=True, validators=between(*HOLD)
    )
    tempo = models.PositiveSmallIntegerField(
        _("tempo"),
        null=True,
        blank=True,
        validators=between(*TEMPO),
        help_text=_("Seconds a repetition, there and back; only without a hold."),
    )
    movement = models.JSONField(_("movement"), null=True, blank=True, help_text=_("The figure's poses and timing."))
    drawings = models.JSONField(default=dict, blank=True, editable=False)

    translations = TranslatedFields(
        name=models.CharField(_("name"), max_length=80),
        cue=models.CharField(_("cue"), max_length=80, help_text=_("One line, read at an arm's length.")),
        steps=models.TextField(_("steps"), max_length=4000, help_text=_("One step on a line, in order.")),
    )

    class Meta:
        ordering = ["exercise", "pk"]
        verbose_name = _("form")
        verbose_name_plural = _("forms")
        constraints = [
            models.UniqueConstraint(fields=["exercise", "kind"], name="form_of_a_kind_once"),
            models.CheckConstraint(
                condition=models.Q(start_hold__isnull=True, top_hold__isnull=True, tempo__isnull=False)
                | models.Q(start_hold__isnull=False, top_hold__isnull=False, tempo__isnull=True),
                name="form_hold_or_tempo",
            ),
            models.CheckConstraint(
                condition=models.Q(start_sets__lte=models.F("top_sets"), start_reps__lte=models.F("top_reps"))
                & (models.Q(start_hold__isnull=True) | models.Q(start_hold__lte=models.F("top_hold"))),
                name="form_start_within_top",
            ),
        ]

    def __str__(self):
        return self.safe_translation_getter("name", default=self.kind, any_language=True)

    def clean(self):
        errors = {}
        if (self.start_hold is None) != (self.top_hold is None):
            errors["top_hold"] = _("Give a hold at both the start and the top dose, or at neither.")
        if self.start_hold is None and self.top_hold is None and self.tempo is None:
            errors["tempo"] = _("Without a hold, say how many seconds a repetition takes.")
        if self.start_hold is not None and self.tempo is not None:
            errors["tempo"] = _("A form with a hold has no tempo.")
        for name in ("sets", "reps", "hold"):
            start, top = getattr(self, f"start_{name}"), getattr(self, f"top_{name}")
            if start is not None and top is not None and start > top:
                errors.setdefault(f"top_{name}", _("The top dose can’t be less than the start dose."))
        if errors:
            raise ValidationError(errors)

    @property
    def step_list(self):
        return lines(self.steps)

    @property
    def equipment_labels(self):
        return [Equipment(item).label for item in self.equipment]
