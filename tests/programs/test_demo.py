"""The demo person: a new host sees every page with something on it, and nobody else is touched."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from programs import demo
from programs.models import Session
from tests import content as shipped
from tests.factories.accounts import UserFactory
from tests.factories.programs import plan_of

TODAY = dt.date(2026, 3, 4)
pytestmark = pytest.mark.django_db


@pytest.fixture
def content(db):
    """The shipped catalogue and programs."""
    shipped.load()


@pytest.fixture
def person(content):
    """The demo person with their history up to TODAY, seeded once for all tests."""
    shipped.once("demo", lambda: demo.seed(today=TODAY))
    return User.objects.get(email=demo.EMAIL)


def rows(person):
    return list(person.sessions.order_by("pk").values_list("date", "status", "seconds"))


def test_history_reaches_back_twelve_weeks(person):
    """The first session lies twelve weeks back, and most of what was planned since was done."""
    past = person.sessions.filter(date__lt=TODAY)
    assert past.earliest("date").date == TODAY - dt.timedelta(days=84)
    assert past.filter(status=Session.Status.DONE).count() > past.count() / 2


def test_there_is_a_session_to_try_today(person):
    """A visitor who signs in as the demo person can begin at once."""
    assert person.sessions.get(date=TODAY).status == Session.Status.PLANNED


def test_the_flare_is_worse_than_the_end(person):
    """The story has a flare in its third week and a better end."""
    mornings = dict(person.checkins.filter(kind="morning").values_list("day", "discomfort"))
    flare = [n for day, n in mornings.items() if (day - TODAY).days + 84 in demo.FLARE]
    end = [n for day, n in mornings.items() if (TODAY - day).days < 14]
    assert min(flare) > max(end)


def test_seeding_again_keeps_the_history_and_changes_the_password(person):
    """A second run is a new password and nothing else."""
    before, old = rows(person), person.password
    again, password = demo.seed(today=TODAY)
    assert (again, rows(again)) == (person, before)
    again.refresh_from_db()
    assert again.password != old
    assert again.check_password(password)


@pytest.fixture
def short_story(monkeypatch):
    """From here on two weeks are told: what is the same for any length need not take the whole one."""
    monkeypatch.setattr(demo, "DAYS", 14)
    monkeypatch.setattr(demo, "SECOND_START", 3)


@pytest.fixture
def two_days(monkeypatch):
    """From here on two days are told, one in each run: enough to see when they are."""
    monkeypatch.setattr(demo, "DAYS", 2)
    monkeypatch.setattr(demo, "SECOND_START", 1)


def test_old_history_is_laid_anew(person, two_days):
    """A month later the story ends today again."""
    later = TODAY + dt.timedelta(days=30)
    demo.seed(today=later)
    assert person.sessions.filter(date=later).exists()
    assert person.plans.count() == 2


def test_the_same_day_gives_the_same_story(content, short_story):
    """Nothing in the story is left to chance, and nobody else's plan and password are touched."""
    other = UserFactory()
    plan = plan_of(other)
    person, _ = demo.seed(today=TODAY)
    first = rows(person)
    person.delete()
    person, _ = demo.seed(today=TODAY)
    assert rows(person) == first
    assert list(other.plans.all()) == [plan]
    assert User.objects.get(pk=other.pk).password == other.password


def test_without_content_the_command_says_what_to_do():
    """An empty database gets a sentence, not a traceback."""
    with pytest.raises(CommandError, match="load_content"):
        call_command("seed_demo")
