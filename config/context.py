"""What every template may ask for."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def csp_nonce(request: HttpRequest) -> dict[str, Any]:
    """Offer the nonce under the name that django-htmx and Django 6 read."""
    return {"csp_nonce": getattr(request, "csp_nonce", "")}


def host(request: HttpRequest) -> dict[str, Any]:
    """Offer what the host has chosen: who may sign up (open, invited or closed)."""
    return {"registration": settings.LIMBER_REGISTRATION}
