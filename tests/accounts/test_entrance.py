"""Signing in, forgetting passwords, and allauth's pages in our shell."""

import re
import socket
from contextlib import contextmanager

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from tests.accounts.mailhost import mail_host
from tests.factories.accounts import PASSWORD
from tests.htmx import tree

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
RESET = "/accounts/password/reset/"


def log_in(client, email, password=PASSWORD):
    """Type address and password."""
    return client.post(LOGIN, {"login": email, "password": password})


def test_person_signs_in_in_any_case(client, person):
    """The address is no password: its case doesn't matter."""
    assert log_in(client, person.email.upper()).status_code == 302
    assert int(client.session["_auth_user_id"]) == person.pk


def test_wrong_password_is_refused(client, person):
    """And what was typed stays, apart from the password."""
    response = log_in(client, person.email, "standing on the mat")
    assert person.email in response.content.decode()
    assert "standing on the mat" not in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_what_is_wrong_is_where_a_reader_begins(client, person):
    """At sign-in, and where the password is asked again: not at the top of a page that looks the same."""
    pages = [log_in(client, person.email, "standing on the mat")]
    client.force_login(person)
    pages.append(client.post("/accounts/reauthenticate/", {"password": "standing on the mat"}))
    for page in pages:
        errors = tree(page.text).by_id("errors")
        assert (errors.attributes["role"], "autofocus" in errors.attributes) == ("alert", True)
        assert "not correct" in errors.text() or "Incorrect" in errors.text()


def test_sixth_attempt_is_refused_even_with_the_right_password(client, person):
    """Guessing is slow."""
    for _attempt in range(5):
        log_in(client, person.email, "guess")
    log_in(client, person.email)
    assert "_auth_user_id" not in client.session


def test_reset_without_mail_says_so(client, person, mailoutbox):
    """No link is promised that can't be sent."""
    for response in [client.get(RESET), client.post(RESET, {"email": person.email})]:
        assert "can’t send mail" in response.content.decode()
        assert ".venv/bin/python manage.py changepassword" in response.text
    assert mailoutbox == []


def test_reset_by_mail(client, person, mail_works, mailoutbox):
    """The link in the mail sets a new password, once."""
    client.post(RESET, {"email": person.email})
    link = re.search(r"http://testserver(\S+)", mailoutbox[0].body)[1]
    set_password(client, link, "kneeling on the mat 8")
    person.refresh_from_db()
    assert person.check_password("kneeling on the mat 8")
    assert "This link does not work any more" in client.get(link, follow=True).text


@pytest.mark.parametrize(("registration", "offered"), [("open", True), ("invited", True), ("closed", False)])
def test_signing_up_is_offered_where_one_can(client, settings, registration, offered):
    """At the head of each page; the sign-in page itself offers it in words besides."""
    settings.LIMBER_REGISTRATION = registration
    assert (f'href="{reverse("account_signup")}"' in client.get("/stretches/").text) is offered


def test_reset_tells_nothing_about_addresses(client, person, mail_works):
    """Known or not, the answer is the same."""
    known = client.post(RESET, {"email": person.email})
    unknown = client.post(RESET, {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_reset_through_a_mail_server(client, person, mail_works, settings):
    """The same over a real connection: what the server received holds a link that works."""
    with mail_host() as host:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = host.server_address
        client.post(RESET, {"email": person.email})
    [(sender, recipients, message)] = host.received
    assert recipients == [person.email]
    assert sender == settings.DEFAULT_FROM_EMAIL
    assert message["Subject"] == "Set a new password for Limber"
    link = re.search(r"http://testserver(\S+)", message.get_content())[1]
    set_password(client, link, "kneeling on the mat 8")
    person.refresh_from_db()
    assert person.check_password("kneeling on the mat 8")


@contextmanager
def no_mail_host(settings, *, is_silent):
    """A mail server that takes no connection, or takes one and says nothing."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        if is_silent:
            server.listen()
        settings.EMAIL_BACKEND, settings.EMAIL_TIMEOUT = "django.core.mail.backends.smtp.EmailBackend", 0.3
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        yield


@pytest.mark.parametrize("is_silent", [False, True], ids=["dead", "silent"])
def test_a_mail_that_cannot_be_sent_is_told(client, person, mail_works, settings, caplog, is_silent):
    """For a reset and for somebody who signs in before the address is confirmed; nothing personal is logged."""
    EmailAddress.objects.update(verified=False)
    with no_mail_host(settings, is_silent=is_silent):
        for answer in (client.post(RESET, {"email": person.email}), log_in(client, person.email)):
            assert (answer.status_code, "could not be sent" in answer.text) == (503, True)
    assert "_auth_user_id" not in client.session
    assert person.email not in caplog.text
    assert "A mail could not be sent" in caplog.text


def test_who_signed_up_while_no_mail_could_be_sent_gets_it_at_the_next_sign_in(
    client, typed, mail_works, settings, mailoutbox
):
    """The account is made, as the page says; nobody is told that a mail is on its way when none is."""
    with no_mail_host(settings, is_silent=False):
        answer = client.post(reverse("account_signup"), typed)
    assert (answer.status_code, "it is made" in answer.text) == (503, True)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    log_in(client, typed["email"], typed["password1"])
    assert [mail.to for mail in mailoutbox] == [[typed["email"].lower()]]


def set_password(client, link, password):
    """Open the link and type a new password."""
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": password, "password2": password})


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password_done"])
def test_entrance_pages_stand_in_our_shell(client, name):
    """Our heading, our frame, nothing the security policy would block."""
    fits_our_shell(client.get(reverse(name)))


@pytest.mark.parametrize(
    "name",
    [
        "account_logout",
        "account_email",
        "account_change_password",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "usersessions_list",
    ],
)
def test_manage_pages_stand_in_our_shell(client, person, name):
    """The same for the pages of people who are signed in."""
    log_in(client, person.email)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    fits_our_shell(client.get(reverse(name), follow=True))


def fits_our_shell(response):
    """One labelled heading, our style sheets, no inline style, script or handler."""
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count('id="title"') == 1
    assert "css/components" in page
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", page)
    assert not re.search(r"<script(?![^>]*(src=|application/json))", page)


def test_visitor_is_asked_to_sign_in(client):
    """Private pages lead to the sign-in page and back."""
    for name in ["account", "account_settings", "erase_account", "account_email", "mfa_index", "usersessions_list"]:
        response = client.get(reverse(name))
        assert response.status_code == 302
        assert response["Location"].startswith(LOGIN)


def test_session_elsewhere_can_be_ended(client, person):
    """The list shows every browser; the others go at once."""
    elsewhere = Client()
    log_in(elsewhere, person.email)
    log_in(client, person.email)
    client.post("/accounts/sessions/")
    assert elsewhere.get("/accounts/").status_code == 302
    assert client.get("/accounts/").status_code == 200
