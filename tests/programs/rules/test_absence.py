"""Adherence, A1 and A2."""

import pytest

from programs.rules.absence import adherence
from programs.rules.facts import Pause
from programs.rules.offer import offer

from .build import (
    checkin,
    day,
    decided,
    entry,
    facts,
    find,
    plan,
    planned,
    rules,
    run,
    sentences,
    session,
    state,
)


def test_adherence_is_done_and_half_of_partly_done_of_what_was_planned():
    given = [planned(0, "done"), planned(1, "partly-done"), planned(2), planned(3, "skipped"), planned(4, "cancelled")]
    assert adherence(given) == 1.5 / 4


def test_adherence_of_nothing_is_none():
    assert adherence([]) is None
    assert adherence([planned(0, "cancelled")]) is None


def test_paused_days_do_not_count_against_anyone():
    pauses = [Pause("a", day(0), day(1)), Pause("b", day(2))]
    given = [planned(0), planned(1, "done"), planned(2, "done")]
    assert adherence(given, pauses) == 1.0


def test_an_open_pause_covers_all_that_follows():
    assert Pause("a", day(1)).covers(day(99))
    assert not Pause("a", day(1)).covers(day(0))


def weeks(*done, each=3):
    """Weeks with so many sessions done of three."""
    days = [(7 * week + 2 * n, n < count) for week, count in enumerate(done) for n in range(each)]
    return facts(*(planned(number, "done" if was else "planned") for number, was in days))


@pytest.mark.parametrize(("done", "told"), [((1, 1), True), ((1, 2), False), ((2, 1), False)])
def test_less_than_half_in_two_complete_weeks_is_spoken_of(done, told):
    assert (find(decided(14, weeks(*done)), "A1") is not None) is told


def test_a_week_that_runs_is_not_complete():
    assert not find(decided(13, weeks(1, 1)), "A1")


def test_a_week_without_a_plan_is_not_low():
    assert not find(decided(14, weeks(1)), "A1")


def test_it_is_spoken_of_once_for_those_weeks():
    made = run(weeks(1, 1, 1, 1), 28)
    assert [number for number, one in enumerate(made) if find(one, "A1")] == [14, 28]


def gone(back, *missed, status="planned"):
    """Done on day 0, missed on those days, done again on day `back`."""
    done = [session(0), session(back)] if back else [session(0)]
    return facts(*done, *(planned(number, status) for number in missed))


def factors(given, until, first=None):
    return [
        offer(one.state, one.state.plans[0], day=day(number)).factor
        for number, one in enumerate(run(given, until, first=first))
    ]


def test_a_week_away_makes_the_first_week_back_lighter():
    found = factors(gone(8, 2), 15)
    assert found[6:8] == [1, 0.75]
    assert found[8:15] == [0.75] * 7
    assert found[15] == 1


def test_two_weeks_away_make_it_half():
    assert factors(gone(None, 2), 14)[13:] == [0.75, 0.5]


@pytest.mark.parametrize("status", ["skipped", "planned"])
def test_a_missed_or_skipped_session_has_to_be_among_them(status):
    assert factors(gone(None, 2, status=status), 7)[-1] == 0.75
    assert factors(gone(None), 7)[-1] == 1


@pytest.mark.parametrize(("start", "end", "counts"), [(2, 4, True), (2, None, True), (-9, 0, False), (7, 9, False)])
def test_a_pause_counts_as_time_away(start, end, counts):
    paused = Pause("a", day(start), None if end is None else day(end))
    given = facts(session(0), pauses=(Pause("b", day(1)), paused))
    assert (factors(given, 7)[-1] == 0.75) is counts


def test_partly_done_is_not_away():
    partly = session(3, entry(number=3), status="partly-done")
    assert factors(facts(session(0), partly, planned(5)), 9)[-1] == 1


def test_before_the_first_session_there_is_nothing_to_come_back_to():
    assert factors(facts(planned(0)), 20)[-1] == 1


def test_it_is_decided_once_for_each_step():
    made = run(gone(None, 2), 16)
    assert [number for number, one in enumerate(made) if find(one, "A2")] == [7, 14]


def test_an_ended_or_coming_plan_is_left_alone():
    ended, coming = plan(ended=day(3)), plan(start=99, name="b")
    made = run(gone(None, 2), 8, first=state(ended, coming))[-1]
    assert rules(made) == []


def test_advice_of_fewer_days_waits_behind_see_a_doctor():
    high = [checkin(number, 6) for number in (8, 10, 13)]
    given = weeks(1, 1)
    made = run(facts(*given.sessions, *high), 15)
    assert find(made[13], "F1")
    late = [checkin(14, 6)]
    both = decided(14, facts(*given.sessions, *high, *late))
    assert sentences(both) == ["F1"]
    assert find(both, "A1").held_by == "F1"
