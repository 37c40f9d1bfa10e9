"""The drawings of a form: made when its content changes, kept for good under the hash of their bytes.

`Form.drawings` maps a view and a side ("moving-right") to a hash; `figure_url` gives the immutable address of one.
Whoever changes a movement, the areas or the words calls `redraw` in the same transaction; it draws only what differs.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from . import figures
from .figures.glow import AREAS
from .models import Drawing, Form

SIDES = ("right", "left")
# moving: an endless loop; still: its positions side by side; pose: the position it leads to, alone.
VIEWS = ("moving", "still", "pose")


def drawn(form):
    """The form whose drawing shows this one: itself, or the usual form in the same position; None without either."""
    if form.drawings:
        return form
    usual = form.exercise.usual
    return usual if usual and usual.drawings and usual.position == form.position else None


def figure_hash(form, view="moving", side="right"):
    """The hash of the form's drawing, or None. An exercise without sides has one drawing for both."""
    shown = drawn(form) if form else None
    if not shown:
        return None
    return shown.drawings.get(f"{view}-{side}") or shown.drawings.get(f"{view}-right")


def figure_url(form, view="moving", side="right"):
    """The immutable address of the form's drawing, or "" where there is none."""
    found = figure_hash(form, view, side)
    return reverse("drawing", args=[found]) if found else ""


@dataclass(frozen=True)
class Inline:
    """A form's drawing for the player: the SVG element, what moves in it, how it breathes, and its sides."""

    name: str
    svg: str
    frames: dict
    breathing: tuple | None
    only_breathes: bool
    is_sided: bool


def inline(form):
    """The form's drawing for the player, or None where there is none."""
    shown = drawn(form)
    return _inline(shown, shown.drawings["source"]) if shown else None


@lru_cache(maxsize=128)
def _inline(form, source):
    """Made once a process: `source` names all that it is made of."""
    movement = figures.parse_movement(form.movement)
    areas = worked(form)
    title, desc = words_of(form)
    return Inline(
        name=f"figure-{form.exercise.slug}-{form.kind}",
        svg=figures.draw_inline(movement, areas=areas, title=title, desc=desc),
        frames=figures.keyframes(movement, areas=areas),
        breathing=figures.breathing(movement),
        only_breathes=figures.only_breathes(movement),
        is_sided=form.exercise.is_sided,
    )


def redraw(forms=None):
    """Draw the forms (all by default) whose movement, areas, words or way of drawing changed.

    Gives (form, FigureError) for each that can't be drawn; it keeps the drawings it had.
    """
    forms = Form.objects.all() if forms is None else forms
    failed = []
    for form in forms.prefetch_related("translations", "exercise__translations", "exercise__areas__translations"):
        source = source_of(form)
        if form.drawings.get("source") == source or not (form.movement or form.drawings):
            continue
        try:
            form.drawings = {"source": source, **draw_views(form)} if form.movement else {}
        except figures.FigureError as error:
            failed.append((form, error))
        else:
            form.save(update_fields=["drawings"])
    return failed


def draw_views(form):
    """Draw the form from each side that it has, keep the drawings, and give their hashes by view and side."""
    movement = figures.parse_movement(form.movement)
    areas = worked(form)
    title, desc = words_of(form)
    rows, hashes = [], {}
    for side in SIDES if form.exercise.is_sided else SIDES[:1]:
        for view in VIEWS:
            pose = len(movement.poses) - 1 if view == "pose" else None
            svg = figures.draw(
                movement, areas=areas, side=side, still=view == "still", pose=pose, title=title, desc=desc
            )
            hashes[f"{view}-{side}"] = digest = hashlib.sha256(svg.encode()).hexdigest()
            rows.append(Drawing(hash=digest, svg=svg))
    Drawing.objects.bulk_create(rows, ignore_conflicts=True)
    return hashes


def worked(form):
    """The areas that glow."""
    return [area.slug for area in form.exercise.areas.all() if area.slug in AREAS]


def words_of(form):
    """What is seen, in the default language of the content: a title and a description."""
    language = settings.PARLER_DEFAULT_LANGUAGE_CODE
    word = {"language_code": language, "any_language": True, "default": ""}
    name = form.exercise.safe_translation_getter("name", **word)
    areas = [area.safe_translation_getter("name", **word) for area in form.exercise.areas.all()]
    with translation.override(language):
        title = _("%(exercise)s: %(form)s") % {"exercise": name, "form": form.safe_translation_getter("name", **word)}
        worked = _("What it works on glows: %(areas)s.") % {"areas": ", ".join(areas)} if areas else ""
    return title, f"{form.safe_translation_getter('cue', **word)} {worked}".strip()


def source_of(form):
    """A fingerprint of all that a drawing is made of, and of the code that makes it."""
    areas = [area.slug for area in form.exercise.areas.all()]
    facts = [way_of_drawing(), form.movement, areas, form.exercise.is_sided, words_of(form)]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


@lru_cache(maxsize=1)
def way_of_drawing():
    """A fingerprint of the drawing code: a release that draws better draws everything anew."""
    files = sorted(Path(figures.__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
