"""How long a session takes: computed from its doses, never typed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from programs.rules.dose import Dose, work

GET_READY = 5
CHANGE_OF_SIDE = 6
BETWEEN_SETS = 15
BETWEEN_EXERCISES = 20
CHANGE_OF_POSITION = 30


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise of a session: its dose per side, tempo in seconds (where nothing is held), `sided`
    (`no`, `each`, `alternating`) and position."""

    dose: Dose
    tempo: int | None
    sided: str
    position: str


def exercise_seconds(item: Item, get_ready: int = GET_READY) -> int:
    """Work on both sides with its get-readies (of so many seconds) and rests.

    `each` does the whole dose on one side, changes once and does it on the other, so that its sets,
    get-readies and rests count twice; `alternating` changes within a set and needs no time for it.
    """
    seconds = work(item.dose, item.tempo) * (1 if item.sided == "no" else 2)
    rounds = 2 if item.sided == "each" else 1
    seconds += rounds * (item.dose.sets * get_ready + (item.dose.sets - 1) * BETWEEN_SETS)
    return seconds + (CHANGE_OF_SIDE if item.sided == "each" else 0)


def session_seconds(items: Iterable[Item], get_ready: int = GET_READY) -> int:
    """Seconds of a whole session, in the order given."""
    items = list(items)
    between = sum(
        BETWEEN_EXERCISES + (CHANGE_OF_POSITION if one.position != other.position else 0)
        for one, other in pairwise(items)
    )
    return between + sum(exercise_seconds(item, get_ready) for item in items)


def minutes(seconds: int) -> int:
    """Whole minutes for a person to read, rounded up; 0 only for nothing."""
    return -(-seconds // 60)
