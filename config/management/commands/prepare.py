"""`manage.py prepare`: everything between an installed Limber and a serving one."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import connection

from config import static_files
from stretches.editors import ensure_group


class Command(BaseCommand):
    """Bring records, content and static files up to date. Run again, it changes nothing; broken off, it goes on."""

    help = "Migrate, load the content, collect static files; on an empty database also make a demo person."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let `--demo 1` ask for a demo person."""
        parser.add_argument("--demo", choices=["0", "1"], default="0", help="1: a demo person on an empty database")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, saying one line for each thing that takes time."""
        unfinished = settings.VAR / "first-start"  # until the first one is through, the next one is the first
        if not connection.introspection.table_names():
            unfinished.touch()
        is_new = unfinished.exists()
        self.stdout.write("Preparing the database ..." if is_new else "Checking the database ...")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        call_command("load_content", stdout=self.stdout)
        ensure_group()
        settings.MEDIA_ROOT.mkdir(exist_ok=True)
        if static_files.collect_if_changed():
            self.stdout.write("Collected the static files.")
        if is_new and options["demo"] == "1":
            self.stdout.write("Making a demo person with twelve weeks of history ...")
            call_command("seed_demo", stdout=self.stdout)
        unfinished.unlink(missing_ok=True)
