"""`manage.py load_content`: the exercises, questions and programs that ship with Limber."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import transaction

from stretches.shipping import ContentError


class Command(BaseCommand):
    """Load what ships. Run again, it changes nothing; what an editor changed is kept and listed."""

    help = "Load the shipped exercises, questions and programs; keep what editors changed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load each app's content, all or nothing, and say what was done."""
        try:
            with transaction.atomic():
                for app in ("stretches", "programs"):
                    self.load(app)
        except ContentError as error:
            raise CommandError(str(error)) from error

    def load(self, app: str) -> None:
        """Load one app's content and list what was kept."""
        if not find_spec(f"{app}.loading"):
            return
        delivery = import_module(f"{app}.loading").load()
        for line in delivery.kept:
            self.stdout.write(f"  {line}")
        if delivery.created or delivery.updated:
            self.stdout.write(f"Loaded the content of {app}: {delivery.created} new, {delivery.updated} changed.")
        else:
            self.stdout.write(f"The content of {app} is up to date.")
