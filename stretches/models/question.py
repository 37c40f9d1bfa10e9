from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from parler.models import TranslatableModel, TranslatedFields

from .content import Content, Status


class Question(Content, TranslatableModel):
    """A question people ask about their back, with its answer."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.DRAFT)

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

    @property
    def is_published(self):
        return self.status == Status.PUBLISHED
