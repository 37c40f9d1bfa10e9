"""A form to sign up with, and people in front of their browsers."""

import pytest
from django.test import Client

from tests.factories.accounts import PASSWORD, StaffFactory, UserFactory


@pytest.fixture
def typed():
    """Everything the sign-up form asks for, right."""
    return {
        "email": "Robin@Example.org",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "name": "Robin",
        "consent": "on",
        "old_enough": "on",
        "timezone": "Europe/Paris",
    }


@pytest.fixture
def person(db):
    """Somebody with an account."""
    return UserFactory()


@pytest.fixture
def browser_of():
    """A browser in which this person is signed in."""

    def signed_in(person):
        browser = Client()
        browser.force_login(person)
        return browser

    return signed_in


@pytest.fixture
def mine(person, browser_of):
    """The person's browser."""
    return browser_of(person)


@pytest.fixture
def staff(db):
    """An administrator's browser."""
    browser = Client()
    browser.force_login(StaffFactory())
    return browser


@pytest.fixture
def mail_works(settings):
    """A host with mail: addresses are verified, mails go to `mailoutbox`."""
    settings.MAIL_IS_SET_UP = True
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
