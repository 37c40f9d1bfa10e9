"""The accounts app: people, how they sign in, and what they prefer. It knows no other app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People and invitations."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("People")
