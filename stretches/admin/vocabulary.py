"""Body areas and conditions: the words that exercises, cautions and people's answers refer to."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext_lazy as _

from stretches import versions
from stretches.drawings import redraw
from stretches.models import BodyArea, Condition, Form, ShippedField

from .content import ContentAdmin
from .words import WordsForm

versions.keep(BodyArea)
versions.keep(Condition)


class VocabularyAdmin(ContentAdmin):
    """Words that are seen as soon as they are saved: their address is fixed then, and what ships stays."""

    def get_readonly_fields(self, request, obj=None):
        return (*super().get_readonly_fields(request, obj), *(("slug",) if obj else ()))

    def view_on_site(self, obj):
        """It has no page of its own."""

    def find_why_kept(self, obj):
        if ShippedField.objects.filter(object_key=f"{self.shipped_as}/{obj.slug}").exists():
            return _("This belongs to Limber itself, so it can’t be deleted. You can change its words.")
        return _("Exercises or people’s answers use this, so it can’t be deleted.") if self.is_used(obj) else ""


@admin.register(BodyArea)
class BodyAreaAdmin(VocabularyAdmin):
    """Parts of the body."""

    shipped_as = "area"
    list_display = ("name", "order", "view")
    list_editable = ("order",)
    search_fields = ("slug", "translations__name")
    fields = ("name", "slug", "view", "order")

    def is_used(self, obj):
        return obj.exercises.exists() or super().is_used(obj)

    def refresh(self, request, obj):
        """The drawings say what they work on, so they change with its name."""
        redraw(Form.objects.filter(exercise__areas=obj))
        super().refresh(request, obj)


class ConditionForm(WordsForm):
    class Meta:
        model = Condition
        fields = "__all__"
        widgets = {"question": AdminTextareaWidget({"rows": 2}), "advice": AdminTextareaWidget({"rows": 4})}
        help_texts = {
            "list": _(
                "Emergency: no sessions until a clinician has seen the person. Urgent: none until they talked to one."
            ),
        }


@admin.register(Condition)
class ConditionAdmin(VocabularyAdmin):
    """What a person may have that matters before they exercise."""

    form = ConditionForm
    shipped_as = "condition"
    list_display = ("question", "list", "order")
    list_editable = ("order",)
    list_filter = ("list",)
    search_fields = ("slug", "translations__question", "translations__advice")
    fields = ("question", "slug", "list", "advice", "order")
