"""The form for a plan of one's own."""

import datetime as dt
from typing import cast

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from config.widgets import ChipCheckboxes
from programs.builder import MOST_WEEKS

from .fields import key_field, score_field
from .plan import FARTHEST_START, day_field

LISTS = ("exercises", "weekdays")
MOST_SENT = 60
"""More values of one name than this no page of ours sends."""


def weekdays_field(first_weekday):
    """Weekdays (0 Monday to 6 Sunday) as chips, beginning with the ISO weekday that the person's weeks begin with."""
    days = [(first_weekday - 1 + n) % 7 for n in range(7)]
    return forms.TypedMultipleChoiceField(
        label=_("Weekdays"),
        choices=[(day, WEEKDAYS[day]) for day in days],
        coerce=int,
        widget=ChipCheckboxes(),
        error_messages={"required": _("Pick at least one weekday.")},
    )


def time_field(**options):
    """A time on the person's clock."""
    return forms.TimeField(
        label=_("Time of day"),
        help_text=_("On your clock, wherever you are."),
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
        **options,
    )


def number_field(label, low, high, **options):
    """A whole number from `low` to `high`."""
    widget = forms.NumberInput({"inputmode": "numeric", "min": low, "max": high})
    return forms.IntegerField(label=label, min_value=low, max_value=high, widget=widget, **options)


class BuildForm(forms.Form):
    """What a plan of one's own needs: `built` is what `builder.build` takes beside owner and order.

    `choices` are the exercises; those that a condition leaves out can't be picked. The other values are proposed, so
    that exercises are all there is to choose.
    """

    exercises = forms.MultipleChoiceField(
        label=_("Exercises"), error_messages={"required": _("Pick at least one exercise.")}
    )
    weeks = number_field(_("For how many weeks?"), 1, MOST_WEEKS, initial=4)
    session_size = number_field(
        _("Most exercises in one session"),
        1,
        20,
        initial=6,
        help_text=_("If you pick more, they take turns from session to session."),
    )
    time = time_field(initial=dt.time(8))
    name = forms.CharField(label=_("Name of the plan"), max_length=80, initial=_("My plan"))
    baseline = score_field(
        _("Your usual discomfort over the last 7 days"),
        help_text=_("Later you can see whether it changed. You can leave it without an answer."),
    )
    key = key_field()
    field_order = ["exercises", "weekdays", "weeks", "session_size", "time", "started_on", "name", "baseline", "key"]

    def __init__(self, *args, choices, today, first_weekday=1, **kwargs):
        super().__init__(*args, **kwargs)
        self.choices = choices
        self.earliest, self.latest = today, today + FARTHEST_START
        exercises = cast(forms.MultipleChoiceField, self.fields["exercises"])
        exercises.choices = [(one.exercise.slug, str(one.exercise)) for one in choices if not one.is_hidden]
        self.fields["weekdays"] = weekdays_field(first_weekday)
        self.fields["weekdays"].initial = [0, 2, 4]
        self.fields["started_on"] = day_field(_("First day"), earliest=today, latest=self.latest, initial=today)
        self.order_fields(self.field_order)

    def clean_started_on(self):
        day = self.cleaned_data["started_on"]
        if not self.earliest <= day <= self.latest:
            raise forms.ValidationError(_("Choose a day from today to a year ahead."))
        return day

    @staticmethod
    def typed(sent):
        """What a person had typed so far, as initial values: from an address, or from a form that isn't to be saved."""
        lists = {name: sent.getlist(name)[:MOST_SENT] for name in LISTS}
        return {name: sent[name] for name in BuildForm.field_order if name in sent} | lists

    @property
    def built(self):
        named = {name: value for name, value in self.cleaned_data.items() if name != "exercises"}
        return {**named, "weekdays": sorted(set(named["weekdays"])), "chosen": self.chosen}

    @property
    def chosen(self):
        """The choices picked so far, whether or not the rest of the form is right yet."""
        picked = {str(slug) for slug in self["exercises"].value() or []}
        return [one for one in self.choices if one.exercise.slug in picked and not one.is_hidden]

    @property
    def outline(self):
        """Days, weeks and size so far, for the running total; what isn't right yet counts as proposed."""
        days = {str(day) for day in self["weekdays"].value() or []} & set("0123456")
        return {"days": len(days), "weeks": self._so_far("weeks"), "session_size": self._so_far("session_size")}

    def _so_far(self, name):
        field = self.fields[name]
        try:
            return field.clean(self[name].value())
        except forms.ValidationError:
            return field.initial
