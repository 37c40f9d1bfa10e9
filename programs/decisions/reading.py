"""What pages show of a person's decisions: adjustments, open notices, what blocks; and acknowledging a notice."""

from django.utils import timezone

from ..models import Notice

LISTED = 200
"""The most adjustments a page lists; older ones are found by an earlier day."""


def adjustments(owner, since=None, *, until=None):
    """The person's adjustments from `since` to `until` (local days), newest first, replaced and undone ones too.

    One query. Each comes with its prescription; `sentences.of` says it in words.
    """
    rows = owner.adjustments.select_related("prescription", "plan").order_by("-day", "-pk")
    if since:
        rows = rows.filter(day__gte=since)
    if until:
        rows = rows.filter(day__lte=until)
    return list(rows[:LISTED])


def notices(owner, present=None):
    """The notices that still hold and nobody has acknowledged, with their plans, newest first: one query.

    With `present` those are left out that ask for nothing any more: then they only stay in the list.
    """
    rows = owner.notices.filter(acknowledged_at=None, replaced_at=None).select_related("plan").order_by("-day", "-pk")
    return [row for row in rows if present is None or is_open(row, present.state)]


def is_open(notice, state):
    """Whether a notice still asks for something: one of S until it is unlocked or answered, one of the sore days (N3)
    while they last, and the one at their end until the questions are answered."""
    if notice.rule == "S1":
        return bool(state.emergency)
    if notice.rule == "S2":
        return bool(state.urgent)
    if notice.sentence == "N3":
        return state.sore_calm is not None
    if notice.sentence == "N3.over":
        return "flare" in state.due
    return notice.rule != "S3" or notice.sentence.removeprefix("S3.") in state.due


def acknowledge(notice):
    """Note that the person has read a notice; it stays in the list. Again, it changes nothing."""
    Notice.objects.filter(pk=notice.pk, acknowledged_at=None).update(acknowledged_at=timezone.now())
