"""For the editor's preview: where the joints of a pose are, and a pose with one joint dragged elsewhere."""

import copy

from .errors import FigureError
from .geometry import direction
from .movement import parse_movement
from .reading import finite

TRUNK = ("hip", "waist", "shoulder", "neck", "head")
LIMB_JOINTS = {
    "elbow": "arm", "hand": "arm", "fingers": "arm", "knee": "leg", "ankle": "leg", "toes": "leg",
}  # fmt: skip
DRAGGABLE = (*TRUNK, *(f"{side}_{joint}" for side in ("near", "far") for joint in LIMB_JOINTS))


def joints(movement, pose_index):
    """The joints of one pose that can be dragged: {name: (x, y)} in figure units, y up, rounded to a tenth."""
    points = movement.skeletons[pose_index].points
    return {name: (round(points[name][0], 1), round(points[name][1], 1)) for name in DRAGGABLE}


def move_joint(data, pose_index, joint, x, y):
    """A copy of the movement data in which one joint was dragged to (x, y), as far as the bones allow.

    Hip, hands and ankles move to the point; every other joint turns its bone toward it. Raises FigureError when the
    outcome can't be drawn or the data can't be read.
    """
    movement = parse_movement(data)
    point = [round(finite(number, "A point", -200, 200), 1) for number in (x, y)]
    if joint not in DRAGGABLE or not 0 <= pose_index < len(movement.poses):
        raise FigureError("There is no such joint to move.")
    changed = copy.deepcopy(data)
    pose, points = changed["poses"][pose_index], movement.skeletons[pose_index].points
    if joint in TRUNK:
        move_trunk(pose, points, joint, point)
    else:
        side, part = joint.split("_")
        skeleton = movement.skeletons[pose_index]
        move_limb(pose[f"{side}_{LIMB_JOINTS[part]}"], skeleton, side, part, point)
    parse_movement(changed)
    return changed


def move_trunk(pose, points, joint, point):
    if joint == "hip":
        pose["hip"] = point
        return
    angle = round(direction(points[TRUNK[TRUNK.index(joint) - 1]], point), 1)
    if joint == "waist":
        pose["spine"] = [angle, pose["spine"][1]]
    elif joint == "shoulder":
        pose["spine"] = [pose["spine"][0], angle]
    else:
        pose[joint] = angle


def move_limb(limb, skeleton, side, part, point):
    points, kind = skeleton.points, LIMB_JOINTS[part]
    if part in ("fingers", "toes"):
        limb["hand" if kind == "arm" else "foot"] = tip_angle(skeleton, side, part, point)
        return
    for way in ("angles", "to", "hold", "by"):
        limb.pop(way, None)
    if part in ("hand", "ankle"):
        limb["to"] = point
        return
    root = "shoulder" if kind == "arm" else "hip"
    second = skeleton.angles[f"{side}_{'forearm' if kind == 'arm' else 'shank'}"]
    limb["angles"] = [round(direction(points[root], point), 1), round(second, 1)]


def tip_angle(skeleton, side, part, point):
    """The angle of a hand or foot that points at `point`; toes lie a little below the ankle's own direction."""
    if part == "fingers":
        return round(direction(skeleton.points[f"{side}_hand"], point), 1)
    ankle = skeleton.points[f"{side}_ankle"]
    drop = direction(ankle, skeleton.points[f"{side}_toes"]) - skeleton.angles[f"{side}_foot"]
    return round((direction(ankle, point) - drop + 180) % 360 - 180, 1)
