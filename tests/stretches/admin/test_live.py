"""While typing: messages at the fields, the text as readers will see it, the figure as it will be drawn."""

import ast
import json
from pathlib import Path

import pytest

from stretches import figure_words, figures
from stretches.admin.fields import movement_text
from stretches.models import Exercise, Form
from tests.editing import form_on, said
from tests.factories.stretches import BodyAreaFactory, ExerciseFactory

FIGURE = "/admin/stretches/exercise/preview/movement/"
MARKDOWN = "/admin/stretches/exercise/preview/markdown/"


@pytest.fixture
def check(editing):
    """Check an exercise's form with some fields typed over: {id of the field: messages}."""
    address = f"/admin/stretches/exercise/{ExerciseFactory().pk}/change/"

    def check(**typed):
        return editing.post(f"{address}check/", {**form_on(editing, address, "exercise_form"), **typed}).json()[
            "errors"
        ]

    return check


def test_a_page_that_is_right_has_no_messages(check):
    """As it was opened."""
    assert check() == {}


def test_what_a_save_would_refuse_is_said_at_its_field(check):
    """In the form, in a part of it, and in a group of checkboxes; and nothing is saved."""
    before = list(Form.objects.values())
    found = check(name="", level="9", kinds=[], **{"forms-0-top_hold": "1", "forms-0-steps": ""})
    assert set(found) == {"id_name", "id_level", "id_kinds", "id_forms-0-top_hold", "id_forms-0-steps"}
    assert found["id_forms-0-top_hold"] == ["The top dose can’t be less than the start dose."]
    assert list(Form.objects.values()) == before


def test_the_ids_are_those_on_the_page(editing, check):
    """So that the message finds its field."""
    page = said(editing.get(f"/admin/stretches/exercise/{Exercise.objects.get().pk}/change/"))
    found = check(name="", kinds=[], **{"forms-0-movement": "{", "forms-0-top_hold": "1"})
    assert [key for key in found if f'id="{key}"' not in page] == []


def test_a_new_exercise_is_checked_too(editing):
    """Before it is there; a broken form is no error page."""
    assert "id_name" in editing.post("/admin/stretches/exercise/add/check/", {"name": ""}).json()["errors"]
    assert editing.post("/admin/stretches/exercise/999999/change/check/", {}).status_code == 404
    assert editing.get("/admin/stretches/exercise/add/check/").status_code == 405


def test_markdown_is_shown_as_readers_see_it(editing):
    """The same cleaning as on the page: a script is text."""
    html = editing.post(MARKDOWN, {"text": "**Bold** <script>x</script>"}).json()["html"]
    assert "<strong>Bold</strong>" in html
    assert "<script>" not in html


def look(editing, movement, **more):
    text = movement if isinstance(movement, str) else json.dumps(movement)
    return editing.post(FIGURE, {"movement": text, **more})


def test_a_pose_is_drawn_with_its_joints(editing, movement):
    """Each joint lies within the drawing."""
    answer = look(editing, movement, pose=1).json()
    assert answer["svg"].startswith("<svg ")
    assert (answer["pose"], answer["poses"]) == (1, 2)
    left, top, width, height = map(float, answer["svg"].split('viewBox="')[1].split('"')[0].split())
    assert {"hip", "near_hand", "head"} <= {joint["name"] for joint in answer["joints"]}
    assert all(left <= joint["x"] <= left + width and top <= joint["y"] <= top + height for joint in answer["joints"])


def test_the_movement_moves_and_its_areas_glow(editing, movement):
    """As the page will show it."""
    area = BodyAreaFactory(slug="lower-back")
    still, moving = (look(editing, movement, areas=[area.pk], moving=way).json()["svg"] for way in (0, 1))
    assert "<animate " in moving
    assert "<animate " not in still
    assert "figure-glow" in still
    assert "figure-glow" not in look(editing, movement).json()["svg"]


def test_a_dragged_joint_changes_the_movement(editing, movement):
    """The answer is the movement as it will be saved, laid out to be read."""
    before = {joint["name"]: joint for joint in look(editing, movement).json()["joints"]}
    hand = before["near_hand"]
    answer = look(editing, movement, joint="near_hand", x=hand["x"] - 16, y=hand["y"]).json()
    after = {joint["name"]: joint for joint in answer["joints"]}
    assert after["near_hand"]["x"] == pytest.approx(hand["x"] - 16, abs=1)
    changed = json.loads(answer["movement"])
    assert changed["poses"][0]["near_arm"]["to"][0] == pytest.approx(
        movement["poses"][0]["near_arm"]["to"][0] - 2, abs=0.2
    )
    assert changed["poses"][1] == movement["poses"][1]


@pytest.mark.parametrize(
    "typed",
    [
        {"joint": "tail", "x": 0, "y": 0},
        {"joint": "head", "x": "nan", "y": 0},
        {"joint": "near_hand", "x": "1e9", "y": 0},
        {"joint": "hip", "x": 0, "y": 900},
        {"joint": "hip"},
    ],
)
def test_a_joint_that_cannot_go_there_is_said_in_words(editing, movement, typed):
    """The drawing that was there stays."""
    response = look(editing, movement, **typed)
    assert response.status_code == 422
    assert response.json()["error"]


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 15_000, '{"poses": []}', "x" * 30_000, '{"poses": [{"hip": [NaN, 1]}]}']
)
def test_what_cannot_be_drawn_is_said_in_words(editing, text):
    """Never an error page."""
    response = look(editing, text)
    assert response.status_code == 422
    assert response.json()["error"]


@pytest.mark.parametrize("pose", ["-1", "99", "x", "9" * 400, ""])
def test_an_odd_pose_number_is_the_nearest_pose(editing, movement, pose):
    """Somebody deleted the pose that was looked at."""
    assert look(editing, movement, pose=pose).status_code == 200


def test_every_sentence_about_a_movement_can_be_translated():
    """`figures/` knows no Django: each of its messages is listed for translators."""
    said_there = set()
    for file in Path(figures.__file__).parent.glob("*.py"):
        for call in ast.walk(ast.parse(file.read_text())):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "FigureError":
                said_there.add(call.args[0].value)
    assert said_there == set(figure_words.SENTENCES)


def test_a_movement_is_laid_out_to_be_read(movement):
    """A limb on a line, numbers beside each other; and it is the same movement."""
    text = movement_text(movement)
    assert json.loads(text) == movement
    assert '"spine": [-10, 24],' in text
    assert max(map(len, text.splitlines())) <= 120
