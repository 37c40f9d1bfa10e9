"""Editing a curated program: its stages and their exercises on one page."""

import pytest
from django.test import Client

from programs.models import Program, Stage, StageExercise
from stretches import versions
from stretches.models import Status
from tests.editing import form_on, said, save, send
from tests.factories.editors import EditorFactory
from tests.factories.programs import PlanFactory, ProgramFactory
from tests.factories.stretches import ExerciseFactory, FormFactory

from .conftest import browser_of

LIST = "/admin/programs/program/"
FORM = "program_form"


@pytest.fixture(scope="module")
def exercises(shared_rows):
    """Three of them; the first has an easier form."""
    with shared_rows():
        exercises = [ExerciseFactory(name=name) for name in ("Cat", "Dog", "Fish")]
        FormFactory(exercise=exercises[0], easier=True)
        yield exercises


@pytest.fixture(scope="module")
def easy_weeks(exercises, shared_rows):
    """A program of two weeks, three days a week, cat and dog; and what its page holds."""
    with shared_rows():
        program = ProgramFactory(name="Easy weeks", slug="easy-weeks", stages=[(2, 3, exercises[:2])])
        yield program, form_on(browser_of(EditorFactory()), address(program), FORM)


@pytest.fixture
def program(db, easy_weeks):
    return Program.objects.get(pk=easy_weeks[0].pk)


@pytest.fixture
def held(easy_weeks):
    return easy_weeks[1]


def address(program, page="change/"):
    return f"{LIST}{program.pk}/{page}"


def rows(program):
    found = StageExercise.objects.filter(stage__program=program).order_by("stage__order", "exercise")
    return [(row.stage.order, str(row.exercise), row.form_kind, row.is_core) for row in found]


def new_stage(exercise, number=1, **typed):
    """A second stage as typed."""
    fields = {"order": number + 1, "weeks": 1, "days": 5, f"exercises-{exercise.pk}-form": "usual", **typed}
    stage = {f"stages-{number}-{name}": value for name, value in fields.items()}
    return {"stages-TOTAL_FORMS": number + 1, **stage}


def test_saving_without_a_change_keeps_everything(editing, program, held):
    """Opening a page and pressing Save loses nothing."""
    before = list(StageExercise.objects.values())
    assert send(editing, address(program), held).status_code == 302
    assert list(StageExercise.objects.values()) == before


def test_the_exercises_of_a_stage_are_chosen_on_the_page(editing, program, held, exercises):
    """One in its easier form and in every session, one out, one in; a visitor reads it at once."""
    cat, dog, fish = exercises
    typed = {f"exercises-{cat.pk}-form": "easier", f"exercises-{dog.pk}-form": "", f"exercises-{fish.pk}-form": "usual"}
    typed = {f"stages-0-{name}": value for name, value in {**typed, f"exercises-{cat.pk}-core": "on"}.items()}
    assert send(editing, address(program), held, **typed).status_code == 302
    assert rows(program) == [(1, "Cat", "easier", True), (1, "Fish", "usual", False)]
    page = said(Client().get("/programs/easy-weeks/"))
    assert "Fish" in page
    assert "Dog" not in page


def test_a_stage_is_added(editing, program, held, exercises):
    """With its weeks, days and exercises."""
    assert send(editing, address(program), held, **new_stage(exercises[2])).status_code == 302
    assert [(stage.order, stage.weeks, stage.days) for stage in program.stages.all()] == [(1, 2, 3), (2, 1, 5)]
    assert rows(program)[-1] == (2, "Fish", "usual", False)


def test_a_new_program_is_a_draft(editing, exercises):
    """Visitors don't see it until it is published."""
    words = {"name": "New", "slug": "new", "summary": "Short."}
    typed = {**words, **new_stage(exercises[0], number=0)}
    response = save(editing, f"{LIST}add/", FORM, **typed)
    assert response.status_code == 302, said(response)
    assert Program.objects.get(slug="new").status == Status.DRAFT
    assert Client().get("/programs/new/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"weeks": 0}, "greater than or equal to 1"),
        ({"days": 8}, "less than or equal to 7"),
        ({"weeks": 26, "days": ""}, "This field is required"),
    ],
)
def test_a_wrong_stage_is_said_and_nothing_saved(editing, program, held, exercises, typed, message):
    """At the field; the stage before is unchanged too."""
    response = send(editing, address(program), held, name="Typed", **new_stage(exercises[0], **typed))
    assert response.status_code == 422
    assert message in said(response)
    assert 'value="Typed"' in said(response)
    assert Stage.objects.count() == 1


def test_a_stage_needs_an_exercise(editing, program, held, exercises):
    """A week without any is no week."""
    typed = {**new_stage(exercises[0]), f"stages-1-exercises-{exercises[0].pk}-form": ""}
    response = send(editing, address(program), held, **typed)
    assert response.status_code == 422
    assert "A stage needs at least one exercise." in said(response)


def test_a_form_that_the_exercise_has_not_is_refused(editing, program, held, exercises):
    """Somebody took it away meanwhile."""
    typed = {f"stages-0-exercises-{exercises[1].pk}-form": "harder"}
    response = send(editing, address(program), held, **typed)
    assert response.status_code == 422
    assert "Dog has no such form." in said(response)


def test_a_program_lasts_a_year_at_most(editing, program, held, exercises):
    """A plan can't hold more weeks."""
    typed = {**new_stage(exercises[0], weeks=26), "stages-0-weeks": 26}
    assert send(editing, address(program), held, **typed).status_code == 302
    response = save(editing, address(program), FORM, **new_stage(exercises[0], number=2, weeks=1))
    assert response.status_code == 422
    assert "more than 52 weeks" in said(response)


def test_no_more_core_exercises_than_a_session_holds(editing, program, held, exercises):
    """They would not fit."""
    core = {f"stages-0-exercises-{exercise.pk}-core": "on" for exercise in exercises[:2]}
    response = send(editing, address(program), held, session_size=1, **core)
    assert response.status_code == 422
    assert "has 2 exercises in every session, but a session holds 1" in said(response)


def test_a_published_program_holds_no_draft(editing, program, held):
    """Its people couldn't read how it goes."""
    draft = ExerciseFactory(name="Unready", status=Status.DRAFT)
    response = send(editing, address(program), held, **{f"stages-0-exercises-{draft.pk}-form": "usual"})
    assert response.status_code == 422
    assert "can’t hold a draft: Unready" in said(response)


def test_publishing_needs_a_stage(editing, exercises):
    """By the form and by the action."""
    empty = ProgramFactory(stages=[], status=Status.DRAFT, name="Empty")
    assert "needs at least one stage" in said(save(editing, address(empty), FORM, status="published"))
    page = editing.post(LIST, {"action": "publish", "_selected_action": [empty.pk]}, follow=True)
    assert "Empty: A published program needs at least one stage" in said(page)


def test_one_program_is_suggested_first(editing, program, held):
    """Ticking it takes the mark from the other; one without schedule can't have it."""
    other = ProgramFactory(is_default=True)
    send(editing, address(program), held, is_default="on")
    assert list(Program.objects.filter(is_default=True)) == [program]
    response = save(editing, address(other), FORM, is_default="on", is_scheduled=None)
    assert "can’t be suggested first" in said(response)


def test_plans_keep_what_they_copied(editing, program, held):
    """An editor's change reaches new plans only."""
    plan = PlanFactory(program=program, weeks=2)
    send(editing, address(program), held, **{"stages-0-weeks": 9})
    plan.refresh_from_db()
    assert plan.weeks == 2


def test_a_program_that_people_follow_is_kept(editing, program):
    """Even if it was never published here."""
    Program.objects.update(status=Status.DRAFT)
    PlanFactory(program=program)
    response = editing.post(address(program, "delete/"), {"post": "yes"}, follow=True)
    assert "This is in use" in said(response)
    assert Program.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [({"status": Status.DRAFT}, "can’t be a draft again"), ({"is_scheduled": "on"}, "stays without a schedule")],
)
def test_the_program_of_sore_days_stays_one(editing, typed, words):
    """Once it was published somebody may need it tomorrow; as a draft it is still free."""
    sore_day = ProgramFactory(is_scheduled=False, stages=[(1, 1, [ExerciseFactory()])])
    response = save(editing, address(sore_day), FORM, **typed)
    assert words in said(response)
    Program.objects.filter(pk=sore_day.pk).update(status=Status.DRAFT)
    assert save(editing, address(sore_day), FORM, **typed).status_code == 302


def test_a_program_goes_back_with_its_stages(editing, program, held, exercises):
    """Stages and exercises that came later go, those that went come back."""
    before = rows(program)
    typed = {**new_stage(exercises[2]), f"stages-0-exercises-{exercises[0].pk}-form": ""}
    send(editing, address(program), held, **typed)
    assert rows(program) != before
    oldest = list(versions.versions_of(program))[-1]
    page = said(editing.get(address(program, "history/")))
    assert "Stage 2" in page
    editing.post(address(program, f"history/{oldest.pk}/"))
    assert rows(program) == before
    assert program.stages.count() == 1


def test_typing_is_checked_in_stages_too(editing, program, held):
    """At the field on the page."""
    found = editing.post(address(program, "change/check/"), {**held, "stages-0-days": 9}).json()["errors"]
    assert list(found) == ["id_stages-0-days"]
