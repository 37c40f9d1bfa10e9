"""`manage.py seed_demo`: a demo person with twelve weeks of history, and a new password."""

from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from programs import demo


class Command(BaseCommand):
    """Make the demo person, or give the one that is there a new password and fresh history."""

    help = "Give the demo person twelve weeks of history and a new password."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how to sign in."""
        try:
            person, password = demo.seed(today=timezone.localdate())
        except demo.NoProgram as error:
            raise CommandError("Run `manage.py load_content` first: the shipped programs are missing.") from error
        self.stdout.write(f"Sign in as the demo person: {person.email}  password: {password}")
