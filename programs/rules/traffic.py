"""What a light does to the exercise: T1 carry on, T2 keep the dose, T3 step down or rest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from programs.rules.decision import Decision, Inputs, Subject, change, inputs
from programs.rules.facts import Light, score_of
from programs.rules.light import Lit
from programs.rules.look import Look
from programs.rules.state import Plan, Prescription


def decide(look: Look) -> Iterator[Decision]:
    """T1, T2 and T3 for the day's entries; T3's way back is in `progress`, being a raise."""
    for lit in look.lit_today:
        subject = Subject(plan=lit.session.plan, exercise=lit.entry.slug)
        if lit.light is Light.GREEN:
            yield Decision("T1", look.day, subject, "T1", _numbers(lit), (lit.key,))
        elif lit.light is Light.AMBER:
            yield Decision("T2", look.day, subject, "T2", _numbers(lit), (lit.key,))
    yield from _red_afters(look)
    red = {lit.entry.slug for lit in look.lit_today if lit.light is Light.RED}
    for plan in look.running:
        for prescription in plan.prescriptions:
            if prescription.slug in red and not prescription.hidden:
                yield _step_down(look, plan, prescription)


def _numbers(lit: Lit) -> Inputs:
    return inputs(
        exercise=lit.entry.slug,
        before=score_of(lit.session.before),
        during=lit.entry.discomfort,
        feel=lit.entry.feel,
        day=lit.session.day.isoformat(),
    )


def _red_afters(look: Look) -> Iterator[Decision]:
    """A red after with no red entry raises a notice."""
    for session in look.today:
        mine = [lit for lit in look.lit_today if lit.session == session]
        if mine and mine[0].whole is Light.RED and all(lit.light is not Light.RED for lit in mine):
            told = inputs(before=score_of(session.before), after=score_of(session.after))
            subject = Subject(plan=session.plan, session=session.ordinal)
            basis = tuple(lit.key for lit in mine)
            yield Decision("T2", look.day, subject, "T2.after", told, basis, notice=True)


def _step_down(look: Look, plan: Plan, prescription: Prescription) -> Decision:
    """T3: a red today, in whichever plan; a second one in 14 days is a rest.

    A rest ends in the easiest form there is, at its start dose (of "none: it rests 14 days, then easier
    form" and "rests", the one reading that never comes back as hard as it was).
    """
    limits = look.thresholds
    reds = [lit for lit in look.lit(prescription.slug, days=limits.red_days) if lit.light is Light.RED]
    latest = [lit for lit in reds if lit.session.day == look.day]
    easier = prescription.exercise.easier_than(prescription.form)
    again = len(reds) >= limits.reds
    rest = again or easier is None
    form = easier or prescription.present_form
    back = look.day + timedelta(days=limits.rest_days) if rest else prescription.resting_until
    after = prescription.moved_to(
        form, day=look.day, eased=prescription.eased or easier is not None, resting_until=back
    )
    sentence = "T3.again" if again else "T3.rest" if rest else "T3.easier"
    told = dict(_numbers(latest[-1])) | {"reds": len(reds), "until": back.isoformat() if back else None}
    made = Decision(
        "T3",
        look.day,
        Subject(plan=plan.id, exercise=prescription.slug),
        sentence,
        inputs(**told),
        tuple(lit.key for lit in latest),
        notice=again,
    )
    return change(made, prescription, after)
