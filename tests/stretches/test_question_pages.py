"""The questions: found, opened, linked."""

import pytest

from tests.factories.accounts import StaffFactory
from tests.factories.stretches import QuestionFactory

from .htmx import inner, same, swapped

pytestmark = pytest.mark.django_db

LIST = "/questions/"


@pytest.fixture
def two():
    """Two questions."""
    sleep = QuestionFactory(slug="sleep", question="Does sleeping help?", answer="On your **side**.")
    return sleep, QuestionFactory(slug="walk", question="Does walking help?", answer="At an easy pace.")


def test_a_question_has_its_own_address(client, two):
    """There it is open, with the others folded around it."""
    text = client.get("/questions/walk/").content.decode()
    assert text.count("<details") == 2
    assert text.count(" open>") == 1
    assert '<details class="disclosure" id="walk" open>' in text
    assert "<title>Does walking help?" in text.replace("\n", "")


@pytest.mark.parametrize(("words", "found"), [("side", ["sleep"]), ("WALKING help", ["walk"]), ("spaceship", [])])
def test_questions_are_found_by_question_and_answer(client, two, words, found):
    """All the words, anywhere."""
    response = client.get(LIST, {"q": words})
    assert [question.slug for question, _ in response.context["found"]] == found
    assert ("No question has all of these words" in response.content.decode()) is (not found)


@pytest.mark.parametrize("words", ["doctor's advice", "doctor’s advice", "low-back", "low back", "low\u2011back"])
def test_apostrophes_and_hyphens_are_typed_in_any_way(client, words):
    """A keyboard's own signs find the printed ones."""
    QuestionFactory(slug="ask", question="Whom do I ask?", answer="A doctor’s advice on low\u2011back trouble.")
    assert "Whom do I ask?" in client.get(LIST, {"q": words}).content.decode()


def test_the_swapped_part_equals_a_fresh_page(client, two):
    """Typing a word leaves the list as a reload would."""
    page, fresh = client.get(LIST).content.decode(), client.get(f"{LIST}?q=side").content.decode()
    fragment = client.get(f"{LIST}?q=side", headers={"HX-Request": "true", "HX-Target": "results"}).content.decode()
    after = swapped(page, fragment, "results", out_of_band=["count"])
    assert same(inner(after, "results")) == same(inner(fresh, "results"))
    assert same(inner(after, "count")) == same(inner(fresh, "count"))


def test_a_draft_is_for_staff(client, two):
    """Visitors get 404, staff see it marked; what is archived keeps its address for staff."""
    QuestionFactory(slug="idea", status="draft")
    QuestionFactory(slug="old", status="archived")
    assert client.get("/questions/idea/").status_code == 404
    assert client.get("/questions/old/").status_code == 404
    assert client.get("/questions/nowhere/").status_code == 404
    client.force_login(StaffFactory())
    assert "Draft" in client.get("/questions/idea/").content.decode()
    assert "Archived" in client.get("/questions/old/").content.decode()


def test_an_answer_can_run_nothing(client):
    """Markdown is text: HTML and script links in it are shown, not run."""
    QuestionFactory(answer="<script>x</script> [a](javascript:x) [b](https://who.int) <b onclick=x>c</b>")
    text = client.get(LIST).content.decode()
    assert "&lt;script&gt;" in text
    assert 'href="javascript' not in text
    assert "<b onclick" not in text
    assert 'href="https://who.int"' in text
