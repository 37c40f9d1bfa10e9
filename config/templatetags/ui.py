"""The components of Limber's look, as template tags; docs/design.md lists them, /gallery/ shows them."""

from functools import lru_cache
from typing import Any

from django import template
from django.forms import BaseForm
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lucide.templatetags.lucide import lucide

register = template.Library()

TONES = {"plain": "", "info": "info", "caution": "triangle-alert", "danger": "octagon-alert", "success": "circle-check"}


def render(context: Context, name: str, **values: Any) -> SafeString:
    """Render a component's template with these values alone."""
    engine = context.template.engine  # type: ignore[union-attr]  # a tag is only ever drawn by a template
    return engine.get_template(f"components/{name}.html").render(context.new(values))


@register.simple_block_tag(takes_context=True)
def pagehead(context: Context, content: str, *, title: str, lead: str = "", eyebrow: str = "") -> SafeString:
    """The page's heading on the mat line, with its actions inside."""
    return render(context, "pagehead", title=title, lead=lead, eyebrow=eyebrow, content=content)


@register.simple_block_tag(takes_context=True)
def panel(
    context: Context, content: str, *, title: str = "", tone: str = "plain", level: int = 2, id: str = ""
) -> SafeString:
    """A notice; its tone is said by an icon and a hidden word as well as by colour."""
    words = {"info": _("Note"), "caution": _("Take care"), "danger": _("Important"), "success": _("Good")}
    values = {"title": title, "tone": tone, "level": level, "id": id, "content": content}
    return render(context, "panel", icon=TONES[tone], word=words.get(tone, ""), **values)


@register.simple_block_tag(takes_context=True)
def card(
    context: Context, content: str, *, title: str = "", href: str = "", level: int = 2, tone: str = ""
) -> SafeString:
    """A rounded card; with `href` the whole card is the target of its title's link."""
    return render(context, "card", title=title, href=href, level=level, tone=tone, content=content)


@register.simple_block_tag(takes_context=True)
def empty(context: Context, content: str, *, title: str, icon: str = "sprout") -> SafeString:
    """What stands where a list has nothing yet: one sentence and the next step."""
    return render(context, "empty", title=title, icon=icon, content=content)


@register.simple_block_tag(takes_context=True)
def disclosure(context: Context, content: str, *, summary: str, open: bool = False, id: str = "") -> SafeString:
    """Something to unfold."""
    return render(context, "disclosure", summary=summary, open=open, id=id, content=content)


@register.simple_block_tag(takes_context=True)
def dialog(context: Context, content: str, *, id: str, title: str) -> SafeString:
    """A native dialog, opened by a button with `commandfor` and `command="show-modal"`."""
    return render(context, "dialog", id=id, title=title, content=content)


@register.simple_block_tag(takes_context=True)
def photo(
    context: Context,
    content: str,
    *,
    src: str,
    alt: str,
    credit: str = "",
    width: int | str = "",
    height: int | str = "",
) -> SafeString:
    """A picture with a caption and who made it."""
    return render(
        context, "photo", src=src, alt=alt, credit=credit, width=width, height=height, content=content.strip()
    )


@register.simple_block_tag(takes_context=True)
def chart(context: Context, content: str, *, title: str, summary: str = "") -> SafeString:
    """The frame round a chart's drawing and the table of its data."""
    return render(context, "chart", title=title, summary=summary, content=content)


@register.simple_tag
def icon(name: str, size: int = 24, label: str = "") -> str:
    """A lucide icon; silent unless it carries a `label` of its own."""
    return drawn_icon(name, size, str(label))


@lru_cache(maxsize=512)
def drawn_icon(name: str, size: int, label: str) -> str:
    """The icon drawn once: a page has two dozen of them, and lucide parses its file each time."""
    told = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    return lucide(name, size=size, focusable="false", **{"class": "icon"}, **told)


@register.inclusion_tag("components/badge.html")
def badge(text: str, tone: str = "", icon: str = "") -> dict[str, Any]:
    """A small fact."""
    return {"text": text, "tone": tone, "icon": icon}


@register.inclusion_tag("components/level.html")
def level(value: int) -> dict[str, Any]:
    """How demanding an exercise is, 1 to 3: bars and the word."""
    words = {1: _("Gentle"), 2: _("Moderate"), 3: _("Deep")}
    return {"bars": [number <= int(value) for number in words], "word": words[int(value)]}


def duration_text(seconds: int) -> str:
    """Seconds as people say them: "45 s", "5 min", "1 min 30 s"."""
    minutes, rest = divmod(seconds, 60)
    parts = [_("%(n)s min") % {"n": minutes}] if minutes else []
    return " ".join(parts + ([_("%(n)s s") % {"n": rest}] if rest or not minutes else []))


def dose_text(sets: int, reps: int, hold: int | None = None, sided: str = "no") -> str:
    """A dose in words: sets, repetitions, seconds to hold each; per side where the exercise has sides."""
    if hold:
        text = duration_text(hold)
        if reps > 1:
            text = f"{reps} × {text}"
        if sets > 1 and reps > 1:
            text = ngettext("%(n)s set of %(text)s", "%(n)s sets of %(text)s", sets) % {"n": sets, "text": text}
        elif sets > 1:
            text = f"{sets} × {text}"
    elif sets > 1:
        text = f"{sets} × {reps}"
    else:
        text = ngettext("%(n)s time", "%(n)s times", reps) % {"n": reps}
    return text if sided == "no" else _("%(dose)s each side") % {"dose": text}


@register.simple_tag
def dose(dose: Any, sided: str = "no") -> str:
    """A dose (an object or a dictionary with sets, reps and hold) in words."""
    if isinstance(dose, dict):
        return dose_text(dose["sets"], dose["reps"], dose.get("hold"), sided)
    return dose_text(dose.sets, dose.reps, dose.hold, sided)


@register.inclusion_tag("components/stepper.html")
def stepper(now: int, of: int, label: str = "") -> dict[str, Any]:
    """How far one has come: "2 of 6" and a mat that fills."""
    return {"now": now, "of": of, "label": label or _("Progress")}


@register.inclusion_tag("components/stat.html")
def stat(value: Any, label: str, note: str = "") -> dict[str, Any]:
    """One number, large."""
    return {"value": value, "label": label, "note": note}


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(*parts: str) -> dict[str, Any]:
    """The way here: label and address in turn, the page's own label last."""
    return {"links": list(zip(parts[:-1:2], parts[1::2], strict=True)), "here": parts[-1]}


@register.inclusion_tag("components/pager.html")
def pager(
    previous_url: str = "", previous_text: str = "", next_url: str = "", next_text: str = "", label: str = ""
) -> dict[str, Any]:
    """Links to what comes before and after."""
    previous, following = (previous_url, previous_text or _("Previous")), (next_url, next_text or _("Next"))
    return {"previous": previous, "next": following, "label": label or _("Previous and next")}


@register.inclusion_tag("components/tabs.html")
def tabs(items: list[dict[str, Any]], label: str) -> dict[str, Any]:
    """Links between views of one thing; each item has `label`, `url` and `current`."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/nav_link.html", takes_context=True)
def nav_link(context: Context, name: str, label: str, icon: str = "", wide: bool = False) -> dict[str, Any]:
    """An entry of the navigation, marked where it leads to this page or to one above it.

    `wide` shows it on wide pages only. A name without an address gives nothing: error pages must not fail
    for want of a link.
    """
    try:
        href = reverse(name)
    except NoReverseMatch:
        return {"href": ""}
    path = getattr(context.get("request"), "path", "")
    current = "page" if path == href else "true" if href != "/" and path.startswith(href) else ""
    return {"href": href, "label": label, "icon": icon, "current": current, "wide": wide}


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm, *, focus: bool = True) -> dict[str, Any]:
    """What is wrong with a form, each error a link to its field; where a reader begins when it comes back."""
    visible = [field for field in form if field.errors and not field.is_hidden]
    hidden = [error for field in form if field.is_hidden for error in field.errors]
    return {"form": form, "fields": visible, "general": [*form.non_field_errors(), *hidden], "focus": focus}
