"""Where an area of the body glows: short lines inside the outline, drawn wide and soft."""

from .body import spine_at
from .geometry import local

# Along the spine curve: (from, to, units toward the back).
SPINE = {
    "whole-spine": (0.02, 1.0, 2.6),
    "upper-back": (0.6, 0.98, 2.6),
    "lower-back": (0.08, 0.42, 2.6),
    "chest": (0.66, 0.9, -3),
    "abdominals": (0.2, 0.56, -3.2),
    "deep-abdominals": (0.14, 0.46, -1.6),
    "hips": (-0.1, 0.08, 0),
}
# Along a bone of the near side: (bone, from joint, from, to in units, units to its left).
BONES = {
    "neck": ("neck", "shoulder", 0.5, 5, 1.4),
    "throat": ("neck", "shoulder", 1.5, 5, -1.2),
    "hip-flexors": ("near_thigh", "hip", -1, 7, 2.8),
    "glutes": ("near_thigh", "hip", -2, 3.5, -3.4),
    "piriformis": ("near_thigh", "hip", -1, 0.5, -2.2),
    "hamstrings": ("near_thigh", "hip", 4, 18, -2.2),
    "thighs": ("near_thigh", "hip", 4, 18, 2.2),
    "calves": ("near_shank", "near_knee", 3, 11, -1.6),
    "ankles": ("near_foot", "near_ankle", -0.6, 1.2, 0),
    "shoulders": ("near_upper_arm", "shoulder", -0.6, 1.6, 0.6),
    "arms": ("near_upper_arm", "shoulder", 4, 14, 0),
}
AREAS = (*SPINE, *BONES)


def lines(skeleton, areas):
    """The lines of the areas: lists of points."""
    return [
        spine_line(skeleton, *SPINE[area]) if area in SPINE else bone_line(skeleton, *BONES[area]) for area in areas
    ]


def spine_line(skeleton, start, end, behind):
    points = []
    for step in range(7):
        point, angle = spine_at(skeleton, start + (end - start) * step / 6)
        points.append(local(point, angle, 0, behind))
    return points


def bone_line(skeleton, bone, joint, start, end, left):
    origin, angle = skeleton.points[joint], skeleton.angles[bone]
    return [local(origin, angle, along, left) for along in (start, end)]
