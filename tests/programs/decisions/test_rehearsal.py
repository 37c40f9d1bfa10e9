"""Simulated people on the database: it decides what the pure rules decide."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from programs import rehearsal
from programs.models import Adjustment
from programs.simulation.people import KINDS

BY_NAME = {kind.name: kind for kind in KINDS}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("kind", "at_once"), [("flare", True), ("leg-symptoms", True), ("improving", False)])
def test_the_database_decides_as_the_rules_do(shipped, kind, at_once):
    """All at the end, or evening by evening; nothing of it stays."""
    assert rehearsal.rehearse(BY_NAME[kind], seed=4, weeks=5, at_once=at_once) == []
    assert not User.objects.exists()
    assert not Adjustment.objects.exists()


def test_a_difference_is_named(shipped, monkeypatch):
    """Where the database forgets the mornings, the raises are missing."""
    real = rehearsal._check_in
    monkeypatch.setattr(
        rehearsal, "_check_in", lambda told, *where: None if told.kind == "morning" else real(told, *where)
    )
    found = rehearsal.rehearse(BY_NAME["steady"], seed=4, weeks=3)
    assert any("'N4'" in line for line in found)


def test_the_command_prints_the_table_and_fails_on_a_difference(shipped, monkeypatch, capsys):
    call_command("simulate", people=2, sample=1, weeks=2)
    assert "the database decided the same for 1 people" in capsys.readouterr().out
    monkeypatch.setattr("config.management.commands.simulate.rehearse", lambda *who, **how: ["another dose"])
    with pytest.raises(CommandError, match="another dose"):
        call_command("simulate", people=1, sample=1, weeks=1)
