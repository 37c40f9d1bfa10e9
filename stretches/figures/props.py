"""Things the body rests on or holds, as data and as outlines."""

from dataclasses import dataclass

from .errors import FigureError
from .geometry import local
from .reading import Reader

BOXES = ("mat", "pillow", "cushion", "bolster")
FURNITURE = ("chair", "table", "wall", "bed")
KINDS = (*BOXES, *FURNITURE, "strap", "sock")
JOINTS = tuple(f"{side}_{joint}" for side in ("near", "far") for joint in ("hand", "ball", "ankle", "knee"))


@dataclass(frozen=True)
class Prop:
    """A thing at (x, y): the middle of its underside. A strap goes `through` joints, a sock is on the near foot."""

    kind: str
    x: float = 0.0
    y: float = 0.0
    width: float = 20.0
    height: float = 6.0
    turn: float = 0.0
    back: str = "none"
    through: tuple = ()


def parse_prop(data, where):
    """The prop in `data`, or FigureError."""
    reader = Reader(data, where)
    kind = reader.choice("kind", KINDS)
    if kind == "strap":
        prop = Prop(kind, through=parse_joints(reader))
    elif kind == "sock":
        prop = Prop(kind)
    else:
        prop = Prop(
            kind,
            x=reader.number("x", -150, 150, 0.0),
            y=reader.number("y", 0, 100, 0.0),
            width=reader.number("width", 1, 200, 20.0),
            height=reader.number("height", 1, 120, 6.0),
            turn=reader.number("turn", -180, 180, 0.0),
            back=reader.choice("back", ("left", "right", "none"), "none"),
        )
    reader.end()
    return prop


def parse_joints(reader):
    joints = reader.items("through", 6)
    if len(joints) < 2 or not all(isinstance(joint, str) and joint in JOINTS for joint in joints):
        raise FigureError(
            "%(where)s goes through two or more of %(choices)s.", where=reader.where, choices=", ".join(JOINTS)
        )
    return tuple(joints)


def soft_box(prop):
    """A rounded box, a little fuller in the middle; a mat lies flush in the floor."""
    half, high = prop.width / 2, prop.height
    foot = prop.y - high if prop.kind == "mat" else prop.y
    corners = [
        (-half * 0.9, 0), (half * 0.9, 0), (half, 0), (half, high * 0.35), (half, high * 0.8), (half * 0.9, high),
        (0, high * 1.06), (-half * 0.9, high), (-half, high * 0.8), (-half, high * 0.35), (-half, 0),
    ]  # fmt: skip
    return [local((prop.x, foot), prop.turn, *corner) for corner in corners]


def bar(x, y, width, height):
    """A thin piece of furniture from its lower left corner; doubled corners keep it square."""
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    return [corner for corner in corners for _ in (0, 1)]


def chair(prop):
    left, half = prop.x - prop.width / 2, prop.width / 2
    pieces = [
        bar(left, prop.y + prop.height - 2.4, prop.width, 2.4),
        bar(left + 1, prop.y, 1.8, prop.height - 1),
        bar(left + prop.width - 2.8, prop.y, 1.8, prop.height - 1),
    ]
    if prop.back != "none":
        edge = left if prop.back == "left" else left + 2 * half - 2
        pieces.append(bar(edge, prop.y + prop.height - 2, 2, 20))
    return pieces


def table(prop):
    return chair(prop)


def wall(prop):
    return [bar(prop.x, prop.y, prop.width, prop.height)]


def bed(prop):
    left = prop.x - prop.width / 2
    mattress = Prop("bed", prop.x, prop.y + prop.height * 0.45, prop.width, prop.height * 0.52)
    return [
        soft_box(mattress),
        bar(left, prop.y + prop.height * 0.25, prop.width, prop.height * 0.25),
        bar(left, prop.y, 2.4, prop.height * 0.6),
        bar(left + prop.width - 2.4, prop.y, 2.4, prop.height * 0.6),
    ]


def outlines(prop):
    """The outlines of a prop that stands still."""
    return {"chair": chair, "table": table, "wall": wall, "bed": bed}.get(prop.kind, lambda box: [soft_box(box)])(prop)


def strap(prop, skeleton):
    """The points of a strap."""
    return [skeleton.points[joint] for joint in prop.through]
