"""A release brings what is new and never overwrites an editor."""

import shutil

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stretches import loading
from stretches.models import BodyArea, Caution, Edition, Exercise, Form, Question
from stretches.shipping import ContentError, checksum, delivery
from tests.factories.stretches import ExerciseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped files, to release something else."""
    copy = tmp_path / "content"
    shutil.copytree(loading.CONTENT, copy)
    return copy


@pytest.fixture
def small_folder(folder):
    """The same with one exercise alone: an empty database is filled in a tenth of the time."""
    for path in folder.glob("**/exercises/*.toml"):
        if path.stem != "cat-cow":
            path.unlink()
    return folder


def release(folder, name, old, new):
    """Change one shipped file."""
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_the_twelve_and_the_five_are_loaded(delivered):
    """A fresh database has all of the catalogue, published."""
    assert [exercise.slug for exercise in Exercise.objects.filter(status="published")][:2] == [
        "supine-position",
        "heel-slides",
    ]
    assert (Exercise.objects.count(), Question.objects.count(), BodyArea.objects.count()) == (12, 5, 18)
    assert all(exercise.usual for exercise in Exercise.objects.all())
    assert delivered.kept == []


def test_loading_again_changes_nothing(shipped, django_assert_max_num_queries):
    """The second run writes nothing, asks little, and readers need not read again."""
    stamp = Edition.current()
    with django_assert_max_num_queries(30) as captured:
        again = loading.load()
    assert (again.created, again.updated, again.kept) == (0, 0, [])
    assert Edition.current() == stamp
    assert not [query for query in captured if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_a_new_release_changes_what_nobody_edited(shipped, folder):
    """Facts, words, steps and areas follow the release."""
    release(folder, "en/exercises/cobra-pose.toml", "look at the floor", "look at your mat")
    release(folder, "exercises/cobra-pose.toml", "level = 2", "level = 3")
    release(folder, "exercises/cobra-pose.toml", '"abdominals"', '"hips"')
    assert loading.load(folder).updated == 2
    cobra = Exercise.objects.get(slug="cobra-pose")
    assert cobra.level == 3
    assert "look at your mat" in cobra.usual.steps
    assert "hips" in cobra.areas.values_list("slug", flat=True)
    assert loading.load(folder).updated == 0


def test_an_editors_words_are_kept_and_listed(shipped, folder):
    """The release goes on around the one field that somebody changed."""
    form = Form.objects.get(exercise__slug="cobra-pose", kind="usual")
    form.steps = "Do it our way."
    form.save()
    release(folder, "en/exercises/cobra-pose.toml", "look at the floor", "look at your mat")
    release(folder, "en/exercises/cobra-pose.toml", 'cue = "', 'cue = "Now: ')
    kept = loading.load(folder).kept
    form = Form.objects.get(pk=form.pk)
    assert form.steps == "Do it our way."
    assert form.cue.startswith("Now: ")
    assert kept == ["exercise/cobra-pose/usual: steps en: changed here, kept (this release brings a new one)"]


@pytest.mark.parametrize(
    ("field", "value"), [("level", 3), ("status", "draft"), ("kinds", ["core"]), ("sided", "each"), ("order", 44)]
)
def test_an_editors_fact_is_kept(shipped, field, value):
    """Any fact that an editor set stays as it is."""
    Exercise.objects.filter(slug="cat-cow").update(**{field: value})
    assert loading.load().kept == [f"exercise/cat-cow: {field}: changed here, kept"]
    assert getattr(Exercise.objects.get(slug="cat-cow"), field) == value


def test_an_editors_areas_are_kept(shipped):
    """The areas count as one field."""
    cat = Exercise.objects.get(slug="cat-cow")
    cat.areas.remove(BodyArea.objects.get(slug="neck"))
    assert loading.load().kept == ["exercise/cat-cow: areas: changed here, kept"]
    assert "neck" not in cat.areas.values_list("slug", flat=True)


def test_an_editors_movement_is_kept(shipped):
    """A figure that an editor moved stays as they left it."""
    form = Form.objects.get(exercise__slug="cat-cow", kind="usual")
    form.movement = {**form.movement, "timing": {"go": 5}}
    form.save()
    assert loading.load().kept == ["exercise/cat-cow/usual: movement: changed here, kept"]
    assert Form.objects.get(pk=form.pk).movement["timing"] == {"go": 5}


def test_what_an_editor_deleted_does_not_come_back(shipped):
    """A question that was taken away stays away, and the output says so."""
    question = Question.objects.first()
    question.delete()
    assert loading.load().kept == [f"question/{question.slug}: deleted here, left so"]
    assert not Question.objects.filter(slug=question.slug).exists()


def test_an_editors_own_piece_of_the_same_name_is_theirs(small_folder):
    """A draft that was there before the release shipped one of that name is neither changed nor published."""
    ExerciseFactory(slug="cat-cow", name="Our cat", status="draft", usual=None)
    kept = loading.load(small_folder).kept
    cat = Exercise.objects.get(slug="cat-cow")
    assert (cat.name, cat.status) == ("Our cat", "draft")
    assert "exercise/cat-cow: status: changed here, kept (this release brings a new one)" in kept


def test_an_editor_who_agrees_with_the_release_gets_the_next_one(shipped, folder):
    """A field that an editor set to the new release's value counts as shipped from then on."""
    Exercise.objects.filter(slug="cat-cow").update(level=2)
    release(folder, "exercises/cat-cow.toml", "level = 1", "level = 2")
    assert loading.load(folder).kept == []
    release(folder, "exercises/cat-cow.toml", "level = 2", "level = 3")
    loading.load(folder)
    assert Exercise.objects.get(slug="cat-cow").level == 3


def test_a_folder_of_another_language_is_loaded(shipped, folder, settings):
    """A language is a folder: what it has is added beside the words that are there."""
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    target = folder / "de" / "questions"
    target.mkdir(parents=True)
    name = "does-walking-decompress-the-spine.toml"
    (target / name).write_text('question = "Entlastet Gehen?"\nanswer = "Ja."\n', "utf-8")
    loading.load(folder)
    question = Question.objects.get(slug="does-walking-decompress-the-spine")
    assert question.get_translation("de").question == "Entlastet Gehen?"
    assert question.get_translation("en").question.startswith("Does walking")


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("exercises/cat-cow.toml", "level = 1", 'level = "one"', "cat-cow.toml: level should be a whole number"),
        ("exercises/cat-cow.toml", "level = 1", "levl = 1", "cat-cow.toml: level is missing"),
        ("exercises/cat-cow.toml", "level = 1", "level = 1\nhue = 2", "cat-cow.toml: not known: hue"),
        ("exercises/cat-cow.toml", "level = 1", "level = 9", "exercise/cat-cow: level"),
        ("exercises/cat-cow.toml", '"neck"', '"nek"', "cat-cow.toml: there is no nek"),
        ("exercises/cat-cow.toml", "level = 1", "level =", "cat-cow.toml: "),
        ("en/exercises/cat-cow.toml", "cue = ", f'cue = "{"x" * 81}"\n# ', "exercise/cat-cow/easier: cue"),
        ("questions.toml", "does-walking", "does-flying", "questions/does-flying-decompress-the-spine.toml"),
    ],
)
def test_wrong_content_is_named_and_nothing_is_loaded(small_folder, name, old, new, message):
    """The error says which file and field; the database stays as it was."""
    release(small_folder, name, old, new)
    with pytest.raises(ContentError) as error:
        loading.load(small_folder)
    assert message in str(error.value)
    assert not Exercise.objects.exists()


def test_the_command_lists_what_it_kept(shipped, capsys):
    """The person who updates sees which fields were left alone."""
    Exercise.objects.filter(slug="cat-cow").update(level=3)
    call_command("load_content")
    assert "exercise/cat-cow: level: changed here, kept" in capsys.readouterr().out


def test_the_command_fails_in_words(monkeypatch):
    """Wrong content ends the command with its message, not with a trace."""

    def broken():
        raise ContentError("cat-cow.toml: level is missing")

    monkeypatch.setattr(loading, "load", broken)
    with pytest.raises(CommandError, match="level is missing"):
        call_command("load_content")


def test_a_checksum_sees_values_not_their_order():
    """Equal JSON values have equal fingerprints, different ones don't."""
    assert checksum({"a": 1, "b": [2]}) == checksum({"b": [2], "a": 1})
    assert checksum([1, 2]) != checksum([2, 1])


def test_a_delivery_that_fails_leaves_nothing(shipped):
    """One wrong piece takes back the whole delivery."""

    def deliver():
        with delivery() as ship:
            ship(BodyArea(slug="knees"), "area/knees", facts={"view": "back"}, words={"en": {"name": "Knees"}})
            ship(BodyArea(slug="toes"), "area/toes", facts={"view": "sideways"}, words={"en": {"name": "Toes"}})

    with pytest.raises(ContentError, match="area/toes: view"):
        deliver()
    assert not BodyArea.objects.filter(slug="knees").exists()


def test_every_caution_points_at_a_form_of_its_exercise(shipped):
    """“Use this way instead” never leads to another exercise."""
    assert all(caution.form.exercise_id == caution.exercise_id for caution in Caution.objects.exclude(form=None))


def test_loading_again_is_the_same_work_for_more_content(shipped, django_assert_num_queries):
    """The number of queries doesn't grow with what editors added."""
    with CaptureQueriesContext(connection) as captured:
        loading.load()
    few = len(captured)
    ExerciseFactory.create_batch(5)
    with django_assert_num_queries(few):
        loading.load()
