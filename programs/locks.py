"""The rows that a write takes before it changes anything, always in the same order: the person's, then the plan's
or the session's.

Deciding takes the person's row first too, so that whoever comes second waits, and no two wait for each other.
"""

from django.contrib.auth import get_user_model

from .models import Plan, Session


def person(pk):
    """The person of that key, theirs alone until the transaction ends."""
    return get_user_model().objects.select_for_update().get(pk=pk)


def plan(plan):
    """The plan as it is now, behind its person's row."""
    person(plan.owner_id)
    return Plan.objects.select_for_update().get(pk=plan.pk)


def session(session):
    """The session as it is now with its plan, behind its person's row: one query. What points at them can be saved."""
    # What isn't named here, PostgreSQL shows as it was before the wait.
    rows = Session.objects.select_for_update(of=("owner", "plan", "self"), no_key=True)
    return rows.select_related("plan", "owner").get(pk=session.pk)
