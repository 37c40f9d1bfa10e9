"""S1 to S3: a day's reports, screenings and clearances, folded in the order of time.

Signs are weak predictors one by one (IFOMPT 2020): calm wording, no score, no diagnosis. S acts at once,
can't be undone, only unlocked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from programs.rules.decision import PERSON, Decision, Effect, Input, inputs
from programs.rules.facts import (
    CheckIn,
    Clearance,
    Entry,
    Screening,
    Session,
    score_of,
)
from programs.rules.look import Look
from programs.rules.state import State

LEG = frozenset({"tingling", "numb", "spreading", "weak-leg", "both-legs"})
"""Sensations of rule T4."""

AT_ONCE = frozenset({"weak-leg", "both-legs"})
"""Sensations that ask the emergency signs at once."""


@dataclass(frozen=True, slots=True)
class Report:
    """One thing that was told, wherever: when, which sensations and signs, and what it came with."""

    at: datetime
    sensations: frozenset[str]
    signs: frozenset[str]
    session: Session | None = None
    entry: Entry | None = None
    checkin: CheckIn | None = None


def reports(look: Look) -> list[Report]:
    """All that was told on the day, in time."""
    told = [Report(one.at, one.sensations, one.signs, None, None, one) for one in look.checkins_today]
    for session in look.today:
        told += [Report(one.at, one.sensations, one.signs, session, one) for one in session.entries]
    return sorted(told, key=lambda one: (one.at, one.entry is None, sorted(one.sensations | one.signs)))


def fold(look: Look) -> tuple[State, list[Decision]]:
    """S1, S2 and S3: the day's reports, screenings and clearances in time, and the state they leave."""
    state, made = look.state, list[Decision]()
    events: list[tuple[datetime, int, Report | Screening | Clearance]] = [
        *((one.at, 0, one) for one in reports(look)),
        *((one.at, 1, one) for one in look.facts.screenings if one.day == look.day),
        *((one.at, 2, one) for one in look.facts.clearances if one.day == look.day),
    ]
    state, decisions = _age(look, state)
    made += decisions
    for _, _, event in sorted(events, key=lambda one: one[:2]):
        if isinstance(event, Clearance):
            state = _cleared(state, event)
        elif isinstance(event, Screening):
            state, decisions = _screened(look, state, event)
            made += decisions
        else:
            state, decisions = _reported(look, state, event)
            made += decisions
    return state, made


def _age(look: Look, state: State) -> tuple[State, list[Decision]]:
    """S3 by the calendar: no screening yet, or one older than 28 days."""
    limit = look.thresholds.screening_days
    old = state.screened_on is None or (look.day - state.screened_on).days > limit
    if not old or "age" in state.due:
        return state, []
    since = state.screened_on.isoformat() if state.screened_on else None
    return _ask(look, state, "age", f"{since}", days=limit, since=since)


def _ask(look: Look, state: State, why: str, basis: str, **numbers: Input) -> tuple[State, list[Decision]]:
    decision = Decision("S3", look.day, PERSON, f"S3.{why}", inputs(**numbers), (why, basis))
    return replace(state, due=state.due | {why}), [replace(decision, notice=True, effect=Effect(due=why))]


def _cleared(state: State, clearance: Clearance) -> State:
    """Someone has seen the person (S1 and S2) or talked to them (S2): what was open counts as cleared."""
    seen = state.urgent | (state.emergency if clearance.kind == "seen" else frozenset())
    return replace(
        state,
        cleared=state.cleared | seen,
        urgent=frozenset(),
        emergency=frozenset() if clearance.kind == "seen" else state.emergency,
    )


def _screened(look: Look, state: State, screening: Screening) -> tuple[State, list[Decision]]:
    """Answers replace what was due; one unchanged since someone saw the person for it doesn't block again."""
    cleared = state.cleared & screening.answers
    state = replace(
        state,
        cleared=cleared,
        screened_on=screening.day,
        due=frozenset(),
        stops=frozenset(stop for stop in state.stops if not stop.until_screened),
    )
    return _signs(look, state, screening.answers - cleared, screening.at)


def _signs(look: Look, state: State, signs: frozenset[str], at: datetime) -> tuple[State, list[Decision]]:
    """S1 and S2 for signs that are new to the state. What is open stays open until it is unlocked."""
    made: list[Decision] = []
    emergency, urgent = look.facts.emergency, look.facts.urgent
    for rule, known, opened in (("S1", emergency, state.emergency), ("S2", urgent, state.urgent)):
        found = sorted(signs & known)
        if found and not set(found) <= opened:
            told = inputs(signs=", ".join(found), day=look.day.isoformat())
            made.append(Decision(rule, look.day, PERSON, rule, told, (*found, at.isoformat()), notice=True))
    state = replace(state, emergency=state.emergency | (signs & emergency), urgent=state.urgent | (signs & urgent))
    return state, made


def _reported(look: Look, state: State, report: Report) -> tuple[State, list[Decision]]:
    """What one report opens: signs ticked there, and reasons to ask the screening again."""
    state, made = _signs(look, state, report.signs, report.at)
    for why, numbers in _reasons(look, state, report):
        if why not in state.due:
            state, asked = _ask(look, state, why, report.at.isoformat(), **numbers)
            made += asked
    return state, made


def _reasons(look: Look, state: State, report: Report) -> Iterator[tuple[str, dict[str, Input]]]:
    """S3 but for its age: leg signs, high scores, pain that wakes, and T0's score that changed."""
    limits, checkin = look.thresholds, report.checkin
    new = sorted(one for one in report.sensations & LEG if look.is_new(one))
    if new:
        yield "leg", {"sensations": ", ".join(new)}
    if report.sensations & AT_ONCE:
        yield "emergency-signs", {"sensations": ", ".join(sorted(report.sensations & AT_ONCE))}
    if checkin is not None and checkin.woke:
        yield "woke", {}
    if checkin is not None and checkin.kind == "morning" and report.sensations & LEG and _stopped_before(look):
        yield "still-there", {"sensations": ", ".join(sorted(report.sensations & LEG))}
    if _is_high(look, report) and (high := _high_sessions(look, report)) >= limits.high_sessions:
        yield "high", {"sessions": high, "score": limits.high_score, "days": limits.high_days}
    if checkin is not None and _is_severe(look, checkin):
        yield "severe", {"before": checkin.score}


def _stopped_before(look: Look) -> bool:
    """T4 stopped something before today, and it isn't lifted yet."""
    return any(stop.rule == "T4" and stop.since < look.day for stop in look.state.stops)


def _is_high(look: Look, report: Report) -> bool:
    """The report itself brings a score that is high, within a session."""
    entry, checkin = report.entry, report.checkin
    if entry is not None:
        score = entry.discomfort
    else:
        score = score_of(checkin) if checkin is not None and checkin.kind in ("before", "after") else None
    return score is not None and score >= look.thresholds.high_score


def _high_sessions(look: Look, report: Report) -> int:
    """Sessions of the last 14 days with a high score, begun since the screening was last answered."""
    limits = look.thresholds
    answered = max((one.at for one in look.facts.screenings if one.at <= report.at), default=None)
    recent = look.sessions(first=look.days_back(limits.high_days), last=look.day)
    worst = [one.worst for one in recent if one.at <= report.at and (answered is None or one.at > answered)]
    return sum(score is not None and score >= limits.high_score for score in worst)


def _is_severe(look: Look, checkin: CheckIn) -> bool:
    """T0's "7 or more and changed", before a session or on a bad day: above the usual discomfort, or with a
    sensation that is new."""
    is_asked = checkin.kind == "before" or checkin.bad_day
    if not is_asked or checkin.score is None or checkin.score < look.thresholds.severe_score:
        return False
    usual = look.baseline or 0
    return checkin.score > usual or any(look.is_new(one) for one in checkin.sensations)
