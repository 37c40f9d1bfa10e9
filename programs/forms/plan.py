"""Forms around a plan: starting one, moving or skipping a session, finding a program."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from config.widgets import ChipRadio
from programs import finder
from programs.models import SkipReason
from programs.plans import FARTHEST_MOVE

from .fields import baseline_field, key_field
from .when import DayField, first_day_field, time_field, weekdays_field


class StartForm(forms.Form):
    """What a plan needs to know; `cleaned_data` is what `plans.start` takes beside owner and program."""

    baseline = baseline_field()
    time = time_field()
    key = key_field()
    field_order = ["baseline", "started_on", "weekdays", "time", "key"]

    def __init__(self, *args, program, today, first_weekday=1, **kwargs):
        super().__init__(*args, **kwargs)
        self.needed = program.busiest_days
        self.fields["started_on"] = first_day_field(today)
        self.fields["weekdays"] = days = weekdays_field(first_weekday)
        days.label = ngettext("Pick %(n)s weekday", "Pick %(n)s weekdays", self.needed) % {"n": self.needed}
        days.initial = [number * 7 // self.needed for number in range(self.needed)]  # spread evenly from Monday on
        self.order_fields(self.field_order)

    @property
    def picked(self):
        """The weekdays picked so far, or None while they are not as many as the program needs."""
        picked = self["weekdays"].value() or []
        numbers = {int(day) for day in picked if str(day) in "0123456" and len(str(day)) == 1}
        return sorted(numbers) if len(numbers) == self.needed else None

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
        self.fields["day"] = DayField(
            _("New day"),
            earliest=session.plan.started_on,
            latest=max(today, session.first_date) + FARTHEST_MOVE,
            choose=_("Choose a day from the start of your plan to a year ahead."),
            initial=max(session.date, today),
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
