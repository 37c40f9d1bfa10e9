"""Reading numbers, points and choices out of JSON that anyone may have typed."""

import math

from .errors import FigureError

REQUIRED = object()


def finite(value, where, low, high):
    """`value` as a float between `low` and `high`."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise FigureError("%(where)s must be a number.", where=where)
    if not (low <= value <= high) or not math.isfinite(value):
        raise FigureError("%(where)s must be between %(low)s and %(high)s.", where=where, low=low, high=high)
    return float(value)


class Reader:
    """One JSON object: each field is asked for by name and bounds, and `end` refuses fields nobody asked for."""

    def __init__(self, data, where):
        if not isinstance(data, dict):
            raise FigureError("%(where)s must be an object with named fields.", where=where)
        self.data, self.where, self.known = data, where, set()

    def name(self, key):
        return f"{self.where}, {key}"

    def get(self, key, default=REQUIRED):
        self.known.add(key)
        value = self.data.get(key, default)
        if value is REQUIRED:
            raise FigureError("%(where)s has no “%(key)s”.", where=self.where, key=key)
        return value

    def number(self, key, low, high, default=REQUIRED):
        value = self.get(key, default)
        return value if value is default else finite(value, self.name(key), low, high)

    def numbers(self, key, count, low, high, default=REQUIRED):
        value = self.get(key, default)
        if value is default:
            return value
        if not isinstance(value, (list, tuple)) or len(value) != count:
            raise FigureError("%(where)s must be a list of %(count)s numbers.", where=self.name(key), count=count)
        return tuple(finite(item, self.name(key), low, high) for item in value)

    def angle(self, key, default=REQUIRED):
        return self.number(key, -360, 360, default)

    def angles(self, key, default=REQUIRED):
        return self.numbers(key, 2, -360, 360, default)

    def point(self, key, default=REQUIRED):
        return self.numbers(key, 2, -200, 200, default)

    def choice(self, key, choices, default=REQUIRED):
        value = self.get(key, default)
        if not isinstance(value, (str, int)) or isinstance(value, bool) or value not in choices:
            raise FigureError(
                "%(where)s must be one of %(choices)s.",
                where=self.name(key),
                choices=", ".join(str(choice) for choice in choices),
            )
        return value

    def items(self, key, most, default=REQUIRED):
        value = self.get(key, default)
        if not isinstance(value, (list, tuple)) or len(value) > most:
            raise FigureError("%(where)s must be a list of at most %(most)s.", where=self.name(key), most=most)
        return value

    def end(self):
        if len(self.data) > len(self.known & self.data.keys()):
            extra = next(key for key in self.data if key not in self.known)
            raise FigureError("%(where)s has an unknown field “%(key)s”.", where=self.where, key=str(extra)[:40])
