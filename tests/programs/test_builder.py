"""Building a plan from nothing or from a program, and what it adds up to."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import reverse

from programs import builder, library
from programs.models import Plan, Screening, ScreeningAnswer
from stretches import catalogue
from stretches.models import Condition
from tests.factories.programs import MONDAY, ProgramFactory, plan_of
from tests.factories.stretches import CautionFactory, ConditionFactory, ExerciseFactory
from tests.htmx import htmx, swap, tree
from tests.programs.threads import at_once

pytestmark = pytest.mark.django_db

NEW = "/plans/new/"


@pytest.fixture(autouse=True)
def monday():
    """It is MONDAY, 10:00 in UTC."""
    with time_machine.travel(dt.datetime.combine(MONDAY, dt.time(10), tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def exercises(db):
    """Two exercises of 2 × 15 s each."""
    return ExerciseFactory.create_batch(2)


@pytest.fixture
def typed(exercises):
    """Everything the page asks for, right."""
    return {
        "picked": "1",
        "exercises": [one.slug for one in exercises],
        "weekdays": ["0", "3"],
        "weeks": "3",
        "session_size": "6",
        "time": "08:00",
        "started_on": MONDAY.isoformat(),
        "name": "Mine",
        "baseline": "3",
        "key": str(uuid.uuid4()),
    }


def test_a_plan_is_built(member, owner, typed):
    """With its exercises at their start dose and all its sessions."""
    answer = member.post(NEW, typed)
    plan = owner.plans.get()
    assert answer.url == plan.get_absolute_url()
    assert (plan.name, plan.weeks, plan.weekdays, plan.program) == ("Mine", 3, [0, 3], None)
    assert sorted(plan.prescriptions.values_list("exercise__slug", flat=True)) == typed["exercises"]
    assert plan.sessions.count() == 6


def test_only_the_exercises_have_to_be_chosen(member, owner, exercises):
    """The page proposes all the rest."""
    form = member.get(NEW).context["form"]
    rest = {name: form[name].value() for name in form.fields if name not in ("exercises", "baseline")}
    rest |= {"time": "08:00", "started_on": MONDAY.isoformat()}
    assert member.post(NEW, {**rest, "exercises": [exercises[1].slug]}).status_code == 302
    assert owner.plans.get().sessions.count() == 12


def test_sending_it_twice_builds_one_plan(member, owner, typed):
    """The same key is the same plan."""
    assert member.post(NEW, typed).url == member.post(NEW, typed).url
    assert owner.plans.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_build_one_plan(owner, exercises):
    """Behind the person's row."""
    chosen, key = builder.choices(catalogue.read(), {}), uuid.uuid4()
    values = {"name": "Mine", "weeks": 2, "weekdays": [0], "time": dt.time(8), "started_on": MONDAY}
    values |= {"baseline": None, "session_size": 6, "order_by": "floor", "key": key}
    at_once(*[lambda: builder.build(owner=owner, chosen=chosen, **values)] * 2)
    assert Plan.objects.count() == 1
    assert owner.sessions.count() == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("exercises", []),
        ("exercises", ["no-such"]),
        ("exercises", ["\0"]),
        ("weekdays", []),
        ("weekdays", ["7"]),
        ("weeks", "27"),
        ("weeks", "0"),
        ("session_size", "21"),
        ("time", "25:00"),
        ("started_on", "2026-03-01"),
        ("started_on", "9999-12-31"),
        ("name", ""),
        ("name", "x" * 81),
        ("name", "\0"),
        ("baseline", "11"),
        ("key", "no key"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(member, owner, typed, field, value):
    """Status 422, typing kept, nothing built."""
    page = member.post(NEW, {**typed, field: value})
    assert page.status_code == 422
    assert page.context["form"].errors[field]
    assert (page.context["form"][field].value() or []) == (value or [])
    assert not owner.plans.exists()


def test_the_total_follows_what_is_picked(member, typed):
    """Two holds of 15 s with a rest between the exercises: two minutes; the same without script."""
    shown = member.get(NEW, typed).context["total"]
    assert (shown.number, shown.days, shown.longest) == (2, 2, 2)
    again = member.post(NEW, {**typed, "recalculate": "1"})
    assert again.status_code == 200
    assert again.context["total"] == shown
    assert not again.context["form"].is_bound


def test_the_swapped_total_is_that_of_a_reload(member, typed):
    """What htmx puts in is what the same address shows."""
    page = tree(member.get(NEW).text)
    swap(page, member.get(NEW, typed, headers=htmx("plan-total")).text, target="plan-total")
    assert page.by_id("plan-total") == tree(member.get(NEW, typed).text).by_id("plan-total")


@pytest.mark.parametrize("number", [6, 7])
def test_more_than_six_exercises_in_a_session_is_much(member, typed, number):
    """Seven are, six are not."""
    picked = [one.slug for one in ExerciseFactory.create_batch(number)]
    typed |= {"exercises": picked, "session_size": "20", "weekdays": ["0"]}
    page = member.get(NEW, typed)
    assert page.context["total"].is_many == (number == 7)
    assert ("the fewer people keep doing it" in page.text) == (number == 7)


def test_exercises_that_take_turns_are_not_much(db):
    """Eight exercises, six in a session."""
    ExerciseFactory.create_batch(8)
    chosen = builder.choices(catalogue.read(), {})
    total = add_up(chosen)
    assert (total.number, total.in_session, total.is_many) == (8, 6, False)


def test_more_than_half_an_hour_is_much(db):
    """With four exercises of two holds of four minutes each."""
    ExerciseFactory.create_batch(4, usual__start_hold=240, usual__top_hold=240)
    assert add_up(builder.choices(catalogue.read(), {})[:4]).is_long


def add_up(chosen, others=()):
    outline = {"days": 3, "weeks": 2, "session_size": 6, "order_by": "floor", "get_ready": 5}
    return builder.total(chosen, **outline, others=others, catalogue=catalogue.read())


def test_an_area_stretched_beyond_use_is_named_over_all_plans(shipped, owner):
    """Hamstring stretches in a plan of one's own, beside one that has them already."""
    content = catalogue.read()
    hamstring = [one for one in builder.choices(content, {}) if one.exercise.slug == "hamstring-stretch"]
    assert not add_up(hamstring).areas
    plan = plan_of(owner, exercises=[hamstring[0].exercise])
    plan.prescriptions.update(sets=4, reps=3, hold=30)
    assert "hamstrings" in [
        area.slug for area in add_up(hamstring, builder.loads_of(owner, today=MONDAY, catalogue=content)).areas
    ]


def test_a_program_is_copied(member, owner, shipped):
    """Its exercises are picked, in the forms and from the weeks it has them."""
    page = member.get(NEW, {"from": "gentle-start"})
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields if name != "baseline"}
    sent |= {"time": "08:00", "started_on": MONDAY.isoformat()}
    member.post(f"{NEW}?from=gentle-start", sent)
    rows = {row.exercise.slug: row for row in catalogue.read().attach(owner.plans.get().prescriptions.all())}
    assert len(rows) == 12
    assert (rows["camel-pose"].form.kind, rows["camel-pose"].from_week) == ("easier", 5)
    assert rows["cat-cow"].is_core


def test_taking_all_exercises_of_a_copy_out_leaves_none_picked(member, db):
    """They don't come back by themselves."""
    program = ProgramFactory()
    page = member.get(NEW, {"from": program.slug, "picked": "1"})
    assert page.context["total"].number == 0


@pytest.mark.parametrize("slug", ["no-such-program", "\0", "x" * 5000])
def test_an_unknown_program_is_not_found(member, db, slug):
    """404."""
    assert member.get(NEW, {"from": slug}).status_code == 404


@pytest.fixture
def fragile(owner, exercises):
    """The first exercise is hidden by a condition of the owner's, the second one marked."""
    condition = ConditionFactory()
    CautionFactory(exercise=exercises[0], condition=condition, effect="hide", advice="Not for you just now.")
    CautionFactory(exercise=exercises[1], condition=condition, effect="mark", advice="Keep it small.")
    screening = Screening.objects.create(owner=owner, day=MONDAY, version="1")
    ScreeningAnswer.objects.create(screening=screening, condition=condition, is_present=True)
    assert Condition.objects.exists()


def test_what_a_condition_hides_cannot_be_picked(member, owner, typed, fragile):
    """It says why, and the server refuses it too; what is marked can be picked."""
    page = member.get(NEW)
    assert "Not for you just now." in page.text
    assert "Keep it small." in page.text
    assert member.post(NEW, typed).status_code == 422
    assert member.post(NEW, {**typed, "exercises": typed["exercises"][1:]}).status_code == 302


def test_building_takes_a_fixed_number_of_queries(member, owner, exercises, queries_of):
    """However many plans and exercises there are."""
    member.get(NEW)
    few = queries_of(member, NEW)
    for _ in range(5):
        plan_of(owner, exercises=4)
    member.get(NEW)
    assert queries_of(member, NEW) == few <= 10


def test_a_visitor_is_asked_to_sign_in(visitor, db):
    """Building is for members."""
    assert visitor.get(NEW).status_code == 302


def test_the_page_of_a_program_leads_here(member, shipped):
    """Copy and change it."""
    program = library.default()
    assert f"{reverse('plan_new')}?from={program.slug}" in member.get(program.get_absolute_url()).text
