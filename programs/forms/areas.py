"""Where it hurts: areas picked on a body map, each with its side and a number."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.widgets import ScaleWidget
from programs.models import Side
from stretches import bodymap

DIFFER = "differ"
SIDES = [
    (Side.BOTH.value, _("Both sides or middle")),
    (Side.LEFT.value, _("Left")),
    (Side.RIGHT.value, _("Right")),
    (DIFFER, _("Left and right differ")),
]
NUMBERS = {str(number): number for number in range(11)}


def lacks(side, score, right):
    """What is wrong with the answers to one area, as the code of an error; None where nothing is."""
    if side and side not in dict(SIDES):
        return "side"
    if side != DIFFER:
        return None if score in NUMBERS else "number"
    return None if {score, right} <= NUMBERS.keys() else "two_numbers"


class Unnamed:
    """Where areas.js puts the area that was ticked."""

    slug = ""

    def __str__(self):
        return ""


class AreaScoresWidget(forms.Widget):
    """A body map of checkboxes; each ticked area is asked for its side and its 0-10.

    These questions come when it is ticked (areas.js), or, without script, when the form is saved without an answer to
    them. Those of all areas at once would be 500 inputs, on some pages twice.

    The value is a list of (area slug, side or "differ", number, number on the right) as typed.
    """

    template_name = "programs/area_scores.html"
    use_fieldset = True
    areas: tuple[Any, ...] = ()
    scale = ScaleWidget()
    scale.is_required = True  # who has no number for an area unticks it

    def value_from_datadict(self, data, files, name):
        """What was typed for the ticked areas; others have nothing to say, whatever stands in their hidden rows."""
        ticked = set(data.getlist(name)) if hasattr(data, "getlist") else set(data.get(name, ()))
        return [
            (slug, *(data.get(f"{name}-{slug}-{part}", "") for part in ("side", "score", "right")))
            for slug in (area.slug for area in self.areas)
            if slug in ticked
        ]

    def value_omitted_from_data(self, data, files, name):
        """Unticked checkboxes are not sent: nothing can be told from what is missing."""
        return False

    def id_for_label(self, id_, index=None):
        """The first checkbox is where a link to the field leads."""
        return f"{id_}-{self.areas[0].slug}" if id_ and self.areas else id_

    def get_context(self, name, value, attrs):
        """Each area with its places on the drawing and the widgets of its answers."""
        context = super().get_context(name, value, attrs)
        id_ = context["widget"]["attrs"].get("id", name)
        typed = {slug: answers for slug, *answers in value or ()}
        context["widget"]["areas"] = [self.choice(name, id_, area, typed.get(area.slug)) for area in self.areas]
        context["unnamed"] = self.questions(name, Unnamed())
        context["sides"] = SIDES
        drawing = {"width": bodymap.WIDTH, "height": bodymap.HEIGHT, "outlines": bodymap.outlines()}
        return {**context, **drawing, "prefix": id_}

    def choice(self, name, id_, area, answers):
        return {
            "area": area,
            "id": f"{id_}-{area.slug}",
            "is_wrong": bool(answers and lacks(*answers)),
            "questions": self.questions(name, area, *answers) if answers else None,
            "regions": bodymap.regions(area.slug),
        }

    def questions(self, name, area, side="", score="", right=""):
        """What is asked about one area; a number that can't be chosen chooses none, such a side both."""
        name = f"{name}-{area.slug}"
        return {
            "area": area,
            "side_name": f"{name}-side",
            "side": side if side in dict(SIDES) else Side.BOTH.value,
            "score": self.scale.render(f"{name}-score", NUMBERS.get(str(score))),
            "right": self.scale.render(f"{name}-right", NUMBERS.get(str(right))),
        }


class AreaScoresField(forms.Field):
    """Areas of the body with side and discomfort; cleans to a list of (area, side, score), each pair once.

    `areas` are all that can be picked. As `initial` it takes such triples as well. Every ticked area needs a number.
    """

    widget = AreaScoresWidget
    default_error_messages = {
        "number": _("%(area)s: choose a number from 0 to 10, or untick it."),
        "two_numbers": _("%(area)s: choose a number for the left and one for the right, or untick it."),
        "side": _("%(area)s: choose a side."),
    }

    def __init__(self, *, areas, **options):
        super().__init__(required=False, **options)
        self.areas = {area.slug: area for area in areas}
        self.widget.areas = tuple(self.areas.values())

    def prepare_value(self, value):
        """Triples as the widget shows them; what was typed has four parts and stays as it is."""
        return as_typed(value) if value and len(value[0]) == 3 else value or []

    def clean(self, value):
        """The triples of all ticked areas; an error for each that lacks something."""
        rows, errors = [], []
        for slug, side, score, right in value:
            try:
                rows += self.rows_of(self.areas[slug], side or Side.BOTH.value, score, right)
            except forms.ValidationError as error:
                errors.append(error)
        if errors:
            raise forms.ValidationError(errors)
        return rows

    def rows_of(self, area, side, score, right):
        if code := lacks(side, score, right):
            raise self.error(code, area)
        if side != DIFFER:
            return [(area, Side(side), NUMBERS[score])]
        return [(area, Side.LEFT, NUMBERS[score]), (area, Side.RIGHT, NUMBERS[right])]

    def error(self, code, area):
        return forms.ValidationError(self.error_messages[code], code=code, params={"area": area})

    def has_changed(self, initial, data):
        """Whether other areas, sides or numbers are meant than before."""
        return sorted(self.prepare_value(initial)) != sorted(tuple(map(str, row)) for row in data or ())


def as_typed(triples):
    """(area, side, score) rows as the widget takes them, one an area; a row for both sides fills a missing side."""
    of_area: dict[str, dict[str, str]] = {}
    for area, side, score in triples:
        of_area.setdefault(area.slug, {})[str(side)] = str(score)
    return [(slug, *answers(sides)) for slug, sides in of_area.items()]


def answers(sides):
    """Side, number and number on the right for what one area has on which side."""
    if len(sides) == 1:
        ((side, score),) = sides.items()
        return side, score, ""
    both = sides.get(Side.BOTH.value, "")
    return DIFFER, sides.get(Side.LEFT.value, both), sides.get(Side.RIGHT.value, both)
