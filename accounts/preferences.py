"""Preferences of the guided player: one small dictionary a person, always complete and in bounds."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SHORTEST_GET_READY = 3
LONGEST_GET_READY = 20
SWITCHES = ("sound", "vibration", "speech")


def defaults() -> dict[str, Any]:
    """Preferences of somebody who never chose: the host's time to get ready, bell and vibration, no voice."""
    return {"get_ready": settings.LIMBER_GET_READY_SECONDS, "sound": True, "vibration": True, "speech": False}


def validate(preferences: Any) -> None:
    """Raise ValidationError unless `preferences` has just the known keys, each of its type and in bounds."""
    if not isinstance(preferences, dict) or set(preferences) != set(defaults()):
        raise ValidationError(_("These are not the player’s settings."), code="player_keys")
    get_ready = preferences["get_ready"]
    if type(get_ready) is not int or not SHORTEST_GET_READY <= get_ready <= LONGEST_GET_READY:
        raise ValidationError(_("Choose 3 to 20 seconds to get ready."), code="player_get_ready")
    if any(type(preferences[switch]) is not bool for switch in SWITCHES):
        raise ValidationError(_("Sound, vibration and speech are on or off."), code="player_switch")
