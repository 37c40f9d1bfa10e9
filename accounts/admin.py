"""Staff pages for people, invitations and clinicians’ requests. Nobody’s diary is shown here."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import clinicians
from accounts.models import ClinicianRequest, Invitation, User
from accounts.models.invitation import digest, new_code


class PersonCreationForm(AdminUserCreationForm):
    """A new person: address and first password."""

    class Meta:
        model = User
        fields = ("email", "name")


@admin.register(User)
class PersonAdmin(UserAdmin):
    """People who have an account; Django’s own pages, by e-mail instead of a user name."""

    add_form = PersonCreationForm
    list_display = ("email", "name", "is_staff", "is_clinician", "is_active", "date_joined")
    list_filter = ("is_staff", "is_clinician", "is_superuser", "is_active", "groups")
    search_fields = ("email", "name")
    ordering = ("email",)
    readonly_fields = ("last_login", "date_joined", "consented_at", "consent_version", "adult_confirmed_at")
    fieldsets = (
        (None, {"fields": ("email", "password")}),
        (_("Preferences"), {"fields": ("name", "timezone", "first_weekday", "theme")}),
        (_("Rights"), {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
        (_("Dates"), {"fields": readonly_fields}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("email", "name", "usable_password", "password1", "password2")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Only an administrator hands out rights; otherwise staff could promote themselves."""
        rights = () if request.user.is_superuser else ("is_staff", "is_superuser", "groups", "user_permissions")
        return (*self.readonly_fields, *rights)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Only an administrator changes one, password included; otherwise staff could take the account over."""
        return super().has_change_permission(request, obj) and _may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Only an administrator deletes one."""
        return super().has_delete_permission(request, obj) and _may_touch(request, obj)


def _may_touch(request: HttpRequest, obj: User | None) -> bool:
    return obj is None or not obj.is_superuser or request.user.is_superuser


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    """Codes that let people in. A code is shown once, when it is made: only its digest is kept."""

    list_display = ("__str__", "email", "created_by", "created_at", "expires_at", "used_by", "used_at")
    list_select_related = ("created_by", "used_by")
    readonly_fields = ("created_by", "created_at", "used_by", "used_at")
    search_fields = ("email", "used_by__email")

    def get_fields(self, request: HttpRequest, obj: Invitation | None = None) -> tuple[str, ...]:
        """Ask for what can be chosen; show the rest once the invitation stands."""
        chosen = ("email", "expires_at")
        return (*chosen, *self.readonly_fields) if obj else chosen

    def save_model(self, request: HttpRequest, obj: Invitation, form: Any, change: bool) -> None:
        """Make the code of a new invitation and show it, this once."""
        if not change:
            code = new_code()
            obj.digest, obj.created_by_id = digest(code), request.user.pk
        super().save_model(request, obj, form, change)
        if not change:
            shown = _("Invitation code: %(code)s. Write it down: it can’t be shown again.") % {"code": code}
            messages.warning(request, shown)


@admin.register(ClinicianRequest)
class ClinicianRequestAdmin(admin.ModelAdmin):
    """Who asked to be a clinician. Approve those whose work you have checked; taking it back shuts them out at once."""

    list_display = ("name", "profession", "workplace", "state", "asked_at", "decided_by")
    list_filter = ("state",)
    list_select_related = ("decided_by",)
    search_fields = ("name", "workplace", "user__email")
    actions = ("approve", "decline")
    fields = ("user", "name", "profession", "workplace", "asked_at", "state", "decided_at", "decided_by")
    readonly_fields = tuple(name for name in fields if name != "state")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only the person asks."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ClinicianRequest | None = None) -> bool:
        """Decline it instead; it goes with the account."""
        return False

    def save_model(self, request: HttpRequest, obj: ClinicianRequest, form: Any, change: bool) -> None:
        """Answer, so that the role follows."""
        self._answer(request, obj, obj.state)

    @admin.action(description=_("Approve the chosen requests"), permissions=["change"])
    def approve(self, request: HttpRequest, queryset: QuerySet[ClinicianRequest]) -> None:
        """Let these people be clinicians."""
        for obj in queryset:
            self._answer(request, obj, ClinicianRequest.State.APPROVED)

    @admin.action(description=_("Decline the chosen requests"), permissions=["change"])
    def decline(self, request: HttpRequest, queryset: QuerySet[ClinicianRequest]) -> None:
        """Don’t, or no longer."""
        for obj in queryset:
            self._answer(request, obj, ClinicianRequest.State.DECLINED)

    def _answer(self, request: HttpRequest, obj: ClinicianRequest, state: str) -> None:
        clinicians.answer(request=obj, state=state, by=cast(User, request.user), now=timezone.now())
