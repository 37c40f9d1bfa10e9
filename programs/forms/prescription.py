"""Forms that change what a plan prescribes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.models import Plan
from programs.rules.dose import Dose

from .fields import key_field, number_field

PARTS = {"sets": _("Sets"), "reps": _("Repetitions"), "hold": _("Seconds held")}


class KeyForm(forms.Form):
    """One tap that is done once: nothing but its key."""

    key = key_field()


class DoseForm(KeyForm):
    """The dose of a prescription within its form's start and top dose, and whether every session has it."""

    core = forms.BooleanField(label=_("In every session"), required=False)

    def __init__(self, data=None, *, prescription):
        dose = prescription.dose
        super().__init__(data, initial={"core": prescription.is_core, **{part: getattr(dose, part) for part in PARTS}})
        for part, label in PARTS.items():
            low, high = (getattr(prescription.form, f"{end}_{part}") for end in ("start", "top"))
            if low is not None:
                self.fields[part] = self.part_field(label, low, high)
        self.order_fields([*PARTS, "core", "key"])

    @staticmethod
    def part_field(label, low, high):
        bounds = {"low": low, "high": high}
        wrong = _("Choose from %(low)s to %(high)s: what this form starts with, and its top dose.") % bounds
        help_text = _("%(low)s to %(high)s") % bounds if low < high else ""
        errors = {"min_value": wrong, "max_value": wrong, "invalid": wrong, "required": wrong}
        return number_field(label, low, high, help_text=help_text, error_messages=errors)

    @property
    def dose(self):
        return Dose(**{part: self.cleaned_data[part] for part in PARTS if part in self.cleaned_data})


class PickForm(KeyForm):
    """One of some exercises, by slug."""

    def __init__(self, data=None, *, slugs):
        super().__init__(data)
        self.fields["exercise"] = forms.ChoiceField(choices=[(slug, slug) for slug in slugs])


class OrderForm(forms.Form):
    """How a plan's sessions are put in order."""

    order_by = forms.ChoiceField(label=_("Order in a session"), choices=Plan.OrderBy.choices, widget=forms.RadioSelect)


class PlaceForm(forms.Form):
    """An exercise and its new place in one's own order."""

    exercise = forms.SlugField(max_length=60)
    place = forms.IntegerField(min_value=1, max_value=200)
