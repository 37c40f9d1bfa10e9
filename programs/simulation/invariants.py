"""What has to hold for every person, worked out from the facts anew, apart from the rules' own code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import TypeVar

from programs.rules.dose import within, work
from programs.rules.engine import Day, replay
from programs.rules.facts import Facts, Session
from programs.rules.precedence import is_raise
from programs.rules.sentences import SENTENCES
from programs.simulation.life import Life

Row = TypeVar("Row")


def broken(life: Life) -> list[str]:
    """What doesn't hold in a life, one line each; empty where all does."""
    found = [line for day in life.days for line in (*_doses(day), *_reasons(day), *_raises(life, day))]
    return found + list(_locked(life)) + list(_order(life))


def _doses(day: Day) -> Iterator[str]:
    """None above its form's top or below its start dose."""
    for plan in day.state.plans:
        for one in plan.prescriptions:
            form = one.present_form
            if not within(one.dose, form.top) or work(one.dose, form.tempo) < work(form.start, form.tempo):
                yield f"{day.day} {one.slug}: {one.dose} isn't between {form.start} and {form.top}"


def _reasons(day: Day) -> Iterator[str]:
    """Every change has a rule, facts it stands on, and a sentence that its numbers fill."""
    for one in day.decisions:
        if not one.basis or not (SENTENCES[one.sentence] % one.numbers):
            yield f"{day.day} {one.rule} {one.subject}: no reason"


def _raises(life: Life, day: Day) -> Iterator[str]:
    """None raised within 7 days of a red or amber, none on missing data."""
    for one in day.decisions:
        if one.acts and is_raise(one):
            for session in life.facts.sessions:
                if session.plan == one.subject.plan and 0 <= (day.day - session.day).days <= 7:
                    yield from _against(life, day, session, one.subject.exercise or "")


def _against(life: Life, day: Day, session: Session, slug: str) -> Iterator[str]:
    before = session.before.score if session.before else None
    for entry in session.entries:
        if entry.slug != slug:
            continue
        if entry.discomfort is None or before is None or session.after is None:
            yield f"{day.day} {slug}: raised though {session.key} has no answer"
        elif entry.discomfort - before >= 2 or entry.sensations:
            yield f"{day.day} {slug}: raised though {session.key} was {before} > {entry.discomfort}"
        morning = session.day + timedelta(days=1)
        answered = any(one.day == morning and one.kind == "morning" for one in life.facts.checkins)
        if not answered and session.day < day.day and session.key in _basis(day, slug):
            yield f"{day.day} {slug}: raised though the morning after {session.key} is unanswered"


def _basis(day: Day, slug: str) -> str:
    return " ".join(fact for one in day.decisions if one.subject.exercise == slug for fact in one.basis)


def _locked(life: Life) -> Iterator[str]:
    """No session offered under an open emergency sign."""
    signs = [entry.at for one in life.facts.sessions for entry in one.entries if entry.signs]
    freed = [one.at for one in life.facts.clearances if one.kind == "seen"]
    for day, offered in life.offers:
        earlier = [sign for sign in signs if sign.date() < day]
        is_open = earlier and not any(max(earlier) < one and one.date() <= day for one in freed)
        if is_open and offered.block != "S1":
            yield f"{day}: a session is offered under an open emergency sign"


def _order(life: Life) -> Iterator[str]:
    """The same facts give the same plan, whatever the order they were entered in."""
    random = Random(1)  # noqa: S311 - made-up order, not cryptography
    again = replay(life.first, shuffled(life.facts, random), days=[day.day for day in life.days])
    if again != life.days:
        yield "the same facts in another order give another plan"


def shuffled(facts: Facts, random: Random) -> Facts:
    """The same facts in another order."""

    def mixed(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(random.sample(rows, len(rows)))

    return replace(
        facts,
        sessions=mixed(facts.sessions),
        checkins=mixed(facts.checkins),
        screenings=mixed(facts.screenings),
        clearances=mixed(facts.clearances),
        edits=mixed(facts.edits),
    )
