"""A day's decisions: precedence, undo, late facts, edits, and the same plan from the same facts."""

import json
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programs.rules import engine, precedence
from programs.rules.codec import from_data, to_data
from programs.rules.decision import Decision, Subject
from programs.rules.dose import Dose
from programs.rules.facts import Edit, Undone
from programs.rules.sentences import SENTENCES
from programs.rules.state import State
from programs.rules.table import RULES, rule
from programs.rules.thresholds import SHIPPED, with_settings
from programs.simulation.invariants import shuffled

from .build import (
    CAMEL,
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
    run,
    sentences,
    session,
    state,
)

RED = entry(score=6)


# Precedence


def test_the_most_careful_rule_acts_on_an_exercise_and_all_are_recorded():
    made = decided(0, facts(session(0, entry(score=6, felt=("numb", "dizzy")))))
    assert rules(made) == ["S3", "T4"]
    assert [(one.rule, one.held_by) for one in made.decisions if not one.acts] == [("T6", "T4"), ("T3", "T4")]


def test_a_screening_that_is_due_leaves_stops_and_halves_standing():
    made = run(facts(session(0), morning(1, 5, woke=True)), 1)[-1]
    assert rules(made) == ["S3", "N2"]


def test_the_order_is_the_published_one():
    order = ["S2", "T4", "T6", "T3", "N3", "N2", "F1", "A1", "P1", "G2", "T5", "T2", "T1"]
    assert sorted(order, key=precedence.rank) == order


def test_every_published_rule_has_a_rank_and_every_number_a_rule():
    assert all(precedence.rank(one.id) >= 0 for one in RULES)
    assert rule("T3").title == "Red"
    with pytest.raises(LookupError):
        rule("X9")


def test_a_subject_says_what_it_is():
    kinds = [Subject(), Subject("a"), Subject("a", session=1), Subject("a", "x", 1)]
    assert [one.kind for one in kinds] == ["person", "plan", "session", "exercise"]
    assert str(Subject("a", "x", 1)) == "a/1/x"


# Undo


def undo(made, sentence, **more):
    return frozenset({Undone(find(made, sentence).fingerprint, **more)})


def test_an_undone_raise_is_not_made_again_from_the_same_facts():
    given_facts = facts(*calm_week())
    undone = undo(decided(5, given_facts), "P1")
    made = run(replace(given_facts, undone=undone), 8, start=5)
    assert all(present(one).dose == LOW for one in made)
    assert [number for number, one in enumerate(made) for d in one.decisions if d.undone] == [0]


def test_new_facts_may_raise_after_an_undo():
    undone = undo(decided(5, facts(*calm_week())), "P1")
    more = facts(*calm_week(), session(6), morning(7), undone=undone)
    assert present(run(more, 7)[-1]).dose != LOW


@pytest.mark.parametrize(("sign_gone", "form"), [(True, "usual"), (False, "easier"), (None, "easier")])
def test_a_red_is_undone_only_with_the_sign_gone(sign_gone, form):
    given_facts = facts(session(0, RED))
    undone = undo(decided(0, given_facts), "T3.easier", sign_gone=sign_gone)
    assert present(decided(0, replace(given_facts, undone=undone))).form == form


def test_safety_cannot_be_undone():
    given_facts = facts(checkin(0, signs=frozenset({"chest-pain"})))
    made = decided(0, given_facts)
    undone = undo(made, "S1")
    again = decided(0, replace(given_facts, undone=undone))
    assert rules(again) == ["S1"]
    assert not find(again, "S1").can_be_undone


def test_with_a_stop_undone_the_next_careful_rule_acts():
    given_facts = facts(session(0, entry(score=6, felt=("numb",))))
    made = decided(0, given_facts)
    assert find(made, "T4").asks_first
    again = decided(0, replace(given_facts, undone=undo(made, "T4", sign_gone=True)))
    assert "T3" in rules(again)
    assert not again.state.stops


def test_undone_advice_stays_given():
    given_facts = facts(*(checkin(number, 6) for number in range(0, 8, 2)))
    undone = undo(run(given_facts, 4)[-1], "F1")
    made = run(replace(given_facts, undone=undone), 8)
    assert [number for number, one in enumerate(made) if find(one, "F1")] == [4]


def test_undone_decisions_are_forgotten_after_half_a_year():
    old = state(told=frozenset({("undone", "x", day(-180)), ("undone", "y", day(-179)), ("G2", "a", day(-900))}))
    assert {one[:2] for one in decided(0, facts(), old).state.told} == {("undone", "y"), ("G2", "a")}


# Late facts, thresholds


def test_a_late_fact_makes_the_days_from_then_on_anew():
    known = facts(*calm_week())
    assert present(run(known, 6)[-1]).dose != LOW
    late = replace(known, sessions=(session(-1, entry(number=-1, score=6), name="b"), *known.sessions))
    made = run(late, 6, start=-1)
    assert present(made[-1]).form == "easier"
    assert not find(made[6], "P1")


def test_a_day_is_made_under_the_thresholds_stored_with_it():
    strict = with_settings({"red_rise": 2})
    given_facts = facts(session(0, entry(score=5)), session(20, entry(number=20, score=5)))
    for stored in ({day(20): strict}, lambda number: strict if number == day(20) else SHIPPED):
        made = run(given_facts, 20, thresholds=stored)
        assert (sentences(made[0]), sentences(made[20])) == (["T2"], ["T3.easier"])


def test_later_facts_are_not_seen():
    assert rules(decided(0, facts(session(1, RED), morning(1, 9)))) == []


# Edits


def edit(number, slug="cobra-pose", name="a", **more):
    return Edit(day(number), at(number), name, slug, **more)


def after_edit(*edits, first=None):
    return run(facts(edits=edits), 2, first=first)[-1]


def test_a_hand_changes_dose_and_form_and_the_days_count_anew():
    changed = present(after_edit(edit(1, dose=HIGH)))
    assert (changed.dose, changed.since) == (HIGH, day(1))
    changed = present(after_edit(edit(1, form="easier")))
    assert (changed.form, changed.dose) == ("easier", LOW)


def test_an_unknown_form_or_plan_or_exercise_changes_nothing():
    kept = present(after_edit(edit(1, form="harder"), first=state(plan(prescribe(exercise(kinds=("usual",)))))))
    assert kept.form == "usual"
    assert present(after_edit(edit(1, name="z", dose=HIGH))).dose == LOW
    assert present(after_edit(edit(1, "heel-slides", dose=HIGH)), "heel-slides") is None


def test_a_hand_adds_fixes_hides_and_wakes():
    made = after_edit(edit(1, "heel-slides", exercise=HEEL, core=True, fixed=True))
    added = present(made, "heel-slides")
    assert (added.core, added.fixed, added.form, added.dose, added.since) == (True, True, "usual", LOW, day(1))
    assert [one.slug for one in made.state.plans[0].prescriptions] == ["heel-slides", "cobra-pose"]
    assert present(after_edit(edit(1, hidden=True))).hidden
    resting = state(plan(prescribe(resting_until=day(9))))
    assert present(after_edit(edit(1, awake=True), first=resting)).resting_until is None
    assert present(after_edit(edit(1, core=True), first=resting)).resting_until == day(9)


def test_an_exercise_without_a_usual_form_comes_in_the_one_it_has():
    only = exercise("heel-slides", 2, kinds=("easier",))
    assert present(after_edit(edit(1, "heel-slides", exercise=only)), "heel-slides").form == "easier"


def test_an_unknown_plan_or_form_is_an_error():
    with pytest.raises(LookupError):
        state().plan("z")
    with pytest.raises(LookupError):
        _ = prescribe(exercise(kinds=("easier",))).present_form


# The same facts give the same plan


def busy():
    return facts(
        *calm_week(),
        session(6, entry(number=6, score=6), name="b"),
        session(8, entry("camel-pose", 8, felt=("numb",))),
        morning(9, 6),
        session(10, entry("camel-pose", 10)),
        morning(11, 6),
        planned(12),
        edits=(edit(3, "heel-slides", exercise=HEEL), edit(3, dose=Dose(1, 2, 20))),
    )


@settings(max_examples=25)
@given(st.integers())
def test_the_order_of_entering_says_nothing(seed):
    first = state(plan(prescribe(), prescribe(CAMEL)), plan(name="b"))
    mixed = shuffled(busy(), Random(seed))
    assert run(mixed, 14, first=first) == run(busy(), 14, first=first)


def test_a_state_survives_being_stored():
    first = state(plan(prescribe(), prescribe(CAMEL)), plan(name="b"))
    known = {one.slug: one for one in (COBRA, CAMEL, HEEL)}
    for made in run(busy(), 14, first=first):
        stored = json.loads(json.dumps(to_data(made.state)))
        assert from_data(State, stored, exercises=known) == made.state
        for decision in made.decisions:
            data = json.loads(json.dumps(to_data(decision)))
            assert from_data(Decision, data, exercises=known) == decision


def test_every_decision_has_a_sentence_its_numbers_fill_and_facts_it_stands_on():
    first = state(plan(prescribe(), prescribe(CAMEL)), plan(name="b"))
    for made in run(busy(), 14, first=first):
        for one in made.decisions:
            assert SENTENCES[one.sentence] % one.numbers
            assert one.basis


def test_days_between_has_both_ends():
    assert engine.days_between(day(0), day(2)) == [day(0), day(1), day(2)]
