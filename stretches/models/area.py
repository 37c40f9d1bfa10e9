from django.db import models
from django.utils.translation import gettext_lazy as _
from parler.models import TranslatableModel, TranslatedFields

from .content import Content


class BodyArea(Content, TranslatableModel):
    """A part of the body that an exercise works on and that a person can point at."""

    class View(models.TextChoices):
        """On which outline of the body map the area is drawn."""

        FRONT = "front", _("front")
        BACK = "back", _("back")
        BOTH = "both", _("front and back")

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    view = models.CharField(_("seen from"), max_length=5, choices=View, default=View.BACK)

    translations = TranslatedFields(name=models.CharField(_("name"), max_length=60))

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("body area")
        verbose_name_plural = _("body areas")

    def __str__(self):
        return self.safe_translation_getter("name", default=self.slug, any_language=True)
