"""The guided session for everybody: keyboard, screen reader, small screens, devices that refuse."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from programs.models import Session

from .playing import FRAMES, Player, eventually, gentle_start, outcomes

pytestmark = pytest.mark.timeout(240)

DOUBLES = """
  window.heard = [];
  const lock = { release: async () => window.heard.push("wake off"), addEventListener() {} };
  const wakeLock = { request: async () => (window.heard.push("wake on"), lock) };
  Object.defineProperty(navigator, "wakeLock", { value: wakeLock, configurable: true });
  Object.defineProperty(navigator, "vibrate", { value: (pattern) => window.heard.push(["buzz", pattern]) });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const speak = ({ text, lang }) => window.heard.push(["say", text, lang]);
  Object.defineProperty(window, "speechSynthesis", { value: { speak, cancel() {} } });
  const node = () => ({ connect: (next) => next, start() {}, stop() {},
    frequency: { set value(pitch) { window.heard.push(["beep", pitch]); } },
    gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} } });
  window.AudioContext = class { constructor() { this.currentTime = 0; } createOscillator() { return node(); }
    createGain() { return node(); } };
"""
REFUSAL = """
  const wakeLock = { request: async () => { throw new Error("low battery"); } };
  Object.defineProperty(navigator, "wakeLock", { value: wakeLock });
"""
OUT_OF_REACH = """() => [...document.querySelectorAll("#player button, #player summary, #player label")]
  .filter((target) => target.checkVisibility() && target.offsetWidth)
  .filter((target) => { const { left, right, height } = target.getBoundingClientRect();
    return height < 43.9 || left < 0 || right > innerWidth; })
  .map((target) => target.textContent.trim() || target.ariaLabel)"""
SCREENS = [(320, 568), (390, 844), (844, 390), (1280, 800)]
IN_VIEW = """(name) => { const box = document.querySelector(name).getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth; }"""

# What can be pressed and, with the focus on it, has something else over its middle.
COVERED = """() => [...document.querySelectorAll("#player :is(button, label)")]
  .filter((one) => one.checkVisibility() && !one.closest("dialog, details"))
  .filter((one) => {
    (one.control ?? one).focus();
    const { left, top, width, height } = one.getBoundingClientRect();
    const over = document.elementFromPoint(left + width / 2, top + height / 2);
    return !over || !(one.contains(over) || over.contains(one) || over === one.control);
  }).map((one) => one.textContent.trim() || one.ariaLabel)"""

DIGIT = """parseFloat(getComputedStyle(document.querySelector('[data-player="digits"]')).fontSize)"""


@pytest.fixture
def session(content: None) -> Session:
    """The first session of Gentle start, planned for today."""
    return gentle_start()


@pytest.fixture
def player(session: Session, live_server: LiveServer, page: Page, sign_in: Callable[[Any], None]) -> Player:
    """The session's page, signed in but not open yet."""
    sign_in(session.owner)
    return Player(page, live_server.url + session.get_absolute_url())


def test_every_state_passes_axe(
    player: Player, page: Page, violations_in_both: Callable[[Page], Any], console: list[str]
) -> None:
    """WCAG 2.2 AA from the planned session to the finished one, by day and by night."""
    player.open()
    found = {"planned": violations_in_both(page)}
    player.start()
    player.wait(2)
    found["ready"] = violations_in_both(page)
    player.wait(10)
    found["work"] = violations_in_both(page)
    player.do("toggle")
    found["paused"] = violations_in_both(page)
    player.do("toggle")
    player.do("hurt")
    # A leg sign would close the player (T4); here the states after this one are still to be seen.
    page.locator('[data-player="hurt"] [value="pulling"]').check()
    found["hurt"] = violations_in_both(page)
    page.locator('[data-hurt="wait"]').click()
    page.locator(".player-switches summary").click()
    found["switches"] = violations_in_both(page)
    page.locator(".player-switches summary").click()
    player.do("toggle")
    player.wait_for_question()
    found["asked"] = violations_in_both(page)
    player.do("details")
    found["asked more"] = violations_in_both(page)
    page.locator('[data-player="more"] button[type=submit]').click()
    player.do("skip")
    player.do("skip")
    found["asked why"] = violations_in_both(page)
    while player.mark("status") != "finished":
        player.do("skip")
    found["finished"] = violations_in_both(page)
    assert [state for state in found.items() if state[1]] == []
    assert console == []


def test_this_hurts_is_always_in_reach(player: Player, page: Page) -> None:
    """Nobody scrolls for it or sideways, and every target is large, on a small phone and on its side too.

    On an upright phone a digit of the clock is at least a tenth of the longer side: legible from two metres.
    """
    player.open()
    player.start()
    steps = {
        "ready": lambda: player.wait(2),
        "work": lambda: player.wait(5),
        "asked": player.wait_for_question,
        "asked more": lambda: player.do("details"),
    }
    for state, reach in steps.items():
        reach()
        for width, height in SCREENS:
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(IN_VIEW, '[data-do="hurt"]'), (state, width)
            assert page.evaluate(OUT_OF_REACH) == [], (state, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (state, width)
            assert state != "asked" or page.evaluate(IN_VIEW, ".player-answers"), (state, width)
            assert (state, width) != ("ready", 390) or page.evaluate(DIGIT) > 84


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 568)])
def test_under_large_type_the_figure_stays_and_nothing_covers_what_is_pressed(
    player: Player, large_type: Callable[..., Page], page: Page, width: int, height: int
) -> None:
    """The page is longer than the screen then, and scrolls; “this hurts” stays in reach while one stretches."""
    large = large_type(width, height)
    large.context.add_cookies(page.context.cookies())
    guided = Player(large, player.url)
    guided.open()
    guided.start()
    guided.wait(9)
    assert large.locator(".player-stage").bounding_box()["height"] > 90
    assert large.evaluate(IN_VIEW, '[data-do="hurt"]')
    for reach in (lambda: None, guided.wait_for_question, lambda: guided.do("skip"), lambda: guided.do("skip")):
        reach()
        assert large.evaluate("document.documentElement.scrollWidth") == width
        assert large.evaluate(COVERED) == []


def test_the_whole_session_by_keyboard(player: Player, session: Session, page: Page) -> None:
    """Enter starts, Space pauses, arrows move, Tab finds all in its order, a dialog keeps the focus, Escape leaves it.

    On a device that refuses to keep its screen on, which is said: better known before lying down.
    """
    page.add_init_script(REFUSAL)
    player.open()
    page.locator("[data-player-open]").focus()
    page.keyboard.press("Enter")
    eventually(lambda: Session.objects.get(pk=session.pk).started_at)
    assert page.evaluate("document.activeElement.dataset.do") == "toggle"
    expect(page.locator('[data-player="wake"]')).to_have_text("Your screen may go dark. Tap it now and then.")
    player.press("Space")
    assert player.mark("status") == "paused"
    player.press("Space")
    player.wait(7)
    page.locator('[data-do="leave"]').focus()
    order = []
    for _ in range(7):
        order.append(page.evaluate("document.activeElement.dataset.do || document.activeElement.tagName"))
        page.keyboard.press("Tab")
    assert order == ["leave", "SUMMARY", "back", "toggle", "more", "skip", "hurt"]
    page.locator('[data-do="hurt"]').focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "sensations"  # they come first in the dialog
    page.keyboard.press("Escape")
    expect(page.locator('[data-player="hurt"]')).to_be_hidden()
    expect(page.locator("#player")).to_have_attribute("data-status", "paused")
    assert page.evaluate("document.activeElement.dataset.do") == "hurt"
    player.do("toggle")
    for number in range(5):
        player.wait_for_question()
        page.locator('.player-answers [value="fine"]').focus()
        page.keyboard.press("Space")
        eventually(lambda done=number + 1: session.entries.filter(feel="fine").count() == done)
        page.locator('[data-do="details"]').focus()
        page.keyboard.press("ArrowRight")
    eventually(lambda: Session.objects.get(pk=session.pk).finished_at)
    assert set(outcomes(session).values()) == {"done"}


def test_a_screen_reader_hears_changes_and_no_digits(player: Player, page: Page) -> None:
    """The timer is silent; a polite status speaks once a phase."""
    player.open()
    player.start()
    timer = page.locator("#player").get_by_role("timer")
    assert timer.get_attribute("aria-live") == "off"
    heard = page.locator('#player > [role="status"]')
    said = []
    for seconds in (2, 4, 20, 20):
        player.wait(seconds)
        said.append(heard.inner_text())
    assert said == ["Get ready: Supine position.", "Supine position", "Supine position", "Supine position"]
    player.wait_for_question()
    assert heard.inner_text() == "How was Supine position? Next: Heel slides"
    assert page.locator("h1").count() == 1
    levels = page.locator("#player").locator("h2:visible").all_inner_texts()
    assert levels == ["Heel slides", "How was Supine position?"]
    while player.mark("kind") == "between":
        player.wait(1)
    assert heard.inner_text() == "Get ready: Heel slides."


def test_the_focus_goes_to_what_opens_and_has_a_place_when_it_closes(player: Player, page: Page) -> None:
    """To the fuller questions and back; who was answering as the next exercise began is not thrown to the top."""
    player.open()
    player.start()
    player.wait_for_question()
    page.locator('[data-do="details"]').focus()
    player.press("Enter")
    assert page.evaluate("document.activeElement.name") == "discomfort"
    page.locator('[data-player="more"] [type="submit"]').focus()
    player.press("Enter")
    assert page.evaluate("document.activeElement.dataset.do") == "toggle"
    page.locator('.player-answers [value="fine"]').focus()
    player.wait_until(page.locator('[data-player="answers"]').is_hidden)
    player.wait(FRAMES)
    assert page.evaluate("document.activeElement.dataset.do") == "toggle"


def test_devices_are_asked_as_the_switches_say(player: Player, session: Session, page: Page) -> None:
    """Screen kept on, beeps, buzzes and words, seen by recording doubles; nobody heard them."""
    owner = session.owner
    owner.player = {**owner.player, "speech": True}
    owner.save()
    page.add_init_script(DOUBLES)
    player.open()
    player.start()
    player.wait(130)
    heard = page.evaluate("window.heard")
    assert heard[0] == "wake on"
    said = [one[1] for one in heard if one[0] == "say"]
    assert said[:3] == ["Get ready: Supine position.", "Supine position", "Half-way"]
    assert said[-6:] == ["5", "4", "3", "2", "1", "Next: Heel slides"]
    assert ["buzz", [120, 80, 120]] in heard
    assert any(one[0] == "beep" for one in heard)
    page.locator(".player-switches summary").click()
    for name in ("Bell", "Vibration", "Voice"):
        page.get_by_role("checkbox", name=name).uncheck()
    page.evaluate("window.heard.length = 0")
    player.wait(40)
    assert page.evaluate("window.heard") == []
