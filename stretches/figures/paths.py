"""Path data: whole numbers of an eighth of a unit, y down, relative; the same commands in every frame of a part."""

from itertools import pairwise

SCALE = 8


def rounded(point):
    return round(point[0] * SCALE), round(-point[1] * SCALE)


def join(numbers):
    """Numbers with as few separators as path data allows."""
    text = ""
    for number in numbers:
        text += str(number) if not text or number < 0 else f" {number}"
    return text


def closed(controls):
    """A closed smooth outline: the quadratic B-spline with these control points."""
    ring = [rounded(point) for point in controls]
    following = [*ring[1:], ring[0]]
    middles = [((a[0] + b[0]) // 2, (a[1] + b[1]) // 2) for a, b in zip(ring, following, strict=True)]
    here, numbers = middles[-1], []
    for control, middle in zip(ring, middles, strict=True):
        numbers += [control[0] - here[0], control[1] - here[1], middle[0] - here[0], middle[1] - here[1]]
        here = middle
    return f"M{join(middles[-1])}q{join(numbers)}z"


def line(points):
    """An open line through the points."""
    ring = [rounded(point) for point in points]
    numbers = [b[axis] - a[axis] for a, b in pairwise(ring) for axis in (0, 1)]
    return f"M{join(ring[0])}l{join(numbers)}"


def shape(outlines):
    """Several closed outlines as one shape, all filled."""
    return "".join(closed(outline) for outline in outlines)
