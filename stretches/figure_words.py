"""What is wrong with a movement, in the editor's language: `figures/` knows no Django, so its sentences are here."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop


def sentence(error):
    """A FigureError as translated text."""
    return " ".join(_(message) % params for message, params in error.sentences)


SENTENCES = (
    gettext_noop("There is no such joint to move."),
    gettext_noop("A movement needs at least one pose."),
    gettext_noop("Pose %(pose)s."),
    gettext_noop("Between pose %(pose)s and pose %(next)s."),
    gettext_noop("%(where)s stands on the ball of the foot: give “to” and “foot”."),
    gettext_noop("%(where)s needs exactly one of %(ways)s."),
    gettext_noop("%(where)s goes through two or more of %(choices)s."),
    gettext_noop("%(where)s must be a number."),
    gettext_noop("%(where)s must be between %(low)s and %(high)s."),
    gettext_noop("%(where)s must be an object with named fields."),
    gettext_noop("%(where)s has no “%(key)s”."),
    gettext_noop("%(where)s must be a list of %(count)s numbers."),
    gettext_noop("%(where)s must be one of %(choices)s."),
    gettext_noop("%(where)s must be a list of at most %(most)s."),
    gettext_noop("%(where)s has an unknown field “%(key)s”."),
    gettext_noop("The %(part)s cannot reach that point: it is %(units)s units too far from the %(root)s."),
    gettext_noop("The %(part)s cannot reach that point: it is %(units)s units too near the %(root)s."),
    gettext_noop("The %(part)s bends the wrong way."),
    gettext_noop("The %(part)s is thrown back: it is %(degrees)s degrees behind the upper spine, at most %(most)s."),
    gettext_noop("The %(part)s is %(units)s units below the floor."),
)
