"""The health check: open to everybody, true about the database, quiet about everything else."""

import pytest
from django.db import DatabaseError
from django.test import Client

from config import views


@pytest.mark.django_db
def test_a_migrated_database_is_healthy(client: Client) -> None:
    """All migrations are applied: 200, and nothing may keep the answer."""
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_missing_migration_is_unhealthy(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A release that was not migrated yet must not get visitors."""
    monkeypatch.setattr(views.MigrationExecutor, "migration_plan", lambda *_: ["0002_later"])
    assert client.get("/healthz").status_code == 503


@pytest.mark.django_db
def test_a_database_that_is_away_is_unhealthy(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason stays in the server: the answer names no host and no error."""

    def away(*_: object) -> None:
        raise DatabaseError("could not connect to db.internal as limber")

    monkeypatch.setattr(views, "MigrationExecutor", away)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert b"internal" not in response.content


def test_health_is_read_only(client: Client) -> None:
    """POST changes nothing and is refused."""
    assert client.post("/healthz").status_code == 405
