"""What an editor sees while typing: a text as readers will see it, and the figure that a movement makes."""

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stretches import figures
from stretches.figure_words import sentence
from stretches.figures.glow import AREAS
from stretches.figures.paths import SCALE
from stretches.models import BodyArea
from stretches.templatetags.catalogue import markdown

from .fields import movement_text, read_movement

MOST_CHARACTERS = 20_000
FARTHEST = 200


@require_POST
def markdown_preview(request):
    """The text as the page will show it."""
    return JsonResponse({"html": markdown(request.POST.get("text", "")[:MOST_CHARACTERS])})


@require_POST
def movement_preview(request):
    """The figure of a movement: one pose with its joints, or moving. With `joint`, `x` and `y` that joint is dragged.

    422 with the error in words when it can't be drawn.
    """
    try:
        return JsonResponse(preview(request.POST))
    except figures.FigureError as error:
        return JsonResponse({"error": sentence(error)}, status=422)
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=422)


def preview(typed):
    """The drawing, the joints in its own units, and how many poses there are; `movement` where a joint was dragged."""
    data = read_movement(typed.get("movement", ""))
    movement = figures.parse_movement(data)
    pose = min(whole(typed.get("pose")), len(movement.poses) - 1)
    answer = {"poses": len(movement.poses), "pose": pose}
    if typed.get("joint"):
        point = [number(typed.get(axis)) for axis in ("x", "y")]
        data = figures.move_joint(data, pose, typed["joint"], point[0] / SCALE, -point[1] / SCALE)
        movement = figures.parse_movement(data)
        answer["movement"] = movement_text(data)
    moving = typed.get("moving") == "1"
    words = {"title": _("Preview"), "desc": ""}
    keys = [key for key in typed.getlist("areas") if key.isdecimal() and len(key) < 10]
    areas = [slug for slug in BodyArea.objects.filter(pk__in=keys).values_list("slug", flat=True) if slug in AREAS]
    svg = figures.draw(movement, areas=areas, pose=None if moving else pose, **words)
    joints = [] if moving else handles(movement, pose)
    return {**answer, "svg": svg, "joints": joints}


def handles(movement, pose):
    """The joints of a pose in the units of the drawing, y down."""
    places = figures.joints(movement, pose)
    return [{"name": name, "x": round(x * SCALE, 1), "y": round(-y * SCALE, 1)} for name, (x, y) in places.items()]


def whole(text):
    """A small whole number that was sent, or 0."""
    return int(text) if text and text.isdecimal() and len(text) < 4 else 0


def number(text):
    """A coordinate that was sent. ValidationError if it is none."""
    try:
        value = float(text)
    except (TypeError, ValueError):
        value = float("nan")
    if not abs(value) <= FARTHEST * SCALE:
        raise ValidationError(_("There is no such place."))
    return value
