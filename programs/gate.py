"""Whether a new session may begin, in words for the person: what stands in the way, why, and whom to call."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from stretches.models import Condition

from .emergency import Help, local_help

NEVER_ASKED = _("They come before your first session.")
REASONS = {
    "age": _("It has been a while since you answered them."),
    "leg": _("You reported a new sign in a leg."),
    "emergency-signs": _("You reported a weak leg, or signs in both legs."),
    "still-there": _("A sign in a leg was still there in the morning."),
    "woke": _("Pain woke you in the night."),
    "high": _("Your discomfort was high in several sessions."),
    "severe": _("Your discomfort was high, and something had changed."),
    "flare": _("Your back was sore for several mornings and has calmed down."),
}
"""Why rule S3 asks again, by the reason that the rules give."""


@dataclass(frozen=True)
class Gate:
    """What stands in the way: `rule` S1, S2 or S3, the signs of S1 and S2, the reasons of S3."""

    rule: str
    signs: tuple[Condition, ...] = ()
    reasons: tuple = ()

    @property
    def help(self) -> Help:
        """Whom to call where the host is."""
        return local_help()

    @property
    def unlocked_by(self):
        """The kind of clearance that opens it: `seen` (S1), `talked` (S2), or "" where answering does."""
        return {"S1": "seen", "S2": "talked"}.get(self.rule, "")


def of(present, catalogue):
    """What stands in the way for a person whose decisions are up to date (`decisions.Present`); None: nothing."""
    state = present.state
    if state.block == "S1":
        return Gate("S1", signs=named(state.emergency, catalogue))
    if state.block == "S2":
        return Gate("S2", signs=named(state.urgent, catalogue))
    return Gate("S3", reasons=tuple(reasons(state))) if state.block else None


def reasons(state):
    """Why the screening is asked (again), in words."""
    for why in sorted(state.due):
        yield NEVER_ASKED if why == "age" and state.screened_on is None else REASONS[why]


def named(slugs, catalogue):
    """The conditions of these slugs, in the order of the questions."""
    return tuple(one for one in catalogue.conditions if one.slug in slugs)
