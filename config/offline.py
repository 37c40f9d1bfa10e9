"""Limber as an app on the device: its manifest, its service worker, and the page for what is not kept there."""

import json
import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from stretches import catalogue
from stretches.conditional import release
from stretches.models import Edition

STATIC = Path(settings.BASE_DIR) / "static"
WORKER = STATIC / "js" / "service-worker.js"
PAPER = re.compile(r"--paper: light-dark\((#\w{6})")
MADE_OF = [("css", "*.css"), ("js", "*.js"), ("icons", "*.svg")]  # editors’ scripts are not for readers
ICONS = [("icon-192.png", 192, "any"), ("icon-512.png", 512, "any"), ("icon-maskable.png", 512, "maskable")]


@lru_cache(maxsize=1)
def paper() -> str:
    """The colour of the page by day, from the tokens themselves."""
    return PAPER.findall((STATIC / "css" / "tokens.css").read_text())[0]


def version(*args: Any) -> str:
    """Name what the worker keeps: it differs as soon as the release, the content or the language does."""
    return sha256(repr((release(), Edition.current(), get_language())).encode()).hexdigest()[:16]


def etag(request: HttpRequest) -> str:
    """The version as an HTTP tag."""
    return f'"{version()}"'


@lru_cache(maxsize=1)
def files() -> list[str]:
    """Addresses of all that pages are made of: styles, scripts and icons."""
    found = [file for folder, ending in MADE_OF for file in sorted((STATIC / folder).glob(ending)) if file != WORKER]
    return [static(file.relative_to(STATIC).as_posix()) for file in found] + [static("django_htmx/htmx-2.min.js")]


def pages() -> list[str]:
    """Addresses of the pages that are the same for everybody and good to have without a network."""
    exercises = [exercise.get_absolute_url() for exercise in catalogue.read().published]
    return [reverse(name) for name in ("emergency", "exercise_list", "question_list")] + exercises


@login_not_required
@cache_control(no_cache=True)
@condition(etag_func=etag)
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker, told what this release consists of; the browser asks for it again on every visit."""
    told = {
        "version": version(),
        "files": files(),
        "pages": pages(),
        "offline": reverse("offline"),
        "today": reverse("today"),
    }
    return HttpResponse(f"const RELEASE = {json.dumps(told)};\n{WORKER.read_text()}", content_type="text/javascript")


@login_not_required
@cache_control(max_age=3600)
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a device needs to know to install Limber."""
    icons = [
        {"src": static(f"icons/{name}"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for name, size, purpose in ICONS
    ]
    shortcuts = [("today", _("Today")), ("week", _("Week")), ("exercise_list", _("Stretches"))]
    told = {
        "id": "/",
        "name": _("Limber"),
        "short_name": _("Limber"),
        "description": _("Home stretching for a stiff or sore back."),
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": reverse("today"),
        "scope": "/",
        "display": "standalone",
        "background_color": paper(),
        "theme_color": paper(),
        "icons": icons,
        "shortcuts": [{"name": name, "url": reverse(view)} for view, name in shortcuts],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What is shown without a network in place of a page that is not kept on the device."""
    return render(request, "config/offline.html")
