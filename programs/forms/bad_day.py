"""The form behind "my back is bad today"."""

from django import forms
from django.utils.translation import gettext_lazy as _

from stretches.models import Condition

from .fields import SensationsField, key_field, score_field


class BadDayForm(forms.Form):
    """Signs first, then how it feels; `told` is what `easing.say_bad_day` takes beside owner and day.

    The signs are the emergency ones and those to see a doctor about. Ticking none says that none is there.
    """

    discomfort = score_field(_("How much discomfort do you feel now?"))
    sensations = SensationsField()
    key = key_field()

    def __init__(self, *args, conditions, **kwargs):
        super().__init__(*args, **kwargs)
        signs = [one for one in conditions if one.list != Condition.List.ASK_FIRST]
        self.fields["signs"] = forms.MultipleChoiceField(
            label=_("Is one of these new, or true today?"),
            help_text=_("They are rare. Tick every yes. If none is true, leave them empty."),
            choices=[(one.slug, one.question) for one in signs],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": _("The questions have changed. Please look at them again.")},
        )
        self.order_fields(["signs", "sensations", "discomfort", "key"])

    @property
    def told(self):
        return self.cleaned_data
