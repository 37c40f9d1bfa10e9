"""The form for a plan of one's own."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.builder import MOST_WEEKS

from .fields import baseline_field, key_field, number_field
from .when import first_day_field, time_field, weekdays_field

LISTS = ("exercises", "weekdays")
MOST_SENT = 60
"""More values of one name than this no page of ours sends."""


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
    time = time_field()
    name = forms.CharField(label=_("Name of the plan"), max_length=80, initial=_("My plan"))
    baseline = baseline_field()
    key = key_field()
    field_order = ["exercises", "weekdays", "weeks", "session_size", "time", "started_on", "name", "baseline", "key"]

    def __init__(self, *args, choices, today, first_weekday=1, **kwargs):
        super().__init__(*args, **kwargs)
        self.choices = choices
        exercises = cast(forms.MultipleChoiceField, self.fields["exercises"])
        exercises.choices = [(one.exercise.slug, str(one.exercise)) for one in choices if not one.is_hidden]
        self.fields["weekdays"] = weekdays_field(first_weekday)
        self.fields["weekdays"].initial = [0, 2, 4]
        self.fields["started_on"] = first_day_field(today)
        self.order_fields(self.field_order)

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
