"""The numbers of the rules on this server: each within its limits, with its history."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programs import thresholds
from programs.forms.threshold import WORDS, check
from programs.models import Threshold
from programs.rules.thresholds import SHIPPED, limits
from stretches import versions
from stretches.admin.history import HistoryMixin

versions.keep(Threshold, is_content=False)


def title_of(name):
    """A threshold as staff find it: its rule and what it is."""
    return f"{limits()[name].rule}: {thresholds.LABELS[name]}" if name in thresholds.LABELS else name


class ThresholdForm(forms.ModelForm):
    """A number and its value; the number is chosen once."""

    class Meta:
        model = Threshold
        fields = ("name", "value")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.instance.name
        if "name" in self.fields:
            taken = set(Threshold.objects.values_list("name", flat=True))
            free = [(one, title_of(one)) for one in limits() if one not in taken]
            self.fields["name"] = forms.ChoiceField(label=_("Threshold"), choices=[("", "–"), *free])
        elif name in limits():
            limit, shipped = limits()[name], getattr(SHIPPED, name)
            told = _("As it ships: %(shipped)s. From %(lowest)s to %(highest)s (%(unit)s); %(stricter)s is stricter.")
            self.fields["value"].help_text = told % {
                "shipped": shipped,
                "lowest": limit.lowest,
                "highest": limit.highest,
                "unit": limit.unit,
                "stricter": WORDS[limit.stricter],
            }

    def clean(self):
        """A number that the rules allow."""
        data = super().clean() or {}
        name = data.get("name") or self.instance.name
        if name and data.get("value") is not None:
            try:
                check(name, data["value"])
            except ValidationError as error:
                self.add_error("value", error)
        return data


@admin.register(Threshold)
class ThresholdAdmin(HistoryMixin, admin.ModelAdmin):
    """What differs from what ships. To take a change back, set the number to what it ships as: the history stays.

    Editors of words don't change how the plans decide: that is for administrators.
    """

    form = ThresholdForm
    list_display = ("title", "value", "shipped")
    fields = ("name", "value")

    @admin.display(description=_("threshold"), ordering="name")
    def title(self, obj):
        return title_of(obj.name)

    @admin.display(description=_("as it ships"))
    def shipped(self, obj):
        return getattr(SHIPPED, obj.name, "–")

    def has_module_permission(self, request):
        return request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        """A number that goes would take its history along."""
        return False

    def get_readonly_fields(self, request, obj=None):
        return ("name",) if obj else ()

    def view_on_site(self, obj):
        """The published rule that uses it."""
        rule = limits()[obj.name].rule if obj.name in limits() else ""
        return f"{reverse('rule_list')}#{rule}"

    def save_model(self, request, obj, form, change):
        """Keep the number as it was, and as it is now."""
        if change:
            versions.record_before(Threshold.objects.get(pk=obj.pk))
        super().save_model(request, obj, form, change)
        versions.record(obj, user=request.user)

    def render_change_form(self, request, context, *args, **kwargs):
        """Answer 422 when something has to be corrected."""
        response = super().render_change_form(request, context, *args, **kwargs)
        if context.get("errors"):
            response.status_code = 422
        return response

    def refuse_if_broken(self, obj):
        """A number of an earlier release may be outside today's limits."""
        try:
            check(obj.name, obj.value)
        except ValidationError as error:
            raise versions.CannotPutBackError(" ".join(error.messages)) from error

    def refresh(self, request, obj):
        """Nothing follows: the rules read their numbers anew each day they decide."""
