"""The outline of a body, front and back, and where on it each area lies. The one home of this geometry.

Units are those of the drawing: a person of about 300, `WIDTH` × `HEIGHT` for both outlines side by side. Shapes are
closed rings of points through which a smooth line is drawn. Only one half is written down, as distances from the
body's middle line; the other is its mirror image. Areas may overhang: they are cut to the outline when drawn.
"""

from dataclasses import dataclass
from functools import cache

WIDTH, HEIGHT = 300, 322
MIDDLES = {"front": 75, "back": 225}


def _ring(text):
    """Points written as "across down, across down, …"."""
    return tuple(tuple(float(number) for number in point.split()) for point in text.split(","))


# Half of the outline, from the crown of the head down the outside and up the inside; the arm is a ring of its own.
TRUNK = _ring(
    "0 6, 8 7.5, 13 13, 14.5 24, 12.5 34, 8.5 41.5, 7.5 48, 9.5 55, 21 61.5, 31 66, 35 77, 33 90, "
    "29.5 108, 26 126, 26.5 141, 30.5 157, 33 172, 33 192, 29.5 216, 25 236, 26.5 252, 23.5 272, "
    "17.5 291, 17 300, 21 309, 21.5 314, 13 316, 8 313, 8.5 302, 8 288, 5.5 270, 5.5 250, 6 236, "
    "4.5 214, 2 194, 0 181"
)
ARM = _ring(
    "20 72, 29 66.5, 38 70.5, 43.5 80, 45.5 94, 47.5 110, 51 124, 55 142, 59 160, 61.5 171, 65 180, "
    "64.5 190, 60 197, 56 195, 53.5 186, 52 176, 50.5 166, 46.5 154, 42 140, 38 124, 35 108, 31 90"
)


@dataclass(frozen=True)
class Shape:
    """A place on one outline: a ring of points on the viewer's right half, and where its mark stands.

    `whole` shapes cross the middle line: their ring is closed by its own mirror image.
    """

    view: str
    ring: tuple
    mark: tuple
    whole: bool = False


_SHOULDER = _ring("23 60, 34 62, 44 70, 48 84, 45 93, 37 94, 31.5 86, 27.5 74")
_ARM = _ring("34 97, 42 95, 50 97, 54 118, 62 146, 68 176, 66 200, 54 200, 48 182, 42 152")
_HIP = _ring("26 144, 34 146, 39 164, 38 184, 30 186, 26 174, 25 160")
_ANKLE = _ring("3 287, 14 285, 25 288, 25 302, 14 304, 3 302")


def _both_views(ring, mark):
    return Shape("front", ring, mark), Shape("back", ring, mark)


SHAPES = {
    "whole-spine": (Shape("back", _ring("0 57, 4.5 60, 4.5 100, 4.5 142, 0 147"), (0, 102), whole=True),),
    "neck": (Shape("back", _ring("0 38, 14 40, 14 53, 9 58, 0 56"), (0, 48), whole=True),),
    "throat": (Shape("front", _ring("0 45, 12 44, 14 54, 9 60, 0 61"), (0, 53), whole=True),),
    "chest": (Shape("front", _ring("1.5 66, 12 63, 25 68, 30 80, 27 94, 15 100, 1.5 97"), (15, 82)),),
    "shoulders": _both_views(_SHOULDER, (37, 77)),
    "arms": _both_views(_ARM, (49, 132)),
    "upper-back": (Shape("back", _ring("5.5 63, 18 62, 27 72, 31 88, 29 104, 5.5 106"), (17, 84)),),
    "lower-back": (Shape("back", _ring("5.5 110, 18 109, 31 110, 29 126, 28 140, 5.5 144"), (16, 126)),),
    "abdominals": (Shape("front", _ring("0 103, 18 103, 24 112, 22 126, 17 134.5, 0 135"), (0, 118), whole=True),),
    "deep-abdominals": (Shape("front", _ring("0 138.5, 17 138, 22 143, 17 154, 9 164, 0 167"), (0, 150), whole=True),),
    "hips": _both_views(_HIP, (31, 166)),
    "hip-flexors": (Shape("front", _ring("23 152, 24 168, 18 181, 8 185, 4 177, 13 166"), (15.5, 171)),),
    "glutes": (Shape("back", _ring("2 150, 12 146, 22 150, 24 166, 21 180, 10 184, 2 179"), (9, 176)),),
    "piriformis": (Shape("back", _ring("4 156, 13 156, 22 162, 21 167, 12 165, 4 161"), (13, 161)),),
    "hamstrings": (Shape("back", _ring("4 190, 18 187, 35 190, 32 212, 27 230, 15 232, 5 228"), (17, 209)),),
    "thighs": (Shape("front", _ring("5 188, 16 184, 35 189, 33 210, 28 229, 16 231, 5 228"), (17, 207)),),
    "calves": (Shape("back", _ring("4 242, 15 240, 28 243, 27 262, 20 280, 12 282, 5 276"), (15.5, 258)),),
    "ankles": _both_views(_ANKLE, (13, 294)),
}


def smooth(ring):
    """A closed path through the points: Catmull-Rom, as cubic curves."""
    points = list(ring)
    parts = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for index, here in enumerate(points):
        before, there, after = points[index - 1], points[(index + 1) % len(points)], points[(index + 2) % len(points)]
        leaving = [here[axis] + (there[axis] - before[axis]) / 6 for axis in (0, 1)]
        arriving = [there[axis] - (after[axis] - here[axis]) / 6 for axis in (0, 1)]
        parts.append("C" + " ".join(f"{round(number, 1):g}" for number in (*leaving, *arriving, *there)))
    return "".join(parts) + "Z"


def _placed(ring, middle, sign):
    return [(middle + sign * across, down) for across, down in ring]


def _both_halves(ring, middle):
    """A ring that crosses the middle line: the right half, then the left half back up."""
    left = [point for point in reversed(_placed(ring, middle, -1)) if point[0] != middle]
    return _placed(ring, middle, 1) + left


def _side_seen(view, sign):
    """Whose side that is: a body seen from behind has its right on the viewer's right."""
    return "right" if (sign > 0) == (view == "back") else "left"


@cache
def outlines():
    """The rings of both bodies, as paths: trunk with head and legs, and two arms each."""
    paths = []
    for middle in MIDDLES.values():
        paths.append(smooth(_both_halves(TRUNK, middle)))
        paths += [smooth(_placed(ARM, middle, sign)) for sign in (1, -1)]
    return tuple(paths)


@cache
def regions(slug):
    """Where an area lies: dictionaries of `path`, `side` ("", left, right) and the mark's `x`, `y`; () if nowhere."""
    found = []
    for shape in SHAPES.get(slug, ()):
        middle = MIDDLES[shape.view]
        if shape.whole:
            x, y = shape.mark
            found.append({"path": smooth(_both_halves(shape.ring, middle)), "side": "", "x": middle + x, "y": y})
            continue
        for sign in (1, -1):
            ((x, y),) = _placed([shape.mark], middle, sign)
            path = smooth(_placed(shape.ring, middle, sign))
            found.append({"path": path, "side": _side_seen(shape.view, sign), "x": x, "y": y})
    return tuple(found)
