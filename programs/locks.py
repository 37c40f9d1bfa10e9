"""The rows that a write takes before it changes anything, always in the same order: the person's, then the plan's
or the session's.

Deciding takes the person's row first too, so that whoever comes second waits, and no two wait for each other. Who
waited while the person was erased, or what they wait for deleted, is told that it is not found (404).
"""

from django.contrib.auth import get_user_model
from django.shortcuts import get_object_or_404

from .models import Plan, Session


def person(pk):
    """The person of that key, theirs alone until the transaction ends."""
    return get_object_or_404(get_user_model().objects.select_for_update(), pk=pk)


def plan(plan):
    """The plan as it is now, behind its person's row."""
    person(plan.owner_id)
    return get_object_or_404(Plan.objects.select_for_update(), pk=plan.pk)


def session(session):
    """The session as it is now with its plan, behind its person's row: one query. What points at them can be saved."""
    # What isn't named here, PostgreSQL shows as it was before the wait.
    rows = Session.objects.select_for_update(of=("owner", "plan", "self"), no_key=True)
    return get_object_or_404(rows.select_related("plan", "owner"), pk=session.pk)
