"""The form of a check-in: discomfort overall, and what more the person wants to say."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from config.widgets import ChipRadio
from programs.models import CheckIn

from .areas import AreaScoresField
from .fields import SensationsField, key_field, note_field, score_field
from .when import DayField

FARTHEST_BACK = dt.timedelta(days=28)

QUESTIONS = {
    CheckIn.Kind.BEFORE: _("How much discomfort do you have now?"),
    CheckIn.Kind.AFTER: _("How much discomfort do you have after the session?"),
    CheckIn.Kind.MORNING: _("How much discomfort do you have this morning?"),
    CheckIn.Kind.OTHER: _("How much discomfort do you have overall?"),
}

QUESTIONS_OF_THEN = {
    CheckIn.Kind.BEFORE: _("How much discomfort before that session?"),
    CheckIn.Kind.AFTER: _("How much discomfort after that session?"),
    CheckIn.Kind.MORNING: _("How much discomfort did you have that morning?"),
}
"""Asked about an earlier day, when an answer about now would be filed as one about then."""


class CheckInForm(forms.Form):
    """How the back is; `answer` and `rows` are what `checkins.record` takes.

    Nothing has to be answered where `may_be_empty`, as before and after a session. A check-in of no fixed kind also
    asks for the day it counts for, `today` at the latest. `of_then` asks about an earlier day, not about now.
    """

    woke = forms.TypedChoiceField(
        label=_("Did pain wake you in the night?"),
        required=False,
        choices=[("", _("No answer")), ("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=ChipRadio(),
    )
    sensations = SensationsField()
    note = note_field()
    key = key_field()

    def __init__(self, data=None, *, kind, areas, checkin=None, today=None, may_be_empty=False, of_then=False):
        by_pk = {area.pk: area for area in areas}
        super().__init__(data, auto_id=f"{kind}-%s", initial=initial_of(checkin, by_pk) if checkin else None)
        self.kind, self.checkin, self.may_be_empty, self.of_then = kind, checkin, may_be_empty, of_then
        self.fields["discomfort"] = score_field((QUESTIONS | QUESTIONS_OF_THEN if of_then else QUESTIONS)[kind])
        self.fields["areas"] = AreaScoresField(
            areas=areas,
            label=_("Where in your body?") if of_then else _("Where is it?"),
            help_text=_("If you choose no number above, the highest of these counts."),
        )
        if of_then:
            self.fields["sensations"].label = _("What kind of feeling?")
        if kind != CheckIn.Kind.MORNING:
            del self.fields["woke"]
        if kind != CheckIn.Kind.OTHER or checkin:
            del self.fields["key"]
        if kind == CheckIn.Kind.OTHER:
            earliest = min(today - FARTHEST_BACK, checkin.day if checkin else today)
            choose = _("Choose a day from four weeks ago to today.")
            self.fields["day"] = DayField(_("Day"), earliest=earliest, latest=today, choose=choose, initial=today)

    def clean(self):
        if not self.errors and not self.may_be_empty and not self.has_answer:
            self.add_error("discomfort", _("Choose a number, or answer one of the other questions."))

    @property
    def rows(self):
        """The areas with a number: (area, side, score)."""
        return self.cleaned_data["areas"]

    @property
    def answer(self):
        names = ("discomfort", "woke", "sensations", "note")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}

    @property
    def has_answer(self):
        """Whether anything was answered: a number, a sensation, an area, a note, or whether pain woke them."""
        return bool(self.rows) or any(value not in (None, "", []) for value in self.answer.values())

    @property
    def has_more(self):
        """Whether the folded part opens: something in it is wrong, or was answered before."""
        folded = ("areas", "sensations", "note")
        return any(self.errors.get(name) for name in folded) or any(self[name].value() for name in folded)


def initial_of(checkin, areas):
    """What was answered; `areas` are those of the catalogue by primary key."""
    names = ("discomfort", "sensations", "note", "day")
    return {
        **{name: getattr(checkin, name) for name in names},
        "woke": {True: "yes", False: "no"}.get(checkin.woke, ""),
        "areas": [(areas[one.area_id], one.side, one.score) for one in checkin.areas.all()],
    }
