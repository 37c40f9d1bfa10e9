"""Figures: a movement as data becomes a drawing that moves. Pure Python; nothing of Django in here.

    JSON → parse_movement → poses → skeletons → outlines → paths → SVG

- A **movement** is JSON: `poses` (1 to 6, from the start position to the end position), `timing` (seconds: `start`,
  `go`, `hold`, `return`) and `props` (mat, pillow, cushion, bolster, chair, table, wall, bed, strap, sock).
- A **pose** gives the place of the hip, absolute angles of lower and upper spine, neck and head, and for each limb
  `angles`, a point `to` reach, or (arms) a leg to `hold`. Degrees: 0 points right, 90 up; the floor is y = 0; the
  figure is about 86 units tall and looks right. `near` is the side toward the viewer and the working side.
- The **skeleton** (skeleton.py) solves a pose with fixed bone lengths: `to` by two-bone inverse kinematics.
- **Between** two poses (between.py) their parameters are mixed and solved again, so bones keep their length and what
  rests on something stays put. It is checked while parsing: what is parsed can be drawn.
- The **body** (body.py) lays outlines on the bones, **glow** marks the areas worked, **drawing** orders the parts
  from far to near, **svg** writes them down, **keyframes** gives the player its frames.

Public:

- `parse_movement(data) -> Movement`, or `FigureError`: a sentence for an editor; `error.sentences` for translation.
- `draw(movement, *, areas, side, still, pose, title, desc) -> str`: a standalone SVG, moving, still side by side, or
  one pose. Only presentation attributes and SMIL: no style, no script, no ids, nothing from elsewhere.
- `draw_inline(movement, *, areas, side, title, desc) -> str` and `keyframes(movement, *, areas) -> dict`: the same
  drawing for the player, and what moves in it; `breathing(movement)` and `only_breathes(movement)`: its breath.
- `joints(movement, pose_index) -> {name: (x, y)}` and `move_joint(data, pose_index, joint, x, y) -> data` for the
  editor's preview; `frame(movement)` is the box (left, bottom, width, height) in units that the drawing shows.
"""

from .drawing import frame
from .editing import joints, move_joint
from .errors import FigureError
from .keyframes import breathing, keyframes, only_breathes
from .movement import Movement, parse_movement
from .svg import draw, draw_inline

__all__ = [
    "FigureError",
    "Movement",
    "breathing",
    "draw",
    "draw_inline",
    "frame",
    "joints",
    "keyframes",
    "move_joint",
    "only_breathes",
    "parse_movement",
]
