"""The flesh on the skeleton: outlines of limbs, trunk and head, as control points of smooth closed curves.

A profile lists (along the bone, left of it); left is the front of a leg or an arm that hangs down, the back of an
upright trunk, the instep of a foot. So one profile serves every pose, and a limb looks the same from start to end.
"""

from .geometry import direction, local, mix

THIGH = [(-4, 3), (-1, 5.2), (9, 4.9), (19, 3.3), (24, 2.2), (24, -2), (19, -3.1), (9, -4.7), (-1, -5.4), (-4, -3)]
CUFF = [(-3.4, 2.4), (3, 3.6), (8.2, 3.1), (8.2, 3.1), (8.4, -4.1), (8.4, -4.1), (4, -4.4), (-3.4, -2.6)]
SHANK = [(4, 3), (12, 2.2), (23, 1.4), (23, -1.6), (17, -1.7), (11, -3.3), (4, -4.1)]
FOOT = [(-1.6, 2.2), (1.8, 2), (4.4, 0), (7, -1.1), (6.6, -3.3), (2.6, -2.5), (-1.2, -3.4), (-3.5, -2.8), (-3, 0.4)]
TOES = [(-1.6, 1.2), (4.6, 0.5), (4.4, -1.1), (-1.4, -1.1)]
UPPER_ARM = [(2, 2.6), (12, 2), (17.4, 1.6), (17.4, -1.6), (12, -2.1), (2, -2.6)]
SLEEVE = [(-3.4, 2.2), (-1, 3.7), (8.4, 3), (8.4, 3), (8.4, -3), (8.4, -3), (-1, -3.7), (-3.4, -2.2)]
FOREARM = [(-2, 1.5), (3, 2.4), (14, 1.2), (14, -1.2), (3, -2.2), (-2, -1.5)]
HAND = [(-1.2, 1.3), (2.4, 1.9), (5, 1.2), (7.7, 0.7), (7.7, -0.8), (4, -1.4), (-1.2, -1.3)]
FIST = [(-1.2, 1.4), (1.4, 2.6), (3.6, 2.3), (4.8, 1), (4.4, -1.3), (2, -2.2), (-1.2, -1.4)]
NECK = [(-2.5, 3.4), (2.5, 3.1), (8.5, 3), (8.5, -2.4), (4, -2.5), (-2.5, -3.6)]
# The head from the ear: (toward the crown, toward the back of the head).
HEAD = [
    (-5.4, -3.6), (-4.6, -5.6), (-2.2, -4.9), (-0.7, -6.7), (1.4, -4.9), (4, -5.2), (7, -3.4), (7.9, 0.4),
    (6.7, 4.2), (3, 5.7), (-0.8, 5.1), (-3.2, 3), (-4, 0.4), (-4.9, -1.8),
]  # fmt: skip
HAIR = [
    (4.4, -5.2), (7, -4.6), (9, -1), (8.4, 3.4), (5, 6.5), (0.4, 6.5), (-3.2, 5), (-3.4, 3),
    (-0.8, 1.6), (0.4, 0.2), (2.6, -0.6), (3.6, -3),
]  # fmt: skip
# The trunk as (share of the spine curve, units toward the back, units toward the front).
SHIRT = [(0.06, 4.6, 4.4), (0.25, 4.5, 4.9), (0.5, 4.4, 5.2), (0.78, 5, 5.4), (0.97, 4.4, 4.4), (1.1, 2.6, 2.8)]
PELVIS = [(-0.2, 2.4, 2.2), (-0.08, 5.9, 4.7), (0.1, 5.9, 4.9), (0.24, 4.8, 5.1), (0.25, 4.6, 4.9)]
# How far a full breath moves the front of the trunk.
BREATH = 1.3


def along(profile, origin, angle):
    """A profile laid along a bone."""
    return [local(origin, angle, *point) for point in profile]


def shortened(profile, share):
    """The profile of a bone of which only a share of the length is seen."""
    return [(x * share, y) for x, y in profile]


def mixed(first, second, share):
    """The profile a `share` of the way from one to the other."""
    return [(mix(a[0], b[0], share), mix(a[1], b[1], share)) for a, b in zip(first, second, strict=True)]


def spine_at(skeleton, share):
    """The point and direction of the spine curve, which passes hip, waist and shoulder; straight on beyond its ends."""
    hip, waist, shoulder = (skeleton.points[name] for name in ("hip", "waist", "shoulder"))
    bow = tuple(2 * waist[i] - (hip[i] + shoulder[i]) / 2 for i in (0, 1))
    t = min(max(share, 0.0), 1.0)
    point = tuple((1 - t) ** 2 * hip[i] + 2 * t * (1 - t) * bow[i] + t**2 * shoulder[i] for i in (0, 1))
    tangent = tuple((1 - t) * (bow[i] - hip[i]) + t * (shoulder[i] - bow[i]) for i in (0, 1))
    angle = direction((0, 0), tangent)
    return local(point, angle, (share - t) * 26, 0), angle


def trunk(skeleton, stations):
    """An outline round the spine curve: up the back and down the front."""
    back, front = [], []
    for share, behind, before in stations:
        point, angle = spine_at(skeleton, share)
        swell = skeleton.breath * BREATH * max(0.0, 1 - abs(share - 0.45) / 0.45)
        back.append(local(point, angle, 0, behind))
        front.append(local(point, angle, 0, -before - swell))
    return [*back, *reversed(front)]


def leg_skin(skeleton, side):
    """Lower leg, foot and toes of one side."""
    points, angles = skeleton.points, skeleton.angles
    foot = angles[f"{side}_foot"]
    return [
        along(shortened(SHANK, skeleton.seen[f"{side}_leg"][1]), points[f"{side}_knee"], angles[f"{side}_shank"]),
        along(FOOT, points[f"{side}_ankle"], foot),
        along(TOES, points[f"{side}_ball"], foot + skeleton.curls[f"{side}_leg"]),
    ]


def leg_cloth(skeleton, side):
    """Trousers of one side, to below the knee."""
    points, angles, seen = skeleton.points, skeleton.angles, skeleton.seen[f"{side}_leg"]
    return [
        along(shortened(THIGH, seen[0]), points["hip"], angles[f"{side}_thigh"]),
        along(shortened(CUFF, seen[1]), points[f"{side}_knee"], angles[f"{side}_shank"]),
    ]


def sock(skeleton, side):
    """A foot in a sock."""
    points, foot = skeleton.points, skeleton.angles[f"{side}_foot"]
    return [
        along([(x * 1.06, y * 1.1) for x, y in FOOT], points[f"{side}_ankle"], foot),
        along([(x * 1.06, y * 1.3) for x, y in TOES], points[f"{side}_ball"], foot + skeleton.curls[f"{side}_leg"]),
        along([(16, 2.4), (22, 2), (22, -2.2), (16, -2.4)], points[f"{side}_knee"], skeleton.angles[f"{side}_shank"]),
    ]


def arm_skin(skeleton, side):
    """Arm and hand of one side."""
    points, angles = skeleton.points, skeleton.angles
    hand = mixed(HAND, FIST, skeleton.curls[f"{side}_arm"])
    return [
        along(UPPER_ARM, points["shoulder"], angles[f"{side}_upper_arm"]),
        along(FOREARM, points[f"{side}_elbow"], angles[f"{side}_forearm"]),
        along(hand, points[f"{side}_hand"], angles[f"{side}_hand"]),
    ]


def sleeve(skeleton, side):
    """The short sleeve of one side."""
    return [along(SLEEVE, skeleton.points["shoulder"], skeleton.angles[f"{side}_upper_arm"])]


def outlines(skeleton):
    """Every outline of the body by part, from the farthest to the nearest: {part: [control points, …]}."""
    points, angles = skeleton.points, skeleton.angles
    return {
        "far_foot": leg_skin(skeleton, "far"),
        "far_leg": leg_cloth(skeleton, "far"),
        "far_arm": arm_skin(skeleton, "far"),
        "far_sleeve": sleeve(skeleton, "far"),
        "neck": [along(NECK, points["shoulder"], angles["neck"])],
        "shirt": [trunk(skeleton, SHIRT)],
        "pelvis": [trunk(skeleton, PELVIS)],
        "head": [along(HEAD, points["neck"], angles["head"])],
        "hair": [along(HAIR, points["neck"], angles["head"])],
        "near_foot": leg_skin(skeleton, "near"),
        "near_leg": leg_cloth(skeleton, "near"),
        "near_arm": arm_skin(skeleton, "near"),
        "near_sleeve": sleeve(skeleton, "near"),
    }
