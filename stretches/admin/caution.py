"""What conditions mean for an exercise, on its page."""

from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from parler.admin import TranslatableStackedInline
from parler.forms import TranslatableBaseInlineFormSet

from stretches import versions
from stretches.models import Caution, Condition, Form
from stretches.rearranging import RearrangingFormSet

from .language import KnownLanguageMixin
from .words import WordsForm


def caution_name(fields):
    """How a caution is called in the history."""
    condition = Condition.objects.filter(pk=fields["condition"]).first()
    return _t("Caution “%(condition)s”") % {"condition": condition or _t("(gone)")}


versions.keep(Caution, parent="exercise", label=caution_name)


class CautionForm(WordsForm):
    class Meta:
        model = Caution
        fields = "__all__"
        widgets = {"advice": AdminTextareaWidget({"rows": 3})}


class CautionFormSet(RearrangingFormSet, TranslatableBaseInlineFormSet):
    """All cautions of an exercise."""


class CautionInline(KnownLanguageMixin, TranslatableStackedInline):
    """Which conditions hide or mark this exercise, and why."""

    model = Caution
    form = CautionForm
    formset = CautionFormSet
    extra = 0
    classes = ("collapse",)
    verbose_name_plural = _("cautions: who takes care or leaves it out")
    fields = (("condition", "effect", "form"), "advice")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Only this exercise's forms can stand in."""
        if db_field.name == "form":
            exercise = request.resolver_match.kwargs.get("object_id")
            forms = Form.objects.prefetch_related("translations")
            kwargs["queryset"] = forms.filter(exercise=exercise) if str(exercise).isdecimal() else forms.none()
        if db_field.name == "condition":
            kwargs["queryset"] = Condition.objects.prefetch_related("translations")
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.choices = list(iter(field.choices))  # read once, not for every caution; list() alone counts first
        return field

    def get_queryset(self, request):
        """With what a caution is called by."""
        return super().get_queryset(request).prefetch_related("exercise__translations", "condition__translations")
