"""Which exercises of a running session are left out for now, because of a sign that was told in it (T4, T6).

None of one that is written down late: it says what was, and whatever was done then is there to be told.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .decisions.exercises import exercises
from .models import Sensation, Session, SkipReason


@dataclass(frozen=True)
class WhyNot:
    """Why an exercise is left out for now, and as what it is skipped if the person says so."""

    words: object
    skip: object
    skip_reason: str


REASONS = {
    "T4": WhyNot(
        _(
            "Left out for now, because you felt tingling, numbness, weakness or pain that spreads down the leg, and "
            "this exercise moves the back the same way."
        ),
        _("Skip it, because of pain"),
        SkipReason.PAIN,
    ),
    "T6": WhyNot(_("Left out for now, because you felt dizzy."), _("Skip it, because I feel ill"), SkipReason.ILL),
}
"""By the rule that leaves it out."""


def stops(present, session):
    """The stops that stand since the day of a running session; none for one that isn't running."""
    if session.status != Session.Status.IN_PROGRESS:
        return frozenset()
    return frozenset(stop for stop in present.state.stops if stop.since == session.date)


def is_dizzy(present, read):
    """Whether the session should end here: dizziness was told in it, and T6 stands."""
    since = {stop.rule for stop in stops(present, read.session)}
    if read.session.is_logged_late or "T6" not in since:
        return False
    told = [entry.sensations for entry in read.entries]
    told += [read.before.sensations] if read.before else []
    return any(Sensation.DIZZY in sensations for sensations in told)


def read(present, log, catalogue):
    """{entry's primary key: why} of what is left out and not over yet, of a session in full (`log`).

    Somebody dizzy does no more at all; a sign in a leg leaves out what takes the back the same way.
    """
    standing = stops(present, log.session)
    if log.session.is_logged_late or not standing:
        return {}
    dizzy, known = is_dizzy(present, log), exercises(catalogue)
    found = {}
    for entry in log.entries:
        rules = {stop.rule for stop in standing if stop.covers(known[entry.exercise.slug])}
        rules |= {"T6"} if dizzy else set()
        if rules and not entry.is_over:
            found[entry.pk] = REASONS[max(rules)]
    return found
