"""The page of an exercise: its facts and words, its forms, cautions and photos, and their common history."""

from django.contrib import admin, messages
from django.urls import path
from django.utils.translation import gettext_lazy as _

from stretches import versions
from stretches.drawings import redraw
from stretches.figure_words import sentence
from stretches.models import BodyArea, Exercise, Form, Kind

from .caution import CautionInline
from .fields import MarkdownWidget, PieceTicks, Ticks
from .form import NEEDS_USUAL, FormInline
from .photo import PhotoInline
from .preview import markdown_preview, movement_preview
from .status import StatusAdmin, StatusForm
from .words import in_known_order

versions.keep(Exercise, "forms", "cautions", "photos")


class ExerciseForm(StatusForm):
    """An exercise's facts and words."""

    kinds = Ticks(label=_("Kinds"), choices=Kind.choices, help_text=_("What it is for. Tick at least one."))
    areas = PieceTicks(
        label=_("Areas"),
        queryset=BodyArea.objects.prefetch_related("translations"),
        required=False,
        help_text=_("What it works on; these glow in the drawing."),
    )

    def clean_kinds(self):
        return in_known_order(self.cleaned_data["kinds"], self.instance.kinds)

    class Meta:
        model = Exercise
        fields = "__all__"
        widgets = {
            "purpose": MarkdownWidget(),
            "also_known_as": admin.widgets.AdminTextareaWidget({"rows": 2}),
            "breath": admin.widgets.AdminTextareaWidget({"rows": 3}),
            "image": admin.widgets.AdminTextareaWidget({"rows": 3}),
            "mistakes": admin.widgets.AdminTextareaWidget({"rows": 4}),
            "caution": admin.widgets.AdminTextareaWidget({"rows": 3}),
        }
        help_texts = {
            "slug": _("The last part of its web address. It is fixed once the exercise was published."),
            "purpose": _("Write plainly and promise nothing: “may ease”, not “cures”."),
        }


@admin.register(Exercise)
class ExerciseAdmin(StatusAdmin):
    """Exercises in their order."""

    form = ExerciseForm
    shipped_as = "exercise"
    inlines = (FormInline, CautionInline, PhotoInline)
    list_display = ("name", "order", "status", "level", "direction")
    list_editable = ("order",)
    list_filter = ("status", "level", "sided", "direction")
    search_fields = ("slug", "translations__name", "translations__also_known_as", "forms__translations__steps")
    fieldsets = (
        (None, {"fields": ("name", "slug", "status", "order")}),
        (_("In words"), {"fields": ("summary", "also_known_as", "caution", "purpose", "breath", "image", "mistakes")}),
        (_("Facts"), {"fields": ("level", "kinds", "areas", "sided", "direction")}),
    )

    def get_urls(self):
        """Before the pages of the model, whose last address takes any name."""
        view = self.admin_site.admin_view
        return [
            path("preview/markdown/", view(markdown_preview), name="markdown_preview"),
            path("preview/movement/", view(movement_preview), name="movement_preview"),
            *super().get_urls(),
        ]

    def problem(self, obj):
        return "" if obj.forms.filter(kind=Form.Kind.USUAL).exists() else NEEDS_USUAL

    def refresh(self, request, obj):
        """Draw what changed, then let everybody see it."""
        for form, error in redraw(Form.objects.filter(exercise=obj)):
            text = _("The drawing of “%(form)s” stays as it was: %(why)s")
            messages.warning(request, text % {"form": form, "why": sentence(error)})
        super().refresh(request, obj)

    def refuse_if_broken(self, obj):
        if obj.is_published and self.problem(obj):
            raise versions.CannotPutBackError(self.problem(obj))
