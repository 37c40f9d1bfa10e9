"""S1 to S3, T0 and T4 to T6."""

from dataclasses import replace

import pytest

from programs.rules.facts import Clearance, Screening
from programs.rules.offer import offer, why_not
from programs.rules.state import Stop

from .build import (
    CAMEL,
    CAT,
    CHILD,
    COBRA,
    HEEL,
    at,
    checkin,
    day,
    decided,
    entry,
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


def screening(number, *answers, hour=12):
    return Screening(day(number), at(number, hour), frozenset(answers))


def clearance(number, kind="seen", hour=13):
    return Clearance(day(number), at(number, hour), kind)


def told(number, *signs, hour=12):
    return checkin(number, hour=hour, signs=frozenset(signs))


def block(made):
    return made.state.block


# S1 and S2


@pytest.mark.parametrize(("lists", "rule"), [("emergency", "S1"), ("urgent", "S2")])
def test_a_sign_that_was_added_to_a_list_blocks_too(lists, rule):
    """One that isn't on any list changes nothing."""
    added = {lists: frozenset({"jaw-locked"})}
    made = decided(0, facts(told(0, "jaw-locked"), **added))
    assert (rules(made), block(made)) == ([rule], rule)
    assert block(decided(0, facts(told(0, "jaw-locked")))) is None


@pytest.mark.parametrize("sign", [screening(0, "bladder-bowel"), told(0, "bladder-bowel")])
def test_an_emergency_sign_blocks_wherever_it_is_told(sign):
    made = decided(0, facts(sign))
    assert rules(made) == ["S1"]
    assert offer(made.state, made.state.plans[0], day=day(0)).block == "S1"


def test_an_emergency_sign_in_an_exercise_blocks():
    assert block(decided(0, facts(session(0, entry(signs=frozenset({"chest-pain"})))))) == "S1"


def test_only_a_clinician_unlocks_an_emergency():
    given = facts(told(0, "chest-pain"))
    assert block(run(replace(given, clearances=(clearance(1, "talked"),)), 2)[-1]) == "S1"
    assert block(run(replace(given, clearances=(clearance(1),)), 2)[-1]) is None


def test_having_talked_to_someone_unlocks_an_urgent_sign():
    given = facts(screening(0, "fever"))
    assert block(run(given, 1)[-1]) == "S2"
    assert block(run(replace(given, clearances=(clearance(1, "talked"),)), 1)[-1]) is None


def test_a_clearance_before_the_sign_unlocks_nothing():
    given = facts(told(0, "chest-pain", hour=14), clearances=(clearance(0, hour=13),))
    assert block(decided(0, given)) == "S1"


def test_an_open_sign_told_again_is_one_decision():
    made = run(facts(told(0, "chest-pain"), told(1, "chest-pain")), 1)
    assert [rules(one) for one in made] == [["S1"], []]


def test_a_cleared_answer_unchanged_does_not_block_again():
    given = facts(screening(0, "cancer-history"), screening(2, "cancer-history"), clearances=(clearance(1, "talked"),))
    assert block(run(given, 2)[-1]) is None


def test_a_cleared_answer_that_went_and_came_back_blocks():
    screenings = (screening(0, "fever"), screening(2), screening(3, "fever"))
    assert block(run(facts(*screenings, clearances=(clearance(1, "talked"),)), 3)[-1]) == "S2"


def test_a_cleared_sign_ticked_again_blocks():
    given = facts(told(0, "chest-pain"), told(2, "chest-pain"), clearances=(clearance(1),))
    assert block(run(given, 2)[-1]) == "S1"


# S3


def test_without_a_screening_it_is_asked_before_the_first_session():
    made = decided(0, facts(), state(screened=None))
    assert sentences(made) == ["S3.age"]
    assert block(decided(0, facts(screening(0)), state(screened=None))) is None


@pytest.mark.parametrize(("number", "asked"), [(28, None), (29, "S3")])
def test_a_screening_older_than_28_days_is_asked_again(number, asked):
    assert block(decided(number, facts())) == asked


def test_an_old_screening_is_asked_for_once():
    made = run(facts(), 31)
    assert [sentences(one) for one in made[29:]] == [["S3.age"], [], []]


def test_new_leg_symptoms_ask_again():
    assert sentences(decided(0, facts(checkin(0, sensations=frozenset({"numb"}))))) == ["S3.leg"]


@pytest.mark.parametrize(("earlier", "asked"), [(-28, False), (-29, True)])
def test_leg_symptoms_reported_in_the_28_days_before_are_not_new(earlier, asked):
    known = session(earlier, entry(number=earlier, felt=("numb",)))
    made = decided(0, facts(known, checkin(0, sensations=frozenset({"numb"}))))
    assert (find(made, "S3.leg") is not None) is asked


def test_leg_symptoms_reported_in_a_check_in_are_not_new_either():
    given = facts(checkin(-3, sensations=frozenset({"numb"})), checkin(0, sensations=frozenset({"numb"})))
    assert rules(decided(0, given)) == []


@pytest.mark.parametrize("sensation", ["weak-leg", "both-legs"])
def test_a_weak_leg_or_both_legs_ask_the_emergency_signs_at_once(sensation):
    given = facts(checkin(-3, sensations=frozenset({sensation})), checkin(0, sensations=frozenset({sensation})))
    assert sentences(decided(0, given)) == ["S3.emergency-signs"]


def test_pain_that_wakes_asks_again():
    assert sentences(decided(0, facts(morning(0, woke=True)))) == ["S3.woke"]


def high(number, **more):
    return session(number, entry(number=number, score=7), before=7, after=7, **more)


def usual_seven():
    return state(plan(baseline=7))


def test_seven_or_more_in_two_sessions_of_fourteen_days_asks_again():
    assert find(decided(13, facts(high(0), high(13)), usual_seven()), "S3.high")
    assert not find(decided(14, facts(high(0), high(14)), usual_seven()), "S3.high")
    assert not find(decided(13, facts(session(0), high(13)), usual_seven()), "S3.high")


def test_seven_outside_a_session_does_not_count_as_one():
    assert not find(decided(1, facts(high(0), morning(1, 7)), usual_seven()), "S3.high")


def test_seven_counts_anew_after_the_screening_was_answered():
    made = run(facts(high(1), high(3), screening(4), high(5), high(7)), 7, first=usual_seven())
    assert [bool(find(one, "S3.high")) for one in made] == [n in (3, 7) for n in range(8)]


def test_answering_the_screening_ends_what_was_due():
    made = decided(0, facts(morning(0, woke=True), screening(0)))
    assert block(made) is None
    assert made.state.screened_on == day(0)


# T0


@pytest.mark.parametrize(("before", "usual", "offered"), [(6, 6, True), (5, 2, True), (4, 2, False), (5, None, False)])
def test_a_bad_day_is_offered_the_sore_day_session(before, usual, offered):
    done = session(0, entry(score=before), before=before, after=before)
    made = decided(0, facts(done), state(plan(baseline=usual)))
    assert (find(made, "T0") is not None) is offered


def test_the_button_says_that_the_day_is_bad():
    assert sentences(decided(0, facts(checkin(0, bad_day=True)))) == ["T0.asked"]


def test_a_bad_day_without_a_score_is_none():
    assert not find(decided(0, facts(session(0, before=None))), "T0")


@pytest.mark.parametrize(("usual", "felt", "asked"), [(6, (), True), (8, (), False), (8, ("stiff",), True)])
def test_seven_and_changed_asks_the_screening(usual, felt, asked):
    before = checkin(0, 7, "before", sensations=frozenset(felt))
    started = replace(planned(0, "in-progress"), before=before)
    made = decided(0, facts(started), state(plan(baseline=usual)))
    assert (find(made, "S3.severe") is not None) is asked


@pytest.mark.parametrize(("score", "bad_day", "asked"), [(7, True, True), (6, True, False), (7, False, False)])
def test_seven_on_a_bad_day_asks_the_screening_too(score, bad_day, asked):
    made = decided(0, facts(checkin(0, score, bad_day=bad_day)), state(plan(baseline=3)))
    assert (find(made, "S3.severe") is not None) is asked


# T4 to T6


def everything():
    return state(plan(*(prescribe(one) for one in (HEEL, CAT, CHILD, COBRA, CAMEL))))


def stopped(made, number=0):
    known = made.state.plans[0].prescriptions
    return {one.slug for one in known if why_not(made.state, one, day(number)) == "stopped"}


@pytest.mark.parametrize(
    ("slug", "stops"),
    [
        ("heel-slides", {"heel-slides"}),
        ("childs-pose", {"childs-pose", "cat-cow"}),
        ("cobra-pose", {"cobra-pose", "camel-pose", "cat-cow"}),
        ("cat-cow", {"childs-pose", "cobra-pose", "camel-pose", "cat-cow"}),
        ("unknown", set()),
    ],
)
def test_a_leg_sign_stops_its_direction(slug, stops):
    made = decided(0, facts(session(0, entry(slug, felt=("tingling",)))), everything())
    assert stopped(made) == stops
    assert find(made, "T4").notice


def test_the_stop_lasts_through_the_next_session():
    given = facts(session(0, entry(felt=("tingling",))), planned(1), session(2, entry("heel-slides", 2)))
    made = run(given, 3, first=everything())
    assert [bool(stopped(one)) for one in made] == [True, True, True, False]


def test_it_stops_in_all_plans():
    first = state(plan(), plan(prescribe(CAMEL), name="b"))
    made = decided(0, facts(session(0, entry(felt=("numb",)))), first)
    assert why_not(made.state, made.state.plan("b").prescriptions[0], day(0)) == "stopped"


def test_still_there_next_morning_asks_the_screening():
    given = facts(session(0, entry(felt=("numb",))), morning(1, sensations=frozenset({"numb"})), screening(0, hour=23))
    assert find(run(given, 1)[-1], "S3.still-there")


def test_gone_next_morning_asks_nothing_more():
    assert not find(run(facts(session(0, entry(felt=("numb",))), morning(1)), 1)[-1], "S3.still-there")


def test_a_weak_leg_in_an_exercise_stops_it_and_asks_the_emergency_signs():
    made = decided(0, facts(session(0, entry(felt=("weak-leg",)))))
    assert {"T4.signs", "S3.emergency-signs"} <= set(sentences(made))


def test_a_leg_sign_after_the_session_stops_every_direction_done_in_it():
    done = session(0, entry(), entry("heel-slides"), entry("unknown"))
    done = replace(done, after=replace(done.after, sensations=frozenset({"spreading"})))
    assert stopped(decided(0, facts(done), everything())) == {"cobra-pose", "camel-pose", "cat-cow"}


def test_a_leg_sign_after_the_session_blames_the_entry_that_named_it():
    done = session(0, entry(), entry("childs-pose", felt=("numb",)))
    done = replace(done, after=replace(done.after, sensations=frozenset({"numb"})))
    assert stopped(decided(0, facts(done), everything())) == {"childs-pose", "cat-cow"}


def test_moving_up_is_allowed_and_said_so():
    made = decided(0, facts(session(0, entry(score=5, felt=("moving-up",)))))
    assert rules(made) == ["T5"]
    assert rules(made, acting=False) == ["T5", "T2"]


def test_moving_up_with_a_red_is_a_red():
    assert rules(decided(0, facts(session(0, entry(score=6, felt=("moving-up",)))))) == ["T3"]


@pytest.mark.parametrize("given", [session(0, entry(felt=("dizzy",))), checkin(0, sensations=frozenset({"dizzy"}))])
def test_dizzy_stops_camel_until_the_screening_is_answered(given):
    assert stopped(decided(0, facts(given), everything())) == {"camel-pose"}
    later = facts(given, session(2), planned(3))
    assert stopped(run(later, 5, first=everything())[-1]) == {"camel-pose"}
    answered = facts(given, screening(0, hour=23))
    assert stopped(decided(0, answered, everything())) == set()
    assert stopped(run(facts(given, screening(1)), 1, first=everything())[-1]) == set()


def test_a_stop_names_what_it_covers():
    assert Stop("T6", day(0), slugs=frozenset({"cobra-pose"})).covers(COBRA)
    assert not Stop("T4", day(0), ways=frozenset({"bending"})).covers(COBRA)
