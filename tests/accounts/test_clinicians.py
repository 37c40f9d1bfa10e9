"""Asking to be a clinician, and what staff answer."""

import pytest
from django.contrib.admin.models import LogEntry

from accounts import erasing
from accounts.models import ClinicianRequest
from tests.factories.accounts import ClinicianRequestFactory

URL = "/accounts/clinician/"
REQUESTS = "/admin/accounts/clinicianrequest/"
TOLD = {"name": "Kim Lee", "profession": "Physiotherapist", "workplace": "Practice at the Park, Bern"}


@pytest.fixture
def asked(person):
    """The person has asked; nobody has answered."""
    return ClinicianRequestFactory(user=person)


def answer(staff, request, state):
    staff.post(f"{REQUESTS}{request.pk}/change/", {"state": state})
    request.refresh_from_db()
    request.user.refresh_from_db()


def test_a_person_asks(mine, person):
    """It waits; the role is not theirs yet."""
    assert mine.post(URL, TOLD).url == URL
    request = person.clinician_request
    assert (request.name, request.state, request.user.is_clinician) == ("Kim Lee", "asked", False)
    assert "Waiting for an answer" in mine.get(URL).text
    assert "/patients/" not in mine.get("/accounts/").text


@pytest.mark.parametrize("field", TOLD)
@pytest.mark.parametrize("value", ["", "x" * 121, "a\x00b"])
def test_what_is_missing_or_too_long_is_refused(mine, field, value):
    """422, and the rest of the typing is kept."""
    response = mine.post(URL, {**TOLD, field: value})
    assert response.status_code == 422
    kept = next(other for name, other in TOLD.items() if name != field)
    assert f'value="{kept}"' in response.text
    assert not ClinicianRequest.objects.exists()


def test_asking_again_corrects_the_request(mine, asked):
    """One request a person."""
    mine.post(URL, {**TOLD, "workplace": "Elsewhere"})
    assert ClinicianRequest.objects.get().workplace == "Elsewhere"


def test_staff_approve(staff, mine, asked, person):
    """The role follows, with who answered and when."""
    answer(staff, asked, "approved")
    assert (asked.state, asked.user.is_clinician) == ("approved", True)
    assert asked.decided_by.is_staff
    assert asked.decided_at
    assert "You are a clinician here" in mine.get(URL).text
    assert "/patients/" in mine.get("/accounts/").text


def test_an_approved_request_is_no_longer_changed(staff, mine, asked):
    """Else somebody else’s name could be approved and then taken."""
    answer(staff, asked, "approved")
    mine.post(URL, {**TOLD, "name": "Somebody Else"})
    asked.refresh_from_db()
    assert (asked.name, asked.state) == ("Kim Lee", "approved")


def test_staff_take_it_back(staff, mine, asked):
    """The role goes at once; the person may ask again."""
    answer(staff, asked, "approved")
    answer(staff, asked, "declined")
    assert asked.user.is_clinician is False
    assert mine.get("/patients/").status_code == 404
    assert "declined" in mine.get(URL).text
    mine.post(URL, TOLD)
    asked.refresh_from_db()
    assert (asked.state, asked.decided_at, asked.decided_by) == ("asked", None, None)


@pytest.mark.parametrize(("action", "role"), [("approve", True), ("decline", False)])
def test_staff_answer_from_the_list(staff, asked, action, role):
    """Several at a time."""
    staff.post(REQUESTS, {"action": action, "_selected_action": [asked.pk]})
    asked.user.refresh_from_db()
    assert asked.user.is_clinician is role
    asked.refresh_from_db()
    assert asked.state == f"{action.removesuffix('e')}ed"


def test_what_a_person_told_is_not_edited(staff, asked):
    """Staff answer; they don't write for the person."""
    staff.post(f"{REQUESTS}{asked.pk}/change/", {"state": "asked", "name": "Boss"})
    asked.refresh_from_db()
    assert asked.name == "Kim Lee"


def test_the_request_goes_with_the_account(staff, asked, person):
    """Nothing is left of it, in the log of the editing pages neither."""
    answer(staff, asked, "approved")
    assert LogEntry.objects.filter(object_repr__contains="Kim Lee").exists()
    erasing.erase(person)
    assert not ClinicianRequest.objects.exists()
    assert not LogEntry.objects.filter(object_repr__contains="Kim Lee").exists()
