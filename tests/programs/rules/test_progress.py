"""Raises: P1 and P2."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.rules import precedence
from programs.rules.decision import PERSON, Decision, Subject
from programs.rules.dose import Dose, work
from programs.rules.facts import Clearance
from programs.rules.state import Reduction

from .build import (
    CAMEL,
    CAT,
    CHILD,
    COBRA,
    HEEL,
    HIGH,
    LOW,
    at,
    calm_week,
    checkin,
    day,
    decided,
    entry,
    exercise,
    facts,
    find,
    morning,
    plan,
    planned,
    prescribe,
    present,
    rules,
    session,
    state,
)

NEXT = Dose(1, 2, 20)


def raised(made, slug="cobra-pose", name="a"):
    return [
        one for one in made.acting if one.rule == "P1" and one.subject.exercise == slug and one.subject.plan == name
    ]


def test_a_proven_dose_rises_by_one_rung():
    made = decided(5, facts(*calm_week()))
    assert present(made).dose == NEXT
    assert (present(made).since, present(made).raised_on) == (day(5), day(5))
    numbers = find(made, "P1").numbers
    assert (numbers["before"], numbers["after"], numbers["percent"]) == ("1 × 2 × 15 s", "1 × 2 × 20 s", 100)


@pytest.mark.parametrize(("since", "rises"), [(-2, True), (-1, False)])
def test_seven_days_at_this_dose(since, rises):
    made = decided(5, facts(*calm_week()), state(plan(prescribe(since=since))))
    assert bool(raised(made)) is rises


def test_the_days_count_from_the_stage_that_has_it():
    assert not raised(decided(5, facts(*calm_week()), state(plan(prescribe(starts=day(0))))))


def without(index, **changes):
    """A calm week in which one thing of the last session is different."""
    known = list(calm_week())
    known[index] = replace(known[index], **changes)
    return facts(*known)


@pytest.mark.parametrize(
    "changes",
    [
        {"before": None},
        {"after": None},
        {"after": checkin(4, 5, "after")},
        {"entries": (entry(number=4, score=None),)},
        {"entries": (entry(number=4, outcome="eased"),)},
        {"entries": (entry(number=4, form="easier"),)},
        {"entries": (entry(number=4, dose=Dose(1, 1, 15)),)},
        {"entries": (entry(number=4, score=None, outcome="skipped", reason="pain"),)},
        {"entries": (entry(number=4, felt=("numb",)),)},
    ],
)
def test_a_session_that_was_not_all_answered_green_and_at_full_dose_proves_nothing(changes):
    assert not raised(decided(5, without(2, **changes)))


def test_a_skip_for_want_of_time_is_passed_over():
    skipped = (entry(number=4, score=None, outcome="skipped", reason="no-time"),)
    assert raised(decided(5, without(2, entries=skipped)))


@pytest.mark.parametrize(("score", "rises"), [(4, True), (5, False), (None, False)])
def test_the_morning_has_to_be_calm_and_answered(score, rises):
    assert bool(raised(decided(5, without(5, discomfort=score)))) is rises


@pytest.mark.parametrize(("number", "rises"), [(-2, False), (-3, True)])
@pytest.mark.parametrize("score", [5, 6])
def test_a_week_without_amber_or_red_in_any_plan(number, rises, score):
    hurt = session(number, entry(number=number, score=score), name="b", before=3)
    first = state(plan(prescribe(since=-40)))
    assert bool(raised(decided(5, facts(*calm_week(), hurt), first))) is rises


@pytest.mark.parametrize(("missed", "rises"), [((-1,), True), ((-1, -2), False)])
def test_seventy_percent_of_fourteen_days(missed, rises):
    given_facts = facts(*calm_week(), *(planned(number) for number in missed))
    assert bool(raised(decided(5, given_facts))) is rises


def test_nothing_planned_proves_nothing():
    known = facts(*calm_week())
    moved = tuple(replace(one, plan="b") for one in known.sessions)
    assert not raised(decided(5, replace(known, sessions=moved)))


def test_too_few_sessions_prove_nothing():
    assert not raised(decided(1, facts(session(0), morning(1))))


@pytest.mark.parametrize(
    "held", [{"held_until": day(9)}, {"sore_calm": 0}, {"rising": 3.0}, {"due": frozenset({"age"})}]
)
def test_no_raise_while_something_holds_progress(held):
    assert not raised(decided(5, facts(*calm_week()), state(**held)))


@pytest.mark.parametrize("told", [{"woke": True}, {"bad_day": True}, {"sensations": frozenset({"dizzy"})}])
def test_no_raise_on_the_day_of_a_careful_decision(told):
    made = decided(5, facts(*calm_week(), checkin(5, **told)))
    assert not raised(made)


@pytest.mark.parametrize("rule", ["A1", "A2", "F1", "F2", "N2", "N4", "T6"])
def test_what_holds_a_raise_on_its_day_is_named(rule):
    raise_ = Decision("P1", day(0), Subject(plan="a", exercise="x"), "P1")
    careful = Decision(rule, day(0), Subject(plan="a") if rule[0] == "A" else PERSON, rule)
    assert precedence.settle([raise_, careful])[-1].held_by == rule


def test_what_concerns_another_plan_or_exercise_holds_nothing():
    raise_ = Decision("P1", day(0), Subject(plan="a", exercise="x"), "P1")
    for careful in (
        Decision("A2", day(0), Subject(plan="b"), "A2"),
        Decision("T4", day(0), Subject(plan="a", exercise="y"), "T4"),
        Decision("F2", day(0), PERSON, "F2.falls"),
        Decision("G1", day(0), Subject(plan="a"), "G1"),
        replace(raise_, subject=Subject(plan="a", exercise="y")),
    ):
        assert all(one.acts for one in precedence.settle([raise_, careful]))


def test_the_clinicians_dose_is_left_alone():
    assert not raised(decided(5, facts(*calm_week()), state(plan(prescribe(fixed=True)))))


@pytest.mark.parametrize("more", [{"hidden": True}, {"resting_until": day(9)}])
def test_what_is_hidden_or_resting_does_not_rise(more):
    assert not raised(decided(5, facts(*calm_week()), state(plan(prescribe(**more)))))


def test_the_top_does_not_rise():
    top = [
        replace(one, entries=(entry(number=0, dose=HIGH),)) if hasattr(one, "entries") else one for one in calm_week()
    ]
    assert not raised(decided(5, facts(*top), state(plan(prescribe(dose=HIGH)))))


EVERY = (HEEL, CAT, CHILD, COBRA, CAMEL, exercise("a", 5, "neutral"), exercise("b", 6, "neutral"))


def week_of(*known):
    """A calm week with those exercises."""
    sessions = [session(number, *(entry(one.slug, number) for one in known)) for number in (0, 2, 4)]
    return facts(*sessions, *(morning(number) for number in (1, 3, 5)))


def test_at_most_a_third_rise_in_seven_days_longest_unraised_first():
    known = [prescribe(one, raised_on=day(-20) if one is HEEL else None) for one in EVERY]
    made = decided(5, week_of(*EVERY), state(plan(*known, session_size=9)))
    assert [one.subject.exercise for one in made.acting if one.rule == "P1"] == ["cat-cow", "childs-pose"]


def test_raises_of_the_last_seven_days_count():
    known = [prescribe(one, raised_on=day(-1) if one is HEEL else None) for one in EVERY]
    made = decided(5, week_of(*EVERY), state(plan(*known)))
    assert [one.subject.exercise for one in made.acting if one.rule == "P1"] == ["cat-cow"]


def test_two_exercises_have_one_raise():
    made = decided(5, week_of(HEEL, COBRA), state(plan(prescribe(HEEL), prescribe(COBRA))))
    assert [one.subject.exercise for one in made.acting if one.rule == "P1"] == ["heel-slides"]


def two_plans(**more):
    return state(plan(prescribe(), start=-20), plan(prescribe(**more), name="b", start=-10))


def both_plans():
    one = facts(*calm_week())
    other = tuple(replace(session, plan="b") for session in one.sessions)
    return replace(one, sessions=one.sessions + other)


def test_none_rises_where_another_plan_raised_it_in_seven_days():
    assert not raised(decided(5, both_plans(), two_plans(raised_on=day(-1))))
    assert raised(decided(5, both_plans(), two_plans(raised_on=day(-2))))


def test_on_the_same_day_the_older_plan_raises():
    made = decided(5, both_plans(), two_plans())
    assert (len(raised(made)), len(raised(made, name="b"))) == (1, 0)


STRETCH = exercise("stretch", 5, "bending", areas=("hips",))
OTHER = exercise("other", 6, "bending", areas=("hips",))


@pytest.mark.parametrize(("dose", "days", "rises"), [(200, 1, True), (201, 1, False), (110, 3, True), (111, 4, False)])
def test_no_raise_past_what_a_muscle_area_takes(dose, days, rises):
    first = state(plan(prescribe(STRETCH), prescribe(OTHER, dose=Dose(1, 1, dose), core=True), days_a_week=days))
    assert bool(raised(decided(5, week_of(STRETCH), first), "stretch")) is rises


def test_what_rotates_shares_its_places():
    others = [
        prescribe(exercise(name, 6, "bending", areas=("hips",)), dose=Dose(1, 1, 100)) for name in ("x", "y", "z")
    ]
    first = state(plan(prescribe(STRETCH), *others, session_size=2, days_a_week=3))
    assert raised(decided(5, week_of(STRETCH), first), "stretch")


def test_the_week_counts_every_plan_and_the_session_its_own():
    other = plan(prescribe(OTHER, dose=Dose(1, 1, 230)), name="b", days_a_week=1)
    assert raised(decided(5, week_of(STRETCH), state(plan(prescribe(STRETCH)), other)), "stretch")
    busy = replace(other, days_a_week=3)
    assert not raised(decided(5, week_of(STRETCH), state(plan(prescribe(STRETCH)), busy)), "stretch")


def test_coming_back_from_time_away_does_not_rise():
    away = frozenset({Reduction("A2", "a", 0.75, day(-2), day(0))})
    assert not raised(decided(5, facts(*calm_week()), state(reductions=away)))


# P2


def at_top(until=14, **more):
    done = [session(n, entry(number=n, dose=HIGH, **more)) for n in range(2, until, 4)]
    return facts(*done)


def top_plan(what=COBRA, since=0, **more):
    return state(plan(prescribe(what, dose=HIGH, since=since, **more)))


def test_two_green_weeks_at_the_top_offer_the_harder_form_once():
    made = decided(14, at_top(), top_plan())
    assert find(made, "P2").numbers["form"] == "harder"
    assert present(made).form == "usual"
    assert not find(decided(15, at_top(), made.state), "P2")


def test_without_a_harder_form_it_keeps():
    made = decided(14, at_top(), top_plan(exercise(kinds=("usual",))))
    assert find(made, "P2.keep").notice is False


@pytest.mark.parametrize(
    ("given_facts", "first"),
    [
        (at_top(), top_plan(since=1)),
        (at_top(), top_plan(fixed=True)),
        (at_top(), top_plan(eased=True)),
        (at_top(4), top_plan()),
        (at_top(score=5), top_plan()),
        (at_top(score=None), top_plan()),
        (at_top(), replace(top_plan(), rising=3.0)),
        (at_top(), state(plan(prescribe(since=0)))),
    ],
)
def test_nothing_harder_is_offered_before_that(given_facts, first):
    assert not {"P2", "P2.keep"} & {one.sentence for one in decided(14, given_facts, first).decisions}


ANSWERS = st.fixed_dictionaries(
    {
        "before": st.none() | st.integers(0, 10),
        "after": st.none() | st.integers(0, 10),
        "score": st.none() | st.integers(0, 10),
        "outcome": st.sampled_from(["done", "eased", "skipped", "not-reached"]),
    }
)


@given(st.lists(ANSWERS, min_size=3, max_size=3), st.lists(st.none() | st.integers(0, 10), min_size=3, max_size=3))
def test_a_raise_needs_every_answer_and_no_amber(answers, mornings):
    done = [
        session(
            number,
            entry(number=number, score=told["score"], outcome=told["outcome"]),
            before=told["before"],
            after=told["after"],
        )
        for number, told in zip((0, 2, 4), answers, strict=True)
    ]
    asked = [morning(number, score) for number, score in zip((1, 3, 5), mornings, strict=True) if score is not None]
    made = decided(5, facts(*done, *asked))
    if raised(made):
        counted = [told for told in answers if told["outcome"] == "done"]
        assert all(None not in told.values() and told["score"] - told["before"] < 2 for told in counted)
        assert None not in mornings[1:] or answers[2]["outcome"] != "done" or answers[1]["outcome"] != "done"
        assert work(present(made).dose) <= work(LOW) * 1.5


def test_a_clearance_alone_raises_nothing():
    cleared = facts(clearances=(Clearance(day(0), at(0), "seen"),))
    assert rules(decided(0, cleared)) == []
