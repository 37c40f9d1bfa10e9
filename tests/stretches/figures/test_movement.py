"""Reading movements: what is refused, in which words, and how the loop runs."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretches.figures import FigureError, draw, parse_movement

from .conftest import SHIPPED

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def words(data):
    """What an editor reads about the data."""
    with pytest.raises(FigureError) as caught:
        parse_movement(data)
    return str(caught.value)


def test_a_hand_out_of_reach_is_named_with_the_distance(heel_slide):
    """The sentence names pose, part, root and how far too far."""
    heel_slide["poses"][1]["near_arm"] = {"to": [40, 30]}
    assert words(heel_slide).startswith("Pose 2. The near hand cannot reach that point: it is ")
    assert words(heel_slide).endswith(" units too far from the shoulder.")


def test_a_hand_inside_the_shoulder_is_too_near(heel_slide):
    """A folded arm can't be shorter than the difference of its bones."""
    heel_slide["poses"][0]["near_arm"] = {"to": [-26, 6]}
    assert "units too near the shoulder" in words(heel_slide)


def test_what_lies_between_two_poses_is_solved_too(heel_slide):
    """The hand rests on a point that the shoulder passes through: both poses reach it, the way between doesn't."""
    for pose, x in zip(heel_slide["poses"], (-15, 15), strict=True):
        pose |= {"hip": [x, 6], "spine": [90, 90], "neck": 90, "head": 90}
        pose["near_arm"] = {"to": [0, 32]}
        pose["far_arm"] = pose["near_leg"] = pose["far_leg"] = {"angles": [90, 90]}
    assert words(heel_slide).startswith("Between pose 1 and pose 2.")


def test_a_head_thrown_back_is_refused(heel_slide):
    """The neck rule holds for what an editor draws as well."""
    heel_slide["poses"][0]["head"] = 230
    assert "thrown back" in words(heel_slide)


def test_a_knee_bent_the_wrong_way_is_refused(heel_slide):
    """A shank can't fold forward over its thigh."""
    heel_slide["poses"][0]["near_leg"] = {"angles": [60, 120]}
    assert "The near knee bends the wrong way." in words(heel_slide)


def test_a_joint_below_the_floor_is_refused(heel_slide):
    """The floor is y = 0."""
    heel_slide["poses"][0]["near_leg"] = {"angles": [-40, -40]}
    assert "units below the floor" in words(heel_slide)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 10**400, "6", None, True, [], {}])
def test_a_number_that_is_none_is_refused(heel_slide, value):
    """NaN, infinity, a huge integer, text and other types are no angle."""
    heel_slide["poses"][0]["neck"] = value
    assert words(heel_slide).startswith("Pose 1, neck must be ")


@pytest.mark.parametrize("data", [None, [], "", 0, {}, {"poses": []}, {"poses": [1]}, {"poses": "abc"}])
def test_data_without_poses_is_refused(data):
    """Whatever is no movement is answered in words."""
    assert words(data)


def test_an_unknown_field_is_named(heel_slide):
    """A slip of the pen isn't ignored."""
    heel_slide["poses"][0]["near_amr"] = {}
    assert "unknown field “near_amr”" in words(heel_slide)


def test_a_limb_placed_in_two_ways_is_refused(heel_slide):
    """Angles and a point would contradict each other."""
    heel_slide["poses"][0]["near_arm"] = {"angles": [0, 0], "to": [0, 2]}
    assert "exactly one of" in words(heel_slide)


def test_too_many_poses_or_props_are_refused(heel_slide):
    """Work is bounded."""
    assert "at most 6" in words(heel_slide | {"poses": heel_slide["poses"] * 4})
    assert "at most 8" in words(heel_slide | {"props": [{"kind": "sock"}] * 9})


def test_a_megabyte_is_refused_at_once(heel_slide):
    """A huge list costs no more than a small one."""
    huge = json.loads("[" + "0," * 500_000 + "0]")
    started = time.perf_counter()
    assert words(heel_slide | {"poses": huge})
    assert words(heel_slide | {str(number): 1 for number in range(100_000)})
    assert time.perf_counter() - started < 1


def test_an_error_can_be_translated(heel_slide):
    """Each sentence is a template with its own parameters."""
    heel_slide["poses"][0]["head"] = 230
    with pytest.raises(FigureError) as caught:
        parse_movement(heel_slide)
    (first, pose), (second, params) = caught.value.sentences
    assert first == "Pose %(pose)s."
    assert pose == {"pose": 1}
    assert second % params in str(caught.value)


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_random_json_is_a_figure_error(data):
    """Nothing but a FigureError comes out of data that isn't a movement."""
    with pytest.raises(FigureError):
        parse_movement(data)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_shipped_movement_with_one_value_replaced_parses_or_is_refused(data):
    """One random value anywhere: a drawing or a FigureError, never anything else."""
    movement = json.loads(json.dumps(SHIPPED[data.draw(st.sampled_from(sorted(SHIPPED)))]))
    place = movement
    while True:
        keys = range(len(place)) if isinstance(place, list) else sorted(place)
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], (dict, list)) or not place[key] or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(JSON | st.floats(-200, 200))
    try:
        drawing = draw(parse_movement(movement))
    except FigureError as error:
        drawing = str(error)
    assert drawing


def test_the_loop_starts_and_ends_in_the_first_pose(shipped):
    """The steps run from nought to the whole loop and reach the last pose."""
    steps = shipped.steps()
    assert steps[0] == (0.0, 0)
    assert steps[-1][1] == 0
    assert max(index for _seconds, index in steps) == len(shipped.places()) - 1
    if len(shipped.poses) > 1:
        assert steps[-1][0] == pytest.approx(shipped.timing.seconds)


def test_the_movement_goes_holds_and_returns(heel_slide):
    """The steps follow the timing: away from the first pose, there, on the way back, and home."""
    heel_slide["timing"] = {"start": 1, "go": 2, "hold": 1, "return": 4}
    movement = parse_movement(heel_slide)
    last = len(movement.places()) - 1
    passed = {index: [round(at, 3) for at, one in movement.steps() if one == index] for index in range(last + 1)}
    assert (passed[0], passed[last]) == ([0, 1, 8], [3, 4])
    assert passed[movement.places().index(0.5)] == [2, 6]
