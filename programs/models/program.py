from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from parler.models import TranslatableModel, TranslatedFields

from stretches.models import Exercise, Form, Publishable

from .fields import whole


class Program(Publishable, TranslatableModel):
    """A curated weekly program: which exercises, on how many days, for how many weeks."""

    class OrderBy(models.TextChoices):
        """How a session is put in order."""

        FLOOR = "floor", _("down and up from the floor once")
        CATALOGUE = "catalogue", _("as in the catalogue")

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_default = models.BooleanField(_("suggested first"), default=False)
    is_scheduled = models.BooleanField(
        _("scheduled"), default=True, help_text=_("A program without a schedule stands in on a sore day.")
    )
    order_by = models.CharField(_("order of a session"), max_length=9, choices=OrderBy, default=OrderBy.FLOOR)
    session_size = whole(_("most exercises in a session"), 1, 20, default=6)
    dose_factor = models.DecimalField(
        _("share of the dose"),
        max_digits=3,
        decimal_places=2,
        default=1,
        validators=[MinValueValidator(0.1), MaxValueValidator(1)],
    )

    translations = TranslatedFields(
        name=models.CharField(_("name"), max_length=80),
        summary=models.CharField(_("summary"), max_length=200),
        description=models.TextField(_("description"), max_length=4000, blank=True, help_text=_("Markdown.")),
    )

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("program")
        verbose_name_plural = _("programs")

    def __str__(self):
        return self.safe_translation_getter("name", default=self.slug, any_language=True)

    def get_absolute_url(self):
        return reverse("program_detail", args=[self.slug])

    @property
    def weeks(self):
        """How many weeks the stages add up to. Reads the prefetched stages."""
        return sum(stage.weeks for stage in self.stages.all())

    @property
    def busiest_days(self):
        """The most days a week that any stage asks for."""
        return max((stage.days for stage in self.stages.all()), default=0)


class Stage(models.Model):
    """A run of weeks in a program with so many days a week and these exercises."""

    program = models.ForeignKey(Program, models.CASCADE, verbose_name=_("program"), related_name="stages")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    weeks = whole(_("weeks"), 1, 26)
    days = whole(_("days a week"), 1, 7)

    class Meta:
        ordering = ["program", "order", "pk"]
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        constraints = [
            models.CheckConstraint(condition=models.Q(days__range=(1, 7)), name="stage_days_in_week"),
            models.CheckConstraint(condition=models.Q(weeks__range=(1, 26)), name="stage_weeks_bounded"),
        ]

    def __str__(self):
        return f"{self.program} {self.order}"


class StageExercise(models.Model):
    """An exercise in a stage: in which form, and whether every session has it."""

    stage = models.ForeignKey(Stage, models.CASCADE, verbose_name=_("stage"), related_name="exercises")
    exercise = models.ForeignKey(Exercise, models.PROTECT, verbose_name=_("exercise"), related_name="+")
    form_kind = models.CharField(_("form"), max_length=6, choices=Form.Kind, default=Form.Kind.USUAL)
    is_core = models.BooleanField(_("in every session"), default=False)

    class Meta:
        ordering = ["stage", "exercise__order", "pk"]
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")
        constraints = [
            models.UniqueConstraint(fields=["stage", "exercise"], name="exercise_once_a_stage"),
        ]

    def __str__(self):
        return str(self.exercise)
