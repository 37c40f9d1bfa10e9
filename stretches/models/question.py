from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from parler.models import TranslatableModel, TranslatedFields

from .content import Content, Publishable


class Question(Content, Publishable, TranslatableModel):
    """A question people ask about their back, with its answer."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    translations = TranslatedFields(
        question=models.CharField(_("question"), max_length=200),
        answer=models.TextField(_("answer"), max_length=6000, help_text=_("Markdown.")),
    )

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self):
        return self.safe_translation_getter("question", default=self.slug, any_language=True)

    def get_absolute_url(self):
        return reverse("question_detail", args=[self.slug])
