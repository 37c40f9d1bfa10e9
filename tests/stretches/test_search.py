"""Finding what ships by the words that people type."""

import pytest

from tests import content

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def shipped(shared_rows):
    """The content that ships."""
    with shared_rows():
        content.load()
        yield


def found_by(client, words):
    """The exercises that the list shows for these words."""
    return client.get("/stretches/", {"q": words}).context["exercises"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("child's pose", "childs-pose"),
        ("child’s pose", "childs-pose"),
        ("child‘s pose", "childs-pose"),
        ("child`s pose", "childs-pose"),
        ("child\u00b4s pose", "childs-pose"),
        ("childs pose", "childs-pose"),
        ("knee-to-chest", "single-knee-to-chest"),
        ("knee\u2011to\u2011chest", "single-knee-to-chest"),
        ("cat\u2010cow", "cat-cow"),
        ("cat cow", "cat-cow"),
    ],
)
def test_apostrophes_and_hyphens_are_typed_in_any_way(client, words, found):
    """What a keyboard types finds what the page prints, with and without the sign."""
    assert found in [exercise.slug for exercise in found_by(client, words)]


@pytest.mark.parametrize("words", ["glutes", "abdominals", "hip flexors", "hip-flexors", "deep abdominals", "buttocks"])
def test_areas_are_found_by_either_of_their_names(client, words):
    """The everyday name and the one a physiotherapist says."""
    works_on = [{area.slug for area in exercise.areas.all()} for exercise in found_by(client, words)]
    slug = {"buttocks": "glutes"}.get(words, words.replace(" ", "-"))
    assert any(slug in areas for areas in works_on)
