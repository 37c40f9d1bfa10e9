"""What the pages of the catalogue say and show: markdown, doses in words, figures."""

from functools import lru_cache

import nh3
from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from stretches import doses, drawings

register = template.Library()

TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "h2", "h3", "h4", "blockquote", "code", "hr", "br"}
_markdown = MarkdownIt("commonmark", {"html": False})


@register.filter
@lru_cache(maxsize=512)
def markdown(text):
    """An editor's markdown as HTML: raw HTML is shown as text, links go to http(s), mail and our own pages."""
    html = _markdown.render(text)
    html = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"})
    return mark_safe(html)  # noqa: S308 - cleaned by an allow-list just above


@register.filter
def start_words(form):
    """The dose a form starts with, in words."""
    return doses.start_words(form, form.exercise.sided)


@register.filter
def top_words(form):
    """The dose where a form's progression stops, in words."""
    return doses.top_words(form, form.exercise.sided)


@register.filter
def figure_url(form, view="moving"):
    """The address of a form's drawing (moving, still or pose), or nothing."""
    return drawings.figure_url(form, view)


@register.inclusion_tag("stretches/figure.html")
def figure(form, *, view="still", side="right"):
    """A form's drawing on the mat-coloured stage, described for those who don't see it."""
    alt = _("Drawing of %(exercise)s, %(form)s") % {"exercise": form.exercise.name, "form": form.name}
    url = drawings.figure_url(form, view, side)
    still_url = drawings.figure_url(form, "still", side) if view == "moving" else ""
    return {"url": url, "still_url": still_url, "alt": f"{alt}. {form.cue}", "view": view}
