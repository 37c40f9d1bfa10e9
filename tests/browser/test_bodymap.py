"""The body map in a real browser: by pointing, by keyboard, without script, narrow and dark."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from programs.models import CheckIn
from stretches import bodymap
from tests.factories.accounts import UserFactory

MORE = "Say more: the place, the feeling, a note"


@pytest.fixture
def owner(content: None) -> Any:
    """Somebody who checks in."""
    return UserFactory()


@pytest.fixture
def form(live_server: LiveServer, page: Page, owner: Any, sign_in: Callable[[Any], None]) -> Page:
    """The check-in form with the map unfolded."""
    sign_in(owner)
    return unfold(live_server, page)


def unfold(live_server: LiveServer, page: Page) -> Page:
    """Open the check-in form and its folded part."""
    page.goto(f"{live_server.url}/checkins/new/")
    page.get_by_text(MORE).click()
    return page


def point_at(page: Page, slug: str, side: str = "") -> None:
    """Click on the drawing where an area lies."""
    place = next(region for region in bodymap.regions(slug) if region["side"] == side)
    drawing = page.locator(".bodymap-pick .bodymap-figure svg")
    page.locator(".bodymap-pick").evaluate("(map) => map.scrollIntoView()")
    box = drawing.bounding_box()
    unit = box["width"] / bodymap.WIDTH
    page.mouse.click(box["x"] + place["x"] * unit, box["y"] + place["y"] * unit)


def area(page: Page, slug: str) -> Locator:
    """Everything that is asked about one area."""
    return page.locator(".area").filter(has=page.locator(f"input[type=checkbox][value='{slug}']"))


def answer(page: Page, slug: str, number: int, part: str = "score") -> None:
    """Choose a number for an area."""
    area(page, slug).locator(f"[name=areas-{slug}-{part}][value='{number}']").check(force=True)


def choose_side(page: Page, slug: str, side: str) -> None:
    """Say which side of an area."""
    area(page, slug).locator(f"[name=areas-{slug}-side][value={side}]").check(force=True)


def test_pointing_at_a_place_ticks_its_area_and_what_is_answered_is_saved(form: Page, owner: Any) -> None:
    """Where the tick is shown, no other place lies above; pointing again takes it back."""
    ticked = form.locator(".area > .chip :checked")
    for slug, shapes in bodymap.SHAPES.items():
        side = "" if shapes[0].whole else "left"
        point_at(form, slug, side)
        assert ticked.evaluate_all("(all) => all.map((one) => one.value)") == [slug]
        point_at(form, slug, side)
        expect(ticked, slug).to_have_count(0)
    # Two places, one with sides that differ.
    point_at(form, "lower-back", "left")
    answer(form, "lower-back", 6)
    point_at(form, "hips", "left")
    choose_side(form, "hips", "differ")
    answer(form, "hips", 2)
    answer(form, "hips", 4, "right")
    form.get_by_role("button", name="Save").click()
    form.wait_for_url("**/progress/history/**")
    saved = CheckIn.objects.get(owner=owner)
    rows = [(row.area.slug, row.side, row.score) for row in saved.areas.select_related("area")]
    assert sorted(rows) == [("hips", "left", 2), ("hips", "right", 4), ("lower-back", "both", 6)]


def test_everything_works_without_script(
    live_server: LiveServer, browser: Browser, page: Page, owner: Any, sign_in: Callable[[Any], None]
) -> None:
    """Pointing, and saving: the page says what to do, then asks about what was picked."""
    sign_in(owner)
    cookies = page.context.cookies()
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    context.add_cookies(cookies)
    plain = unfold(live_server, context.new_page())
    expect(plain.locator("noscript p")).to_be_visible()
    point_at(plain, "lower-back", "right")
    plain.get_by_role("button", name="Save").click()
    expect(plain.locator("main")).to_contain_text("Lower back: choose a number from 0 to 10, or untick it.")
    expect(area(plain, "lower-back").locator("> .chip input")).to_be_checked()
    choose_side(plain, "lower-back", "left")
    answer(plain, "lower-back", 0)
    plain.get_by_role("button", name="Save").click()
    plain.wait_for_url("**/progress/history/**")
    row = CheckIn.objects.get(owner=owner).areas.get()
    assert (row.area.slug, row.side, row.score) == ("lower-back", "left", 0)
    context.close()


def test_what_was_answered_stays_with_the_tick(form: Page) -> None:
    """An area ticked again has its answer, and is asked about once; so is, for who goes back, what stays ticked.

    The browser puts the ticks back, the page what was asked and answered for them: no side is told that wasn't.
    """
    point_at(form, "hips", "left")
    answer(form, "hips", 3)
    point_at(form, "hips", "left")
    expect(area(form, "hips").locator(".area-answers")).to_be_hidden()
    point_at(form, "hips", "left")
    expect(area(form, "hips").locator("[name=areas-hips-score]:checked")).to_have_value("3")
    expect(area(form, "hips").locator(".area-answers")).to_have_count(1)
    point_at(form, "lower-back", "left")
    choose_side(form, "lower-back", "left")
    answer(form, "lower-back", 6)
    form.get_by_role("link", name="Week").first.click()
    form.wait_for_url("**/week/**")
    form.go_back()
    expect(area(form, "lower-back").locator("> .chip input")).to_be_checked()
    given = area(form, "lower-back").locator(".area-answers :checked")
    expect(given).to_have_count(2)
    assert [one.get_attribute("value") for one in given.all()] == ["left", "6"]


def test_the_map_is_for_everybody(form: Page, console: list[str], faults: Callable[[Page], Any]) -> None:
    """For who uses the keyboard, hears the page, sees no colours, or has it small: areas chosen and open pass axe."""
    # Tab to the area, Space to tick, Tab to its side and number; hidden questions are passed over.
    form.locator("input[value=neck]").focus()
    form.keyboard.press("Tab")
    assert form.evaluate("document.activeElement.value") == "throat"
    form.keyboard.press("Space")
    form.keyboard.press("Tab")
    assert form.evaluate("document.activeElement.name") == "areas-throat-side"
    form.keyboard.press("ArrowDown")
    assert form.evaluate("document.activeElement.value") == "left"
    form.keyboard.press("Tab")
    form.keyboard.press("Space")
    assert form.evaluate("[document.activeElement.name, document.activeElement.value]") == ["areas-throat-score", "0"]
    form.keyboard.press("Tab")
    assert form.evaluate("document.activeElement.value") == "chest"
    # A screen reader hears a list of checkboxes, and nothing of the drawing; questions name the area they belong to.
    expect(form.get_by_role("checkbox", name="Lower back", exact=True)).to_have_count(1)
    form.get_by_role("checkbox", name="Lower back", exact=True).check(force=True)
    expect(form.get_by_role("group", name="Lower back: Which side?")).to_be_visible()
    expect(form.get_by_role("group", name="Lower back: How much discomfort?")).to_be_visible()
    tree = form.locator(".bodymap-pick").aria_snapshot()
    assert "img" not in tree
    assert tree.count('"Upper back"') == 1
    # A chosen place is told by more than colour: its tick appears, on the chosen side alone.
    ticks = area(form, "shoulders").locator(".mark")
    assert [tick.is_visible() for tick in ticks.all()] == [False] * 4
    point_at(form, "shoulders", "left")
    assert [tick.is_visible() for tick in ticks.all()] == [True] * 4
    choose_side(form, "shoulders", "left")
    shown = [tick.get_attribute("class") for tick in ticks.all() if tick.is_visible()]
    assert shown == ["mark left", "mark left"]
    choose_side(form, "lower-back", "differ")
    assert faults(form) == []
    assert console == []


@pytest.mark.unseen
def test_the_exercise_page_shows_its_areas(
    live_server: LiveServer, page: Page, content: None, faults: Callable[[Page], Any]
) -> None:
    """The map and the words beside it."""
    page.goto(f"{live_server.url}/stretches/single-knee-to-chest/")
    works_on = page.get_by_role("region", name="Works on")
    expect(works_on.get_by_role("link")).to_have_text(["Lower back", "Hips", "Buttocks"])
    assert works_on.locator(".glow").count() == 3
    assert faults(page) == []
