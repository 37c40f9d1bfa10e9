"""A backup is a whole database, and never takes the place of another one."""

import sqlite3
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_backup_opens_as_a_database(tmp_path: Path) -> None:
    """With its tables, readable by the owner alone. PostgreSQL has its own tool, and the message names it."""
    file = tmp_path / "backup.sqlite3"
    if connection.vendor != "sqlite":
        with pytest.raises(CommandError, match="pg_dump"):
            call_command("backup", file)
        return
    call_command("backup", file, stdout=StringIO())
    assert file.stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(file) as copy:
        tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    copy.close()
    assert {"accounts_user", "programs_session"} <= tables


def test_a_backup_is_never_overwritten(tmp_path: Path) -> None:
    """The older one may be the good one."""
    file = tmp_path / "backup.sqlite3"
    file.write_text("the good one")
    with pytest.raises(CommandError):
        call_command("backup", file)
    assert file.read_text() == "the good one"
