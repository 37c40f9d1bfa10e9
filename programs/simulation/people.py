"""Kinds of people: how sore they are on a day, what they do and what they answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from programs.rules.state import Exercise


def _flat(week: float) -> float:
    return 0.0


def _flare(week: float) -> float:
    return 4.0 if 4 <= week < 5.5 or 15 <= week < 16 else 0.0


@dataclass(frozen=True, slots=True)
class Kind:
    """What sets people of a kind apart. `drift` is added to their usual discomfort, by week; the others are
    chances: of doing a planned session, of answering the morning question, of an exercise that hurts, of a
    leg sign in an exercise that bends, of an emergency sign on a session day."""

    name: str
    usual: int
    drift: Callable[[float], float] = _flat
    does: float = 0.92
    mornings: float = 0.92
    hurts: float = 0.004
    leg: float = 0.0
    emergency: float = 0.0


KINDS = (
    Kind("steady", 3),
    Kind("improving", 5, lambda week: -0.18 * week),
    Kind("worsening", 3, lambda week: 0.3 * week, hurts=0.02),
    Kind("irregular", 3, does=0.45, mornings=0.5),
    Kind("flare", 3, _flare, hurts=0.01),
    Kind("leg-symptoms", 4, hurts=0.01, leg=0.015, emergency=0.004),
    Kind("no-mornings", 3, mornings=0.0),
)


@dataclass(frozen=True, slots=True)
class Person:
    """One simulated person; all chance comes from `random`."""

    kind: Kind
    random: Random

    def chance(self, share: float) -> bool:
        """True for that share of the times asked."""
        return self.random.random() < share

    def level(self, week: float) -> int:
        """Discomfort now, 0-10."""
        return _score(self.kind.usual + self.kind.drift(week) + self.random.gauss(0, 0.55))

    def during(self, before: int) -> int:
        """Discomfort in an exercise: mostly as before, now and then a little or much more."""
        if self.chance(self.kind.hurts):
            return _score(before + self.random.choice((3, 4)))
        return _score(before + self.random.choices((-1, 0, 1, 2), (15, 70, 13, 2))[0])

    def sensations(self, exercise: Exercise) -> frozenset[str]:
        """What it feels like: rarely a leg sign, where the exercise bends the back."""
        if "bending" in exercise.ways and self.chance(self.kind.leg):
            return frozenset({"tingling"})
        return frozenset({"dizzy"}) if self.chance(0.0002) else frozenset()


def _score(level: float) -> int:
    return max(0, min(10, round(level)))
