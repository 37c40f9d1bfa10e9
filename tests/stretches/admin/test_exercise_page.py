"""Editing an exercise: what the editor types is what people read, at once."""

import html
import json
import re

import pytest
from django.test import Client

from stretches import versions
from stretches.models import Exercise, Form, Status
from tests.editing import form_on, said, save, send
from tests.factories.editors import EditorFactory
from tests.factories.stretches import (
    BodyAreaFactory,
    CautionFactory,
    ConditionFactory,
    ExerciseFactory,
    FormFactory,
)

from .conftest import browser_of

ADD = "/admin/stretches/exercise/add/"
LIST = "/admin/stretches/exercise/"
FORM = "exercise_form"
USUAL = {
    "forms-TOTAL_FORMS": 1,
    "forms-0-kind": "usual",
    "forms-0-name": "Lying flat",
    "forms-0-cue": "Let the floor carry you.",
    "forms-0-steps": "Lie down.\nStay.",
    "forms-0-position": "lying-back",
    "forms-0-start_hold": 30,
    "forms-0-top_hold": 60,
}
WORDS = {
    "name": "Lying still",
    "slug": "lying-still",
    "summary": "You lie.",
    "purpose": "It may help.",
    "kinds": ["rest"],
}


@pytest.fixture(scope="module")
def blank(shared_rows):
    """What the page of a new exercise holds."""
    with shared_rows():
        return form_on(browser_of(EditorFactory()), ADD, FORM)


def test_a_new_exercise_is_a_draft_that_visitors_do_not_see(editing, blank):
    """Its form, areas and kinds are saved with it; staff can look at it."""
    area = BodyAreaFactory(slug="hips", name="Hips")
    response = send(editing, ADD, blank, **WORDS, **USUAL, areas=[area.pk])
    assert response.status_code == 302, said(response)
    exercise = Exercise.objects.get(slug="lying-still")
    assert (exercise.status, exercise.kinds, list(exercise.areas.all())) == (Status.DRAFT, ["rest"], [area])
    assert exercise.usual.step_list == ["Lie down.", "Stay."]
    assert Client().get("/stretches/lying-still/").status_code == 404
    assert "Lying still" in said(editing.get("/stretches/lying-still/"))


def test_going_on_with_a_new_exercise_names_the_language_once(editing, blank):
    """Whether it is saved on the page itself or on the one it leads to."""
    response = send(editing, f"{ADD}?language=en", blank, **WORDS, **USUAL, _continue="1")
    exercise = Exercise.objects.get(slug="lying-still")
    assert response["Location"] == f"{LIST}{exercise.pk}/change/?language=en"
    again = save(editing, response["Location"], FORM, _continue="1")
    assert again["Location"] == response["Location"]


def proposals(page):
    """The fields whose text the page proposes from others."""
    told = re.search(r'data-prepopulated-fields="([^"]*)"', page)
    return [one["id"] for one in json.loads(html.unescape(told[1]))] if told else []


def test_publishing_needs_the_usual_form(editing, blank):
    """The page says so, keeps what was typed and saves nothing."""
    response = send(editing, ADD, blank, **WORDS, status="published", **{"forms-TOTAL_FORMS": 0})
    assert response.status_code == 422
    assert "needs its usual form" in said(response)
    assert "You lie." in said(response)
    assert not Exercise.objects.exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"forms-0-top_hold": 10}, "can’t be less than the start dose"),
        ({"forms-0-start_hold": "", "forms-0-top_hold": ""}, "say how many seconds a repetition takes"),
        ({"forms-0-tempo": 4}, "A form with a hold has no tempo."),
        ({"forms-0-start_reps": "1000000000"}, "less than or equal to 50"),
        ({"forms-0-start_hold": "-1"}, "greater than or equal to"),
        ({"forms-0-steps": "Lie\x00down."}, "Null characters are not allowed"),
        ({"forms-0-steps": ""}, "This field is required"),
        ({"kinds": ["juggling"]}, "juggling is not one of the available choices"),
        ({"areas": ["x"]}, "is not a valid value"),
        ({"level": "9"}, "9 is not one of the available choices"),
        ({"slug": "two words"}, "Enter a valid"),
        ({"name": "x" * 81}, "at most 80 characters"),
    ],
)
def test_a_wrong_field_is_said_and_typing_kept(editing, blank, typed, message):
    """At the field, in words; the rest of the typing is still there and nothing is half-saved."""
    response = send(editing, ADD, blank, **{**WORDS, **USUAL, **typed})
    assert response.status_code == 422
    assert message in said(response)
    assert "It may help." in said(response)
    assert not Exercise.objects.exists()


def test_two_forms_change_places(editing):
    """Each kind is there once before and after, and in between nobody sees it."""
    exercise = ExerciseFactory()
    FormFactory(exercise=exercise, easier=True)
    before = dict(exercise.forms.values_list("pk", "kind"))
    response = save(
        editing, f"{LIST}{exercise.pk}/change/", FORM, **{"forms-0-kind": "easier", "forms-1-kind": "usual"}
    )
    assert response.status_code == 302, said(response)
    now, other = dict(exercise.forms.values_list("pk", "kind")), {"usual": "easier", "easier": "usual"}
    assert now == {pk: other[kind] for pk, kind in before.items()}
    oldest = list(versions.versions_of(exercise))[-1]
    assert editing.post(f"{LIST}{exercise.pk}/history/{oldest.pk}/").status_code == 302
    assert dict(exercise.forms.values_list("pk", "kind")) == before


def test_a_version_from_before_a_caution_and_a_form_is_put_back(editing):
    """What came since goes, and what it took is there again for what stood before."""
    exercise = ExerciseFactory()
    caution = CautionFactory(exercise=exercise, advice="First.")
    url, first, second = f"{LIST}{exercise.pk}/change/", caution.condition_id, ConditionFactory().pk
    assert save(editing, url, FORM, summary="One.").status_code == 302
    version = versions.versions_of(exercise)[0]
    assert save(editing, url, FORM, **{"cautions-0-condition": second}).status_code == 302
    CautionFactory(exercise=exercise, condition_id=first, advice="Second.")
    FormFactory(exercise=exercise, easier=True)
    assert save(editing, url, FORM, summary="Two.").status_code == 302
    assert editing.post(f"{LIST}{exercise.pk}/history/{version.pk}/").status_code == 302
    assert list(exercise.cautions.values_list("pk", "condition")) == [(caution.pk, first)]
    assert [form.kind for form in exercise.forms.all()] == ["usual"]


def test_two_cautions_change_places(editing):
    """And one takes the condition of another that is taken out in the same go."""
    exercise = ExerciseFactory()
    first, second = (CautionFactory(exercise=exercise, advice=advice) for advice in ("First.", "Second."))
    url, conditions = f"{LIST}{exercise.pk}/change/", [first.condition_id, second.condition_id]
    response = save(editing, url, FORM, **{f"cautions-{n}-condition": conditions[1 - n] for n in (0, 1)})
    assert response.status_code == 302, said(response)
    now = {caution.advice: caution.condition_id for caution in exercise.cautions.all()}
    assert now == {"First.": conditions[1], "Second.": conditions[0]}
    held = form_on(editing, url, FORM)
    taken = {"cautions-1-DELETE": "on", "cautions-0-condition": held["cautions-1-condition"]}
    response = send(editing, url, held, **taken)
    assert response.status_code == 302, said(response)
    assert [str(caution.condition_id) for caution in exercise.cautions.all()] == [held["cautions-1-condition"]]


def test_the_address_of_a_draft_can_be_changed(editing):
    """Nobody has seen it."""
    draft = ExerciseFactory(status=Status.DRAFT, slug="dog")
    save(editing, f"{LIST}{draft.pk}/change/", FORM, slug="downward-dog")
    draft.refresh_from_db()
    assert draft.slug == "downward-dog"


def test_the_order_is_changed_in_the_list(editing):
    """Numbers in the list, no mouse needed; people see the new order."""
    first, second = ExerciseFactory(order=1, name="First"), ExerciseFactory(order=2, name="Second")
    save(editing, LIST, "changelist-form", **{"form-0-order": 3, "_save": "Save"})
    first.refresh_from_db()
    assert first.order == 3
    page = said(Client().get("/stretches/"))
    assert page.index(second.name) < page.index(first.name)


def test_the_list_is_searched_by_name_and_step(editing):
    """Not by address alone."""
    ExerciseFactory(name="Cobra")
    dog = ExerciseFactory(name="Dog", usual__steps="Lift your hips high.")
    found = editing.get(LIST, {"q": "hips high"}).context["cl"].result_list
    assert [row.pk for row in found] == [dog.pk]


def test_an_empty_list_is_no_error(editing):
    """On the first day."""
    assert editing.get(LIST).status_code == 200


@pytest.fixture(scope="class")
def opened(shared_rows):
    """A published exercise, and what its page holds; it stands while the tests of a class use it."""
    with shared_rows():
        exercise = ExerciseFactory(slug="lying", name="Lying")
        yield exercise, form_on(browser_of(EditorFactory()), f"{LIST}{exercise.pk}/change/", FORM)


class TestPublished:
    """The page of a published exercise, opened once for all of these; what each saves is undone."""

    @pytest.fixture
    def lying(self, db, opened):
        """The address where it is edited, and the exercise."""
        exercise = Exercise.objects.get(pk=opened[0].pk)
        return f"{LIST}{exercise.pk}/change/", exercise

    @pytest.fixture
    def held(self, opened):
        return opened[1]

    def test_a_changed_step_is_on_the_page_at_once(self, editing, lying, held):
        """The visitor who had read the old one reads the new one next."""
        address, _ = lying
        visitor = Client()
        assert "Draw one knee to your chest." in said(visitor.get("/stretches/lying/"))
        response = send(editing, address, held, **{"forms-0-steps": "Lie on your side.\nRest."})
        assert response.status_code == 302
        after = said(visitor.get("/stretches/lying/"))
        assert "Lie on your side." in after
        assert "Draw one knee to your chest." not in after

    def test_the_page_takes_the_same_queries_for_more_cautions_and_forms(self, editing, lying, queries_of):
        """What each row offers to choose from is read once, and so are the words of all rows."""
        address, exercise = lying
        caution = CautionFactory(exercise=exercise)
        editing.get(address)
        few = queries_of(editing, address)
        FormFactory(exercise=exercise, kind=Form.Kind.EASIER)
        CautionFactory.create_batch(5, exercise=exercise, form=caution.form)
        assert queries_of(editing, address) == few

    def test_saving_without_a_change_keeps_everything(self, editing, lying):
        """Opening a page and pressing Save loses nothing."""
        address, exercise = lying
        CautionFactory(exercise=exercise)
        before = list(Form.objects.values())
        assert save(editing, address, FORM).status_code == 302
        assert list(Form.objects.values()) == before
        assert exercise.cautions.count() == 1

    def test_the_address_is_fixed_once_published(self, editing, lying, held):
        """Links and plans lead to it."""
        address, exercise = lying
        assert "slug" not in held
        send(editing, address, held, slug="elsewhere")
        exercise.refresh_from_db()
        assert exercise.slug == "lying"

    def test_a_caution_can_only_name_this_exercise_s_forms(self, editing, lying, held):
        """Another exercise's form is no choice."""
        address, exercise = lying
        other = FormFactory(kind=Form.Kind.EASIER, name="Elsewhere")
        new = {
            "cautions-TOTAL_FORMS": 1,
            "cautions-0-condition": ConditionFactory().pk,
            "cautions-0-effect": "mark",
            "cautions-0-form": other.pk,
            "cautions-0-advice": "Go slowly.",
        }
        assert send(editing, address, held, **new).status_code == 422
        assert send(editing, address, held, **{**new, "cautions-0-form": exercise.usual.pk}).status_code == 302
        assert exercise.cautions.get().form == exercise.usual

    def test_a_movement_that_cannot_be_drawn_is_refused_in_words(self, editing, lying, held, movement):
        """The typing stays as typed."""
        address, exercise = lying
        movement["poses"][0]["near_arm"] = {"to": [150, 90]}
        response = send(editing, address, held, **{"forms-0-movement": json.dumps(movement)})
        assert response.status_code == 422
        assert "cannot reach that point" in said(response)
        assert exercise.forms.get().movement is None

    def test_a_movement_that_is_no_json_is_refused_in_words(self, editing, lying, held):
        """Whatever was typed, the page comes back with it."""
        address, _ = lying
        for text in ["{", "[" * 15_000, "9" * 10_000, "1e999", '"\\u0000"', "[]", "{}", "x" * 30_000]:
            response = send(editing, address, held, **{"forms-0-movement": text})
            assert (response.status_code, "errorlist" in said(response)) == (422, True), text[:20]

    def test_a_new_movement_is_drawn_for_visitors(self, editing, lying, held, movement):
        """Saving draws it; the areas glow in it."""
        address, _ = lying
        send(editing, address, held, **{"forms-0-movement": json.dumps(movement)})
        first = Client().get("/stretches/lying/figure.svg")
        assert first.status_code == 200
        save(editing, address, FORM, areas=[BodyAreaFactory(slug="lower-back").pk])
        assert Client().get("/stretches/lying/figure.svg").content != first.content

    @pytest.mark.parametrize("query", ["language=zz", "level__exact=x", "p=x", "o=99", "q=%00", "status__exact=zz"])
    def test_odd_addresses_are_no_error(self, editing, lying, query):
        """Somebody's mistyped link."""
        for address in (LIST, lying[0]):
            assert editing.get(f"{address}?{query}", follow=True).status_code == 200

    def test_the_address_of_a_new_exercise_is_proposed_from_its_name(self, editing, lying):
        """As it is typed; an address that stands already is left alone."""
        assert proposals(editing.get(ADD).text) == ["#id_slug"]
        assert proposals(editing.get(lying[0]).text) == []
