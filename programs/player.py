"""What the guided player gets from the server: its plan, and the drawings that it moves.

static/js/README.md describes both; the words are in `player_words`.
"""

import json
import re

from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from stretches import drawings

from . import player_words
from .models import Session
from .rules.dose import Dose, reduce
from .rules.thresholds import SHIPPED

LARGEST_PLACE = 500
"""Characters of a place as JSON."""
PLACE = {
    "slug": re.compile(r"[-\w]{1,60}"),
    "round": re.compile(r"[\w-]{0,10}"),
    "kind": re.compile(r"ready|work|switch|rest|between"),
    "form": re.compile(r"usual|easier"),
}
NUMBERS = {"set": 10, "elapsed": 3600, "at": 10**15}
"""The whole numbers of a place, and the most each may be."""


def plan(*, read, owner, present):
    """The plan of a session in full (`read` is its Log), ready for JSON; `present` is where its owner stands."""
    session = read.session
    return {
        "session": session.pk,
        "owner": owner_id(owner),
        "whoami_url": reverse("whoami"),
        "prefs": owner.player,
        "prefs_url": reverse("save_player"),
        "finish_url": reverse("session_finish", args=[session.pk]),
        "place_url": reverse("session_place", args=[session.pk]),
        "after_url": reverse("session_summary", args=[session.pk]),
        **scores(session, owner, present),
        "resume": session.place,
        "labels": player_words.labels(),
        "hurt": player_words.hurt(),
        "exercises": [exercise(entry) for entry in read.entries],
    }


NO_SCORE = 11
"""Above the scale: no score is as high."""


def scores(session, owner, present):
    """The lowest score before a session that makes it a bad day (T0), and the lowest that is severe (S3); NO_SCORE
    where nobody is asked about it (again).

    One query where the session is planned, for the numbers that the rules used on that day.
    """
    if session.status != Session.Status.PLANNED:
        return {"bad_day_from": NO_SCORE, "severe_from": NO_SCORE}
    used = owner.decided_days.filter(day=present.day).values_list("thresholds", flat=True).first()
    limits = {**SHIPPED.as_dict(), **(used or {})}
    usual = session.plan.baseline
    asked = any(one["sentence"] == "T0.asked" and one["acts"] for one in present.decisions)
    bad = min(limits["sore_score"], 10 if usual is None else usual + limits["sore_rise"])
    return {"bad_day_from": NO_SCORE if asked else bad, "severe_from": limits["severe_score"]}


def exercise(entry):
    """One exercise of a session as the player leads through it."""
    done, form = entry.exercise, entry.form
    return {
        "entry": entry.pk,
        "slug": done.slug,
        "form": form.kind,
        "sided": done.sided,
        "direction": done.direction,
        "recorded": milliseconds(entry.recorded_at) if entry.is_over else None,
        "sensations": entry.sensations,
        "save_url": reverse("entry_save", args=[entry.session_id, done.slug]),
        **way(form, entry.dose, done.name),
        "easier": easier(entry),
    }


def milliseconds(instant):
    """As scripts count time."""
    return int(instant.timestamp() * 1000)


def way(form, dose, name):
    """What differs between the forms of an exercise."""
    drawing = drawings.inline(form)
    return {
        "name": name,
        "cue": form.cue,
        "position": form.position,
        "dose": {"sets": dose.sets, "reps": dose.reps, "hold": dose.hold},
        "tempo": form.tempo,
        "figure": figure(drawing) if drawing else None,
        **breath(drawing, dose),
    }


def easier(entry):
    """The easier form at its start dose, reduced as the session is; None where there is none, or it is done already.

    What a clinician fixed is the usual form's dose: the easier one is reduced there, too, to the safe side.
    """
    form = entry.exercise.easier
    if not form or form == entry.form:
        return None
    dose = reduce(Dose(form.start_sets, form.start_reps, form.start_hold), entry.session.share)
    return way(form, dose, f"{entry.exercise.name}: {form.name}")


def figure(drawing):
    """How an inline drawing moves."""
    side = "right" if drawing.is_sided else None
    return {"template": drawing.name, "side": side, "loops": drawing.only_breathes, **drawing.frames}


def breath(drawing, dose):
    """The phases of the breath, from the poses of the figure: `to` is 1 at the end of the breath in, 0 of the one out.

    A hold breathes at the pace of the way there and back.
    """
    if not drawing or not drawing.breathing:
        return {"breath": None, "breath_seconds": None}
    share, direction = drawing.breathing
    start, go, hold, back = drawing.frames["timing"]
    seconds = start + go + hold + back
    if dose.hold and not drawing.only_breathes:
        seconds, share = go + back, go / (go + back)
    ways = [(share, direction), (1 - share, -direction)]
    phases = [
        {"label": _("Breathe in") if way > 0 else _("Breathe out"), "share": round(part, 3), "to": int(way > 0)}
        for part, way in ways
    ]
    return {"breath": phases, "breath_seconds": seconds}


def figures(read):
    """The drawings of a session's exercises and of their easier forms, each once."""
    forms = [form for entry in read.entries for form in (entry.form, entry.exercise.easier) if form]
    found = [drawing for form in forms if (drawing := drawings.inline(form))]
    return list({drawing.name: drawing for drawing in found}.values())


def owner_id(person):
    """An opaque name for a person, the same in every page and browser."""
    return salted_hmac("limber.player.owner", str(person.pk)).hexdigest()[:16]


def read_place(text, *, now):
    """The place in a JSON text, its instant (milliseconds) not after `now`; ValueError if it is none."""
    if len(text) > LARGEST_PLACE:
        raise ValueError("too long")
    sent = json.loads(text)
    if not isinstance(sent, dict) or set(sent) != {*PLACE, *NUMBERS, "rounds"}:
        raise ValueError("not a place")
    sent["round"] = sent["round"] or ""  # a pause between exercises belongs to none
    texts = all(isinstance(sent[key], str) and allowed.fullmatch(sent[key]) for key, allowed in PLACE.items())
    numbers = all(type(sent[key]) is int and 0 <= sent[key] <= most for key, most in NUMBERS.items())
    rounds = sent["rounds"]
    if not (texts and numbers and isinstance(rounds, list) and all(is_round(one) for one in rounds)):
        raise ValueError("not a place")
    return {**sent, "at": min(sent["at"], milliseconds(now))}


def is_round(value):
    return isinstance(value, str) and bool(PLACE["round"].fullmatch(value))
