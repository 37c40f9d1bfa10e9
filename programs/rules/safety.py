"""What stops today: T0 (a bad day), T4 (leg signs), T5 (moving up, allowed), T6 (dizzy)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from programs.rules.decision import NOTHING, PERSON, Decision, Effect, Subject, inputs
from programs.rules.facts import Light, score_of
from programs.rules.look import Look
from programs.rules.signs import AT_ONCE, LEG, Report, reports
from programs.rules.state import Stop

DIZZY_STOPS = frozenset({"downward-facing-dog", "fish-pose", "camel-pose"})


def decide(look: Look) -> Iterator[Decision]:
    """T0, T4, T5 and T6 for what was told today."""
    yield from _bad_days(look)
    for report in reports(look):
        yield from _leg(look, report)
        if "dizzy" in report.sensations:
            stop = Stop("T6", look.day, slugs=DIZZY_STOPS, until_screened=True)
            effect = NOTHING if look.screened_since(report.at) else Effect(stop=stop)
            basis = (report.at.isoformat(),)
            yield Decision("T6", look.day, _subject(report), "T6", (), basis, effect=effect, notice=True)
    for lit in look.lit_today:
        if "moving-up" in lit.entry.sensations and lit.light is not Light.RED:
            about = Subject(plan=lit.session.plan, exercise=lit.entry.slug)
            told = inputs(exercise=lit.entry.slug, during=lit.entry.discomfort)
            yield Decision("T5", look.day, about, "T5", told, (lit.key,))


def _subject(report: Report) -> Subject:
    if report.session is None or report.entry is None:
        return PERSON
    return Subject(plan=report.session.plan, exercise=report.entry.slug)


def _bad_days(look: Look) -> Iterator[Decision]:
    """T0: the sore-day session is offered; sensations and emergency signs are asked first."""
    limits = look.thresholds
    for session in look.today:
        before = score_of(session.before)
        usual = next((plan.baseline for plan in look.running if plan.id == session.plan), None)
        risen = before is not None and usual is not None and before >= usual + limits.sore_rise
        if before is not None and (risen or before >= limits.sore_score):
            about = Subject(plan=session.plan, session=session.ordinal)
            yield Decision(
                "T0",
                look.day,
                about,
                "T0",
                inputs(before=before, usual=usual),
                (f"{session.key}:{before}",),
            )
    for checkin in look.checkins_today:
        if checkin.bad_day:
            yield Decision("T0", look.day, PERSON, "T0.asked", (), (checkin.at.isoformat(),))


def _leg(look: Look, report: Report) -> Iterator[Decision]:
    """T4: an entry stops its direction (a neutral exercise itself); a check-in after a session, where no entry
    of it names a leg sign, stops every direction done in it, for it can't say which one it was."""
    signs = report.sensations & LEG
    if not signs:
        return
    ways, slugs = _blamed(look, report)
    if not ways and not slugs:
        return
    told = inputs(sensations=", ".join(sorted(signs)), ways=", ".join(sorted(ways)), day=look.day.isoformat())
    if report.entry is not None:
        told = tuple(sorted((*told, ("exercise", report.entry.slug))))
    sentence = "T4.signs" if signs & AT_ONCE else "T4"
    basis = (report.at.isoformat(), *sorted(signs))
    stop = Stop("T4", look.day, ways=ways, slugs=slugs)
    made = Decision("T4", look.day, _subject(report), sentence, told, basis, notice=True)
    yield replace(made, effect=Effect(stop=stop))


def _blamed(look: Look, report: Report) -> tuple[frozenset[str], frozenset[str]]:
    known = {one.slug: one.exercise for plan in look.state.plans for one in plan.prescriptions}
    if report.entry is not None:
        exercise = known.get(report.entry.slug)
        ways = exercise.ways if exercise else frozenset()
        return ways, frozenset() if ways else frozenset({report.entry.slug})
    after = [session for session in look.today if session.after is not None and session.after == report.checkin]
    entries = [entry for session in after for entry in session.entries]
    if any(entry.sensations & LEG for entry in entries):
        return frozenset(), frozenset()
    done = [known[entry.slug] for entry in entries if entry.was_tried and entry.slug in known]
    return frozenset(way for exercise in done for way in exercise.ways), frozenset()
