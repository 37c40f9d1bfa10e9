"""`manage.py simulate`: thousands of simulated people through the rules, and a sample through the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from programs.rehearsal import rehearse
from programs.simulation.people import KINDS
from programs.simulation.table import lines, simulate


class Command(BaseCommand):
    """Print what came of each kind of person; fail where an invariant is broken or the database decides otherwise."""

    help = "Simulate people over half a year: print a table, check the invariants, try a sample on the database."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many people, in how many processes, and how many of them through the database."""
        parser.add_argument("--people", type=int, default=70)
        parser.add_argument("--sample", type=int, default=len(KINDS), help="people through the database as well")
        parser.add_argument("--weeks", type=int, default=26)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--jobs", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        """Simulate, print, and fail with the first differences."""
        seed, weeks = options["seed"], options["weeks"]
        rows = simulate(options["people"], seed=seed, weeks=weeks, jobs=options["jobs"])
        for line in lines(rows):
            self.stdout.write(line)
        wrong = [f"{row.kind}: {line}" for row in rows for line in row.broken]
        for number in range(options["sample"]):
            kind = KINDS[number % len(KINDS)]
            found = rehearse(kind, seed=seed + number, weeks=weeks, at_once=number % 2 == 0)
            wrong += [f"{kind.name} in the database: {line}" for line in found]
        if wrong:
            raise CommandError("\n".join(wrong[:20]))
        self.stdout.write(f"Every invariant holds; the database decided the same for {options['sample']} people.")
