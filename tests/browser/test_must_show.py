"""What Limber is for, as one story: sign up, do a session, answer in the morning, look back; then edit a step."""

import datetime as dt
import time
from collections.abc import Iterator

import pytest
from django.db import models
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from programs.models import CheckIn, Plan, Screening, Session
from stretches.editors import ensure_group
from stretches.models import Exercise
from tests.factories.accounts import PASSWORD, UserFactory

from .playing import outcomes

pytestmark = [pytest.mark.usefixtures("content"), pytest.mark.timeout(120)]
EMAIL = "robin@example.org"
DAY = dt.timedelta(days=1)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def robin(request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, settings) -> Iterator[Page]:
    """A browser of somebody new, at any time of day."""
    settings.LIMBER_EVENING_HOUR = 24
    context = browser.new_context(base_url=live_server.url, java_script_enabled=request.param)
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def choose(page: Page, name: str, value: str) -> None:
    """Tick a chip or a number by the label that people touch."""
    page.locator(f"label:has([name='{name}'][value='{value}'])").first.click()


def browse(page: Page) -> None:
    """Everybody can read how an exercise goes."""
    page.goto("/")
    page.get_by_role("link", name="Stretches", exact=True).first.click()
    page.get_by_role("link", name="Cat-cow").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cat-cow")
    expect(page.locator("main ol li").first).to_be_visible()


def sign_up(page: Page) -> None:
    """Address, password, consent, age."""
    page.goto("/accounts/signup/")
    page.locator("main [name=email]").fill(EMAIL)
    page.locator("[name=password1]").fill(PASSWORD)
    page.locator("[name=password2]").fill(PASSWORD)
    page.get_by_label("Limber may keep").check()
    page.get_by_label("or older").check()
    page.locator("main form button[type=submit]").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pick a program to begin with")


def start_gentle_start(page: Page) -> None:
    """From today on, on today's weekday and the four after it."""
    page.get_by_role("link", name="Look at it").click()
    page.locator("a[href='/programs/gentle-start/start/']").first.click()
    choose(page, "baseline", "4")
    today = User.objects.get(email=EMAIL).date_joined.date()
    wanted = {(today + number * DAY).weekday() for number in range(5)}
    for weekday in range(7):
        box = page.locator(f"[name=weekdays][value='{weekday}']")
        if box.is_checked() != (weekday in wanted):
            choose(page, "weekdays", str(weekday))
    page.get_by_role("button", name="Start the program").click()
    expect(page.locator("main")).to_contain_text("Gentle start")


def answer_the_safety_questions(page: Page) -> None:
    """Nothing is there."""
    page.goto("/screening/")
    for box in page.locator("[type=checkbox][value=none]").all():
        box.check()
    page.locator("[name=is_understood]").check()
    page.get_by_role("button", name="Save my answers").click()
    expect(page).to_have_url("/screening/result/")


def do_the_session(page: Page) -> None:
    """Discomfort 3 before, 5 in the first exercise, 4 after; without a script the forms are the session."""
    page.goto("/today/")
    page.locator("main a.btn-primary", has_text="Start").click()
    address = page.url
    choose(page, "discomfort", "3")
    with page.expect_request(lambda sent: sent.url.endswith("/begin/")):
        page.locator("#begin").get_by_role("button", name="Start").click()
    expect_begun()
    page.keyboard.press("Escape")  # from the player, where there is one, to the log
    cards = page.locator("article.entry")
    expect(cards).to_have_count(5)
    cards.first.locator("summary", has_text="This hurts").click()
    cards.first.locator("label:has([name=outcome][value=done])").click()
    cards.first.locator("label:has([name=discomfort][value='5'])").click()
    cards.first.get_by_role("button", name="Save").last.click()
    expect(cards.first).to_contain_text("5 of 10")
    for number in range(1, 5):
        cards.nth(number).locator("button[name=feel][value=fine]").first.click()
        expect(cards.nth(number).locator(".badge").first).to_have_text("Done")
    finish = page.locator("#finish")
    finish.locator("label:has([name=discomfort][value='4'])").click()
    finish.get_by_role("button", name="Finish the session").click()
    expect(page).to_have_url(f"{address}summary/")
    assert list(outcomes(Session.objects.get(status=Session.Status.DONE)).values()) == ["done"] * 5
    expect(page.locator("main")).to_contain_text("3 of 10")
    expect(page.locator("main")).to_contain_text("4 of 10")


def expect_begun() -> None:
    """Wait until the start is kept, whoever sent it: the form or the player."""
    for _ in range(100):
        if Session.objects.filter(status=Session.Status.IN_PROGRESS).exists():
            return
        time.sleep(0.05)
    raise AssertionError("the session did not begin")


def let_a_night_pass() -> None:
    """Everything that was written happened a day earlier."""
    rows: list[tuple[type[models.Model], list[str]]] = [
        (Plan, ["started_on"]),
        (Session, ["date", "first_date", "started_at", "finished_at"]),
        (CheckIn, ["day"]),
        (Screening, ["day"]),
    ]
    for model, names in rows:
        for row in model._base_manager.all():
            for name in names:
                then = getattr(row, name)
                setattr(row, name, then and then - DAY)
            row.save()


def answer_in_the_morning(page: Page) -> None:
    """Discomfort 3, on the today page."""
    page.goto("/today/")
    morning = page.locator("#morning")
    morning.locator("label:has([name=discomfort][value='3'])").click()
    morning.get_by_role("button", name="Save").click()
    expect(page.locator("#morning")).to_contain_text("Your discomfort this morning: 3 of 10")


def look_back(page: Page) -> None:
    """The session stands in the history, with what was felt."""
    page.goto("/progress/history/")
    expect(page.locator("main")).to_contain_text("Gentle start")
    page.locator("main a[href*='/sessions/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Session log")
    expect(page.locator("main")).to_contain_text("5 of 10")


def edit_a_step(page: Page) -> None:
    """An editor signs in like everybody, changes a step, and it stands on the page."""
    editor = UserFactory(is_staff=True)
    editor.groups.add(ensure_group())
    page.context.clear_cookies()
    page.goto(f"/admin/stretches/exercise/{Exercise.objects.get(slug='cat-cow').pk}/change/")
    page.locator("[name=login]").fill(editor.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    steps = page.locator("textarea[name$=steps]").first
    steps.fill("Come onto hands and knees.\nBreathe like a sleepy cat.")
    page.locator("[name=_save]").first.click()
    expect(page.locator(".messagelist")).to_contain_text("Cat-cow")
    page.goto("/stretches/cat-cow/")
    expect(page.locator("main")).to_contain_text("Breathe like a sleepy cat.")


def test_the_story(robin: Page) -> None:
    """From the first look to the second morning, and an editor's word on the page."""
    browse(robin)
    sign_up(robin)
    start_gentle_start(robin)
    answer_the_safety_questions(robin)
    do_the_session(robin)
    let_a_night_pass()
    answer_in_the_morning(robin)
    look_back(robin)
    edit_a_step(robin)
