from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StretchesConfig(AppConfig):
    """The catalogue: exercises, questions, and what to know before doing them."""

    name = "stretches"
    verbose_name = _("Stretches")
    default_auto_field = "django.db.models.BigAutoField"
