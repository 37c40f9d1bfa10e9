"""Simulated people: every invariant holds, and the table says what came of them."""

import sys
from dataclasses import replace

import pytest

from programs.rules.dose import Dose
from programs.simulation import __main__ as command
from programs.simulation.invariants import broken
from programs.simulation.life import live
from programs.simulation.people import KINDS
from programs.simulation.table import lines, simulate

BY_NAME = {kind.name: kind for kind in KINDS}


@pytest.fixture(scope="module")
def rows():
    return {row.kind: row for row in simulate(len(KINDS), seed=7)}


@pytest.mark.parametrize("kind", BY_NAME)
def test_every_invariant_holds(rows, kind):
    assert rows[kind].broken == []


def test_steady_people_rise_and_those_who_never_answer_do_not(rows):
    assert rows["steady"].rules["P1"] > 10
    assert rows["no-mornings"].rules["P1"] == 0
    assert rows["worsening"].climbed[26] < rows["steady"].climbed[26]


def test_careful_rules_find_the_people_they_are_made_for(rows):
    assert rows["worsening"].rules["F1"]
    assert rows["flare"].rules["N2"]
    assert rows["irregular"].rules["A1"]
    assert rows["irregular"].rules["A2"]
    assert rows["leg-symptoms"].rules["T4"]
    assert rows["improving"].rules["G2"]


def test_the_same_seed_is_the_same_life():
    one, other = (live(BY_NAME["flare"], seed=3, weeks=3) for _ in range(2))
    assert (one.facts, one.days) == (other.facts, other.days)


def test_an_emergency_is_unlocked_before_the_next_session():
    kind = replace(BY_NAME["leg-symptoms"], leg=0.5, emergency=1.0)
    life = live(kind, seed=1, weeks=4)
    assert {offered.block for _, offered in life.offers} >= {"S1", None}
    assert broken(life) == []


def test_a_broken_invariant_is_named():
    life = live(BY_NAME["steady"], seed=1, weeks=3)
    plan = life.days[-1].state.plans[0]
    worse = plan.with_prescription(replace(plan.prescriptions[0], dose=Dose(9, 9, 900)))
    life.days[-1] = replace(life.days[-1], state=life.days[-1].state.with_plan(worse))
    assert len(broken(life)) == 2


@pytest.fixture(scope="module")
def steady():
    return live(BY_NAME["steady"], seed=1, weeks=6)


def altered(life, session):
    """The life with every session changed, as if its raises had been made on those facts."""
    changed = replace(life.facts, sessions=tuple(session(one) for one in life.facts.sessions))
    return replace(life, facts=changed)


def felt(score):
    def change(session):
        return replace(session, entries=tuple(replace(one, discomfort=score) for one in session.entries))

    return change


@pytest.mark.parametrize(("score", "why"), [(None, "has no answer"), (10, "raised though")])
def test_a_raise_on_other_facts_is_found(steady, score, why):
    assert any(why in line for line in broken(altered(steady, felt(score))))


def test_a_raise_on_an_unanswered_morning_is_found(steady):
    silent = replace(steady, facts=replace(steady.facts, checkins=()))
    assert any("is unanswered" in line for line in broken(silent))


def test_a_session_offered_under_an_open_sign_is_found(steady):
    def hurt(session):
        return replace(session, entries=tuple(replace(one, signs=frozenset({"chest-pain"})) for one in session.entries))

    assert any("open emergency sign" in line for line in broken(altered(steady, hurt)))


def test_a_decision_without_facts_is_found(steady):
    day = steady.days[0]
    bare = replace(day, decisions=tuple(replace(one, basis=()) for one in day.decisions))
    assert any("no reason" in line for line in broken(replace(steady, days=[bare])))


def test_the_command_fails_on_a_broken_invariant(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["simulation", "--people", "1", "--weeks", "1"])
    monkeypatch.setattr("programs.simulation.table.broken", lambda life: ["it broke"])
    assert command.main() == 1
    assert "it broke" in capsys.readouterr().out


def test_the_command_prints_a_table_and_whether_all_holds(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["simulation", "--people", "2", "--weeks", "2"])
    assert command.main() == 0
    printed = capsys.readouterr().out
    assert "steady" in printed
    assert "every invariant holds" in printed


def test_more_processes_make_the_same_table():
    assert lines(simulate(3, weeks=1, jobs=2)) == lines(simulate(3, weeks=1))


def test_the_table_has_a_line_for_each_kind(rows):
    assert len(lines(rows.values())) == len(KINDS) + 2
