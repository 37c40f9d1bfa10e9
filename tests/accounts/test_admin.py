"""The staff pages for people and invitations."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from accounts.models import Invitation, User
from tests.factories.accounts import PASSWORD, InvitationFactory, UserFactory

PEOPLE = "/admin/accounts/user/"
INVITATIONS = "/admin/accounts/invitation/"


@pytest.mark.django_db
@pytest.mark.parametrize("address", [PEOPLE, f"{PEOPLE}add/", INVITATIONS, f"{INVITATIONS}add/"])
def test_pages_are_for_staff(client, staff, mine, address):
    """Visitors sign in first, other people are turned away."""
    assert staff.get(address).status_code == 200
    assert client.get(address).status_code == 302
    assert mine.get(address, follow=True).status_code == 403


def test_staff_add_a_person(staff):
    """Address and password suffice; the address is stored in lower case."""
    typed = {"email": "Kim@Example.org", "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    staff.post(f"{PEOPLE}add/", typed)
    assert User.objects.get(email="kim@example.org").check_password(PASSWORD)


def test_taken_address_in_other_case_is_said_at_the_field(staff, person):
    """Not an error page."""
    typed = {"email": person.email.upper(), "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    response = staff.post(f"{PEOPLE}add/", typed)
    assert "already uses this e-mail" in response.content.decode()


def test_person_page_shows_no_password(staff, person):
    """Only how it is kept, and a link to set another."""
    page = staff.get(f"{PEOPLE}{person.pk}/change/").content.decode()
    assert person.email in page
    assert person.password not in page


@pytest.mark.django_db
def test_staff_cannot_promote_themselves(browser_of):
    """Who may edit people doesn't thereby hand out rights."""
    clerk = UserFactory(is_staff=True)
    clerk.user_permissions.set(Permission.objects.filter(codename__in=["view_user", "change_user"]))
    form = {"email": clerk.email, "timezone": "UTC", "first_weekday": 1, "theme": "auto", "is_active": "on"}
    browser_of(clerk).post(f"{PEOPLE}{clerk.pk}/change/", {**form, "name": "Boss", "is_superuser": "on"})
    clerk.refresh_from_db()
    assert (clerk.name, clerk.is_superuser, clerk.is_staff) == ("Boss", False, True)


@pytest.mark.django_db
@pytest.mark.parametrize(("is_superuser", "status"), [(True, 403), (False, 200)])
@pytest.mark.parametrize("place", ["password", "delete"])
def test_staff_cannot_take_over_an_administrator(browser_of, place, is_superuser, status):
    """Who may edit and delete people sets no administrator’s password and deletes none; other people they may."""
    clerk, other = UserFactory(is_staff=True), UserFactory(is_superuser=is_superuser)
    clerk.user_permissions.set(Permission.objects.all())
    assert browser_of(clerk).get(f"{PEOPLE}{other.pk}/{place}/").status_code == status


@pytest.mark.django_db
def test_staff_do_not_change_an_administrator(browser_of):
    """Another address would be a way to their account."""
    clerk, chief = UserFactory(is_staff=True), UserFactory(is_superuser=True)
    clerk.user_permissions.set(Permission.objects.filter(codename__in=["view_user", "change_user"]))
    form = {"email": "mine@example.org", "timezone": "UTC", "first_weekday": 1, "theme": "auto", "is_active": "on"}
    assert browser_of(clerk).post(f"{PEOPLE}{chief.pk}/change/", form).status_code == 403
    assert not User.objects.filter(email="mine@example.org").exists()


def test_administrators_change_each_other(staff):
    """They have all rights."""
    other = UserFactory(is_superuser=True)
    for place in ("change", "password", "delete"):
        assert staff.get(f"{PEOPLE}{other.pk}/{place}/").status_code == 200


def test_code_is_shown_once(staff):
    """When it is made; the database keeps its digest alone."""
    typed = {"email": "Kim@Example.org", "expires_at_0": "2100-01-01", "expires_at_1": "00:00"}
    page = staff.post(f"{INVITATIONS}add/", typed, follow=True).content.decode()
    code = re.search(r"Invitation code: ([\w-]{19})\.", page)[1]
    invitation = Invitation.objects.get()
    assert invitation.created_by.is_staff
    assert list(Invitation.objects.open_for(code, "kim@example.org", timezone.now())) == [invitation]
    assert code not in staff.get(f"{INVITATIONS}{invitation.pk}/change/").content.decode()


def test_saving_an_invitation_again_keeps_its_code(staff):
    """A later date is no new invitation."""
    before = InvitationFactory()
    typed = {"email": "", "expires_at_0": "2100-01-01", "expires_at_1": "00:00"}
    staff.post(f"{INVITATIONS}{before.pk}/change/", typed)
    after = Invitation.objects.get()
    assert (after.digest, after.expires_at.year) == (before.digest, 2100)
