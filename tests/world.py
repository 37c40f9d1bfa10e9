"""A small host with people on it, for tests that walk all of its addresses.

world = build()                 # a catalogue, an owner with a history, somebody else, an editor, an administrator
world.browser("owner")          # a fresh browser in which that person is signed in; "visitor" is nobody
with left_as_found(): …         # whatever happens to the database inside is undone
world = deepcopy(standing)      # in a module whose tests all need one: the fixture of tests/conftest.py builds it once
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Func, IntegerField
from django.http import SimpleCookie
from django.test import Client
from django.test.client import ClientHandler
from django.utils import timezone

from accounts.models import User
from programs import decisions, screenings
from programs.models import Adjustment, CheckIn, Notice, Program, Session, SkipReason, Threshold
from stretches import catalogue, versions
from stretches.editors import ensure_group
from stretches.models import BodyArea, Condition, Drawing, Exercise, Question
from tests import content
from tests.factories.accounts import ClinicianFactory, InvitationFactory, StaffFactory, UserFactory
from tests.factories.programs import (
    AccessFactory,
    CheckInFactory,
    EntryFactory,
    PauseFactory,
    ProgramFactory,
    SessionFactory,
    plan_of,
)
from tests.factories.stretches import (
    BodyAreaFactory,
    CautionFactory,
    ConditionFactory,
    ExerciseFactory,
    QuestionFactory,
)

DIGEST = "0" * 64
PHOTO = "photos/pose.webp"
DAY = dt.timedelta(days=1)


@dataclass
class World:
    """Who is there, and the pieces that addresses name."""

    people: dict[str, User | None]
    today: dt.date
    pieces: dict[str, Any]
    cookies: dict[str, dict[str, str]]

    def admin_parts(self, model: str, page: str) -> list[Any]:
        """What the address of an admin page needs: the key of a piece of that model, and of its latest version."""
        if page in ("changelist", "add", "add_check"):
            return []
        piece = self.pieces[model.rpartition("_")[2]]
        if page == "version":
            return [piece.pk, versions.versions_of(piece)[0].pk]
        return [piece.pk, "en"] if page == "delete_translation" else [piece.pk]

    def browser(self, who: str, *, csrf: bool = False, **options: Any) -> Client:
        """A browser in which that person has just signed in; with `csrf` it must prove whose forms it sends."""
        client = Client(**options)
        client.handler = server(csrf)
        client.cookies = SimpleCookie(self.cookies[who])
        return client


@cache
def server(csrf: bool) -> ClientHandler:
    """What answers all browsers, as a running Limber does: its middleware is put together once."""
    return ClientHandler(enforce_csrf_checks=csrf)


@contextmanager
def left_as_found() -> Iterator[None]:
    """Undo whatever is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def row_counts() -> tuple[int, ...]:
    """How many rows each table of the apps has."""
    with connection.cursor() as cursor:
        cursor.execute(counting())
        return cursor.fetchone()


@cache
def counting() -> str:
    """One query that counts the rows of all tables: asked one by one, they take as long as the request under test."""
    ours = [apps.get_app_config(app) for app in ("accounts", "stretches", "programs")]
    rows = Func(template="count(*)", output_field=IntegerField())
    counts = (model._base_manager.order_by().values_list(rows) for app in ours for model in app.get_models(True))
    return "SELECT " + ", ".join(f"({count.query})" for count in counts)


def build(*, shipped: bool = False) -> World:
    """Put people and content into an empty database: a few made-up pieces, or all that ships."""
    Group.objects.all().delete()
    editor = UserFactory(is_staff=True)
    editor.groups.add(ensure_group())
    people = {
        "visitor": None,
        "owner": UserFactory(),
        "other": UserFactory(),
        "clinician": ClinicianFactory(),
        "editor": editor,
        "superuser": StaffFactory(),
    }
    exercises, pieces = what_ships() if shipped else made_up()
    Drawing.objects.create(hash=DIGEST, svg="<svg xmlns='http://www.w3.org/2000/svg'/>")
    if not default_storage.exists(PHOTO):
        default_storage.save(PHOTO, ContentFile(b"RIFF"))
    pieces |= {"exercise": exercises[0], "cautioned": exercises[1]} | unseen(UserFactory())
    for name in ("exercise", "bodyarea", "condition", "question", "program", "threshold"):
        versions.record(pieces[name])
    owner, today = people["owner"], timezone.localdate()
    ticked, conditions = {pieces["condition"].slug}, catalogue.read().conditions
    screenings.record(owner=owner, conditions=conditions, ticked=ticked, day=today, key=uuid.uuid4())
    pieces |= history_of(owner, exercises, today)
    pieces["clinicianrequest"] = people["clinician"].clinician_request
    pieces["access"] = AccessFactory(plan=pieces["plan"], clinician=people["clinician"])
    decisions.bring_up_to_date(owner, catalogue=catalogue.read(), today=today)
    return World(people, today, pieces, {who: signed_in(person) for who, person in people.items()})


def made_up() -> tuple[list[Exercise], dict[str, Any]]:
    """Two exercises, the second with a caution, and one of everything else."""
    exercises = ExerciseFactory.create_batch(2, areas=[BodyAreaFactory()])
    ProgramFactory(is_default=True, stages=[(2, 3, exercises)])
    condition = ConditionFactory()
    CautionFactory(exercise=exercises[1], condition=condition)
    return exercises, {
        "bodyarea": BodyAreaFactory(),
        "condition": condition,
        "question": QuestionFactory(),
        "program": ProgramFactory(stages=[(2, 3, exercises)]),
        "invitation": InvitationFactory(),
    }


def what_ships() -> tuple[list[Exercise], dict[str, Any]]:
    """The shipped content; cat-cow and an exercise that wrist trouble marks are in the owner's plan."""
    content.load()
    exercises = list(Exercise.objects.filter(slug__in=["cat-cow", "downward-facing-dog", "supine-position"]))
    by_slug = {exercise.slug: exercise for exercise in exercises}
    ordered = [by_slug["cat-cow"], by_slug["downward-facing-dog"], by_slug["supine-position"]]
    return ordered, {
        "bodyarea": BodyArea.objects.first(),
        "condition": Condition.objects.get(slug="wrist-trouble"),
        "question": Question.objects.first(),
        "program": Program.objects.get(slug="gentle-start"),
        "invitation": InvitationFactory(),
    }


def unseen(person: User) -> dict[str, Any]:
    """What only administrators see: rows of allauth and of rights, of one person."""
    return {
        "user": person,
        "group": Group.objects.get(),
        "threshold": Threshold.objects.create(name="screening_days", value=14),
        "emailaddress": EmailAddress.objects.create(user=person, email=person.email, primary=True),
        "authenticator": Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"}),
        "usersession": UserSession.objects.create(user=person, ip="127.0.0.1", session_key="x" * 32),
    }


def signed_in(person: User | None) -> dict[str, str]:
    """A person's cookies after signing in."""
    client = Client()
    if person:
        client.force_login(person)
    return {name: cookie.value for name, cookie in client.cookies.items()}


def history_of(owner: User | None, exercises: list[Any], today: dt.date) -> dict[str, Any]:
    """A plan of three days ago with a session in each state, and a check-in of each kind."""
    plan = plan_of(owner, exercises=exercises, sessions=0, started_on=today - 3 * DAY)
    sessions = {
        "done": SessionFactory(plan=plan, date=today - 3 * DAY, done=True),
        "skipped": SessionFactory(
            plan=plan, date=today - 2 * DAY, status=Session.Status.SKIPPED, skip_reason=SkipReason.NO_TIME
        ),
        "missed": SessionFactory(plan=plan, date=today - DAY),
        "running": SessionFactory(plan=plan, date=today, begun=True),
        "planned": SessionFactory(plan=plan, date=today + DAY),
    }
    for exercise in exercises:
        EntryFactory(session=sessions["done"], exercise=exercise, done=True)
        EntryFactory(session=sessions["running"], exercise=exercise)
    CheckInFactory(session=sessions["done"], kind=CheckIn.Kind.BEFORE)
    CheckInFactory(owner=owner, kind=CheckIn.Kind.MORNING, day=today - DAY)
    told = {"owner": owner, "plan": plan, "day": today - DAY, "fingerprint": "0" * 64}
    return {
        "plan": plan,
        "checkin": CheckInFactory(owner=owner, day=today - DAY),
        "pause": PauseFactory(plan=plan),
        "notice": Notice.objects.create(rule="T6", sentence="T6", **told),
        "adjustment": Adjustment.objects.create(
            rule=Adjustment.HAND,
            inputs={"exercise": exercises[0].slug},
            prescription=plan.prescriptions.first(),
            **told,
        ),
        **sessions,
    }
