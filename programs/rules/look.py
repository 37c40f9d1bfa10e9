"""What a rule looks at: the state at the start of the day, the facts up to it, the day and the thresholds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from programs.rules.facts import CheckIn, Facts, Session
from programs.rules.light import Lit, lit_entries
from programs.rules.state import Plan, State
from programs.rules.thresholds import Thresholds


@dataclass(frozen=True)
class Look:
    """`facts` are those of the day and the window before it, sorted; `evening`: it has come on that day."""

    state: State
    facts: Facts
    day: date
    thresholds: Thresholds
    evening: bool = True

    @cached_property
    def running(self) -> list[Plan]:
        """Plans under way on the day."""
        return [plan for plan in self.state.plans if plan.runs_on(self.day)]

    @cached_property
    def baseline(self) -> int | None:
        """The person's usual discomfort: of several plans the lowest (the more careful reading)."""
        return min((plan.baseline for plan in self.running if plan.baseline is not None), default=None)

    def sessions(self, *, first: date, last: date, plan: str | None = None) -> list[Session]:
        """Sessions that count for those days (both in them), of one plan or all."""
        return [
            session for session in self.facts.sessions if first <= session.day <= last and plan in (None, session.plan)
        ]

    def days_back(self, days: int) -> date:
        """The first day of the last `days` days, today being the last."""
        return self.day - timedelta(days=days - 1)

    @cached_property
    def today(self) -> list[Session]:
        """The day's sessions."""
        return self.sessions(first=self.day, last=self.day)

    @cached_property
    def checkins_today(self) -> list[CheckIn]:
        """The day's check-ins of every kind."""
        return [checkin for checkin in self.facts.all_checkins if checkin.day == self.day]

    def session_days(self) -> list[date]:
        """Days before this one with a session done, at least in part; the last one first."""
        return sorted({one.day for one in self.facts.sessions if one.was_done and one.day < self.day}, reverse=True)

    def morning_of(self, day: date) -> CheckIn | None:
        """The answered morning question of a day (at most one; the last one counts), None where it isn't."""
        mornings = [one for one in self.facts.checkins if one.kind == "morning" and one.day == day]
        return next((one for one in reversed(mornings) if one.score is not None), None)

    def first_before(self, day: date) -> int | None:
        """The first score told before a session of that day."""
        told = [one for one in self.facts.all_checkins if one.kind == "before" and one.day == day]
        return next((one.score for one in told if one.score is not None), None)

    def reported_between(self, first: date, last: date) -> Iterator[str]:
        """Sensations reported on those days, anywhere."""
        for checkin in self.facts.all_checkins:
            if first <= checkin.day <= last:
                yield from checkin.sensations
        for session in self.sessions(first=first, last=last):
            for entry in session.entries:
                yield from entry.sensations

    def screened_since(self, at: datetime) -> bool:
        """Whether the screening was answered after that instant."""
        return any(one.at > at for one in self.facts.screenings)

    def is_new(self, sensation: str) -> bool:
        """Not reported in the 28 days before this one."""
        first = self.day - timedelta(days=self.thresholds.new_after_days)
        return sensation not in self.reported_between(first, self.day - timedelta(days=1))

    def _lit(self, sessions: Iterable[Session]) -> Iterator[Lit]:
        """The lights of these sessions' entries, in time."""
        baselines = {plan.id: plan.baseline for plan in self.state.plans}
        for session in sessions:
            yield from lit_entries(session, baseline=baselines.get(session.plan), thresholds=self.thresholds)

    @cached_property
    def lit_today(self) -> list[Lit]:
        """The lights of the day's entries, in time, in all plans."""
        return list(self._lit(self.today))

    @cached_property
    def _lit_by_slug(self) -> dict[str, list[Lit]]:
        by_slug: dict[str, list[Lit]] = {}
        for one in self._lit(self.facts.sessions):
            by_slug.setdefault(one.entry.slug, []).append(one)
        return by_slug

    def lit(self, slug: str, *, days: int) -> list[Lit]:
        """The lights of an exercise in the last `days` days, today the last, in time, in all plans."""
        first = self.days_back(days)
        return [one for one in self._lit_by_slug.get(slug, []) if one.session.day >= first]
