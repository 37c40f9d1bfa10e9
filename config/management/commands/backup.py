"""`manage.py backup FILE`: a whole copy of the SQLite database, while people go on using it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    """Copy the database into one new file."""

    help = "Copy the SQLite database into one new file, also while Limber runs. For PostgreSQL use pg_dump."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask where to."""
        parser.add_argument("file", type=Path, help="a file that doesn't exist yet")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the copy, readable by its owner alone: it holds health data."""
        file: Path = options["file"]
        if connection.vendor != "sqlite":
            raise CommandError("This database is PostgreSQL: use pg_dump.")
        if file.exists():
            raise CommandError(f"{file} exists already. A backup never overwrites another one.")
        if not file.parent.is_dir():
            raise CommandError(f"There is no folder {file.parent}.")
        file.touch(mode=0o600)  # VACUUM INTO accepts an empty file and keeps its mode
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(file)])
        self.stdout.write(f"Saved to {file}. The photos are in the folder media/ beside the database.")
