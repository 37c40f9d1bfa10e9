"""Who may import whom: config → programs → stretches, accounts below both; rules and figures know no Django."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORBIDDEN = {
    "accounts": {"stretches", "programs"},
    "stretches": {"programs"},
    "programs/rules": {"django", "accounts", "stretches", "parler", "reversion", "allauth"},
    "stretches/figures": {"django", "accounts", "programs", "parler", "reversion", "allauth"},
}


def imported(file: Path) -> set[str]:
    """Name the top packages that a module imports, inside functions too."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_nothing_points_back(folder: str) -> None:
    """No module of the folder imports what lies above it."""
    wrong = {
        str(file.relative_to(ROOT)): sorted(found)
        for file in (ROOT / folder).rglob("*.py")
        if (found := imported(file) & FORBIDDEN[folder])
    }
    assert wrong == {}
