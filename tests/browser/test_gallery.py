"""The gallery in a real browser: every component, by day and by night, narrow and wide."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.factories.accounts import StaffFactory

pytestmark = pytest.mark.unseen

TARGETS = ".btn, .chip, .scale-number, .scale-nothing, .choices label, nav a, summary"
SMALL_TARGETS = """(targets) => [...document.querySelectorAll(targets)]
  .map((target) => [target.textContent.trim(), target.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < 47.9 || box.width < 44)).map(([text]) => text)"""


# What sticks out of its part of a list of numbers, at a width of the list, with the words of a missing one in each.
CROWDED = """(width) => {
  const list = document.querySelector("dl.stats")
  list.style.inlineSize = width
  list.append(list.lastElementChild.cloneNode(true))
  for (const value of list.querySelectorAll(".stat-value")) value.textContent = "no answer"
  return [...list.querySelectorAll("dd")].filter((one) => one.scrollWidth > one.clientWidth).length
}"""


@pytest.fixture
def gallery(live_server: LiveServer, page: Page, sign_in: Callable[[Any], None]) -> Page:
    """Open the gallery as a member of staff."""
    sign_in(StaffFactory())
    page.goto(f"{live_server.url}/gallery/")
    return page


def test_every_component_fits_and_is_accessible(
    gallery: Page, console: list[str], faults: Callable[[Page], Any]
) -> None:
    """Not the longest word sticks out, no rule of axe is broken, and the content security policy refuses nothing."""
    assert faults(gallery) == []
    assert console == []


@pytest.mark.parametrize("width", ["18rem", "42rem"])
def test_the_words_for_a_missing_number_stay_in_their_place(gallery: Page, width: str) -> None:
    """Four beside each other ran into one another on the page after a session."""
    assert gallery.evaluate(CROWDED, width) == 0


def test_targets_are_large_on_the_smallest_screen(gallery: Page) -> None:
    """48 px high for a hand that comes from the floor, the eleven numbers included."""
    gallery.set_viewport_size({"width": 320, "height": 800})
    assert gallery.evaluate(SMALL_TARGETS, TARGETS) == []


def test_the_skip_link_comes_first_and_leads_to_the_page(gallery: Page) -> None:
    """The first Tab shows it, Enter moves the focus past the navigation."""
    gallery.keyboard.press("Tab")
    assert gallery.evaluate("document.activeElement.className") == "skip-link"
    gallery.keyboard.press("Enter")
    assert gallery.evaluate("document.activeElement.id") == "content"


def test_the_scale_is_answered_with_the_arrow_keys(gallery: Page) -> None:
    """One stop for Tab, arrows to choose, as with any radio group."""
    gallery.locator("input[name=discomfort][value='3']").first.focus()
    gallery.keyboard.press("ArrowRight")
    assert gallery.evaluate("document.activeElement.value") == "4"


def test_print_leaves_the_frame_out(gallery: Page) -> None:
    """Ink is for the page, not for its navigation."""
    gallery.emulate_media(media="print")
    assert not gallery.locator(".site-head").is_visible()
    assert not gallery.locator(".site-foot").is_visible()
    assert gallery.locator("h1").is_visible()
