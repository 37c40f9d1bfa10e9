"""Which days a plan's sessions fall on, and the instant a wall-clock time stands for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class StageDays:
    """A run of `weeks` in a program with `days` sessions a week."""

    weeks: int
    days: int


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One session laid out: `ordinal` in its plan and program `week` from 1, index of its stage from 0."""

    ordinal: int
    date: date
    week: int
    stage: int


def busiest(stages: Iterable[StageDays]) -> int:
    """How many weekdays the person picks: as many as the busiest stage needs."""
    return max((stage.days for stage in stages), default=0)


def stage_weekdays(weekdays: Iterable[int], days: int, *, taken: Iterable[int] = ()) -> tuple[int, ...]:
    """`days` of the chosen weekdays (Monday 0), spread evenly: the gaps between them and those `taken` already, round
    the week, as equal as they can be; where two choices are as good, the one that starts earlier in the week."""
    chosen = sorted(set(weekdays))
    if not 1 <= days <= len(chosen):
        raise ValueError(f"{days} days need at least as many weekdays, not {len(chosen)}")
    beside = set(taken)
    return min(combinations(chosen, days), key=lambda picked: (_unevenness(sorted({*picked, *beside})), picked))


def _unevenness(picked: Sequence[int]) -> int:
    following = [*picked[1:], picked[0] + 7]
    return sum((after - day) ** 2 for day, after in zip(picked, following, strict=True))


def lay_out(*, start: date, weekdays: Iterable[int], stages: Sequence[StageDays]) -> list[PlannedDay]:
    """All sessions of a plan. Program week n is 7 days from the start date, whatever weekday that is.

    Raises ValueError unless there are exactly as many weekdays as the busiest stage needs.
    """
    weekdays = set(weekdays)
    if not weekdays <= set(range(7)) or len(weekdays) != busiest(stages):
        raise ValueError(f"pick {busiest(stages)} weekdays from 0 to 6")
    planned: list[PlannedDay] = []
    week = 0
    for index, stage in enumerate(stages):
        used = stage_weekdays(weekdays, stage.days)
        for _ in range(stage.weeks):
            first = start + week * WEEK
            week += 1
            for day in (first + timedelta(days=offset) for offset in range(7)):
                if day.weekday() in used:
                    planned.append(PlannedDay(len(planned) + 1, day, week, index))
    return planned


def program_week(day: date, *, start: date) -> int:
    """Number of the program week the day lies in, from 1; below 1 before the start."""
    return (day - start).days // 7 + 1


def weeks_to_shift(dates: Iterable[date], *, paused_from: date, paused_to: date) -> int:
    """By how many whole weeks a pause (both days in it) moves the sessions from its first day on: the
    fewest that bring the first of them past its last day; 0 where none lies in the pause."""
    left = [day for day in dates if day >= paused_from]
    if not left or min(left) > paused_to:
        return 0
    return (paused_to - min(left)).days // 7 + 1


def after_pauses(day: date, pauses: Iterable[tuple[date, int]]) -> date:
    """Where a day of the plan as it was laid out has come to by its pauses, as (first day, weeks moved): each moves
    what lies from its first day on."""
    for paused_from, weeks in sorted(pauses):
        if paused_from <= day:
            day += weeks * WEEK
    return day


def wall_clock(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The UTC instant of a wall-clock time where the person is.

    On a clock-change day a time that doesn't exist moves forward by the gap, a doubled one is the first
    (PEP 495, fold 0).
    """
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), tzinfo=zone).astimezone(UTC)
