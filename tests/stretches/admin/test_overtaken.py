"""Two editors on one page: the second is told before anything of the first is lost."""

from dataclasses import dataclass
from typing import Any

import pytest

from stretches import versions
from stretches.models import Exercise
from tests.editing import form_on, said, send
from tests.factories.editors import EditorFactory
from tests.factories.stretches import BodyAreaFactory, ConditionFactory, ExerciseFactory, QuestionFactory

from .conftest import browser_of

PIECES = {
    "exercise": (ExerciseFactory, "name"),
    "question": (QuestionFactory, "question"),
    "bodyarea": (BodyAreaFactory, "name"),
}


@dataclass
class Opened:
    """A page that editors opened: whose, its address, its form's id, the field with the name, what the form held."""

    piece: Any
    address: str
    form: str
    field: str
    held: dict[str, Any]

    def name(self):
        """How the piece is called now."""
        return getattr(type(self.piece).objects.get(pk=self.piece.pk), self.field)


@pytest.fixture(scope="class", params=PIECES)
def opened(request, shared_rows):
    """The page of a piece of each kind, opened once for the tests of a class."""
    with shared_rows():
        factory, field = PIECES[request.param]
        piece, form = factory(), f"{request.param}_form"
        address = f"/admin/stretches/{request.param}/{piece.pk}/change/"
        yield Opened(piece, address, form, field, form_on(browser_of(EditorFactory()), address, form))


@pytest.fixture
def another(db):
    """The browser of a second editor."""
    return browser_of(EditorFactory(name="Robin"))


class TestOnePage:
    """What each of these saves is undone."""

    def test_a_page_that_somebody_else_saved_meanwhile_is_not_saved_over(self, editing, another, opened):
        """The second editor reads who was first; what they typed is still in the form, and in no row."""
        assert send(another, opened.address, opened.held, **{opened.field: "First"}).status_code == 302
        answer = send(editing, opened.address, opened.held, **{opened.field: "Second"})
        assert answer.status_code == 422
        assert "Robin saved this page on" in said(answer)
        assert 'value="Second"' in said(answer)
        assert opened.name() == "First"

    def test_saving_again_is_refused_again(self, editing, another, opened):
        """The rows of the page are those of then; the reader is told to open it anew, and what they typed stays."""
        send(another, opened.address, opened.held, **{opened.field: "First"})
        refused = said(send(editing, opened.address, opened.held, **{opened.field: "Second"}))
        seen = refused.split('name="seen" value="')[1].split('"')[0]
        again = send(editing, opened.address, opened.held, **{opened.field: "Second", "seen": seen})
        assert (again.status_code, 'value="Second"' in said(again)) == (422, True)
        assert opened.name() == "First"

    def test_the_same_page_sent_twice_is_saved_once(self, editing, opened):
        """A double click: the reader is told that it is saved, and nothing is doubled."""
        once, again = (send(editing, opened.address, opened.held, **{opened.field: "Once"}) for _ in range(2))
        assert once.status_code == 302
        assert (again.status_code, "You saved this page on" in said(again)) == (422, True)
        assert opened.name() == "Once"
        assert versions.versions_of(opened.piece).count() == 2

    def test_nobody_is_named_for_what_the_history_does_not_know(self, editing, opened):
        """A release of Limber, or a change elsewhere: the last who saved the page is not blamed for it."""
        send(editing, opened.address, opened.held, **{opened.field: "Mine"})
        second = form_on(editing, opened.address, opened.form)
        piece = type(opened.piece).objects.get(pk=opened.piece.pk)
        setattr(piece, opened.field, "Released")
        piece.save()
        answer = said(send(editing, opened.address, second, **{opened.field: "Second"}))
        assert "This changed after you had opened the page" in answer
        assert "You saved this page" not in answer

    @pytest.mark.parametrize("opened", ["exercise"], indirect=True)
    def test_what_belongs_to_a_piece_counts_too(self, editing, opened):
        """Steps stand in a form of the exercise, which is a row of its own."""
        second = {**opened.held, "name": "Second"}
        assert send(editing, opened.address, second, **{"forms-0-steps": "Lie on your side."}).status_code == 302
        assert send(editing, opened.address, second).status_code == 422

    @pytest.mark.parametrize("opened", ["exercise"], indirect=True)
    def test_a_second_click_doubles_no_part(self, editing, opened):
        """A caution that was added is there once, however often the page is sent, and nothing breaks."""
        added = {"condition": ConditionFactory().pk, "effect": "mark", "advice": "Take care.", "instead": ""}
        rows = {"cautions-TOTAL_FORMS": "1", **{f"cautions-0-{name}": value for name, value in added.items()}}
        sent = [send(editing, opened.address, opened.held, **rows).status_code for _ in range(3)]
        assert sent == [302, 422, 422]
        assert opened.piece.cautions.count() == 1

    @pytest.mark.parametrize("opened", ["exercise"], indirect=True)
    def test_a_new_drawing_overtakes_nobody(self, editing, opened):
        """It is made of what is edited, and edited by nobody."""
        opened.piece.forms.update(drawings={"still": "0" * 64})
        assert send(editing, opened.address, opened.held, name="Second").status_code == 302


LIST = "/admin/stretches/exercise/"


@pytest.fixture
def order(db):
    """The numbers of two exercises, first 1 and 2, by which a list is sorted."""
    ExerciseFactory(order=1)
    ExerciseFactory(order=2)
    return lambda: list(Exercise.objects.order_by("pk").values_list("order", flat=True))


def numbers(client, *typed_over):
    """What the open list holds, with some of its numbers typed over (None: left as it is)."""
    changed = {f"form-{row}-order": number for row, number in enumerate(typed_over) if number is not None}
    return {**form_on(client, LIST, "changelist-form"), **changed, "_save": "Save"}


def test_a_list_changes_only_what_was_typed_over(editing, another, order):
    """What somebody else gave another number meanwhile keeps that."""
    second = numbers(editing, None, 7)
    another.post(LIST, numbers(another, 5))
    assert editing.post(LIST, second).status_code == 302
    assert order() == [5, 7]


def test_a_number_that_somebody_else_changed_meanwhile_is_not_typed_over(editing, another, order):
    """The second editor reads what it is now, at the number; theirs is still in the field."""
    second = numbers(editing, 7)
    another.post(LIST, numbers(another, 5))
    answer = editing.post(LIST, second)
    assert "Somebody made this 5 after you had opened the list. Load it again." in said(answer)
    assert 'name="form-0-order" value="7"' in said(answer)
    assert order() == [5, 2]


def test_a_refused_list_keeps_its_rows_beside_their_names(editing, another, order):
    """What was first is last by now; what was typed for it still stands beside its name."""
    Exercise.objects.order_by("pk").first().translations.update(name="Lying")
    second = numbers(editing, 7)
    another.post(LIST, numbers(another, 5))
    row = said(editing.post(LIST, second)).partition('name="form-0-order" value="7"')[0].rpartition("<tr")[2]
    assert ">Lying</a>" in row


def test_a_second_click_on_a_list_changes_nothing(editing, order):
    """The number is there already."""
    sent_twice = numbers(editing, 7)
    assert [editing.post(LIST, sent_twice).status_code for _ in range(2)] == [302, 302]
    assert order() == [7, 2]
