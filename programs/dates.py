"""Days in addresses, and the calendar week that holds a day."""

import datetime as dt

WEEK = dt.timedelta(days=7)


class DayConverter:
    """A day as 2026-03-02. What is no day, or none a calendar needs, is no address: 404."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value):
        day = dt.date.fromisoformat(value)
        if not 1900 <= day.year < 2200:
            raise ValueError(f"{value} is beyond the calendar")
        return day

    def to_url(self, value):
        return value.isoformat()


def week_of(day, first_weekday):
    """The first and the last day of the calendar week that holds `day`; weeks begin on an ISO weekday (1 Monday)."""
    first = day - dt.timedelta(days=(day.isoweekday() - first_weekday) % 7)
    return first, first + WEEK - dt.timedelta(days=1)
