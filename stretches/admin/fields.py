"""Form fields of the editing pages: lists to tick, markdown with a preview, a movement with its drawing."""

import json
import re
from functools import lru_cache

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from stretches import figures
from stretches.figure_words import sentence

MOST_CHARACTERS = 20_000
ONE_LINE = 100
NUMBERS = re.compile(r"\[\s+([^\[\]{}]*?)\s+\]")
INNERMOST = re.compile(r"\{\n[^{}]*\}")


class Ticks(forms.MultipleChoiceField):
    """Some of a few, as checkboxes; the value is a list."""

    widget = forms.CheckboxSelectMultiple


class PieceTicks(forms.ModelMultipleChoiceField):
    """Some of the pieces of content, as checkboxes."""

    widget = forms.CheckboxSelectMultiple


class MarkdownWidget(AdminTextareaWidget):
    """A text with a live preview beside it (static/editing/markdown.js)."""

    def __init__(self, attrs=None):
        super().__init__({"data-markdown": _("Preview"), "rows": 10, **(attrs or {})})


class MovementWidget(forms.Textarea):
    """The movement as data, with a drawing that follows the typing (static/editing/movement.js)."""

    template_name = "admin/editing/movement.html"

    def __init__(self, attrs=None):
        super().__init__({"rows": 18, "spellcheck": "false", "class": "movement-data", **(attrs or {})})


class MovementField(forms.JSONField):
    """Poses and timing as JSON; what can't be drawn is refused in words."""

    widget = MovementWidget

    def to_python(self, value):
        if value in self.empty_values:
            return None
        text = value if isinstance(value, str) else json.dumps(value)
        try:
            check_drawable(text)
        except figures.FigureError as error:
            raise ValidationError(sentence(error), code="unreachable") from error
        return read_movement(text)

    def bound_data(self, data, initial):
        """What was typed, as typed."""
        return initial if self.disabled else data

    def prepare_value(self, value):
        """Laid out to be read; what the editor typed wrong stays as typed."""
        if value is None or isinstance(value, str):
            return value or ""
        return movement_text(value)


@lru_cache(maxsize=64)
def check_drawable(text):
    """Raise FigureError for a movement, as JSON, that can't be drawn, and ValidationError for what is no JSON. A form
    that is saved asks three times."""
    figures.parse_movement(read_movement(text))


def read_movement(text):
    """The data of a movement typed as JSON. ValidationError says what is wrong with it."""
    if len(text) > MOST_CHARACTERS:
        raise ValidationError(_("This is longer than a movement can be."), code="too_long")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = {"line": error.lineno, "column": error.colno}
        raise ValidationError(
            _("This is no JSON: look at line %(line)s, character %(column)s."), code="invalid", params=where
        ) from error
    except (ValueError, RecursionError) as error:
        raise ValidationError(_("This is no JSON that we can read."), code="invalid") from error


def movement_text(data):
    """A movement as JSON laid out for people: a limb on a line."""
    text = json.dumps(data, indent=2, ensure_ascii=False)
    text = NUMBERS.sub(lambda found: f"[{' '.join(found[1].split())}]", text)
    return INNERMOST.sub(lambda found: one_line(found[0]), text)


def one_line(text):
    flat = " ".join(text.split()).replace("{ ", "{").replace(" }", "}")
    return flat if len(flat) <= ONE_LINE else text
