"""An editor in front of a browser."""

import pytest
from django.test import Client

from tests.factories.editors import EditorFactory


@pytest.fixture
def editor(db):
    """A member of the group of editors."""
    return EditorFactory()


@pytest.fixture
def editing(editor):
    """The editor's browser."""
    return browser_of(editor)


def browser_of(editor):
    client = Client()
    client.force_login(editor)
    return client
