"""A person's plans as the rules carry them from day to day: when they enter, what they hold, when they are let go."""

from dataclasses import replace
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from ..models import Plan, Prescription
from ..rules.codec import from_data, to_data
from ..rules.facts import WINDOW
from ..rules.schedule import after_pauses
from ..rules.state import Plan as RulesPlan
from ..rules.state import Prescription as RulesPrescription
from .exercises import exercises

WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)


class Plans:
    """The prescriptions of a person's plans that ran on `first` or in the window before it: one query. `pauses` are
    the rules' facts of these plans."""

    def __init__(self, owner, catalogue, first, pauses):
        self.exercises = exercises(catalogue)
        self.slugs = {one.pk: one.slug for one in catalogue.exercises}
        recent = Q(plan__ended_on=None) | Q(plan__ended_on__gte=first - WINDOW)
        rows = Prescription.objects.filter(recent, plan__owner=owner).select_related("plan").order_by("pk")
        self.rows = {(str(row.plan_id), row.exercise.slug): row for row in catalogue.attach(rows)}
        self.plans = {key: row.plan for (key, _), row in self.rows.items()}
        self.pauses = pauses

    def keep_beginnings(self):
        """Store what a plan prescribed at first, once: when the rules first see it."""
        new = [plan for plan in self.plans.values() if plan.beginning is None]
        for plan in new:
            plan.beginning = to_data(tuple(self._prescribed(row) for row in self._rows_of(plan)))
        if new:
            Plan.objects.bulk_update(new, ["beginning"])

    def entered(self, state, day):
        """The state with the plans known on that day, in step with their rows; those long over are let go."""
        held = {plan.id: plan for plan in state.plans}
        known = [plan for plan in self.plans.values() if self._is_known(plan, day)]
        return replace(state, plans=tuple(self._in_step(plan, held.get(str(plan.pk)), day) for plan in known))

    def _is_known(self, plan, day):
        entered = min(plan.started_on, timezone.localdate(plan.created_at))
        return entered <= day and (plan.ended_on is None or day <= plan.ended_on + WINDOW)

    def _in_step(self, plan, held, day):
        """The plan with its present shape. A prescription put in without the rules' knowledge enters on its day."""
        shape = {
            "start": plan.started_on,
            "baseline": plan.baseline,
            "session_size": plan.session_size,
            "days_a_week": max(1, len(plan.weekdays)),
            "ended": plan.ended_on,
        }
        rows = {row.exercise.slug: row for row in self._rows_of(plan)}
        known = held.prescriptions if held else ()
        first = {one.slug: one for one in self._beginning(plan)}
        others = rows.keys() - {one.slug for one in known}
        entering = [first.get(slug) or self._prescribed(rows[slug]) for slug in others]
        held = held or RulesPlan(id=str(plan.pk), prescriptions=(), **shape)
        kept = [*known, *(one for one in entering if one.since <= day)]
        kept = [replace(one, **self._stages(rows[one.slug])) for one in kept if one.slug in rows]
        return replace(held, prescriptions=tuple(sorted(kept, key=lambda one: one.exercise.order)), **shape)

    def _beginning(self, plan):
        kind = tuple[RulesPrescription, ...]
        return from_data(kind, plan.beginning or [], exercises=self.exercises)

    def _rows_of(self, plan):
        return [row for row in self.rows.values() if row.plan_id == plan.pk]

    def _prescribed(self, row):
        """A row as the rules' prescription."""
        return RulesPrescription(
            exercise=self.exercises[row.exercise.slug],
            form=row.form.kind,
            dose=row.dose,
            since=row.dose_since,
            core=row.is_core,
            fixed=row.is_fixed,
            hidden=row.status == Prescription.Status.HIDDEN,
            resting_until=row.resting_until,
            **self._stages(row),
        )

    def _stages(self, row):
        """First and last day of the weeks that have it; one that stays to the end of the plan has no last day."""
        plan = row.plan
        moved = [(one.start, one.weeks) for one in self.pauses if one.plan == str(plan.pk)]
        goes_on = row.to_week is None or row.to_week >= plan.weeks
        return {
            "starts": after_pauses(plan.started_on + (row.from_week - 1) * WEEK, moved),
            "ends": None if goes_on else after_pauses(plan.started_on + row.to_week * WEEK - DAY, moved),
        }
