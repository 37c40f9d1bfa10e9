"""The content that ships with Limber: facts and words from `stretches/content/` into the database.

Facts without words are in `content/`, words in a folder a language (`content/en/`). Loading again changes nothing;
what an editor changed or deleted stays as it is (`shipping.py`).
"""

from pathlib import Path

from .drawings import redraw
from .models import BodyArea, Caution, Condition, Exercise, Form, Question, Status
from .reading import Data, json_or_none, languages, toml
from .shipping import ContentError, delivery

CONTENT = Path(__file__).parent / "content"
EXERCISE_WORDS = ("name", "summary", "purpose", "breath", "image", "caution")


def load(folder=CONTENT):
    """Load all of it in one transaction. Gives the delivery: created, updated, and what was kept. ContentError."""
    with delivery() as ship:
        shelf = Shelf(folder)
        areas = load_areas(ship, shelf)
        conditions = load_conditions(ship, shelf)
        present = {piece.slug: piece for piece in Exercise.objects.prefetch_related(*Shelf.TREE)}
        for path in sorted((folder / "exercises").glob("*.toml")):
            load_exercise(ship, shelf, path.stem, present.get(path.stem), areas, conditions)
        load_questions(ship, shelf)
        for form, error in redraw():
            ship.kept.append(f"exercise/{form.exercise.slug}/{form.kind}: no new drawing: {error}")
    return ship


class Shelf:
    """The files of one content folder."""

    TREE = ("translations", "areas", "forms__translations", "cautions__translations")

    def __init__(self, folder):
        self.folder = folder
        self.languages = languages(folder)

    def facts(self, name):
        return toml(self.folder / f"{name}.toml")

    def words(self, name):
        """The words of a file in each language that has it."""
        paths = {code: self.folder / code / f"{name}.toml" for code in self.languages}
        found = {code: toml(path) for code, path in paths.items() if path.exists()}
        if not found:
            raise ContentError(f"{name}.toml: no language has words for it")
        return found

    def movement(self, slug, kind):
        return json_or_none(self.folder / "movements" / f"{slug}.{kind}.json")


def load_areas(ship, shelf):
    """Body areas by slug; those that an editor deleted are missing."""
    facts, words = shelf.facts("areas"), shelf.words("areas")
    present = {piece.slug: piece for piece in BodyArea.objects.prefetch_related("translations")}
    shipped = {}
    for order, row in enumerate(facts.tables("areas"), 1):
        slug, view = row.take("slug", str), row.take("view", str)
        row.end()
        area = present.get(slug) or BodyArea(slug=slug)
        names = {code: {"name": data.take(slug, str)} for code, data in words.items()}
        shipped[slug] = ship(area, f"area/{slug}", facts={"order": order, "view": view}, words=names)
    end(facts, *words.values())
    return shipped


def load_conditions(ship, shelf):
    """Conditions by slug; those that an editor deleted are missing."""
    facts, words = shelf.facts("conditions"), shelf.words("conditions")
    present = {piece.slug: piece for piece in Condition.objects.prefetch_related("translations")}
    shipped = {}
    for order, row in enumerate(facts.tables("conditions"), 1):
        slug = row.take("slug", str)
        values = {"order": order, "list": row.take("list", str)}
        row.end()
        texts = {code: data.table(slug) for code, data in words.items()}
        condition = present.get(slug) or Condition(slug=slug)
        wording = {code: wording_of(table, ("question", "advice")) for code, table in texts.items()}
        shipped[slug] = ship(condition, f"condition/{slug}", facts=values, words=wording)
    end(facts, *words.values())
    return shipped


def load_exercise(ship, shelf, slug, present, areas, conditions):
    """One exercise with its forms and cautions."""
    facts, words = shelf.facts(f"exercises/{slug}"), shelf.words(f"exercises/{slug}")
    values = {"status": Status.PUBLISHED}
    for field, kind in (("order", int), ("level", int), ("kinds", list), ("sided", str), ("direction", str)):
        values[field] = facts.take(field, kind)
    targets = [find(areas, name, facts) for name in facts.take("areas", list)]
    forms, cautions = facts.table("forms"), facts.tables("cautions")
    facts.end()
    form_words = {code: data.table("forms") for code, data in words.items()}
    caution_words = {code: data.table("cautions", {}) for code, data in words.items()}
    wording = {code: exercise_words(data) for code, data in words.items()}

    exercise = ship(
        present or Exercise(slug=slug),
        f"exercise/{slug}",
        facts=values,
        words=wording,
        many={"areas": [area for area in targets if area]},
    )
    if exercise is None:
        return
    by_kind = load_forms(ship, shelf, exercise, forms, form_words)
    load_cautions(ship, exercise, cautions, caution_words, conditions, by_kind)


def load_forms(ship, shelf, exercise, forms, words):
    """The exercise's forms by kind."""
    present = {form.kind: form for form in exercise.forms.all()}
    shipped = {}
    for kind in Form.Kind.values:
        if kind not in forms.values:
            continue
        values = form_facts(forms.table(kind))
        values["movement"] = shelf.movement(exercise.slug, kind)
        wording = {code: form_wording(data.table(kind)) for code, data in words.items()}
        form = present.get(kind) or Form(exercise=exercise, kind=kind)
        shipped[kind] = ship(form, f"exercise/{exercise.slug}/{kind}", facts=values, words=wording)
    end(forms, *words.values())
    return shipped


def load_cautions(ship, exercise, rows, words, conditions, forms):
    """What conditions mean for this exercise."""
    present = {caution.condition_id: caution for caution in exercise.cautions.all()}
    for row in rows:
        slug, effect = row.take("condition", str), row.take("effect", str)
        condition, kind = find(conditions, slug, row), row.take("form", str, "")
        row.end()
        advice = {code: {"advice": data.take(slug, str)} for code, data in words.items()}
        if condition is None:
            continue
        caution = present.get(condition.pk) or Caution(exercise=exercise, condition=condition)
        values = {"effect": effect, "form": find(forms, kind, row) if kind else None}
        ship(caution, f"caution/{exercise.slug}/{slug}", facts=values, words=advice)
    end(*words.values())


def load_questions(ship, shelf):
    """The questions people ask, in order."""
    present = {piece.slug: piece for piece in Question.objects.prefetch_related("translations")}
    facts = shelf.facts("questions")
    for order, slug in enumerate(facts.take("questions", list), 1):
        words = shelf.words(f"questions/{slug}")
        wording = {code: wording_of(data, ("question", "answer")) for code, data in words.items()}
        question = present.get(slug) or Question(slug=slug)
        ship(question, f"question/{slug}", facts={"order": order, "status": Status.PUBLISHED}, words=wording)
    facts.end()


def wording_of(data, fields):
    """The texts of a table that has just these fields."""
    texts = {field: data.take(field, str).strip() for field in fields}
    data.end()
    return texts


def exercise_words(data):
    """The words of an exercise in one language."""
    texts = {field: data.take(field, str).strip() for field in EXERCISE_WORDS}
    texts["also_known_as"] = data.texts("also_known_as", [])
    texts["mistakes"] = data.texts("mistakes", [])
    data.end()
    return texts


def form_facts(data):
    """A form's facts; a dose is a table of sets, reps and perhaps hold."""
    facts = {
        "position": data.take("position", str),
        "needs_floor": data.take("needs_floor", bool),
        "equipment": data.take("equipment", list, []),
        "tempo": data.take("tempo", int, None),
    }
    for end_of_ladder in ("start", "top"):
        dose = data.table(end_of_ladder)
        for field, default in (("sets", ...), ("reps", ...), ("hold", None)):
            facts[f"{end_of_ladder}_{field}"] = dose.take(field, int, default)
        dose.end()
    data.end()
    return facts


def form_wording(data):
    """A form's words in one language."""
    texts = {"name": data.take("name", str), "cue": data.take("cue", str), "steps": data.texts("steps")}
    data.end()
    return texts


def find(pieces, slug, row):
    """The piece with that slug, or None if an editor deleted it; ContentError if it was never shipped."""
    if slug not in pieces:
        raise ContentError(f"{row.where}: there is no {slug}")
    return pieces[slug]


def end(*tables: Data) -> None:
    """Refuse what is left over in any of these tables."""
    for table in tables:
        table.end()
