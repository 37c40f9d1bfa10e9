"""The shipped exercises and programs as the rules see them, read from their data files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from programs.rules.dose import HOLD_STEP, LONG_HOLD_STEP, Dose
from programs.rules.schedule import StageDays
from programs.rules.state import Exercise, Form

ROOT = Path(__file__).resolve().parents[2]
EXERCISES = ROOT / "stretches" / "content" / "exercises"
PROGRAMS = ROOT / "programs" / "content" / "programs.toml"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a program: its days and, by slug, the form and whether the exercise is core."""

    days: StageDays
    exercises: tuple[tuple[str, str, bool], ...]


@cache
def exercises() -> dict[str, Exercise]:
    """The twelve by slug."""
    return {path.stem: _exercise(path.stem, tomllib.loads(path.read_text())) for path in EXERCISES.glob("*.toml")}


def _exercise(slug: str, facts: dict[str, Any]) -> Exercise:
    forms = tuple(
        Form(kind, Dose(**form["start"]), Dose(**form["top"]), form.get("tempo"))
        for kind, form in facts["forms"].items()
    )
    return Exercise(
        slug=slug,
        order=facts["order"],
        direction=facts["direction"],
        forms=forms,
        areas=frozenset(facts["areas"] if "stretch" in facts["kinds"] else ()),
        hold_step=LONG_HOLD_STEP if slug == "supine-position" else HOLD_STEP,
    )


@cache
def stages(program: str = "gentle-start") -> tuple[Stage, ...]:
    """The stages of a shipped program."""
    facts = tomllib.loads(PROGRAMS.read_text())[program]
    return tuple(
        Stage(
            StageDays(stage["weeks"], stage["days"]),
            tuple((e["slug"], e.get("form", "usual"), e.get("core", False)) for e in stage["exercises"]),
        )
        for stage in facts["stages"]
    )
