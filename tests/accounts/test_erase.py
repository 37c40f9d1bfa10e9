"""Erasing an account."""

import time
import uuid

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.sessions.models import Session
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts import erasing
from accounts.models import Invitation, User
from programs import decisions, locks
from programs.models import CheckIn
from tests.factories.accounts import PASSWORD, InvitationFactory, StaffFactory
from tests.factories.programs import MONDAY
from tests.programs.threads import at_once

pytestmark = pytest.mark.django_db
ERASE = "/accounts/erase/"


@pytest.fixture
def client(person):
    """The person's browser, signed in by typing the password."""
    browser = Client()
    browser.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return browser


def give_password(client, password=PASSWORD):
    """Answer allauth's question for the password on the way to the page."""
    return client.post(f"/accounts/reauthenticate/?next={ERASE}", {"password": password, "next": ERASE})


def test_password_is_asked_first(client, person):
    """Signing in a while ago is not enough, not even for a handmade request."""
    for response in [client.get(ERASE), client.post(ERASE, {"email": person.email})]:
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/reauthenticate/")
    assert User.objects.filter(pk=person.pk).exists()


def test_wrong_password_erases_nothing(client, person):
    """A borrowed phone can't erase a diary."""
    client.post(ERASE, {"email": person.email})
    give_password(client, "standing on the mat")
    client.post(ERASE, {"email": person.email})
    assert User.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("typed", ["", "yes", "person@example.com", "a\x00b", "x" * 300])
def test_other_words_than_the_address_erase_nothing(client, person, typed):
    """The page comes back with a message at the field."""
    give_password(client)
    response = client.post(ERASE, {"email": typed})
    assert response.status_code == 422
    assert "email" in response.context["form"].errors
    assert User.objects.filter(pk=person.pk).exists()


def test_everything_goes(client, person):
    """Account, addresses, sessions everywhere, invitations, and lines about the person in the editing log."""
    InvitationFactory(used_by=person, used_at=person.date_joined)
    InvitationFactory(email=person.email)
    staff = StaffFactory()
    for thing in [person, EmailAddress.objects.create(user=person, email=person.email)]:
        LogEntry.objects.log_actions(staff.pk, [thing], CHANGE)
    elsewhere = Client()
    elsewhere.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    give_password(client)
    response = client.post(ERASE, {"email": f" {person.email.upper()} "}, follow=True)
    assert b"everything in it is gone" in response.content
    assert list(User.objects.all()) == [staff]
    left = [model.objects.count() for model in (EmailAddress, UserSession, Session, Invitation, LogEntry)]
    assert left == [0, 0, 0, 0, 0]
    assert elsewhere.get("/accounts/").status_code == 302


def test_second_click_finds_nobody(client, person):
    """The page is private; whoever clicks again is a visitor."""
    give_password(client)
    client.post(ERASE, {"email": person.email})
    assert client.post(ERASE, {"email": person.email})["Location"].startswith("/accounts/login/")


def test_password_after_the_address_erases_too(client, person):
    """Allauth keeps a request that came too early and goes on with it once the password is right."""
    client.post(ERASE, {"email": person.email})
    give_password(client)
    assert not User.objects.filter(pk=person.pk).exists()
    assert client.get("/accounts/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_erasing_waits_for_what_is_on_its_way(person):
    """An answer that a second tab is just sending is kept first, and then goes with everything else."""

    def write():
        with transaction.atomic():
            locks.person(person.pk)
            time.sleep(0.2)
            decisions.mark(person, MONDAY)

    def erase():
        time.sleep(0.05)
        erasing.erase(person)

    at_once(write, erase)
    assert not User.objects.filter(pk=person.pk).exists()


def test_an_answer_that_waited_while_its_person_was_erased_is_not_found(client, person, monkeypatch):
    """It came before the account was gone and had its turn after: no error page, and nothing is written."""
    take = locks.person

    def too_late(pk):
        erasing.erase(person)
        return take(pk)

    monkeypatch.setattr(locks, "person", too_late)
    sent = {"discomfort": "4", "day": timezone.localdate().isoformat(), "key": str(uuid.uuid4())}
    assert client.post("/checkins/new/", sent).status_code == 404
    assert not CheckIn.objects.exists()
