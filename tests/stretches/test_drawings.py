"""Drawings: made from movements, kept for good, shown where they belong."""

import gzip
import hashlib

import pytest

from stretches.drawings import figure_url, redraw
from stretches.models import Drawing, Exercise, Form
from tests.factories.stretches import ExerciseFactory, FormFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement(shipped):
    """A movement that can be drawn."""
    return Form.objects.get(exercise__slug="heel-slides", kind="usual").movement


def form_of(slug, kind="usual"):
    return Form.objects.get(exercise__slug=slug, kind=kind)


def test_every_exercise_that_ships_has_its_drawings(delivered):
    """Moving, still and pose for each side there is, and a form that moves otherwise has its own."""
    for exercise in Exercise.objects.all():
        sides = ["right", "left"] if exercise.is_sided else ["right"]
        wanted = {"source"} | {f"{view}-{side}" for view in ("moving", "still", "pose") for side in sides}
        assert set(exercise.usual.drawings) == wanted
    assert not [line for line in delivered.kept if "no new drawing" in line]


def test_a_drawing_is_kept_under_the_hash_of_its_bytes(client, shipped):
    """The address says what it holds, so browsers keep it for a year."""
    drawing = Drawing.objects.first()
    response = client.get(f"/figures/{drawing.hash}.svg")
    assert hashlib.sha256(response.content).hexdigest() == drawing.hash
    assert response.headers["Content-Type"].startswith("image/svg+xml")
    assert "immutable" in response.headers["Cache-Control"]
    assert "max-age=31536000" in response.headers["Cache-Control"]
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("name", ["0" * 64, "A" * 64, "x", "../../etc/passwd"])
def test_an_unknown_drawing_is_not_found(client, name):
    """A hash that nothing has, or that is none, is 404."""
    assert client.get(f"/figures/{name}.svg").status_code == 404


def test_the_drawing_of_today_follows_the_movement(client, shipped, movement):
    """The address by slug changes with the content; the old drawing keeps its own address."""
    before = client.get("/stretches/cat-cow/figure.svg")
    old = figure_url(form_of("cat-cow"))
    form = form_of("cat-cow")
    form.movement = movement
    form.save()
    redraw()
    after = client.get("/stretches/cat-cow/figure.svg", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.content != before.content
    assert client.get(old).content == before.content


def test_an_unchanged_drawing_of_today_is_not_sent_again(client, shipped):
    """A browser that has it gets 304."""
    tag = client.get("/stretches/cat-cow/figure.svg").headers["ETag"]
    assert client.get("/stretches/cat-cow/figure.svg", headers={"If-None-Match": tag}).status_code == 304


def test_form_side_and_still_choose_the_drawing(client, shipped):
    """Each of them shows another picture; what is unknown counts as left out."""
    path = "/stretches/heel-slides/figure.svg"
    usual = client.get(path).content
    others = [client.get(f"{path}?{query}").content for query in ("side=left", "still=1", "form=harder")]
    assert len({usual, *others}) == 4
    assert client.get(f"{path}?side=up&form=hardest&still=0").content == usual


def test_a_form_without_movement_borrows_only_in_the_same_position(client, shipped):
    """An easier form on the back shows the usual figure; one on a chair shows none, and its page stands."""
    usual = form_of("heel-slides")
    same, other = form_of("heel-slides", "easier"), form_of("cobra-pose", "easier")
    for form in (same, other):
        form.movement = None
        form.save()
    other.position = "chair"
    other.save()
    redraw()
    assert figure_url(form_of("heel-slides", "easier")) == figure_url(usual)
    assert figure_url(form_of("cobra-pose", "easier")) == ""
    assert client.get("/stretches/cobra-pose/figure.svg?form=easier").status_code == 404
    assert "No drawing yet" in client.get("/stretches/cobra-pose/").content.decode()


def test_drawing_again_draws_nothing(shipped, django_assert_max_num_queries):
    """Without a change there is nothing to write."""
    with django_assert_max_num_queries(6):
        assert redraw() == []


def test_changed_words_and_areas_are_drawn_anew(shipped):
    """The drawing's description and its glow follow the content."""
    exercise = Exercise.objects.get(slug="cobra-pose")
    before = exercise.usual.drawings
    exercise.areas.set(exercise.areas.filter(slug="chest"))
    redraw(Form.objects.filter(exercise=exercise))
    glow = form_of("cobra-pose").drawings
    form = form_of("cobra-pose")
    form.cue = "Up you come."
    form.save()
    redraw(Form.objects.filter(exercise=exercise))
    assert before != glow != form_of("cobra-pose").drawings
    drawing = Drawing.objects.get(hash=form_of("cobra-pose").drawings["moving-right"])
    assert "Up you come." in drawing.svg
    assert "<title>Cobra pose" in drawing.svg


def test_a_movement_that_cannot_be_drawn_keeps_the_old_drawing(shipped):
    """A slip of an editor never takes the figure away; the error says what is wrong."""
    form = form_of("cat-cow")
    form.movement = {"poses": []}
    form.save()
    ((failed, error),) = redraw()
    assert failed == form
    assert "at least one pose" in str(error)
    assert figure_url(form_of("cat-cow")) == figure_url(form)


def test_nothing_moves_until_it_is_asked_to(client, shipped):
    """The page shows the positions side by side; “Show it moving” is a plain link that works without JavaScript."""
    form = form_of("cat-cow")
    still = client.get("/stretches/cat-cow/").content.decode()
    assert figure_url(form, "still") in still
    assert figure_url(form) not in still
    assert 'href="?moving=usual#figure-usual"' in still
    moving = client.get("/stretches/cat-cow/?moving=usual").content.decode()
    assert f'<img src="{figure_url(form)}"' in moving
    assert f'srcset="{figure_url(form, "still")}" media="(prefers-reduced-motion: reduce)"' in moving


def test_figures_are_small(shipped):
    """Each drawing is at most 6 KB compressed."""
    sizes = {drawing.hash: len(gzip.compress(drawing.svg.encode())) for drawing in Drawing.objects.all()}
    assert [digest for digest, size in sizes.items() if size > 6 * 1024] == []


def test_a_form_that_was_never_drawn_has_no_address(client):
    """No movement, no drawings: nothing is linked."""
    exercise = ExerciseFactory(slug="plain")
    FormFactory(exercise=exercise, easier=True)
    assert figure_url(exercise.usual) == ""
    assert client.get("/stretches/plain/figure.svg").status_code == 404
