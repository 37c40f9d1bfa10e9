"""Points are (x, y) pairs with y up; angles are degrees counter-clockwise from the right."""

import math


def polar(origin, angle, length):
    """The point `length` away from `origin` in the direction `angle`."""
    radians = math.radians(angle)
    return origin[0] + length * math.cos(radians), origin[1] + length * math.sin(radians)


def local(origin, angle, along, left):
    """The point `along` a direction and `left` of it, seen from `origin`."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return origin[0] + along * cos - left * sin, origin[1] + along * sin + left * cos


def direction(start, end):
    """The angle from `start` to `end`."""
    return math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))


def turn(start, end):
    """The shorter way from one angle to another, -180 to 180."""
    return (end - start + 180) % 360 - 180


def mix(start, end, share):
    """The number a `share` of the way from `start` to `end`."""
    return start + (end - start) * share


def mix_angle(start, end, share):
    """The angle a `share` of the shorter way round."""
    return start + turn(start, end) * share


def mix_point(start, end, share):
    """The point a `share` of the straight way."""
    return mix(start[0], end[0], share), mix(start[1], end[1], share)
