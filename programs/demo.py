"""A made-up person with twelve weeks of history, so that a new host sees every page with something on it.

Two runs of Gentle start with a holiday between: discomfort goes from about 5 to about 2, with a flare in the third
week, a cold, a session moved and a few forgotten. The same day always gives the same story.
"""

import datetime as dt
import random
import secrets
import uuid

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts.consent import CONSENT_VERSION
from accounts.models import User
from stretches import catalogue as catalogues
from stretches.models import BodyArea

from . import checkins, decisions, library, lineup, plans, screenings, sessions
from .models import CheckIn, Entry, Feel, Outcome, Plan, Session, Side, SkipReason
from .rules.schedule import wall_clock

EMAIL = "demo@limber.example"
DAYS = 84
SECOND_START = 28
"""The second run began so many days ago: its last two weeks are the present one and the next."""
FRESH = dt.timedelta(days=7)
FLARE = range(15, 21)
"""Days of the story on which the back is worse."""
AT = dt.time(18, 30)
OFFSETS = (0, 1, 3, 4, 5)
"""The five weekdays, counted from today's, so that there is a session to try today."""
PROGRAM = "gentle-start"
LAST_IN_STORY = {"camel-pose", "fish-pose", "downward-facing-dog"}
NOTES = {
    3: "Stiff after a long drive.",
    16: "Lifted a heavy box yesterday. Sore on the left.",
    19: "Better than yesterday.",
    33: "Slept well, bent down to my shoes without thinking.",
    62: "Back from holiday. Glad to move again.",
    74: "The stairs were easy today.",
}


class NoProgram(Exception):
    """The shipped programs are not loaded yet."""


@transaction.atomic
def seed(*, today):
    """Make or refresh the demo person; give (person, new password). Nobody else's rows are touched.

    History that reaches into the last week is kept; older or missing history is laid anew. Raises NoProgram.
    """
    program = library.by_slug(PROGRAM, catalogues.read())
    if program is None:
        raise NoProgram
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    person, _made = User.objects.get_or_create(email=EMAIL, defaults={"name": "Robin"})
    person.set_password(password)
    person.consented_at = person.adult_confirmed_at = person.consented_at or timezone.now()
    person.consent_version = CONSENT_VERSION
    person.save()
    EmailAddress.objects.get_or_create(user=person, email=EMAIL, defaults={"verified": True, "primary": True})
    if not person.checkins.filter(day__gt=today - FRESH).exists():
        for kept in ("plans", "checkins", "screenings", "decided_days", "adjustments", "notices"):
            getattr(person, kept).all().delete()
        Story(person, today).tell(program)
    return person, password


class Story:
    """The twelve weeks up to `today`, told through the same functions that people's own clicks go through."""

    def __init__(self, person, today):
        self.person, self.today = person, today
        self.first = today - dt.timedelta(days=DAYS)
        self.dice = random.Random(84)  # noqa: S311  (a story, no secret)
        self.catalogue = catalogues.read()
        self.back = BodyArea.objects.get(slug="lower-back")
        self.slept = 0

    def tell(self, program):
        """Write all of it down."""
        for days_ago, baseline in ((DAYS, 5), (SECOND_START, 3)):
            plan = self.start(program, self.today - dt.timedelta(days=days_ago), baseline)
            for session in plan.sessions.filter(date__lt=self.today).order_by("date"):
                self.live_through(session)
            if plan.started_on + dt.timedelta(weeks=plan.weeks) <= self.today:
                plans.end(plan=plan, today=plan.started_on + dt.timedelta(weeks=plan.weeks))
        self.sleep_until(DAYS)
        self.check_in(CheckIn.Kind.OTHER, self.day(52), 3, note="A long walk on the beach. A little tired.")
        self.pass_gate(self.today)
        decisions.bring_up_to_date(self.person, catalogue=self.catalogue, today=self.today)
        self.person.notices.filter(day__lt=self.today - FRESH).update(acknowledged_at=timezone.now())

    def day(self, number):
        return self.first + dt.timedelta(days=number)

    def start(self, program, on, baseline):
        weekdays = {(self.today + dt.timedelta(days=offset)).weekday() for offset in OFFSETS}
        plan = plans.start(
            owner=self.person,
            program=program,
            baseline=baseline,
            started_on=on,
            weekdays=weekdays,
            time=AT,
            key=uuid.uuid4(),
        )
        Plan.objects.filter(pk=plan.pk).update(created_at=self.instant(on, dt.time(9)))
        return plan

    def instant(self, day, at):
        return wall_clock(day, at, self.person.zone)

    def discomfort(self, number):
        """How the back is on that day of the story, 0-10: a slow way down, a flare, and ordinary ups and downs."""
        level = 5.2 - 3.2 * number / DAYS + (2.2 if number in FLARE else 0) + self.dice.uniform(-0.9, 0.9)
        return max(0, min(10, round(level)))

    def live_through(self, session):
        """Do, move, skip or forget one planned session of the past."""
        number = (session.date - self.first).days
        if number in (26, 27):
            plans.skip(session=session, reason=SkipReason.ILL)
        elif number in FLARE and session.ordinal % 3 == 0:
            plans.skip(session=session, reason=SkipReason.PAIN)
        elif session.ordinal % 9 == 4:
            later = session.date + dt.timedelta(days=1)
            if later < self.today:
                self.do(plans.move(session=session, day=later, today=later), number + 1)
        elif session.ordinal % 11 != 7:
            self.do(session, number)

    def do(self, session, number):
        """Do a session: how it was before, each exercise, how it was after."""
        is_flare = number in FLARE
        self.sleep_until(number + 1)
        self.pass_gate(session.date)
        before = self.discomfort(number)
        session = sessions.begin(session=session, catalogue=self.catalogue, today=self.today, day=session.date)
        self.check_in(CheckIn.Kind.BEFORE, session.date, before, session=session, note=NOTES.get(number, ""))
        entries = self.catalogue.attach(session.entries.all())
        seconds = lineup.seconds(entries, owner=self.person) + 120
        finished = self.instant(session.date, AT) + dt.timedelta(seconds=seconds)
        for entry in entries:
            self.exercise(entry, before, is_flare)
            entry.recorded_at = finished
        changed = ["outcome", "skip_reason", "feel", "discomfort", "sensations", "done_sets", "done_reps", "done_hold"]
        Entry.objects.bulk_update(entries, [*changed, "recorded_at"])
        sessions.finish(session=session, catalogue=self.catalogue)
        started = self.instant(session.date, AT)
        Session.objects.filter(pk=session.pk).update(started_at=started, finished_at=finished)
        if self.dice.random() < 0.9:
            after = max(0, before - self.dice.choice([0, 1, 1, 2]) + (1 if is_flare else 0))
            self.check_in(CheckIn.Kind.AFTER, session.date, after, session=session)

    def pass_gate(self, day):
        """Answer the safety questions where the rules ask for them; there is no sign in the story."""
        present = decisions.bring_up_to_date(self.person, catalogue=self.catalogue, today=day)
        if present.block:
            conditions, key = self.catalogue.conditions, uuid.uuid4()
            screenings.record(owner=self.person, conditions=conditions, ticked=(), day=day, key=key)

    def exercise(self, entry, before, is_flare):
        """How one exercise went: nearly always fine, now and then eased or left out."""
        chance = self.dice.random()
        entry.done_sets, entry.done_reps, entry.done_hold = entry.sets, entry.reps, entry.hold
        entry.outcome, entry.feel = Outcome.DONE, Feel.FINE
        if is_flare and chance < 0.25:
            entry.outcome, entry.skip_reason, entry.feel = Outcome.SKIPPED, SkipReason.PAIN, ""
            entry.done_sets = entry.done_reps = entry.done_hold = None
        elif chance < 0.1 or (entry.exercise.slug in LAST_IN_STORY and chance < 0.3):
            entry.outcome, entry.feel, entry.sensations = Outcome.EASED, Feel.BIT, ["pulling"]
            entry.discomfort = min(10, before + 1)
        elif chance < 0.6:
            entry.discomfort = max(0, before - self.dice.choice([0, 0, 1]))

    def sleep_until(self, number):
        """Answer most of the morning questions up to that day of the story."""
        while self.slept < number:
            if self.dice.random() < 0.8:
                self.wake_up(self.slept)
            self.slept += 1

    def wake_up(self, number):
        """Answer the morning question."""
        score = self.discomfort(number) + (1 if number in FLARE else 0)
        sensations = ["stiff"] if score >= 4 else []
        self.check_in(
            CheckIn.Kind.MORNING,
            self.day(number),
            min(10, score),
            sensations=sensations,
            woke=score >= 7,
            at=dt.time(7),
        )

    def check_in(self, kind, day, score, *, session=None, note="", sensations=(), woke=None, at=AT):
        answer = {"discomfort": score, "sensations": list(sensations), "woke": woke, "note": note}
        areas = [(self.back, Side.LEFT, score)] if score >= 4 else []
        checkin = checkins.record(
            owner=self.person, kind=kind, day=day, session=session, key=uuid.uuid4(), answer=answer, areas=areas
        )
        instant = self.instant(day, at)
        CheckIn.objects.filter(pk=checkin.pk).update(created_at=instant, recorded_at=instant)
