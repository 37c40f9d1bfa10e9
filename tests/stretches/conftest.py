"""The shipped catalogue, for tests that read it."""

import pytest

from tests import content


@pytest.fixture
def shipped(db):
    """The content that ships."""
    content.load()


@pytest.fixture
def delivered(db):
    """The shipped catalogue as a release loads it into an empty database; gives what the loader reported."""
    return content.load()
