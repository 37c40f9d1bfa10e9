from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .entry import SkipReason
from .fields import MOST_WEEKS, whole
from .pause import Pause
from .plan import Plan


class SessionQuerySet(models.QuerySet):
    def between(self, first, last):
        """Sessions on the local days from `first` to `last`, both included, without cancelled ones."""
        return (
            self.filter(date__range=(first, last))
            .exclude(status=Session.Status.CANCELLED)
            .order_by("date", "time", "pk")
        )

    def with_pause(self):
        """Say of each session, as `is_paused`, whether it stands in a pause of its plan."""
        over = models.Q(last_day__isnull=False, last_day__lt=models.OuterRef("date"))
        pauses = Pause.objects.filter(~over, plan=models.OuterRef("plan"), first_day__lte=models.OuterRef("date"))
        return self.annotate(is_paused=models.Exists(pauses))

    def open(self):
        """Sessions that can still be done."""
        return self.filter(status__in=[Session.Status.PLANNED, Session.Status.IN_PROGRESS])

    def closed(self):
        """Sessions in which something was done, or that were skipped on purpose."""
        return self.filter(status__in=[Session.Status.DONE, Session.Status.PARTLY_DONE, Session.Status.SKIPPED])


class Session(models.Model):
    """One planned occurrence of a plan: its place in the plan, and the local day and time it stands on.

    `date` and `time` are the wall clock where the person is. Moving a session changes `date` and keeps `first_date`;
    doing it on another day moves it there. Instants are UTC. *Missed* is not stored: it is a planned session whose day
    is over. `seconds` is the computed length of what was done, for totals. `limit_seconds` shortens what it holds.
    `place` is where the player was last, so that another device takes up there.

    Another day for one session keeps `first_date`; laying out anew what is left of a plan (a pause, other weekdays, a
    week again) changes both.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        IN_PROGRESS = "in-progress", _("in progress")
        DONE = "done", _("done")
        PARTLY_DONE = "partly-done", _("partly done")
        SKIPPED = "skipped", _("skipped")
        CANCELLED = "cancelled", _("cancelled")

    class Kind(models.TextChoices):
        USUAL = "usual", _("as planned")
        SORE_DAY = "sore-day", _("sore day")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sessions")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sessions")
    ordinal = models.PositiveSmallIntegerField(_("number in the plan"))
    week = whole(_("week of the program"), 1, MOST_WEEKS)
    date = models.DateField(_("day"))
    time = models.TimeField(_("time"))
    first_date = models.DateField(editable=False)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.USUAL)
    status = models.CharField(max_length=11, choices=Status, default=Status.PLANNED)
    skip_reason = models.CharField(_("why"), max_length=10, choices=SkipReason, blank=True)
    limit_seconds = whole(_("shortened to so many seconds"), 60, 3600, null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    seconds = models.PositiveIntegerField(default=0)
    place = models.JSONField(null=True, blank=True, editable=False)

    share: float
    """The part of a dose that there is to do; `lineup.line_up` gives it."""

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["date", "time", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        indexes = [
            models.Index(fields=["owner", "date"], name="session_of_owner_by_day"),
            models.Index(fields=["owner", "status", "date"], name="session_of_owner_by_status"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["plan", "ordinal"], name="session_ordinal_once"),
            models.CheckConstraint(
                condition=models.Q(finished_at__isnull=True) | models.Q(started_at__isnull=False),
                name="session_finished_after_start",
            ),
        ]

    def __str__(self):
        return f"{self.plan} {self.ordinal}"

    def get_absolute_url(self):
        return reverse("session_detail", args=[self.pk])

    @property
    def is_open(self):
        return self.status in (self.Status.PLANNED, self.Status.IN_PROGRESS)

    @property
    def was_moved(self):
        return self.date != self.first_date

    @property
    def is_logged_late(self):
        """Whether it was begun after its day, to write down what was."""
        return self.started_at is not None and timezone.localdate(self.started_at) > self.date

    def is_of_then(self, today):
        """Whether one speaks of it as of something past; one that runs on after midnight is still now."""
        return self.is_logged_late if self.status == self.Status.IN_PROGRESS else self.date < today


class Reduction(models.Model):
    """A factor on the doses of one session, with what asked for it: a rule or the sore day. The smallest counts.

    It never touches the prescription, so its end is not a raise.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="reductions")
    rule = models.CharField(max_length=20)
    factor = models.DecimalField(
        max_digits=3, decimal_places=2, validators=[MinValueValidator(0.1), MaxValueValidator(1)]
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["session", "factor"]
        constraints = [
            models.UniqueConstraint(fields=["session", "rule"], name="reduction_of_a_rule_once"),
            models.CheckConstraint(condition=models.Q(factor__gt=0, factor__lte=1), name="reduction_factor_is_a_share"),
        ]

    def __str__(self):
        return f"{self.rule} {self.factor}"
