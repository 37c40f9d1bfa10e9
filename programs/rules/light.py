"""The traffic light of an entry and of a session. What it does to the exercise (T1, T2, T3) is in `traffic`.

Green, amber and red follow the pain-monitoring model (0-2, 3-5, 6-10; Thomeé 1997, Silbernagel 2007), with
change added (Smith 2019). It was tested on tendons and knees, not backs.
"""

from __future__ import annotations

from dataclasses import dataclass

from programs.rules.facts import Entry, Light, Session, score_of
from programs.rules.thresholds import Thresholds

FEEL = {"fine": Light.GREEN, "bit": Light.AMBER, "too-much": Light.RED}


def light(
    *, before: int | None, score: int | None, baseline: int | None, sharp: bool = False, thresholds: Thresholds
) -> Light | None:
    """The light of one score against the score before. A sharp pain is red whatever was answered; without
    a before or a score there is no other light. Without a baseline every score is above it."""
    if sharp:
        return Light.RED
    if before is None or score is None:
        return None
    rise = score - before
    if rise >= thresholds.red_rise or (score >= thresholds.red_score and rise >= 1):
        return Light.RED
    if rise >= thresholds.amber_rise or score >= thresholds.red_score:
        return Light.AMBER
    return Light.AMBER if score >= thresholds.amber_score and score > (baseline or 0) else Light.GREEN


def entry_light(entry: Entry, *, before: int | None, baseline: int | None, thresholds: Thresholds) -> Light | None:
    """The light of an entry: by its number, else by its feel. A feel needs no before to be amber or red.

    It isn't green by a feel without a before, nor where it was broken off and not done: the more careful reading.
    """
    sharp = "sharp" in entry.sensations
    if entry.discomfort is None and entry.feel is not None and not sharp:
        felt = FEEL[entry.feel]
        found = None if felt is Light.GREEN and before is None else felt
    else:
        found = light(before=before, score=entry.discomfort, baseline=baseline, sharp=sharp, thresholds=thresholds)
    return None if found is Light.GREEN and not entry.was_tried else found


def session_light(session: Session, *, baseline: int | None, thresholds: Thresholds) -> Light | None:
    """The light of a session: its check-in after against the one before."""
    return light(
        before=score_of(session.before),
        score=score_of(session.after),
        baseline=baseline,
        sharp=session.after is not None and "sharp" in session.after.sensations,
        thresholds=thresholds,
    )


@dataclass(frozen=True, slots=True)
class Lit:
    """An entry with its light; `whole` is the light of its session."""

    session: Session
    entry: Entry
    light: Light | None
    whole: Light | None

    @property
    def key(self) -> str:
        """Names the entry and all its light stands on, within a person's facts."""
        entry, before, after = self.entry, score_of(self.session.before), score_of(self.session.after)
        told = [before, entry.discomfort, entry.feel, after, *sorted(entry.sensations)]
        return f"{self.session.key}/{entry.slug}:" + ",".join(map(str, told))


def lit_entries(session: Session, *, baseline: int | None, thresholds: Thresholds) -> list[Lit]:
    """The lights of a session's entries. A red session without a red entry makes each of them amber: it
    blames no exercise."""
    whole = session_light(session, baseline=baseline, thresholds=thresholds)
    before = score_of(session.before)
    lights = {
        entry.slug: entry_light(entry, before=before, baseline=baseline, thresholds=thresholds)
        for entry in session.entries
        if entry.was_tried or entry.sensations or entry.discomfort is not None or entry.reason == "pain"
    }
    blames_none = whole is Light.RED and Light.RED not in lights.values()
    return [
        Lit(session, entry, Light.AMBER if blames_none else lights[entry.slug], whole)
        for entry in sorted(session.entries, key=lambda one: one.slug)
        if entry.slug in lights
    ]
