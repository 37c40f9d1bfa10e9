"""The programs that ship with Limber: facts and words from `programs/content/` into the database.

Load the exercises first (`stretches.loading`). Loading again changes nothing, and what an editor changed or deleted
stays as it is (`stretches.shipping`).
"""

from pathlib import Path

from stretches.models import Exercise, Form, ShippedField, Status
from stretches.reading import languages, toml
from stretches.shipping import ContentError, delivery

from .models import Program, Stage, StageExercise

CONTENT = Path(__file__).parent / "content"


def load(folder=CONTENT):
    """Load all of it in one transaction. Gives the delivery: created, updated, and what was kept. ContentError."""
    facts = toml(folder / "programs.toml")
    words = {code: toml(folder / code / "programs.toml") for code in languages(folder)}
    with delivery() as ship:
        exercises = {exercise.slug: exercise for exercise in Exercise.objects.all()}
        programs = Program.objects.prefetch_related("translations", "stages__exercises")
        present = {program.slug: program for program in programs}
        for slug in facts.values:
            texts = {code: words_of(data.table(slug)) for code, data in words.items()}
            load_program(ship, slug, present.get(slug), facts.table(slug), texts, exercises)
        for data in [facts, *words.values()]:
            data.end()
    return ship


def words_of(data):
    """A program's words in one language."""
    texts = {field: data.take(field, str).strip() for field in ("name", "summary", "description")}
    data.end()
    return texts


def load_program(ship, slug, present, data, words, exercises):
    """One program with its stages."""
    stages = data.tables("stages")
    values = {
        "order": data.take("order", int),
        "status": Status.PUBLISHED,
        "is_default": data.take("default", bool),
        "is_scheduled": data.take("scheduled", bool),
        "order_by": data.take("order_by", str),
        "session_size": data.take("session_size", int),
        "dose_factor": data.take("dose_factor", float),
    }
    data.end()
    program = ship(present or Program(slug=slug), f"program/{slug}", facts=values, words=words)
    if program is None:
        return
    by_order = {stage.order: stage for stage in present.stages.all()} if present else {}
    for order, row in enumerate(stages, 1):
        load_stage(ship, f"program/{slug}/{order}", by_order.get(order), program, order, row, exercises)


def load_stage(ship, key, present, program, order, data, exercises):
    """A run of weeks with its exercises."""
    rows = data.tables("exercises")
    values = {"weeks": data.take("weeks", int), "days": data.take("days", int)}
    data.end()
    stage = ship(present or Stage(program=program, order=order), key, facts=values)
    if stage is None:
        return
    by_exercise = {row.exercise_id: row for row in present.exercises.all()} if present else {}
    for row in rows:
        slug = row.take("slug", str)
        values = {
            "form_kind": row.take("form", str, Form.Kind.USUAL.value),
            "is_core": row.take("core", bool, False),
        }
        row.end()
        exercise = find(exercises, slug, row)
        if exercise:
            there = by_exercise.get(exercise.pk) or StageExercise(stage=stage, exercise=exercise)
            ship(there, f"{key}/{slug}", facts=values)


def find(exercises, slug, row):
    """The exercise with that slug, or None if an editor deleted it; ContentError if it was never shipped."""
    if slug not in exercises and not ShippedField.objects.filter(object_key=f"exercise/{slug}").exists():
        raise ContentError(f"{row.where}: there is no exercise {slug}")
    return exercises.get(slug)
