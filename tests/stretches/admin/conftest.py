"""An editor in front of a browser."""

import json

import pytest
from django.test import Client

from stretches import loading
from tests import content
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


@pytest.fixture
def movement():
    """A movement that can be drawn: the shipped cat-cow."""
    return json.loads((loading.CONTENT / "movements/cat-cow.usual.json").read_text())


@pytest.fixture
def shipped_catalogue(db):
    """The content that ships."""
    content.load()
