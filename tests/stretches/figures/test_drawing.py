"""The drawings: well-formed, harmless, the same every time, and ready for the player."""

import re
from xml.etree import ElementTree

import pytest

from stretches.figures import breathing, draw, draw_inline, keyframes, only_breathes, parse_movement

from .conftest import PARSED, SHIPPED

SVG = "{http://www.w3.org/2000/svg}"
AREAS = ["whole-spine", "hips", "hamstrings", "arms"]


@pytest.mark.parametrize("still", [False, True])
def test_a_drawing_is_plain_svg(shipped, still):
    """It parses, says what is seen, and holds no script, style, link or id."""
    svg = draw(shipped, areas=AREAS, still=still, title="Cat <and> cow", desc="Belly sinks & rises")
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Cat <and> cow"
    assert root.find(f"{SVG}desc").text == "Belly sinks & rises"
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "g", "path", "animate"}
    assert not re.search(r"\b(style|href|id|on\w+)=|url\(", svg)


def test_a_control_character_in_a_title_leaves_the_drawing_well_formed():
    """XML has no place for a NUL or a bell."""
    svg = draw(PARSED["cat-cow.usual"], title="Cat\x00\x07cow", desc="\ud800")
    assert ElementTree.fromstring(svg).find(f"{SVG}title").text == "Catcow"  # noqa: S314 - our own drawing


def test_the_same_movement_gives_the_same_bytes(shipped):
    """Addresses are made of the hash of a drawing."""
    name = next(name for name, movement in PARSED.items() if movement is shipped)
    assert draw(parse_movement(SHIPPED[name]), areas=AREAS) == draw(shipped, areas=AREAS)


def test_stills_stand_side_by_side():
    """Every pose has its panel, and nothing moves."""
    movement = PARSED["single-knee-to-chest.usual"]
    moving, still = draw(movement), draw(movement, still=True)
    assert "<animate" in moving
    assert "<animate" not in still
    assert still.count('data-part="head"') == 3
    assert view_box(still)[2] == 3 * view_box(moving)[2]


def test_one_pose_stands_alone():
    """A card shows only the end position, in the same frame."""
    movement = PARSED["cat-cow.usual"]
    alone = draw(movement, pose=1)
    assert alone.count('data-part="head"') == 1
    assert view_box(alone) == view_box(draw(movement))


def test_the_other_side_is_mirrored_in_the_same_frame():
    """Left and right differ by one turned group."""
    right, left = (draw(PARSED["hamstring-stretch.usual"], side=side) for side in ("right", "left"))
    assert view_box(right) == view_box(left)
    assert re.sub(r'<g transform="matrix\(-1 0 0 1 -?\d+ 0\)">|</g>', "", left) == right.replace("</g>", "")


def test_only_known_areas_glow():
    """No area, or one nobody knows, draws no glow."""
    assert 'figure-glow"' in draw(PARSED["cat-cow.usual"], areas=["neck"])
    assert draw(PARSED["cat-cow.usual"], areas=["elsewhere"]) == draw(PARSED["cat-cow.usual"])


def test_the_loop_of_a_drawing_lasts_as_long_as_the_movement(shipped):
    """Key times run from 0 to 1 and each has its value."""
    for times, values in re.findall(r'keyTimes="([^"]*)" values="([^"]*)"', draw(shipped, areas=AREAS)):
        shares = [float(share) for share in times.split(";")]
        assert shares == sorted(shares)
        assert (shares[0], shares[-1]) == (0, 1)
        assert len(shares) == len(values.split(";"))


def test_the_player_finds_every_moving_part(shipped):
    """Each part of the key frames is one path of the inline drawing, and its changes have as many numbers."""
    frames = keyframes(shipped, areas=AREAS)
    inline = draw_inline(shipped, areas=AREAS)
    for names, changes in zip(frames["parts"], frames["frames"], strict=True):
        paths = [re.findall(rf'data-part="{name}"[^>]* d="([^"]*)"', inline) for name in names]
        assert len({tuple(path) for path in paths}) == len(paths[0]) == 1
        assert {change.count(",") + 1 for change in changes} == {len(re.findall(r"-?\d+", paths[0][0]))}
        assert len(changes) == len(frames["places"]) - 1


def test_the_player_reaches_the_end_position(shipped):
    """The drawing with all changes added up is the last pose."""
    frames = keyframes(shipped)
    end = draw(shipped, pose=len(shipped.poses) - 1)
    inline = draw_inline(shipped)
    for names, changes in zip(frames["parts"], frames["frames"], strict=True):
        path = re.search(rf'data-part="{names[0]}"[^>]* d="([^"]*)"', inline)[1]
        numbers = [int(number) for number in re.findall(r"-?\d+", path)]
        for change in changes:
            numbers = [old + int(new or 0) for old, new in zip(numbers, change.split(","), strict=True)]
        last = re.search(rf'data-part="{names[0]}"[^>]* d="([^"]*)"', end)[1]
        assert numbers == [int(number) for number in re.findall(r"-?\d+", last)]
    assert (frames["places"][0], frames["places"][-1]) == (0, 1)


def test_breath_is_read_from_the_poses():
    """In cat-cow the belly sinks with the breath in: the way to the cat is a breath out. Lying still only breathes."""
    assert breathing(PARSED["cat-cow.usual"]) == (0.5, -1)
    assert breathing(PARSED["supine-position.usual"]) == (4 / 9, 1)
    assert breathing(PARSED["heel-slides.usual"]) is None
    assert [only_breathes(PARSED[f"{name}.usual"]) for name in ("supine-position", "cat-cow")] == [True, False]


def view_box(svg):
    return [int(number) for number in re.search(r'viewBox="([^"]*)"', svg)[1].split()]
