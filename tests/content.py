"""Rows that take long to make, for tests: made once in a process, then put back as they were, ten times as quick."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.sql import InsertQuery
from psycopg.sql import SQL, Composed, Identifier

from programs import loading as programs_loading
from stretches import loading as stretches_loading
from stretches.shipping import Delivery

APPS = ("accounts", "account", "stretches", "programs")
Statement = tuple[str | Composed, tuple[Any, ...]]
"""SQL and its values."""
_made: dict[str, dict[str, Statement]] = {}
"""What puts the rows back, table by table: preparing the values is what takes long."""
_given: dict[str, Any] = {}
"""What making them gave."""


def load() -> Delivery:
    """Fill a database that has no content with the exercises, questions and programs that ship.

    The rows come back with the keys and the edition stamp they had, so that the catalogue read before still holds.
    Gives what the loader of the exercises and questions reported when they were made.
    """

    def deliver() -> Delivery:
        report = stretches_loading.load()
        programs_loading.load()
        return report

    return once("content", deliver)


@transaction.atomic
def once(name: str, make: Callable[[], Any]) -> Any:
    """Make rows the first time; afterwards put the same rows back, keys and all. Gives what `make` gave.

    `make` must only add rows, and those of the first time must not be there.
    """
    if name in _made:
        with connection.cursor() as cursor:
            for statement, values in _made[name].values():
                cursor.execute(statement, values)
        return _given[name]
    every = [model for app in APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)]
    before = {model: set(model._base_manager.values_list("pk", flat=True)) for model in every}
    _given[name] = make()
    new = {model: list(model._base_manager.exclude(pk__in=before[model]).order_by("pk")) for model in every}
    made = {model._meta.db_table: insert(model, rows) for model, rows in new.items() if rows}
    _made[name] = set_aside(name, made) if connection.vendor == "postgresql" else made
    return _given[name]


def set_aside(name: str, made: dict[str, Statement]) -> dict[str, Statement]:
    """Keep the rows in a PostgreSQL schema beside the tables, and give what copies them from there.

    Two megabytes of drawings take a fifth of a second to be written out.
    """
    schema, copy = f"kept_{name}", SQL("INSERT INTO {} SELECT * FROM {}")
    beside = connection.copy()  # what is made on it stays when the test is rolled back
    with closing(beside), beside.cursor() as cursor:
        cursor.execute(SQL("CREATE SCHEMA {}").format(Identifier(schema)))
        for table in made:
            cursor.execute(SQL("CREATE TABLE {} (LIKE {})").format(Identifier(schema, table), Identifier(table)))
        cursor.execute(SQL("SET search_path TO {}").format(Identifier(schema)))
        for statement, values in made.values():
            cursor.execute(statement, values)
    return {table: (copy.format(Identifier(table), Identifier(schema, table)), ()) for table in made}


def insert(model: type[models.Model], rows: list[models.Model]) -> Statement:
    """One statement that writes these rows as they are, and its values."""
    query = InsertQuery(model)
    query.insert_values(model._meta.concrete_fields, rows, raw=True)
    [statement] = query.get_compiler(connection=connection).as_sql()
    return statement
