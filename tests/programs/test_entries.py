"""How one exercise of a session went: saved one by one, once each."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import reverse

from programs import sessions
from programs.models import Entry, Session
from stretches import catalogue
from tests.factories.accounts import UserFactory
from tests.factories.programs import MONDAY, EntryFactory, SessionFactory, plan_of
from tests.factories.stretches import ExerciseFactory
from tests.htmx import htmx, swap, tree
from tests.world import left_as_found

from .conftest import signed_in
from .threads import at_once

pytestmark = pytest.mark.django_db


NOW = dt.datetime.combine(MONDAY, dt.time(10), tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def monday():
    """It is MONDAY, 10:00 in UTC."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def fresh(shared_rows):
    """The page of such a session while nothing is answered, read once for all tests."""
    with shared_rows(), time_machine.travel(NOW, tick=False):
        owner = UserFactory()
        return page_of(signed_in(owner), session_of(owner))


@pytest.fixture
def blank(fresh):
    """What a browser would send of the first exercise's form on that page."""
    return form_in(fresh)


@pytest.fixture
def session(owner):
    return session_of(owner)


def session_of(owner):
    """A running session of two exercises, the first one sided; its forms fit any other such session."""
    session = SessionFactory(plan=plan_of(owner, exercises=0, sessions=0), begun=True)
    first, second = ExerciseFactory(slug="first", sided="each"), ExerciseFactory(slug="second")
    EntryFactory(session=session, exercise=first, key=uuid.UUID(int=1))
    EntryFactory(session=session, exercise=second, key=uuid.UUID(int=2))
    return session


@pytest.fixture
def entry(session):
    return session.entries.first()


def url(entry):
    return reverse("entry_save", args=[entry.session_id, entry.exercise.slug])


def page_of(browser, session):
    return tree(browser.get(session.get_absolute_url()).text)


def form_in(page, slug="first"):
    """What a browser would send of that exercise's form; its key is new, as on each page that is drawn."""
    return {**page.by_id(f"entry-{slug}").fields(), "key": str(uuid.uuid4())}


def save(browser, entry, form, **changed):
    """Send a form with some of its fields changed."""
    answer = browser.post(url(entry), {**form, **changed})
    entry.refresh_from_db()
    return answer


def test_one_large_answer_is_enough(member, entry, blank):
    """A feel means done, at the prescribed dose, and invents no number."""
    answer = save(member, entry, blank, feel="fine")
    assert answer.url == f"{entry.session.get_absolute_url()}#exercise-second"
    assert (entry.outcome, entry.feel) == ("done", "fine")
    assert (entry.done_sets, entry.done_reps, entry.done_hold) == (1, 2, 15)
    assert (entry.discomfort, entry.sensations) == (None, [])


def test_after_the_last_answer_comes_the_end(member, session, fresh):
    """The page goes to the finish."""
    answer = save(member, session.entries.last(), form_in(fresh, "second"), feel="fine")
    assert answer.url.endswith("#finish")


def test_return_in_a_field_answers_nothing(member, entry, fresh):
    """Saving with nothing chosen keeps it not reached: the first button of the form has no value."""
    save(member, entry, form_in(fresh))
    assert (entry.outcome, entry.feel, entry.done_reps) == ("not-reached", "", None)
    buttons = [one for one in fresh.by_id("entry-first").elements() if one.tag == "button"]
    assert "name" not in buttons[0].attributes


def test_everything_that_can_be_said(member, entry, blank):
    """Each field is stored as given."""
    sent = {
        "sensations": ["", "pulling", "stiff"],
        "note": "slow 🐄",
        "discomfort": "3",
        "discomfort_left": "2",
        "discomfort_right": "4",
    }
    save(member, entry, blank, outcome="eased", feel="bit", sets="1", reps="1", hold="10", **sent)
    assert (entry.outcome, entry.feel, entry.done_sets, entry.done_reps, entry.done_hold) == ("eased", "bit", 1, 1, 10)
    assert (entry.discomfort, entry.discomfort_left, entry.discomfort_right, entry.score) == (3, 2, 4, 4)
    assert (entry.sensations, entry.note) == (["pulling", "stiff"], "slow 🐄")


def test_an_eased_exercise_keeps_an_unknown_dose_unknown(member, entry, blank):
    """Only done means as prescribed."""
    save(member, entry, blank, outcome="eased")
    assert (entry.done_sets, entry.done_reps, entry.done_hold) == (None, None, None)


def test_a_skipped_exercise_has_a_reason_and_no_dose(member, entry, blank):
    """What was typed as dose is not kept."""
    save(member, entry, blank, outcome="skipped", reason="pain", reps="2", discomfort="7")
    assert (entry.outcome, entry.skip_reason, entry.done_reps, entry.discomfort) == ("skipped", "pain", None, 7)


def test_a_skip_without_a_reason_is_kept_and_stays_in_view(member, entry, blank):
    """What was told with it is not held back; the page stays at the exercise, which asks why."""
    answer = save(member, entry, blank, outcome="skipped", discomfort="7")
    assert (entry.outcome, entry.skip_reason, entry.discomfort) == ("skipped", "", 7)
    assert answer.url == f"{entry.session.get_absolute_url()}#exercise-first"


@pytest.fixture
def skipped(member, entry, blank):
    """The card of an exercise that was skipped without a word why."""
    return tree(member.post(url(entry), {**blank, "outcome": "skipped"}, headers=htmx("exercise-first")).text)


def why(card, **reason):
    """What a press on a reason sends."""
    return {**card.by_id("why-first").fields(), **reason}


def test_why_an_exercise_was_skipped_is_told_with_one_tap(member, entry, skipped):
    """One button for each reason; the page then goes on, and asks no more."""
    buttons = [one.attributes.get("value") for one in skipped.by_id("why-first").elements() if one.tag == "button"]
    assert buttons == ["pain", "no-time", "tired", "ill", "equipment", "other"]
    assert save(member, entry, why(skipped), reason="pain").url.endswith("#exercise-second")
    assert (entry.outcome, entry.skip_reason) == ("skipped", "pain")
    assert "why-first" not in member.get(entry.session.get_absolute_url()).text


def test_an_answer_that_is_no_reason_is_refused(member, entry, skipped):
    """What was told stays."""
    assert save(member, entry, why(skipped), reason="because").status_code == 422
    assert (entry.outcome, entry.skip_reason) == ("skipped", "")


def test_what_is_changed_after_the_reason_is_a_change_of_its_own(member, entry, skipped):
    """Each form of a card has its own key: the second is no repetition of the first, and asks before it replaces."""
    change = skipped.by_id("entry-first").fields()
    save(member, entry, why(skipped), reason="tired")
    answer = save(member, entry, change, note="later")
    assert (answer.status_code, entry.skip_reason) == (422, "tired")
    assert "later" in answer.text


@pytest.mark.parametrize(("is_newer", "reason"), [(True, "pain"), (False, "because")])
def test_a_reason_that_is_refused_takes_nothing_along(member, entry, blank, is_newer, reason):
    """It comes from an old page, or is none of ours: the form that comes back holds all that was told."""
    told = {"outcome": "skipped", "discomfort": "7", "sensations": ["", "pulling"], "note": "sharp, left knee"}
    card = tree(member.post(url(entry), {**blank, **told}, headers=htmx("exercise-first")).text)
    if is_newer:
        save(member, entry, form_in(card), discomfort="8")
    refused = save(member, entry, why(card), reason=reason)
    assert refused.status_code == 422
    again = tree(refused.text).by_id("entry-first").fields()
    assert save(member, entry, again, reason="pain").status_code == 302
    kept = (entry.outcome, entry.skip_reason, entry.discomfort, entry.sensations, entry.note)
    assert kept == ("skipped", "pain", 8 if is_newer else 7, ["pulling"], "sharp, left knee")


@pytest.mark.parametrize("told", [{"outcome": "skipped", "reason": "no-time"}, {"outcome": "eased"}, {"feel": "fine"}])
def test_nobody_is_asked_why_who_said_so_or_did_it(member, entry, blank, told):
    """A reason that came with the skip is enough."""
    assert "why-first" not in member.post(url(entry), {**blank, **told}, headers=htmx("exercise-first")).text


def test_a_reason_without_a_skip_is_dropped(member, entry, blank):
    """Done for no reason but its own."""
    save(member, entry, blank, outcome="done", reason="tired")
    assert entry.skip_reason == ""


def test_a_large_answer_after_a_skip_means_done(member, entry, blank):
    """Somebody skipped, thought again, did it and pressed fine."""
    save(member, entry, blank, outcome="skipped", reason="tired")
    save(member, entry, form_in(page_of(member, entry.session)), feel="fine")
    assert (entry.outcome, entry.skip_reason) == ("done", "")


def test_answers_can_be_taken_back(member, entry, blank):
    """Number, sensations and outcome, each to nothing."""
    save(member, entry, blank, outcome="done", discomfort="5", sensations=["", "ache"])
    again = form_in(page_of(member, entry.session))
    save(member, entry, again, outcome="not-reached", discomfort="", sensations=[""])
    assert (entry.outcome, entry.discomfort, entry.sensations, entry.done_reps) == ("not-reached", None, [], None)


def test_what_is_not_sent_stays(member, entry):
    """The guided session sends each answer as it comes."""
    key = {"key": str(uuid.uuid4())}
    member.post(url(entry), {"outcome": "done", "sets": "1", "reps": "2", "hold": "15", **key})
    answer = member.post(
        url(entry), {"discomfort": "2", "key": str(uuid.uuid4())}, headers={"Accept": "application/json"}
    )
    entry.refresh_from_db()
    assert answer.status_code == 204
    assert (entry.outcome, entry.done_hold, entry.discomfort) == ("done", 15, 2)


def test_the_same_key_twice_is_one_record(member, entry, blank):
    """A retry that comes late changes nothing, whatever it says."""
    save(member, entry, blank, feel="fine")
    save(member, entry, blank, feel="too-much")
    assert entry.feel == "fine"
    assert Entry.objects.count() == 2


def test_a_form_from_before_the_last_answer_asks_first(member, entry, fresh):
    """Two tabs: the second one is told, keeps what was typed, and may then replace the first."""
    save(member, entry, form_in(fresh), feel="fine")
    answer = save(member, entry, form_in(fresh), feel="too-much", note="second tab")
    assert (answer.status_code, entry.feel) == (422, "fine")
    form = tree(answer.text).by_id("entry-first")
    wrong = next(one for one in form.elements() if "nonfield" in (one.attributes.get("class") or ""))
    assert "saved somewhere else" in wrong.text()
    again = form.fields()
    assert again["note"] == ["second tab"]
    assert save(member, entry, again, feel="too-much").status_code == 302
    assert (entry.feel, entry.note) == ("too-much", "second tab")


def test_two_tabs_that_say_the_same_are_not_asked(member, entry, fresh):
    """A double tap in two tabs is one answer."""
    save(member, entry, form_in(fresh), feel="fine")
    assert save(member, entry, form_in(fresh), feel="fine").status_code == 302


BAD = [
    {
        "reps": "1000000000",
        "hold": "-1",
        "sets": "2.5",
        "discomfort": "11",
        "discomfort_left": "-1",
        "outcome": "flown",
        "reason": "moon",
        "feel": "great",
        "sensations": ["", "bliss"],
    },
    {"reps": "51", "hold": "901", "sets": "9" * 5000, "sensations": "\x00"},
    {"note": "a\x00b"},
    {"note": "x" * 501},
]
"""Values that none of these fields takes."""


def test_what_cannot_be_is_refused_at_the_field(member, entry, blank):
    """The page comes back with the typing kept, and nothing is stored."""
    for wrong in BAD:
        answer = save(member, entry, blank, **{"outcome": "done", "note": "my words", **wrong})
        assert (wrong, answer.status_code) == (wrong, 422)
        form = tree(answer.text).by_id("entry-first")
        errors = {one.attributes.get("id") for one in form.elements() if one.attributes.get("class") == "errorlist"}
        assert errors == {f"first-{field}_error" for field in wrong}
        assert "note" in wrong or form.fields()["note"] == ["my words"], wrong
        assert entry.recorded_at is None, wrong


@pytest.mark.parametrize("part", ["sets", "reps"])
@pytest.mark.parametrize("told", [{"outcome": "done"}, {"outcome": "eased"}, {"feel": "fine"}])
def test_what_was_done_is_more_than_nothing(member, entry, blank, part, told):
    """The field says so, with the typing kept, and nothing is stored."""
    answer = save(member, entry, blank, **told, **{part: "0"}, note="my words")
    form = tree(answer.text).by_id("entry-first")
    assert answer.status_code == 422
    assert "Choose at least 1." in form.by_id(f"first-{part}_error").text()
    assert (form.fields()[part], form.fields()["note"]) == (["0"], ["my words"])
    assert entry.recorded_at is None


def test_a_hold_of_nothing_is_nothing_where_only_the_hold_counts(member, entry, blank):
    """One repetition that isn't held is none; several may be done without holding them."""
    assert save(member, entry, blank, outcome="eased", hold="0").status_code == 302
    assert entry.done_hold == 0
    Entry.objects.filter(pk=entry.pk).update(reps=1, done_hold=None)
    again = form_in(page_of(member, entry.session))
    assert save(member, entry, again, outcome="done", hold="0").status_code == 422


def test_what_was_left_out_may_have_no_dose(member, entry, fresh):
    """Nothing is what was done."""
    for told in ({"outcome": "not-reached"}, {"outcome": "skipped", "reason": "tired"}):
        with left_as_found():
            answer = save(member, entry, form_in(fresh), **told, sets="0", reps="0", hold="0")
        assert (told, answer.status_code) == (told, 302)


def test_one_side_in_the_player_is_no_whole_set(member, entry):
    """It says eased with none, which is stored; a note can be added to that on the page."""
    told = {"outcome": "eased", "sets": "0", "reps": "2", "hold": "15", "key": str(uuid.uuid4())}
    assert member.post(url(entry), told, headers={"Accept": "application/json"}).status_code == 204
    again = form_in(page_of(member, entry.session))
    assert save(member, entry, again, note="only the left").status_code == 302
    assert (entry.outcome, entry.done_sets, entry.note) == ("eased", 0, "only the left")


def test_a_form_without_its_key_is_refused(member, entry, blank):
    """It may not be saved twice, so it needs one."""
    for key in ("", "x", "\x00"):
        assert save(member, entry, blank, feel="fine", key=key).status_code == 422, key
    assert entry.recorded_at is None


def test_a_megabyte_of_text_is_refused(member, entry, blank):
    """With a page, not an error of the server."""
    assert save(member, entry, blank, note="x" * 1_000_000).status_code in (400, 413, 422)


def test_an_exercise_that_is_not_in_the_session(member, entry):
    """Not found."""
    ExerciseFactory(slug="third")
    assert member.post(url(entry).replace("first", "third"), {"feel": "fine"}).status_code == 404


def test_an_exercise_without_sides_has_no_left_and_right(member, session, fresh):
    """What is sent for them all the same is left aside."""
    entry = session.entries.last()
    form = form_in(fresh, "second")
    assert "discomfort_right" not in form
    save(member, entry, form, feel="fine", discomfort_left="9")
    assert entry.discomfort_left is None


@pytest.mark.parametrize("changed", [{"feel": "fine"}, {"outcome": "skipped", "reason": "ill", "note": "so"}])
def test_swapping_an_answer_equals_a_reload(member, entry, changed):
    """The entry and the progress are what a fresh page shows; the player read its plan when the page came."""
    page = page_of(member, entry.session)
    sent = {**form_in(page), **changed}
    fragment = member.post(url(entry), sent, headers=htmx("exercise-first")).text
    swap(page, fragment, target="exercise-first")
    assert page.by_id("session-log") == page_of(member, entry.session).by_id("session-log")


def test_swapping_an_answer_of_a_closed_session_equals_a_reload(member, entry):
    """Minutes and what was done are worked out anew."""
    sessions.finish(session=entry.session, catalogue=catalogue.read())
    page = page_of(member, entry.session)
    sent = {**form_in(page), "feel": "bit"}
    fragment = member.post(url(entry), sent, headers=htmx("exercise-first")).text
    swap(page, fragment, target="exercise-first")
    assert page == page_of(member, entry.session)


def test_an_error_is_swapped_into_its_entry_alone(member, entry, blank):
    """The rest of the page, and what is typed there, stays."""
    answer = member.post(url(entry), {**blank, "sets": "99"}, headers=htmx("exercise-first"))
    assert answer.status_code == 422
    assert tree(answer.text).by_id("exercise-first")
    assert "<html" not in answer.text
    assert "exercise-second" not in answer.text.partition("hx-swap-oob")[0].replace("#exercise-second", "")


def test_an_unknown_target_gets_the_whole_page(member, entry, blank):
    """Nothing is guessed from a header."""
    answer = member.post(url(entry), {**blank, "sets": "99"}, headers=htmx("nowhere"))
    assert (answer.status_code, "<html" in answer.text) == (422, True)


def test_changing_a_closed_session_recomputes_it(member, entry):
    """From skipped to partly done, with minutes."""
    sessions.finish(session=entry.session, catalogue=catalogue.read())
    assert Session.objects.get().status == Session.Status.SKIPPED
    save(member, entry, form_in(page_of(member, entry.session)), feel="fine")
    session = Session.objects.get()
    assert (session.status, session.seconds) == (Session.Status.PARTLY_DONE, 2 * (2 * 15 + 5) + 6)


def test_an_answer_begins_a_session_that_was_only_planned(member, owner):
    """The start was lost on the way; the answer is not."""
    session = plan_of(owner).sessions.get()
    slug = session.plan.prescriptions.first().exercise.slug
    answer = member.post(reverse("entry_save", args=[session.pk, slug]), {"outcome": "done", "key": str(uuid.uuid4())})
    session.refresh_from_db()
    assert answer.status_code == 302
    assert session.status == Session.Status.IN_PROGRESS
    assert session.entries.filter(outcome="done").count() == 1


def test_only_the_owner_saves(entry, stranger, visitor):
    """Neither a stranger nor a visitor changes anything."""
    sent = {"feel": "fine", "key": str(uuid.uuid4())}
    assert stranger.post(url(entry), sent).status_code == 404
    assert visitor.post(url(entry), sent).url.startswith(reverse("account_login"))
    entry.refresh_from_db()
    assert entry.recorded_at is None


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_once_leave_one_record():
    """One entry, one answer, whichever came first."""
    owner = UserFactory()
    session = plan_of(owner, exercises=1).sessions.get()
    content, key = catalogue.read(), uuid.uuid4()
    exercise = content.exercises[0]

    def tap(feel):
        return lambda: sessions.record(
            session=session, exercise=exercise, catalogue=content, today=MONDAY, key=key, answer={"feel": feel}
        )

    given = at_once(tap("fine"), tap("bit"))
    entry = Entry.objects.get()
    assert entry.key == key
    assert {one.feel for one in given} == {entry.feel}
