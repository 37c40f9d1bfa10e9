import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .plan import Plan

LIFETIME = timedelta(days=7)
LONGEST_NOTE = 1000


class AccessQuerySet(models.QuerySet):
    """What a person and a clinician ask for."""

    def standing(self):
        """Clinicians who see the plan now."""
        return self.filter(accepted_at__isnull=False, ended_at=None)

    def waiting(self):
        """The code that nobody has used yet, too old or not."""
        return self.filter(accepted_at=None, ended_at=None)


class ClinicianAccess(models.Model):
    """A person lets a clinician see one plan: at first a code for one use, of which only the digest is kept.

    Whoever takes it is the `clinician`, until either side ends it.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="accesses")
    clinician = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="accesses"
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    shows_email = models.BooleanField(_("show my e-mail address too"), default=False)
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("clinician’s access")
        verbose_name_plural = _("clinicians’ accesses")
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(accepted_at=None, ended_at=None), name="access_code_one_a_plan"
            ),
            models.UniqueConstraint(
                fields=["plan", "clinician"],
                condition=Q(accepted_at__isnull=False, ended_at=None),
                name="access_of_a_clinician_once",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, clinician=None) | Q(accepted_at__isnull=False, clinician__isnull=False),
                name="access_accepted_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.plan_id} {self.created_at}"

    @property
    def patient(self):
        """What the clinician may call the person: their name, with the address only if they chose so."""
        owner = self.plan.owner
        named = owner.name or str(_("No name given"))
        return f"{named} ({owner.email})" if self.shows_email else named


class ClinicianNote(models.Model):
    """A few words that a clinician wrote to the person on one plan. The name stays when the account goes."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="clinician_notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=120)
    text = models.CharField(_("note"), max_length=LONGEST_NOTE)
    day = models.DateField()
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = _("clinician’s note")
        verbose_name_plural = _("clinicians’ notes")
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="clinician_note_written_once")]

    def __str__(self):
        return f"{self.day} {self.by_name}"
