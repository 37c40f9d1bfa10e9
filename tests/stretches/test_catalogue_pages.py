"""Finding exercises: the list, its search and filters, and who sees what."""

import pytest
from django.urls import reverse

from stretches import versions
from stretches.models import Edition, Exercise
from tests.factories.accounts import StaffFactory, UserFactory
from tests.factories.stretches import BodyAreaFactory, ExerciseFactory, FormFactory

from .htmx import inner, same, swapped

pytestmark = pytest.mark.django_db

LIST = "/stretches/"


@pytest.fixture(scope="module")
def three(shared_rows):
    """Three exercises that differ in everything one can filter by."""
    with shared_rows():
        yield heel_cat_and_fish()


def heel_cat_and_fish():
    hips, neck = BodyAreaFactory(slug="hips", name="Hips"), BodyAreaFactory(slug="neck", name="Neck")
    heel = ExerciseFactory(slug="heel-slides", name="Heel slides", areas=[hips], sided="alternating")
    cat = ExerciseFactory(
        slug="cat-cow",
        name="Cat-cow",
        areas=[neck],
        level=2,
        also_known_as="Marjārāsana",
        usual__position="hands-knees",
    )
    FormFactory(exercise=cat, kind="easier", position="standing", needs_floor=False, steps="Lean on a table.")
    fish = ExerciseFactory(slug="fish-pose", name="Fish pose", areas=[neck, hips], level=3, usual__position="sitting")
    return heel, cat, fish


def names(response):
    """The exercises that the answer lists, in order."""
    return [exercise.slug for exercise in response.context["exercises"]]


def test_all_are_listed_in_catalogue_order(client, three):
    """Without words and filters a visitor sees all, gentle ones first."""
    response = client.get(LIST)
    assert names(response) == ["heel-slides", "cat-cow", "fish-pose"]
    assert "3 of 3 stretches" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=cat", ["cat-cow"]),
        ("q=CAT+cow", ["cat-cow"]),
        ("q=cat+fish", []),
        ("q=marjarasana", ["cat-cow"]),
        ("q=MÄRJARASANA", ["cat-cow"]),
        ("q=table", ["cat-cow"]),
        ("q=knee+chest", ["heel-slides", "cat-cow", "fish-pose"]),
        ("q=hips", ["heel-slides", "fish-pose"]),
        ("q=+++", ["heel-slides", "cat-cow", "fish-pose"]),
        ("area=neck", ["cat-cow", "fish-pose"]),
        ("position=hands-knees", ["cat-cow"]),
        ("position=standing", ["cat-cow"]),
        ("level=3", ["fish-pose"]),
        ("sided=alternating", ["heel-slides"]),
        ("floor=no", ["cat-cow"]),
        ("floor=no&position=hands-knees", []),
        ("area=neck&level=3&q=fish", ["fish-pose"]),
    ],
)
def test_words_and_filters_narrow_the_list(client, three, query, found):
    """All words must be somewhere; all filters must hold, those of a form for one form."""
    assert names(client.get(f"{LIST}?{query}")) == found


def test_nothing_found_offers_the_way_back(client, three):
    """The empty state says so and leads to all stretches."""
    text = client.get(f"{LIST}?q=bicycle").content.decode()
    assert "Nothing fits all of that" in text
    assert f'href="{LIST}"' in inner(text, "results")


@pytest.mark.parametrize("query", ["area=moon", "position=x", "level=99", "level=one", "sided=%00", "floor=yes"])
def test_an_unknown_filter_filters_nothing_and_is_reported(client, three, query):
    """A mistyped address still shows the list, with a message."""
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 200
    assert len(names(response)) == 3
    assert "We left something out" in response.content.decode()


@pytest.mark.parametrize("words", ["a\x00b", "🧘‍♀️", "x" * 1_000_000, "<script>alert(1)</script>", "%", "' OR 1=1 --"])
@pytest.mark.parametrize("path", [LIST, "/questions/"])
def test_strange_words_are_answered_calmly(client, three, path, words):
    """NUL, emoji, a megabyte and code: a page, never an error, and not echoed without bounds."""
    response = client.get(path, {"q": words})
    assert response.status_code == 200
    assert len(response.content) < 60_000
    assert "<script>alert" not in response.content.decode()


def test_the_swapped_part_equals_a_fresh_page(client, three):
    """Typing a word leaves the page as a reload of the new address would show it."""
    page, fresh = client.get(LIST).content.decode(), client.get(f"{LIST}?q=neck").content.decode()
    fragment = client.get(f"{LIST}?q=neck", headers={"HX-Request": "true", "HX-Target": "results"}).content.decode()
    assert "<html" not in fragment
    after = swapped(page, fragment, "results", out_of_band=["count"])
    assert same(inner(after, "results")) == same(inner(fresh, "results"))
    assert same(inner(after, "count")) == same(inner(fresh, "count"))
    assert same(after).replace('value=""', 'value="neck"', 1) == same(fresh)


@pytest.mark.parametrize("headers", [{"HX-Target": "elsewhere"}, {"HX-History-Restore-Request": "true"}])
def test_an_unknown_target_and_history_get_the_whole_page(client, three, headers):
    """Only a request for the part itself gets the part."""
    target = {"HX-Target": "results"} if "HX-History-Restore-Request" in headers else {}
    response = client.get(LIST, headers={"HX-Request": "true", **target, **headers})
    assert "<html" in response.content.decode()


def test_drafts_are_for_staff(client, three):
    """Visitors and members don't see a draft; staff see it, marked."""
    ExerciseFactory(slug="new-one", name="New one", status="draft")
    assert "new-one" not in names(client.get(LIST))
    assert client.get("/stretches/new-one/").status_code == 404
    client.force_login(UserFactory())
    assert client.get("/stretches/new-one/").status_code == 404
    client.force_login(StaffFactory())
    assert "new-one" in names(client.get(LIST))
    assert "Only staff can see this page" in client.get("/stretches/new-one/").content.decode()


@pytest.fixture
def archived(three):
    """An exercise between the others that is no longer in the list."""
    exercise = ExerciseFactory(slug="old-one", name="Old one", order=three[1].order)
    versions.record(exercise)
    exercise.status = "archived"
    exercise.save()
    return exercise


@pytest.mark.parametrize("page", ["", "print/", "figure.svg"])
def test_an_archived_exercise_is_gone_for_visitors(client, archived, page):
    """What was archived has no page, no sheet and no drawing for them."""
    assert client.get(f"{LIST}old-one/{page}").status_code == 404


def test_an_archived_exercise_stays_readable_for_members(client, archived):
    """Somebody may have it in a plan: its page and its sheet open, and the page says that it left the list."""
    client.force_login(UserFactory())
    page = client.get(f"{LIST}old-one/").content.decode()
    assert "This stretch is no longer in the list." in page
    assert "Only staff can see this page" not in page
    assert "Old one" in client.get(f"{LIST}old-one/print/").content.decode()


def test_what_was_archived_before_anybody_saw_it_stays_with_staff(client, three):
    """A draft that was laid aside was never looked over."""
    versions.record(ExerciseFactory(slug="laid-aside", status="draft"))
    Exercise.objects.filter(slug="laid-aside").update(status="archived")
    Edition.renew()
    client.force_login(UserFactory())
    assert client.get(f"{LIST}laid-aside/").status_code == 404
    client.force_login(StaffFactory())
    assert client.get(f"{LIST}laid-aside/").status_code == 200


@pytest.mark.parametrize("path", [LIST, f"{LIST}?q=old", f"{LIST}print/", f"{LIST}cat-cow/", f"{LIST}fish-pose/"])
def test_an_archived_exercise_is_in_no_list(client, archived, path):
    """Neither listed nor found, not on the sheet of all, and no neighbour of others: for nobody."""
    for reader in (None, UserFactory(), StaffFactory()):
        if reader:
            client.force_login(reader)
        assert "old-one" not in client.get(path).content.decode()


def test_an_exercise_without_a_usual_form_is_not_shown(client):
    """Published too early: visitors don't meet half an exercise, staff can mend it."""
    ExerciseFactory(slug="half", usual=None)
    assert client.get("/stretches/half/").status_code == 404
    client.force_login(StaffFactory())
    assert client.get("/stretches/half/").status_code == 200
    assert client.get("/stretches/half/print/").status_code == 200


@pytest.mark.parametrize("path", ["nowhere/", "nowhere/print/", "nowhere/figure.svg", "a%00b/", "%F0%9F%A7%98/"])
def test_an_unknown_exercise_is_not_found(client, three, path):
    """A slug that nobody has, or nobody can have, is 404."""
    assert client.get(f"{LIST}{path}").status_code == 404


def test_an_editors_change_shows_at_once(client, three):
    """The tree that a process keeps is read again after a save."""
    client.get(LIST)
    cat = Exercise.objects.get(slug="cat-cow")
    cat.name = "Cat and cow"
    cat.save()
    assert "Cat and cow" in client.get(LIST).content.decode()


def test_a_visitor_who_has_the_page_is_spared_it(client, three):
    """The same content is answered with 304, changed content with the page, a member always with the page."""
    tag = client.get(LIST).headers["ETag"]
    assert client.get(LIST, headers={"If-None-Match": tag}).status_code == 304
    assert client.get(LIST, headers={"If-None-Match": tag, "HX-Target": "results"}).status_code == 200
    Edition.renew()
    assert client.get(LIST, headers={"If-None-Match": tag}).status_code == 200
    client.force_login(UserFactory())
    assert "ETag" not in client.get(LIST).headers


def test_queries_do_not_grow_with_the_content(client, three, queries_of):
    """A member's page asks the same few questions of the database with few and with many exercises."""
    client.force_login(UserFactory())
    most = {LIST: 4, f"{LIST}cat-cow/": 6, "/questions/": 4}
    few = {path: queries_when_open(client, path, queries_of) for path in most}
    assert [path for path in most if not 0 < few[path] <= most[path]] == [], few
    ExerciseFactory.create_batch(40)
    assert {path: queries_when_open(client, path, queries_of) for path in most} == few


def queries_when_open(client, path, queries_of):
    """How many a page takes once this process has read the catalogue."""
    client.get(path)
    return queries_of(client, path)


def test_members_go_from_home_to_today(client, three):
    """The front page is for visitors."""
    assert "Look at the stretches" in client.get("/").content.decode()
    client.force_login(UserFactory())
    assert client.get("/").headers["Location"] == reverse("today")


@pytest.mark.parametrize("path", ["/", LIST, "/stretches/cat-cow/", "/stretches/print/", "/questions/"])
def test_pages_are_read_only(client, three, path):
    """Nothing can be posted to the catalogue."""
    assert client.post(path).status_code in (302, 403, 405)
    client.force_login(UserFactory())
    assert client.post(path).status_code == 405
