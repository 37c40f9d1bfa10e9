from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from parler.models import TranslatableModel, TranslatedFields

from .area import BodyArea
from .content import Content, Publishable


class Level(models.IntegerChoices):
    """How much an exercise asks of the body."""

    GENTLE = 1, _("gentle")
    MODERATE = 2, _("moderate")
    DEEP = 3, _("deep")


class Sided(models.TextChoices):
    """How an exercise treats left and right; the dose counts for each side."""

    NO = "no", _("both sides at once")
    EACH = "each", _("one side, then the other")
    ALTERNATING = "alternating", _("left and right in turn")


class Direction(models.TextChoices):
    """Which way the spine goes; leg symptoms stop a whole direction (rule T4)."""

    NEUTRAL = "neutral", _("neutral")
    BENDING = "bending", _("bending forward")
    ARCHING = "arching", _("arching back")
    BOTH = "both", _("both ways")


class Kind(models.TextChoices):
    """What an exercise is for."""

    REST = "rest", _("rest")
    AWARENESS = "awareness", _("awareness")
    MOBILITY = "mobility", _("mobility")
    CORE = "core", _("core")
    STRETCH = "stretch", _("stretch")
    STRENGTH = "strength", _("strength")


class Equipment(models.TextChoices):
    """What a form needs at hand."""

    MAT = "mat", _("mat")
    PILLOW = "pillow", _("pillow")
    CUSHION = "cushion", _("cushion")
    SOCK = "sock", _("sock")
    STRAP = "strap", _("strap or towel")
    CHAIR = "chair", _("chair")
    TABLE = "table", _("table")
    WALL = "wall", _("wall")
    BOLSTER = "bolster", _("bolster")
    BED = "bed", _("firm bed")


def list_of(choices):
    """A validator's core: `value` must be a list of distinct members of `choices`."""

    def validate(value):
        if not isinstance(value, list) or len(set(map(str, value))) != len(value):
            raise ValidationError(_("Give a list without repeats."))
        unknown = [item for item in value if item not in choices.values]
        if unknown:
            raise ValidationError(
                _("Not known: %(names)s."), params={"names": ", ".join(str(item)[:40] for item in unknown)}
            )

    return validate


def validate_kinds(value):
    """Refuse anything but a list of distinct kinds."""
    list_of(Kind)(value)


def validate_equipment(value):
    """Refuse anything but a list of distinct pieces of equipment."""
    list_of(Equipment)(value)


class Exercise(Content, Publishable, TranslatableModel):
    """One of the things a person can do for their back; its forms say how."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("The catalogue goes from least to most demanding.")
    )
    level = models.PositiveSmallIntegerField(_("level"), choices=Level, default=Level.GENTLE)
    kinds = models.JSONField(_("kinds"), default=list, validators=[validate_kinds])
    sided = models.CharField(_("sides"), max_length=11, choices=Sided, default=Sided.NO)
    direction = models.CharField(_("direction"), max_length=7, choices=Direction, default=Direction.NEUTRAL)
    areas = models.ManyToManyField(BodyArea, verbose_name=_("areas"), related_name="exercises", blank=True)

    translations = TranslatedFields(
        name=models.CharField(_("name"), max_length=80),
        also_known_as=models.TextField(_("other names"), max_length=400, blank=True, help_text=_("One on a line.")),
        summary=models.CharField(_("summary"), max_length=200),
        purpose=models.TextField(_("what it is for"), max_length=4000, help_text=_("Markdown.")),
        breath=models.TextField(_("breath"), max_length=1000, blank=True),
        image=models.TextField(_("image to hold in mind"), max_length=1000, blank=True),
        mistakes=models.TextField(_("common mistakes"), max_length=2000, blank=True, help_text=_("One on a line.")),
        caution=models.TextField(
            _("caution"), max_length=1000, blank=True, help_text=_("Shown in bold, before anything else.")
        ),
    )

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")
        constraints = [
            models.CheckConstraint(condition=models.Q(level__in=[1, 2, 3]), name="exercise_level_known"),
        ]

    def __str__(self):
        return self.safe_translation_getter("name", default=self.slug, any_language=True)

    def get_absolute_url(self):
        return reverse("exercise_detail", args=[self.slug])

    @property
    def is_sided(self):
        return self.sided != Sided.NO

    @property
    def usual(self):
        """The usual form, or None while an editor has not written one. Reads the prefetched forms."""
        return self.form_of("usual")

    @property
    def easier(self):
        return self.form_of("easier")

    @property
    def harder(self):
        return self.form_of("harder")

    def form_of(self, kind):
        """The form of that kind, or None."""
        return next((form for form in self.forms.all() if form.kind == kind), None)

    @property
    def other_names(self):
        return lines(self.also_known_as)

    @property
    def mistake_list(self):
        return lines(self.mistakes)

    @property
    def kind_labels(self):
        return [Kind(kind).label for kind in self.kinds]


def lines(text):
    """The non-empty lines of a text, trimmed."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
