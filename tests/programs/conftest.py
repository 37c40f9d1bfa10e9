"""A person with a browser, somebody else with theirs, and the content that ships."""

import pytest
from django.test import Client

from tests import content
from tests.factories.accounts import UserFactory


@pytest.fixture
def owner(db):
    """The person whose plans these are."""
    return UserFactory()


@pytest.fixture
def member(owner):
    """The owner's browser, signed in."""
    return signed_in(owner)


@pytest.fixture
def stranger(db):
    """Somebody else's browser, signed in."""
    return signed_in(UserFactory())


@pytest.fixture
def visitor():
    """A browser of nobody."""
    return Client()


@pytest.fixture
def shipped(db):
    """The exercises and programs that ship."""
    content.load()


def signed_in(person):
    browser = Client()
    browser.force_login(person)
    return browser
