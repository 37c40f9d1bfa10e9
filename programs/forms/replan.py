"""Forms that lay out anew what is left of a plan: pausing it, other weekdays or another time, more weeks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from config.widgets import ChipRadio
from programs.models import Pause
from programs.pauses import EARLIEST, FARTHEST

from .when import DayField, time_field, weekdays_field


class PauseForm(forms.Form):
    """Which days a plan rests, and why; no last day keeps it open. `cleaned_data` is what `pauses.pause` takes."""

    reason = forms.ChoiceField(label=_("Why?"), choices=Pause.Reason.choices, widget=ChipRadio())

    def __init__(self, *args, plan, today, **kwargs):
        super().__init__(*args, **kwargs)
        first = max(today, plan.started_on)
        days = {
            "earliest": max(today - EARLIEST, plan.started_on),
            "latest": first + FARTHEST,
            "choose": _("Choose a day from the start of your plan or four weeks ago to a year ahead."),
        }
        self.fields["first_day"] = DayField(_("First day"), initial=first, **days)
        self.fields["last_day"] = DayField(
            _("Last day"),
            required=False,
            help_text=_("Leave it empty if you don’t know yet. You say when you go on."),
            **days,
        )
        self.order_fields(["first_day", "last_day", "reason"])

    def clean(self):
        first, last = self.cleaned_data.get("first_day"), self.cleaned_data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day can’t come before the first day."))
        return self.cleaned_data


class DaysForm(forms.Form):
    """The weekdays and the time of what is left of a plan."""

    def __init__(self, *args, plan, first_weekday=1, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["weekdays"] = weekdays_field(first_weekday)
        self.fields["weekdays"].initial = plan.weekdays
        self.fields["time"] = time_field(initial=plan.time)

    def clean_weekdays(self):
        return sorted(set(self.cleaned_data["weekdays"]))


class WeeksForm(forms.Form):
    """How many weeks the plan had when the page was shown, so that a second click changes nothing."""

    weeks = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10_000)
