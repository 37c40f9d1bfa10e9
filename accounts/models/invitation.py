"""A code that lets one person sign up where registration is by invitation."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# No 0/O and 1/I/L: people type codes from paper. 16 of 31 letters are 79 random bits.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_GROUPS, _GROUP_SIZE = 4, 4
LIFETIME = timedelta(days=14)


def new_code() -> str:
    """A random code to hand to a person, in groups of four letters."""
    return "-".join("".join(secrets.choice(_LETTERS) for _n in range(_GROUP_SIZE)) for _g in range(_GROUPS))


def digest(code: str) -> str:
    """What is stored of a code: its SHA-256, whatever the case and the spaces or dashes it was typed with.

    The code is random and long, so a plain hash is enough: there is nothing to guess from a list.
    """
    letters = "".join(character for character in code.upper() if character.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()


def default_expiry() -> datetime:
    """Two weeks from now."""
    return timezone.now() + LIFETIME


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, as a sign-up asks for them."""

    def open_for(self, code: str, email: str, now: datetime) -> InvitationQuerySet:
        """The unused invitation with this code, still valid `now`, made for this address or for anybody."""
        return self.filter(Q(email="") | Q(email=email.lower()), digest=digest(code), used_at=None, expires_at__gt=now)

    def claim(self, code: str, email: str, user: models.Model, now: datetime) -> bool:
        """Mark the invitation as used by `user`; False when somebody else was faster.

        One conditional UPDATE: of two people at the same moment the database lets one through.
        """
        return self.open_for(code, email, now).update(used_at=now, used_by=user) == 1


class Invitation(models.Model):
    """Staff let one more person in: a code, for one use, until a date. Only its digest is kept."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    email = models.EmailField(
        _("only for this address"),
        blank=True,
        help_text=_("Leave empty to let whoever has the code sign up."),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="invitations_made",
        verbose_name=_("made by"),
    )
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("valid until"), default=default_expiry)
    # Cascades: erasing an account leaves nothing that tells it was here.
    used_by = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        editable=False,
        related_name="invitation_used",
        verbose_name=_("used by"),
    )
    used_at = models.DateTimeField(_("used"), null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                name="invitation_used_by_somebody",
                condition=Q(used_at=None, used_by=None) | Q(used_at__isnull=False, used_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Invitation {number}")).format(number=self.pk)

    def clean(self) -> None:
        """Store the address in its one form."""
        super().clean()
        self.email = self.email.strip().lower()
