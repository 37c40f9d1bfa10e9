"""A plan that adapts, as one story: four weeks of Gentle start with a flare in the last one.

The weeks are lived through with the clock of the server set to each day; the pages are looked at today.
"""

import datetime as dt
import os
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from programs import checkins, clinicians, decisions, plans, screenings, sentences, sessions
from programs.models import CheckIn, Feel, Outcome, Plan, Program, Session
from programs.rules.dose import Dose
from stretches import catalogue
from tests.factories.accounts import UserFactory
from tests.factories.programs import AccessFactory

pytestmark = [pytest.mark.usefixtures("content"), pytest.mark.timeout(120)]

DAY = dt.timedelta(days=1)
WEEKS_AGO = 27
"""Today is the last day of the fourth week."""
FIXED = Dose(1, 6)
"""What the clinician wants of cat-cow."""
FLARE = 3
"""The last so many sessions are in the flare."""
PICTURES = os.environ.get("STORY_PICTURES")
"""A folder for pictures of the pages, to look at by eye; without it none are made."""


class Story:
    """One person's four weeks. Scores are of 10; the usual one is 3."""

    def __init__(self, today: dt.date) -> None:
        self.today, self.first = today, today - WEEKS_AGO * DAY
        self.content = catalogue.read()
        with at(self.first, 7):
            self.person: Any = UserFactory()
            self.plan = self.start()
            self.fix_cat_cow()
        held = list(self.plan.sessions.filter(date__lt=today).order_by("date", "ordinal"))
        self.calm, self.flare = held[:-FLARE], held[-FLARE:]

    def start(self) -> Plan:
        """Answer the safety questions, and start Gentle start."""
        asked = {"conditions": self.content.conditions, "ticked": set(), "day": self.first}
        screenings.record(owner=self.person, key=uuid.uuid4(), **asked)
        return plans.start(
            owner=self.person,
            program=Program.objects.get(slug="gentle-start"),
            baseline=3,
            started_on=self.first,
            weekdays=sorted((self.today.weekday() + number) % 7 for number in (0, 1, 3, 4, 5)),
            time=dt.time(8),
            key=uuid.uuid4(),
        )

    def fix_cat_cow(self) -> None:
        """The clinician whom the person let in sets its dose and fixes it."""
        row = self.plan.prescriptions.get(exercise__slug="cat-cow")
        told = {"dose": FIXED, "fixed": True, "day": self.first, "key": uuid.uuid4()}
        clinicians.prescribe(access=AccessFactory(plan=self.plan), prescription=row, **told)

    def live(self) -> None:
        """Calm weeks; then child’s pose hurts, mornings get worse, and the back stays sore until today."""
        for session in self.calm:
            self.do(session, before=3, during=3, after=3, morning=3)
        hurt, second, third = self.flare
        self.do(hurt, before=3, during=3, after=5, morning=6, red="childs-pose")
        self.do(second, before=5, during=5, after=5, morning=7)
        self.do(third, before=5, during=5, after=5, morning=7)
        if not self.plan.sessions.filter(date=self.today).exists():
            following = self.plan.sessions.filter(date__gt=self.today).order_by("date").first()
            plans.move(session=following, day=self.today, today=self.today)

    def do(self, session: Session, *, before: int, during: int, after: int, morning: int, red: str = "") -> None:
        """A session from how the back was before it to the next morning; the exercise `red` hurts, with 6."""
        day = session.date
        with at(day, 8):
            session = sessions.begin(session=session, catalogue=self.content, today=day)
            self.say(CheckIn.Kind.BEFORE, day, before, session=session)
            for entry in session.entries.select_related("exercise"):
                score = 6 if entry.exercise.slug == red else during
                answer = {"outcome": Outcome.DONE, "feel": Feel.FINE if score < 6 else "", "discomfort": score}
                told = {"exercise": entry.exercise, "catalogue": self.content, "today": day, "key": uuid.uuid4()}
                sessions.record(session=session, answer=answer, **told)
            sessions.finish(session=session, catalogue=self.content)
            self.say(CheckIn.Kind.AFTER, day, after, session=session)
        with at(day, 20):
            self.decide(day)
        with at(day + DAY, 7):
            self.say(CheckIn.Kind.MORNING, day + DAY, morning)
            self.decide(day + DAY)

    def say(self, kind: str, day: dt.date, score: int, session: Session | None = None) -> None:
        """Answer how the back is."""
        checkins.record(owner=self.person, kind=kind, day=day, session=session, answer={"discomfort": score})

    def decide(self, day: dt.date) -> None:
        """What reading a page does."""
        decisions.bring_up_to_date(self.person, catalogue=self.content, today=day)

    def doses(self, session: Session) -> dict[str, Dose]:
        """What a session that was done held."""
        return {entry.exercise.slug: entry.dose for entry in session.entries.select_related("exercise")}


def at(day: dt.date, hour: int) -> Any:
    """That hour of that day, in the person's zone; time goes on from there."""
    return time_machine.travel(dt.datetime.combine(day, dt.time(hour), tzinfo=dt.UTC), tick=True)


@pytest.fixture
def story(content: None) -> Story:
    """The four weeks, lived through."""
    told = Story(timezone.localdate())
    told.live()
    return told


def take_picture(page: Page, name: str) -> None:
    """Keep what a page looks like, where somebody wants to see it."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_four_weeks_with_a_flare(
    live_server: LiveServer, page: Page, console: list[str], sign_in: Callable[[Any], None], story: Story
) -> None:
    """Each change with its sentence, the sore-day swap, the doctor notice, the clinician's dose, and an undo."""
    sign_in(story.person)
    page.goto(f"{live_server.url}/today/")
    the_doctor_notice_stands_on_today(page)
    the_sore_day_session_has_taken_the_place_of_the_planned_one(page)
    page.goto(f"{live_server.url}{story.plan.get_absolute_url()}")
    the_plan_shows_the_clinicians_dose_as_fixed(page)
    the_rules_left_the_fixed_dose_alone(story)
    page.goto(f"{live_server.url}/adjustments/")
    every_change_says_why(page, story)
    a_raise_is_taken_back_with_one_tap(page, story)
    what_hurt_asks_first(page, story)
    assert console == []


def the_doctor_notice_stands_on_today(page: Page) -> None:
    """F1, with its next step, until it is read."""
    notice = page.locator("#notices .panel", has_text="It should have settled by now")
    expect(notice).to_contain_text("see a doctor or physiotherapist")
    expect(notice.get_by_role("link", name="Rule F1")).to_be_visible()
    take_picture(page, "1-today")


def the_sore_day_session_has_taken_the_place_of_the_planned_one(page: Page) -> None:
    """N3 puts the easy exercises there, and says until when."""
    expect(page.locator("main")).to_contain_text("The sore-day session")
    expect(page.locator("main")).to_contain_text("Until it has calmed down, this session comes first (rule N3)")
    page.locator("main a.btn-primary", has_text="Start").click()
    held = page.locator("section[aria-labelledby=holds] li a")
    expect(held).to_have_text(["Supine position", "Heel slides", "Single knee to chest"])
    take_picture(page, "2-sore-day")


def the_plan_shows_the_clinicians_dose_as_fixed(page: Page) -> None:
    """Cat-cow, with the dose that the clinician set."""
    row = page.locator("main li", has_text="Cat-cow").filter(has_text="ixed")
    expect(row.first).to_contain_text("6")
    take_picture(page, "3-plan")


def every_change_says_why(page: Page, story: Story) -> None:
    """All that the rules and the clinician changed, and of each kind at least one."""
    made = list(story.person.adjustments.select_related("prescription", "plan"))
    assert {one.rule for one in made} >= {"P1", "T3", "N2", "N3", "clinician"}
    listed = page.locator("main").inner_text()
    for one in made:
        assert sentences.of(one, story.content) in listed
    take_picture(page, "4-changes")


def the_rules_left_the_fixed_dose_alone(story: Story) -> None:
    """Never raised; and kept in the session that N2 halved."""
    by_rules = story.person.adjustments.exclude(rule="clinician").filter(prescription__isnull=False)
    raised = set(by_rules.values_list("prescription__exercise__slug", flat=True))
    assert raised
    assert "cat-cow" not in raised
    halved = story.flare[1]
    assert [row.rule for row in halved.reductions.all()] == ["N2"]
    doses = story.doses(halved)
    usual = {row.exercise.slug: row.dose for row in story.plan.prescriptions.select_related("exercise")}
    assert doses["cat-cow"] == FIXED
    assert doses["single-knee-to-chest"] != usual["single-knee-to-chest"]


def a_raise_is_taken_back_with_one_tap(page: Page, story: Story) -> None:
    """The newest one; the dose is as it was, and the raise stays listed as undone."""
    raised = story.person.adjustments.filter(rule="P1", state="stands").order_by("-day", "-pk").first()
    row = page.locator("main li", has_text=sentences.of(raised, story.content)).first
    row.get_by_role("button", name="Undo").click()
    expect(page.locator("main li", has_text=sentences.of(raised, story.content)).first).to_contain_text("undone")
    raised.prescription.refresh_from_db()
    assert raised.prescription.dose == Dose(**raised.before["dose"])


def what_hurt_asks_first(page: Page, story: Story) -> None:
    """T3: only once it is gone, and the answer is kept."""
    eased = story.person.adjustments.get(rule="T3")
    words = sentences.of(eased, story.content)
    page.locator("main li", has_text=words).get_by_role("link", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Undo this change?")
    take_picture(page, "5-undo")
    page.get_by_label("Yes, it is gone").check()
    page.get_by_role("button", name="Save my answer").click()
    expect(page.locator("main li", has_text=words)).to_contain_text("undone")
    eased.refresh_from_db()
    assert eased.undo_answer["sign_gone"] is True
    take_picture(page, "6-undone")
