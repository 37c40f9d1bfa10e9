"""Numbers of the rules, typed by staff for a host or by a clinician for one person."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from programs import thresholds
from programs.rules.thresholds import SHIPPED, limits, problem

from .fields import key_field

PROBLEMS = {
    "unknown": _("The rules no longer use this number."),
    "number": _("This is a whole number."),
    "range": _("Choose a number from %(lowest)s to %(highest)s."),
    "looser": _("This number protects people: it may be stricter than the %(shipped)s it ships with, never looser."),
}
WORDS = {"lower": _("lower"), "higher": _("higher")}


def check(name, value):
    """Refuse a value that the threshold can't have, and say why: ValidationError."""
    try:
        reason = problem(name, thresholds.typed(name, value))
    except ValueError:
        reason = "number"
    if reason:
        limit = limits().get(name)
        params = {
            "lowest": limit and limit.lowest,
            "highest": limit and limit.highest,
            "shipped": getattr(SHIPPED, name, ""),
        }
        raise ValidationError(PROBLEMS[reason], code=reason, params=params)


class OwnNumberForm(forms.Form):
    """A number for one person: stricter than this server's, or nothing to take it back."""

    value = forms.DecimalField(
        label=_("For this person"),
        required=False,
        max_digits=6,
        decimal_places=2,
        widget=forms.NumberInput({"inputmode": "decimal", "step": "any"}),
    )
    key = key_field()

    def __init__(self, data=None, *, number):
        super().__init__(data, initial={"value": number.value})
        self.number = number
        limit = limits()[number.name]
        told = _(
            "On this server: %(server)s. From %(lowest)s to %(highest)s; %(stricter)s is stricter. Empty: the same."
        )
        self.fields["value"].help_text = told % {
            "server": number.server,
            "lowest": limit.lowest,
            "highest": limit.highest,
            "stricter": WORDS[limit.stricter],
        }

    def clean_value(self):
        """The number as the rules take it, None for none."""
        value, name = self.cleaned_data["value"], self.number.name
        if value is None:
            return None
        check(name, value)
        value = thresholds.typed(name, value)
        if not thresholds.is_stricter(name, value):
            raise ValidationError(
                _("For one person it can only be stricter than the %(server)s of this server, never looser."),
                code="looser",
                params={"server": self.number.server},
            )
        return value
