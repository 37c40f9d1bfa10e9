"""The curated programs: shipped, listed, shown week by week, suggested."""

import re

import pytest
from django.urls import reverse

from programs import finder, library, loading
from programs.models import Program, StageExercise
from stretches import catalogue
from stretches.models import Exercise, Status
from tests.factories.editors import EditorFactory
from tests.factories.programs import ProgramFactory, StageExerciseFactory
from tests.factories.stretches import ExerciseFactory, FormFactory

from .conftest import signed_in


@pytest.fixture
def editor(db):
    """The browser of somebody who edits content."""
    return signed_in(EditorFactory())


def test_the_shipped_programs_load(shipped):
    """All four, with the default one first."""
    programs = Program.objects.values_list("slug", "is_default", "is_scheduled")
    assert list(programs) == [
        ("gentle-start", True, True),
        ("all-twelve", False, True),
        ("desk-reset", False, True),
        ("sore-day", False, False),
    ]


def test_loading_again_changes_nothing(shipped):
    """A second delivery creates, updates and keeps nothing."""
    again = loading.load()
    assert (again.created, again.updated, again.kept) == (0, 0, [])


def test_what_an_editor_changed_stays(shipped):
    """A renamed program keeps its new name."""
    program = Program.objects.get(slug="desk-reset")
    program.name = "At the desk"
    program.save()
    assert any("desk-reset" in line for line in loading.load().kept)
    assert Program.objects.get(slug="desk-reset").name == "At the desk"


def test_what_an_editor_took_out_stays_out(shipped):
    """A removed exercise of a stage doesn't come back."""
    StageExercise.objects.filter(stage__program__slug="desk-reset", exercise__slug="cobra-pose").delete()
    loading.load()
    assert StageExercise.objects.filter(stage__program__slug="desk-reset").count() == 4


def test_minutes_of_the_shipped_programs_are_as_announced(shipped):
    """Gentle start about 8 to 15, All twelve 20 to 30 minutes; a sore day is the shortest."""
    previews = {program.slug: library.preview(program) for program in library.published(catalogue.read())}
    gentle, twelve = previews["gentle-start"], previews["all-twelve"]
    assert 8 <= gentle.shortest <= gentle.longest <= 15
    assert 20 <= twelve.shortest <= twelve.longest <= 30
    assert previews["sore-day"].longest < gentle.shortest


def test_the_words_of_a_program_name_no_minutes(shipped):
    """The page computes them from the doses; a number in the text would sooner or later say something else."""
    for program in Program.objects.all():
        assert not re.search(r"\d+ min", f"{program.summary} {program.description}"), program.slug


def test_a_sore_day_is_shown_at_half_its_dose(shipped):
    """Heel slides start with six repetitions, here three."""
    preview = library.preview(library.by_slug("sore-day", catalogue.read()))
    reps = {p.exercise.slug: p.reps for p in preview.weeks[0].new}
    usual = Exercise.objects.get(slug="heel-slides").forms.get(kind="usual").start_reps
    assert reps["heel-slides"] == usual // 2


def test_each_run_of_weeks_says_what_is_new(shipped):
    """Dog, fish and camel come in with weeks 5 and 6."""
    last = library.preview(library.by_slug("gentle-start", catalogue.read())).weeks[-1]
    assert (last.first, last.last, last.days) == (5, 6, 5)
    assert [p.exercise.slug for p in last.new] == ["downward-facing-dog", "fish-pose", "camel-pose"]


def test_a_visitor_reads_the_programs(visitor, shipped):
    """The list and each program are open to all."""
    page = visitor.get(reverse("program_list"))
    assert page.status_code == 200
    for program in Program.objects.all():
        assert program.name in page.text
        assert visitor.get(program.get_absolute_url()).status_code == 200


def test_an_empty_shelf_says_so(visitor, db):
    """Nothing published yet: a way on instead of an empty page."""
    page = visitor.get(reverse("program_list"))
    assert page.status_code == 200
    assert reverse("exercise_list") in page.text


@pytest.mark.parametrize("status", [Status.DRAFT, Status.ARCHIVED])
def test_a_program_that_is_not_published_is_not_found(visitor, member, status):
    """Neither by visitors nor by members; it can't be started either."""
    program = ProgramFactory(status=status)
    assert visitor.get(program.get_absolute_url()).status_code == 404
    assert member.get(reverse("plan_start", args=[program.slug])).status_code == 404


@pytest.mark.parametrize("status", [Status.DRAFT, Status.ARCHIVED])
def test_staff_see_a_program_before_and_after_visitors_do(editor, status):
    """Its weeks as they will be, marked as not for visitors, and no way to start it."""
    program = ProgramFactory(status=status, stages=[(1, 2, [ExerciseFactory(name="Stays")])])
    page = editor.get(program.get_absolute_url()).text
    assert "Stays" in page
    assert "Only staff can see this page" in page
    assert reverse("plan_start", args=[program.slug]) not in page
    assert editor.get(reverse("plan_start", args=[program.slug])).status_code == 404


def test_a_draft_without_anything_in_it_opens_too(editor):
    """An editor looks at it while it is being made."""
    program = ProgramFactory(status=Status.DRAFT, stages=[(1, 2, []), (2, 3, [ExerciseFactory(status=Status.DRAFT)])])
    assert editor.get(program.get_absolute_url()).status_code == 200
    empty = editor.get(ProgramFactory(status=Status.DRAFT, stages=[]).get_absolute_url()).text
    assert "Nothing yet. A program needs a stage" in empty
    assert "0 weeks" not in empty


def test_the_list_shows_drafts_to_staff_alone(editor, visitor):
    """Marked as such; what is archived is in neither list."""
    for status in Status.values:
        ProgramFactory(status=status, name=f"Now {status}")
    seen, public = editor.get(reverse("program_list")).text, visitor.get(reverse("program_list")).text
    assert [f"Now {status}" in seen for status in Status.values] == [True, True, False]
    assert [f"Now {status}" in public for status in Status.values] == [False, True, False]
    assert ">Draft<" in seen
    assert ">Draft<" not in public


@pytest.mark.parametrize("slug", ["nothing", "a" * 300])
def test_an_unknown_program_is_not_found(visitor, db, slug):
    """A page in our own look, and no error."""
    assert visitor.get(f"/programs/{slug}/").status_code == 404


def test_the_program_page_leads_a_member_to_its_start(member, visitor):
    """A visitor is led there by way of an account."""
    program = ProgramFactory()
    start = reverse("plan_start", args=[program.slug])
    assert f'href="{start}"' in member.get(program.get_absolute_url()).text
    assert f"?next={start}" in visitor.get(program.get_absolute_url()).text


def test_a_sore_day_can_not_be_started_but_says_when_it_is_used(member, shipped):
    """No start button, no start page."""
    page = member.get(reverse("program_detail", args=["sore-day"]))
    start = reverse("plan_start", args=["sore-day"])
    assert start not in page.text
    assert "takes the place of the session" in page.text
    assert member.get(start).status_code == 404


def test_a_new_plan_goes_without_an_archived_exercise(owner):
    """The preview shows what a plan would hold."""
    program = ProgramFactory(stages=[(1, 2, [ExerciseFactory(name="Stays"), ExerciseFactory(status=Status.ARCHIVED)])])
    preview = library.preview(library.by_slug(program.slug, catalogue.read()))
    assert [p.exercise.name for p in preview.weeks[0].new] == ["Stays"]


def test_a_program_of_nothing_but_archived_exercises_can_not_be_started(visitor, db):
    """Its page still opens."""
    program = ProgramFactory(stages=[(1, 2, [ExerciseFactory(status=Status.ARCHIVED)])])
    assert not library.can_start(library.by_slug(program.slug, catalogue.read()))
    assert visitor.get(program.get_absolute_url()).status_code == 200


def test_a_form_that_is_not_there_falls_back_to_the_usual_one(db):
    """An editor may ask for an easier form before writing it."""
    program = ProgramFactory(stages=[(1, 1, [])])
    with_it, without = ExerciseFactory(), ExerciseFactory()
    FormFactory(exercise=with_it, easier=True)
    for exercise in (with_it, without):
        StageExerciseFactory(stage=program.stages.get(), exercise=exercise, form_kind="easier")
    preview = library.preview(library.by_slug(program.slug, catalogue.read()))
    assert [p.form.kind for p in preview.weeks[0].new] == ["easier", "usual"]


@pytest.mark.parametrize(
    ("back", "practice", "time", "slug"),
    [
        ("sore", "known", "long", "gentle-start"),
        ("sore", "new", "short", "gentle-start"),
        ("stiff", "new", "short", "desk-reset"),
        ("stiff", "known", "short", "desk-reset"),
        ("stiff", "new", "long", "gentle-start"),
        ("stiff", "known", "long", "all-twelve"),
        ("stiff", "known", "middle", "gentle-start"),
    ],
)
def test_three_answers_suggest_a_program(back, practice, time, slug):
    """Careful answers outweigh the wish for a certain length."""
    assert finder.suggest(back=back, practice=practice, time=time).slug == slug


def test_the_finder_names_the_program_and_why(visitor, shipped):
    """No account is needed."""
    page = visitor.get(reverse("program_finder"), {"back": "stiff", "practice": "known", "time": "long"})
    assert reverse("program_detail", args=["all-twelve"]) in page.text
    assert "whole sequence" in page.text


def test_a_half_answered_finder_keeps_the_answers(visitor, shipped):
    """422, and what was ticked stays ticked."""
    page = visitor.get(reverse("program_finder"), {"back": "sore", "practice": "\0", "time": "x" * 5000})
    assert page.status_code == 422
    assert page.context["form"]["back"].value() == "sore"


def test_the_finder_without_its_program_suggests_the_default(visitor, db):
    """An editor archived the one it would name."""
    program = ProgramFactory(is_default=True)
    page = visitor.get(reverse("program_finder"), {"back": "stiff", "practice": "known", "time": "long"})
    assert page.context["program"] == program


def test_programs_cost_the_same_queries_whatever_their_number(visitor, queries_of):
    """Two programs or ten."""
    ProgramFactory.create_batch(2)
    visitor.get(reverse("program_list"))
    few = queries_of(visitor, reverse("program_list"))
    ProgramFactory.create_batch(8)
    visitor.get(reverse("program_list"))
    assert queries_of(visitor, reverse("program_list")) == few <= 6
