"""Draft, published, archived; and what is in use is never deleted."""

import pytest
from django.test import Client

from stretches.models import Exercise, Form, Question, Status
from tests.editing import form_on, said, save, send
from tests.factories.programs import StageExerciseFactory, plan_of
from tests.factories.stretches import ExerciseFactory, FormFactory, QuestionFactory

LIST = "/admin/stretches/exercise/"
FORM = "exercise_form"


def act(editing, action, *pieces, address=LIST, follow=False):
    """Choose an action for rows of the list; with `follow` gives the list that comes after it."""
    return editing.post(address, {"action": action, "_selected_action": [piece.pk for piece in pieces]}, follow=follow)


def status_of(exercise):
    return Exercise.objects.get(pk=exercise.pk).status


def test_a_published_draft_is_seen_at_once(editing):
    """And archived it is gone again."""
    draft = ExerciseFactory(status=Status.DRAFT, slug="lying")
    visitor = Client()
    assert visitor.get("/stretches/lying/").status_code == 404
    act(editing, "publish", draft)
    assert visitor.get("/stretches/lying/").status_code == 200
    act(editing, "archive", draft)
    assert visitor.get("/stretches/lying/").status_code == 404


def test_a_draft_without_its_usual_form_stays_a_draft(editing):
    """The list says which one and why; the others are published."""
    bare, good = ExerciseFactory(status=Status.DRAFT, usual=None, name="Bare"), ExerciseFactory(status=Status.DRAFT)
    page = said(act(editing, "publish", bare, good, follow=True))
    assert "Bare: A published exercise needs its usual form" in page
    assert (status_of(bare), status_of(good)) == (Status.DRAFT, Status.PUBLISHED)


def test_what_a_program_uses_is_no_draft_again(editing):
    """Neither by action nor in the form; it can be archived."""
    used = StageExerciseFactory().exercise
    assert "can’t be a draft again" in said(act(editing, "make_draft", used, follow=True))
    response = save(editing, f"{LIST}{used.pk}/change/", FORM, status="draft")
    assert response.status_code == 422
    assert "can’t be a draft again" in said(response)
    act(editing, "archive", used)
    assert status_of(used) == Status.ARCHIVED


def test_what_nothing_uses_can_be_a_draft_again(editing):
    """Published too early."""
    early = ExerciseFactory()
    act(editing, "make_draft", early)
    assert status_of(early) == Status.DRAFT


def test_a_draft_that_nothing_uses_can_be_deleted(editing):
    """With all that belongs to it."""
    draft = ExerciseFactory(status=Status.DRAFT)
    editing.post(f"{LIST}{draft.pk}/delete/", {"post": "yes"})
    assert not Exercise.objects.exists()


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.ARCHIVED])
def test_what_people_saw_is_never_deleted(editing, status):
    """The page says why and what to do instead."""
    exercise = ExerciseFactory(status=status)
    response = editing.post(f"{LIST}{exercise.pk}/delete/", {"post": "yes"}, follow=True)
    assert "it can’t be deleted. Archive it" in said(response)
    assert Exercise.objects.exists()


def test_what_was_published_once_is_never_deleted(editing):
    """Making it a draft again is no way round."""
    exercise = ExerciseFactory()
    act(editing, "make_draft", exercise)
    editing.post(f"{LIST}{exercise.pk}/delete/", {"post": "yes"})
    assert Exercise.objects.exists()


def test_a_draft_that_a_program_uses_is_not_deleted(editing):
    """It would tear a hole into the program."""
    used = StageExerciseFactory(exercise=ExerciseFactory(status=Status.DRAFT)).exercise
    response = editing.post(f"{LIST}{used.pk}/delete/", {"post": "yes"}, follow=True)
    assert "This is in use" in said(response)
    assert Exercise.objects.filter(pk=used.pk).exists()


def test_the_list_offers_no_deleting_of_many(editing):
    """One by one, on their own page."""
    draft = ExerciseFactory(status=Status.DRAFT)
    assert "delete_selected" not in said(editing.get(LIST))
    act(editing, "delete_selected", draft)
    assert Exercise.objects.exists()


def test_a_form_that_people_have_in_their_plans_stays(editing):
    """The message names nobody's plan."""
    plan = plan_of(exercises=1, name="Private knee plan")
    exercise = plan.prescriptions.get().exercise
    FormFactory(exercise=exercise, easier=True)
    address = f"{LIST}{exercise.pk}/change/"
    held = form_on(editing, address, FORM)
    response = send(editing, address, held, status="archived", **{"forms-0-DELETE": "on"})
    assert response.status_code == 422
    assert "People have this form in their plans" in said(response)
    assert "Private knee plan" not in said(response)
    assert send(editing, address, held, **{"forms-1-DELETE": "on"}).status_code == 302
    assert [form.kind for form in exercise.forms.all()] == [Form.Kind.USUAL]


def test_a_question_is_archived_not_deleted(editing):
    """The same for all content."""
    question = QuestionFactory(slug="why")
    address = "/admin/stretches/question/"
    editing.post(f"{address}{question.pk}/delete/", {"post": "yes"})
    assert Question.objects.exists()
    act(editing, "archive", question, address=address)
    assert Client().get("/questions/why/").status_code == 404
