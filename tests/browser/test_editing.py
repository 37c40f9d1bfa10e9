"""The editing pages in a real browser: messages while typing, the figure that follows, and what axe finds.

What Django's admin itself brings is listed below by name; nothing of ours may add to it.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from programs.models import Program
from stretches import versions
from stretches.drawings import redraw
from stretches.loading import CONTENT
from stretches.models import Exercise, Form, Question
from tests.factories.editors import EditorFactory
from tests.factories.programs import ProgramFactory
from tests.factories.stretches import BodyAreaFactory, CautionFactory, ExerciseFactory, QuestionFactory

Open = Callable[[str], Page]


@pytest.fixture
def open_page(live_server: LiveServer, page: Page, sign_in: Callable[[Any], None]) -> Open:
    """Open an editing page as an editor; there is one of each piece of content."""
    movement = json.loads((CONTENT / "movements/cat-cow.usual.json").read_text())
    area = BodyAreaFactory(name="Lower back", slug="lower-back")
    exercise = ExerciseFactory(slug="cat-cow", name="Cat-cow", areas=[area], usual__movement=movement)
    CautionFactory(exercise=exercise)
    QuestionFactory(answer="A *plain* answer.")
    ProgramFactory(stages=[(2, 3, [exercise])])
    redraw()
    sign_in(EditorFactory())

    def open_page(path: str) -> Page:
        page.goto(live_server.url + path)
        return page

    return open_page


def cat_cow() -> str:
    return f"/admin/stretches/exercise/{Exercise.objects.get(slug='cat-cow').pk}/change/"


def a_version() -> str:
    """Change a summary, and give the address of the version before."""
    exercise = Exercise.objects.get(slug="cat-cow")
    versions.record_before(exercise)
    before = versions.versions_of(exercise).last()
    exercise.summary = "Round and hollow."
    exercise.save()
    versions.record(exercise, user=User.objects.get(name="Edda"))
    return cat_cow().replace("change", f"history/{before.pk}")


PAGES: dict[str, Callable[[], str]] = {
    "index": lambda: "/admin/",
    "exercises": lambda: "/admin/stretches/exercise/",
    "exercise": cat_cow,
    "new exercise": lambda: "/admin/stretches/exercise/add/",
    "question": lambda: f"/admin/stretches/question/{Question.objects.first().pk}/change/",
    "program": lambda: f"/admin/programs/program/{Program.objects.first().pk}/change/",
    "version": a_version,
    "history": lambda: a_version().rpartition("history/")[0] + "history/",
    "figures": lambda: "/figures/",
}


@pytest.mark.unseen
@pytest.mark.timeout(150)
def test_editing_pages_fit_and_are_accessible(
    open_page: Open, console: list[str], faults: Callable[[Page], Any]
) -> None:
    """Wide tables scroll by themselves, no rule of axe is broken, and the content security policy refuses nothing."""
    for where, find in PAGES.items():
        page = open_page(find())
        assert console == [], where  # before axe comes, whose own inline styles the policy refuses
        assert faults(page) == [], where
        console.clear()


def test_what_is_typed_is_looked_at_meanwhile(open_page: Open) -> None:
    """A message comes and goes, a text is seen as readers will see it, and the figure follows."""
    page = open_page(cat_cow())
    # The message stands at the field, tied to it, and is said to screen readers; other fields are left alone.
    top = page.locator("#id_forms-0-top_reps")
    top.fill("1")
    message = page.locator("#id_forms-0-top_reps_error")
    expect(message).to_have_text("The top dose can’t be less than the start dose.")
    expect(top).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#editing-status")).to_contain_text("The top dose")
    expect(page.locator(".errorlist")).to_have_count(1)
    top.fill("9")
    expect(message).to_have_count(0)
    page.get_by_label("What it is for").fill("It **may** help.")
    expect(page.locator(".markdown-look strong")).to_have_text("may")
    box = page.locator(".movement").first
    expect(box.locator("svg")).to_be_visible()
    text = box.locator("textarea")
    movement = json.loads(text.input_value())
    drawn = box.locator("svg").inner_html()
    movement["poses"][0]["neck"] = 20
    text.fill(json.dumps(movement))
    expect(box.locator(".movement-figure")).not_to_have_class("is-old")
    page.wait_for_function(
        "([box, old]) => box.querySelector('svg').innerHTML !== old", arg=[box.element_handle(), drawn]
    )
    # The last drawing stays while the new one can't be drawn.
    movement["poses"][0]["neck"] = "up"
    text.fill(json.dumps(movement))
    expect(box.locator(".movement-said")).to_have_text("Pose 1, neck must be a number.")
    expect(box.locator("svg")).to_be_visible()


def test_a_joint_is_dragged_and_saved(open_page: Open) -> None:
    """With the mouse, then with an arrow key; the saved movement is the one that was seen."""
    page = open_page(cat_cow())
    box = page.locator(".movement").first
    text, hand = box.locator("textarea"), box.locator("[data-joint=near_hand]")
    hand.scroll_into_view_if_needed()
    before = text.input_value()
    place = hand.bounding_box()
    assert place
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 10, y - 8, steps=4)
    page.mouse.up()
    expect(text).not_to_have_value(before)
    dragged = text.input_value()
    hand.focus()
    page.keyboard.press("ArrowUp")
    expect(text).not_to_have_value(dragged)
    moved = json.loads(text.input_value())
    assert moved["poses"][0]["near_arm"]["to"] != json.loads(before)["poses"][0]["near_arm"]["to"]
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Form.objects.get(exercise__slug="cat-cow", kind="usual").movement == moved
