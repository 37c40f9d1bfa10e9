"""Every number of the rules, with its rule, the range it may be set to, and which direction is stricter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, asdict, dataclass, field, fields, replace
from typing import Any, Literal

Stricter = Literal["lower", "higher"]
Number = int | float

NEVER_LOOSER = ("S", "T", "F")
"""Families of rules whose numbers may be made stricter, never looser than shipped."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a threshold may be: the rule it belongs to, its range, the unit, and the stricter direction."""

    rule: str
    lowest: Number
    highest: Number
    stricter: Stricter
    unit: str


def _number(default: Any, rule: str, lowest: Number, highest: Number, stricter: Stricter, unit: str) -> Any:
    return field(default=default, metadata={"limits": Limits(rule, lowest, highest, stricter, unit)})


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The numbers as shipped; `limits()` says of each what it may be."""

    red_rise: int = _number(3, "T3", 2, 5, "lower", "points")
    red_score: int = _number(6, "T3", 3, 10, "lower", "points")
    amber_rise: int = _number(2, "T2", 1, 3, "lower", "points")
    amber_score: int = _number(3, "T2", 1, 5, "lower", "points")
    screening_days: int = _number(28, "S3", 7, 90, "lower", "days")
    new_after_days: int = _number(28, "S3", 7, 42, "lower", "days")
    high_score: int = _number(7, "S3", 4, 10, "lower", "points")
    high_sessions: int = _number(2, "S3", 1, 4, "lower", "sessions")
    high_days: int = _number(14, "S3", 7, 28, "higher", "days")
    sore_score: int = _number(6, "T0", 3, 10, "lower", "points")
    sore_rise: int = _number(3, "T0", 1, 5, "lower", "points")
    severe_score: int = _number(7, "T0", 4, 10, "lower", "points")
    rest_days: int = _number(14, "T3", 7, 28, "higher", "days")
    reds: int = _number(2, "T3", 1, 3, "lower", "reds")
    red_days: int = _number(14, "T3", 7, 28, "higher", "days")
    greens_back: int = _number(2, "T3", 1, 5, "higher", "sessions")
    morning_rise: int = _number(2, "N2", 1, 4, "lower", "points")
    morning_factor: float = _number(0.5, "N2", 0.25, 0.9, "lower", "share")
    morning_hold_days: int = _number(3, "N2", 1, 14, "higher", "days")
    flare_days: int = _number(4, "N3", 1, 14, "higher", "days")
    calm_mornings: int = _number(2, "N3", 1, 7, "higher", "mornings")
    dose_days: int = _number(7, "P1", 3, 28, "higher", "days")
    greens: int = _number(2, "P1", 1, 6, "higher", "sessions")
    quiet_days: int = _number(7, "P1", 7, 28, "higher", "days")
    raise_adherence: float = _number(0.7, "P1", 0.3, 1.0, "higher", "share")
    raise_share: int = _number(3, "P1", 2, 12, "higher", "exercises a raise")
    raise_days: int = _number(7, "P1", 3, 28, "higher", "days")
    area_session_seconds: int = _number(240, "P1", 60, 600, "lower", "seconds")
    area_week_seconds: int = _number(600, "P1", 120, 1800, "lower", "seconds")
    top_days: int = _number(14, "P2", 7, 56, "higher", "days")
    low_adherence: float = _number(0.5, "A1", 0.1, 0.9, "higher", "share")
    low_weeks: int = _number(2, "A1", 1, 4, "lower", "weeks")
    away_days: int = _number(7, "A2", 3, 14, "lower", "days")
    long_away_days: int = _number(14, "A2", 7, 28, "lower", "days")
    away_factor: float = _number(0.75, "A2", 0.25, 1.0, "lower", "share")
    long_away_factor: float = _number(0.5, "A2", 0.25, 1.0, "lower", "share")
    back_days: int = _number(7, "A2", 3, 21, "higher", "days")
    settle_checkins: int = _number(3, "F1", 2, 6, "lower", "check-ins")
    settle_hours: int = _number(72, "F1", 24, 168, "lower", "hours")
    settle_rise: int = _number(2, "F1", 1, 4, "lower", "points")
    settle_score: int = _number(5, "F1", 3, 10, "lower", "points")
    settle_baseline: int = _number(4, "F1", 1, 10, "higher", "points")
    settle_again_days: int = _number(14, "F1", 7, 28, "lower", "days")
    rising_weeks: int = _number(3, "F2", 1, 4, "lower", "weeks")
    rising_points: float = _number(1.0, "F2", 0.5, 3.0, "lower", "points")
    rising_checkins: int = _number(2, "F2", 1, 7, "lower", "check-ins a week")
    gain_baseline: int = _number(2, "G1", 1, 5, "lower", "points")
    gain_points: float = _number(1.0, "G1", 0.5, 3.0, "higher", "points")
    gain_weeks: int = _number(2, "G1", 1, 8, "lower", "weeks")
    gain_weeks_again: int = _number(6, "G1", 3, 12, "lower", "weeks")
    notable_points: float = _number(2.0, "G2", 1.0, 5.0, "higher", "points")
    notable_share: float = _number(0.3, "G2", 0.1, 0.9, "higher", "share")
    notable_baseline: int = _number(4, "G2", 1, 10, "higher", "points")

    def as_dict(self) -> dict[str, Number]:
        """The numbers by name, to be stored with the decisions made on them."""
        return asdict(self)


SHIPPED = Thresholds()
_FIELDS: dict[str, Field[Any]] = {one.name: one for one in fields(Thresholds)}


def limits() -> dict[str, Limits]:
    """The limits of every threshold by name, in the order of the table."""
    return {name: one.metadata["limits"] for name, one in _FIELDS.items()}


def _is_stricter(one: Number, other: Number, stricter: Stricter) -> bool:
    return one < other if stricter == "lower" else one > other


def problem(name: str, value: Any) -> str | None:
    """Why a threshold can't have that value: `unknown`, `number`, `range`, `looser` (than shipped; S, T and F
    only); None where it can."""
    if name not in _FIELDS:
        return "unknown"
    limit: Limits = _FIELDS[name].metadata["limits"]
    shipped: Number = getattr(SHIPPED, name)
    whole = isinstance(shipped, int)
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
        return "number"
    if not limit.lowest <= value <= limit.highest:
        return "range"
    if limit.rule.startswith(NEVER_LOOSER) and _is_stricter(shipped, value, limit.stricter):
        return "looser"
    return None


def with_settings(values: Mapping[str, Number]) -> Thresholds:
    """The shipped thresholds with a server's settings. Raises ValueError for one that isn't allowed."""
    for name, value in values.items():
        if reason := problem(name, value):
            raise ValueError(f"{name} can't be {value}: {reason}")
    return _changed(SHIPPED, values)


def stricter(base: Thresholds, values: Mapping[str, Number]) -> Thresholds:
    """`base` with a person's own numbers, each only where it is the stricter of the two.

    Raises ValueError for one that isn't allowed.
    """
    with_settings(values)
    limit = limits()
    kept = {n: v for n, v in values.items() if _is_stricter(v, getattr(base, n), limit[n].stricter)}
    return _changed(base, kept)


def _changed(base: Thresholds, values: Mapping[str, Any]) -> Thresholds:
    """`values` by name, which `problem` has looked at: which of them are whole numbers no name can tell."""
    return replace(base, **values)
