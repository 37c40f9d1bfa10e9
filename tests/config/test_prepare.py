"""What happens between installing and serving, and that a second start takes nothing away."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from config.management.commands import prepare


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """List the commands that `prepare` calls, without doing them."""
    called: list[str] = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **_: called.append(name))
    monkeypatch.setattr(prepare, "ensure_group", lambda: called.append("the group of editors"))
    monkeypatch.setattr(prepare.static_files, "collect_if_changed", lambda: False)
    return called


def start(monkeypatch: pytest.MonkeyPatch, tables: list[str], demo: str) -> None:
    """Prepare a database that has these tables."""
    monkeypatch.setattr(connection.introspection, "table_names", lambda: tables)
    call_command("prepare", demo=demo, stdout=StringIO())


def test_an_empty_database_gets_everything_in_order(done: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables before content, content before the person who uses it."""
    start(monkeypatch, [], "1")
    assert done == ["migrate", "createcachetable", "load_content", "the group of editors", "seed_demo"]


@pytest.mark.parametrize(("tables", "demo"), [([], "0"), (["accounts_user"], "1")], ids=["not wanted", "in use"])
def test_no_demo_person_comes_uninvited(
    done: list[str], monkeypatch: pytest.MonkeyPatch, tables: list[str], demo: str
) -> None:
    """Not with DEMO=0, and never into a database that people use."""
    start(monkeypatch, tables, demo)
    assert "seed_demo" not in done


def test_a_first_start_that_was_broken_off_goes_on(done: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed once the tables were there: the next one still makes the demo person, and the one after it does not."""

    def killed() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as once:
        once.setattr(prepare, "ensure_group", killed)
        with pytest.raises(KeyboardInterrupt):
            start(monkeypatch, [], "1")
    start(monkeypatch, ["accounts_user"], "1")
    assert done[-1] == "seed_demo"
    done.clear()
    start(monkeypatch, ["accounts_user"], "1")
    assert "seed_demo" not in done
