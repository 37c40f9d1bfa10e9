"""The guided player's modules, and the line about answers that wait, which every page of a member carries."""

import json
import re
from functools import cache
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static

from programs.player import owner_id
from programs.player_words import queue_labels

register = template.Library()

IMPORT = re.compile(r'from "\./([\w-]+\.js)";')


@register.simple_tag
def modules_of(entry):
    """The addresses of all modules that an entry module imports, so that the browser asks for them at once."""
    return [static(f"js/{name}") for name in _imported(entry)]


@cache
def _imported(name):
    """The files it imports, directly or not: read once a process."""
    found, waiting = [], [name]
    while waiting:
        text = Path(str(finders.find(f"js/{waiting.pop()}"))).read_text(encoding="utf-8")
        new = [other for other in IMPORT.findall(text) if other not in found]
        found += new
        waiting += new
    return tuple(sorted(set(found)))


@register.inclusion_tag("programs/player_outbox.html")
def outbox(person):
    """The status line from which page.js sends what a session left behind."""
    return {"owner": owner_id(person), "labels": json.dumps(queue_labels())}
