"""People and invitations in the database: what it refuses by itself."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Invitation, User
from accounts.models.invitation import digest, new_code
from tests.factories.accounts import InvitationFactory, UserFactory

pytestmark = pytest.mark.django_db


def refused_by_the_database(constraint, write):
    """Run `write`, expect that it breaks a rule of the database, and go on."""
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        write()


def test_same_address_in_other_case_is_refused():
    """The database keeps one account an address, whatever the case."""
    UserFactory(email="robin@example.org")
    refused_by_the_database(
        "user_email_unique_any_case", lambda: User.objects.bulk_create([User(email="ROBIN@example.org")])
    )


def test_other_address_is_accepted():
    """The rule about addresses keeps nobody else out."""
    UserFactory(email="robin@example.org")
    User.objects.bulk_create([User(email="robyn@example.org")])
    assert User.objects.count() == 2


@pytest.mark.parametrize(
    ("constraint", "field", "bad", "good"),
    [("user_first_weekday_known", "first_weekday", 8, 7), ("user_theme_known", "theme", "pink", "dark")],
)
def test_unknown_choice_is_refused_by_the_database(constraint, field, bad, good):
    """What isn't a choice can't be stored, what is can."""
    person = User.objects.filter(pk=UserFactory().pk)
    refused_by_the_database(constraint, lambda: person.update(**{field: bad}))
    assert person.update(**{field: good}) == 1


def test_address_is_stored_in_lower_case_and_found_in_any():
    """People type their address as they like."""
    person = User.objects.create_user(" Robin@Example.ORG ")
    assert person.email == "robin@example.org"
    assert User.objects.get_by_natural_key("ROBIN@example.org") == person


def test_form_names_the_taken_address():
    """A form says so before the database has to."""
    UserFactory(email="robin@example.org")
    with pytest.raises(ValidationError) as caught:
        User(email="Robin@example.org", password="x").full_clean()
    assert "already uses this e-mail" in str(caught.value)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "localtime", "Factory", "../../etc/passwd", "Europe/Paris\x00", ""])
def test_unknown_time_zone_is_refused(zone):
    """Only places of the time zone database are time zones."""
    with pytest.raises(ValidationError) as caught:
        UserFactory.build(timezone=zone).clean_fields(exclude=["password"])
    assert list(caught.value.message_dict) == ["timezone"]


@pytest.mark.parametrize(
    "preferences",
    [
        {"get_ready": 2},
        {"get_ready": 21},
        {"get_ready": 10**9},
        {"get_ready": True},
        {"get_ready": 5.5},
        {"sound": "yes"},
        {"extra": 1},
    ],
)
def test_player_preferences_out_of_bounds_are_refused(preferences):
    """The player can rely on what it finds."""
    person = UserFactory.build()
    person.player = {**person.player, **preferences}
    with pytest.raises(ValidationError) as caught:
        person.clean_fields(exclude=["password"])
    assert list(caught.value.message_dict) == ["player"]


def test_administrator_is_made_without_questions(monkeypatch):
    """Django's createsuperuser works with an address alone."""
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "lying on the mat 7")
    call_command("createsuperuser", "--no-input", "--email", "Boss@example.org", stdout=StringIO())
    boss = User.objects.get(email="boss@example.org")
    assert boss.is_staff
    assert boss.is_superuser
    assert boss.check_password("lying on the mat 7")


def test_code_is_read_however_it_was_typed():
    """Case, spaces and dashes don't matter."""
    code = new_code()
    assert digest(f" {code.lower().replace('-', ' ')} ") == digest(code)
    assert digest(new_code()) != digest(code)


def test_second_claim_of_an_invitation_fails():
    """Of two people who both saw it open, the database lets one take it."""
    InvitationFactory(code="ABCD")
    first, second = UserFactory(), UserFactory()
    now = timezone.now()
    assert Invitation.objects.open_for("ABCD", second.email, now).exists()
    assert Invitation.objects.claim("ABCD", first.email, first, now) is True
    assert Invitation.objects.claim("ABCD", second.email, second, now) is False
    assert Invitation.objects.get().used_by == first


def test_invitation_used_by_nobody_is_refused_by_the_database():
    """Used means by somebody, at some time: both or neither."""
    invitation = Invitation.objects.filter(pk=InvitationFactory().pk)
    refused_by_the_database("invitation_used_by_somebody", lambda: invitation.update(used_at=timezone.now()))
    assert invitation.update(used_at=timezone.now(), used_by=UserFactory()) == 1


@pytest.mark.parametrize(
    ("fields", "is_open"),
    [
        ({}, True),
        ({"email": "robin@example.org"}, True),
        ({"email": "else@example.org"}, False),
        ({"expires_at": timezone.now() - timedelta(seconds=1)}, False),
    ],
)
def test_invitation_opens_for_its_address_until_its_date(fields, is_open):
    """An invitation may name a person, and ends."""
    InvitationFactory(code="ABCD", **fields)
    assert Invitation.objects.open_for("abcd", "Robin@example.org", timezone.now()).exists() is is_open
