"""Which program suits me? Three answers, one suggestion and its reason."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Back(models.TextChoices):
    """How the back feels these days."""

    STIFF = "stiff", _("Stiff, or only now and then sore")
    SORE = "sore", _("Sore on most days")


class Practice(models.TextChoices):
    """How well the person knows such exercises."""

    NEW = "new", _("They are new to me, or it was long ago")
    KNOWN = "known", _("I know most of them")


class Time(models.TextChoices):
    """How long a session may take."""

    SHORT = "short", _("Under 10 minutes")
    MIDDLE = "middle", _("10 to 15 minutes")
    LONG = "long", _("20 to 30 minutes")


@dataclass(frozen=True)
class Suggestion:
    """A shipped program by its slug, and why."""

    slug: str
    reason: str | Promise


def suggest(*, back, practice, time):
    """The program for these answers. Careful answers outweigh the wish for a certain length."""
    if back == Back.SORE:
        return Suggestion(
            "gentle-start", _("With a back that is sore on most days, begin with few, easy exercises and add slowly.")
        )
    if time == Time.SHORT:
        return Suggestion("desk-reset", _("Five exercises fit into the time you have."))
    if practice == Practice.NEW:
        return Suggestion("gentle-start", _("It begins with five easy exercises and adds the others bit by bit."))
    if time == Time.LONG:
        return Suggestion("all-twelve", _("You know the exercises and have time for the whole sequence."))
    return Suggestion("gentle-start", _("Its sessions begin a little shorter and grow, up to all the exercises."))
