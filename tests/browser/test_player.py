"""The guided session in a real browser: a whole Gentle start, by a clock that is moved by hand."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session as Login
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from programs.models import Session
from tests.factories.accounts import PASSWORD

from .playing import FRAMES, Player, eventually, gentle_start, outcomes, recorded

pytestmark = pytest.mark.timeout(240)

EXERCISES = ["supine-position", "heel-slides", "single-knee-to-chest", "cat-cow", "childs-pose"]
NOTHING_WAITS = "!Object.keys(localStorage).some((name) => name.startsWith('limber.answer.'))"
ALL_DONE = dict.fromkeys(EXERCISES, "done")


@pytest.fixture
def session(content: None) -> Session:
    """The first session of Gentle start, planned for today."""
    return gentle_start()


@pytest.fixture
def player(session: Session, live_server: LiveServer, page: Page, sign_in: Callable[[Any], None]) -> Player:
    """The session's page, open."""
    sign_in(session.owner)
    player = Player(page, live_server.url + session.get_absolute_url())
    player.open()
    return player


@pytest.fixture
def sent(page: Page) -> list[str]:
    """The keys of all answers that the server stored."""
    keys: list[str] = []

    def finished(request: Request) -> None:
        response = request.response()
        if request.method == "POST" and "/entries/" in request.url and response and response.status == 204:
            keys.append((request.post_data or "").split("key=")[1].split("&")[0])

    page.on("requestfinished", finished)
    return keys


def seconds(digits: str) -> int:
    minutes, rest = digits.split(":")
    return int(minutes) * 60 + int(rest)


def begun(session: Session) -> bool:
    return bool(Session.objects.get(pk=session.pk).started_at)


def test_a_session_needs_no_touch_but_start_and_the_answers(
    player: Player, session: Session, page: Page, console: list[str], sent: list[str]
) -> None:
    """It leads through five exercises to the summary by itself; every answer is stored once.

    How the back is before is asked in the form of Start, and kept with it.
    """
    page.locator('#before-discomfort [value="4"]').check()
    player.start()
    eventually(lambda: begun(session))
    eventually(lambda: session.checkins.filter(kind="before", discomfort=4).exists())
    questions = []
    for _ in EXERCISES:
        questions.append(player.wait_for_question())
        player.answer("Fine")
    expect(page.locator(".player-finished")).to_be_visible()
    eventually(lambda: session.entries.filter(feel="fine").count() == 5)
    player.wait(25)
    page.wait_for_url("**/summary/")
    assert questions[0] == "How was Supine position?"
    assert outcomes(session) == ALL_DONE
    doses = session.entries.values_list("sets", "reps", "hold", "done_sets", "done_reps", "done_hold", "discomfort")
    assert all((*dose[:3], None) == dose[3:] for dose in doses)
    session.refresh_from_db()
    assert session.status == "done"
    # A slow server may be asked twice with the same key; what counts is that each is stored once.
    assert len(set(sent)) == 10
    assert console == []


def test_an_open_player_does_what_its_buttons_say(player: Player, session: Session, page: Page) -> None:
    """Fifteen seconds more, back, a pause by a tap anywhere and on by Space, skip, the bell off."""
    player.start()
    player.wait(5.5)
    before = seconds(player.part("digits"))
    player.do("more")
    player.wait(0.1)
    # Between the two looks a slow machine lets a second or two go by.
    assert 12 <= seconds(player.part("digits")) - before <= 15
    player.do("back")
    assert player.mark("kind") == "ready"
    player.wait(25)
    # Paused, the digits stand still.
    page.locator(".player-words").click()
    player.wait(FRAMES)
    assert (player.mark("status"), player.part("kind")) == ("paused", "Paused")
    digits = player.part("digits")
    player.wait(30)
    assert player.part("digits") == digits
    page.keyboard.press("Space")
    player.wait(3)
    assert player.mark("status") == "running"
    assert player.part("digits") != digits
    player.do("skip")
    assert player.part("ask") == "Why did you skip Supine position?"
    player.do("skip")
    assert (player.part("name"), player.mark("kind")) == ("Heel slides", "work")
    # A switch is remembered, on this and every device.
    page.locator(".player-switches summary").click()
    page.get_by_role("checkbox", name="Bell").uncheck()
    eventually(lambda: type(session.owner).objects.get(pk=session.owner_id).player["sound"] is False)


def test_the_figure_moves_with_the_clock(player: Player, page: Page) -> None:
    """In heel slides the near leg goes there and back in four seconds.

    Who then asks for less motion finds start and end beside each other, and no part moves; all that changes is the
    side, with each repetition.
    """
    player.start()
    for _ in ("get ready", "supine", "the pause"):
        player.do("skip")
    player.wait(1)
    figure = page.locator('[data-player="figure"]')
    leg = figure.locator('[data-part="near_leg"]')
    places = []
    for _ in range(5):
        places.append(leg.get_attribute("d"))
        player.wait(1)
    assert len(set(places)) > 3
    page.keyboard.press("Escape")
    page.emulate_media(reduced_motion="reduce")
    player.start()
    player.wait(6)
    assert player.mark("kind") == "work"
    assert figure.locator("svg").count() == 2
    shapes = "svgs => svgs.map(svg => [...svg.querySelectorAll('path')].map(path => path.getAttribute('d')))"
    start, end = figure.locator("svg").evaluate_all(shapes)
    assert start != end
    for _ in range(4):
        player.wait(1)
        assert figure.locator("svg").evaluate_all(shapes) == [start, end]


def test_tingling_stops_the_whole_direction(player: Player, session: Session, page: Page) -> None:
    """Single knee to chest bends: cat-cow and child’s pose are left out unanswered, and the session ends well."""
    player.start()
    eventually(lambda: begun(session))
    for _ in ("get ready", "supine", "the pause", "heel slides", "the pause"):
        player.do("skip")
    player.wait(3)
    assert player.part("name") == "Single knee to chest"
    player.do("hurt")
    dialog = page.locator('[data-player="hurt"]')
    dialog.locator('[value="tingling"]').check()
    expect(dialog.get_by_role("status")).to_contain_text("moves your back the same way")
    expect(dialog.locator('[data-player="advice-link"]')).to_be_visible()
    expect(dialog.get_by_text("Do the easier form")).to_be_hidden()
    dialog.get_by_text("Stop this exercise").click()
    expect(page.locator(".player-finished")).to_be_visible()
    eventually(lambda: Session.objects.get(pk=session.pk).finished_at)
    hurt = session.entries.get(skip_reason="pain")
    assert (hurt.exercise.slug, hurt.outcome, hurt.sensations) == ("single-knee-to-chest", "skipped", ["tingling"])
    left_out = {slug: outcome for slug, outcome in outcomes(session).items() if outcome == "not-reached"}
    assert left_out.keys() == {"cat-cow", "childs-pose"}


def test_a_sharp_pain_offers_the_easier_form(player: Player, session: Session, page: Page) -> None:
    """The clock stands still meanwhile; what is done counts as eased."""
    player.start()
    eventually(lambda: begun(session))
    player.wait(20)
    player.do("hurt")
    digits = player.part("digits")
    player.wait(40)
    assert player.part("digits") == digits
    page.locator('[data-player="hurt"] [value="sharp"]').check()
    page.locator('[data-player="hurt"]').get_by_text("Do the easier form").click()
    expect(page.locator('[data-player="name"]')).to_contain_text("Supine position: ")
    assert player.wait_for_question()
    eventually(lambda: outcomes(session)["supine-position"] == "eased")


def test_two_exercises_without_a_network_are_sent_later_each_once(
    player: Player, session: Session, page: Page, context: BrowserContext, sent: list[str]
) -> None:
    """The session goes on and says what waits; at the end everything is there and nothing is doubled."""
    player.start()
    eventually(lambda: begun(session))
    for number, _ in enumerate(EXERCISES):
        if number == 1:
            context.set_offline(True)
        player.wait_for_question()
        player.answer("A bit")
        if number == 2:
            expect(page.locator('[data-player="waiting"]')).to_contain_text("4 answers wait to be sent.")
            assert set(outcomes(session).values()) == {"done", "not-reached"}
            context.set_offline(False)
            page.evaluate("dispatchEvent(new Event('online'))")
        if number in (0, 2, 3):  # or the clock that is moved here would give up on a reply, and it be sent again
            eventually(lambda: page.evaluate(NOTHING_WAITS))
            assert session.entries.filter(feel="bit").count() == number + 1
    page.wait_for_url("**/summary/")  # by its own clock, three seconds after the last answer
    assert outcomes(session) == ALL_DONE
    assert len(sent) == len(set(sent)) == 10


def test_signed_out_meanwhile_the_answers_wait_for_the_sign_in(
    player: Player, session: Session, page: Page, context: BrowserContext, live_server: LiveServer
) -> None:
    """The session goes on; after signing in elsewhere they are sent."""
    player.start()
    eventually(lambda: begun(session))
    Login.objects.all().delete()
    player.wait_for_question()
    player.answer("Fine")
    expect(page.locator('[data-player="waiting"]')).to_contain_text("Sign in again")
    expect(page.locator('[data-player="sign-in"]')).to_be_visible()
    other = context.new_page()
    other.goto(f"{live_server.url}/accounts/login/")
    other.fill("[name=login]", session.owner.email)
    other.fill("[name=password]", PASSWORD)
    other.locator("main button[type=submit]").first.click()
    other.wait_for_url("**/today/")
    eventually(lambda: session.entries.filter(feel="fine").exists())
    player.wait(70)
    expect(page.locator('[data-player="waiting"]')).to_be_hidden()


def test_a_session_is_taken_up_at_the_same_exercise_and_set(
    player: Player, session: Session, page: Page, browser: Browser, context: BrowserContext
) -> None:
    """On another device, as the server keeps the place, and after a refresh.

    Nothing starts by itself; the page says where it goes on.
    """
    player.start()
    eventually(lambda: begun(session))
    player.wait_for_question()
    player.do("skip")
    eventually(lambda: (Session.objects.get(pk=session.pk).place or {}).get("slug") == "heel-slides")
    tablet = browser.new_context()
    tablet.add_cookies(context.cookies())
    other = tablet.new_page()
    other.goto(player.url)
    expect(other.locator("[data-player-open]")).to_have_text("Go on with Heel slides")
    tablet.close()
    player.wait(6)
    page.reload()
    expect(page.locator("#player")).to_be_hidden()
    expect(page.locator("[data-player-open]")).to_have_text("Go on with Heel slides")
    player.start()
    player.wait(1)
    assert (player.part("name"), player.part("progress")) == ("Heel slides", "2 of 5")


def test_who_leaves_the_player_for_the_log_finds_both_agree(player: Player, session: Session, page: Page) -> None:
    """What was logged by hand isn't taken up again; what was answered in the player stands in the log.

    The log behind the player is newer than the place in it, and stays so when the page goes.
    """
    player.start()
    eventually(lambda: begun(session))
    page.keyboard.press("Escape")
    opener = page.locator("[data-player-open]")
    expect(opener).to_contain_text("Supine position")
    opener.click()
    page.keyboard.press("Escape")
    page.locator("#exercise-supine-position").get_by_role("button", name="Fine").click()
    expect(recorded(page, "supine-position")).to_have_text(["Done", "Fine"])
    page.reload()
    player.start()
    player.wait(FRAMES)
    assert player.part("name") == "Heel slides"
    player.wait_for_question()
    player.answer("Too much")
    eventually(lambda: session.entries.filter(feel="too-much").exists())
    page.keyboard.press("Escape")
    expect(recorded(page, "heel-slides")).to_have_text(["Done", "Too much"])


def test_a_bad_day_is_asked_about_before_anything_begins(player: Player, session: Session, page: Page) -> None:
    """The player gives way to the question that the server asks first."""
    page.locator('#before-discomfort [value="8"]').check()
    player.start()
    page.wait_for_url("**/bad-day/")
    assert not begun(session)


def start_offline(player: Player, page: Page, context: BrowserContext) -> Locator:
    """Cut the network and press Start; give the question that comes then."""
    context.set_offline(True)
    player.start()
    question = page.get_by_role("dialog", name="Wait before you begin")
    expect(question).to_be_visible()
    return question


def test_a_bad_day_is_asked_about_without_a_network_too(
    player: Player,
    session: Session,
    page: Page,
    context: BrowserContext,
    violations: Callable[[Page], list[tuple[str, list[str]]]],
) -> None:
    """The question instead of the figure; staying with the planned session begins it, and is sent later."""
    page.locator('#before-discomfort [value="6"]').check()
    question = start_offline(player, page, context)
    expect(page.locator("#player")).to_be_hidden()
    assert violations(page) == []
    question.get_by_role("button", name="Rest for now").click()
    expect(question).to_be_hidden()
    player.start()
    question.get_by_role("button", name="stay with the planned session").click()
    expect(page.locator("#player")).to_be_visible()
    player.wait(6)
    assert player.mark("kind") == "work"
    context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    eventually(lambda: begun(session))
    assert session.checkins.get(kind="before").discomfort == 6


def test_a_weak_leg_begins_nothing_without_a_network(
    player: Player, session: Session, page: Page, context: BrowserContext
) -> None:
    """Whatever the number: there is help, another try or rest, and no way to the planned session.

    Without the weak leg, back online, another try leads to the server's question about the bad day.
    """
    page.locator('#before-discomfort [value="2"]').check()
    page.get_by_text("Say more: the place, the feeling, a note").click()
    weak_leg = page.locator('#begin [name="sensations"][value="weak-leg"]')
    weak_leg.check()
    question = start_offline(player, page, context)
    expect(question.get_by_role("link", name="Signs that need help at once")).to_be_visible()
    expect(question.get_by_role("button")).to_have_text(["Try again", "Rest for now"])
    expect(page.locator("#player")).to_be_hidden()
    assert not begun(session)
    question.get_by_role("button", name="Rest for now").click()
    weak_leg.uncheck()
    page.locator('#before-discomfort [value="8"]').check()
    question = start_offline(player, page, context)
    context.set_offline(False)
    question.get_by_role("button", name="Try again").click()
    page.wait_for_url("**/bad-day/")
    assert not begun(session)


def test_a_start_that_is_refused_says_why(player: Player, session: Session, page: Page) -> None:
    """The plan ended on another device: no session begins, and the page says so."""
    session.plan.sessions.update(status="cancelled")
    player.start()
    expect(page.locator("#player")).to_be_hidden()
    expect(page.locator("body")).to_contain_text("taken out of your plan")
