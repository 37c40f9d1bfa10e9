"""Notices: shown where the person is, put away with one tap, never lost."""

import datetime as dt

import pytest
import time_machine

from programs.models import Notice
from tests.factories.programs import MONDAY, notice_of, plan_of
from tests.htmx import htmx, swap, tree

pytestmark = pytest.mark.django_db

ADVICE = "It should have settled by now"


@pytest.fixture(autouse=True)
def morning():
    """It is MONDAY, 10:00 in UTC."""
    with time_machine.travel(dt.datetime.combine(MONDAY, dt.time(10), tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def plan(owner):
    return plan_of(owner, exercises=1)


@pytest.fixture
def pages(plan):
    """Where notices are shown."""
    return ["/today/", "/progress/", plan.sessions.get().get_absolute_url()]


def put_away(notice):
    return f"/notices/{notice.pk}/acknowledge/"


def test_an_open_notice_is_on_every_page_that_matters(member, owner, pages):
    """With its sentence, its rule and the next step."""
    notice_of(owner)
    for url in pages:
        page = member.get(url).text
        assert ADVICE in page, url
        assert "/rules/#F1" in page
        assert "See a doctor" in page


STEPS = {
    ("T4", "T4.signs"): "Stop, and check",
    ("T4", "T4"): "Stop",
    ("T6", "T6"): "Stop and rest",
    ("F2", "F2"): "See a doctor",
    ("N3", "N3"): "Rest",
    ("G1", "G1.again"): "See a doctor",
    ("A1", "A1"): "Ask yourself why",
    ("G2", "G2"): "For you to know",
}
"""The next step of each, by rule and sentence."""


def test_each_notice_names_the_next_step(member, owner):
    """Stop, rest, a doctor, or the emergency signs."""
    told = {
        **{"sensations": "tingling", "day": "2026-03-02", "ways": "arching"},
        **{"weeks": 3, "first": 2, "last": 4, "morning": 6, "usual": 4, "median": 4, "percent": 40},
    }
    for rule, sentence in STEPS:
        notice_of(owner, rule, sentence=sentence, inputs=told)
    page = member.get("/notices/")
    advice = page.context["advice"]
    assert {(one.notice.rule, one.notice.sentence): one.step.words for one in advice} == STEPS
    assert [one.sentence for one in advice if one.sentence not in page.text] == []


@pytest.fixture
def offers(owner, plan):
    """Too few sessions, and an exercise that has got easy; with the pages they lead to."""
    exercise = plan.prescriptions.first().exercise
    notice_of(owner, "A1", plan=plan, inputs={"percent": 40, "weeks": 2})
    notice_of(owner, "P2", plan=plan, inputs={"exercise": exercise.slug, "days": 14, "form": "harder"})
    edit = f"/plans/{plan.pk}/edit/"
    return [f"/plans/{plan.pk}/days/", edit, f"{edit}{exercise.slug}/"]


def test_what_a_rule_offers_is_one_tap_away(member, offers):
    """Fewer days or exercises (A1), the page where a harder form is chosen (P2)."""
    page = member.get("/today/").text
    for url in offers:
        assert f'href="{url}"' in page
        assert member.get(url).status_code == 200


@pytest.mark.parametrize("is_gone", [False, True])
def test_a_plan_that_is_over_is_not_offered_to_change(member, owner, plan, offers, is_gone):
    """Ended or deleted: the advice stands, without a page that can't be found."""
    Notice.objects.update(plan=None) if is_gone else owner.plans.update(ended_at=dt.datetime.now(dt.UTC))
    page = member.get("/progress/").text
    assert "Rule A1" in page
    assert not [url for url in offers if f'href="{url}"' in page]


def test_what_now_comes_before_news(member, owner, pages):
    """What changed can wait until after the session, on its page too."""
    notice_of(owner, rule="G2", sentence="G2", inputs={"usual": 4, "median": 1})
    for url in (pages[0], pages[2]):
        text = tree(member.get(url).text).by_id("content").text()
        assert text.index("Start") < text.index("For you to know"), url


def test_advice_comes_before_what_now(member, owner, pages):
    """It is about the session too."""
    notice_of(owner)
    for url in (pages[0], pages[2]):
        text = tree(member.get(url).text).by_id("content").text()
        assert text.index("See a doctor") < text.index("Start"), url


def test_open_notices_cost_the_same_with_many(member, owner, plan, offers, queries_of):
    """Their plans come with them."""
    member.get("/today/")
    few = queries_of(member, "/today/")
    for _number in range(5):
        notice_of(owner, "A1", plan=plan, inputs={"percent": 40, "weeks": 2})
    assert queries_of(member, "/today/") == few


def test_reading_it_puts_it_away_and_keeps_it(member, owner, pages):
    """A second click changes nothing; the list still has it."""
    notice = notice_of(owner)
    assert member.post(put_away(notice), {"next": "/progress/"}).url == "/progress/"
    notice.refresh_from_db()
    read_at = notice.acknowledged_at
    member.post(put_away(notice))
    notice.refresh_from_db()
    assert notice.acknowledged_at == read_at is not None
    assert all(ADVICE not in member.get(url).text for url in pages)
    assert ADVICE in member.get("/notices/").text


@pytest.mark.parametrize(
    "place", ["", "https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "x" * 600]
)
def test_the_way_back_stays_on_this_site(member, owner, place):
    """A made-up address leads to the today page."""
    assert member.post(put_away(notice_of(owner)), {"next": place}).url == "/today/"


@pytest.mark.parametrize("part", ["notices", "news"])
def test_swapping_equals_a_reload(member, owner, pages, part):
    """On each page: what htmx puts in is what a fresh page shows."""
    for url in pages:
        notice_of(owner)
        notice_of(owner, "G2", inputs={"usual": 4, "median": 1})
        second = notice_of(owner, "T6" if part == "notices" else "G2", inputs={"usual": 3, "median": 1})
        page = tree(member.get(url).text)
        fragment = member.post(put_away(second), {"next": url}, headers=htmx(part))
        assert "<html" not in fragment.text
        swap(page, fragment.text, target=part)
        assert page == tree(member.get(url).text), url
        Notice.objects.all().delete()


def test_one_whose_facts_changed_is_only_in_the_list(member, owner, pages):
    """It says that it no longer holds."""
    notice_of(owner, replaced_at=dt.datetime.now(dt.UTC))
    assert ADVICE not in member.get("/today/").text
    assert "no longer holds" in member.get("/notices/").text


def test_an_empty_list_says_so(member):
    """With the way to the rules."""
    assert "No notices so far" in member.get("/notices/").text


def test_a_notice_is_its_persons_alone(stranger, visitor, owner):
    """Not found for another person; a visitor signs in first."""
    notice = notice_of(owner)
    assert stranger.post(put_away(notice)).status_code == 404
    assert ADVICE not in stranger.get("/notices/").text
    assert visitor.post(put_away(notice)).url.startswith("/accounts/login/")
    assert visitor.get("/notices/").url.startswith("/accounts/login/")
    assert not Notice.objects.exclude(acknowledged_at=None).exists()


def test_the_list_costs_the_same_with_many(member, owner, plan, queries_of):
    """A page at a time."""
    notice_of(owner)
    member.get("/notices/")
    few = queries_of(member, "/notices/")
    for _number in range(60):
        notice_of(owner)
    assert queries_of(member, "/notices/") == few <= 8
    assert member.get("/notices/?page=2").status_code == 200
    assert member.get("/notices/?page=x").status_code == 200
