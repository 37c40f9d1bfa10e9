"""What the guided player gets from the server, and what it sends back."""

import datetime as dt
import gzip
import json
import re
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse

from programs import decisions, easing, library, player, player_words, sessions
from programs.models import DecidedDay, Plan, Sensation, Session, Threshold
from programs.plans import start
from programs.rules.codec import to_data
from programs.rules.state import Reduction
from stretches import catalogue
from stretches.models import Condition, Form
from tests import content
from tests.factories.accounts import UserFactory
from tests.factories.programs import MONDAY, EntryFactory, ReductionFactory, SessionFactory, plan_of, screening_of
from tests.factories.stretches import ConditionFactory, ExerciseFactory
from tests.world import left_as_found

from .conftest import signed_in
from .threads import at_once

pytestmark = pytest.mark.django_db

README = (Path(__file__).parents[2] / "static" / "js" / "README.md").read_text()
NOW = dt.datetime.combine(MONDAY, dt.time(10), tzinfo=dt.UTC)
SCRIPT = {"headers": {"Accept": "application/json"}}
MILLISECONDS = int(NOW.timestamp() * 1000)


@pytest.fixture(autouse=True)
def monday():
    """It is MONDAY, 10:00 in UTC."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def session(owner):
    """A session that runs since 8:00, of two exercises."""
    session = SessionFactory(plan=plan_of(owner, exercises=0, sessions=0), begun=True)
    EntryFactory(session=session, exercise=ExerciseFactory(slug="first", sided="each"))
    EntryFactory(session=session, exercise=ExerciseFactory(slug="second"))
    return session


@pytest.fixture
def planned(owner):
    """A session for today of one exercise, which has not begun."""
    exercises = [ExerciseFactory(slug="first")]
    return plan_of(owner, exercises=exercises, baseline=3).sessions.get()


@pytest.fixture
def gentle(owner, shipped):
    return first_of_gentle_start(owner)


@pytest.fixture(scope="module")
def gentle_page(shared_rows):
    """The number of that session and its page, read once for all tests that only read."""
    with shared_rows(), time_machine.travel(NOW, tick=False):
        content.load()
        owner = UserFactory()
        session = first_of_gentle_start(owner)
        return session.pk, page(signed_in(owner), session)


@pytest.fixture(scope="module")
def gentle_plan(gentle_page):
    """The plan in that page."""
    return plan_of_page(gentle_page[1])


def first_of_gentle_start(owner):
    """The first session of Gentle start, planned for today, with what ships; the safety questions are answered."""
    screening_of(owner)
    program = library.by_slug("gentle-start", catalogue.read())
    days = {"started_on": MONDAY, "weekdays": [0, 1, 2, 3, 4], "time": dt.time(8)}
    plan = start(owner=owner, program=program, baseline=3, key=uuid.uuid4(), **days)
    return plan.sessions.order_by("date").first()


def page(browser, session):
    return browser.get(session.get_absolute_url()).text


def plan_in(browser, session):
    return plan_of_page(page(browser, session))


def plan_of_page(html):
    found = re.search(r'<script id="session-plan"[^>]*>(.*?)</script>', html, re.DOTALL)
    return json.loads(found[1]) if found else None


def place(**changed):
    usual = {"slug": "first", "set": 1, "round": "1-left", "kind": "work", "elapsed": 7, "form": "usual"}
    return {**usual, "rounds": [], "at": MILLISECONDS, **changed}


def keep(browser, session, **changed):
    sent = {"place": json.dumps(place(**changed)), "key": "x", "at": NOW.isoformat()}
    return browser.post(reverse("session_place", args=[session.pk]), sent, **SCRIPT)


def answer(browser, session, slug="first", *, at=NOW, key=None, **fields):
    url = reverse("entry_save", args=[session.pk, slug])
    stamps = {"key": str(key or uuid.uuid4()), "at": at.isoformat().replace("+00:00", "Z")}
    sent = browser.post(url, {**fields, **stamps}, **SCRIPT)
    entry = session.entries.filter(exercise__slug=slug).first()
    return sent.status_code, entry


# The plan -----------------------------------------------------------------------------------------------------------
def test_the_plan_says_what_the_scripts_expect(gentle_page, gentle_plan):
    """Each exercise with its words, dose, figure and easier form, in the order of the session."""
    listed = [exercise["slug"] for exercise in gentle_plan["exercises"]]
    assert listed == ["supine-position", "heel-slides", "single-knee-to-chest", "cat-cow", "childs-pose"]
    slides = gentle_plan["exercises"][1]
    assert (slides["name"], slides["sided"], slides["direction"]) == ("Heel slides", "alternating", "neutral")
    assert (slides["dose"], slides["tempo"]) == ({"sets": 1, "reps": 6, "hold": None}, 4)
    assert slides["save_url"] == reverse("entry_save", args=[gentle_page[0], "heel-slides"])
    assert slides["easier"]["name"].startswith("Heel slides: ")
    assert gentle_plan["prefs"] == {"get_ready": 5, "sound": True, "vibration": True, "speech": False}


def test_every_figure_has_its_template(gentle_page, gentle_plan):
    """Usual and easier forms alike: the parts that move are in the drawing of that name."""
    _, html = gentle_page
    ways = [way for exercise in gentle_plan["exercises"] for way in (exercise, exercise["easier"])]
    for figure in (way["figure"] for way in ways):
        drawing = re.search(rf'<template id="{figure["template"]}">(.*?)</template>', html, re.DOTALL)[1]
        assert all(f'data-part="{name}"' in drawing for names in figure["parts"] for name in names)
        assert "<style" not in drawing
        assert " style=" not in drawing


def test_only_lying_still_loops_in_a_hold(gentle_plan):
    """Its figure breathes; others stay in their end position."""
    figures = {one["slug"]: one["figure"] for one in gentle_plan["exercises"]}
    assert [slug for slug, figure in figures.items() if figure["loops"]] == ["supine-position"]
    assert {slug for slug, figure in figures.items() if figure["side"]} == {"heel-slides", "single-knee-to-chest"}


def test_breath_goes_with_the_movement(gentle_plan):
    """Cat-cow begins with the belly sunk, so the first half of a repetition is a breath out."""
    breath = {one["slug"]: (one["breath"], one["breath_seconds"]) for one in gentle_plan["exercises"]}
    phases, _ = breath["cat-cow"]
    assert [(phase["label"], phase["share"], phase["to"]) for phase in phases] == [
        ("Breathe out", 0.5, 0),
        ("Breathe in", 0.5, 1),
    ]
    assert breath["heel-slides"] == (None, None)


def test_the_plan_stays_small(gentle_plan):
    """With all frames, easier forms included: it is in every page of a session."""
    text = json.dumps(gentle_plan, separators=(",", ":")).encode()
    assert len(text) < 60_000
    assert len(gzip.compress(text)) < 15_000


def easier_reps(browser, session):
    """How often the easier form of heel slides is done."""
    found = next(one for one in plan_in(browser, session)["exercises"] if one["slug"] == "heel-slides")
    return found["easier"]["dose"]["reps"]


def halved_by_the_person(session):
    ReductionFactory(session=session, factor="0.5")


def halved_by_a_rule(session):
    """Half for the first week back (A2)."""
    state = decisions.bring_up_to_date(session.owner, catalogue=catalogue.read(), today=MONDAY).state
    lighter = Reduction(rule="A2", plan=str(session.plan_id), factor=0.5, since=MONDAY)
    DecidedDay.objects.update(state=to_data(replace(state, reductions=frozenset({lighter}))))


def halved_by_a_sore_day(session):
    Session.objects.filter(pk=session.pk).update(kind="sore-day")


@pytest.mark.parametrize("halve", [halved_by_the_person, halved_by_a_rule, halved_by_a_sore_day])
def test_a_reduced_session_reduces_the_easier_form_too(member, gentle, halve):
    """Half the dose is half the dose in either form, before the session begins and while it runs."""
    whole = easier_reps(member, gentle)
    halve(gentle)
    assert easier_reps(member, gentle) == whole // 2
    sessions.begin(session=gentle, catalogue=catalogue.read(), today=MONDAY)
    assert easier_reps(member, gentle) == whole // 2


def test_a_rule_reduces_the_easier_form_of_what_a_clinician_fixed(member, gentle):
    """Its own dose stays; the easier form is for who hurts, and never more than others get."""
    gentle.plan.prescriptions.update(is_fixed=True, status="fixed")
    before = {one["slug"]: one["dose"] for one in plan_in(member, gentle)["exercises"]}
    whole = easier_reps(member, gentle)
    halved_by_a_rule(gentle)
    assert {one["slug"]: one["dose"] for one in plan_in(member, gentle)["exercises"]} == before
    assert easier_reps(member, gentle) == whole // 2


def one_long_exercise(session, **more):
    """A session of five minutes with one exercise that alone takes longer, at 50 repetitions."""
    session.plan.prescriptions.exclude(exercise__slug="heel-slides").delete()
    session.plan.prescriptions.update(sets=1, reps=50, **more)
    Form.objects.filter(exercise__slug="heel-slides").update(tempo=15, top_reps=50)
    easing.shorten(session=session, is_short=True)


@pytest.mark.parametrize("is_fixed", [False, True])
def test_five_minutes_halve_once_whatever_a_rule_took_off(member, gentle, is_fixed):
    """One long exercise is left: a rule took half of it already, but for what a clinician fixed."""
    one_long_exercise(gentle, is_fixed=is_fixed, status="fixed" if is_fixed else "active")
    halved_by_a_rule(gentle)
    assert [one["dose"]["reps"] for one in plan_in(member, gentle)["exercises"]] == [25]


def test_five_minutes_that_halve_the_dose_halve_the_easier_form_too(member, gentle):
    """Before it begins and while it runs; what asked for it is written down."""
    whole = easier_reps(member, gentle)
    one_long_exercise(gentle)
    before = easier_reps(member, gentle)
    member.post(reverse("session_begin", args=[gentle.pk]))
    assert (before, easier_reps(member, gentle)) == (whole // 2, whole // 2)
    assert [(one.rule, float(one.factor)) for one in gentle.reductions.all()] == [("five-minutes", 0.5)]


def test_the_player_is_there_while_the_session_can_be_done(member, session):
    """Before it begins and while it runs; its log afterwards needs none."""
    assert plan_in(member, session)["exercises"][0]["slug"] == "first"
    session.entries.update(outcome="done")
    member.post(reverse("session_finish", args=[session.pk]))
    assert plan_in(member, session) is None


def test_a_session_of_a_plan_still_to_start_has_no_player(member, owner):
    """It can't begin yet."""
    plan = plan_of(owner, started_on=MONDAY + dt.timedelta(days=3))
    assert plan_in(member, plan.sessions.get()) is None


def test_what_is_recorded_already_is_said(member, session):
    """The player takes up at the first exercise without an answer."""
    answer(member, session, outcome="done")
    assert [one["recorded"] for one in plan_in(member, session)["exercises"]] == [MILLISECONDS, None]


def test_where_all_is_recorded_nothing_is_left_to_play(member, session):
    """It would begin with the first exercise, and record it anew."""
    session.entries.update(outcome="done", recorded_at=NOW)
    assert plan_in(member, session) is None
    session.entries.filter(exercise__slug="first").update(outcome="not-reached")
    assert [one["recorded"] for one in plan_in(member, session)["exercises"]] == [None, MILLISECONDS]


def test_what_hurts_before_an_outcome_leaves_the_exercise_open(member, session):
    """Something was told of it, and it goes on."""
    answer(member, session, sensations=["pulling"])
    assert [one["recorded"] for one in plan_in(member, session)["exercises"]] == [None, None]


def test_the_player_costs_no_query(member, gentle, owner, queries_of):
    """The drawings come from the catalogue that a process keeps: as many for two exercises as for five."""
    small = plan_of(owner, exercises=2, name="Small").sessions.get()
    urls = [one.get_absolute_url() for one in (gentle, small)]
    [member.get(url) for url in urls]
    assert queries_of(member, urls[0]) == queries_of(member, urls[1])
    for one in (gentle, small):
        sessions.begin(session=one, catalogue=catalogue.read(), today=MONDAY)
        member.get(one.get_absolute_url())
    assert queries_of(member, urls[0]) == queries_of(member, urls[1])


def test_the_plan_says_from_which_score_a_bad_day_is_asked_about(member, planned):
    """Rule T0: six, or three above the usual; a browser without a network asks by it."""
    for usual, lowest in ((3, 6), (5, 6), (1, 4), (None, 6)):
        Plan.objects.update(baseline=usual)
        html = page(member, planned)
        assert (usual, plan_of_page(html)["bad_day_from"]) == (usual, lowest)
        assert 'id="player-bad-day"' in html


def test_the_plan_keeps_to_a_stricter_number(member, planned):
    """Staff may ask earlier."""
    Threshold.objects.create(name="sore_score", value=5)
    assert plan_in(member, planned)["bad_day_from"] == 5


def test_the_server_asks_from_the_same_score(member, planned):
    """What the plan says is what starting online does."""
    url, lowest = reverse("session_begin", args=[planned.pk]), plan_in(member, planned)["bad_day_from"]
    for before in range(3, 8):
        with left_as_found():
            sent = member.post(url, {"discomfort": str(before), "may_ask": "1"}, **SCRIPT)
        assert (before, sent.status_code) == (before, 302 if before >= lowest else 204)


def test_who_was_asked_about_a_bad_day_is_not_asked_again(member, planned):
    """Of signs in the legs and the like the page still asks."""
    member.post(reverse("session_bad_day", args=[planned.pk]), {"key": str(uuid.uuid4()), "discomfort": "6"})
    assert plan_in(member, planned)["bad_day_from"] == player.NO_SCORE


def test_a_running_session_asks_about_no_bad_day(member, session):
    """It has begun."""
    html = page(member, session)
    assert plan_of_page(html)["bad_day_from"] == player.NO_SCORE
    assert 'id="player-bad-day"' not in html


def test_no_answer_has_to_be_given_in_the_player(gentle_page):
    """A form that the browser holds back would keep the clock standing."""
    fields = re.findall(r"<(?:input|textarea)[^>]*>", gentle_page[1].partition('id="player"')[2])
    assert len(fields) > 50
    assert [field for field in fields if "required" in field] == []


def test_every_label_in_the_readme_is_translated():
    """And no other."""
    listed = README[README.index("### The labels") : README.index("## What is sent")].split("·", 1)
    named = set(re.findall(r"`([a-z_]+)`", "".join(listed))) - {"name", "side", "n", "total", "cue"}
    assert set(player_words.labels()) == named | {"kind_work"} - {"work"}


@pytest.mark.parametrize(
    ("sensation", "stops", "linked"),
    [
        ("ache", "nothing", False),
        ("moving-up", "nothing", False),
        ("sharp", "exercise", False),
        ("tingling", "direction", True),
        ("numb", "direction", True),
        ("spreading", "direction", True),
        ("weak-leg", "session", True),
        ("both-legs", "session", True),
        ("dizzy", "session", False),
    ],
)
def test_hurt_follows_the_rules(sensation, stops, linked):
    """T3 to T6: what each sensation stops, and whether the signs that need help are at hand."""
    rule = player_words.hurt()[sensation]
    assert (rule["stops"], "link" in rule) == (stops, linked)
    assert rule["advice"].endswith(".")


def test_every_sensation_has_its_sentence():
    """None is forgotten."""
    assert set(player_words.hurt()) == set(Sensation.values)


# Answers ------------------------------------------------------------------------------------------------------------
def test_an_answer_of_the_script_gets_no_page(member, session):
    """204 when it is stored, in place of the form's redirect."""
    status, entry = answer(member, session, outcome="done", sets=1, reps=2, hold=15)
    assert (status, entry.outcome, entry.done_hold) == (204, "done", 15)


def test_only_what_is_sent_changes(member, session):
    """The outcome first, how it felt later."""
    answer(member, session, outcome="eased", sets=1)
    status, entry = answer(member, session, feel="bit", discomfort=3)
    assert (status, entry.outcome, entry.done_sets, entry.feel, entry.discomfort) == (204, "eased", 1, "bit", 3)


@pytest.mark.parametrize("feel", ["fine", "too-much"])
def test_how_it_felt_leaves_what_hurt_skipped(member, session, feel):
    """The player stops it for pain and still asks: the reason stays, and no dose is claimed."""
    answer(member, session, outcome="skipped", reason="pain", sets=0)
    _, entry = answer(member, session, feel=feel)
    assert (entry.outcome, entry.skip_reason, entry.done_sets, entry.feel) == ("skipped", "pain", None, feel)


def test_what_was_told_of_an_exercise_is_in_the_plan(member, session):
    """Its questions open with it, so that nothing is taken back unseen."""
    answer(member, session, sensations=["pulling"])
    assert [one["sensations"] for one in plan_in(member, session)["exercises"]] == [["pulling"], []]


def test_an_answer_taken_back_is_empty(member, session):
    """Empty is said, not left out."""
    answer(member, session, discomfort=3, sensations=["ache", "stiff"])
    _, entry = answer(member, session, discomfort="", sensations="")
    assert (entry.discomfort, entry.sensations) == (None, [])


def test_the_same_answer_twice_is_one(member, session):
    """Its reply was lost; somebody changed the entry meanwhile."""
    early = NOW - dt.timedelta(minutes=5)
    key = uuid.uuid4()
    answer(member, session, key=key, at=early, feel="fine")
    answer(member, session, feel="too-much")
    status, entry = answer(member, session, key=key, at=early, feel="fine")
    assert (status, entry.feel) == (204, "too-much")


def test_the_newest_answer_wins_whatever_comes_last(member, session):
    """A phone without a network sends later what was given earlier."""
    answer(member, session, at=NOW - dt.timedelta(minutes=1), feel="bit")
    status, entry = answer(member, session, at=NOW - dt.timedelta(minutes=9), feel="fine")
    assert (status, entry.feel) == (204, "bit")


def test_answers_that_waited_arrive_in_their_order(member, session):
    """Both are older than now; the later one still counts."""
    answer(member, session, at=NOW - dt.timedelta(minutes=9), outcome="done")
    _, entry = answer(member, session, at=NOW - dt.timedelta(minutes=8), feel="bit")
    assert (entry.outcome, entry.feel, entry.recorded_at) == ("done", "bit", NOW - dt.timedelta(minutes=8))


@pytest.mark.parametrize("years", [-20, 20])
def test_a_clock_that_is_wrong_can_not_win_for_ever(member, session, years):
    """Not before the session, not in the future."""
    _, entry = answer(member, session, at=NOW.replace(year=NOW.year + years), feel="bit")
    assert session.started_at <= entry.recorded_at <= NOW


def test_an_unreadable_instant_is_refused_or_bounded(member, session):
    """Never an error page."""
    url = reverse("entry_save", args=[session.pk, "first"])
    for at in ("yesterday", "9999-99-99", "\x00", "0001-01-01T00:00:00+23:59", "9" * 5000):
        sent = member.post(url, {"feel": "bit", "key": str(uuid.uuid4()), "at": at}, **SCRIPT)
        assert sent.status_code in (204, 422), at[:30]


def test_an_answer_to_a_planned_session_begins_it(member, planned):
    """The start itself may have been lost."""
    status, entry = answer(member, planned, outcome="done")
    planned.refresh_from_db()
    assert (status, entry.outcome, planned.status) == (204, "done", "in-progress")


def test_start_and_finish_by_script_get_no_page(member, planned):
    """Twice is once."""
    for name in ("session_begin", "session_begin", "session_finish", "session_finish"):
        sent = member.post(reverse(name, args=[planned.pk]), {"key": str(uuid.uuid4())}, **SCRIPT)
        assert sent.status_code == 204
    planned.refresh_from_db()
    assert planned.finished_at == NOW


@pytest.mark.django_db(transaction=True)
def test_two_tabs_send_the_same_answer_at_once(member, session):
    """One record, and nothing fails."""
    key = uuid.uuid4()
    statuses = at_once(*[lambda: answer(member, session, key=key, outcome="done")[0]] * 2)
    assert statuses == [204, 204]
    assert session.entries.filter(outcome="done", key=key).count() == 1


# When to stop -------------------------------------------------------------------------------------------------------
@pytest.fixture
def arching(owner):
    """A session that runs: two exercises that arch the back, and one that bends it."""
    ways = {"cobra": "arching", "fish": "arching", "child": "bending"}
    exercises = [ExerciseFactory(slug=slug, direction=way) for slug, way in ways.items()]
    planned = plan_of(owner, exercises=exercises).sessions.get()
    return sessions.begin(session=planned, catalogue=catalogue.read(), today=MONDAY)


def told(browser, session, slug, **fields):
    """What the server tells the player after an answer: None where it just goes on."""
    url = reverse("entry_save", args=[session.pk, slug])
    sent = browser.post(url, {"key": str(uuid.uuid4()), **fields}, **SCRIPT)
    return sent.json() if sent.content else None


def test_a_sign_that_leaves_out_exercises_stops_the_player_once(member, arching):
    """T4: the page loaded again leaves them out, so later answers go on."""
    assert told(member, arching, "cobra", outcome="done", sensations="ache") is None
    assert told(member, arching, "cobra", sensations="tingling") == {"stop": True}
    assert told(member, arching, "child", outcome="done") is None


def test_a_player_in_what_another_tab_left_out_stops(member, arching):
    """T4, told elsewhere: its next place says where it is, and in the exercise that is left in it goes on."""
    told(member, arching, "cobra", sensations="tingling")
    for slug, expected in (("fish", (200, True)), ("child", (204, False))):
        with left_as_found():
            sent = keep(member, arching, slug=slug)
        assert (slug, (sent.status_code, bool(sent.content))) == (slug, expected)


def test_dizziness_told_elsewhere_stops_the_player(member, arching):
    """T6, wherever the player is and whatever it saves."""
    told(member, arching, "cobra", sensations="dizzy")
    assert told(member, arching, "child", outcome="done") == {"stop": True}
    assert keep(member, arching, slug="child").json() == {"stop": True}


def test_an_emergency_told_elsewhere_stops_the_player(member, arching):
    """S1."""
    ConditionFactory(slug="chest-pain", list=Condition.List.EMERGENCY)
    member.post(reverse("emergency"), {"signs": "chest-pain", "key": str(uuid.uuid4())})
    assert told(member, arching, "cobra", outcome="done") == {"stop": True}
    assert keep(member, arching, slug="child").json() == {"stop": True}


# The place ----------------------------------------------------------------------------------------------------------
def test_another_device_takes_up_at_the_same_place(member, session):
    """It is kept on the server, as it was sent."""
    assert keep(member, session, set=2, round="2-right").status_code == 204
    assert plan_in(member, session)["resume"] == place(set=2, round="2-right")


def test_an_older_place_changes_nothing(member, session):
    """Two devices: the one that was used last counts."""
    keep(member, session, slug="second")
    assert keep(member, session, at=MILLISECONDS - 1).status_code == 204
    assert plan_in(member, session)["resume"]["slug"] == "second"


def test_a_place_from_the_future_is_from_now(member, session):
    """A clock that is fast can't hold the place for ever."""
    keep(member, session, at=MILLISECONDS + 10**9)
    keep(member, session, slug="second")
    assert plan_in(member, session)["resume"]["slug"] == "second"


def test_a_pause_belongs_to_no_round(member, session):
    """As the player sends it."""
    assert keep(member, session, kind="between", round=None).status_code == 204


NO_PLACE = [
    "",
    "{",
    "[]",
    "[" * 400,
    "NaN",
    json.dumps(place(slug="x" * 600)),
    json.dumps(place(slug="a b")),
    json.dumps(place(slug="a\x00")),
    json.dumps(place(set=True)),
    json.dumps(place(set=-1)),
    json.dumps(place(at=10**30)),
    json.dumps(place(elapsed=1.5)),
    json.dumps(place(kind="dance")),
    json.dumps(place(rounds="1")),
    json.dumps(place(rounds=[{}])),
    json.dumps({**place(), "more": 1}),
]


def test_anything_else_is_no_place(member, session):
    """Small, and of the known form alone."""
    for text in NO_PLACE:
        sent = member.post(reverse("session_place", args=[session.pk]), {"place": text})
        session.refresh_from_db()
        assert (sent.status_code, session.place) == (422, None), text[:60]


def test_a_session_that_is_over_keeps_no_place(member, session):
    """Its log is read, not played."""
    member.post(reverse("session_finish", args=[session.pk]))
    assert keep(member, session).status_code == 204
    session.refresh_from_db()
    assert session.place is None


def test_only_the_owner_keeps_a_place(stranger, visitor, session):
    """A stranger finds no session, a visitor the sign-in page."""
    assert keep(stranger, session).status_code == 404
    assert keep(visitor, session).status_code == 302


# Who is signed in ---------------------------------------------------------------------------------------------------
def test_whoami_names_the_owner_of_the_plan(member, session):
    """The same opaque name, and a token to send with; never from a cache."""
    answered = member.get(reverse("whoami"))
    assert answered.json()["owner"] == plan_in(member, session)["owner"]
    assert len(answered.json()["csrf"]) == 64
    assert "no-store" in answered["Cache-Control"]


def test_whoami_tells_people_apart_and_nobody_from_both(member, stranger, visitor):
    """401 for nobody: the answers wait."""
    assert member.get(reverse("whoami")).json()["owner"] != stranger.get(reverse("whoami")).json()["owner"]
    assert visitor.get(reverse("whoami")).status_code == 401


def test_an_owners_name_tells_nothing():
    """No number to count, no address."""
    person = UserFactory()
    assert re.fullmatch(r"[0-9a-f]{16}", player.owner_id(person))


def test_every_page_of_a_member_can_send_what_is_left(member, visitor):
    """The line for it is in the layout, hidden; visitors have none."""
    line = re.search(
        r'<p [^>]*data-outbox data-owner="(\w+)" data-whoami="([^"]+)"[^>]* hidden>', member.get("/today/").text
    )
    assert line[2] == reverse("whoami")
    assert "data-outbox" not in visitor.get("/programs/").text


def test_the_page_asks_for_all_modules_at_once(gentle_page):
    """As many links as the entry module imports, directly or not."""
    linked = re.findall(r'<link rel="modulepreload" href="/static/js/([\w-]+)\.js">', gentle_page[1])
    assert {"player", "clock", "sequence", "hurt", "queue"} <= set(linked)
    assert len(linked) == len(set(linked))


# Minutes ------------------------------------------------------------------------------------------------------------
def test_minutes_count_the_persons_own_get_ready(member, owner, session):
    """20 seconds before each of four rounds instead of 5 are a minute more."""
    for entry in session.entries.all():
        entry.sets, entry.reps, entry.hold = 2, 1, 30
        entry.save()
    before = member.get(session.get_absolute_url()).context["log"].minutes
    owner.player = {**owner.player, "get_ready": 20}
    owner.save()
    assert member.get(session.get_absolute_url()).context["log"].minutes > before
