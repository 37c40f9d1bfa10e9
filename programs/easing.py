"""Making one session lighter by hand before it begins: five minutes of it, or the sore-day session in its place.

Neither touches a prescription, and each can be taken back with one tap until the session begins.
"""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from . import checkins, locks
from .models import CheckIn, Session
from .refused import Refused
from .rules.composition import FIVE_MINUTES


@transaction.atomic
def shorten(*, session, is_short):
    """Make what a session holds fit into five minutes, or plan all of it again. Refused once it has begun."""
    session = _planned(session)
    session.limit_seconds = FIVE_MINUTES if is_short else None
    session.save(update_fields=["limit_seconds"])
    return session


@transaction.atomic
def stand_in(*, session, kind):
    """Put the sore-day session in a session's place (`Session.Kind`), or the planned one back. Refused once begun."""
    session = _planned(session)
    session.kind = kind
    session.save(update_fields=["kind"])
    return session


def say_bad_day(*, owner, day, key, discomfort, sensations, signs):
    """Keep that the person's back is bad on that local day, with what it feels like and the signs (slugs) they ticked.

    The same `key` with the same signs again changes nothing; with others (somebody went back) it is told anew, so that
    a sign ticked late is never lost.
    """
    key = uuid.uuid5(key, "\n".join(sorted(signs)))
    told = {"discomfort": discomfort, "sensations": sensations, "signs": signs, "bad_day": True}
    return checkins.record(owner=owner, kind=CheckIn.Kind.OTHER, day=day, key=key, answer=told)


def _planned(session):
    session = locks.session(session)
    if session.status != Session.Status.PLANNED:
        raise Refused(_("This session has begun already, or was taken out of your plan."))
    return session
