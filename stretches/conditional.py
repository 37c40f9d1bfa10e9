"""Spare visitors what they already have: their pages change when the content or the release does."""

import hashlib
from functools import lru_cache

from django.conf import settings
from django.utils.translation import get_language

from .models import Edition

ROOMS = ("accounts", "config", "programs", "stretches", "templates", "static", "locale")
SHAPING = {".html", ".py", ".css", ".js", ".svg", ".mo"}


def visitor_etag(request, *args, **kwargs):
    """A tag for a page that is the same for every visitor; None for people with a session or waiting messages."""
    if {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys():
        return None
    facts = (release(), Edition.current(), get_language(), request.headers.get("HX-Target", ""))
    return f'"{hashlib.sha256(repr(facts).encode()).hexdigest()[:32]}"'


@lru_cache(maxsize=1)
def release():
    """A fingerprint of what pages are made of besides the content, the same in every process of a release."""
    files = [path for room in ROOMS for path in (settings.BASE_DIR / room).rglob("*.*") if path.suffix in SHAPING]
    made_of = sorted((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files)
    chosen = [(name, str(getattr(settings, name))) for name in dir(settings) if name.startswith("LIMBER_")]
    return hashlib.sha256(repr((made_of, chosen)).encode()).hexdigest()
