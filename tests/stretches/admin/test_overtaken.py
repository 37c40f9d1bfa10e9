"""Two editors on one page: the second is told before anything of the first is lost."""

import pytest
from django.test import Client

from stretches import versions
from tests.editing import form_on, said, save, sent
from tests.factories.editors import EditorFactory
from tests.factories.stretches import BodyAreaFactory, ExerciseFactory, QuestionFactory

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
    _piece, address, form, field = opened
    second = typed(editing, opened, **{field: "Second"})
    assert save(another, address, form, **{field: "First"}).status_code == 302
    answer = editing.post(address, second)
    assert answer.status_code == 422
    assert "Robin saved this page on" in said(answer)
    assert 'value="Second"' in said(answer)
    assert name_of(opened) == "First"


def test_saving_again_after_the_word_takes_its_place(editing, opened):
    """It is the editor's decision then, and both are in the history."""
    piece, address, form, field = opened
    second = typed(editing, opened, **{field: "Second"})
    save(editing, address, form, **{field: "First"})
    refused = editing.post(address, second)
    seen = said(refused).split('name="seen" value="')[1].split('"')[0]
    assert editing.post(address, {**second, "seen": seen}).status_code == 302
    assert name_of(opened) == "Second"
    assert versions.versions_of(piece).count() == 3


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
    save(editing, address, "exercise_form", **{"forms-0-steps": "Lie on your side."})
    assert editing.post(address, second).status_code == 422
