"""The screening: three lists, each answered by ticking what is there or "none of these"."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programs import screenings
from stretches.models import Condition

from .fields import key_field

NONE = "none"

SIGNS = (Condition.List.EMERGENCY, Condition.List.URGENT)

HEADINGS = {
    Condition.List.EMERGENCY: (
        _("1. Signs that need help now"),
        _("These are rare. Is one of them new, or true today?"),
    ),
    Condition.List.URGENT: (
        _("2. Signs to talk to a doctor about first"),
        _("Most often they turn out to be harmless. Tick every yes."),
    ),
    Condition.List.ASK_FIRST: (
        _("3. What Limber should take care of"),
        _("You can go on with these. Some exercises are left out or done another way. Tick every yes."),
    ),
}


class OneList(forms.MultipleChoiceField):
    """One list of conditions with "none of these" at its end: either that, or at least one tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, kind, conditions):
        label, help_text = HEADINGS[kind]
        missing = _("Tick what is true for you, or “None of these”.")
        super().__init__(
            label=label,
            help_text=help_text,
            choices=[*((one.slug, one.question) for one in conditions), (NONE, _("None of these"))],
            error_messages={
                "required": missing,
                "invalid_choice": _("The questions have changed. Please answer them again."),
                "invalid_list": missing,
                "both": _("You ticked a sign and “None of these”. Take one of them back."),
            },
        )

    def clean(self, value):
        ticked = set(super().clean(value))
        if NONE in ticked and len(ticked) > 1:
            raise forms.ValidationError(self.error_messages["both"], code="both")
        return ticked - {NONE}


class ScreeningForm(forms.Form):
    """All conditions by list, and the consent to what Limber is. `ticked` are the slugs that are there.

    The last answers are proposed, except "none of these" for the signs: that nothing new has come is answered afresh.
    """

    is_understood = forms.BooleanField(
        label=_("I have read this, and my answers are true today."),
        error_messages={"required": _("Tick this to go on: your answers count only if they are true today.")},
    )
    key = key_field()

    def __init__(self, data=None, *, conditions, last=None):
        super().__init__(data)
        self.last, before = last, screenings.present(last)
        self.lists = [kind for kind in Condition.List if any(one.list == kind for one in conditions)]
        for kind in self.lists:
            asked = [one for one in conditions if one.list == kind]
            field = self.fields[kind.value] = OneList(kind, asked)
            field.initial = [one.slug for one in asked if one.pk in before]
            if last and kind == Condition.List.ASK_FIRST and not field.initial:
                field.initial = [NONE]
        self.order_fields([*self.lists, "is_understood", "key"])

    @property
    def ticked(self):
        """The slugs of the conditions that are there."""
        return set().union(*(self.cleaned_data[kind] for kind in self.lists))

    @property
    def signs_so_far(self):
        """The signs ticked in a form that isn't complete: a sign counts although other questions are still open."""
        if not self.is_bound or "key" not in self.cleaned_data:
            return set()
        return set().union(*(self.cleaned_data.get(kind, set()) for kind in SIGNS))

    @property
    def has_emergency(self):
        """Whether an emergency sign is ticked."""
        return bool(self.cleaned_data.get(Condition.List.EMERGENCY))

    @property
    def list_fields(self):
        return [self[kind] for kind in self.lists]


class SignsForm(forms.Form):
    """Signs ticked outside the screening: at least one of the emergency and urgent lists."""

    key = key_field()

    def __init__(self, data=None, *, conditions):
        super().__init__(data)
        signs = [one for one in conditions if one.list != Condition.List.ASK_FIRST]
        self.fields["signs"] = forms.MultipleChoiceField(
            label=_("Tick what is true"),
            choices=[(one.slug, one.question) for one in signs],
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": _("Tick at least one sign. If none is true, there is nothing to tell."),
                "invalid_choice": _("The questions have changed. Please look at them again."),
            },
        )


class SignGoneForm(forms.Form):
    """Whether the sign that made a change is gone; asked before the change is undone."""

    is_gone = forms.TypedChoiceField(
        label=_("Is it gone?"),
        choices=[("yes", _("Yes, it is gone")), ("no", _("No, or I’m not sure"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is gone."), "invalid_choice": _("Say whether it is gone.")},
    )
