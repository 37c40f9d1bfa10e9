"""A pose as data: where the hip is, how the spine, neck and head point, and what each limb does."""

from dataclasses import dataclass

from .bones import ARMS, LEGS
from .errors import FigureError
from .reading import Reader

HELD_BONES = ("near_thigh", "near_shank", "far_thigh", "far_shank")


@dataclass(frozen=True)
class Hold:
    """A place on a leg that a hand holds: `at` a share of the bone, `off` units to its left."""

    bone: str
    at: float = 0.5
    off: float = 0.0


@dataclass(frozen=True)
class Limb:
    """An arm or a leg: two absolute `angles`, or a point `to` reach, or a leg to `hold`.

    `bend` 1 folds elbow or knee the natural way, -1 the other (an arm turned in). `tip` is the angle of hand or foot
    (None: straight on, or square to the shank); `curl` is a fist from 0 to 1, or degrees the toes are bent up.
    `by` says which part of a foot reaches the point. `seen` is how much of thigh and shank the viewer sees, as shares:
    less than 1 for a leg turned toward the viewer. A limb between two poses is a `blend` of both.
    """

    angles: tuple | None = None
    to: tuple | None = None
    hold: Hold | None = None
    bend: int = 1
    tip: float | None = None
    curl: float = 0.0
    by: str = "ankle"
    seen: tuple = (1.0, 1.0)
    blend: tuple | None = None


@dataclass(frozen=True)
class Pose:
    """One position of the whole body. `breath` from 0 to 1 fills the belly and chest."""

    hip: tuple
    spine: tuple
    neck: float
    head: float
    near_arm: Limb
    far_arm: Limb
    near_leg: Limb
    far_leg: Limb
    breath: float = 0.0


def parse_pose(data, where):
    """The pose in `data`, or FigureError."""
    reader = Reader(data, where)
    pose = Pose(
        hip=reader.point("hip"),
        spine=reader.angles("spine"),
        neck=reader.angle("neck"),
        head=reader.angle("head"),
        breath=reader.number("breath", 0, 1, 0.0),
        **{name: parse_arm(reader.get(name), reader.name(name)) for name in ARMS},
        **{name: parse_leg(reader.get(name), reader.name(name)) for name in LEGS},
    )
    reader.end()
    return pose


def parse_arm(data, where):
    reader = Reader(data, where)
    limb = Limb(
        **one_way(reader, ("angles", "to", "hold")),
        bend=reader.choice("bend", (1, -1), 1),
        tip=reader.angle("hand", None),
        curl=reader.number("fist", 0, 1, 0.0),
    )
    reader.end()
    return limb


def parse_leg(data, where):
    reader = Reader(data, where)
    limb = Limb(
        **one_way(reader, ("angles", "to")),
        tip=reader.angle("foot", None),
        curl=reader.number("toes", -40, 90, 0.0),
        by=reader.choice("by", ("ankle", "ball"), "ankle"),
        seen=reader.numbers("seen", 2, 0.2, 1, (1.0, 1.0)),
    )
    reader.end()
    if limb.by == "ball" and (limb.to is None or limb.tip is None):
        raise FigureError("%(where)s stands on the ball of the foot: give “to” and “foot”.", where=where)
    return limb


def one_way(reader, ways):
    """The one way a limb is placed: angles, a point, or a hold."""
    given = [way for way in ways if way in reader.data]
    if len(given) != 1:
        raise FigureError("%(where)s needs exactly one of %(ways)s.", where=reader.where, ways=", ".join(ways))
    way = given[0]
    if way == "angles":
        return {"angles": reader.angles("angles")}
    if way == "to":
        return {"to": reader.point("to")}
    return {"hold": parse_hold(reader.get("hold"), reader.name("hold"))}


def parse_hold(data, where):
    reader = Reader(data, where)
    hold = Hold(
        bone=reader.choice("bone", HELD_BONES),
        at=reader.number("at", -0.3, 1.3, 0.5),
        off=reader.number("off", -10, 10, 0.0),
    )
    reader.end()
    return hold
