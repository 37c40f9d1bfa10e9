"""The log holds nothing personal."""

import logging
from types import SimpleNamespace

from config.log import Impersonal, PlainFormatter


def line(message: str, **extra: object) -> str:
    """Give the line that a record becomes."""
    record = logging.makeLogRecord({"msg": message, "levelname": "ERROR", "name": "django.request", **extra})
    Impersonal().filter(record)
    return PlainFormatter().format(record)


def test_a_failed_request_is_named_by_its_route() -> None:
    """The path holds a token; the route says enough to find the fault."""
    match = SimpleNamespace(route="shared/<str:token>/")
    request = SimpleNamespace(method="GET", resolver_match=match)
    text = line("Internal Server Error: /shared/s3cret/", request=request, status_code=500)
    assert "GET shared/<str:token>/ answered 500" in text
    assert "s3cret" not in text


def test_a_request_without_a_route_is_not_quoted() -> None:
    """An unknown path may be a mistyped token."""
    request = SimpleNamespace(method="GET", resolver_match=None)
    assert "s3cret" not in line("Bad Request: /s3cret", request=request, status_code=400)


def test_addresses_and_stored_values_are_left_out() -> None:
    """PostgreSQL quotes the row that broke a constraint."""
    text = line("duplicate key for me@example.org\nDETAIL: Key (email)=(me@example.org) already exists.")
    assert "example.org" not in text
    assert "duplicate key for (address)" in text


def test_a_stored_value_of_several_lines_is_left_out() -> None:
    """A note may have paragraphs; what went wrong after it is still said."""
    row = "DETAIL:  Failing row contains (1, my back\nhurts\n\nsince March, 3)."
    then = (
        "\n\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):"
    )
    text = line(f"new row violates a check\n{row}{then}")
    assert "hurts" not in text
    assert "since March" not in text
    assert "new row violates a check" in text
    assert "direct cause" in text
    assert "hurts" not in line(f"new row violates a check\n{row}\nCONTEXT: SQL statement")
    assert "SQL statement" in line(f"new row violates a check\n{row}\nCONTEXT: SQL statement")
