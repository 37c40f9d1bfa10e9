from django.db import models
from django.utils.translation import gettext_lazy as _
from parler.models import TranslatableModel, TranslatedFields

from .content import Content
from .exercise import Exercise


class Photo(Content, TranslatableModel):
    """A picture of an exercise, with what it shows in words and under which licence it may be used."""

    class Licence(models.TextChoices):
        OWN = "own", _("our own")
        CC_BY = "cc-by-4.0", "CC BY 4.0"
        CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
        CC0 = "cc0-1.0", "CC0 1.0"
        PERMISSION = "permission", _("used with permission")

    exercise = models.ForeignKey(Exercise, models.CASCADE, verbose_name=_("exercise"), related_name="photos")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    image = models.ImageField(
        _("picture"), upload_to="photos/", width_field="width", height_field="height", max_length=200
    )
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    licence = models.CharField(_("licence"), max_length=12, choices=Licence)
    credit = models.CharField(_("credit"), max_length=120, blank=True)

    translations = TranslatedFields(
        alt=models.CharField(_("what the picture shows"), max_length=200, help_text=_("Read out by screen readers."))
    )

    class Meta:
        ordering = ["exercise", "order", "pk"]
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def __str__(self):
        return self.safe_translation_getter("alt", default=str(self.pk), any_language=True)

    @property
    def credit_line(self):
        """Who made it and under which licence it may be used."""
        return ", ".join(filter(None, [self.credit, self.get_licence_display()]))
