"""The signs that need help: for everybody, in the words of the host's country; and what they stop."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.core.exceptions import ValidationError

from programs import decisions, emergency, log, sessions
from programs.models import Clearance, Session
from stretches import catalogue
from stretches.models import Condition
from tests.factories.programs import MONDAY, CheckInFactory, EntryFactory, SessionFactory, plan_of, screening_of
from tests.factories.stretches import ConditionFactory
from tests.htmx import tree

pytestmark = pytest.mark.django_db

URL = "/emergency/"


@pytest.fixture(autouse=True)
def morning():
    """It is MONDAY, 10:00 in UTC."""
    with time_machine.travel(dt.datetime.combine(MONDAY, dt.time(10), tzinfo=dt.UTC)) as traveller:
        yield traveller


@pytest.fixture(autouse=True, scope="module")
def sign(shared_rows):
    """An emergency sign."""
    listed = Condition.List.EMERGENCY
    with shared_rows():
        yield ConditionFactory(slug="chest-pain", list=listed, question="Do you have chest pain?")


@pytest.mark.parametrize(
    ("country", "number", "line"),
    [("GB", "999", "111"), ("IE", "112", ""), ("US", "911", ""), ("CA", "911", "811"), ("AU", "000", "1800 022 222"),
     ("NZ", "111", "0800 611 116"), ("DE", "112", "116 117"), ("AT", "144", "1450"), ("CH", "144", ""),
     ("FR", "112", ""), ("NL", "112", ""), ("NO", "113", "116 117"), ("", "", ""), ("XX", "", "")],
)  # fmt: skip
def test_each_country_has_its_number(country, number, line):
    """And one that isn't known has words that hold anywhere."""
    found = emergency.help_in(country)
    assert (found.number, found.line) == (number, line)


@pytest.mark.parametrize(
    ("country", "words"),
    [("GB", '<a href="tel:999">999</a> now, or let someone take you to A&amp;E'),
     ("AU", '<a href="tel:1800022222">1800 022 222</a>'), ("", "Call your local emergency number now")],
)  # fmt: skip
def test_a_visitor_is_told_whom_to_call(visitor, settings, country, words):
    """Without an account, and without a form."""
    settings.LIMBER_COUNTRY = country
    page = visitor.get(URL).text
    assert words in page
    assert "Do you have chest pain?" in page
    assert "This is true for me" not in page


def test_a_visitor_cannot_tell_a_sign(visitor):
    """They sign in first."""
    assert visitor.post(URL, {"signs": "chest-pain"}).url.startswith("/accounts/login/")


@pytest.mark.parametrize("signs", [[], ["gone"], ["chest-pain", "\0"]])
def test_a_sign_has_to_be_one_of_the_list(member, owner, signs):
    """The page says what is wrong."""
    assert member.post(URL, {"signs": signs, "key": str(uuid.uuid4())}).status_code == 422
    assert not owner.checkins.exists()


@pytest.fixture
def session(owner):
    """Today's session of somebody who has answered the questions."""
    return plan_of(owner, exercises=1).sessions.get()


def begin(browser, session, **data):
    return browser.post(f"/sessions/{session.pk}/begin/", data)


def test_no_session_begins_under_an_emergency_sign(member, owner, session, sign):
    """The pages offer none, and the address refuses one."""
    screening_of(owner, sign)
    for url in ("/today/", session.get_absolute_url()):
        page = member.get(url).text
        assert "No sessions now" in page
        assert f"/sessions/{session.pk}/begin/" not in page
    page = begin(member, session)
    assert page.status_code == 422
    assert "a sign you told us about has to be looked at first" in page.text
    session.refresh_from_db()
    assert session.status == Session.Status.PLANNED


def test_an_answer_to_an_exercise_begins_none_either(member, owner, session, sign):
    """Nor does what a script sends."""
    screening_of(owner, sign)
    exercise = session.plan.prescriptions.first().exercise
    member.post(f"/sessions/{session.pk}/entries/{exercise.slug}/", {"feel": "fine", "key": str(uuid.uuid4())})
    session.refresh_from_db()
    assert session.status == Session.Status.PLANNED


def test_nobody_begins_before_the_questions(member, owner):
    """The first session waits for the screening, and the page leads there."""
    session = plan_of(owner, exercises=1, screened=False).sessions.get()
    page = member.get(session.get_absolute_url()).text
    assert "Answer the safety questions" in page
    assert begin(member, session).status_code == 422
    screening_of(owner)
    assert begin(member, session).status_code == 302


def test_what_was_done_can_still_be_logged(member, owner):
    """A session of yesterday only says what was."""
    plan = plan_of(owner, exercises=1, screened=False, started_on=MONDAY - dt.timedelta(days=1))
    session = plan.sessions.get()
    assert begin(member, session, day=str(session.date)).status_code == 302


def test_a_running_session_may_end(owner, sign):
    """A sign that comes in it stops the next one."""
    session = SessionFactory(plan=plan_of(owner, exercises=1), begun=True)
    screening_of(owner, sign)
    content = catalogue.read()
    begun = sessions.begin(session=session, catalogue=content, today=MONDAY)
    assert begun.status == Session.Status.IN_PROGRESS
    assert log.read(owner=owner, pk=session.pk, today=MONDAY, catalogue=content).state == "in-progress"


@pytest.mark.parametrize(("listed", "leads"), [(None, True), ("urgent", True), ("emergency", False)])
def test_the_player_leads_no_further_under_an_emergency_sign(member, owner, listed, leads):
    """A running session may end under S2; under S1 only its plain forms are left."""
    session = SessionFactory(plan=plan_of(owner, exercises=1), begun=True)
    EntryFactory(session=session)
    if listed:
        screening_of(owner, ConditionFactory(slug="jaw-locked", list=listed))
    assert ("session-plan" in member.get(session.get_absolute_url()).text) is leads


@pytest.mark.parametrize("is_begun", [True, False], ids=["running", "planned"])
def test_today_asks_for_no_exercise_under_an_emergency_sign(member, owner, is_begun):
    """What was done can be written down; nobody is told not to exercise and to go on in one page."""
    plan = plan_of(owner, exercises=1, sessions=0 if is_begun else 1)
    if is_begun:
        EntryFactory(session=SessionFactory(plan=plan, begun=True))
    screening_of(owner, ConditionFactory(slug="jaw-locked", list="emergency"))
    page = tree(member.get("/today/").text).by_id("content").text()
    assert "No sessions now" in page
    assert "What you will do" not in page
    assert "Go on" not in page
    assert ("Log what you did" in page) is is_begun


@pytest.mark.parametrize("blocked", [False, True])
def test_a_player_left_open_overnight_is_no_way_around_the_questions(member, owner, blocked):
    """What it begins is today's session, and while something stands in the way it begins none: its page says so."""
    yesterday = MONDAY - dt.timedelta(days=1)
    session = plan_of(owner, exercises=1, screened=not blocked, started_on=yesterday).sessions.get()
    answer = member.post(f"/sessions/{session.pk}/begin/", headers={"accept": "application/json"})
    session.refresh_from_db()
    planned, running = Session.Status.PLANNED, Session.Status.IN_PROGRESS
    assert (session.date, session.status) == ((yesterday, planned) if blocked else (MONDAY, running))
    assert answer.status_code == (422 if blocked else 204)


def test_once_a_clinician_has_seen_them_it_begins(member, owner, session, sign, morning):
    """Unlocked, dated."""
    screening_of(owner, sign)
    assert begin(member, session).status_code == 422
    morning.shift(60)
    member.post("/screening/unlock/seen/")
    assert owner.clearances.get().kind == Clearance.Kind.SEEN
    assert begin(member, session).status_code == 302


@pytest.mark.parametrize(("listed", "rule"), [("emergency", "S1"), ("urgent", "S2"), ("ask-first", None)])
def test_a_sign_that_an_editor_added_blocks_like_those_that_ship(owner, session, listed, rule):
    """Ticked in the screening: by the list that it is on."""
    added = ConditionFactory(slug="jaw-locked", list=listed)
    screening_of(owner, added)
    present = decisions.bring_up_to_date(owner, catalogue=catalogue.read(), today=MONDAY)
    assert present.block == rule


def test_a_sign_that_an_editor_added_can_be_told(member, owner, session):
    """On the emergency page, and it is a valid check-in."""
    ConditionFactory(slug="jaw-locked", list=Condition.List.EMERGENCY)
    member.post(URL, {"signs": ["jaw-locked"], "key": str(uuid.uuid4())})
    owner.checkins.get().full_clean()
    assert decisions.bring_up_to_date(owner, catalogue=catalogue.read(), today=MONDAY).block == "S1"


def test_what_is_on_no_list_of_signs_is_not_valid(owner):
    """A condition that is only asked first."""
    ConditionFactory(slug="wrist-trouble", list=Condition.List.ASK_FIRST)
    with pytest.raises(ValidationError):
        CheckInFactory.build(owner=owner, signs=["wrist-trouble"]).full_clean()
