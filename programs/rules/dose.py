"""Doses and the ladder a prescription climbs: sets x reps x hold, all per side.

Holds of 10-30 s, two to four times, two or three days a week or more are the ACSM's figures (Garber 2011);
the ceilings for one muscle area are Ingram's (2024).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import floor

MOST_SETS = 10
MOST_REPS = 50
LONGEST_HOLD = 900
HOLD_STEP = 5
LONG_HOLD_STEP = 30
"""Step of the hold in the supine position, which is held for minutes."""


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of an exercise: `sets` of `reps`, each held `hold` seconds, or moved through (`hold=None`)."""

    sets: int
    reps: int
    hold: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.sets <= MOST_SETS:
            raise ValueError(f"sets must be 1 to {MOST_SETS}, not {self.sets}")
        if not 1 <= self.reps <= MOST_REPS:
            raise ValueError(f"reps must be 1 to {MOST_REPS}, not {self.reps}")
        if self.hold is not None and not 1 <= self.hold <= LONGEST_HOLD:
            raise ValueError(f"hold must be 1 to {LONGEST_HOLD} seconds, not {self.hold}")

    def __str__(self) -> str:
        parts = f"{self.sets} × {self.reps}"
        return parts if self.hold is None else f"{parts} × {self.hold} s"


def work(dose: Dose, tempo: int | None = None) -> int:
    """Seconds of work per side: sets x reps x hold, or x tempo (there and back) where nothing is held."""
    seconds = dose.hold if dose.hold is not None else tempo
    return dose.sets * dose.reps * (1 if seconds is None else seconds)


def within(dose: Dose, top: Dose) -> bool:
    """Whether no part of the dose is above the top dose. Raises ValueError where only one of them is held."""
    if (dose.hold is None) != (top.hold is None):
        raise ValueError(f"{dose} and {top} aren't of one kind")
    return dose.sets <= top.sets and dose.reps <= top.reps and (dose.hold or 0) <= (top.hold or 0)


def next_rung(dose: Dose, top: Dose, tempo: int | None = None, *, hold_step: int = HOLD_STEP) -> Dose | None:
    """One rung up the ladder, or None at the top (or above it, where a hand set it so).

    Order: hold + `hold_step`, then reps (+1 with a hold, +2 without), then one more set with the fewest
    reps that still grow the work. A rung growing the work by more than half is cut to the largest whole
    step (second or repetition) within half. Where even the smallest step is more than half (1 rep to 2),
    the careful reading holds: that rung is left out, and the ladder ends if no other is left.
    """
    if not within(dose, top):
        return None
    limit = work(dose, tempo) * 3
    for candidate in _rungs(dose, top, hold_step):
        if work(candidate, tempo) * 2 <= limit:
            return candidate
    return None


def _rungs(dose: Dose, top: Dose, hold_step: int) -> Iterator[Dose]:
    """Possible rungs, the wanted one first, each followed by the smaller steps it may be cut to."""
    if dose.hold is not None and top.hold is not None:
        for hold in range(min(dose.hold + hold_step, top.hold), dose.hold, -1):
            yield replace(dose, hold=hold)
    step = 2 if dose.hold is None else 1
    for reps in range(min(dose.reps + step, top.reps), dose.reps, -1):
        yield replace(dose, reps=reps)
    if dose.sets < top.sets:
        reps = dose.sets * dose.reps // (dose.sets + 1) + 1
        yield replace(dose, sets=dose.sets + 1, reps=reps)


def ladder(start: Dose, top: Dose, tempo: int | None = None, *, hold_step: int = HOLD_STEP) -> list[Dose]:
    """All rungs from start to where it ends. Its last one is `top` in content that is well made."""
    rungs = [start]
    while (rung := next_rung(rungs[-1], top, tempo, hold_step=hold_step)) is not None:
        rungs.append(rung)
    return rungs


def reduce(dose: Dose, factor: float) -> Dose:
    """The dose of one reduced session: `factor` (0-1) of it, rounded down to whole reps or 5 s.

    A held dose loses hold (never under 5 s; in steps of 2 s where the hold is under 10 s), a moved one
    reps. Where that floor leaves more than the factor allows, reps and then sets go as well.
    """
    if not 0 < factor <= 1:
        raise ValueError(f"a reduction's factor is above 0 and at most 1, not {factor}")
    if factor == 1:
        return dose
    target = work(dose, 1) * factor
    if dose.hold is not None:
        least = 2 if dose.hold < 10 else 5
        dose = replace(dose, hold=min(dose.hold, _floor_to(dose.hold * factor, least)))
    for part in ("reps", "sets"):
        rest = work(dose, 1) // getattr(dose, part)
        wanted = max(1, floor(target / rest + 1e-9))
        dose = replace(dose, **{part: min(getattr(dose, part), wanted)})
    return dose


def _floor_to(seconds: float, step: int) -> int:
    return max(step, floor(seconds / step + 1e-9) * step)


def smallest(factors: Iterable[float]) -> float:
    """Reductions don't multiply: the smallest factor counts, 1 where there is none."""
    return min(factors, default=1.0)


@dataclass(frozen=True, slots=True)
class Load:
    """Stretch that one exercise brings: its muscle areas, seconds per side a session, times a week.

    `together` marks those that may share a session with the exercise whose raise is proposed.
    Only exercises of the kind *stretch* make a Load; the supine position doesn't.
    """

    areas: frozenset[str]
    seconds: int
    times_a_week: float
    together: bool = True


def areas_over(loads: Iterable[Load], *, session_seconds: int = 240, week_seconds: int = 600) -> frozenset[str]:
    """Muscle areas stretched more than 4 min a session or 10 min a week, per side (Ingram 2024)."""
    session: dict[str, int] = {}
    week: dict[str, float] = {}
    for load in loads:
        for area in load.areas:
            session[area] = session.get(area, 0) + (load.seconds if load.together else 0)
            week[area] = week.get(area, 0) + load.seconds * load.times_a_week
    return frozenset(a for a in week if session[a] > session_seconds or week[a] > week_seconds + 1e-9)
