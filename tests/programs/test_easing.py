"""Five minutes of a session, and the sore-day session in its place."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import reverse

from programs import easing, lineup, plans, screenings, sessions
from programs.models import CheckIn, Outcome, Plan, Program, Session
from programs.refused import Refused
from programs.rules.composition import FIVE_MINUTES
from stretches import catalogue
from stretches.models import Condition, Exercise
from tests import content
from tests.factories.accounts import UserFactory
from tests.factories.programs import MONDAY, PrescriptionFactory, ProgramFactory, SessionFactory, plan_of

from .decisions.people import Life

pytestmark = pytest.mark.django_db


NOW = dt.datetime.combine(MONDAY, dt.time(10), tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def monday():
    """It is MONDAY, 10:00 in UTC."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def planned(shared_rows):
    """Today's session of a plan with all twelve, up to six of them in a session; nothing stands in its way."""
    with shared_rows():
        with time_machine.travel(NOW, tick=False):
            content.load()
            known, owner = catalogue.read(), UserFactory()
            screenings.record(owner=owner, conditions=known.conditions, ticked=set(), day=MONDAY, key=uuid.uuid4())
            session = plan_of(owner, exercises=known.published).sessions.get()
        yield session


@pytest.fixture
def session(planned):
    return Session.objects.get(pk=planned.pk)


@pytest.fixture
def owner(session):
    return session.owner


def held(session):
    """What the session holds now, as it would be frozen: the session as it was read, and its entries."""
    read = lineup.with_factor(session.owner.sessions).get(pk=session.pk)
    return read, lineup.line_up([read], catalogue=catalogue.read(), today=MONDAY)[session.pk]


def test_five_minutes_of_a_session_fit_into_five_minutes(session, owner):
    """What is left out is known by name."""
    easing.shorten(session=session, is_short=True)
    read, entries = held(session)
    assert lineup.seconds(entries, owner=owner) <= FIVE_MINUTES
    assert len(entries) + len(read.left_out) == 6


def test_all_of_it_again_is_one_tap(session, member):
    """And the page says what was left out until then; reloading keeps it."""
    before = [entry.exercise.slug for entry in held(session)[1]]
    url = reverse("session_shorten", args=[session.pk])
    assert member.post(url, {"short": "1", "back": "today"}).url == reverse("today")
    for place in (reverse("today"), session.get_absolute_url()):
        page = member.get(place).text
        assert "Left out today" in page
        assert "Do all of it" in page
    assert member.post(url, {"short": "0"}).url == session.get_absolute_url()
    assert [entry.exercise.slug for entry in held(session)[1]] == before


def test_five_minutes_never_touch_a_prescription(session):
    """Doses and plan stay as they are."""
    rows = list(session.plan.prescriptions.values())
    easing.shorten(session=session, is_short=True)
    sessions.begin(session=session, catalogue=catalogue.read(), today=MONDAY)
    assert list(session.plan.prescriptions.values()) == rows


def test_a_begun_session_is_not_shortened_any_more(session, member):
    """Told in words, nothing changes."""
    sessions.begin(session=session, catalogue=catalogue.read(), today=MONDAY)
    with pytest.raises(Refused):
        easing.shorten(session=session, is_short=True)
    with pytest.raises(Refused):
        easing.stand_in(session=session, kind="sore-day")
    member.post(reverse("session_shorten", args=[session.pk]), {"short": "1"})
    session.refresh_from_db()
    assert session.limit_seconds is None


def test_a_bad_day_asks_first_and_offers_the_sore_day(session, member, owner):
    """What it feels like is kept as a check-in of today."""
    url = reverse("session_bad_day", args=[session.pk])
    key = member.get(url).context["form"]["key"].value()
    answer = member.post(url, {"sensations": ["ache", "stiff"], "discomfort": "5", "key": key})
    assert answer.url == reverse("session_sore_day", args=[session.pk])
    told = owner.checkins.get()
    assert (told.kind, told.day, told.bad_day, told.discomfort) == (CheckIn.Kind.OTHER, MONDAY, True, 5)
    assert "Heel slides" in member.get(answer.url).text


def test_a_bad_day_sent_twice_is_one_check_in(session, member, owner):
    """By its key."""
    typed = {"key": str(uuid.uuid4())}
    for _ in range(2):
        member.post(reverse("session_bad_day", args=[session.pk]), typed)
    assert owner.checkins.count() == 1


def test_an_emergency_sign_stops_before_anything_is_offered(session, member):
    """Whom to call, instead of a session."""
    typed = {"signs": ["saddle-numbness"], "key": str(uuid.uuid4())}
    answer = member.post(reverse("session_bad_day", args=[session.pk]), typed)
    assert answer.url == reverse("screening_result")
    with pytest.raises(Refused):
        sessions.begin(session=session, catalogue=catalogue.read(), today=MONDAY)


@pytest.mark.parametrize(
    ("field", "value"),
    [("signs", ["no-such"]), ("sensations", ["happy"]), ("discomfort", "11"), ("key", ""), ("discomfort", "\0")],
)
def test_a_bad_day_is_told_in_known_words(session, member, owner, field, value):
    """Status 422, nothing kept."""
    typed = {"key": str(uuid.uuid4()), field: value}
    page = member.post(reverse("session_bad_day", args=[session.pk]), typed)
    assert page.status_code == 422
    assert page.context["form"].errors[field]
    assert not owner.checkins.exists()


def test_the_sore_day_holds_easy_exercises_at_half_their_start_dose(session):
    """Whatever the plan prescribes of them."""
    session.plan.prescriptions.filter(exercise__slug="supine-position").update(hold=300)
    easing.stand_in(session=session, kind="sore-day")
    doses = {entry.exercise.slug: entry.dose for entry in held(session)[1]}
    assert set(doses) == {"supine-position", "heel-slides", "single-knee-to-chest"}
    assert doses["supine-position"].hold == 60


def test_the_sore_day_counts_as_done(session):
    """Begun, done and closed, it is done."""
    easing.stand_in(session=session, kind="sore-day")
    known = catalogue.read()
    begun = sessions.begin(session=session, catalogue=known, today=MONDAY)
    for entry in begun.entries.all():
        sessions.record(
            session=begun,
            exercise=entry.exercise,
            catalogue=known,
            today=MONDAY,
            key=uuid.uuid4(),
            answer={"outcome": Outcome.DONE},
        )
    assert sessions.finish(session=begun, catalogue=known).status == Session.Status.DONE


def test_the_planned_session_is_one_tap_away_until_it_begins(session, member):
    """There and back; a second click changes nothing."""
    url, before = reverse("session_sore_day", args=[session.pk]), [one.exercise for one in held(session)[1]]
    for kind in ("sore-day", "sore-day", "usual", "usual"):
        assert member.post(url, {"kind": kind}).url == session.get_absolute_url()
        session.refresh_from_db()
        assert session.kind == kind
    assert [one.exercise for one in held(session)[1]] == before


def test_the_sore_day_leaves_out_what_a_condition_hides(session, owner):
    """Single knee to chest, with a hip replacement."""
    conditions = Condition.objects.all()
    screenings.record(owner=owner, conditions=conditions, ticked={"hip-replacement"}, day=MONDAY, key=uuid.uuid4())
    easing.stand_in(session=session, kind="sore-day")
    assert [entry.exercise.slug for entry in held(session)[1]] == ["supine-position", "heel-slides"]


def test_the_sore_day_leaves_out_what_rests_in_another_plan(session, owner):
    """Heel slides, which this plan has not, hurt there until T3 let them rest; once that plan is over they are back."""
    session.plan.prescriptions.filter(exercise__slug="heel-slides").delete()
    other = Life(owner=owner, slugs=("heel-slides",), screened=None)
    for _time in range(2):
        other.session(0, during=8)
    other.decide(0)
    assert other.held("heel-slides")[2]
    easing.stand_in(session=session, kind="sore-day")
    assert "heel-slides" not in [entry.exercise.slug for entry in held(session)[1]]
    plans.end(plan=other.plan, today=MONDAY)
    other.decide(0)
    assert "heel-slides" in [entry.exercise.slug for entry in held(session)[1]]


def test_a_sore_day_holds_its_program_though_it_was_archived(session):
    """Whoever takes it out of sight takes it from nobody who needs it; another one that is published comes first."""
    easing.stand_in(session=session, kind="sore-day")
    before = held(session)[1]
    Program.objects.filter(is_scheduled=False).update(status="archived")
    assert [entry.exercise for entry in held(session)[1]] == [entry.exercise for entry in before]
    exercise = Exercise.objects.get(slug="cat-cow")
    ProgramFactory(is_scheduled=False, order=99, stages=[(1, 1, [exercise])])
    assert [entry.exercise.slug for entry in held(session)[1]] == ["cat-cow"]


def test_a_sore_day_without_its_program_holds_nothing(session):
    """A server whose editors took it away."""
    Program.objects.filter(is_scheduled=False).delete()
    easing.stand_in(session=session, kind="sore-day")
    assert held(session)[1] == []


@pytest.mark.parametrize("name", ["session_shorten", "session_bad_day", "session_sore_day"])
def test_easing_is_the_owners_alone(session, stranger, visitor, name):
    """A stranger finds nothing, a visitor is asked to sign in."""
    url = reverse(name, args=[session.pk])
    assert stranger.post(url, {"short": "1", "kind": "sore-day"}).status_code == 404
    assert visitor.post(url).status_code == 302


@pytest.mark.parametrize("name", ["session_bad_day", "session_sore_day"])
def test_a_session_that_is_over_has_no_bad_day(session, member, name):
    """Back to the session."""
    plans.skip(session=session, reason="ill")
    assert member.get(reverse(name, args=[session.pk])).url == session.get_absolute_url()


def test_a_plan_has_the_buttons_on_the_day_itself(session, member):
    """On today and on the session's page; a session to come hasn't got them."""
    later = SessionFactory(plan=session.plan, date=MONDAY + dt.timedelta(days=2))
    PrescriptionFactory(plan=session.plan, exercise__slug="another")
    for place in (reverse("today"), session.get_absolute_url()):
        page = member.get(place).text
        assert "My back is bad today" in page
        assert "I have five minutes" in page
    assert "I have five minutes" not in member.get(later.get_absolute_url()).text


@pytest.mark.parametrize(("before", "asks"), [("5", False), ("6", True)])
def test_a_high_score_before_a_session_asks_first(session, member, before, asks):
    """Six of ten: signs first, and the session has not begun; what was answered is kept."""
    session.plan.baseline = 4
    session.plan.save()
    answer = member.post(reverse("session_begin", args=[session.pk]), {"discomfort": before})
    assert (answer.url == reverse("session_bad_day", args=[session.pk])) is asks
    session.refresh_from_db()
    assert session.status == ("planned" if asks else "in-progress")
    assert session.checkins.get().discomfort == int(before)


def test_who_stays_with_the_planned_session_is_not_asked_again(session, member):
    """Once the signs were asked about, starting starts."""
    begin = reverse("session_begin", args=[session.pk])
    member.post(begin, {"discomfort": "6"})
    member.post(reverse("session_bad_day", args=[session.pk]), {"key": str(uuid.uuid4()), "discomfort": "6"})
    member.post(begin, {"discomfort": "6"})
    session.refresh_from_db()
    assert session.status == "in-progress"


def test_a_session_logged_for_another_day_asks_nothing(session, member):
    """What was is only written down."""
    yesterday = MONDAY - dt.timedelta(days=1)
    session.plan.started_on = yesterday
    session.plan.save()
    member.post(reverse("session_begin", args=[session.pk]), {"discomfort": "8", "day": yesterday.isoformat()})
    session.refresh_from_db()
    assert session.status == "in-progress"


@pytest.mark.parametrize(("told", "asks"), [({"may_ask": "1"}, True), ({}, False)])
def test_the_players_start_asks_as_the_form_does(session, member, told, asks):
    """While the person is there; an answer that waited for the network only says what was."""
    begin = reverse("session_begin", args=[session.pk])
    answer = member.post(begin, {"discomfort": "6", **told}, headers={"Accept": "application/json"})
    assert answer.status_code == (302 if asks else 204)
    session.refresh_from_db()
    assert session.status == ("planned" if asks else "in-progress")


def test_a_sign_ticked_after_going_back_is_not_lost(session, member, owner):
    """The page that the browser kept has its old key."""
    url, typed = reverse("session_bad_day", args=[session.pk]), {"key": str(uuid.uuid4())}
    member.post(url, typed)
    assert member.post(url, {**typed, "signs": ["saddle-numbness"]}).url == reverse("screening_result")


@pytest.mark.parametrize("kind", ["usual", "sore-day"])
@pytest.mark.parametrize("days", [0, 2, -2])
def test_a_high_score_asks_whatever_session_it_is(session, member, kind, days):
    """A sore-day session from before, and one of a later or an earlier day that is done today."""
    Plan.objects.update(started_on=MONDAY - dt.timedelta(days=2))
    Session.objects.update(kind=kind, date=MONDAY + dt.timedelta(days=days))
    begin = reverse("session_begin", args=[session.pk])
    assert member.post(begin, {"discomfort": "9"}).url == reverse("session_bad_day", args=[session.pk])
