"""A day's decisions, and the fold that makes a plan of a person's facts.

`decide` is called with the state at the start of a local day and all facts known so far; called again on
the same day with more facts, it makes the day anew. `replay` folds it over days: late facts are a replay
from the day they count for. The same facts give the same plan, whatever the order they were entered in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from programs.rules import absence, morning, precedence, progress, safety, settling, signs, traffic
from programs.rules.decision import Decision
from programs.rules.facts import Edit, Facts
from programs.rules.look import Look
from programs.rules.state import Exercise, Plan, Prescription, Reduction, State, Stop
from programs.rules.thresholds import SHIPPED, Thresholds

UNDONE_LISTED = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Day:
    """What was decided on a day, most careful first, and the state it leaves."""

    day: date
    decisions: tuple[Decision, ...]
    state: State

    @property
    def acting(self) -> tuple[Decision, ...]:
        """The decisions that act."""
        return tuple(one for one in self.decisions if one.acts)


def decide(state: State, facts: Facts, *, day: date, thresholds: Thresholds = SHIPPED, evening: bool = True) -> Day:
    """All that the rules decide on a day. `state` is that of the start of the day (the end of the day
    before), `facts` hold at least the window before it; later ones are left out. `evening`: it has come."""
    known = facts.seen_on(day)
    state = begin(state, known, day)
    look = Look(state, known, day, thresholds, evening)
    folded, made = signs.fold(look)
    look = replace(look, state=folded)
    for rules in (safety, traffic, morning, settling, absence, progress):
        made += rules.decide(look)
    made = [one for one in made if not folded.since_told("undone", one.fingerprint, day)]
    decisions = precedence.settle(made, known.undone)
    for decision in reversed(decisions):
        folded = _apply(folded, decision)
    return Day(day, tuple(decisions), _close(folded, known, day))


def replay(
    state: State,
    facts: Facts,
    *,
    days: Iterable[date],
    thresholds: Mapping[date, Thresholds] | Callable[[date], Thresholds] | Thresholds = SHIPPED,
) -> list[Day]:
    """The days one after the other, each from the state the one before it left. `thresholds` are those
    stored with the decisions of each day; a day a mapping doesn't name has the shipped ones."""
    made: list[Day] = []
    for day in sorted(days):
        if isinstance(thresholds, Thresholds):
            today = thresholds
        else:
            today = thresholds(day) if callable(thresholds) else thresholds.get(day, SHIPPED)
        made.append(decide(state, facts, day=day, thresholds=today))
        state = made[-1].state
    return made


def days_between(first: date, last: date) -> list[date]:
    """All days from the first to the last, both among them."""
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def begin(state: State, facts: Facts, day: date) -> State:
    """The state as the day begins: edits of the day made, and lifted what is over."""
    for edit in facts.edits:
        if edit.day == day:
            state = _edited(state, edit)
    return replace(
        state,
        plans=tuple(_rested(plan, day) for plan in state.plans),
        stops=frozenset(stop for stop in state.stops if not _is_lifted(stop, facts, day)),
        reductions=frozenset(one for one in map(_moved(facts, day), state.reductions) if one),
        held_until=state.held_until if state.held_until and state.held_until > day else None,
        told=frozenset(one for one in state.told if one[0] != "undone" or day - one[2] < UNDONE_LISTED),
    )


def _rested(plan: Plan, day: date) -> Plan:
    """The plan with the rests that are over taken off."""
    rested = (
        replace(one, resting_until=None) if one.resting_until and one.resting_until < day else one
        for one in plan.prescriptions
    )
    return replace(plan, prescriptions=tuple(rested))


def _is_lifted(stop: Stop, facts: Facts, day: date) -> bool:
    """T4's stop lasts through the next session day: it is over the day after that."""
    return not stop.until_screened and any(
        session.was_done and stop.since < session.day < day for session in facts.sessions
    )


def _moved(facts: Facts, day: date) -> Callable[[Reduction], Reduction | None]:
    """N2's reduction is over after the plan's next session; A2's a week after the first one back."""

    def moved(one: Reduction) -> Reduction | None:
        done = [s.day for s in facts.sessions if s.plan == one.plan and s.was_done and one.since <= s.day < day]
        if one.rule == "A2":
            back = one.back or min(done, default=None)
            return None if back and (day - back).days >= one.days else replace(one, back=back)
        return None if done else one

    return moved


def _edited(state: State, edit: Edit) -> State:
    """The state with a prescription changed by hand. A dose or form of one's own starts its days anew."""
    if all(plan.id != edit.plan for plan in state.plans):
        return state
    plan = state.plan(edit.plan)
    present = plan.prescription(edit.slug)
    if present is None:
        if edit.exercise is None:
            return state
        present = _added(edit, edit.exercise)
    form = present.exercise.form(edit.form or present.form) or present.present_form
    dose = edit.dose or (present.dose if form.kind == present.form else form.start)
    if (form.kind, dose) != (present.form, present.dose):
        present = replace(present, form=form.kind, dose=dose, since=edit.day, eased=False, offered=False)
    present = replace(
        present,
        core=present.core if edit.core is None else edit.core,
        fixed=present.fixed if edit.fixed is None else edit.fixed,
        hidden=present.hidden if edit.hidden is None else edit.hidden,
        resting_until=None if edit.awake else present.resting_until,
    )
    return state.with_plan(plan.with_prescription(present))


def _added(edit: Edit, exercise: Exercise) -> Prescription:
    form = exercise.form(edit.form or "usual") or exercise.forms[0]
    return Prescription(exercise, form.kind, edit.dose or form.start, edit.day)


def _apply(state: State, decision: Decision) -> State:
    """The state with a decision's effect. One taken back is listed once; advice stays given."""
    effect, day = decision.effect, decision.day
    told = {(*effect.told, day)} if effect.told and (decision.acts or decision.undone) else set()
    if decision.undone:
        told.add(("undone", decision.fingerprint, day))
    state = replace(state, told=state.told | told)
    if not decision.acts:
        return state
    if effect.prescription is not None and decision.subject.plan is not None:
        state = state.with_plan(state.plan(decision.subject.plan).with_prescription(effect.prescription))
    calm = None if effect.end_sore else state.sore_calm if effect.calm is None else effect.calm
    rising = state.rising if effect.rising is None else effect.rising
    return replace(
        state,
        stops=state.stops | ({effect.stop} if effect.stop else set()),
        reductions=_with(state.reductions, effect.reductions),
        held_until=max(filter(None, [state.held_until, effect.hold_until]), default=None),
        flared=effect.flared or state.flared,
        rising=None if rising is not None and rising < 0 else rising,
        sore_calm=calm,
        due=state.due | ({effect.due} if effect.due and decision.rule != "S3" else set()),
    )


def _with(present: frozenset[Reduction], added: Iterable[Reduction]) -> frozenset[Reduction]:
    """A plan has one reduction a rule: the newer one counts."""
    new = {(one.rule, one.plan): one for one in added}
    return frozenset(one for one in present if (one.rule, one.plan) not in new) | frozenset(new.values())


def _close(state: State, facts: Facts, day: date) -> State:
    """The state at the end of the day: when each exercise and each plan was last done."""
    for plan in state.plans:
        today = [one for one in facts.sessions if one.day == day and one.plan == plan.id]
        tried = {entry.slug for session in today for entry in session.entries if entry.was_tried}
        last = day if any(session.was_done for session in today) else plan.last_done
        done = (replace(one, last_done=day) if one.slug in tried else one for one in plan.prescriptions)
        state = state.with_plan(replace(plan, prescriptions=tuple(done), last_done=last))
    return state
