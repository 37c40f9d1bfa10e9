"""Writing the drawing down: an SVG file that moves by itself, stills side by side, and an inline SVG for the player."""

import re
from html import escape

from . import paths, props
from .drawing import FAR, frame, parts

# Middle tones that read on paper and in the dark, where an image can't know the page's colours.
COLOURS = {
    "skin": "#d59c7a",
    "top": "#2b868b",
    "legs": "#4f6f86",
    "hair": "#84604c",
    "prop": "#ab9878",
    "glow": "#ff9142",
    "floor": "#9b9283",
}
FAR_OPACITY = ".5"
FLOOR_WIDTH = 2.4
UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def draw(movement, *, areas=(), side="right", still=False, pose=None, title="", desc=""):
    """A standalone SVG file: the movement as an endless loop.

    `areas` glow; `side` "left" mirrors; `still` draws all poses side by side and `pose` just that one, by its index.
    """
    if still or pose is not None or len(movement.poses) == 1:
        chosen = range(len(movement.poses)) if pose is None else [pose]
        return draw_still(movement, chosen, areas, side, words(title, desc))
    steps = movement.steps()
    inner = layers(
        parts(movement, areas, movement.places()), moving=lambda part: animation(part, steps, movement.timing.seconds)
    )
    box = frame(movement)
    return document(box, 1, words(title, desc) + mirrored(scenery(movement, box) + inner, side, box))


def draw_still(movement, chosen, areas, side, text):
    """The chosen poses in a row."""
    box = frame(movement)
    drawings = []
    for index, place in enumerate(chosen):
        inner = layers(parts(movement, areas, [place]))
        panel = mirrored(scenery(movement, box) + inner, side, box)
        shift = round(box[2] * paths.SCALE) * index
        drawings.append(f'<g transform="translate({shift})">{panel}</g>' if shift else panel)
    return document(box, len(drawings), text + "".join(drawings))


def draw_inline(movement, *, areas=(), side="right", title="", desc=""):
    """The SVG element for the player: the first pose, each path with `data-part`, painted by CSS classes.

    The classes are figure-skin, -top, -legs, -hair, -prop, -glow, -floor and -far; attributes give a paint without
    CSS. The group `data-mirror` holds all that turns round for the other side.
    """
    box = frame(movement)
    inner = scenery(movement, box) + layers(parts(movement, areas, [0]))
    return document(box, 1, words(title, desc) + mirrored(inner, side, box, " data-mirror"), ' class="figure"')


def document(box, panels, inner, attributes=""):
    left, bottom, width, height = (round(number * paths.SCALE) for number in box)
    view = f"{left} {-bottom - height} {width * panels} {height}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" role="img"{attributes}>{inner}</svg>'


def words(title, desc):
    """What a screen reader says."""
    title, desc = (escape(UNPRINTABLE.sub("", text)) for text in (title, desc))
    return f"<title>{title}</title><desc>{desc}</desc>"


def mirrored(inner, side, box, mark=""):
    if side != "left":
        return f"<g{mark}>{inner}</g>" if mark else inner
    return f'<g{mark} transform="matrix(-1 0 0 1 {round((box[0] * 2 + box[2]) * paths.SCALE)} 0)">{inner}</g>'


def scenery(movement, box):
    """The floor and the things that stand still."""
    depth = -FLOOR_WIDTH / 2
    start, end = (box[0] + 4, depth), (box[0] + box[2] - 4, depth)
    floor = (
        f'<path class="figure-floor" fill="none" stroke="{COLOURS["floor"]}" stroke-opacity=".45"'
        f' stroke-width="{FLOOR_WIDTH * paths.SCALE:g}"'
        f' stroke-linecap="round" d="{paths.line([start, end])}"/>'
    )
    still = [paths.shape(props.outlines(prop)) for prop in movement.props if prop.kind not in ("strap", "sock")]
    if not still:
        return floor
    return f'{floor}<path class="figure-prop" fill="{COLOURS["prop"]}" d="{"".join(still)}"/>'


def layers(drawn, moving=lambda part: ""):
    """All parts; the far limbs together recede, on paper and in the dark alike."""
    far = "".join(path(part, moving(part)) for part in drawn if part.name in FAR)
    near = "".join(path(part, moving(part)) for part in drawn if part.name not in FAR)
    return f'<g class="figure-far" opacity="{FAR_OPACITY}">{far}</g>{near}'


def path(part, animation):
    """One part as an element."""
    colour = COLOURS[part.paint]
    paint = f'fill="{colour}"'
    if part.width:
        paint = (
            f'fill="none" stroke="{colour}" stroke-width="{part.width * paths.SCALE:g}" stroke-opacity="{part.opacity}"'
            ' stroke-linecap="round" stroke-linejoin="round"'
        )
    start = f'<path class="figure-{part.paint}" data-part="{part.name}" {paint} d="{part.d[0]}"'
    return f"{start}>{animation}</path>" if animation else f"{start}/>"


def animation(part, steps, seconds):
    """The loop of one part, or nothing when it stays where it is."""
    if not part.moves:
        return ""
    times = ";".join(f"{time / seconds:.3f}".rstrip("0").rstrip(".") for time, _ in steps)
    values = ";".join(part.d[index] for _, index in steps)
    return (
        f'<animate attributeName="d" dur="{seconds:g}s" repeatCount="indefinite" keyTimes="{times}" values="{values}"/>'
    )
