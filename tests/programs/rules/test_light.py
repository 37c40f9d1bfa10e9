"""The traffic light, and T1 to T3."""

from dataclasses import replace

import pytest

from programs.rules.dose import Dose
from programs.rules.facts import Light
from programs.rules.light import entry_light, light, session_light
from programs.rules.thresholds import SHIPPED

from .build import (
    COBRA,
    HEEL,
    LOW,
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
    prescribe,
    present,
    rules,
    run,
    sentences,
    session,
    state,
)

GREEN, AMBER, RED = Light.GREEN, Light.AMBER, Light.RED


@pytest.mark.parametrize(
    ("before", "score", "baseline", "expected"),
    [
        (2, 2, 3, GREEN),
        (2, 3, 3, GREEN),
        (5, 4, 4, GREEN),
        (3, 4, 3, AMBER),
        (0, 2, 3, AMBER),
        (5, 5, 4, AMBER),
        (6, 6, 6, AMBER),
        (8, 6, 9, AMBER),
        (0, 3, 9, RED),
        (5, 6, 9, RED),
        (None, 9, 3, None),
        (3, None, 3, None),
        (4, 4, None, AMBER),
    ],
)
def test_a_light_reads_the_score_against_before_and_usual(before, score, baseline, expected):
    assert light(before=before, score=score, baseline=baseline, thresholds=SHIPPED) is expected


@pytest.mark.parametrize(
    ("feel", "before", "felt", "expected"),
    [
        ("fine", 3, (), GREEN),
        ("bit", 3, (), AMBER),
        ("too-much", 3, (), RED),
        ("fine", None, (), None),
        ("bit", None, (), AMBER),
        ("too-much", None, (), RED),
        (None, 3, (), None),
        ("fine", None, ("sharp",), RED),
    ],
)
def test_without_a_number_the_feel_counts(feel, before, felt, expected):
    told = entry(score=None, feel=feel, felt=felt)
    assert entry_light(told, before=before, baseline=3, thresholds=SHIPPED) is expected


def test_a_number_outweighs_the_feel():
    told = entry(score=3, feel="too-much")
    assert entry_light(told, before=3, baseline=3, thresholds=SHIPPED) is GREEN


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"score": None, "feel": "fine"}, None),
        ({"score": 3}, None),
        ({"score": None, "feel": "too-much"}, RED),
        ({"score": 6}, RED),
    ],
)
def test_what_was_broken_off_for_pain_is_never_green(told, expected):
    """What is said of it afterwards can only be worse."""
    stopped = replace(entry(outcome="skipped", **told), reason="pain")
    assert entry_light(stopped, before=3, baseline=3, thresholds=SHIPPED) is expected


def test_a_sharp_pain_after_the_session_is_red():
    hurt = replace(session(0), after=checkin(0, 3, "after", sensations=frozenset({"sharp"})))
    assert session_light(hurt, baseline=3, thresholds=SHIPPED) is RED
    assert session_light(session(0, before=None), baseline=3, thresholds=SHIPPED) is None


def test_green_carries_on_and_amber_keeps_the_dose():
    assert rules(decided(0, facts(session(0)))) == ["T1"]
    made = decided(0, facts(session(0, entry(score=5))))
    assert rules(made) == ["T2"]
    assert present(made).dose == LOW


def test_no_light_decides_nothing():
    assert rules(decided(0, facts(session(0, before=None)))) == []


def test_an_entry_that_was_not_reached_has_no_light():
    skipped = entry(outcome="not-reached", score=None)
    assert rules(decided(0, facts(session(0, skipped)))) == []


def test_a_red_after_without_a_red_entry_blames_no_exercise():
    made = decided(0, facts(session(0, after=6)))
    assert sorted(sentences(made)) == ["T2", "T2.after"]
    assert find(made, "T2.after").notice
    assert present(made).form == "usual"


def test_a_red_after_with_a_red_entry_blames_that_one():
    made = decided(0, facts(session(0, entry(score=6), after=6)))
    assert sentences(made) == ["T3.easier"]


def test_red_brings_the_easier_form_at_its_start_dose_next_time():
    first = state(plan(prescribe(dose=Dose(1, 3, 30))))
    made = decided(0, facts(session(0, entry(score=6))), first)
    changed = present(made)
    assert (changed.form, changed.dose, changed.since) == ("easier", LOW, day(0))
    decision = find(made, "T3.easier")
    assert (decision.before.form, decision.after.form) == ("usual", "easier")


def test_red_in_one_plan_acts_in_all_of_them():
    first = state(plan(), plan(name="b"))
    made = decided(0, facts(session(0, entry(score=6))), first)
    assert present(made, name="b").form == "easier"


def test_red_leaves_hidden_exercises_and_others_alone():
    first = state(plan(prescribe(hidden=True), prescribe(HEEL)))
    made = decided(0, facts(session(0, entry(score=6))), first)
    assert present(made).form == "usual"
    assert present(made, "heel-slides").form == "usual"


def test_red_without_an_easier_form_rests_fourteen_days():
    first = state(plan(prescribe(exercise(kinds=("usual",)), dose=Dose(1, 3, 30))))
    made = decided(0, facts(session(0, entry(score=6))), first)
    changed = present(made)
    assert (changed.dose, changed.resting_until) == (LOW, day(14))
    assert not changed.is_active(day(14))
    assert changed.is_active(day(15))


def test_red_in_the_easier_form_rests_too():
    made = decided(0, facts(session(0, entry(score=6))), state(plan(prescribe(form="easier"))))
    assert sentences(made) == ["T3.rest"]


def test_red_in_the_harder_form_without_an_easier_one_goes_back_to_the_usual():
    first = state(plan(prescribe(exercise(kinds=("usual", "harder")), form="harder")))
    made = decided(0, facts(session(0, entry(score=6))), first)
    assert (present(made).form, present(made).resting_until) == ("usual", None)


@pytest.mark.parametrize(("second", "sentence"), [(13, "T3.again"), (14, "T3.rest")])
def test_two_reds_in_fourteen_days_rest_with_advice(second, sentence):
    hurt = (session(0, entry(score=6)), session(second, entry(number=second, score=6, form="easier")))
    made = run(facts(*hurt), second)[-1]
    assert find(made, sentence).notice is (sentence == "T3.again")
    assert not present(made).is_active(day(second + 1))


def test_a_rest_ends_in_the_easier_form():
    made = run(facts(session(0, entry(score=6)), session(2, entry(number=2, score=6))), 17)[-1]
    assert (present(made).form, present(made).resting_until) == ("easier", None)


def eased():
    return state(plan(prescribe(form="easier", eased=True, since=-1)))


def greens(form="easier"):
    done = [session(n, entry(number=n, form=form)) for n in (8, 10)]
    return facts(*done, morning(9), morning(11))


def test_two_greens_in_the_easier_form_bring_the_usual_back():
    made = decided(11, greens(), eased())
    assert sentences(made) == ["T3.usual", "N1"]
    assert (present(made).form, present(made).dose, present(made).eased) == ("usual", LOW, False)


def test_a_form_that_was_not_eased_by_a_red_stays():
    made = decided(11, greens(), state(plan(prescribe(form="easier", since=-1))))
    assert present(made).form == "easier"


def test_greens_in_another_form_prove_nothing():
    assert present(decided(11, greens("usual"), eased())).form == "easier"


def test_greens_within_a_week_of_red_wait():
    hurt = session(4, entry(number=4, score=6, form="usual"))
    given = greens()
    given = replace(given, sessions=(*given.sessions, hurt))
    assert present(decided(11, given, eased())).form == "easier"
    assert present(decided(12, given, eased())).form == "usual"


def test_what_a_clinician_fixed_is_eased_by_red_and_not_brought_back():
    fixed = state(plan(prescribe(fixed=True)))
    assert present(decided(0, facts(session(0, entry(score=6))), fixed)).form == "easier"
    waiting = state(plan(prescribe(form="easier", eased=True, since=-1, fixed=True)))
    assert present(decided(11, greens(), waiting)).form == "easier"


def test_an_eased_exercise_is_not_raised_by_the_ladder():
    given = facts(*calm_week(1), *calm_week(8))
    made = decided(13, given, state(plan(prescribe(COBRA, form="easier", eased=True))))
    assert "P1" not in rules(made, acting=False)
