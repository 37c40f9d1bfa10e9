"""Days of a plan and the wall clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.rules import schedule
from programs.rules.schedule import StageDays, after_pauses, lay_out, stage_weekdays, wall_clock, weeks_to_shift

GENTLE = [StageDays(2, 3), StageDays(2, 4), StageDays(2, 5)]
BERLIN = ZoneInfo("Europe/Berlin")
START = date(2026, 3, 4)


def test_fewer_days_spread_evenly_over_the_chosen_weekdays():
    assert stage_weekdays([0, 1, 2, 3, 4], 3) == (0, 2, 4)
    assert stage_weekdays([0, 2, 4], 3) == (0, 2, 4)
    assert stage_weekdays([0, 1, 2, 3], 2) in [(0, 2), (0, 3), (1, 3)]


def test_what_is_left_of_a_week_spreads_beside_the_days_taken():
    assert stage_weekdays([1, 3, 5], 2, taken=[0]) == (3, 5)
    assert stage_weekdays([1, 4], 1, taken=[0]) == (4,)


@pytest.mark.parametrize("days", [0, 4])
def test_a_stage_needs_as_many_weekdays_as_days(days):
    with pytest.raises(ValueError, match="days need"):
        stage_weekdays([0, 2, 4], days)


def test_a_program_week_is_seven_days_from_the_start_date():
    planned = lay_out(start=START, weekdays=range(5), stages=GENTLE)
    assert len(planned) == 2 * 3 + 2 * 4 + 2 * 5
    assert [one.ordinal for one in planned] == list(range(1, 25))
    assert planned[0].date == START
    assert all(schedule.program_week(one.date, start=START) == one.week for one in planned)
    assert {one.week: one.stage for one in planned} == {1: 0, 2: 0, 3: 1, 4: 1, 5: 2, 6: 2}


@pytest.mark.parametrize("weekdays", [[0, 1], [0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 9]])
def test_the_person_picks_as_many_weekdays_as_the_busiest_stage_needs(weekdays):
    with pytest.raises(ValueError, match="pick 5"):
        lay_out(start=START, weekdays=weekdays, stages=GENTLE)


def test_a_plan_without_stages_has_no_days():
    assert lay_out(start=START, weekdays=[], stages=[]) == []


def test_a_pause_shifts_what_is_left_by_whole_weeks():
    dates = [START, START + timedelta(days=2), START + timedelta(days=7)]
    paused = {"paused_from": START + timedelta(days=1), "paused_to": START + timedelta(days=3)}
    assert weeks_to_shift(dates, **paused) == 1
    assert weeks_to_shift(dates, paused_from=dates[1], paused_to=dates[1] + timedelta(days=7)) == 2


def test_a_day_of_the_plan_moves_with_each_pause_before_it():
    """The second begins after the first has moved it, so it moves it again; one that is open has not moved it yet."""
    week = timedelta(7)
    twice = [(START + 2 * week, 1), (START + week, 2)]
    assert after_pauses(START + timedelta(6), twice) == START + timedelta(6)
    assert after_pauses(START + week, twice) == START + 4 * week
    assert after_pauses(START + week, [(START, 0)]) == START + week


def test_a_pause_without_a_session_shifts_nothing():
    assert weeks_to_shift([START], paused_from=START + timedelta(1), paused_to=START + timedelta(9)) == 0
    assert weeks_to_shift([START], paused_from=START - timedelta(9), paused_to=START - timedelta(1)) == 0


def test_a_time_that_does_not_exist_moves_forward():
    assert wall_clock(date(2026, 3, 29), time(2, 30), BERLIN).astimezone(BERLIN).time() == time(3, 30)


def test_a_doubled_time_is_the_first():
    assert wall_clock(date(2026, 10, 25), time(2, 30), BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@given(st.sets(st.integers(0, 6), min_size=1), st.data())
def test_every_week_of_a_stage_has_its_days_on_chosen_weekdays(weekdays, data):
    fewer = data.draw(st.integers(1, len(weekdays)))
    stages = [StageDays(1, fewer), StageDays(2, len(weekdays))]
    planned = lay_out(start=START, weekdays=weekdays, stages=stages)
    assert {one.date.weekday() for one in planned} == weekdays
    assert [sum(one.week == week for one in planned) for week in (1, 2, 3)] == [fewer, len(weekdays), len(weekdays)]
