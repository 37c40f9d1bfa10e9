"""The frames with which the player moves an inline drawing by its own clock."""

import re
from dataclasses import replace
from itertools import pairwise

from .drawing import parts

NUMBER = re.compile(r"-?\d+")


def keyframes(movement, *, areas=()):
    """What moves in the inline drawing and how, small and ready for JSON: {"parts", "frames", "places", "timing"}.

    `parts` lists the paths that move alike, by `data-part`. `places` are shares of the way from the start position
    (0, the drawing as it is) to the end position (1), and `frames` say for each part how its numbers change from each
    place to the next: the differences, a comma between them, nothing for 0. `timing` are the seconds of resting at
    the start, going, holding and returning; the way there and back is eased like half a cosine (movement.py).
    """
    places = movement.places()
    moving: dict[str, list[str]] = {}
    for part in parts(movement, areas, places):
        if part.moves:
            moving.setdefault(part.d, []).append(part.name)
    timing = movement.timing
    return {
        "parts": list(moving.values()),
        "frames": [[changes(*pair) for pair in pairwise(d)] for d in moving],
        "places": [round(place / places[-1], 3) for place in places] if len(places) > 1 else [0],
        "timing": [timing.start, timing.go, timing.hold, timing.back],
    }


def changes(before, after):
    """How the numbers of a path change from one place to the next."""
    numbers = zip(NUMBER.findall(before), NUMBER.findall(after), strict=True)
    return ",".join(str(int(new) - int(old)) if new != old else "" for old, new in numbers)


def breathing(movement):
    """How the breath goes in a loop: (its share from start to end position, +1 in or -1 out), or None.

    A pose that holds more breath than another is breathed into, and out of.
    """
    swell = movement.poses[-1].breath - movement.poses[0].breath
    if not swell:
        return None
    timing = movement.timing
    return (timing.start + timing.go) / timing.seconds, 1 if swell > 0 else -1


def only_breathes(movement):
    """Whether nothing moves but the breath, as in lying still."""
    first, last = movement.poses[0], movement.poses[-1]
    return first.breath != last.breath and replace(first, breath=last.breath) == last
