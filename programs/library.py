"""The curated programs as readers see them: the list, one with its stages, and what each run of weeks brings."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import WEEKDAYS

from stretches.models import Status

from .lineup import candidate
from .models import Plan, Prescription, Program
from .plans import form_for, prescribe
from .rules.composition import compose
from .rules.dose import reduce
from .rules.minutes import minutes, session_seconds
from .rules.schedule import stage_weekdays

FIRST_DAY = date(2000, 1, 1)
"""The preview counts its sessions from here, a day each; no real date comes of it."""


def published(catalogue, *, with_drafts=False):
    """The programs everybody sees, in order, with stages and exercises: four queries. Staff see drafts among them."""
    statuses = [Status.PUBLISHED, Status.DRAFT] if with_drafts else [Status.PUBLISHED]
    programs = Program.objects.filter(status__in=statuses).prefetch_related("translations", "stages__exercises")
    return [_attached(program, catalogue) for program in programs]


def by_slug(slug, catalogue, *, of_any_status=False):
    """The published program with that slug, or None; whatever was typed into an address may be asked for.

    With `of_any_status`, for staff, also one that isn't published yet or no more.
    """
    if "\0" in slug:  # PostgreSQL refuses to look for it
        return None
    programs = Program.objects.filter(slug=slug)
    if not of_any_status:
        programs = programs.filter(status=Status.PUBLISHED)
    program = programs.prefetch_related("translations", "stages__exercises").first()
    return program and _attached(program, catalogue)


def default():
    """The program that is suggested first, or None: two queries."""
    programs = Program.objects.filter(status=Status.PUBLISHED, is_scheduled=True).prefetch_related("translations")
    return programs.order_by("-is_default", "order", "pk").first()


def can_start(program):
    """Whether a plan can be made of it: it is published, has a schedule, and something to do in every week."""
    stages = [list(stage.exercises.all()) for stage in program.stages.all()]
    return (
        program.is_published
        and program.is_scheduled
        and bool(stages)
        and all(any(map(form_for, rows)) for rows in stages)
    )


def weekdays_used(program, picked):
    """Which of the picked weekdays each stage uses: (first week, last week, names of the days) in turn."""
    used, before = [], 0
    for stage in program.stages.all():
        days = stage_weekdays(picked, stage.days)
        used.append((before + 1, before + stage.weeks, [WEEKDAYS[day] for day in days]))
        before += stage.weeks
    return used


def _attached(program, catalogue):
    for stage in program.stages.all():
        catalogue.attach(stage.exercises.all())
    return program


@dataclass(frozen=True)
class Weeks:
    """A run of weeks of a program: its first and last week, sessions a week, what is in it, and how long it takes.

    `new` are the prescriptions that come in with it, `kept` those that were there before; `shortest` and `longest`
    are whole minutes of a session at the doses a plan starts with.
    """

    first: int
    last: int
    days: int
    new: list[Prescription]
    kept: list[Prescription]
    shortest: int
    longest: int
    size: int

    @property
    def is_rotating(self):
        """Whether a session holds only some of the exercises."""
        return len(self.new) + len(self.kept) > self.size


@dataclass(frozen=True)
class Preview:
    """What a program brings, run by run, computed from the same rules as a plan of it."""

    weeks: list[Weeks]

    @property
    def shortest(self):
        return min((weeks.shortest for weeks in self.weeks), default=0)

    @property
    def longest(self):
        return max((weeks.longest for weeks in self.weeks), default=0)

    @property
    def fewest_days(self):
        return min((weeks.days for weeks in self.weeks), default=0)


def preview(program):
    """Play the program through without saving anything, from a program of `published` or `by_slug`."""
    stages = list(program.stages.all())
    factor = float(program.dose_factor)
    prescriptions = [_reduced(p, factor) for p in prescribe(Plan(started_on=FIRST_DAY), stages)]
    runs, before = [], 0
    done: dict[str, date] = {}
    for stage in stages:
        first, last = before + 1, before + stage.weeks
        on = [p for p in prescriptions if p.from_week <= last and p.to_week >= first]
        lengths = [_session(program, on, done) for _ in range(stage.weeks * stage.days)]
        runs.append(
            Weeks(
                first=first,
                last=last,
                days=stage.days,
                new=[p for p in on if p.from_week == first],
                kept=[p for p in on if p.from_week < first],
                shortest=minutes(min(lengths)),
                longest=minutes(max(lengths)),
                size=program.session_size,
            )
        )
        before = last
    return Preview(runs)


def _session(program, prescriptions, done):
    """Seconds of the next session in turn; `done` remembers when each exercise had its turn."""
    candidates = [candidate(p, last_done=done.get(p.exercise.slug)) for p in prescriptions]
    chosen = compose(candidates, size=program.session_size, order_by=program.order_by)
    day = max(done.values(), default=FIRST_DAY) + timedelta(days=1)
    done.update({one.slug: day for one in chosen})
    return session_seconds(one.item for one in chosen)


def _reduced(prescription, factor):
    dose = reduce(prescription.dose, factor)
    prescription.sets, prescription.reps, prescription.hold = dose.sets, dose.reps, dose.hold
    return prescription
