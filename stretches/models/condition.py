from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from parler.models import TranslatableModel, TranslatedFields

from .content import Content
from .exercise import Exercise
from .form import Form


class Condition(Content, TranslatableModel):
    """Something a person may have that matters before they exercise, worded as a question."""

    class List(models.TextChoices):
        """Which part of the screening asks for it, and so what a yes does."""

        EMERGENCY = "emergency", _("emergency")
        URGENT = "urgent", _("urgent")
        ASK_FIRST = "ask-first", _("ask first, then go on")

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    list = models.CharField(_("list"), max_length=9, choices=List, default=List.ASK_FIRST)

    translations = TranslatedFields(
        question=models.CharField(_("question"), max_length=300),
        advice=models.TextField(_("advice"), max_length=1000, blank=True),
    )

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")

    def __str__(self):
        return self.safe_translation_getter("question", default=self.slug, any_language=True)


class Caution(Content, TranslatableModel):
    """What a condition means for one exercise: hide it or mark it, why, and which form to use instead."""

    class Effect(models.TextChoices):
        HIDE = "hide", _("hide the exercise")
        MARK = "mark", _("mark the exercise")

    ONCE = "condition"
    """An exercise has a caution for each condition once."""

    exercise = models.ForeignKey(Exercise, models.CASCADE, verbose_name=_("exercise"), related_name="cautions")
    condition = models.ForeignKey(Condition, models.PROTECT, verbose_name=_("condition"), related_name="cautions")
    effect = models.CharField(_("effect"), max_length=4, choices=Effect, default=Effect.MARK)
    form = models.ForeignKey(
        Form, models.SET_NULL, verbose_name=_("form to use instead"), null=True, blank=True, related_name="+"
    )

    translations = TranslatedFields(advice=models.TextField(_("advice"), max_length=600))

    class Meta:
        ordering = ["exercise", "condition__order", "pk"]
        verbose_name = _("caution")
        verbose_name_plural = _("cautions")
        constraints = [
            models.UniqueConstraint(fields=["exercise", "condition"], name="caution_of_a_condition_once"),
        ]

    def __str__(self):
        return f"{self.exercise} – {self.condition}"

    def clean(self):
        if self.form and self.exercise_id and self.form.exercise_id != self.exercise_id:
            raise ValidationError({"form": _("Choose a form of the same exercise.")})
