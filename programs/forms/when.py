"""Fields that say when: days, weekdays, the time of day."""

import datetime as dt

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from config.widgets import ChipCheckboxes

FARTHEST_START = dt.timedelta(days=365)


class DayField(forms.DateField):
    """A local day from `earliest` to `latest`, both included; `choose` says which to choose from."""

    def __init__(self, label, *, earliest, latest, choose, **options):
        widget = forms.DateInput({"type": "date", "min": earliest.isoformat(), "max": latest.isoformat()}, "%Y-%m-%d")
        super().__init__(label=label, widget=widget, **options)
        self.earliest, self.latest, self.choose = earliest, latest, choose

    def validate(self, value):
        super().validate(value)
        if value and not self.earliest <= value <= self.latest:
            raise forms.ValidationError(self.choose)


def first_day_field(today):
    """The day on which a plan begins."""
    choose = _("Choose a day from today to a year ahead.")
    return DayField(_("First day"), earliest=today, latest=today + FARTHEST_START, choose=choose, initial=today)


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


def time_field(initial=dt.time(8)):
    """A time on the person's clock."""
    return forms.TimeField(
        label=_("Time of day"),
        help_text=_("On your clock, wherever you are."),
        initial=initial,
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
    )
