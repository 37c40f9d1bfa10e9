"""Playing a session in a browser whose clock is moved by hand."""

import datetime as dt
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from playwright.sync_api import Locator, Page

from programs.models import Program, Screening, Session
from programs.plans import start
from tests.factories.accounts import UserFactory

STEP = 8
"""Seconds of the browser's clock that pass in one go; every question stands for longer."""

FRAMES = 0.2
"""Seconds within which all is shown that an event brings, one thing a frame."""


def gentle_start() -> Session:
    """Somebody who answered the safety questions, and the first session of their Gentle start, for today."""
    person = UserFactory()
    today = timezone.localdate()
    Screening.objects.create(owner=person, day=today, version="test")
    program = Program.objects.get(slug="gentle-start")
    weekdays = sorted((today.weekday() + number) % 7 for number in range(5))
    plan = start(
        owner=person,
        program=program,
        baseline=3,
        started_on=today,
        weekdays=weekdays,
        time=dt.time(8),
        key=uuid.uuid4(),
    )
    return plan.sessions.order_by("date").first()


class Player:
    """The guided session on a page: what a person sees of it, and does."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url

    def open(self) -> None:
        """Show the session's page, its clock under our hand."""
        self.page.clock.install()
        self.page.goto(self.url)

    def start(self) -> None:
        """Press Start (or go on)."""
        self.page.locator("[data-player-open]").click()

    def part(self, name: str) -> str:
        """What one part of the player says."""
        return self.page.locator(f'[data-player="{name}"]').inner_text()

    def mark(self, name: str) -> str | None:
        """The player's `status` or `kind`."""
        return self.page.locator("#player").get_attribute(f"data-{name}")

    def do(self, name: str) -> None:
        """Press one of its buttons, and let the frames pass that show what it did."""
        self.page.locator(f'[data-do="{name}"]').click()
        self.wait(FRAMES)

    def press(self, key: str) -> None:
        """Press a key, and let the frames pass that show what it did."""
        self.page.keyboard.press(key)
        self.wait(FRAMES)

    def wait(self, seconds: float) -> None:
        """Let the browser's time pass."""
        self.page.clock.run_for(round(seconds * 1000))

    def wait_until(self, reached: Callable[[], Any], *, most: int = 1500) -> None:
        """Let the browser's time pass in steps until something is reached."""
        for _ in range(0, most, STEP):
            if reached():
                return
            self.page.clock.fast_forward(STEP * 1000)
            self.wait(FRAMES)
        assert reached(), f"{self.part('name')}: {self.mark('kind')}, {self.mark('status')}"

    def wait_for_question(self) -> str:
        """Let the exercise run to its end; give the question that comes then."""
        question = self.page.locator('[data-player="answers"]')
        self.wait_until(lambda: not question.is_visible())
        self.wait_until(question.is_visible)
        self.wait(FRAMES)
        return self.part("ask")

    def answer(self, feel: str) -> None:
        """Press one of the three large answers."""
        self.page.locator(".player-answers").get_by_text(feel, exact=True).click()


def eventually(reached: Callable[[], Any], seconds: float = 10) -> None:
    """Wait for the server, by the real clock."""
    until = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.05)


def recorded(page: Page, slug: str) -> Locator:
    """What the log says became of an exercise; the form, before and after, holds the same words."""
    return page.locator(f"#exercise-{slug} .badge")


def outcomes(session: Session) -> dict[str, str]:
    """How each exercise of the session ended, by its slug."""
    return dict(session.entries.values_list("exercise__slug", "outcome"))
