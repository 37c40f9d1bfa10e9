"""What holds at every position of every movement that ships."""

import gzip
import math
import tomllib
from pathlib import Path

import pytest

from stretches.figures import body, bones, draw, glow
from stretches.figures.geometry import turn

from .conftest import FOLDER, PARSED, SHIPPED

BONES = {
    ("hip", "waist"): bones.LOWER_SPINE,
    ("waist", "shoulder"): bones.UPPER_SPINE,
    ("shoulder", "neck"): bones.NECK,
    ("neck", "head"): bones.HEAD,
}
for side in bones.SIDES:
    BONES |= {
        ("shoulder", f"{side}_elbow"): bones.UPPER_ARM,
        (f"{side}_elbow", f"{side}_hand"): bones.FOREARM,
        (f"{side}_hand", f"{side}_fingers"): bones.HAND,
        ("hip", f"{side}_knee"): bones.THIGH,
        (f"{side}_knee", f"{side}_ankle"): bones.SHANK,
        (f"{side}_ankle", f"{side}_ball"): math.hypot(*bones.BALL),
        (f"{side}_ball", f"{side}_toes"): bones.TOE,
    }
ARCHING = [name for name in PARSED if name.split("-")[0] in ("cat", "cobra", "fish", "camel")]
# A body part no higher than this rests on the floor: a knee is three units thick.
RESTING = 4


def moments(movement, count=10):
    """Skeletons of the whole movement, `count` from one pose to the next."""
    return [movement.skeleton_at(step / count) for step in range((len(movement.poses) - 1) * count + 1)]


def seen(skeleton, bone):
    """How much of a bone is seen: less than all of a leg turned toward the viewer."""
    _start, end = bone
    side = end.split("_")[0]
    if end.endswith("knee"):
        return skeleton.seen[f"{side}_leg"][0]
    return skeleton.seen[f"{side}_leg"][1] if end.endswith("ankle") else 1


def test_every_exercise_has_its_usual_form():
    """Twelve exercises, twelve usual movements, and none for an exercise that isn't there."""
    exercises = {path.stem for path in (FOLDER.parent / "exercises").glob("*.toml")}
    assert {name.split(".")[0] for name in PARSED if name.endswith(".usual")} == exercises
    assert {name.split(".")[0] for name in PARSED} == exercises


def test_every_form_that_changes_position_has_its_own():
    """A form in another position than the usual one can't borrow its figure."""
    for path in (FOLDER.parent / "exercises").glob("*.toml"):
        forms = tomllib.loads(path.read_text())["forms"]
        changed = {kind for kind, form in forms.items() if form["position"] != forms["usual"]["position"]}
        assert {f"{path.stem}.{kind}" for kind in changed} <= PARSED.keys()


def test_bones_keep_their_length(shipped):
    """At every position each bone is as long as it is, within one per cent."""
    for skeleton in moments(shipped):
        for bone, length in BONES.items():
            measured = math.dist(*(skeleton.points[joint] for joint in bone))
            assert measured == pytest.approx(length * seen(skeleton, bone), rel=0.01), bone


def outline_points(controls, count=4):
    """Points on the closed outline, for measuring it."""
    ring = [*controls, controls[0], controls[1]]
    points = []
    for before, control, after in zip(ring, ring[1:], ring[2:], strict=False):
        start = ((before[0] + control[0]) / 2, (before[1] + control[1]) / 2)
        end = ((control[0] + after[0]) / 2, (control[1] + after[1]) / 2)
        for step in range(count):
            t = step / count
            points.append(tuple((1 - t) ** 2 * start[i] + 2 * t * (1 - t) * control[i] + t**2 * end[i] for i in (0, 1)))
    return points


def test_nothing_sinks_below_the_floor(shipped):
    """No outline of the body goes more than half a unit below the floor."""
    for skeleton in moments(shipped):
        for part, outlines in body.outlines(skeleton).items():
            lowest = min(y for outline in outlines for _x, y in outline_points(outline))
            assert lowest >= -0.5, part


def test_contacts_stay(shipped):
    """What rests on the same spot in two poses rests there all the way between, within half a unit."""
    for index, (start, end) in enumerate(zip(shipped.skeletons, shipped.skeletons[1:], strict=False)):
        for joint in contacts(shipped, index):
            for step in range(1, 12):
                point = shipped.skeleton_at(index + step / 12).points[joint]
                nearest = min(math.dist(point, start.points[joint]), math.dist(point, end.points[joint]))
                assert nearest <= 0.5, joint


def contacts(movement, index):
    """The joints that rest on the same spot in a pose and the next."""
    first, second = movement.poses[index : index + 2]
    fixed = []
    for side in bones.SIDES:
        for limb, joint in (("arm", "hand"), ("leg", "ankle")):
            a, b = getattr(first, f"{side}_{limb}"), getattr(second, f"{side}_{limb}")
            if a.to is not None and a.to == b.to and a.by == b.by:
                fixed.append(f"{side}_{'ball' if a.by == 'ball' else joint}")
    before, after = (skeleton.points for skeleton in movement.skeletons[index : index + 2])
    low = [name for name, point in before.items() if name.endswith("knee") and max(point[1], after[name][1]) < RESTING]
    return fixed + [name for name in low if math.dist(before[name], after[name]) <= 0.5]


@pytest.mark.parametrize("name", ARCHING)
def test_the_head_is_never_thrown_back(name):
    """Where the spine arches, neck and head stay within 25 degrees of the upper spine."""
    for skeleton in moments(PARSED[name]):
        for part in ("neck", "head"):
            assert turn(skeleton.angles["upper_spine"], skeleton.angles[part]) <= 25


@pytest.mark.parametrize("name", ["camel-pose.usual", "camel-pose.easier"])
def test_the_camel_looks_ahead_or_a_little_up(name):
    """The face, square to the head, points at most 45 degrees above the horizon."""
    assert PARSED[name].skeletons[-1].angles["head"] - 90 <= 45


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("still", [False, True])
def test_a_drawing_is_small(shipped, side, still):
    """With every area glowing and a long description it is still at most 6 KB on the wire."""
    svg = draw(
        shipped, areas=areas_of(shipped), side=side, still=still, title="A title of usual length", desc="d" * 200
    )
    assert len(gzip.compress(svg.encode())) <= 6 * 1024


def areas_of(movement):
    """The areas of the movement's exercise that can glow."""
    name = next(name for name, parsed in PARSED.items() if parsed is movement)
    facts = tomllib.loads((FOLDER.parent / "exercises" / f"{name.split('.')[0]}.toml").read_text())
    return facts["areas"]


def test_every_area_can_glow():
    """Each area of the catalogue has its place on the figure."""
    areas = tomllib.loads(Path(FOLDER.parent / "areas.toml").read_text())["areas"]
    assert {area["slug"] for area in areas} <= set(glow.AREAS)


def test_shipped_files_have_forms():
    """No movement ships for a form that the exercise doesn't have."""
    for name in SHIPPED:
        slug, kind = name.split(".")
        assert kind in tomllib.loads((FOLDER.parent / "exercises" / f"{slug}.toml").read_text())["forms"]


def test_a_repetition_lasts_as_long_as_its_tempo():
    """Where a form has a tempo, the figure's loop keeps it."""
    for name, movement in PARSED.items():
        slug, kind = name.split(".")
        form = tomllib.loads((FOLDER.parent / "exercises" / f"{slug}.toml").read_text())["forms"][kind]
        if "tempo" in form:
            assert movement.timing.seconds == pytest.approx(form["tempo"]), name
