"""Solving a pose: fixed bone lengths, angles, and two-bone inverse kinematics for what rests on something."""

import math
from dataclasses import dataclass

from . import bones
from .errors import FigureError
from .geometry import direction, local, mix_point, polar, turn

# How far out of reach a point may be before it's an error: it is then reached as nearly as the limb allows.
SLACK = 0.25


@dataclass(frozen=True)
class Skeleton:
    """A solved pose: `points` by joint name, `angles` by bone name, and what of the pose only shows in the outline."""

    points: dict
    angles: dict
    curls: dict
    seen: dict
    breath: float = 0.0


def solve(pose, *, strict=True):
    """The skeleton of a pose; out of reach is a FigureError, or (not `strict`) reached as nearly as can be."""
    points, angles = spine(pose)
    for side in bones.SIDES:
        leg(side, getattr(pose, f"{side}_leg"), points, angles, strict)
    for side in bones.SIDES:
        arm(side, getattr(pose, f"{side}_arm"), points, angles, strict)
    curls = {name: getattr(pose, name).curl for name in bones.ARMS + bones.LEGS}
    for side in bones.SIDES:
        points[f"{side}_toes"] = polar(points[f"{side}_ball"], angles[f"{side}_foot"] + curls[f"{side}_leg"], bones.TOE)
    seen = {name: getattr(pose, name).seen for name in bones.LEGS}
    return Skeleton(points, angles, curls, seen, pose.breath)


def spine(pose):
    """Joints and angles from the hip to the crown."""
    waist = polar(pose.hip, pose.spine[0], bones.LOWER_SPINE)
    shoulder = polar(waist, pose.spine[1], bones.UPPER_SPINE)
    neck = polar(shoulder, pose.neck, bones.NECK)
    points = {
        "hip": pose.hip,
        "waist": waist,
        "shoulder": shoulder,
        "neck": neck,
        "head": polar(neck, pose.head, bones.HEAD),
    }
    angles = {"lower_spine": pose.spine[0], "upper_spine": pose.spine[1], "neck": pose.neck, "head": pose.head}
    return points, angles


def leg(side, limb, points, angles, strict):
    """Add one leg's joints and angles, from the hip down."""
    lengths = bones.THIGH * limb.seen[0], bones.SHANK * limb.seen[1]
    thigh, shank = place(limb, points, points["hip"], lengths, -1, (f"{side}_ankle", "hip"), strict)
    knee = polar(points["hip"], thigh, lengths[0])
    ankle = polar(knee, shank, lengths[1])
    foot = shank + 90 if limb.tip is None else limb.tip
    points.update({f"{side}_knee": knee, f"{side}_ankle": ankle, f"{side}_ball": local(ankle, foot, *bones.BALL)})
    angles.update({f"{side}_thigh": thigh, f"{side}_shank": shank, f"{side}_foot": foot})


def arm(side, limb, points, angles, strict):
    """Add one arm's joints and angles, from the shoulder down."""
    lengths = (bones.UPPER_ARM, bones.FOREARM)
    upper, fore = place(limb, points, points["shoulder"], lengths, limb.bend, (f"{side}_hand", "shoulder"), strict)
    elbow = polar(points["shoulder"], upper, bones.UPPER_ARM)
    wrist = polar(elbow, fore, bones.FOREARM)
    hand = fore if limb.tip is None else limb.tip
    points.update({f"{side}_elbow": elbow, f"{side}_hand": wrist, f"{side}_fingers": polar(wrist, hand, bones.HAND)})
    angles.update({f"{side}_upper_arm": upper, f"{side}_forearm": fore, f"{side}_hand": hand})


def place(limb, points, root, lengths, bend, names, strict):
    """The two angles of a limb that starts at `root`."""
    if limb.angles is not None:
        return limb.angles
    return reach(root, target(limb, points), lengths, bend, names, strict and limb.blend is None)


def target(limb, points):
    """Where the wrist or ankle of a limb goes."""
    if limb.blend is not None:
        start, end, share = limb.blend
        return mix_point(target(start, points), target(end, points), share)
    if limb.hold is not None:
        return held(limb.hold, points)
    if limb.by == "ball":
        return local(limb.to, limb.tip, -bones.BALL[0], -bones.BALL[1])
    return limb.to


def held(hold, points):
    """The point of a leg that a hand holds."""
    side, bone = hold.bone.split("_")
    start, end = ("hip", f"{side}_knee") if bone == "thigh" else (f"{side}_knee", f"{side}_ankle")
    along = hold.at * math.dist(points[start], points[end])
    return local(points[start], direction(points[start], points[end]), along, hold.off)


def reach(root, goal, lengths, bend, names, strict=True):
    """Two-bone inverse kinematics by the law of cosines: the angles of both bones so that the end is at `goal`."""
    first, second = lengths
    distance = math.dist(root, goal)
    most, least = first + second, abs(first - second)
    if strict:
        check_reach(distance, most, least, names)
    distance = min(max(distance, least + 1e-6), most - 1e-6)
    cosine = (first**2 + distance**2 - second**2) / (2 * first * distance)
    angle = direction(root, goal) - bend * math.degrees(math.acos(min(1.0, max(-1.0, cosine))))
    joint, end = polar(root, angle, first), polar(root, direction(root, goal), distance)
    return angle, direction(joint, end)


def check_reach(distance, most, least, names):
    part, root = (bones.NAMES[name] for name in names)
    if distance > most + SLACK:
        raise FigureError(
            "The %(part)s cannot reach that point: it is %(units)s units too far from the %(root)s.",
            part=part,
            root=root,
            units=max(1, round(distance - most)),
        )
    if distance < least - SLACK:
        raise FigureError(
            "The %(part)s cannot reach that point: it is %(units)s units too near the %(root)s.",
            part=part,
            root=root,
            units=max(1, round(least - distance)),
        )


def check_body(skeleton):
    """Refuse what no body should do: knees bent the wrong way, the head thrown back, joints under the floor."""
    low, high = bones.KNEE_LIMITS
    for side in bones.SIDES:
        if not low <= turn(skeleton.angles[f"{side}_shank"], skeleton.angles[f"{side}_thigh"]) <= high:
            raise FigureError("The %(part)s bends the wrong way.", part=bones.NAMES[f"{side}_knee"])
    for part in ("neck", "head"):
        back = turn(skeleton.angles["upper_spine"], skeleton.angles[part])
        if back > bones.NECK_LIMIT:
            raise FigureError(
                "The %(part)s is thrown back: it is %(degrees)s degrees behind the upper spine, at most %(most)s.",
                part=part,
                degrees=round(back),
                most=bones.NECK_LIMIT,
            )
    for name, (_x, y) in skeleton.points.items():
        if y < -SLACK:
            raise FigureError(
                "The %(part)s is %(units)s units below the floor.", part=bones.NAMES[name], units=max(1, round(-y))
            )
