"""Forms of a session: beginning it, and how each of its exercises went."""

import datetime as dt

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.widgets import ChipRadio
from programs.log import FINGERPRINT
from programs.models import Feel, Outcome, SkipReason
from programs.models.fields import HOLD, REPS, SETS
from programs.rules.schedule import wall_clock

from .fields import SensationsField, key_field, note_field, number_field, score_field
from .when import DayField


class BeginForm(forms.Form):
    """The day a session counts for; left out, it is today, whatever day the page was opened on.

    A script says when Start was pressed (`at`), and by `may_ask` that it was just now; `held` is the fingerprint of
    what its page leads through. In the cleaned data `at` is there only where the session has begun without a network.
    """

    at = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    held = forms.CharField(required=False, max_length=FINGERPRINT, widget=forms.HiddenInput)

    def __init__(self, *args, session, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.earliest = session.plan.started_on
        choose = _("Choose a day from the start of your plan to today.")
        self.fields["day"] = DayField(
            _("Day"),
            earliest=self.earliest,
            latest=today,
            choose=choose,
            required="day" in self.data,
            error_messages={"required": choose},
        )

    def clean(self):
        """Start counts for the day on which it was pressed; a moment that can’t be, by a wrong clock, is now."""
        super().clean()
        at, day = self.cleaned_data.get("at"), self.cleaned_data.get("day")
        if at:  # who presses Start is about to do it, whatever day the page says
            earliest = wall_clock(self.earliest, dt.time(), timezone.get_current_timezone())
            is_told_late = "may_ask" not in self.data and earliest <= at <= timezone.now()
            at, day = (at if is_told_late else None), None
        self.cleaned_data |= {"at": at, "day": day or timezone.localdate(at)}


def dose_field(label, most, planned):
    """A part of the dose done; what was planned is only shown, so that an untouched field claims nothing."""
    return number_field(label, 0, most, required=False, hints={"placeholder": planned})


NOTHING = _("Choose at least 1. If you did none of it, choose “skipped”.")


class EntryForm(forms.Form):
    """How one exercise of a session went. `answer` holds the fields that were sent; what was not sent stays."""

    COLUMNS = {
        "outcome": "outcome",
        "reason": "skip_reason",
        "feel": "feel",
        "sets": "done_sets",
        "reps": "done_reps",
        "hold": "done_hold",
        "discomfort": "discomfort",
        "discomfort_left": "discomfort_left",
        "discomfort_right": "discomfort_right",
        "sensations": "sensations",
        "note": "note",
    }

    outcome = forms.ChoiceField(label=_("How did it go?"), choices=Outcome.choices, required=False, widget=ChipRadio())
    reason = forms.ChoiceField(
        label=_("Why, if you skipped it?"),
        choices=[("", _("No answer")), *SkipReason.choices],
        required=False,
        widget=ChipRadio(),
    )
    feel = forms.ChoiceField(label=_("How did it feel?"), choices=Feel.choices, required=False)
    discomfort = score_field(_("Discomfort during it"))
    sensations = SensationsField()
    discomfort_left = score_field(_("Discomfort on the left"))
    discomfort_right = score_field(_("Discomfort on the right"))
    note = note_field()
    key = key_field()
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)
    at = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, entry):
        initial = {name: getattr(entry, column) for name, column in self.COLUMNS.items()}
        if entry.recorded_at is None:
            del initial["outcome"]
        super().__init__(data, auto_id=f"{entry.exercise.slug}-%s", initial={**initial, "seen": entry.key})
        self.entry = entry
        self.fields["sets"] = dose_field(_("Sets"), SETS[1], entry.sets)
        self.fields["reps"] = dose_field(_("Repetitions"), REPS[1], entry.reps)
        if entry.hold is not None:
            self.fields["hold"] = dose_field(_("Seconds held"), HOLD[1], entry.hold)
        if not entry.exercise.is_sided:
            del self.fields["discomfort_left"], self.fields["discomfort_right"]

    def clean(self):
        """What was done has a dose of more than nothing."""
        super().clean()
        for name in self.nothing_done:
            self.add_error(name, NOTHING)

    @property
    def nothing_done(self):
        """The parts of the dose that say that nothing was done of an exercise that was done or eased.

        Without a hold an exercise with repetitions may still be done. What the guided player tells is never refused: it
        counts whole sets, none of an exercise that was broken off after one side, and that may stay.
        """
        if not self.is_on_page or self.outcome_meant not in (Outcome.DONE, Outcome.EASED):
            return []
        parts = ["sets", "reps", "hold"] if self.entry.reps == 1 else ["sets", "reps"]
        told = {name for name in parts if getattr(self.entry, self.COLUMNS[name]) == 0}
        may_stay = told if self.outcome_meant == Outcome.EASED else set()
        return [name for name in parts if self.cleaned_data.get(name) == 0 and name not in may_stay]

    @property
    def is_on_page(self):
        """Whether it is the form of the session's page, which says what it had seen."""
        return "seen" in self.data

    @property
    def outcome_meant(self):
        """The outcome that is chosen or stays; a feel alone means that it was done."""
        outcome = self.cleaned_data.get("outcome") or self.entry.outcome
        is_left = outcome == self.entry.outcome and not self.entry.was_done
        return Outcome.DONE if is_left and self.cleaned_data.get("feel") else outcome

    @property
    def answer(self):
        """What was sent, as columns of the entry."""
        sent = {name for name in self.fields if name in self.data}
        answer = {column: self.cleaned_data[name] for name, column in self.COLUMNS.items() if name in sent}
        if not answer.get("outcome", "there"):
            del answer["outcome"]
        return answer

    def catch_up(self, message):
        """Say that somebody was faster, and let the same answer be saved again over theirs."""
        self.fill_in(seen=[str(self.entry.key)])
        self.add_error(None, message)

    def complete(self):
        """Fill in what was not sent as it is stored: a refused form comes back whole, to be sent again."""
        missing = self.COLUMNS.keys() & self.fields.keys() - self.data.keys()
        told = {name: self.initial.get(name) for name in missing}
        self.fill_in(**{name: value if isinstance(value, list) else [value] for name, value in told.items()})

    def fill_in(self, **values):
        """Put lists of values in the place of what was sent."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        for name, value in values.items():
            data.setlist(name, ["" if one is None else one for one in value])
        self.data = data

    @property
    def sides_differ(self):
        """Whether the left or the right has a number, or something wrong."""
        sides = ("discomfort_left", "discomfort_right")
        return any(self.errors.get(side) or self[side].value() not in (None, "") for side in sides)

    @property
    def is_detailed(self):
        """Whether the folded part opens: there is an error in it, or something that was typed."""
        return self.is_bound and bool(self.errors)

    def dose_fields(self):
        return [self[name] for name in ("sets", "reps", "hold") if name in self.fields]
