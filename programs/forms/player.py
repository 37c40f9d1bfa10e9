"""The questions of the guided player. Its script sends the answers to the entry's own form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from config.widgets import ChipRadio
from programs.models import SkipReason

from .fields import SensationsField, score_field


class AnswerForm(forms.Form):
    """What can be said more after an exercise, or why it was skipped. No answer has to be given."""

    reason = forms.ChoiceField(choices=SkipReason.choices, required=False, widget=ChipRadio())
    discomfort = score_field(_("Discomfort during it"))
    discomfort_left = score_field(_("Discomfort on the left"))
    discomfort_right = score_field(_("Discomfort on the right"))
    sensations = SensationsField()


class HurtForm(forms.Form):
    """What kind of pain it is."""

    sensations = SensationsField()
