"""Forms of a person and their clinician: the code, the dose, the note."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.models.access import LONGEST_NOTE

from .fields import key_field
from .prescription import DoseForm


class CodeForm(forms.Form):
    """What a person says when they make a code."""

    shows_email = forms.BooleanField(
        label=_("Show my e-mail address too"),
        required=False,
        help_text=_("Your clinician sees your name. Without a name they see this plan alone."),
    )


class JoinForm(forms.Form):
    """The code that a patient gave."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Four groups of four letters and numbers. Spaces, dashes and case don’t matter."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class PrescribeForm(DoseForm):
    """The dose within the form's start and top dose, and whether the rules leave it alone."""

    fixed = forms.BooleanField(
        label=_("Fix this exercise"),
        required=False,
        help_text=_("No rule raises or lightens it then. Rules that stop what hurts (S, T3, T4, T6) still hold."),
    )

    def __init__(self, data=None, *, prescription):
        super().__init__(data, prescription=prescription)
        del self.fields["core"]
        self.initial["fixed"] = prescription.is_fixed


class NoteForm(forms.Form):
    """A few words to the person."""

    text = forms.CharField(
        label=_("Note"),
        max_length=LONGEST_NOTE,
        help_text=_("The person reads it on the page of this plan. It can’t be changed afterwards."),
        widget=forms.Textarea({"rows": 5}),
    )
    key = key_field()
