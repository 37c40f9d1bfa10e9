"""Which of several decisions acts: S > T4 > T6 > T3 > N3 > N2 > F > A > P > G > T5 > T2 > T1.

All that apply are recorded. The most careful one acts *on the same thing*: an exercise, the size of the next
session, the making of a raise, or what the person is told about their weeks. On different things careful
rules stand beside each other: a screening that is due (S3) doesn't lift a stop (T4) or a half session (N2).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from programs.rules.decision import Decision
from programs.rules.facts import Undone

ORDER = ("S", "T4", "T6", "T3", "T0", "N3", "N2", "N4", "F", "A", "P", "G", "T5", "T2", "T1", "N1")
"""The published order; T0 (an offer), N4 and N1, which it doesn't name, stand beside their family."""

NEVER_HELD = ("S", "T0", "N1", "N4")
"""S always acts; T0 only offers; N1 and N4 change nothing."""

HOLDS_RAISES = ("S", "T4", "T6", "T3", "T0", "N3", "N2", "N4", "F", "A")
"""What keeps a dose from rising on the day it applies: T3 and T4 their exercise, A its plan, others all."""


def rank(rule: str) -> int:
    """Place in the order, the most careful rule 0. A family's letter stands for its rules."""
    return next(place for place, name in enumerate(ORDER) if rule.startswith(name))


def settle(decisions: Iterable[Decision], undone: frozenset[Undone] = frozenset()) -> list[Decision]:
    """The decisions, most careful first, each with whether it acts and which rule holds it."""
    taken_back = {one.fingerprint: one for one in undone}
    ordered = sorted(decisions, key=lambda one: (rank(one.rule), is_raise(one), str(one.subject), one.sentence))
    settled: list[Decision] = []
    for decision in ordered:
        if is_undone(decision, taken_back.get(decision.fingerprint)):
            settled.append(replace(decision, acts=False, undone=True))
            continue
        holder = next((one for one in settled if one.acts and _holds(one, decision)), None)
        settled.append(replace(decision, acts=holder is None, held_by=holder.rule if holder else None))
    return settled


def is_undone(decision: Decision, undone: Undone | None) -> bool:
    """Whether taking it back counts: never for S; for T3 and T4 only with the sign gone."""
    if undone is None or not decision.can_be_undone:
        return False
    return undone.sign_gone is True or not decision.asks_first


def is_raise(decision: Decision) -> bool:
    """P1, and T3's way back to the usual form."""
    return decision.rule == "P1" or decision.sentence == "T3.usual"


def _holds(one: Decision, other: Decision) -> bool:
    """Whether the more careful `one` keeps `other` from acting."""
    if other.rule.startswith(NEVER_HELD):
        return False
    if is_raise(other):
        return _holds_raise(one, other)
    if other.subject.kind == "exercise":
        return one.subject.exercise == other.subject.exercise and one.family in "TP" and one.rule != other.rule
    if other.rule in ("N2", "A2"):
        return one.sentence in ("N3", "N3.still")
    return other.rule in ("A1", "G1", "G2") and one.rule in ("F1", "F2", "A1") and one.notice


def _holds_raise(one: Decision, other: Decision) -> bool:
    if is_raise(one) or not one.rule.startswith(HOLDS_RAISES) or one.sentence == "F2.falls":
        return False
    if one.subject.kind == "exercise":
        return one.subject.exercise == other.subject.exercise
    return one.subject.plan in (None, other.subject.plan)
