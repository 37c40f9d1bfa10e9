"""Dragging joints in the editor's preview."""

import math

import pytest

from stretches.figures import FigureError, joints, move_joint, parse_movement
from stretches.figures.editing import DRAGGABLE


@pytest.mark.parametrize("joint", DRAGGABLE)
def test_a_joint_follows_a_small_drag(heel_slide, joint):
    """A joint dragged a little ends nearer to the pointer than it was, and bones keep their length."""
    before = joints(parse_movement(heel_slide), 1)[joint]
    goal = (before[0] - 0.6, before[1] + 1.2)
    after = joints(parse_movement(move_joint(heel_slide, 1, joint, *goal)), 1)[joint]
    assert math.dist(after, goal) < math.dist(before, goal)


def test_dragging_leaves_the_data_as_it_was(heel_slide):
    """The new movement is a copy."""
    hip = list(heel_slide["poses"][0]["hip"])
    moved = move_joint(heel_slide, 0, "hip", 1, 6)
    assert heel_slide["poses"][0]["hip"] == hip
    assert moved["poses"][0]["hip"] == [1, 6]


def test_dragging_a_hand_out_of_reach_is_refused(heel_slide):
    """The editor reads why."""
    with pytest.raises(FigureError, match="cannot reach"):
        move_joint(heel_slide, 0, "near_hand", 60, 60)


@pytest.mark.parametrize(("pose", "joint"), [(0, "tail"), (7, "hip"), (-1, "hip")])
def test_dragging_what_is_not_there_is_refused(heel_slide, pose, joint):
    """An unknown joint or pose is answered in words."""
    with pytest.raises(FigureError, match="no such joint"):
        move_joint(heel_slide, pose, joint, 0, 5)


@pytest.mark.parametrize("x", [float("nan"), float("inf"), 1e308])
def test_dragging_nowhere_is_refused(heel_slide, x):
    """A pointer without a place moves nothing."""
    with pytest.raises(FigureError):
        move_joint(heel_slide, 0, "near_elbow", x, 5)
