"""How what was recorded is said: discomfort, sensations, the dose done."""

from django import template
from django.utils.translation import gettext as _

from config.templatetags.ui import dose_text
from programs.models import Sensation

register = template.Library()


@register.filter
def of_ten(number):
    """Discomfort in words; a missing number is said to be missing."""
    return _("no answer") if number in (None, "") else _("%(number)s of 10") % {"number": number}


@register.filter
def sensation_words(slugs):
    """The labels of sensations, in one line."""
    return ", ".join(str(Sensation(slug).label) for slug in slugs if slug in Sensation.values)


@register.simple_tag
def dose_done(entry):
    """The dose that was done, or nothing where it isn't known."""
    if not (entry.was_done and entry.done_sets and entry.done_reps):
        return ""
    return dose_text(entry.done_sets, entry.done_reps, entry.done_hold, entry.exercise.sided)
