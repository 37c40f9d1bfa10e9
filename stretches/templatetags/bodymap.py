"""The body map: front and back of a person, with areas that glow. For choosing areas see `programs.forms.areas`."""

from django import template
from django.utils.translation import ngettext

from stretches import bodymap

register = template.Library()

STRENGTHS = 3  # steps of glow that eyes can tell apart


def drawing(prefix):
    """What the template of the outlines needs; `prefix` keeps ids apart where a page has several maps."""
    return {"prefix": prefix, "width": bodymap.WIDTH, "height": bodymap.HEIGHT, "outlines": bodymap.outlines()}


def glowing(area, strength):
    """One area of a map that is only read: its places and how much it glows, 1 to `STRENGTHS`."""
    return {"area": area, "regions": bodymap.regions(area.slug), "strength": strength}


@register.inclusion_tag("stretches/bodymap.html")
def body_map(areas, prefix="map"):
    """What an exercise works on: the areas glow, and the list beside the drawing says the same."""
    return {**drawing(prefix), "places": [glowing(area, STRENGTHS) for area in areas]}


@register.inclusion_tag("stretches/bodymap_counts.html")
def body_map_counts(counts, prefix="map"):
    """How often each area was named: `counts` are (area, times), shown with the most frequent first."""
    counts = sorted(((area, times) for area, times in counts if times > 0), key=lambda pair: -pair[1])
    most = counts[0][1] if counts else 0
    places = [
        {
            **glowing(area, -(-STRENGTHS * times // most)),
            "words": ngettext("%(n)s time", "%(n)s times", times) % {"n": times},
        }
        for area, times in counts
    ]
    return {**drawing(prefix), "places": places}
