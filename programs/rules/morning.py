"""The next morning: N1 to N4. The morning's score is compared with the first before of the last session
day, and acts on every plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from programs.rules.decision import PERSON, Decision, Effect, Inputs, inputs
from programs.rules.facts import CheckIn
from programs.rules.look import Look
from programs.rules.state import Reduction


def was_calm(look: Look, session_day: date) -> bool:
    """N1 on the morning right after a session day: answered, and at most 1 above the before of that day.

    Only that morning counts as the answer a raise needs (the more careful reading).
    """
    morning = look.morning_of(session_day + timedelta(days=1))
    before = look.first_before(session_day)
    if morning is None or morning.score is None or before is None:
        return False
    return morning.score - before < look.thresholds.morning_rise


def decide(look: Look) -> Iterator[Decision]:
    """N1, N2 and N3 where the morning is answered, N4 where it isn't by the evening after a session day."""
    days = look.session_days()
    if not days:
        return
    last = days[0]
    morning, before = look.morning_of(look.day), look.first_before(last)
    if morning is None:
        if look.evening and last == look.day - timedelta(days=1):
            yield Decision("N4", look.day, PERSON, "N4", inputs(day=last.isoformat()), (last.isoformat(),))
        return
    if before is None or morning.score is None:
        return
    told = inputs(morning=morning.score, before=before, day=last.isoformat())
    basis = (look.day.isoformat(), last.isoformat(), f"{before}>{morning.score}")
    if morning.score - before < look.thresholds.morning_rise:
        yield Decision("N1", look.day, PERSON, "N1", told, basis)
        yield from _calmer(look, morning, basis)
    else:
        yield _half(look, last, told, basis)
        yield from _sore(look, last, told, basis)


def _half(look: Look, last: date, told: Inputs, basis: tuple[str, ...]) -> Decision:
    """N2: every plan's next session at half; for 3 days, today the first, no raise and nothing new."""
    limits = look.thresholds
    halves = tuple(Reduction("N2", plan.id, limits.morning_factor, look.day) for plan in look.running)
    hold = look.day + timedelta(days=limits.morning_hold_days)
    effect = Effect(reductions=halves, hold_until=hold, flared=last)
    return Decision("N2", look.day, PERSON, "N2", told, basis, effect=effect)


def _sore(look: Look, last: date, told: Inputs, basis: tuple[str, ...]) -> Iterator[Decision]:
    """N3: N2 after two successive session days at most 4 days apart. N2 among the sore days starts the count
    of calm mornings again (the more careful reading of "until two mornings of N1")."""
    flared, days = look.state.flared, look.session_days()
    if look.state.sore_calm is not None:
        yield Decision("N3", look.day, PERSON, "N3.still", told, basis, effect=Effect(calm=0))
    elif flared in days[1:2] and (last - days[1]).days <= look.thresholds.flare_days:
        effect = Effect(calm=0, flared=last)
        yield Decision("N3", look.day, PERSON, "N3", told, basis, effect=effect, notice=True)


def _calmer(look: Look, morning: CheckIn, basis: tuple[str, ...]) -> Iterator[Decision]:
    """N3: a calm morning of the sore days; the second one ends them, and S3 asks again."""
    calm = look.state.sore_calm
    if calm is None:
        return
    calm += 1
    if calm < look.thresholds.calm_mornings:
        yield Decision("N3", look.day, PERSON, "N3.calmer", inputs(calm=calm), basis, effect=Effect(calm=calm))
    else:
        effect = Effect(end_sore=True, due=None if look.screened_since(morning.at) else "flare")
        yield Decision("N3", look.day, PERSON, "N3.over", inputs(calm=calm), basis, effect=effect, notice=True)
