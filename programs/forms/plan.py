"""Forms around a plan: starting one, moving or skipping a session, finding a program."""

import datetime as dt
from typing import cast

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from config.widgets import ChipCheckboxes, ChipRadio
from programs import finder
from programs.models import SkipReason
from programs.plans import FARTHEST_MOVE

from .fields import key_field, score_field

FARTHEST_START = dt.timedelta(days=365)


def day_field(label, *, earliest, latest, **options):
    """A local day from `earliest` to `latest`, both included."""
    widget = forms.DateInput({"type": "date", "min": earliest.isoformat(), "max": latest.isoformat()}, "%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class StartForm(forms.Form):
    """What a plan needs to know; `cleaned_data` is what `plans.start` takes beside owner and program."""

    baseline = score_field(
        _("Your usual discomfort over the last 7 days"),
        help_text=_("Later you can see whether it changed. You can leave it without an answer."),
    )
    weekdays = forms.TypedMultipleChoiceField(coerce=int, widget=ChipCheckboxes())
    time = forms.TimeField(
        label=_("Time of day"),
        help_text=_("On your clock, wherever you are."),
        initial=dt.time(8),
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
    )
    key = key_field()
    field_order = ["baseline", "started_on", "weekdays", "time", "key"]

    def __init__(self, *args, program, today, first_weekday=1, **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.needed = today, program.busiest_days
        self.fields["started_on"] = day_field(
            _("First day"), earliest=today, latest=today + FARTHEST_START, initial=today
        )
        days = cast(forms.TypedMultipleChoiceField, self.fields["weekdays"])
        days.label = ngettext("Pick %(n)s weekday", "Pick %(n)s weekdays", self.needed) % {"n": self.needed}
        days.choices = [((first_weekday - 1 + n) % 7, WEEKDAYS[(first_weekday - 1 + n) % 7]) for n in range(7)]
        days.initial = [number * 7 // self.needed for number in range(self.needed)]  # spread evenly from Monday on
        self.order_fields(self.field_order)

    @property
    def picked(self):
        """The weekdays picked so far, or None while they are not as many as the program needs."""
        picked = self["weekdays"].value() or []
        numbers = {int(day) for day in picked if str(day) in "0123456" and len(str(day)) == 1}
        return sorted(numbers) if len(numbers) == self.needed else None

    def clean_started_on(self):
        day = self.cleaned_data["started_on"]
        if not self.today <= day <= self.today + FARTHEST_START:
            raise forms.ValidationError(_("Choose a day from today to a year ahead."))
        return day

    def clean_weekdays(self):
        days = sorted(set(self.cleaned_data["weekdays"]))
        if len(days) != self.needed:
            values = {"n": self.needed, "picked": len(days)}
            raise forms.ValidationError(
                ngettext(
                    "Pick %(n)s weekday. You picked %(picked)s.",
                    "Pick %(n)s weekdays. You picked %(picked)s.",
                    self.needed,
                )
                % values
            )
        return days


class MoveForm(forms.Form):
    """Another day for a session."""

    def __init__(self, *args, session, today, **kwargs):
        super().__init__(*args, **kwargs)
        latest = max(today, session.first_date) + FARTHEST_MOVE
        self.fields["day"] = day_field(
            _("New day"), earliest=session.plan.started_on, latest=latest, initial=max(session.date, today)
        )


class SkipForm(forms.Form):
    """Why a session is left out."""

    reason = forms.ChoiceField(label=_("Why?"), choices=SkipReason.choices, widget=ChipRadio())


class FinderForm(forms.Form):
    """Three questions; `cleaned_data` is what `finder.suggest` takes."""

    back = forms.ChoiceField(
        label=_("How does your back feel these days?"), choices=finder.Back.choices, widget=forms.RadioSelect
    )
    practice = forms.ChoiceField(
        label=_("How well do you know back exercises?"), choices=finder.Practice.choices, widget=forms.RadioSelect
    )
    time = forms.ChoiceField(
        label=_("How long may a session take?"), choices=finder.Time.choices, widget=forms.RadioSelect
    )
