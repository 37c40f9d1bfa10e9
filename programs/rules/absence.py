"""Adherence, and what days away do: A1 and A2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from programs.rules.decision import Decision, Effect, Subject, inputs
from programs.rules.facts import Pause, Session
from programs.rules.look import Look
from programs.rules.state import Plan, Reduction


def adherence(sessions: Iterable[Session], pauses: Iterable[Pause] = ()) -> float | None:
    """(done + half of partly done) / (planned - paused); None where nothing was planned.

    Cancelled sessions aren't planned any more; one done in a pause counts on both sides.
    """
    pauses = list(pauses)
    planned, done = 0, 0.0
    for session in sessions:
        paused = any(pause.plan == session.plan and pause.covers(session.day) for pause in pauses)
        if session.status == "cancelled" or (paused and not session.was_done):
            continue
        planned += 1
        done += {"done": 1.0, "partly-done": 0.5}.get(session.status, 0.0)
    return done / planned if planned else None


def recent_adherence(look: Look, plan: Plan, *, days: int = 14) -> float | None:
    """Adherence of the days before this one."""
    first, last = look.day - timedelta(days=days), look.day - timedelta(days=1)
    return adherence(look.sessions(first=first, last=last, plan=plan.id), look.facts.pauses)


def monday(day: date) -> date:
    """The Monday of the day's ISO week."""
    return day - timedelta(days=day.weekday())


def decide(look: Look) -> Iterator[Decision]:
    """A1 and A2 for every plan under way."""
    for plan in look.running:
        yield from _rarely(look, plan)
        yield from _away(look, plan)


def _rarely(look: Look, plan: Plan) -> Iterator[Decision]:
    """A1: less than half done in two complete ISO weeks; spoken of once for those weeks."""
    weeks = look.thresholds.low_weeks
    told = look.state.since_told("A1", plan.id, look.day)
    if told is not None and told < timedelta(weeks=weeks):
        return
    this_week = monday(look.day)
    shares = [_week(look, plan, this_week - timedelta(weeks=back)) for back in range(weeks, 0, -1)]
    if any(share is None or share >= look.thresholds.low_adherence for share in shares):
        return
    numbers = inputs(weeks=weeks, percent=round(100 * sum(share or 0 for share in shares) / weeks))
    effect = Effect(told=("A1", plan.id))
    basis = (this_week.isoformat(), *(f"{share:.3f}" for share in shares))
    yield Decision("A1", look.day, Subject(plan=plan.id), "A1", numbers, basis, effect=effect, notice=True)


def _week(look: Look, plan: Plan, first: date) -> float | None:
    sessions = look.sessions(first=first, last=first + timedelta(days=6), plan=plan.id)
    return adherence(sessions, look.facts.pauses)


def _away(look: Look, plan: Plan) -> Iterator[Decision]:
    """A2: a week or two since the last session done (partly counts), and one missed, skipped or paused since:
    the first week back is lighter. Before the first session ever there is nothing to come back to."""
    last = plan.last_done
    if last is None or not _missed(look, plan, last):
        return
    limits, away = look.thresholds, (look.day - last).days
    if away >= limits.long_away_days:
        factor = limits.long_away_factor
    elif away >= limits.away_days:
        factor = limits.away_factor
    else:
        return
    waiting = [one.factor for one in look.state.reductions if (one.rule, one.plan, one.back) == ("A2", plan.id, None)]
    if waiting and min(waiting) <= factor:
        return
    effect = Effect(reductions=(Reduction("A2", plan.id, factor, look.day, None, limits.back_days),))
    numbers = inputs(days=away, percent=round(100 * factor))
    basis = (last.isoformat(), str(factor))
    yield Decision("A2", look.day, Subject(plan=plan.id), "A2", numbers, basis, effect=effect)


def _missed(look: Look, plan: Plan, last: date) -> bool:
    gap = look.sessions(first=last + timedelta(days=1), last=look.day - timedelta(days=1), plan=plan.id)
    if any(session.status in ("planned", "skipped") for session in gap):
        return True
    return any(
        pause.plan == plan.id and pause.start < look.day and (pause.end is None or pause.end > last)
        for pause in look.facts.pauses
    )
