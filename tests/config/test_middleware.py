"""htmx's protocol and the person's time, each without a view knowing of it."""

from types import SimpleNamespace

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from config.middleware import htmx_messages, htmx_protocol, local_time

HTMX = {"HX-Request": "true", "HX-Target": "list", "HX-Current-URL": "http://testserver/stretches/?q=cat"}


def ask(path: str = "/", headers: dict[str, str] | None = None, method: str = "get") -> HttpRequest:
    """Make a request as django-htmx hands it on."""
    request = RequestFactory().generic(method.upper(), path, headers=headers or {})
    request.htmx = HtmxDetails(request)
    request._messages = CookieStorage(request)
    return request


def test_htmx_is_sent_on_by_a_header() -> None:
    """A redirect inside an htmx answer would be followed unseen and swapped into the fragment's place."""
    response = htmx_protocol(lambda _: HttpResponseRedirect("/today/"))(ask(headers=HTMX))
    assert (response.status_code, response["HX-Redirect"]) == (200, "/today/")
    assert "Location" not in response


def test_cookies_survive_being_sent_on() -> None:
    """Signing out and messages set cookies on redirects."""

    def view(_: HttpRequest) -> HttpResponse:
        response = HttpResponseRedirect("/")
        response.set_cookie("kept", "yes")
        return response

    assert htmx_protocol(view)(ask(headers=HTMX)).cookies["kept"].value == "yes"


def test_after_signing_in_people_return_to_the_page() -> None:
    """Not to the fragment's address that asked for sign-in."""
    view = htmx_protocol(lambda _: HttpResponseRedirect("/accounts/login/?next=/sessions/1/row/"))
    assert view(ask(headers=HTMX))["HX-Redirect"] == "/accounts/login/?next=%2Fstretches%2F%3Fq%3Dcat"


def test_who_was_signed_out_while_typing_is_not_led_away_from_it() -> None:
    """What htmx sends comes to nothing, and the page says so; the words are still there."""
    view = htmx_protocol(lambda _: HttpResponseRedirect("/accounts/login/?next=/sessions/1/row/"))
    response = view(ask(headers=HTMX, method="post"))
    assert (response.status_code, response.content) == (401, b"")
    assert "HX-Redirect" not in response


def test_a_browser_is_redirected_as_ever() -> None:
    """Without htmx nothing changes."""
    response = htmx_protocol(lambda _: HttpResponseRedirect("/today/"))(ask())
    assert (response.status_code, response["Location"]) == (302, "/today/")


def test_pages_vary_by_what_htmx_asks_for() -> None:
    """A cache must not give a fragment to somebody who asked for the page; files don't vary."""
    page = htmx_protocol(lambda _: HttpResponse("<p>"))(ask())
    assert {"HX-Request", "HX-Target"} <= {name.strip() for name in page["Vary"].split(",")}
    assert "Vary" not in htmx_protocol(lambda _: HttpResponse("", content_type="image/svg+xml"))(ask())


def view_with_message(content: str, status: int = 200):
    """A view that leaves a message for the person."""

    def view(request: HttpRequest) -> HttpResponse:
        messages.success(request, "Saved & kept")
        return HttpResponse(content, status=status)

    return view


def test_a_fragment_brings_its_message() -> None:
    """Out of band, escaped, beside the fragment."""
    body = htmx_messages(view_with_message("<li>row</li>"))(ask(headers=HTMX)).content.decode()
    assert body.startswith("<li>row</li>")
    assert "hx-swap-oob" in body
    assert "Saved &amp; kept" in body


@pytest.mark.parametrize(
    ("content", "status", "headers"),
    [("<html><body>", 200, HTMX), ("", 204, HTMX), ("", 302, HTMX), ("<p>", 200, {})],
    ids=["whole page", "nothing to swap", "redirect", "no htmx"],
)
def test_other_answers_keep_the_message_for_later(content: str, status: int, headers: dict[str, str]) -> None:
    """It is shown by the next page, not twice and not lost."""
    request = ask(headers=headers)
    assert htmx_messages(view_with_message(content, status))(request).content.decode() == content
    assert [str(message) for message in messages.get_messages(request)] == ["Saved & kept"]


def zone_of(request: HttpRequest) -> str:
    """Name the zone that is active while the view runs."""
    seen = []
    local_time(lambda _: seen.append(timezone.get_current_timezone_name()) or HttpResponse())(request)
    return seen[0]


def test_times_are_the_persons(settings) -> None:
    """The zone is theirs during the request and nobody's after it."""
    request = ask()
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    request.user = SimpleNamespace(is_authenticated=True, timezone="Pacific/Auckland")
    assert zone_of(request) == "Pacific/Auckland"
    assert timezone.get_current_timezone_name() == "UTC"


def test_a_visitor_costs_no_query() -> None:
    """Without a session cookie nobody is looked up: this request has not even a user."""
    assert zone_of(ask()) == "UTC"
