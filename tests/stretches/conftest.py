"""The shipped catalogue, for tests that read it."""

import pytest

from stretches import loading
from tests import content


@pytest.fixture
def shipped(db):
    """The content that ships."""
    content.load()


@pytest.fixture
def delivered(db):
    """The shipped catalogue loaded as a release loads it; gives what the loader reports."""
    return loading.load()
