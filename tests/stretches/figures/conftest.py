"""The movements that ship, and a small one to break."""

import copy
import json
from pathlib import Path

import pytest

from stretches.figures import parse_movement

FOLDER = Path(__file__).parents[3] / "stretches" / "content" / "movements"
SHIPPED = {path.stem: json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json"))}
PARSED = {name: parse_movement(data) for name, data in SHIPPED.items()}


@pytest.fixture(params=PARSED)
def shipped(request):
    """Each shipped movement in turn."""
    return PARSED[request.param]


@pytest.fixture
def heel_slide():
    """The data of a heel slide, to be changed."""
    return copy.deepcopy(SHIPPED["heel-slides.usual"])
