"""The parts of a figure as path data, from the farthest to the nearest, and the frame round them."""

from dataclasses import dataclass

from . import body, glow, paths, props

PAINT = {
    "far_foot": "skin", "far_leg": "legs", "far_arm": "skin", "far_sleeve": "top", "neck": "skin", "shirt": "top",
    "pelvis": "legs", "head": "skin", "hair": "hair", "near_foot": "skin", "sock": "prop", "near_leg": "legs",
    "near_arm": "skin", "near_sleeve": "top",
}  # fmt: skip
FAR = ("far_foot", "far_leg", "far_arm", "far_sleeve")
STRAP_WIDTH = 0.9
# A glow is one line drawn three times, from wide and faint to narrow: (width in units, opacity).
GLOWS = {"glow_wide": (7, 0.2), "glow": (5, 0.3), "glow_core": (2.8, 0.6)}
# Units round the figure; the least width of a frame; its width for a height of 1.
MARGIN, LEAST_WIDTH, RATIO = 4, 108, 1.7
FLOOR_DEPTH = 7


@dataclass(frozen=True)
class Part:
    """A path of the drawing: its name, what it is painted as, and `d` for each place; a line has a width in units."""

    name: str
    paint: str
    d: tuple
    width: float = 0.0
    opacity: float = 1.0

    @property
    def moves(self):
        return len(set(self.d)) > 1


def parts(movement, areas, places):
    """The parts from the farthest to the nearest, each with its path at each place."""
    skeletons = [movement.skeleton_at(place) for place in places]
    bodies = [body.outlines(skeleton) for skeleton in skeletons]
    drawn = {
        name: Part(name, PAINT[name], tuple(paths.shape(outlines[name]) for outlines in bodies)) for name in bodies[0]
    }
    if any(prop.kind == "sock" for prop in movement.props):
        drawn["sock"] = Part("sock", "prop", tuple(paths.shape(body.sock(item, "near")) for item in skeletons))
    straps = [prop for prop in movement.props if prop.kind == "strap"]
    if straps:
        d = tuple("".join(paths.line(props.strap(prop, item)) for prop in straps) for item in skeletons)
        drawn["strap"] = Part("strap", "prop", d, STRAP_WIDTH)
    shining = [area for area in glow.AREAS if area in areas]
    if shining:
        d = tuple("".join(paths.line(points) for points in glow.lines(item, shining)) for item in skeletons)
        drawn |= {name: Part(name, "glow", d, *stroke) for name, stroke in GLOWS.items()}
    order = (*FAR, "neck", "shirt", "pelvis", "head", "hair", "near_foot", "sock", "near_leg", "strap",
             "near_arm", "near_sleeve", *GLOWS)  # fmt: skip
    return [drawn[name] for name in order if name in drawn]


def frame(movement):
    """The box (left, bottom, width, height) in units that holds the whole movement, at one scale where it can."""
    points = [(0.0, 0.0)]
    for place in movement.places():
        for outlines in body.outlines(movement.skeleton_at(place)).values():
            points += [point for outline in outlines for point in outline]
    for prop in movement.props:
        if prop.kind not in ("strap", "sock"):
            points += [point for outline in props.outlines(prop) for point in outline]
    left, right = min(x for x, _ in points[1:]) - MARGIN, max(x for x, _ in points[1:]) + MARGIN
    top = max(y for _, y in points) + MARGIN
    width = max(right - left, LEAST_WIDTH, (top + FLOOR_DEPTH) * RATIO)
    return (left + right - width) / 2, -FLOOR_DEPTH, width, width / RATIO
