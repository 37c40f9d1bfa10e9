"""Changes to a plan: listed with their reason, and taken back within the published limits."""

import datetime as dt

import pytest
import time_machine

from programs.models import Adjustment
from tests.factories.programs import MONDAY, adjustment_of, plan_of
from tests.factories.stretches import ExerciseFactory

pytestmark = pytest.mark.django_db

URL = "/adjustments/"
UNDONE, STANDS = Adjustment.State.UNDONE, Adjustment.State.STANDS


@pytest.fixture(autouse=True)
def morning():
    """It is MONDAY, 10:00 in UTC."""
    with time_machine.travel(dt.datetime.combine(MONDAY, dt.time(10), tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def prescription(owner):
    """Cobra in a plan of the owner."""
    return plan_of(owner, exercises=[ExerciseFactory(name="Cobra")]).prescriptions.get()


@pytest.fixture
def rest(prescription):
    """T3 let it rest."""
    return adjustment_of(prescription)


@pytest.fixture
def rise(prescription):
    """P1 raised it by one step."""
    return adjustment_of(
        prescription,
        "P1",
        sentence="P1",
        inputs={"exercise": prescription.exercise.slug, "days": 7, "greens": 2},
        before={"form": "usual", "dose": {"sets": 1, "reps": 2, "hold": 15}},
        after={"form": "usual", "dose": {"sets": 1, "reps": 2, "hold": 20}},
    )


def undo(adjustment):
    return f"/adjustments/{adjustment.pk}/undo/"


def state(adjustment):
    adjustment.refresh_from_db()
    return adjustment.state


def test_a_session_to_come_shows_what_changed_in_its_plan(member, owner, rest):
    """Folded away, with the sentence; what changed in another plan is not there."""
    other = plan_of(owner, exercises=[ExerciseFactory(name="Camel")])
    mine, theirs = rest.plan.sessions.get(), other.sessions.get()
    page = member.get(mine.get_absolute_url())
    assert "1 change in the last 7 days" in page.text
    assert page.context["changes"][0].sentence in page.text
    assert "in the last 7 days" not in member.get(theirs.get_absolute_url()).text


def test_a_change_is_listed_with_its_reason(member, rest):
    """The sentence, before and after, and the rule."""
    page = member.get(URL).text
    assert "Cobra rests until" in page
    assert "rests until 16 March" in page
    assert "/rules/#T3" in page


@pytest.mark.parametrize("url", ["/today/", "plan", "/progress/"])
def test_what_changed_lately_is_where_it_matters(member, rest, url):
    """With the way to undo it."""
    page = member.get(rest.plan.get_absolute_url() if url == "plan" else url).text
    assert "Cobra rests until" in page
    assert undo(rest) in page


def test_what_changed_lately_is_dated(member, rest):
    """“This morning” is the morning of that day."""
    Adjustment.objects.update(day=MONDAY - dt.timedelta(days=3))
    changes = member.get("/today/").text.partition("in the last 7 days")[2]
    assert "Friday 27 February" in changes.partition("</section>")[0]


def test_one_tap_undoes_a_raise(member, rise):
    """And a second one changes nothing."""
    assert member.post(undo(rise), {"next": "/today/"}).url == "/today/"
    assert state(rise) == UNDONE
    member.post(undo(rise))
    assert state(rise) == UNDONE
    assert "undone" in member.get(URL).text


def test_undoing_a_rest_asks_first(member, rest):
    """Without an answer nothing is undone, and the page asks again."""
    assert "Is it gone?" in member.get(undo(rest)).text
    page = member.post(undo(rest))
    assert page.status_code == 422
    assert "Say whether it is gone." in page.text
    assert member.post(undo(rest), {"is_gone": "x"}).status_code == 422
    assert state(rest) == STANDS


@pytest.mark.parametrize(("answer", "becomes"), [("yes", UNDONE), ("no", STANDS)])
def test_the_answer_is_recorded(member, rest, answer, becomes):
    """A sign that is still there lets the change stand."""
    assert member.post(undo(rest), {"is_gone": answer}).url == URL
    assert state(rest) == becomes
    assert rest.undo_answer["sign_gone"] is (answer == "yes")


def test_what_was_decided_anew_stays_listed(member, rise):
    """It can't be undone."""
    Adjustment.objects.update(state=Adjustment.State.REPLACED)
    assert "decided anew" in member.get(URL).text
    assert undo(rise) not in member.get(URL).text
    assert member.get(undo(rise)).url == URL
    member.post(undo(rise))
    assert state(rise) == Adjustment.State.REPLACED


def test_a_clinicians_change_says_who_made_it(member, prescription):
    """The name stays although the account may go."""
    told = {"exercise": prescription.exercise.slug}
    adjustment_of(prescription, "clinician", sentence="clinician", by_name="Kim Lee", inputs=told)
    assert "by Kim Lee" in member.get(URL).text


def test_an_empty_list_says_so(member):
    """With the way to the rules."""
    assert "No changes so far" in member.get(URL).text


def test_changes_are_their_persons_alone(stranger, visitor, rest):
    """Not found for another person; a visitor signs in first."""
    assert stranger.get(undo(rest)).status_code == 404
    assert stranger.post(undo(rest), {"is_gone": "yes"}).status_code == 404
    assert "Cobra" not in stranger.get(URL).text
    for response in (visitor.get(URL), visitor.get(undo(rest)), visitor.post(undo(rest))):
        assert response.url.startswith("/accounts/login/")
    assert state(rest) == STANDS


def test_the_list_costs_the_same_with_many(member, prescription, rest, queries_of):
    """A page at a time."""
    member.get(URL)
    few = queries_of(member, URL)
    for _number in range(60):
        adjustment_of(prescription)
    assert queries_of(member, URL) == few <= 8
    assert member.get(f"{URL}?page=2").status_code == 200
