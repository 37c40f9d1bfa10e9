"""History: an exercise and all that belongs to it go back as one."""

import json

import pytest
from django.test import Client

from stretches import loading, versions
from stretches.drawings import redraw
from stretches.models import Exercise, Form
from tests.editing import form_on, said, save, send
from tests.factories.editors import EditorFactory
from tests.factories.programs import PrescriptionFactory
from tests.factories.stretches import (
    BodyAreaFactory,
    CautionFactory,
    ConditionFactory,
    ExerciseFactory,
    FormFactory,
    QuestionFactory,
)

from .conftest import browser_of

LIST = "/admin/stretches/exercise/"
FORM = "exercise_form"


def lying():
    """An exercise with an easier form, a caution and an area, never edited so far."""
    exercise = ExerciseFactory(slug="lying", name="Lying", areas=[BodyAreaFactory(slug="hips", name="Hips")])
    FormFactory(exercise=exercise, easier=True)
    CautionFactory(exercise=exercise, condition=ConditionFactory(question="Are you dizzy?"), advice="Get up slowly.")
    return exercise


def address(exercise, page="change/"):
    return f"{LIST}{exercise.pk}/{page}"


def first_version(exercise):
    """The address of its oldest version."""
    return address(exercise, f"history/{list(versions.versions_of(exercise))[-1].pk}/")


def change_all(editing, exercise):
    """Change a fact, a word, a step, an area and a caution, and take a form away."""
    return save(
        editing,
        address(exercise),
        FORM,
        name="Resting",
        level="3",
        areas=[],
        **{
            "forms-0-steps": "Only this.",
            "forms-1-DELETE": "on",
            "cautions-0-advice": "Never mind.",
        },
    )


def compared(editing, exercise):
    """What the page of its oldest version shows beside today: {what: (then, today)}."""
    page = editing.get(first_version(exercise))
    return {change.what: (change.before, change.after) for change in page.context["changes"]}


def test_a_published_exercise_does_not_go_back_to_a_time_without_usual_form(editing):
    """People would find an empty page."""
    draft = ExerciseFactory(status="draft", usual=None)
    versions.record(draft)
    FormFactory(exercise=draft)
    draft.status = "published"
    draft.save()
    versions.record(draft)
    page = said(editing.post(first_version(draft), follow=True))
    assert "needs its usual form" in page
    assert draft.forms.exists()


def test_a_page_saved_without_a_change_stays_as_shipped(editing, shipped_catalogue):
    """Line breaks and ticks come back from a browser in its own way; a release must still know its texts."""
    for exercise in Exercise.objects.all():
        assert save(editing, address(exercise), FORM).status_code == 302
        assert versions.versions_of(exercise).count() == 1, exercise.slug
    assert loading.load().kept == []


def test_reordering_in_the_list_makes_a_version_for_each(editing):
    """Putting one back leaves the other alone."""
    one, two = ExerciseFactory(order=1), ExerciseFactory(order=2)
    save(editing, LIST, "changelist-form", **{"form-0-order": 5, "form-1-order": 6, "_save": "Save"})
    editing.post(first_version(one))
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.order, two.order) == (1, 6)


def test_a_question_has_its_history_too(editing):
    """Words alone."""
    question = QuestionFactory(answer="Yes.")
    base = f"/admin/stretches/question/{question.pk}/"
    save(editing, f"{base}change/", "question_form", answer="No.")
    oldest = list(versions.versions_of(question))[-1]
    editing.post(f"{base}history/{oldest.pk}/")
    question = type(question).objects.get()
    assert question.answer == "Yes."


def test_the_next_release_still_knows_what_an_editor_changed(editing, shipped_catalogue):
    """What was put back as shipped is updated again; what was edited is kept."""
    cat = Exercise.objects.get(slug="cat-cow")
    save(editing, address(cat), FORM, name="My cat")
    assert any("exercise/cat-cow: name en" in line for line in loading.load().kept)
    editing.post(first_version(cat))
    assert not any("exercise/cat-cow: name en" in line for line in loading.load().kept)


@pytest.fixture(scope="class")
def held(shared_rows):
    """What the page of an exercise holds that was never edited; it stands while the tests of a class use it."""
    with shared_rows():
        yield form_on(browser_of(EditorFactory()), address(lying()), FORM)


class TestNeverEdited:
    """An exercise whose page an editor opened once for all of these; what each does is undone."""

    @pytest.fixture
    def exercise(self, db, held):
        return Exercise.objects.get()

    def test_a_caution_names_the_form_that_was_taken_away(self, editing, exercise):
        """It pointed at the easier form, which is gone today, and the version still says so."""
        exercise.cautions.update(form=exercise.easier)
        save(editing, address(exercise), FORM, **{"forms-1-DELETE": "on", "cautions-0-form": ""})
        assert compared(editing, exercise)["Caution “Are you dizzy?”: form to use instead"] == ("Easier form", "–")

    def test_a_caution_that_was_taken_away_says_for_whom_it_was_and_why(self, editing, exercise, held):
        """Its condition and its advice then; today it is taken away."""
        send(editing, address(exercise), held, **{"cautions-0-DELETE": "on"})
        then, today = compared(editing, exercise)["Caution “Are you dizzy?”"]
        assert "Condition: Are you dizzy?" in then
        assert "Advice: Get up slowly." in then
        assert today == "taken away"

    def test_the_drawing_goes_back_too(self, editing, exercise, movement):
        """The figure is drawn from the movement of that version."""
        usual = exercise.usual
        usual.movement = movement
        usual.save()
        redraw()
        versions.record(exercise)
        drawn = Client().get("/stretches/lying/figure.svg").content
        movement["poses"][0]["hip"][1] += 0.5
        save(editing, address(exercise), FORM, **{"forms-0-movement": json.dumps(movement)})
        assert Client().get("/stretches/lying/figure.svg").content != drawn
        editing.post(first_version(exercise))
        assert Client().get("/stretches/lying/figure.svg").content == drawn

    def test_a_form_that_people_took_into_their_plans_is_not_taken_away(self, editing, exercise):
        """The version without it can't be put back; the page says why and nothing changes."""
        versions.record(exercise)
        harder = FormFactory(exercise=exercise, kind=Form.Kind.HARDER, name="One-legged")
        exercise.name = "Resting"
        exercise.save()
        versions.record(exercise)
        PrescriptionFactory(exercise=exercise, form=harder)
        page = said(editing.post(first_version(exercise), follow=True))
        assert "People use something that this version doesn’t have" in page
        assert Exercise.objects.get().name == "Resting"
        assert exercise.forms.count() == 3

    def test_what_a_release_brought_is_a_version_of_its_own(self, editing, exercise, held):
        """An editor's change hides no release, a release hides no editor."""
        send(editing, address(exercise), held, name="Edited")
        exercise = Exercise.objects.get()
        exercise.level = 2
        exercise.save()
        save(editing, address(exercise), FORM, name="Edited again")
        comments = [version.revision.comment for version in versions.versions_of(exercise)]
        assert comments == ["", "From a release of Limber", "", "From a release of Limber"]

    def test_saving_nothing_new_makes_no_version(self, editing, exercise, held):
        """The history holds changes, not clicks."""
        send(editing, address(exercise), held)
        send(editing, address(exercise), held)
        assert versions.versions_of(exercise).count() == 1

    def test_another_piece_s_version_is_not_found(self, editing, exercise):
        """A version belongs to one exercise."""
        versions.record(exercise)
        other = ExerciseFactory()
        strange = versions.versions_of(exercise).first().pk
        assert editing.get(address(other, f"history/{strange}/")).status_code == 404
        assert editing.post(address(other, f"history/{strange}/")).status_code == 404
        assert editing.get(f"{LIST}999999/history/").status_code == 404


@pytest.fixture(scope="class")
def before(shared_rows):
    """How an exercise stood before an editor changed all of it."""
    with shared_rows():
        exercise = lying()
        before = versions.state_now(exercise)
        assert change_all(browser_of(EditorFactory()), exercise).status_code == 302
        yield before


class TestAllChanged:
    """The exercise was changed once for all of these; what each does is undone."""

    @pytest.fixture
    def exercise(self, db, before):
        return Exercise.objects.get()

    def test_all_of_it_goes_back_together(self, editing, exercise, before):
        """Fields, words, forms with their steps, areas, cautions; the visitor sees it at once."""
        visitor = Client()
        assert "Only this." in said(visitor.get("/stretches/lying/"))
        page = said(editing.post(first_version(exercise), follow=True))
        assert "is as it was on" in page
        assert versions.state_now(Exercise.objects.get()) == before
        shown = said(visitor.get("/stretches/lying/"))
        assert "Draw one knee to your chest." in shown
        assert "Only this." not in shown
        assert "On a bed" in shown

    def test_the_history_says_who_changed_what(self, editing, exercise):
        """In the words of the form, the latest first."""
        page = said(editing.get(address(exercise, "history/")))
        for words in (
            "Edda",
            "Name",
            "Level",
            "Areas",
            "Usual form: steps",
            "Easier form",
            "Caution “Are you dizzy?”: advice",
        ):
            assert words in page, words
        assert "From a release of Limber" in page

    def test_a_version_is_shown_beside_today(self, editing, exercise):
        """Then and today, before anything is put back."""
        page = said(editing.get(first_version(exercise)))
        for words in ("Lying", "Resting", "gentle", "deep", "Hips", "Only this.", "Draw one knee to your chest."):
            assert words in page, words

    def test_what_was_taken_away_is_shown_as_it_was(self, editing, exercise):
        """The form's name, steps and dose then; today it is taken away."""
        then, today = compared(editing, exercise)["Easier form"]
        for words in (
            "Name: On a bed",
            "Steps: Lie on your back.",
            "Start: repetitions: 2",
            "Top: hold in seconds: 30",
        ):
            assert words in then, words
        assert today == "taken away"

    def test_putting_back_is_itself_undone(self, editing, exercise):
        """Today's version stays in the history."""
        after = versions.state_now(exercise)
        latest = versions.versions_of(exercise).first()
        editing.post(first_version(exercise))
        assert versions.state_now(Exercise.objects.get()) != after
        editing.post(address(exercise, f"history/{latest.pk}/"))
        assert versions.state_now(Exercise.objects.get()) == after

    def test_status_and_address_stay_as_they_are_now(self, editing, exercise):
        """Putting words back neither hides a page nor moves it."""
        Exercise.objects.update(slug="resting", status="archived")
        editing.post(first_version(exercise))
        fresh = Exercise.objects.get()
        assert (fresh.slug, fresh.status, fresh.name) == ("resting", "archived", "Lying")

    def test_a_version_that_needs_what_is_gone_is_not_put_back(self, editing, exercise):
        """Half a version is none."""
        exercise.areas.model.objects.all().delete()
        page = said(editing.post(first_version(exercise), follow=True))
        assert "needs something that is gone" in page
        assert Exercise.objects.get().name == "Resting"
