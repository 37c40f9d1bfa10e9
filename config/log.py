"""A log without anything personal: no addresses, no query strings, no tokens."""

import logging
import re
from typing import Any

EMAIL = re.compile(r"[^\s@()<>\"']+@[^\s@()<>\"']+")
# Up to what PostgreSQL says next, or Python of the error that followed: a value may have lines of its own.
AFTER = r"\n(?:HINT|CONTEXT|QUERY|WHERE): |\n\n(?:The above exception|During handling)|\Z"
DETAIL = re.compile(rf"^DETAIL: .*?(?={AFTER})", re.MULTILINE | re.DOTALL)


class Impersonal(logging.Filter):
    """Name a failed request by its route: its path may hold a token, its query string anything."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Reword what is said about a request; let everything through."""
        request: Any = getattr(record, "request", None)
        if hasattr(request, "resolver_match"):
            match = request.resolver_match
            record.msg = "%s %s answered %s"
            route = match.route if match else "(no such address)"
            record.args = (request.method, route or "/", getattr(record, "status_code", "?"))
        return True


class PlainFormatter(logging.Formatter):
    """One line and the traceback; e-mail addresses and the database's quoted values are taken out."""

    def __init__(self) -> None:
        """Fix the format: when, how bad, who says it, what."""
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        """Give the text of a record without addresses and values."""
        return DETAIL.sub("DETAIL: (left out)", EMAIL.sub("(address)", super().format(record)))
