"""The body map: geometry that fits the areas, and a drawing that says in words what it shows."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines

from stretches import bodymap

AREAS = tomllib.loads(Path(settings.BASE_DIR, "stretches/content/areas.toml").read_text())["areas"]


class Place(str):
    """An area that needs no database: its slug is its name."""

    @property
    def slug(self):
        return str(self)


def draw(source, **values):
    """Render a scrap of template with the map's tags."""
    return engines["django"].from_string("{% load bodymap %}" + source).render(values)


def numbers(path):
    """All coordinates of a path, as pairs."""
    found = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]
    return list(zip(found[::2], found[1::2], strict=True))


@pytest.fixture
def areas():
    """The shipped areas by slug, without a database."""
    return {area["slug"]: Place(area["slug"]) for area in AREAS}


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area["slug"])
def test_every_area_lies_where_its_data_says(area):
    """Front, back, or both: the drawing and the content agree."""
    views = {shape.view for shape in bodymap.SHAPES[area["slug"]]}
    assert views == ({"front", "back"} if area["view"] == "both" else {area["view"]})


def test_no_place_is_drawn_for_an_area_that_is_not_there():
    """What was renamed in the content would lie on the map unseen."""
    assert set(bodymap.SHAPES) == {area["slug"] for area in AREAS}


@pytest.mark.parametrize("slug", bodymap.SHAPES)
def test_places_stay_on_the_drawing(slug):
    """Nothing is cut off at the edge, and nothing is drawn on the other body."""
    for shape, middle in [(shape, bodymap.MIDDLES[shape.view]) for shape in bodymap.SHAPES[slug]]:
        assert all(abs(across) <= 75 for across, _ in shape.ring)
        assert 0 < middle < bodymap.WIDTH
    for region in bodymap.regions(slug):
        assert all(0 <= x <= bodymap.WIDTH and 0 <= y <= bodymap.HEIGHT for x, y in numbers(region["path"]))


@pytest.mark.parametrize("slug", bodymap.SHAPES)
def test_a_mark_lies_in_its_place(slug):
    """The tick stands inside the box round the place that it marks."""
    for region in bodymap.regions(slug):
        across, down = zip(*numbers(region["path"]), strict=True)
        assert min(across) < region["x"] < max(across)
        assert min(down) < region["y"] < max(down)


def test_left_is_the_persons_left():
    """Seen from the front it is on the viewer's right, seen from behind on the viewer's left."""
    left = {(region["x"] > 150, region["x"]) for region in bodymap.regions("shoulders") if region["side"] == "left"}
    assert left == {(False, bodymap.MIDDLES["front"] + 37), (True, bodymap.MIDDLES["back"] - 37)}


def test_an_area_that_an_editor_added_has_no_place():
    """It can be chosen by name all the same."""
    assert bodymap.regions("elbow-tip") == ()


def test_a_smooth_ring_goes_through_its_points_and_closes():
    """Each point ends one curve."""
    path = bodymap.smooth([(0, 0), (10, 0), (10, 10)])
    assert path.startswith("M0 0C")
    assert path.endswith(" 0 0Z")
    assert " 10 0C" in path


def test_the_words_say_what_the_drawing_shows(areas):
    """The drawing is for eyes only; the list beside it names every area and leads to what else works on it."""
    html = draw("{% body_map areas %}", areas=[areas["lower-back"], areas["hips"]])
    assert 'class="bodymap-figure" aria-hidden="true"' in html
    assert re.findall(r'href="/stretches/\?area=([\w-]+)">', html) == ["lower-back", "hips"]
    assert html.count('class="glow ') == 2
    assert "style=" not in html


def test_counts_glow_by_how_often(areas):
    """Most frequent first, in steps, with the number in words; what never hurt is left out."""
    counts = [(areas["neck"], 1), (areas["lower-back"], 9), (areas["hips"], 4), (areas["chest"], 0)]
    html = draw("{% body_map_counts counts %}", counts=counts)
    assert re.findall(r"glow-(\d)", html) == ["3", "2", "1"]
    assert re.findall(r"(\d+ times?)<", html) == ["9 times", "4 times", "1 time"]


def test_two_maps_on_a_page_have_ids_of_their_own(areas):
    """The outline that cuts the places belongs to its own drawing."""
    html = draw("{% body_map areas prefix='one' %}{% body_map areas prefix='two' %}", areas=[areas["neck"]])
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 2
    assert all(f'url(#{name})"' in html for name in ids)


def test_nothing_that_never_hurt_is_an_error(areas):
    """No counts, an empty map."""
    assert "glow" not in draw("{% body_map_counts counts %}", counts=[])


@pytest.mark.django_db
def test_the_exercise_page_shows_what_it_works_on(shipped, client):
    """All its areas, in words and on the map."""
    page = client.get("/stretches/cat-cow/").content.decode()
    part = page.partition('id="works-on"')[2].partition("</section>")[0]
    assert [name for name in ("Whole spine", "Neck", "Belly muscles") if name not in part] == []
    assert part.count('class="glow ') == 3
