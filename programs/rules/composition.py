"""Which exercises make a session, in which order, and how five minutes are made of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from programs.rules.dose import Dose, reduce
from programs.rules.minutes import GET_READY, Item, session_seconds

POSITIONS = (
    "lying-back",
    "face-down",
    "sitting",
    "hands-knees",
    "kneeling",
    "hands-feet",
    "standing",
    "chair",
)
"""From the floor up, so that people get down and up once; what is done off the floor comes last."""

FIVE_MINUTES = 300


@dataclass(frozen=True, slots=True)
class Candidate:
    """An exercise that a session may hold: its place in the catalogue, core or rotating, the local day it
    was last done (None: never), the form's position, dose, tempo and sides, its place in an order of one's own
    (None: after those that have one), and the reduction that its dose already carries."""

    slug: str
    order: int
    core: bool
    last_done: date | None
    position: str
    dose: Dose
    tempo: int | None = None
    sided: str = "no"
    place: int | None = None
    factor: float = 1.0

    @property
    def item(self) -> Item:
        """What the minutes are counted from."""
        return Item(self.dose, self.tempo, self.sided, self.position)


def _turn(candidate: Candidate) -> tuple[bool, date, int]:
    return not candidate.core, candidate.last_done or date.min, candidate.order


def choose(candidates: Iterable[Candidate], *, size: int) -> list[Candidate]:
    """At most `size` exercises: core first, then least recently done, ties in catalogue order."""
    return sorted(candidates, key=_turn)[:size]


def in_order(candidates: Iterable[Candidate], *, order_by: str = "floor") -> list[Candidate]:
    """The exercises as they are done: by position from the floor up (`floor`), as in the `catalogue`, or in
    one's `own` order."""
    if order_by == "catalogue":
        return sorted(candidates, key=lambda one: one.order)
    if order_by == "own":
        return sorted(candidates, key=lambda one: (one.place is None, one.place or 0, one.order))
    return sorted(candidates, key=lambda one: (POSITIONS.index(one.position), one.order))


def compose(candidates: Iterable[Candidate], *, size: int, order_by: str = "floor") -> list[Candidate]:
    """Today's session: chosen by turn, then put in order. The same candidates give the same session,
    whatever order they come in."""
    return in_order(choose(candidates, size=size), order_by=order_by)


@dataclass(frozen=True, slots=True)
class Shortened:
    """A session made to fit: what is left, in its order, and the slugs left out, first to go first; `factor` is the
    share of the dose that is left of it (1: all)."""

    kept: tuple[Candidate, ...]
    left_out: tuple[str, ...]
    factor: float
    seconds: int


def five_minutes(session: Sequence[Candidate], *, seconds: int = FIVE_MINUTES, get_ready: int = GET_READY) -> Shortened:
    """Shorten a session in a fixed order until it fits into `seconds`:

    1. every exercise is done as one set;
    2. exercises go, one by one: rotating before core, the one done last before the others, ties from the
       end of the catalogue, until one is left;
    3. the last one is done at half its dose.

    What still doesn't fit then is offered as it is. Every step only takes away. Reductions don't multiply, so the
    half of step 3 is half of the dose before the one it already carries.
    """

    def too_long() -> bool:
        return session_seconds((one.item for one in kept), get_ready) > seconds

    kept = list(session)
    left_out: list[str] = []
    factor = 1.0
    if too_long():
        kept = [replace(one, dose=replace(one.dose, sets=1)) for one in kept]
    while too_long() and len(kept) > 1:
        gone = max(kept, key=_turn)
        kept.remove(gone)
        left_out.append(gone.slug)
    if too_long():
        factor = 0.5
        kept = [replace(one, dose=reduce(one.dose, min(1.0, factor / one.factor))) for one in kept]
    return Shortened(tuple(kept), tuple(left_out), factor, session_seconds((one.item for one in kept), get_ready))
