"""The group of editors: it changes content and nothing else."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission

from stretches.editors import ensure_group
from tests.editing import said
from tests.factories.accounts import UserFactory
from tests.factories.stretches import ExerciseFactory

CONTENT = {
    "bodyarea", "caution", "condition", "exercise", "form", "photo", "program", "question", "stage", "stageexercise",
}  # fmt: skip


def test_the_group_holds_every_permission_on_content_and_none_else(db):
    """Forty: four acts on ten models."""
    group = ensure_group()
    codenames = set(group.permissions.values_list("codename", flat=True))
    assert codenames == {f"{act}_{model}" for act in ("add", "change", "delete", "view") for model in CONTENT}


def test_making_the_group_again_mends_it(db):
    """A right that somebody added by hand is taken away, a member stays."""
    group = ensure_group()
    member = UserFactory()
    member.groups.add(group)
    group.permissions.add(Permission.objects.get(codename="change_user"))
    assert ensure_group() == group
    assert not group.permissions.filter(codename="change_user").exists()
    assert group.user_set.get() == member
    assert Group.objects.count() == 1


def test_an_editor_sees_content_and_nothing_of_people(editing, editor):
    """Every model of the editing pages is tried: list, add, change, delete, history, even of oneself."""
    opened = set()
    for model in admin.site._registry:
        name = model._meta.model_name
        base = f"/admin/{model._meta.app_label}/{name}/"
        for page in ("", "add/", *(f"{editor.pk}/{page}/" for page in ("change", "delete", "history"))):
            if editing.get(base + page).status_code not in (403, 404, 302):
                opened.add(name)
    assert opened == {"exercise", "question", "bodyarea", "condition", "program"}


def test_the_index_lists_content_only(editing):
    """No people, no sessions, no sign-in devices."""
    page = editing.get("/admin/")
    listed = {model["object_name"] for app in page.context["app_list"] for model in app["models"]}
    assert listed == {"BodyArea", "Condition", "Exercise", "Program", "Question"}
    assert "/figures/" in said(page)


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/stretches/exercise/",
        "/admin/stretches/exercise/add/",
        "/admin/stretches/question/",
        "/figures/",
    ],
)
def test_editing_pages_are_for_staff(client, db, address):
    """Visitors sign in first; a member without rights is turned away."""
    assert client.get(address).status_code == 302
    client.force_login(UserFactory())
    assert client.get(address, follow=True).status_code in (403, 404)


def test_a_member_of_staff_without_the_group_edits_nothing(client, db):
    """Being staff opens the door, the group opens the drawers."""
    exercise = ExerciseFactory()
    client.force_login(UserFactory(is_staff=True))
    base = f"/admin/stretches/exercise/{exercise.pk}/"
    for page in ("change/", "history/", "history/1/"):
        assert client.get(base + page).status_code == 403
    assert client.post(f"{base}change/check/").status_code == 403


def test_the_contact_sheet_shows_every_form(editing):
    """Also of drafts; a form without a drawing says so."""
    exercise = ExerciseFactory(name="Lying", status="draft")
    page = said(editing.get("/figures/"))
    assert exercise.name in page
    assert "no drawing of its own" in page
