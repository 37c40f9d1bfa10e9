"""Where a person stands with the rules, for every page that says so."""

import datetime as dt

from django.utils import timezone

from programs import advice, decisions, gate

LATELY = dt.timedelta(days=7)
MOST_CHANGES = 5


def bring_up_to_date(request, content, now=None):
    """The person's decisions, made up to now: `decisions.Present`."""
    now = now or timezone.localtime()
    return decisions.bring_up_to_date(request.user, catalogue=content, today=now.date(), now=now)


def standing(request, content, now=None, plan=None, present=None):
    """What `block.html`, `notices.html` and `adjustments.html` show: what stands in the way of a session, open
    notices, and what changed lately (of one plan, if named). Two queries beside deciding."""
    now = now or timezone.localtime()
    present = present or bring_up_to_date(request, content, now)
    recent = decisions.adjustments(request.user, now.date() - LATELY)
    standing = [one for one in recent if one.can_be_undone and (plan is None or one.plan_id in (None, plan.pk))]
    return {
        "gate": gate.of(present, content),
        **open_notices(request, present, content),
        "changes": advice.changes(standing[:MOST_CHANGES], content),
        "place": request.get_full_path() if request.method == "GET" else request.path,
    }


def open_notices(request, present, content):
    """What nobody has put away yet: `notices`, which say what to do, and `news`, which can wait until after a session.
    Those of S are said by what stands in the way (`gate`)."""
    rows = [one for one in decisions.notices(request.user, present) if not one.rule.startswith("S")]
    told = advice.advice(rows, content)
    return {
        "notices": [one for one in told if not one.step.can_wait],
        "news": [one for one in told if one.step.can_wait],
    }
