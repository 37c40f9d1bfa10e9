"""Forms of the account pages."""

from typing import Any, ClassVar, cast

from allauth.account import forms as allauth_forms
from allauth.core import context
from django import forms
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts import preferences, timezones
from accounts.consent import CONSENT_VERSION
from accounts.models import ClinicianRequest, Invitation, User

INVITATION_REFUSED = _("This invitation doesn’t work: it was used, is too old, or is for another address.")


class SignupRace(Exception):
    """Somebody took the address or the invitation between the form’s check and its saving."""


class BrowserTimezone(forms.Select):
    """A hidden field that a script fills; where none runs, a list to choose from, which is sent after it and counts."""

    input_type = "hidden"
    template_name = "accounts/browser_timezone.html"


class BrowserTimezoneField(forms.ChoiceField):
    """The zone that a script found or a person chose; whatever else is sent is read as UTC and blocks no sign-up."""

    widget = BrowserTimezone

    def clean(self, value: Any) -> str:
        return value if value in timezones.known() else timezones.DEFAULT


class SignupForm(allauth_forms.SignupForm):
    """Make an account: address, password, and what a health diary must ask for."""

    field_order = (
        "invitation",
        "email",
        "password1",
        "password2",
        "name",
        "consent",
        "old_enough",
        "timezone",
    )

    name = forms.CharField(
        label=_("Name (optional)"),
        max_length=80,
        required=False,
        help_text=_("What Limber calls you."),
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )
    consent = forms.BooleanField(
        label=_("Limber may keep what I write about my health"),
        error_messages={
            "required": _("Limber can’t keep your diary unless you agree to this. You can still browse freely.")
        },
    )
    old_enough = forms.BooleanField()
    timezone = BrowserTimezoneField(choices=timezones.grouped_choices, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].help_text = format_html(
            '{} <a href="{}" target="_blank" rel="noopener">{}</a>',
            _("How your back feels is health data. It stays on this server, and you can erase it at any time."),
            reverse("privacy"),
            _("What is kept and why (opens a new tab)"),
        )
        age = {"age": settings.LIMBER_MINIMUM_AGE}
        self.fields["old_enough"].label = _("I am %(age)s or older") % age
        self.fields["old_enough"].error_messages["required"] = _("Limber is for people of %(age)s and over.") % age
        if settings.LIMBER_REGISTRATION == "invited":
            self.fields["invitation"] = forms.CharField(
                label=_("Invitation code"),
                max_length=40,
                initial=context.request.GET.get("invitation", "")[:40],
                widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
            )
            self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Check the invitation too; it is taken only when the account is made."""
        cleaned = super().clean()
        code, email = cleaned.get("invitation"), cleaned.get("email")
        if code and email and not Invitation.objects.open_for(code, email, timezone.now()).exists():
            self.add_error("invitation", INVITATION_REFUSED)
        return cleaned

    def save(self, request: HttpRequest) -> User:
        """Make the account and take the invitation, both or none; raise SignupRace when somebody was faster."""
        try:
            with transaction.atomic():
                return super().save(request)
        except IntegrityError as error:
            raise SignupRace from error

    def signup(self, request: HttpRequest, user: User) -> None:
        """Add to the new account what allauth doesn’t know of."""
        now = timezone.now()
        user.name = self.cleaned_data["name"]
        user.timezone = self.cleaned_data["timezone"]
        user.consented_at = user.adult_confirmed_at = now
        user.consent_version = CONSENT_VERSION
        user.save(update_fields=["name", "timezone", "consented_at", "adult_confirmed_at", "consent_version"])
        code = self.cleaned_data.get("invitation")
        if code and not Invitation.objects.claim(code, user.email, user, now):
            raise SignupRace


class SettingsForm(forms.ModelForm):
    """Name, clock, calendar and colours."""

    timezone = forms.ChoiceField(
        label=_("Time zone"),
        choices=timezones.grouped_choices,
        error_messages={"invalid_choice": _("Choose a time zone from the list.")},
    )

    class Meta:
        model = User
        fields = ("name", "timezone", "first_weekday", "theme")
        widgets = {"name": forms.TextInput({"autocomplete": "nickname"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone, field = self.instance.timezone, cast(forms.ChoiceField, self.fields["timezone"])
        field.help_text = User._meta.get_field("timezone").help_text
        if zone not in timezones.suggested():  # an old spelling that the browser sent stays choosable
            field.choices = [(zone, zone), *timezones.grouped_choices()]


class PlayerForm(forms.Form):
    """How the guided session sounds; `cleaned_data` is what `User.player` holds."""

    get_ready = forms.IntegerField(
        label=_("Seconds to get ready before each set"),
        min_value=preferences.SHORTEST_GET_READY,
        max_value=preferences.LONGEST_GET_READY,
    )
    sound = forms.BooleanField(label=_("Sound a bell"), required=False)
    vibration = forms.BooleanField(label=_("Vibrate"), required=False, help_text=_("On phones that can."))
    speech = forms.BooleanField(
        label=_("Say the steps aloud"), required=False, help_text=_("With a voice that is on your device.")
    )


class ClinicianForm(forms.ModelForm):
    """Who asks to be a clinician here: what staff check before they say yes."""

    class Meta:
        model = ClinicianRequest
        fields = ("name", "profession", "workplace")
        labels: ClassVar = {"name": _("Your name"), "profession": _("Profession"), "workplace": _("Where you work")}
        widgets: ClassVar = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "profession": forms.TextInput({"autocomplete": "organization-title"}),
            "workplace": forms.TextInput({"autocomplete": "organization"}),
        }


class EraseForm(forms.Form):
    """Typing one’s own address says: I mean it."""

    email = forms.CharField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "email", "autocapitalize": "none"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        """Accept just the account’s address, in any case."""
        email = User.objects.normalize_email(self.cleaned_data["email"])
        if email != self.user.email.lower():
            raise forms.ValidationError(_("This is not the address of your account. Nothing was erased."))
        return email
