"""The simulation's table: for each kind of person the doses over time, rules fired, and notices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import Pool

from programs.rules.dose import work
from programs.rules.table import RULES
from programs.simulation.invariants import broken
from programs.simulation.life import Life, live
from programs.simulation.people import KINDS

MARKS = (1, 6, 13, 26)
"""Weeks at whose end the work of a prescription is shown."""


@dataclass
class Row:
    """What came of all people of a kind: rules that acted and notices, each a person, and the mean share of
    the way from start to top dose by week."""

    kind: str
    people: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    notices: int = 0
    climbed: dict[int, float] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def add(self, life: Life, *, weeks: int) -> None:
        """Count a life in."""
        self.people += 1
        acting = [one for day in life.days for one in day.acting]
        self.rules.update(one.rule for one in acting)
        self.notices += sum(one.notice for one in acting)
        self.broken += broken(life)
        for week in MARKS:
            if week <= weeks:
                self.climbed[week] = self.climbed.get(week, 0.0) + _climbed(life, week)

    def join(self, other: Row) -> None:
        """Add another row of the same kind."""
        self.people += other.people
        self.rules += other.rules
        self.notices += other.notices
        self.broken += other.broken
        for week, share in other.climbed.items():
            self.climbed[week] = self.climbed.get(week, 0.0) + share


def _climbed(life: Life, week: int) -> float:
    """Mean share of the way from start to top, 0-1, of the plan's prescriptions at the end of a week."""
    shares: list[float] = []
    for plan in life.days[week * 7 - 1].state.plans:
        for one in plan.prescriptions:
            form = one.present_form
            start, top, now = (work(dose, form.tempo) for dose in (form.start, form.top, one.dose))
            shares.append((now - start) / (top - start))
    return sum(shares) / len(shares)


def row_of(number: int, *, seed: int, weeks: int) -> Row:
    """The row of one person: kinds take turns, and each person has a seed of their own."""
    kind = KINDS[number % len(KINDS)]
    row = Row(kind.name)
    row.add(live(kind, seed=seed + number, weeks=weeks), weeks=weeks)
    return row


def simulate(people: int, *, seed: int = 1, weeks: int = 26, jobs: int = 1) -> list[Row]:
    """So many people, shared evenly among the kinds, in `jobs` processes; the same whatever their number."""
    one = partial(row_of, seed=seed, weeks=weeks)
    if jobs == 1:
        return _together(map(one, range(people)))
    with Pool(jobs) as pool:
        return _together(pool.imap(one, range(people), chunksize=4))


def _together(rows: Iterable[Row]) -> list[Row]:
    by_kind: dict[str, Row] = {}
    for row in rows:
        by_kind.setdefault(row.kind, Row(row.kind)).join(row)
    return list(by_kind.values())


def lines(rows: Iterable[Row]) -> list[str]:
    """The table as text: per person and half year, how often each rule acted."""
    ids = [rule.id for rule in RULES if rule.id not in ("T1", "N1")]
    weeks = [f"w{week}" for week in MARKS]
    head = f"{'kind':13}{'people':>7}" + "".join(f"{week:>6}" for week in weeks)
    table = [head + "".join(f"{rule:>6}" for rule in ids) + f"{'notices':>9}{'broken':>8}"]
    for row in rows:
        climbed = "".join(f"{100 * row.climbed.get(week, 0) / row.people:5.0f}%" for week in MARKS)
        fired = "".join(f"{row.rules[rule] / row.people:6.1f}" for rule in ids)
        table.append(f"{row.kind:13}{row.people:7}{climbed}{fired}{row.notices / row.people:9.1f}{len(row.broken):8}")
    table.append("w1…w26: mean share of the way from start to top dose. Rules and notices: times a person.")
    return table
