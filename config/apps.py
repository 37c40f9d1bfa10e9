"""The app that holds what every page shares: middleware, template tags, the health check."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Make `config` an app, so that its template tags and commands are found."""

    name = "config"
