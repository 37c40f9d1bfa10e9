"""A person with an account."""

from __future__ import annotations

from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from accounts import preferences, timezones


class UserManager(BaseUserManager["User"]):
    """Makes and finds people by e-mail address, upper or lower case alike."""

    use_in_migrations = True

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """The form in which an address is stored: trimmed, all lower case."""
        return (email or "").strip().lower()

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make a person; without a password they can't sign in until they reset it."""
        if not self.normalize_email(email):
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make an administrator."""
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, username: str | None) -> User:
        """Find by address whatever its case; uses the index of the unique constraint."""
        return self.alias(lowered=Lower("email")).get(lowered=self.normalize_email(username))


class User(AbstractBaseUser, PermissionsMixin):
    """A person who follows a program, or who edits the content. Signs in with their e-mail address."""

    class Weekday(models.IntegerChoices):
        """First day of the week, as ISO weekday numbers."""

        MONDAY = 1, _("Monday")
        SATURDAY = 6, _("Saturday")
        SUNDAY = 7, _("Sunday")

    class Theme(models.TextChoices):
        """Colours of the pages."""

        AUTO = "auto", _("As my device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    email = models.EmailField(
        _("e-mail address"),
        unique=True,  # Django's user checks look for it; the constraint below is the stricter one.
        error_messages={"unique": _("Somebody already uses this e-mail address.")},
    )
    name = models.CharField(
        _("name"), max_length=80, blank=True, help_text=_("What Limber calls you. You can leave it empty.")
    )
    timezone = models.CharField(
        _("time zone"),
        max_length=timezones.LONGEST_NAME,
        default=timezones.DEFAULT,
        validators=[timezones.validate],
        help_text=_("Your sessions are planned on the clock of this place."),
    )
    first_weekday = models.PositiveSmallIntegerField(
        _("first day of the week"), choices=Weekday, default=Weekday.MONDAY
    )
    theme = models.CharField(_("colours"), max_length=5, choices=Theme, default=Theme.AUTO)
    player = models.JSONField(_("player settings"), default=preferences.defaults, validators=[preferences.validate])
    consented_at = models.DateTimeField(_("agreed to keeping health data"), null=True, blank=True)
    consent_version = models.CharField(_("text agreed to"), max_length=20, blank=True)
    adult_confirmed_at = models.DateTimeField(_("confirmed to be old enough"), null=True, blank=True)
    is_staff = models.BooleanField(_("staff"), default=False, help_text=_("May open the editing pages."))
    is_clinician = models.BooleanField(
        _("clinician"),
        default=False,
        editable=False,
        help_text=_("May be let into a plan by the person whose plan it is. Staff approved the request."),
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Untick to lock the person out without deleting anything.")
    )
    date_joined = models.DateTimeField(_("joined"), default=now)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique_any_case",
                violation_error_message=_("Somebody already uses this e-mail address."),
            ),
            models.CheckConstraint(name="user_first_weekday_known", condition=models.Q(first_weekday__in=[1, 6, 7])),
            models.CheckConstraint(name="user_theme_known", condition=models.Q(theme__in=["auto", "light", "dark"])),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def zone(self) -> ZoneInfo:
        """The person's present time zone."""
        return ZoneInfo(self.timezone)

    def clean(self) -> None:
        """Store the address in its one form."""
        super().clean()
        self.email = type(self).objects.normalize_email(self.email)

    def get_full_name(self) -> str:
        """The name, or the address of somebody who gave none."""
        return self.name or self.email

    def get_short_name(self) -> str:
        """As the full name: Limber asks for one name only."""
        return self.get_full_name()
