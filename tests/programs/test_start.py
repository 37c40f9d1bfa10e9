"""Start as the player sends it: it counts for when it was pressed, and a page that is out of date leads no further."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import reverse

from programs import decisions
from programs.models import Prescription, Session
from programs.rules.dose import Dose
from tests.factories.accounts import UserFactory
from tests.factories.programs import MONDAY, CheckInFactory, plan_of
from tests.htmx import tree

from .conftest import signed_in
from .decisions.people import Life, day

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TUESDAY = MONDAY + DAY


def at(day, hour, minute=0):
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=dt.UTC)


def clock(day, hour, minute=0):
    return time_machine.travel(at(day, hour, minute), tick=False)


@pytest.fixture
def session(owner):
    """The session of Monday; there is one on Tuesday too."""
    return plan_of(owner, sessions=2).sessions.first()


def press(browser, session, pressed, **sent):
    """Send Start as scripts do, pressed at that instant; `may_ask` in what is sent: just now."""
    stamps = {"key": str(uuid.uuid4()), "at": pressed.isoformat().replace("+00:00", "Z")}
    url = reverse("session_begin", args=[session.pk])
    answer = browser.post(url, {**stamps, **sent}, headers={"Accept": "application/json"})
    session.refresh_from_db()
    return answer


def test_pressed_before_midnight_and_sent_after_it_counts_for_the_day_it_was_pressed(member, session):
    """It runs since then, so that the player goes on with it."""
    with clock(TUESDAY, 0, 5):
        press(member, session, at(MONDAY, 23, 58))
        page = member.get(session.get_absolute_url()).text
    assert (session.date, session.started_at) == (MONDAY, at(MONDAY, 23, 58))
    assert "data-player-open" in page


def test_the_day_is_the_persons_own(session):
    """23:58 in Auckland is 10:58 in UTC."""
    person = UserFactory(timezone="Pacific/Auckland")
    session = plan_of(person, sessions=2).sessions.first()
    with clock(MONDAY, 12):
        press(signed_in(person), session, at(MONDAY, 10, 58))
    assert session.date == MONDAY


def test_sent_days_later_counts_for_the_day_it_was_pressed(member, session):
    """Monday’s session, done on Tuesday without a network; the network came back on Thursday."""
    with clock(MONDAY + 3 * DAY, 9):
        press(member, session, at(TUESDAY, 8), discomfort="3")
    assert (session.date, session.first_date, session.started_at) == (TUESDAY, MONDAY, at(TUESDAY, 8))
    assert session.checkins.get().day == TUESDAY


@pytest.mark.parametrize("said", [{}, {"day": MONDAY.isoformat()}], ids=["on its day", "done today"])
def test_a_page_left_open_overnight_begins_for_today(member, session, said):
    """Whatever day the page says: who presses Start is about to do it."""
    with clock(TUESDAY, 7):
        press(member, session, at(TUESDAY, 7), may_ask="1", discomfort="3", **said)
        page = member.get(session.get_absolute_url()).text
    assert (session.date, session.checkins.get().day) == (TUESDAY, TUESDAY)
    assert "data-player-open" in page


@pytest.mark.parametrize("years", [-20, 20])
def test_a_start_by_a_clock_that_is_wrong_is_from_now(member, session, years):
    """Neither before the plan nor in the future."""
    pressed = at(MONDAY, 8).replace(year=MONDAY.year + years)
    with clock(MONDAY, 10):
        press(member, session, pressed)
    assert (session.date, session.started_at) == (MONDAY, at(MONDAY, 10))


def test_a_start_that_was_pressed_just_now_is_from_now(member, session):
    """A clock that is a day behind does not make it yesterday’s, for which less is asked."""
    with clock(TUESDAY, 10):
        press(member, session, at(MONDAY, 10), may_ask="1")
    assert (session.date, session.started_at) == (TUESDAY, at(TUESDAY, 10))


@pytest.mark.parametrize("pressed", ["yesterday", "9999-99-99", "\x00", "0001-01-01T00:00:00+23:59", "9" * 5000])
def test_an_unreadable_instant_begins_from_now_or_is_refused(member, session, pressed):
    """Never an error page."""
    url = reverse("session_begin", args=[session.pk])
    with clock(MONDAY, 10):
        answer = member.post(url, {"at": pressed}, headers={"Accept": "application/json"})
    session.refresh_from_db()
    assert (answer.status_code, session.status) in [
        (204, Session.Status.IN_PROGRESS),
        (422, Session.Status.PLANNED),
    ]


def test_a_start_without_a_network_is_kept_though_something_stands_in_the_way_by_now(member, session, owner):
    """It has begun: what was done is written down for the day it was done, and how the back was before is not lost."""
    with clock(TUESDAY, 9):
        CheckInFactory(owner=owner, day=TUESDAY, kind="morning", woke=True)
        decisions.mark(owner, TUESDAY)
        assert press(member, session, at(TUESDAY, 8), may_ask="1").status_code == 422
        assert session.status == Session.Status.PLANNED
        press(member, session, at(TUESDAY, 8), discomfort="4")
    assert (session.date, session.started_at) == (TUESDAY, at(TUESDAY, 8))
    assert session.checkins.get().discomfort == 4


def held_by(browser, session):
    """What the page's form says that the session holds."""
    return tree(browser.get(session.get_absolute_url()).text).by_id("begin").fields()["held"][0]


def test_a_page_that_is_as_the_session_plays_on(member, session):
    """Nothing changed since it was opened."""
    with clock(MONDAY, 10):
        answer = press(member, session, at(MONDAY, 10), held=held_by(member, session), may_ask="1")
    assert answer.status_code == 204


@pytest.mark.parametrize("changed", [{"hold": 25}, {"status": "resting"}], ids=["another dose", "one rests"])
def test_a_page_that_is_out_of_date_stops_its_player(member, session, changed):
    """It would lead through what the session no longer holds; loaded again it does not."""
    with clock(MONDAY, 10):
        held = held_by(member, session)
        first = session.plan.prescriptions.order_by("exercise__order").first()
        Prescription.objects.filter(pk=first.pk).update(**changed)
        answer = press(member, session, at(MONDAY, 10), held=held, may_ask="1")
    assert answer.json() == {"stop": True}
    assert session.status == Session.Status.IN_PROGRESS


def test_a_page_from_before_the_session_became_lighter_stops_its_player():
    """N2 leaves a dose that a clinician fixed, and halves the easier form of it."""
    life = Life()
    life.plan.prescriptions.update(status="fixed", is_fixed=True)
    life.session(0)
    session, browser = life.planned(2), signed_in(life.owner)
    with clock(day(2), 9):
        held = held_by(browser, session)
        life.morning(2, 6)
        answer = press(browser, session, at(day(2), 9), held=held, may_ask="1")
    assert session.entries.get().dose == Dose(1, 2, 15)
    assert answer.json() == {"stop": True}


def test_a_page_from_before_another_tab_began_stops_its_player_where_it_differs(member, session):
    """What runs is what the first one began."""
    with clock(MONDAY, 10):
        held = held_by(member, session)
        assert press(member, session, at(MONDAY, 10), held=held, may_ask="1").status_code == 204
        assert press(member, session, at(MONDAY, 10), held=held, may_ask="1").status_code == 204
        assert press(member, session, at(MONDAY, 10), held="other", may_ask="1").json() == {"stop": True}


def test_a_form_left_open_overnight_begins_for_today(member, session):
    """Without a script, or where the script lets the form be sent: Start means now."""
    with clock(TUESDAY, 7):
        member.post(reverse("session_begin", args=[session.pk]), {"discomfort": "3"})
    session.refresh_from_db()
    assert (session.date, session.checkins.get().day) == (TUESDAY, TUESDAY)


def test_a_bad_day_is_asked_about_on_a_page_left_open_overnight(member, session):
    """T0, as on a page that was just opened."""
    with clock(TUESDAY, 7):
        answer = member.post(reverse("session_begin", args=[session.pk]), {"discomfort": "8"})
    session.refresh_from_db()
    assert answer.url == reverse("session_bad_day", args=[session.pk])
    assert (session.status, session.checkins.get().day) == (Session.Status.PLANNED, TUESDAY)


def test_another_day_has_to_be_named(member, session):
    """The form that asks for it begins nothing without one."""
    with clock(TUESDAY, 7):
        answer = member.post(reverse("session_begin", args=[session.pk]), {"day": ""})
    session.refresh_from_db()
    assert (answer.status_code, session.status) == (422, Session.Status.PLANNED)
    assert "Choose a day from the start of your plan to today." in answer.text
