"""The next morning: N1 to N4."""

from dataclasses import replace

import pytest

from programs.rules.dose import Dose
from programs.rules.facts import Screening
from programs.rules.offer import offer

from .build import (
    COBRA,
    HEEL,
    at,
    checkin,
    day,
    decided,
    facts,
    find,
    morning,
    plan,
    planned,
    prescribe,
    rules,
    run,
    sentences,
    session,
    state,
)


def offered(made, number, name="a"):
    return offer(made.state, made.state.plan(name), day=day(number))


@pytest.mark.parametrize(("score", "rule"), [(0, "N1"), (4, "N1"), (5, "N2"), (9, "N2")])
def test_the_morning_is_compared_with_the_before(score, rule):
    assert rules(decided(1, facts(session(0), morning(1, score)))) == [rule]


def test_the_first_before_of_the_last_session_day_counts():
    second = session(0, before=6, after=6, name="b")
    second = replace(second, before=replace(second.before, at=at(0, 21)))
    assert rules(decided(1, facts(session(0), second, morning(1, 5)))) == ["N2"]


def test_a_session_of_the_same_day_is_not_the_last_one_yet():
    assert find(decided(1, facts(session(0), session(1, before=6), morning(1, 5))), "N2")


def test_without_a_before_there_is_nothing_to_compare_with():
    assert rules(decided(1, facts(session(0, before=None), morning(1, 9)))) == []


def test_a_skipped_session_is_no_session_day():
    assert rules(decided(1, facts(session(0, status="skipped"), morning(1, 9)))) == []


def test_a_sore_morning_halves_the_next_session_of_every_plan_and_no_prescription():
    dose = Dose(1, 2, 30)
    first = state(plan(prescribe(dose=dose)), plan(prescribe(HEEL, dose=dose), name="b"))
    made = run(facts(session(0), morning(1, 5), session(2)), 3, first=first)
    assert [offered(one, n).factor for n, one in enumerate(made)] == [1, 0.5, 0.5, 1]
    assert offered(made[1], 1).exercises[0].dose == Dose(1, 2, 15)
    assert offered(made[3], 3, "b").factor == 0.5
    assert made[-1].state.plan("a").prescriptions[0].dose == dose


def test_for_three_days_nothing_begins_for_the_first_time():
    first = state(plan(prescribe(last_done=day(0)), prescribe(HEEL)))
    made = run(facts(session(0), morning(1, 5)), 4, first=first)
    assert [offered(one, n).left_out for n, one in enumerate(made)] == [
        (),
        (("heel-slides", "new"),),
        (("heel-slides", "new"),),
        (("heel-slides", "new"),),
        (),
    ]


def test_what_a_clinician_fixed_is_not_halved_nor_held():
    first = state(plan(prescribe(fixed=True)))
    made = run(facts(session(0), morning(1, 5)), 1, first=first)[-1]
    assert [one.dose for one in offered(made, 1).exercises] == [Dose(1, 2, 15)]
    by_hand = offer(made.state, made.state.plans[0], day=day(1), extra=[("five minutes", 0.5)])
    assert by_hand.exercises[0].dose == Dose(1, 2, 5)


def two_sore(apart=2, second=5):
    return (session(0), morning(1, 5), session(apart), morning(apart + 1, second))


@pytest.mark.parametrize(("apart", "second", "sore"), [(4, 5, True), (5, 5, False), (2, 4, False)])
def test_two_sore_mornings_bring_the_sore_day_session(apart, second, sore):
    made = run(facts(*two_sore(apart, second)), apart + 1)[-1]
    assert (find(made, "N3") is not None) is sore
    assert offered(made, apart + 1).sore_day is sore


def test_a_sore_day_session_holds_the_half_one():
    made = run(facts(*two_sore()), 3)[-1]
    assert find(made, "N2").held_by == "N3"


def test_a_session_day_between_two_sore_ones_breaks_the_row():
    given = facts(session(0), morning(1, 5), session(2), morning(3, 3), session(4), morning(5, 5))
    assert not find(run(given, 5)[-1], "N3")


def test_two_calm_mornings_end_the_sore_days_and_ask_the_screening():
    made = run(facts(*two_sore(), morning(4, 3), morning(5, 3)), 5)
    assert [sentences(one)[:1] for one in made[4:]] == [["N3.calmer"], ["N3.over"]]
    assert not offered(made[5], 5).sore_day
    assert offered(made[5], 5).block == "S3"


def test_a_screening_answered_after_the_morning_is_not_asked_again():
    answered = Screening(day(5), at(5, 12))
    made = run(facts(*two_sore(), morning(4, 3), morning(5, 3), answered), 5)
    assert offered(made[5], 5).block is None


def test_a_sore_morning_among_the_sore_days_starts_the_count_again():
    made = run(facts(*two_sore(), morning(4, 3), morning(5, 5), morning(6, 3)), 6)
    assert find(made[5], "N3.still")
    assert offered(made[6], 6).sore_day


def test_no_answer_by_the_evening_is_said_once():
    given = facts(session(0), planned(5))
    assert [sentences(one) for one in run(given, 2)[1:]] == [["N4"], []]
    assert rules(decided(1, given, evening=False)) == []


def test_a_morning_without_a_number_is_no_answer():
    assert rules(decided(1, facts(session(0), morning(1, None)))) == ["N4"]
    assert rules(decided(1, facts(session(0), morning(1, None, areas=(2, 3))))) == ["N1"]


def test_other_check_ins_are_no_morning_answer():
    assert rules(decided(1, facts(session(0), checkin(1, 9)))) == ["N4"]


def test_a_resting_or_hidden_exercise_is_left_out():
    first = plan(
        prescribe(resting_until=day(3)),
        prescribe(HEEL, hidden=True),
        prescribe(replace(COBRA, slug="x"), starts=day(9)),
    )
    left_out = offer(state(first), first, day=day(0)).left_out
    assert left_out == (("cobra-pose", "resting"), ("heel-slides", "hidden"))
