"""F1, F2, G1 and G2."""

from dataclasses import replace

import pytest

from programs.rules.thresholds import SHIPPED

from .build import checkin, day, decided, facts, find, plan, run, session, state


def highs(*scores, hours=36):
    """Check-ins with those scores, so many hours apart, the last one on day 6."""
    total = hours * (len(scores) - 1)
    made = []
    for number, score in enumerate(scores):
        back = total - hours * number
        made.append(checkin(6 - back // 24 - (1 if back % 24 > 12 else 0), score, hour=(12 - back) % 24))
    return facts(*made)


def f1(given, usual=3):
    return find(decided(6, given, state(plan(baseline=usual))), "F1") is not None


@pytest.mark.parametrize(("hours", "told"), [(36, False), (37, True)])
def test_three_check_ins_over_more_than_72_hours(hours, told):
    assert f1(highs(5, 5, 5, hours=hours)) is told


@pytest.mark.parametrize(
    ("scores", "usual", "told"),
    [
        ((5, 6, 5), 3, True),
        ((4, 4, 4), 2, True),
        ((5, 4, 5), 3, False),
        ((5, 5), 3, False),
        ((6, 6, 6), 4, True),
        ((5, 5, 5), 4, False),
        ((10, 10, 10), 9, True),
        ((9, 9, 9), 9, False),
        ((5, 5, 5), None, True),
        ((4, 4, 4), None, False),
        ((5, None, 5, 5), 3, True),
        ((2, 5, 5, 5), 3, True),
        ((5, 5, 5, 2), 3, False),
    ],
)
def test_all_of_them_above_the_usual_or_high(scores, usual, told):
    assert f1(highs(*scores, hours=48), usual) is told


def test_it_is_said_again_after_two_weeks_while_it_goes_on():
    given = facts(*(checkin(number, 6) for number in range(0, 25, 2)))
    assert [number for number, one in enumerate(run(given, 25)) if find(one, "F1")] == [4, 18]


def test_nobody_without_a_plan_is_told():
    assert not find(decided(6, highs(6, 6, 6), state(plan(start=50))), "F1")


def before_scores(*weeks, each=2):
    """Sessions on the first days of each week, with those scores before."""
    return facts(
        *(session(7 * w + n, before=s, after=s) for w, s in enumerate(weeks) for n in range(each) if s is not None)
    )


def f2(given, number=28):
    return find(decided(number, given), "F2")


@pytest.mark.parametrize(
    ("weeks", "told"),
    [((1, 2, 3, 4), True), ((1, 2, 2, 3), False), ((3, 2, 3, 4), False), ((1, None, 2, 3), False), ((2, 3, 4), False)],
)
def test_a_median_that_rises_three_weeks_running(weeks, told):
    assert (f2(before_scores(*weeks)) is not None) is told


def test_a_week_needs_two_scores():
    assert not f2(before_scores(1, 2, 3, 4, each=1))


def test_a_small_rise_in_all_says_nothing():
    strict = replace(SHIPPED, rising_points=3.5)
    assert not find(decided(28, before_scores(1, 2, 3, 4), thresholds=strict), "F2")


def test_a_rising_median_holds_progress_until_one_falls():
    made = run(before_scores(1, 2, 3, 4, 5, 5, 4), 49)
    assert [number for number, one in enumerate(made) if one.state.rising is not None] == list(range(28, 49))
    assert find(made[35], "F2.still")
    assert find(made[49], "F2.falls")


def test_a_week_without_a_median_holds_on():
    assert run(before_scores(1, 2, 3, 4), 40)[-1].state.rising == 4


def week_before(number, *scores):
    return facts(*(checkin(number - n, score) for n, score in enumerate(scores)))


def gain(number, *scores, usual=4):
    made = run(week_before(number, *scores), number, first=state(plan(baseline=usual, start=0)))[-1]
    return [one.sentence for one in made.acting if one.family == "G"]


@pytest.mark.parametrize(
    ("number", "scores", "usual", "told"),
    [
        (14, (4, 4, 3), 4, ["G1"]),
        (14, (3, 3, 3), 4, []),
        (13, (4, 4, 4), 4, []),
        (14, (1, 1), 1, []),
        (14, (4,), None, []),
        (14, (), 4, []),
        (42, (4, 4), 4, ["G1.again"]),
        (35, (4, 4), 4, []),
        (14, (3, 3), 5, ["G2"]),
        (14, (1,), 3, ["G2"]),
        (14, (2,), 3, []),
        (14, (7, 7), 10, ["G2"]),
    ],
)
def test_change_is_judged_after_two_and_six_weeks(number, scores, usual, told):
    assert gain(number, *scores, usual=usual) == told


def test_thirty_percent_counts_from_a_usual_of_four():
    assert gain(14, 3, usual=4) == []
    assert gain(14, 2, usual=4) == ["G2"]


def test_each_is_said_once():
    given = facts(*(checkin(number, 4) for number in range(60)))
    made = run(given, 59, first=state(plan(baseline=4, start=0)))
    assert [number for number, one in enumerate(made) if find(one, "G1")] == [14]
    assert [number for number, one in enumerate(made) if find(one, "G1.again")] == [42]
    assert made[-1].day == day(59)
