"""A movement: poses from the start position to the end position and back, at the pace of breath or repetition."""

import math
from dataclasses import dataclass

from .between import between
from .errors import FigureError
from .geometry import turn
from .pose import parse_pose
from .props import Prop, parse_prop
from .reading import Reader
from .skeleton import check_body, solve

MOST_POSES, MOST_PROPS = 6, 8
# The drawing goes straight from one solved position to the next: no bone turns further than this in one step.
STEP_DEGREES = 24
MOST_STEPS = 5
# How many positions from one pose to the next are checked.
CHECKS = 12


@dataclass(frozen=True)
class Timing:
    """Seconds of resting at the start, going, holding at the end and returning."""

    start: float = 0.5
    go: float = 2.0
    hold: float = 1.0
    back: float = 2.0

    @property
    def seconds(self):
        """How long the whole loop lasts."""
        return self.start + self.go + self.hold + self.back


@dataclass(frozen=True)
class Movement:
    """Solved poses with their timing and props. `place` 0 is the first pose, `len(poses) - 1` the last."""

    poses: tuple
    skeletons: tuple
    timing: Timing
    props: tuple[Prop, ...] = ()

    def skeleton_at(self, place, *, strict=False):
        """The skeleton at a place between two poses; `strict` refuses what can't be reached."""
        place = min(max(place, 0), len(self.poses) - 1)
        index = min(int(place), max(0, len(self.poses) - 2))
        if place == index or len(self.poses) == 1:
            return self.skeletons[index]
        if place == index + 1:
            return self.skeletons[index + 1]
        start, end = ((self.poses[i], self.skeletons[i]) for i in (index, index + 1))
        return solve(between(start, end, place - index), strict=strict)

    def places(self):
        """The places that are drawn: the poses, and between them as many as the widest turn needs."""
        places = [0.0]
        for index, (start, end) in enumerate(zip(self.skeletons, self.skeletons[1:], strict=False)):
            widest = max(abs(turn(start.angles[bone], end.angles[bone])) for bone in start.angles)
            steps = min(MOST_STEPS, max(2, math.ceil(widest / STEP_DEGREES)))
            places += [index + step / steps for step in range(1, steps + 1)]
        return places

    def steps(self):
        """The loop as (seconds, index into places()): when each drawn position is passed."""
        timing, last = self.timing, len(self.poses) - 1
        if not last:
            return [(0.0, 0)]
        shares = [(index, share_of_time(place / last)) for index, place in enumerate(self.places())]
        end = timing.start + timing.go + timing.hold
        there = [(timing.start + timing.go * share, index) for index, share in shares]
        back = [(end + timing.back * (1 - share), index) for index, share in shares]
        return sorted({(0.0, 0), *there, *back})


def share_of_time(share):
    """When it has come that far: slow at both ends, like a breath, which is half a cosine over time."""
    return math.acos(1 - 2 * share) / math.pi


def parse_movement(data):
    """The movement in `data` (decoded JSON), or FigureError in words for an editor.

    What lies between the poses is checked here too, so that whatever this returns can be drawn.
    """
    reader = Reader(data, "The movement")
    listed = reader.items("poses", MOST_POSES)
    if not listed:
        raise FigureError("A movement needs at least one pose.")
    props = tuple(
        parse_prop(item, f"Prop {number}") for number, item in enumerate(reader.items("props", MOST_PROPS, ()), 1)
    )
    timing = parse_timing(reader.get("timing", {}))
    reader.end()
    poses = tuple(parse_pose(item, f"Pose {number}") for number, item in enumerate(listed, 1))
    movement = Movement(poses, tuple(solve_pose(*item) for item in enumerate(poses, 1)), timing, props)
    check_between(movement)
    return movement


def parse_timing(data):
    reader = Reader(data, "The timing")
    timing = Timing(
        start=reader.number("start", 0, 30, Timing.start),
        go=reader.number("go", 0.4, 30, Timing.go),
        hold=reader.number("hold", 0, 30, Timing.hold),
        back=reader.number("return", 0.4, 30, Timing.back),
    )
    reader.end()
    return timing


def solve_pose(number, pose):
    """The checked skeleton of pose `number`; an error says which pose it is."""
    try:
        skeleton = solve(pose)
        check_body(skeleton)
    except FigureError as error:
        raise FigureError("Pose %(pose)s.", pose=number, cause=error) from error
    return skeleton


def check_between(movement):
    """Solve what lies between the poses; an error says between which."""
    for step in range((len(movement.poses) - 1) * CHECKS):
        place = step / CHECKS
        try:
            check_body(movement.skeleton_at(place, strict=True))
        except FigureError as error:
            raise FigureError(
                "Between pose %(pose)s and pose %(next)s.", pose=int(place) + 1, next=int(place) + 2, cause=error
            ) from error
