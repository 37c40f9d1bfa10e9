"""What the rules' state means for sessions that are still to be done: what they leave out, how much lighter they are.

What holds for the next session only (N2, T4's stop, the sore days) is shown there and not on the sessions after it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from ..models import DecidedDay, Session
from ..rules.codec import from_data
from ..rules.dose import smallest
from ..rules.offer import why_not
from ..rules.state import Plan, State
from .applying import bring
from .exercises import exercises

DAY = timedelta(days=1)


def read(sessions, catalogue, today, present=None):
    """Give planned sessions of one person their `offer`, as last decided up to `today` (`present`; None: one query).

    A planned session for which the rules put a sore day becomes one (unsaved).
    """
    sessions = list(sessions)
    if not sessions:
        return
    known = exercises(catalogue)
    state = present.state if present else _state(sessions[0].owner_id, known, today)
    offers = Offers(state, known, sessions, today)
    for session in sessions:
        session.offer = offers.of(session)
        if session.offer.is_sore_day and session.status == Session.Status.PLANNED:
            session.kind = Session.Kind.SORE_DAY


def _state(owner, known, day):
    stored = DecidedDay.objects.filter(owner=owner, day__lte=day).order_by("-day")
    return from_data(State, stored.values_list("state", flat=True).first() or {}, exercises=known)


@dataclass(frozen=True)
class Offer:
    """What the rules say of one session. `reductions` are (rule, factor); `state` holds what bears on this session."""

    state: State
    known: dict
    plan: Plan | None
    day: date
    reductions: tuple
    is_sore_day: bool
    resting: frozenset
    """Slugs of what rests in any running plan on that day."""

    @property
    def factor(self):
        """The smallest reduction, 1 where there is none."""
        return smallest(factor for _, factor in self.reductions)

    def why_not(self, row):
        """Why the session leaves a prescription out: hidden, resting, stopped, new (not for the first time), or None.

        The exercises of a sore day (unsaved rows) may be new: they are the gentlest there are. They are no plan's
        own, so that what rests in any running plan is left out.
        """
        slug = row.exercise.slug
        if row.pk is None and slug in self.resting:
            return "resting"
        prescription = self.plan.prescription(slug) if self.plan else None
        if prescription is None:
            return "stopped" if any(stop.covers(self.known[slug]) for stop in self.state.stops) else None
        why = why_not(self.state, prescription, self.day)
        return None if why == "new" and row.pk is None else why

    def allows(self, row):
        """Whether the session may hold a prescription."""
        return self.why_not(row) is None

    def then(self, rows):
        """Prescriptions as they were on the offer's day, unsaved, without those that came later.

        Where the rules knew none of them by then they are as they are now.
        """
        held = {one.slug: one for one in self.plan.prescriptions} if self.plan else {}
        known = [row for row in rows if row.exercise.slug in held]
        for row in known:
            bring(row, held[row.exercise.slug], self.day)
        return known or rows

    def is_fixed(self, slug):
        """Whether a clinician fixed the exercise in the plan: A and N don't touch its dose."""
        prescription = self.plan and self.plan.prescription(slug)
        return bool(prescription and prescription.fixed)


class Offers:
    """The offers of a run of open sessions, those between today and the last of them included."""

    def __init__(self, state, known, sessions, today):
        self.state, self.known, self.today = state, known, today
        self.plans = {plan.id: plan for plan in state.plans}
        self.days = sorted({(session.date, session.plan_id) for session in sessions if session.date >= today})

    def of(self, session):
        """The offer of one of the sessions."""
        state, plan = self.state, self.plans.get(str(session.plan_id))
        stops = (one for one in state.stops if one.until_screened or not self._between(one.since, session))
        own = (one for one in state.reductions if one.plan == str(session.plan_id) and self._lasts(one, session))
        day = max(session.date, self.today)
        return Offer(
            state=State(stops=frozenset(stops), held_until=state.held_until),
            known=self.known,
            plan=plan,
            day=day,
            reductions=tuple(sorted((one.rule, one.factor) for one in own)),
            is_sore_day=state.sore_calm is not None and not self._between(self.today - DAY, session),
            resting=self._resting(day),
        )

    def _resting(self, day):
        held = (one for plan in self.state.plans if plan.runs_on(day) for one in plan.prescriptions)
        return frozenset(one.slug for one in held if one.is_resting(day))

    def _between(self, since, session, plan=None):
        """Whether a session day lies after `since` and before the session."""
        return any(since < day < session.date and plan in (None, of) for day, of in self.days)

    def _lasts(self, reduction, session):
        """N2 is for the plan's next session, A2 for the week from the first one back."""
        if reduction.rule != "A2":
            return not self._between(reduction.since - DAY, session, session.plan_id)
        back = reduction.back or min((day for day, of in self.days if of == session.plan_id), default=session.date)
        return (session.date - back).days < reduction.days
