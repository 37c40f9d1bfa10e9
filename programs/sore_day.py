"""The session that stands in on a sore day: few, easy exercises at a share of the dose a plan starts with."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Case, When

from stretches.models import Status

from . import cautions
from .models import Plan, Program, Session
from .plans import prescribe


@dataclass
class SoreDay:
    """The program without a schedule, read only where a session needs it; None: there is none to read.

    One that is archived stands in where no other is published: nobody is left without on a sore day.
    """

    program: Program | None = None
    _rows: list = field(default_factory=list)
    _hidden: set = field(default_factory=set)

    @classmethod
    def read(cls, sessions, catalogue):
        """What stands in for those of `sessions` that are sore-day sessions: four queries, none without such a one."""
        owners = {session.owner_id for session in sessions if session.kind == Session.Kind.SORE_DAY}
        if not owners:
            return cls()
        published_first = Case(When(status=Status.PUBLISHED, then=0), default=1)
        programs = Program.objects.filter(is_scheduled=False).exclude(status=Status.DRAFT)
        ordered = programs.order_by(published_first, "order", "pk")
        program = ordered.prefetch_related("stages__exercises").first()
        if program is None:
            return cls()
        stages = list(program.stages.all())
        for stage in stages:
            catalogue.attach(stage.exercises.all())
        return cls(program, stages, cautions.hidden(owners.pop()))

    @property
    def size(self):
        return self.program.session_size if self.program else 0

    @property
    def order_by(self):
        return self.program.order_by if self.program else Plan.OrderBy.FLOOR

    @cached_property
    def factor(self):
        """The share of the start dose."""
        return float(self.program.dose_factor) if self.program else 1.0

    def prescriptions(self, session):
        """Its exercises at their start dose, unsaved, as if they were the session's plan's own in that week."""
        made = prescribe(session.plan, self._rows)
        for prescription in made:
            prescription.from_week = prescription.to_week = session.week
            prescription.is_hidden = prescription.exercise_id in self._hidden
        return made
