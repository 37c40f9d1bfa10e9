"""Asking to be a clinician on this host, and what staff answered."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ClinicianRequest(models.Model):
    """Somebody says who they are and where they work, and asks to be a clinician here; staff approve or decline.

    The name is what patients read beside what this clinician changed. The role itself is `User.is_clinician`.
    """

    class State(models.TextChoices):
        """What staff answered."""

        ASKED = "asked", _("waiting")
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="clinician_request", verbose_name=_("account")
    )
    name = models.CharField(_("name"), max_length=80, help_text=_("Patients see it beside what you change."))
    profession = models.CharField(_("profession"), max_length=80, help_text=_("For example: physiotherapist."))
    workplace = models.CharField(
        _("where you work"), max_length=120, help_text=_("The practice or clinic, and its town.")
    )
    state = models.CharField(_("answer"), max_length=8, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    decided_at = models.DateTimeField(_("answered"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("answered by"),
    )

    class Meta:
        ordering = ["-asked_at"]
        verbose_name = _("clinician’s request")
        verbose_name_plural = _("clinicians’ requests")
        constraints = [
            models.CheckConstraint(
                name="clinician_request_answered_once_decided",
                condition=models.Q(state="asked", decided_at=None)
                | models.Q(state__in=["approved", "declined"], decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.profession}"
