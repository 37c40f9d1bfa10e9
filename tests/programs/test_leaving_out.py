"""What a sign in a running session leaves out of the rest of it, and what dizziness ends."""

import datetime as dt
import re
import uuid
from copy import deepcopy

import pytest
import time_machine
from django.urls import reverse

from programs import decisions, sessions
from stretches import catalogue
from tests.factories.programs import MONDAY, plan_of
from tests.factories.stretches import ExerciseFactory
from tests.htmx import htmx, swap, tree

from .conftest import signed_in

pytestmark = pytest.mark.django_db

DIRECTIONS = {"cobra-pose": "arching", "fish-pose": "arching", "childs-pose": "bending", "heel-slides": "neutral"}
SAME_WAY = "moves the back the same way"


DAY = dt.timedelta(days=1)
NOW = dt.datetime.combine(MONDAY, dt.time(10), tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def monday():
    """It is MONDAY, 10:00 in UTC."""
    with time_machine.travel(NOW):
        yield


@pytest.fixture(scope="module")
def begun(shared_rows):
    """A session that has begun: cobra first, then one more that arches, one that bends, and one that does neither."""
    with shared_rows():
        with time_machine.travel(NOW):
            exercises = [ExerciseFactory(slug=slug, name=slug, direction=way) for slug, way in DIRECTIONS.items()]
            planned = plan_of(exercises=exercises).sessions.get()
            session = sessions.begin(session=planned, catalogue=catalogue.read(), today=MONDAY)
        yield session


@pytest.fixture(scope="module")
def told(begun, shared_rows):
    """Its page after a sign in a leg was told of the cobra, read once for all tests."""
    with shared_rows(), time_machine.travel(NOW):
        member = signed_in(begun.owner)
        tell(member, begun)
        return member.get(begun.get_absolute_url())


@pytest.fixture
def session(begun):
    return deepcopy(begun)


@pytest.fixture
def owner(session):
    return session.owner


def tell(browser, session, slug="cobra-pose", sensations="tingling", **more):
    told = {"feel": "bit", "sensations": sensations, "key": str(uuid.uuid4())}
    return browser.post(reverse("entry_save", args=[session.pk, slug]), told, **more)


def left_out(browser, session):
    return left_out_on(browser.get(session.get_absolute_url()))


def left_out_on(page):
    """The exercises whose card says that they are left out for now."""
    cards = re.split(r'<article [^>]*id="exercise-', page.text)[1:]
    return {card.partition('"')[0] for card in cards if "eft out for now" in card}


def test_a_sign_in_a_leg_leaves_out_what_goes_the_same_way(member, session, told):
    """Its own answer stays; neither the other direction nor a neutral exercise is left out."""
    assert left_out(member, session) == set()
    assert tell(member, session).url == session.get_absolute_url()
    assert left_out_on(told) == {"fish-pose"}
    assert SAME_WAY in told.text


def test_htmx_gets_the_page_from_the_top_once_something_is_left_out(member, session):
    """Its notice and the other cards have changed; an answer without a sign changes its card alone."""
    answer = tell(member, session, headers=htmx("exercise-cobra-pose"))
    assert answer["HX-Redirect"] == session.get_absolute_url()
    answer = tell(member, session, "childs-pose", "", headers=htmx("exercise-childs-pose"))
    assert 'id="exercise-childs-pose"' in answer.text


def test_what_is_left_out_is_skipped_because_of_pain_if_the_person_says_so(member, session, told):
    """With the one button that its card has."""
    tell(member, session)
    shown = tree(told.text).by_id("entry-fish-pose").fields()
    member.post(reverse("entry_save", args=[session.pk, "fish-pose"]), {**shown, "outcome": "skipped"})
    entry = session.entries.get(exercise__slug="fish-pose")
    assert (entry.outcome, entry.skip_reason) == ("skipped", "pain")
    assert left_out(member, session) == set()


def test_swapping_what_is_left_out_equals_a_reload(member, session):
    """The other cards stay as they are."""
    tell(member, session)
    page = tree(member.get(session.get_absolute_url()).text)
    skipped = {"outcome": "skipped", "reason": "pain", "key": str(uuid.uuid4())}
    address = reverse("entry_save", args=[session.pk, "fish-pose"])
    swap(page, member.post(address, skipped, headers=htmx("exercise-fish-pose")).text, target="exercise-fish-pose")
    now = tree(member.get(session.get_absolute_url()).text)
    assert page.by_id("session-log") == now.by_id("session-log")


def test_what_is_left_out_without_an_answer_is_not_reached(member, session):
    """Nothing is invented when the session is finished."""
    tell(member, session)
    member.post(reverse("session_finish", args=[session.pk]))
    assert session.entries.get(exercise__slug="fish-pose").outcome == "not-reached"


def test_the_player_leads_past_what_is_left_out(told):
    """It isn't in the player's plan; what was answered still is."""
    assert [one["slug"] for one in told.context["plan"]["exercises"]] == ["cobra-pose", "childs-pose", "heel-slides"]


def test_the_exercise_that_brought_the_sign_is_left_out_too(member, session):
    """It has no outcome yet: neither does the player go on with it, nor does its card ask for more of it."""
    url = reverse("entry_save", args=[session.pk, "cobra-pose"])
    member.post(url, {"sensations": "tingling", "key": str(uuid.uuid4())}, headers={"Accept": "application/json"})
    page = member.get(session.get_absolute_url())
    assert left_out_on(page) == {"cobra-pose", "fish-pose"}
    assert [one["slug"] for one in page.context["plan"]["exercises"]] == ["childs-pose", "heel-slides"]


def test_a_late_log_takes_what_was_done_after_a_sign_too(member, owner, session):
    """It only says what was: every form is there, and what to do about the sign is said at the top."""
    exercises = [entry.exercise for entry in session.entries.select_related("exercise")]
    late = plan_of(owner, started_on=MONDAY - DAY, exercises=exercises).sessions.get()
    begin = reverse("session_begin", args=[late.pk])
    member.post(begin, {"day": (MONDAY - DAY).isoformat()})
    assert tell(member, late).url == late.get_absolute_url()
    page = member.get(late.get_absolute_url())
    assert left_out_on(page) == set()
    assert "Tingling on Sunday 1 March" in tree(page.text).by_id("content").text()
    assert tell(member, late, sensations="dizzy").url == late.get_absolute_url()
    assert "End the session here" not in member.get(late.get_absolute_url()).text


def test_today_asks_for_no_exercise_that_is_left_out(member, session):
    """Nor for one that is over; somebody dizzy is asked for none."""

    def asked_for():
        return [entry.exercise.slug for entry in member.get(reverse("today")).context["to_do"]]

    assert set(asked_for()) == set(DIRECTIONS)
    tell(member, session)
    assert set(asked_for()) == {"childs-pose", "heel-slides"}
    for slug in ("childs-pose", "heel-slides"):
        tell(member, session, slug, sensations="")
    page = member.get(reverse("today")).text
    assert "Finish it" in page
    assert "Go on" not in page
    tell(member, session, "childs-pose", sensations="dizzy")
    page = member.get(reverse("today"))
    assert page.context["to_do"] == []
    assert "Your session stops here" in page.text
    assert "Log what you did" in page.text
    assert "Go on" not in page.text


def test_a_sign_taken_back_brings_the_rest_back(member, session):
    """The answer is changed: it was only pulling."""
    tell(member, session)
    told = {"sensations": "pulling", "seen": str(session.entries.get(exercise__slug="cobra-pose").key)}
    member.post(reverse("entry_save", args=[session.pk, "cobra-pose"]), {**told, "key": str(uuid.uuid4())})
    assert left_out(member, session) == set()


def test_an_undone_stop_brings_the_rest_back(member, owner, session):
    """The person said that the sign is gone."""
    tell(member, session)
    decisions.undo(owner.adjustments.get(rule="T4"), {"sign_gone": True})
    assert left_out(member, session) == set()


def test_who_feels_dizzy_is_told_to_end_the_session(member, session):
    """Sit or lie down; nothing more is to be done, and the player is gone."""
    tell(member, session, sensations="dizzy")
    page = member.get(session.get_absolute_url())
    assert "Sit or lie down until it has passed" in page.text
    assert left_out_on(page) == {"fish-pose", "childs-pose", "heel-slides"}
    assert "plan" not in page.context
    assert tree(page.text).by_id("entry-fish-pose").fields()["reason"] == ["ill"]


@pytest.mark.parametrize(("sensation", "status"), [("dizzy", 200), ("ache", 204)])
def test_who_is_dizzy_before_it_begins_is_stopped_by_the_answer_to_the_start(member, owner, sensation, status):
    """The player hears it at once, not at its next exercise."""
    session = plan_of(owner, sessions=1).sessions.get()
    begin = reverse("session_begin", args=[session.pk])
    answer = member.post(begin, {"sensations": sensation, "may_ask": "1"}, headers={"Accept": "application/json"})
    assert answer.status_code == status


def test_the_player_is_answered_without_a_page(member, session):
    """That it must stop: its page, loaded again, says what to do."""
    answer = tell(member, session, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()) == (200, {"stop": True})
