"""States and decisions as plain data (for JSON) and back. An exercise is kept by its slug alone, so that a
state read back has the catalogue as it is now. What is empty by default is left out: a state is kept for each day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from programs.rules.state import Exercise

Record = TypeVar("Record")


def to_data(value: Any) -> Any:
    """Dictionaries, lists, strings and numbers; sets are sorted, so that equal values give equal data."""
    if isinstance(value, Exercise):
        return value.slug
    if is_dataclass(value) and not isinstance(value, type):
        kept = [one for one in fields(value) if not _is_left_out(one, getattr(value, one.name))]
        return {one.name: to_data(getattr(value, one.name)) for one in kept}
    if isinstance(value, frozenset):
        return sorted((to_data(one) for one in value), key=repr)
    if isinstance(value, tuple):
        return [to_data(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _is_left_out(field: Field[Any], value: Any) -> bool:
    is_empty = value is None or value is False or value == () or value == frozenset()
    return is_empty and value == field.default


def from_data(kind: type[Record], data: Any, *, exercises: Mapping[str, Exercise]) -> Record:
    """The record of that kind. Raises LookupError for an exercise the catalogue doesn't have, TypeError or
    ValueError for data of another shape."""
    made: Record = _read(kind, data, exercises)
    return made


def _read(kind: Any, data: Any, exercises: Mapping[str, Exercise]) -> Any:
    if kind is Exercise:
        return exercises[data]
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _read(hints[name], value, exercises) for name, value in data.items()})
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _read_one_of(inside, data, exercises)
    if origin is frozenset:
        return frozenset(_read(inside[0], one, exercises) for one in data)
    if origin is tuple:
        kinds = [inside[0]] * len(data) if inside[1:] == (...,) else inside
        return tuple(_read(one, value, exercises) for one, value in zip(kinds, data, strict=True))
    return date.fromisoformat(data) if kind is date else data


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read_one_of(kinds: tuple[Any, ...], data: Any, exercises: Mapping[str, Exercise]) -> Any:
    """A value that may be None, or one of several plain types."""
    real = [one for one in kinds if one is not type(None)]
    return data if data is None or len(real) > 1 else _read(real[0], data, exercises)
