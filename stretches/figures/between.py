"""The pose between two poses: their parameters are mixed, so that it can be solved again with the same bones."""

from dataclasses import replace

from .bones import ARMS, LEGS
from .geometry import mix, mix_angle, mix_point
from .pose import Limb, Pose


def between(start, end, share):
    """The pose a `share` of the way between two (pose, skeleton) pairs."""
    (first, bones_first), (second, bones_second) = start, end
    limbs = {
        name: mix_limb(
            name,
            (getattr(first, name), bones_first),
            (getattr(second, name), bones_second),
            share,
        )
        for name in ARMS + LEGS
    }
    return Pose(
        hip=mix_point(first.hip, second.hip, share),
        spine=tuple(mix_angle(a, b, share) for a, b in zip(first.spine, second.spine, strict=True)),
        neck=mix_angle(first.neck, second.neck, share),
        head=mix_angle(first.head, second.head, share),
        breath=mix(first.breath, second.breath, share),
        **limbs,
    )


def mix_limb(name, start, end, share):
    """A limb between two: angles with angles, points with points, and otherwise by way of the end points."""
    (first, bones_first), (second, bones_second) = start, end
    tip = None
    if first.tip is not None or second.tip is not None:
        bone = name.replace("_arm", "_hand").replace("_leg", "_foot")
        tip = mix_angle(bones_first.angles[bone], bones_second.angles[bone], share)
    limb = Limb(
        tip=tip,
        curl=mix(first.curl, second.curl, share),
        seen=mix_point(first.seen, second.seen, share),
        bend=second.bend,
    )
    if second.angles is not None:
        limb = replace(limb, bend=first.bend)
    if turns_over(first, second) or (first.angles is not None and second.angles is not None):
        pairs = zip(limb_angles(name, bones_first), limb_angles(name, bones_second), strict=True)
        return replace(limb, angles=tuple(mix_angle(a, b, share) for a, b in pairs))
    if first.to is not None and second.to is not None and first.by == second.by:
        return replace(limb, to=mix_point(first.to, second.to, share), by=first.by)
    return replace(limb, blend=(at_end(name, *start), at_end(name, *end), share))


def turns_over(first, second):
    """Whether an elbow folds one way in the one pose and the other way in the other."""
    return first.angles is None and second.angles is None and first.bend != second.bend


def limb_angles(name, skeleton):
    """The two solved angles of a limb."""
    side, kind = name.split("_")
    parts = ("upper_arm", "forearm") if kind == "arm" else ("thigh", "shank")
    return tuple(skeleton.angles[f"{side}_{part}"] for part in parts)


def at_end(name, limb, skeleton):
    """The limb as a point to reach, unless it holds a leg (which moves along)."""
    if limb.hold is not None:
        return limb
    joint = name.replace("_arm", "_hand").replace("_leg", "_ankle")
    return Limb(to=skeleton.points[joint])
