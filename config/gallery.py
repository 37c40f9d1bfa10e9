"""The gallery: every token and component in its states, for staff who build or judge pages."""

import re
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from config.widgets import ChipCheckboxes, ChipRadio, ScaleWidget

COLOUR = re.compile(r"--([\w-]+): light-dark\(")
LONG_WORD = "Wirbelsäulenaufrichtungsübungsnachbesprechung"


class SampleForm(forms.Form):
    """One field of every kind that Limber uses."""

    email = forms.EmailField(label=_("E-mail"), help_text=_("Where we send a link if you forget your password."))
    weeks = forms.IntegerField(label=_("Weeks"), min_value=1, max_value=12)
    start = forms.DateField(label=_("Start"), widget=forms.DateInput(attrs={"type": "date"}))
    program = forms.ChoiceField(label=_("Program"), choices=[("gentle", _("Gentle start")), ("desk", _("Desk reset"))])
    floor = forms.ChoiceField(
        label=_("Can you get down to the floor and up again?"),
        choices=[("yes", _("Yes")), ("slowly", _("Slowly, with a hand on a chair")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    level = forms.ChoiceField(
        label=_("Level"), choices=[(1, _("Gentle")), (2, _("Moderate")), (3, _("Deep"))], widget=ChipRadio
    )
    sensations = forms.MultipleChoiceField(
        label=_("What did you feel?"),
        help_text=_("Tick all that fit, or none."),
        choices=[("ache", _("Ache")), ("stiff", _("Stiff")), ("spreading", _("Spreading down the leg"))],
        widget=ChipCheckboxes,
        required=False,
    )
    discomfort = forms.IntegerField(
        label=_("How is your back now?"), min_value=0, max_value=10, required=False, widget=ScaleWidget
    )
    note = forms.CharField(label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agreed = forms.BooleanField(label=_("I have my phone within reach."), help_text=_("In case you need help."))


class RequiredScaleForm(forms.Form):
    """The scale where an answer is needed."""

    baseline = forms.IntegerField(
        label=_("Your usual discomfort over the last 7 days"), min_value=0, max_value=10, widget=ScaleWidget
    )


def colour_names() -> list[str]:
    """Read the names of the colour tokens from the stylesheet itself."""
    return COLOUR.findall((Path(settings.BASE_DIR) / "static/css/tokens.css").read_text())


def samples() -> dict[str, Any]:
    """What the components are shown with: usual, long and empty."""
    return {
        "colours": colour_names(),
        "empty_form": SampleForm(),
        "wrong_form": SampleForm({"email": "kim@", "weeks": "0", "discomfort": "4"}, auto_id="bad_%s"),
        "required_form": RequiredScaleForm({}, auto_id="need_%s"),
        "long_word": LONG_WORD,
        "doses": [
            ({"sets": 2, "reps": 1, "hold": 15}, "each"),
            ({"sets": 2, "reps": 3, "hold": 20}, "no"),
            ({"sets": 1, "reps": 10}, "alternating"),
            ({"sets": 1, "reps": 1, "hold": 300}, "no"),
        ],
        "tabs": [
            {"label": _("Week"), "url": "#lists", "current": True},
            {"label": _("Month"), "url": "#lists", "current": False},
        ],
        "messages": [
            Message(constants.SUCCESS, gettext("Saved.")),
            Message(constants.INFO, gettext("Moved to Thursday.")),
            Message(constants.WARNING, gettext("You have two sessions on Thursday.")),
            Message(constants.ERROR, gettext("That did not work. Please try again.")),
        ],
    }


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show staff every component; for anybody else there is no such page."""
    if not request.user.is_staff:
        raise Http404
    return render(request, "config/gallery.html", samples())
