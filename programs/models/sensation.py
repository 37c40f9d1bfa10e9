from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.rules.conditions import EMERGENCY, URGENT
from stretches.models import Condition

SHIPPED_SIGNS = EMERGENCY | URGENT


class Sensation(models.TextChoices):
    """What something felt like, in words a person would use."""

    ACHE = "ache", _("ache")
    STIFF = "stiff", _("stiff")
    PULLING = "pulling", _("pulling")
    SHARP = "sharp", _("sharp")
    TINGLING = "tingling", _("tingling")
    NUMB = "numb", _("numb")
    SPREADING = "spreading", _("spreading down the leg")
    MOVING_UP = "moving-up", _("moving up toward the spine")
    WEAK_LEG = "weak-leg", _("weak leg")
    BOTH_LEGS = "both-legs", _("both legs")
    DIZZY = "dizzy", _("dizzy")


def validate_sensations(value):
    """Refuse anything but a list of distinct sensations."""
    if not isinstance(value, list) or any(item not in Sensation.values for item in value):
        raise ValidationError(_("Choose from the list."))
    if len(set(value)) != len(value):
        raise ValidationError(_("Choose each only once."))


def validate_signs(value):
    """Refuse anything but a list of distinct emergency or urgent conditions, those that editors added among them."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValidationError(_("Choose from the list."))
    if added := set(value) - SHIPPED_SIGNS:
        signs = Condition.objects.exclude(list=Condition.List.ASK_FIRST).values_list("slug", flat=True)
        if not added <= set(signs):
            raise ValidationError(_("Choose from the list."))
    if len(set(value)) != len(value):
        raise ValidationError(_("Choose each only once."))
