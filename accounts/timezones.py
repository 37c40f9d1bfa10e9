"""The time zones a person can live in: IANA names known to this machine."""

from functools import cache
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

DEFAULT = "UTC"
LONGEST_NAME = 63
# Names in the database that are no place: the server's own zone and a placeholder.
_NOT_PLACES = frozenset({"localtime", "Factory", "posixrules"})
_CONTINENTS = frozenset(
    {
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    }
)


@cache
def known() -> frozenset[str]:
    """Every zone name that may be stored, old spellings included. Read from disk once per process."""
    return frozenset(available_timezones()) - _NOT_PLACES


@cache
def suggested() -> tuple[str, ...]:
    """The names offered in a list: UTC, then continent/city, sorted."""
    return (DEFAULT, *sorted(name for name in known() if "/" in name and name.split("/")[0] in _CONTINENTS))


def validate(name: str) -> None:
    """Raise ValidationError unless `name` is a known IANA time zone."""
    if name not in known():
        raise ValidationError(_("Choose a time zone from the list, like Europe/Paris."), code="unknown_timezone")


def grouped_choices() -> list[tuple[str, object]]:
    """Choices of a select box: UTC, then one group a continent, each zone by its city."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in suggested()[1:]:
        continent, _slash, city = name.partition("/")
        groups.setdefault(continent, []).append((name, city.replace("_", " ").replace("/", ", ")))
    return [(DEFAULT, DEFAULT), *groups.items()]
