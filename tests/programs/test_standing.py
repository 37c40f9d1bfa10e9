"""What the rules decide is worked out once before an answer, and once more where the answer stored something."""

import datetime as dt
import json
import uuid

import pytest
import time_machine
from django.urls import reverse

from programs import decisions
from tests.factories.programs import MONDAY, EntryFactory, SessionFactory, plan_of

pytestmark = pytest.mark.django_db

NOW = dt.datetime.combine(MONDAY, dt.time(10), tzinfo=dt.UTC)
PLACE = {"slug": "x", "set": 1, "round": None, "kind": "work", "elapsed": 7, "form": "usual", "rounds": [], "at": 1}


@pytest.fixture
def sessions(owner):
    """One that is planned for today, and one that runs."""
    with time_machine.travel(NOW, tick=False):
        plan = plan_of(owner, exercises=1)
        running = SessionFactory(plan=plan, date=MONDAY, begun=True)
        for prescription in plan.prescriptions.all():
            EntryFactory(session=running, exercise=prescription.exercise)
        yield {"planned": plan.sessions.get(ordinal=1), "running": running}


@pytest.fixture
def decided(monkeypatch):
    """How often it was asked for, one entry each time."""
    asked, real = [], decisions.bring_up_to_date

    def bring_up_to_date(*args, **options):
        asked.append(args)
        return real(*args, **options)

    monkeypatch.setattr(decisions, "bring_up_to_date", bring_up_to_date)
    return asked


@pytest.mark.parametrize("which", ["planned", "running"])
def test_a_page_asks_once(member, sessions, decided, which):
    member.get(sessions[which].get_absolute_url())
    assert len(decided) == 1


@pytest.mark.parametrize(
    ("outcome", "status", "most"), [("done", {"page": 302, "card": 200, "script": 204}, 2), ("x", {}, 1)]
)
@pytest.mark.parametrize("how", ["page", "card", "script"])
def test_an_answer_asks_once_before_and_once_after(member, sessions, decided, how, outcome, status, most):
    """Refused, it stored nothing, and what was known before still holds."""
    session = sessions["running"]
    slug = session.entries.first().exercise.slug
    headers = {"page": {}, "card": {"HX-Request": "true", "HX-Target": f"exercise-{slug}"}}
    answer = member.post(
        reverse("entry_save", args=[session.pk, slug]),
        {"key": str(uuid.uuid4()), "outcome": outcome},
        headers=headers.get(how, {"Accept": "application/json"}),
    )
    assert (answer.status_code, len(decided)) == (status.get(how, 422), most)


@pytest.mark.parametrize(
    ("name", "which", "fields", "most"),
    [
        ("session_begin", "planned", {"day": "2030-01-01"}, 1),
        ("session_begin", "planned", {}, 3),  # and behind the person's row, where nothing may begin that is blocked
        ("session_finish", "running", {"discomfort": "2"}, 1),
        ("session_finish", "running", {"discomfort": "x"}, 1),
        ("session_place", "running", {"place": json.dumps(PLACE)}, 1),
    ],
)
def test_what_happens_in_a_session_asks_no_more_than_it_must(member, sessions, decided, name, which, fields, most):
    member.post(reverse(name, args=[sessions[which].pk]), fields)
    assert len(decided) <= most
