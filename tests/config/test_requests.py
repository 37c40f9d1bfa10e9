"""Requests that are refused: in the product's look, with the right status, never a 500."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_a_megabyte_of_text_is_too_long(client: Client) -> None:
    """413 and a page, not a stack trace."""
    response = client.post("/accounts/login/", {"login": "x" * 1_000_000, "password": "x"})
    assert response.status_code in (400, 413, 422)
    as_form = client.post("/accounts/login/", "login=" + "x" * 1_000_000, "application/x-www-form-urlencoded")
    assert as_form.status_code == 413
    assert b"<main" in as_form.content


def test_a_body_over_the_limit_is_refused_unread(client: Client, settings) -> None:
    """The declared length decides; nothing is read or stored."""
    response = client.post(
        "/accounts/login/", b"", "multipart/form-data", CONTENT_LENGTH=str(settings.LIMBER_MAX_BODY + 1)
    )
    assert response.status_code == 413


def test_who_sends_too_much_stays_signed_in(caplog) -> None:
    """The page is theirs, and the log does not speak of it: it is the visitor's affair."""
    browser = Client()
    browser.force_login(UserFactory())
    too_much = str(settings.LIMBER_MAX_BODY + 1)
    page = browser.post("/checkins/new/", b"", "multipart/form-data", CONTENT_LENGTH=too_much)
    assert page.status_code == 413
    assert reverse("account_login") not in page.text
    assert reverse("today") in page.text
    assert caplog.records == []


def test_a_stale_csrf_token_gets_a_page_of_ours() -> None:
    """The person reads what to do; the status says refused."""
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a@example.org"})
    assert response.status_code == 403
    assert b"<main" in response.content


def test_nobody_is_told_to_lose_what_they_typed() -> None:
    """Going back and sending again comes first; before the page is loaded again, the text is to be copied."""
    page = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a@example.org"}).text
    assert page.index("Go back and send it once more") < page.index("copy what you typed first")
    assert page.index("copy what you typed first") < page.index("Then load the page again")


def test_an_unknown_address_gets_a_page_of_ours(client: Client) -> None:
    """404 in the product's look."""
    response = client.get("/no/such/page")
    assert response.status_code == 404
    assert b"<main" in response.content


def test_an_unknown_host_is_refused(client: Client) -> None:
    """A forged Host header is a 400."""
    assert client.get("/healthz", headers={"host": "evil.example"}).status_code == 400


def test_sending_to_a_page_that_takes_nothing_gets_a_page_of_ours(client: Client) -> None:
    """405 in the product's look, with a way on; the header says still what the address takes."""
    response = client.post("/rules/")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert b"<main" in response.content
    assert b'href="/"' in response.content


@pytest.mark.parametrize("headers", [{"accept": "application/json"}, {"hx-request": "true"}])
def test_a_script_gets_no_page_with_a_405(client: Client, headers: dict[str, str]) -> None:
    """It reads the status."""
    response = client.post("/rules/", headers=headers)
    assert (response.status_code, response.content) == (405, b"")


def test_reading_an_address_of_the_editors_that_only_takes_something(admin_client: Client) -> None:
    """It is no part of what a person goes through: a page says so."""
    response = admin_client.get("/admin/stretches/exercise/add/check/")
    assert response.status_code == 405
    assert b"<main" in response.content


def test_nobody_is_told_that_a_look_ahead_saved_nothing(admin_client: Client) -> None:
    """HEAD shows nothing to anybody, so it leads nowhere."""
    assert admin_client.head("/accounts/player/").status_code == 405
