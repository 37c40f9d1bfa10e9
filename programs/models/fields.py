"""Columns that several models share, each with its bounds."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

SETS, REPS, HOLD = (1, 10), (1, 50), (1, 900)
MOST_WEEKS = 520
"""Ten years: a plan that goes on and on has to end in a number somewhere."""


def whole(label, low, high, **options):
    """A whole number from `low` to `high`."""
    return models.PositiveSmallIntegerField(
        label, validators=[MinValueValidator(low), MaxValueValidator(high)], **options
    )


def discomfort_field(label=None):
    """Discomfort on the 11-point numeric rating scale, or None: no answer is no number."""
    return whole(label or _("discomfort"), 0, 10, null=True, blank=True)


def score_check(field, name):
    """The database's own bound on a discomfort column."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__isnull": True}) | models.Q(**{f"{field}__range": (0, 10)}), name=name
    )


def dose_check(prefix, name):
    """The database's own bounds on a dose of `prefix` sets, reps and hold (none allowed)."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{prefix}sets__range": SETS, f"{prefix}reps__range": REPS})
        & (models.Q(**{f"{prefix}hold__isnull": True}) | models.Q(**{f"{prefix}hold__range": HOLD})),
        name=name,
    )


def validate_weekdays(value):
    """Refuse anything but a sorted list of distinct weekdays (0 Monday to 6 Sunday)."""
    good = isinstance(value, list) and all(type(day) is int and 0 <= day <= 6 for day in value)
    if not good or value != sorted(set(value)):
        raise ValidationError(_("Choose weekdays."))
