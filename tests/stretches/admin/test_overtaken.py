"""Two editors on one page: the second is told before anything of the first is lost."""

import pytest
from django.test import Client

from stretches import versions
from stretches.models import Exercise
from tests.editing import form_on, said, save, sent
from tests.factories.editors import EditorFactory
from tests.factories.stretches import BodyAreaFactory, ConditionFactory, ExerciseFactory, QuestionFactory

PIECES = {
    "exercise": (ExerciseFactory, "name"),
    "question": (QuestionFactory, "question"),
    "bodyarea": (BodyAreaFactory, "name"),
}


@pytest.fixture(params=PIECES)
def opened(request, db):
    """(the piece, the address of its page, its form, the field with its name)."""
    factory, field = PIECES[request.param]
    piece = factory()
    return piece, f"/admin/stretches/{request.param}/{piece.pk}/change/", f"{request.param}_form", field


def typed(client, opened, **words):
    """What an open page holds, with some of it typed over."""
    _piece, address, form, _field = opened
    return {name: sent(value) for name, value in {**form_on(client, address, form), **words}.items()}


def name_of(opened):
    piece, _address, _form, field = opened
    return getattr(type(piece).objects.get(pk=piece.pk), field)


@pytest.fixture
def another(db):
    """The browser of a second editor."""
    client = Client()
    client.force_login(EditorFactory(name="Robin"))
    return client


def test_a_page_that_somebody_else_saved_meanwhile_is_not_saved_over(editing, another, opened):
    """The second editor reads who was first; what they typed is still in the form, and in no row."""
    _piece, address, _form, field = opened
    second = typed(editing, opened, **{field: "Second"})
    assert another.post(address, {**second, field: "First"}).status_code == 302
    answer = editing.post(address, second)
    assert answer.status_code == 422
    assert "Robin saved this page on" in said(answer)
    assert 'value="Second"' in said(answer)
    assert name_of(opened) == "First"


def test_saving_again_is_refused_again(editing, another, opened):
    """The rows of the page are those of then; the reader is told to open it anew, and what they typed stays."""
    _piece, address, _form, field = opened
    second = typed(editing, opened, **{field: "Second"})
    another.post(address, {**second, field: "First"})
    refused = said(editing.post(address, second))
    seen = refused.split('name="seen" value="')[1].split('"')[0]
    again = editing.post(address, {**second, "seen": seen})
    assert (again.status_code, 'value="Second"' in said(again)) == (422, True)
    assert name_of(opened) == "First"


def test_the_same_page_sent_twice_is_saved_once(editing, opened):
    """A double click: the reader is told that it is saved, and nothing is doubled."""
    piece, address, _form, field = opened
    sent_twice = typed(editing, opened, **{field: "Once"})
    assert editing.post(address, sent_twice).status_code == 302
    again = editing.post(address, sent_twice)
    assert (again.status_code, "You saved this page on" in said(again)) == (422, True)
    assert name_of(opened) == "Once"
    assert versions.versions_of(piece).count() == 2


def test_what_belongs_to_a_piece_counts_too(editing):
    """Steps stand in a form of the exercise, which is a row of its own."""
    exercise = ExerciseFactory()
    address = f"/admin/stretches/exercise/{exercise.pk}/change/"
    opened = (exercise, address, "exercise_form", "name")
    second = typed(editing, opened, name="Second")
    assert editing.post(address, {**second, "forms-0-steps": "Lie on your side."}).status_code == 302
    assert editing.post(address, second).status_code == 422


def test_a_second_click_doubles_no_part(editing):
    """A caution that was added is there once, however often the page is sent, and nothing breaks."""
    exercise, condition = ExerciseFactory(), ConditionFactory()
    opened = (exercise, f"/admin/stretches/exercise/{exercise.pk}/change/", "exercise_form", "name")
    added = {"condition": condition.pk, "effect": "mark", "advice": "Take care.", "instead": ""}
    rows = {f"cautions-0-{name}": value for name, value in added.items()}
    sent_twice = typed(editing, opened, **{"cautions-TOTAL_FORMS": "1", **rows})
    assert [editing.post(opened[1], sent_twice).status_code for _ in range(3)] == [302, 422, 422]
    assert exercise.cautions.count() == 1


def test_nobody_is_named_for_what_the_history_does_not_know(editing, opened):
    """A release of Limber, or a change elsewhere: the last who saved the page is not blamed for it."""
    piece, address, form, field = opened
    save(editing, address, form, **{field: "Mine"})
    second = typed(editing, opened, **{field: "Second"})
    piece = type(piece).objects.get(pk=piece.pk)
    setattr(piece, field, "Released")
    piece.save()
    answer = said(editing.post(address, second))
    assert "This changed after you had opened the page" in answer
    assert "You saved this page" not in answer


def test_a_new_drawing_overtakes_nobody(editing):
    """It is made of what is edited, and edited by nobody."""
    exercise = ExerciseFactory()
    opened = (exercise, f"/admin/stretches/exercise/{exercise.pk}/change/", "exercise_form", "name")
    second = typed(editing, opened, name="Second")
    exercise.forms.update(drawings={"still": "0" * 64})
    assert editing.post(opened[1], second).status_code == 302


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
