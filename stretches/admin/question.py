"""Questions people ask, with their answers."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from stretches import versions
from stretches.models import Question

from .fields import MarkdownWidget
from .status import StatusAdmin, StatusForm

versions.keep(Question)


class QuestionForm(StatusForm):
    class Meta:
        model = Question
        fields = "__all__"
        widgets = {"answer": MarkdownWidget({"rows": 16})}
        help_texts = {
            "answer": _(
                "An empty line starts a paragraph, “- ” a point of a list, **two stars** are bold, "
                "[words](/stretches/) are a link."
            )
        }


@admin.register(Question)
class QuestionAdmin(StatusAdmin):
    """Questions in their order."""

    form = QuestionForm
    shipped_as = "question"
    called = "question"
    list_display = ("question", "order", "status")
    list_editable = ("order",)
    list_filter = ("status",)
    search_fields = ("slug", "translations__question", "translations__answer")
    fields = ("question", "answer", "slug", "status", "order")
