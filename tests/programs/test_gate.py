"""What stands in the way of sessions (S1, S2, S3), at every address that takes something of a session."""

import datetime as dt
import json
import uuid
from copy import deepcopy

import pytest
import time_machine
from django.urls import reverse

from programs import decisions, screenings, urls
from programs.models import CheckIn, Entry, Session
from stretches import catalogue
from stretches.models import Condition
from tests.addresses import OURS, READ
from tests.factories.accounts import UserFactory
from tests.factories.programs import MONDAY, CheckInFactory, EntryFactory, SessionFactory, plan_of
from tests.factories.stretches import ConditionFactory
from tests.world import left_as_found

from .conftest import signed_in

pytestmark = pytest.mark.django_db

NOW = dt.datetime.combine(MONDAY, dt.time(10), tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
RULES = {
    "S1": "No sessions now",
    "S2": "Talk to someone before your next session",
    "S3": "Safety questions first",
}
"""What each says, wherever it stands in the way."""
DAYS = {"missed": -DAY, "today": 0 * DAY, "to come": DAY, "skipped": DAY, "running": 0 * DAY}
"""The sessions of the plan, with their days from MONDAY on."""
PLANNED = ("missed", "today", "to come")
ALLOWED = {
    "session_finish": (("running",), "one that runs may end"),
    "session_move": (PLANNED, "another day for it begins nothing"),
    "session_skip": ((*PLANNED, "skipped"), "to leave it out is the careful side"),
    "session_unskip": (("skipped",), "it is planned again, which begins nothing"),
    "session_shorten": (PLANNED, "less of it begins nothing"),
    "session_place": (("running",), "where the player is, which hears whether to stop"),
    "entry_save": (("missed", "running"), "how it went is always worth knowing"),
}
"""What is recorded in spite of it: of which sessions, and why."""


ROUTES = [
    pattern.name
    for pattern in urls.urlpatterns
    if pattern.name.startswith(("session_", "entry_")) and OURS[pattern.name].takes != READ
]
"""All that take something; tests/test_access.py proves which do."""


def sent(name):
    """What a person would send there."""
    place = {"slug": "x", "set": 1, "round": None, "kind": "work", "elapsed": 7, "form": "usual", "rounds": []}
    return {
        "session_begin": {"discomfort": "3"},
        "session_finish": {"discomfort": "3"},
        "session_move": {"day": (MONDAY + 2 * DAY).isoformat()},
        "session_skip": {"reason": "tired"},
        "session_shorten": {"short": "1"},
        "session_bad_day": {"key": str(uuid.uuid4()), "discomfort": "4"},
        "session_sore_day": {"kind": "sore-day"},
        "session_place": {"place": json.dumps({**place, "at": int(NOW.timestamp() * 1000)})},
        "entry_save": {"key": str(uuid.uuid4()), "outcome": "done", "discomfort": "2"},
    }.get(name, {})


@pytest.fixture(autouse=True)
def monday():
    """It is MONDAY, 10:00 in UTC."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def usual(shared_rows):
    """Of which kinds of session each address records something while nothing stands in the way."""
    with shared_rows(), time_machine.travel(NOW, tick=False):
        owner = UserFactory()
        browser, found = signed_in(owner), sessions_of(owner)
        return {name: recorded_of(browser, found, name)[0] for name in ROUTES}


@pytest.fixture(scope="module", params=RULES)
def blocked(request, usual, shared_rows):
    """A rule that stands in the way of sessions, whose they are, and one of each kind; made after `usual` is known."""
    with shared_rows():
        with time_machine.travel(NOW, tick=False):
            owner = UserFactory()
            found = sessions_of(owner)
            close(owner, request.param)
        yield request.param, owner, found


@pytest.fixture
def rule(blocked):
    """What stands in the way."""
    return blocked[0]


@pytest.fixture
def owner(blocked):
    """The person for whom it does."""
    return deepcopy(blocked[1])


@pytest.fixture
def found(blocked):
    """A session of each kind."""
    return deepcopy(blocked[2])


def sessions_of(owner):
    """A plan of the person, of one exercise, with a session of each kind, all decided."""
    plan = plan_of(owner, exercises=1, sessions=0, started_on=MONDAY - 7 * DAY, baseline=3)
    made = {kind: SessionFactory(plan=plan, date=MONDAY + on, week=2) for kind, on in DAYS.items()}
    Session.objects.filter(pk=made["skipped"].pk).update(status="skipped", skip_reason="no-time")
    Session.objects.filter(pk=made["running"].pk).update(status="in-progress", started_at=NOW)
    for prescription in plan.prescriptions.all():
        EntryFactory(session=made["running"], exercise=prescription.exercise)
    decisions.bring_up_to_date(owner, catalogue=catalogue.read(), today=MONDAY)
    return made


def close(owner, rule):
    """Let a rule stand in the way of sessions."""
    lists = {"S1": Condition.List.EMERGENCY, "S2": Condition.List.URGENT}
    if rule in lists:
        signs = [ConditionFactory(list=lists[rule]).slug]
        screenings.tell(owner=owner, signs=signs, day=MONDAY, key=uuid.uuid4())
    else:
        CheckInFactory(owner=owner, day=MONDAY, kind=CheckIn.Kind.MORNING, woke=True)
        decisions.mark(owner, MONDAY)
    present = decisions.bring_up_to_date(owner, catalogue=catalogue.read(), today=MONDAY)
    assert present.block == rule


def stored(owner):
    """All of the person's sessions and entries."""
    return list(owner.sessions.order_by("pk").values()), list(Entry.objects.order_by("pk").values())


def post(browser, name, session, accept="text/html", **fields):
    """Send it as a page or a script does: (the answer, and whether anything was recorded)."""
    slug = session.plan.prescriptions.first().exercise.slug
    url = reverse(name, args=[session.pk, slug] if name == "entry_save" else [session.pk])
    before = stored(session.owner)
    answer = browser.post(url, {**sent(name), **fields}, headers={"Accept": accept})
    return answer, stored(session.owner) != before


def recorded_of(browser, found, name):
    """Of which kinds of session something is recorded, and the answers where nothing is."""
    recorded, answers = set(), {}
    for kind, session in found.items():
        with left_as_found():
            answer, is_recorded = post(browser, name, session)
        if is_recorded:
            recorded.add(kind)
        else:
            answers[kind] = answer
    return recorded, answers


def is_told(browser, answer, rule):
    """Whether the reader hears what stands in the way, here or where they are sent; a script hears that it stops."""
    if answer.get("Content-Type") == "application/json":
        return answer.json() == {"stop": True}
    page = browser.get(answer.url, follow=True) if answer.status_code == 302 else answer
    return RULES[rule] in page.text


def test_what_is_allowed_is_at_an_address():
    assert set(ALLOWED) <= set(ROUTES)


def test_nothing_begins_while_something_stands_in_the_way(member, owner, found, usual, rule):
    """Of each kind of session only that is recorded which is allowed; of the rest the reader is told."""
    for name in ROUTES:
        recorded, answers = recorded_of(member, found, name)
        assert (name, recorded) == (name, set(ALLOWED.get(name, [()])[0]))
        for kind in usual[name] - recorded:
            assert is_told(member, answers[kind], rule), (name, kind)
            with left_as_found():
                answer, is_recorded = post(member, name, found[kind], "application/json")
            assert (is_recorded, is_told(member, answer, rule)) == (False, True), (name, kind)


def test_a_missed_session_is_not_done_today(member, owner, found, rule):
    """Whether the day is named or not, it stays where it is."""
    for day in ({}, {"day": MONDAY.isoformat()}):
        answer, is_recorded = post(member, "session_begin", found["missed"], **day)
        assert (is_recorded, is_told(member, answer, rule)) == (False, True)


def test_a_missed_session_is_logged_for_its_day(member, owner, found, rule):
    """That only says what was."""
    _, is_recorded = post(member, "session_begin", found["missed"], day=(MONDAY - DAY).isoformat())
    assert is_recorded
    assert owner.sessions.get(pk=found["missed"].pk).date == MONDAY - DAY


def test_how_the_back_is_before_a_session_that_may_not_begin_is_kept(member, owner, found, rule):
    """A number and signs told are never lost, although the session stays where it is."""
    post(member, "session_begin", found["to come"], discomfort="8", sensations=["numb"])
    checkin = owner.checkins.get(kind=CheckIn.Kind.BEFORE)
    assert (checkin.discomfort, checkin.day) == (8, MONDAY)


def test_nothing_easier_is_offered_either(member, owner, found, rule):
    """The sore-day session is a session; one that was put in before can be taken out."""
    easier = found["today"]
    owner.sessions.filter(pk=easier.pk).update(kind=Session.Kind.SORE_DAY)
    assert is_told(member, member.get(reverse("session_sore_day", args=[found["to come"].pk])), rule)
    member.post(reverse("session_sore_day", args=[easier.pk]), {"kind": "usual"})
    assert owner.sessions.get(pk=easier.pk).kind == Session.Kind.USUAL


def test_a_bad_day_is_kept_and_leads_to_what_to_do(member, owner, found, rule):
    answer, _ = post(member, "session_bad_day", found["today"])
    assert is_told(member, answer, rule)
    assert owner.checkins.filter(bad_day=True).exists()
