"""An exercise that was skipped without a word why: the card asks, and one tap answers."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from tests.factories.programs import MONDAY, EntryFactory, SessionFactory, plan_of
from tests.factories.stretches import ExerciseFactory
from tests.htmx import htmx, tree

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday():
    """It is MONDAY, 10:00 in UTC."""
    with time_machine.travel(dt.datetime.combine(MONDAY, dt.time(10), tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def entry(owner):
    """The first of two exercises of a running session."""
    session = SessionFactory(plan=plan_of(owner, exercises=0, sessions=0), begun=True)
    EntryFactory(session=session, exercise=ExerciseFactory(slug="second"), order=2)
    return EntryFactory(session=session, exercise=ExerciseFactory(slug="first"), order=1)


def page_of(browser, entry):
    return browser.get(entry.session.get_absolute_url()).text


def form_of(browser, entry, name):
    """A form of the exercise's card as its session's page has it."""
    return tree(page_of(browser, entry)).by_id(f"{name}-first")


def skip(browser, entry, **sent):
    """Skip it by its form, and give what the browser was told."""
    fields = form_of(browser, entry, "entry").fields()
    answer = browser.post(address(entry), {**fields, "outcome": "skipped", **sent})
    entry.refresh_from_db()
    return answer


def tell(browser, entry, reason):
    """Press one of the reasons."""
    answer = browser.post(address(entry), {**form_of(browser, entry, "why").fields(), "reason": reason})
    entry.refresh_from_db()
    return answer


def address(entry):
    return reverse("entry_save", args=[entry.session_id, "first"])


def test_a_skip_without_a_reason_is_kept_with_all_that_was_told(member, entry):
    """Nothing waits for the reason; the page stays at the exercise, which asks for it."""
    answer = skip(member, entry, discomfort="7")
    assert (entry.outcome, entry.skip_reason, entry.discomfort) == ("skipped", "", 7)
    assert answer.url == f"{entry.session.get_absolute_url()}#exercise-first"


def test_the_reason_is_told_with_one_tap(member, entry):
    """It is added to what was told, is not asked again, and the page goes on."""
    skip(member, entry, discomfort="7")
    answer = tell(member, entry, "pain")
    assert (entry.outcome, entry.skip_reason, entry.discomfort) == ("skipped", "pain", 7)
    assert answer.url.endswith("#exercise-second")
    assert "why-first" not in page_of(member, entry)


def test_the_card_that_comes_after_a_skip_asks_for_the_reason(member, entry):
    """Where htmx changes the card in its place, too."""
    fields = form_of(member, entry, "entry").fields()
    card = tree(member.post(address(entry), {**fields, "outcome": "skipped"}, headers=htmx("exercise-first")).text)
    buttons = [one.attributes.get("value") for one in card.by_id("why-first").elements() if one.tag == "button"]
    assert buttons == ["pain", "no-time", "tired", "ill", "equipment", "other"]


def test_what_is_changed_after_the_reason_is_a_change_of_its_own(member, entry):
    """The two forms of a card have a key each: the second is no repetition of the first."""
    skip(member, entry)
    change = form_of(member, entry, "entry").fields()
    tell(member, entry, "tired")
    answer = member.post(address(entry), {**change, "outcome": "skipped", "note": "later"})
    assert answer.status_code == 422  # saved elsewhere since: the page says so, and keeps the note
    assert "later" in answer.text


@pytest.mark.parametrize("sent", [{"outcome": "skipped", "reason": "no-time"}, {"outcome": "eased"}, {"feel": "fine"}])
def test_nothing_is_asked_where_it_was_told_or_done(member, entry, sent):
    """A reason that came with the skip is enough."""
    member.post(address(entry), {**form_of(member, entry, "entry").fields(), **sent})
    assert "why-first" not in page_of(member, entry)


def test_an_answer_that_is_no_reason_is_refused(member, entry):
    """What was told stays."""
    skip(member, entry)
    assert tell(member, entry, "because").status_code == 422
    assert (entry.outcome, entry.skip_reason) == ("skipped", "")
