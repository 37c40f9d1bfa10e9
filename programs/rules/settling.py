"""How it goes over days and weeks: F1 and F2 (it should have settled, it keeps rising), G1 and G2 (no change,
a change most people notice; Ostelo 2008)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from programs.rules.absence import monday
from programs.rules.decision import PERSON, Decision, Effect, Inputs, Subject, inputs
from programs.rules.facts import CheckIn
from programs.rules.look import Look
from programs.rules.state import Plan


def decide(look: Look) -> Iterator[Decision]:
    """F1, F2, G1 and G2."""
    yield from _unsettled(look)
    yield from _rising(look)
    for plan in look.running:
        yield from _gain(look, plan)


def unsettled(look: Look) -> list[CheckIn]:
    """The check-ins F1 stands on: the last ones in a row, at least 3 over more than 72 h, all of one kind of
    high. Without a baseline 5 is high (the more careful reading)."""
    limits, baseline = look.thresholds, look.baseline
    kinds: list[Callable[[int], bool]] = [lambda score: score == 10]
    if baseline is not None:
        kinds.append(lambda score: score >= baseline + limits.settle_rise)
    if baseline is None or baseline < limits.settle_baseline:
        kinds.append(lambda score: score >= limits.settle_score)
    for is_high in kinds:
        run = _run(look, is_high)
        if len(run) >= limits.settle_checkins and run[-1].at - run[0].at > timedelta(hours=limits.settle_hours):
            return run
    return []


def _run(look: Look, is_high: Callable[[int], bool]) -> list[CheckIn]:
    """The last check-ins in a row whose score is high; those without a score say nothing."""
    run: list[CheckIn] = []
    for checkin in reversed(look.facts.all_checkins):
        if checkin.score is None:
            continue
        if not is_high(checkin.score):
            break
        run.append(checkin)
    return run[::-1]


def _unsettled(look: Look) -> Iterator[Decision]:
    run = unsettled(look) if look.running else []
    told = look.state.since_told("F1", "", look.day)
    if not run or (told is not None and told < timedelta(days=look.thresholds.settle_again_days)):
        return
    lowest = min(one.score or 0 for one in run)
    hours = int((run[-1].at - run[0].at).total_seconds() // 3600)
    basis = tuple(f"{one.at.isoformat()}:{one.score}" for one in run)
    numbers = inputs(checkins=len(run), lowest=lowest, days=hours // 24, hours=hours)
    yield Decision("F1", look.day, PERSON, "F1", numbers, basis, effect=Effect(told=("F1", "")), notice=True)


def weekly_medians(look: Look, weeks: int) -> list[tuple[date, float | None]]:
    """Monday and median of before of the last complete ISO weeks, oldest first; None with fewer than 2."""
    found: list[tuple[date, float | None]] = []
    for back in range(weeks, 0, -1):
        first = monday(look.day) - timedelta(weeks=back)
        after = first + timedelta(weeks=1)
        scores = [
            one.score
            for one in look.facts.all_checkins
            if one.kind == "before" and first <= one.day < after and one.score is not None
        ]
        found.append((first, median(scores) if len(scores) >= look.thresholds.rising_checkins else None))
    return found


def _rising(look: Look) -> Iterator[Decision]:
    """F2: each of three weeks above the one before it, by 1 or more in all. It holds progress until the
    median of a week is below that of the week before it."""
    limits, held = look.thresholds, look.state.rising
    medians = weekly_medians(look, limits.rising_weeks + 1)
    last = medians[-1][1]
    basis = tuple(f"{first.isoformat()}:{value}" for first, value in medians)
    if held is not None:
        if last is not None and last != held:
            yield Decision(
                "F2",
                look.day,
                PERSON,
                "F2.falls" if last < held else "F2.still",
                inputs(median=last, earlier=held),
                basis[-1:],
                effect=Effect(rising=last if last > held else -1.0),
            )
        return
    values = [value for _, value in medians if value is not None]
    if len(values) < len(medians) or any(b <= a for a, b in pairwise(values)):
        return
    if values[-1] - values[0] >= limits.rising_points:
        numbers = inputs(weeks=limits.rising_weeks, first=values[0], last=values[-1])
        effect = Effect(rising=values[-1])
        yield Decision("F2", look.day, PERSON, "F2", numbers, basis, effect=effect, notice=True)


def last_week_median(look: Look) -> float | None:
    """The median of all scores of the last 7 days, the day among them; None without a score."""
    first = look.days_back(7)
    scores = [one.score for one in look.facts.all_checkins if one.day >= first and one.score is not None]
    return median(scores) if scores else None


def _gain(look: Look, plan: Plan) -> Iterator[Decision]:
    """G1 after 2 weeks and, firmer, after 6: the first day it is so in the fortnight that follows each.
    G2 once a plan, not before 2 weeks either: a day's luck is no change."""
    limits = look.thresholds
    week = (look.day - plan.start).days / 7
    now = last_week_median(look)
    if now is None or plan.baseline is None or week < limits.gain_weeks:
        return
    gain = plan.baseline - now
    numbers = inputs(median=now, usual=plan.baseline, weeks=int(week))
    for sentence, mark in (("G1", limits.gain_weeks), ("G1.again", limits.gain_weeks_again)):
        due = mark <= week < mark + 2 and look.state.since_told(sentence, plan.id, look.day) is None
        if due and limits.gain_baseline <= plan.baseline and gain < limits.gain_points:
            yield _advice(look, plan, "G1", sentence, numbers)
    share = gain / plan.baseline if plan.baseline >= limits.notable_baseline else 0.0
    notable = gain >= limits.notable_points or share >= limits.notable_share
    if notable and look.state.since_told("G2", plan.id, look.day) is None:
        yield _advice(look, plan, "G2", "G2", numbers)


def _advice(look: Look, plan: Plan, rule: str, sentence: str, numbers: Inputs) -> Decision:
    effect = Effect(told=(sentence, plan.id))
    subject = Subject(plan=plan.id)
    return Decision(rule, look.day, subject, sentence, numbers, (sentence,), effect=effect, notice=True)
