"""Fields that several forms share; those that say when are in `when`."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from config.widgets import ChipCheckboxes, ScaleWidget
from programs.models import Sensation


class SensationChips(ChipCheckboxes):
    """Chips that can all be taken back: an empty value beside them says that they were asked."""

    def value_from_datadict(self, data, files, name):
        return [value for value in super().value_from_datadict(data, files, name) or [] if value]

    def value_omitted_from_data(self, data, files, name):
        return name not in data


class SensationsField(forms.MultipleChoiceField):
    """Any sensations, each once."""

    widget = SensationChips

    def __init__(self, **options):
        super().__init__(
            choices=Sensation.choices,
            required=False,
            error_messages={"invalid_choice": _("Choose from the list."), "invalid_list": _("Choose from the list.")},
            **{"label": _("What does it feel like?"), **options},
        )

    def clean(self, value):
        return list(dict.fromkeys(super().clean(value)))


def score_field(label, **options):
    """Discomfort 0-10; no answer is no number."""
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=10, widget=ScaleWidget(), **options)


def baseline_field():
    """What a plan is compared with later (rules G1 and G2)."""
    return score_field(
        _("Your usual discomfort over the last 7 days"),
        help_text=_("Later you can see whether it changed. You can leave it without an answer."),
    )


def number_field(label, low, high, *, hints=(), **options):
    """A whole number from `low` to `high`; `hints` are more attributes of its input."""
    widget = forms.NumberInput({"inputmode": "numeric", **dict(hints)})
    return forms.IntegerField(label=label, min_value=low, max_value=high, widget=widget, **options)


def note_field(**options):
    """A few words of one's own."""
    widget = forms.Textarea({"rows": 2})
    return forms.CharField(label=_("Note"), required=False, max_length=500, widget=widget, **options)


def key_field():
    """The hidden key that makes sending a form twice one record."""
    outdated = _("This page is out of date. Load it again.")
    return forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        error_messages={"required": outdated, "invalid": outdated},
    )
