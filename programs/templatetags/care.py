"""What the person's conditions mean for an exercise, where it is shown."""

from django import template

register = template.Library()


@register.inclusion_tag("programs/care_note.html", takes_context=True)
def care_note(context, exercise):
    """What to take care of in this exercise, by the person's own answers (`cares` of the page); else nothing."""
    return {"care": (context.get("cares") or {}).get(exercise.pk)}
