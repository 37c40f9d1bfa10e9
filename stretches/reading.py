"""Read shipped data files, with errors that name the file and the field. Used by every app that ships content."""

import json
import tomllib
from pathlib import Path

from django.conf import settings

from .shipping import ContentError

KINDS = {
    int: "a whole number",
    str: "a text",
    bool: "true or false",
    float: "a number",
    list: "a list",
    dict: "a table",
}


class Data:
    """A table of a data file. Every field must be asked for: `end()` refuses what is left over."""

    def __init__(self, values, where):
        if not isinstance(values, dict):
            raise ContentError(f"{where}: give a table")
        self.values, self.where, self._left = values, where, set(values)

    def take(self, field, kind, default=...):
        """The field's value, which must be of that type; without a default it must be there."""
        self._left.discard(field)
        value = self.values.get(field, default)
        if value is ...:
            raise ContentError(f"{self.where}: {field} is missing")
        if field in self.values and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
            raise ContentError(f"{self.where}: {field} should be {KINDS[kind]}")
        return value

    def table(self, field, default=...):
        """A table inside this one."""
        return Data(self.take(field, dict, default), f"{self.where}: {field}")

    def tables(self, field):
        """A list of tables inside this one; empty if it is left out."""
        rows = self.take(field, list, [])
        return [Data(row, f"{self.where}: {field} {number}") for number, row in enumerate(rows, 1)]

    def texts(self, field, default=...):
        """A list of lines as one text, a line each."""
        rows = self.take(field, list, default)
        if any(not isinstance(row, str) or "\n" in row.strip() for row in rows):
            raise ContentError(f"{self.where}: {field} should be a list of lines")
        return "\n".join(row.strip() for row in rows)

    def end(self):
        """Refuse fields that nobody asked for: they are usually misspelt."""
        if self._left:
            raise ContentError(f"{self.where}: not known: {', '.join(sorted(self._left))}")


def toml(path):
    """The data of a TOML file."""
    try:
        return Data(tomllib.loads(path.read_text("utf-8")), short(path))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError(f"{short(path)}: {error}") from error


def json_or_none(path):
    """The data of a JSON file, or None where there is no such file."""
    if not path.exists():
        return None
    try:
        return json.loads(path.read_text("utf-8"))
    except (UnicodeDecodeError, ValueError) as error:
        raise ContentError(f"{short(path)}: {error}") from error


def languages(folder):
    """The languages the folder has words in: its subfolders that are named like a language of the settings."""
    return [code for code, _ in settings.LANGUAGES if (folder / code).is_dir()]


def short(path):
    """The path as the person who edits the file would say it."""
    path = Path(path)
    return str(path.relative_to(settings.BASE_DIR)) if path.is_relative_to(settings.BASE_DIR) else str(path)
