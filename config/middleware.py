"""htmx's protocol, the person's time, requests of the wrong size or method: in one place, so views need not know."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.template.loader import render_to_string
from django.urls import is_valid_path
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """A request as our middleware meets it: django-htmx has said what htmx asked for."""

    htmx: HtmxDetails


GetResponse = Callable[[Request], HttpResponse]


def bounded_body(get_response: GetResponse) -> GetResponse:
    """Refuse a body over LIMBER_MAX_BODY bytes (413) before any of it is read."""

    def middleware(request: Request) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.LIMBER_MAX_BODY:
            raise RequestDataTooBig
        return get_response(request)

    return middleware


def htmx_protocol(get_response: GetResponse) -> GetResponse:
    """Turn redirects into HX-Redirect for htmx, and say what pages vary by.

    A real navigation, not HX-Location: focus, title and the page's own scripts are then the new page's.
    """

    def middleware(request: Request) -> HttpResponse:
        response = get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["HX-Request", "HX-Target"])
        if request.htmx and "Location" in response and 300 <= response.status_code < 400:
            return htmx_redirect(request, response)
        return response

    return middleware


def htmx_redirect(request: Request, response: HttpResponse) -> HttpResponse:
    """Answer 200 with HX-Redirect; keep the cookies. After signing in, people return to the page, not its fragment.

    Who was signed out while typing is not led away from it: the page says that it was not saved (401).
    """
    location = urlsplit(response["Location"])
    here = request.htmx.current_url_abs_path
    asks_to_sign_in = location.path == resolve_url(settings.LOGIN_URL)
    if asks_to_sign_in and request.method == "POST":
        return HttpResponse(status=401, headers={"Vary": response.get("Vary", "HX-Request")})
    if asks_to_sign_in and here:
        query = {**parse_qs(location.query), "next": [here]}
        location = location._replace(query=urlencode(query, doseq=True))
    answer = HttpResponse(headers={"HX-Redirect": location.geturl(), "Vary": response.get("Vary", "HX-Request")})
    answer.cookies = response.cookies
    return answer


def htmx_messages(get_response: GetResponse) -> GetResponse:
    """Add unread messages to a fragment, out of band; a redirect leaves them for the next page."""

    def middleware(request: Request) -> HttpResponse:
        response = get_response(request)
        is_fragment = (
            request.htmx
            and not response.streaming
            and response.get("Content-Type", "").startswith("text/html")
            and not 300 <= response.status_code < 400
            and response.status_code != 204
            and b"<html" not in response.content[:2000]
        )
        if is_fragment and (unread := list(messages.get_messages(request))):
            response.write(render_to_string("components/messages.html", {"messages": unread, "hx_oob": True}, request))
        return response

    return middleware


def wrong_method(get_response: GetResponse) -> GetResponse:
    """Give people who are told 405 a page. Reading what only takes something leads to the nearest page above it.

    That happens after signing in again, or when a phone opens a tab again that showed a refused form. Whoever asks is
    led on alike: the page above knows whose it is.
    """

    def middleware(request: Request) -> HttpResponse:
        response = get_response(request)
        is_seen = request.accepts("text/html") and not request.htmx
        if response.status_code != 405 or not is_seen:
            return response
        if request.method == "GET" and request.resolver_match and not request.resolver_match.namespace:
            messages.info(request, _("Nothing was saved just now. If you sent a form, please send it once more."))
            return redirect(page_above(request.path_info))
        response.content = render_to_string("405.html", request=request)
        return response

    return middleware


def page_above(path: str) -> str:
    """The nearest address above a path that there is: `/sessions/7/` for `/sessions/7/entries/bridge/`."""
    parts = path.strip("/").split("/")
    above = ("/".join(["", *parts[:length], ""]) for length in range(len(parts) - 1, 0, -1))
    return next(filter(is_valid_path, above), "/")


def local_time(get_response: GetResponse) -> GetResponse:
    """Read and show times where the person is. A visitor has no session cookie and costs no query."""

    def middleware(request: Request) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return get_response(request)
        with timezone.override(ZoneInfo(request.user.timezone)):
            return get_response(request)

    return middleware
