"""Anything at all, sent to every form and every page: a clear answer, never a 500, nothing half-saved."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests import addresses, world
from tests.addresses import ALLAUTH, OURS, Address
from tests.factories.accounts import PASSWORD
from tests.htmx import Element, tree, value_of
from tests.world import World, left_as_found

pytestmark = pytest.mark.django_db

MEGABYTE = "x" * 1_000_000
AWKWARD = [
    "",
    "a\x00b",
    "🧘🏽‍♀️ ñ ü 漢字",
    "\u202eright to left",
    "1000000000",
    "-1",
    "1e9",
    "NaN",
    "0000-00-00",
    "9999-12-31",
    "2026-02-30",
    "25:61",
    "00000000-0000-0000-0000-00000000000g",
    "12345678-1234-5678-1234-567812345678",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "x" * 5000,
    "{}",
    "[1]",
]
SEARCHED = ["q", "area", "position", "level", "sided", "until", "weekdays", "moving", "still", "form", "side"]
SEARCHED += ["back", "practice", "time", "next", "page", "p", "day", "date", "sort", "tab"]


@dataclass(frozen=True)
class Form:
    """Where a form stands, and who fills it in: `page` is the address that shows it ("" if it shows itself)."""

    page: str = ""
    who: str = "owner"


# Every address that takes something. One that isn't named here fails test_every_form_is_fuzzed.
FORMS = {
    "account_settings": Form(),
    "save_player": Form("account_settings"),
    "erase_account": Form(),
    "plan_start": Form(),
    "plan_end": Form(),
    "account_clinician": Form(),
    "plan_clinician": Form(),
    "clinician_end": Form("plan_clinician"),
    "patient_join": Form(who="clinician"),
    "patient_exercise": Form(who="clinician"),
    "patient_number": Form(who="clinician"),
    "patient_note": Form(who="clinician"),
    "patient_leave": Form("patient_detail", who="clinician"),
    "session_move": Form(),
    "session_skip": Form(),
    "session_unskip": Form(),
    "session_begin": Form("session_detail"),
    "session_finish": Form("session_detail"),
    "entry_save": Form("session_detail"),
    "checkin_session": Form(),
    "checkin_morning": Form(),
    "checkin_new": Form(),
    "checkin_edit": Form(),
    "checkin_delete": Form("checkin_edit"),
    "session_place": Form("session_detail"),
    "session_shorten": Form("session_detail"),
    "session_bad_day": Form(),
    "session_sore_day": Form(),
    "plan_new": Form(),
    "plan_pause": Form(),
    "pause_end": Form("plan_detail"),
    "plan_days": Form(),
    "plan_repeat": Form(),
    "plan_go_on": Form(),
    "plan_order": Form("plan_edit"),
    "prescription_add": Form("plan_edit"),
    "prescription_edit": Form(),
    "prescription_hide": Form("prescription_edit"),
    "prescription_show": Form("plan_edit"),
    "prescription_swap": Form("prescription_edit"),
    "prescription_form": Form("prescription_edit"),
    "screening": Form(),
    "screening_unlock": Form(),
    "screening_clear": Form(),
    "notice_acknowledge": Form("notice_list"),
    "adjustment_undo": Form(),
    "emergency": Form(),
    "account_login": Form(who="visitor"),
    "account_signup": Form(who="visitor"),
    "account_reset_password": Form(who="visitor"),
    "account_reauthenticate": Form(),
    "account_email": Form(),
    "account_change_password": Form(),
}
EDITED = [f"{model}_{page}" for model in addresses.EDITED for page in ("add", "change", "changelist")]
# allauth's forms that need a mailed key, a security key or a second step first; its own tests hold them.
OF_ALLAUTH = {name for name in ALLAUTH if name.startswith("mfa_")} | {
    "account_logout",
    "account_set_password",
    "account_confirm_login_code",
    "account_reset_password_from_key",
    "usersessions_list",
}

value = st.one_of(st.sampled_from(AWKWARD), st.text(max_size=40), st.integers(-(10**12), 10**12).map(str))
values = st.lists(value, min_size=1, max_size=3)


def quickly(examples: int) -> Callable[[Any], Any]:
    """A few examples, always the same ones: the suite has three minutes."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],  # shrinking takes minutes where each example is a request
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(scope="module")
def host(standing: World, shared_rows: Callable[[], AbstractContextManager[None]]) -> Iterator[World]:
    """A host with people on it; the owner gave the password just now, so that every form is open."""
    with shared_rows():
        browser, erase = standing.browser("owner"), reverse("erase_account")
        browser.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": erase})
        assert browser.get(erase).status_code == 200
        yield standing


@pytest.fixture(scope="module")
def form(host: World) -> Callable[[str], Element]:
    """The form of an address, as it stands on its page; a page is read once, however many forms it has."""

    @cache
    def page(who: str, url: str) -> str:
        with left_as_found():
            return host.browser(who).get(url).text

    def shown(name: str) -> Element:
        return form_in(page(FORMS[name].who, page_of(name, host)), line(name).url(name, host))

    return cache(shown)


def line(name: str) -> Address:
    """The line of an address in the table."""
    return {**OURS, **ALLAUTH}[name]


def page_of(name: str, host: World) -> str:
    """The page that holds the form."""
    page = FORMS[name].page or name
    own = line(name).parts(host)
    return reverse(page, args=own[: len(line(page).parts(host))])


def form_in(html: str, url: str) -> Element:
    """The form of a page that is sent to an address; the whole page where a script sends it."""
    page = tree(html)
    forms = [one for one in page.elements() if one.tag == "form" and one.attributes.get("action") == url]
    return forms[0] if forms else page


def names_in(form: Element) -> list[str]:
    """The names of all fields, ticked or not."""
    found = {
        one.attributes.get("name") for one in form.elements() if one.tag in ("input", "select", "textarea", "button")
    }
    return sorted(name for name in found if name and name != "csrfmiddlewaretoken")


def typed_in(form: Element) -> dict[str, list[str]]:
    """What stands in the fields that people type in."""
    found: dict[str, list[str]] = {}
    for one in form.elements():
        is_text = one.attributes.get("type") in ("text", "number", "date", "time", "email")
        if one.tag == "textarea" or (one.tag == "input" and is_text):
            found.setdefault(one.attributes.get("name") or "", []).append(" ".join(value_of(one).split()))
    return found


def assert_clear(response: HttpResponse, url: str, before: tuple[int, ...], sent: dict[str, list[str]]) -> None:
    """No 5xx; a refusal changed no row, and a page that comes back has the typing in it."""
    assert response.status_code < 500
    if response.status_code < 400:
        return
    assert world.row_counts() == before
    if response.status_code == 422 and response["Content-Type"].startswith("text/html"):
        for name, kept in typed_in(form_in(response.text, url)).items():
            assert name not in sent or " ".join(sent[name][-1].split()) in kept, name


def test_every_form_is_fuzzed() -> None:
    """A new form joins in by a line in FORMS."""
    table = {**OURS, **ALLAUTH}
    taking = {name for name in table if table[name].takes in (addresses.FORM, addresses.POST)}
    missing = taking - set(FORMS) - OF_ALLAUTH
    assert not missing, f"Say in FORMS of tests/test_fuzz.py where the form of {sorted(missing)} stands."


@pytest.mark.parametrize("name", FORMS)
def test_a_form_takes_anything(host: World, form: Callable[[str], Element], name: str) -> None:
    """Generated values in any of its fields, repeated and unknown ones too."""
    browser, url, before = host.browser(FORMS[name].who), line(name).url(name, host), world.row_counts()
    usual, keys = form(name).fields(), st.sampled_from([*names_in(form(name)), "unknown", "pk", "owner"])

    @quickly(6)
    @given(st.dictionaries(keys, values, max_size=8), st.booleans())
    def send(generated: dict[str, list[str]], as_htmx: bool) -> None:
        sent = {**usual, **generated}
        headers = {"HX-Request": "true", "HX-Target": "nobody-knows"} if as_htmx else {}
        with left_as_found():
            assert_clear(browser.post(url, sent, headers=headers), url, before, sent)

    send()


@pytest.mark.timeout(180)
def test_a_megabyte_is_too_much(host: World, form: Callable[[str], Element]) -> None:
    """A page says so, and nothing is kept; a form that is one button reads nothing of it."""
    for name in FORMS:
        browser, url = host.browser(FORMS[name].who), line(name).url(name, host)
        with left_as_found():
            names, before = names_in(form(name)), world.row_counts()
            field = next((one for one in names if one in ("note", "name", "email")), [*names, "note"][0])
            response = browser.post(url, f"{urlencode({field: ''})}{MEGABYTE}", "application/x-www-form-urlencoded")
            assert response.status_code < 500, name
            if names:
                assert (response.status_code, world.row_counts()) == (413, before), name
                assert "<main" in response.text, name


def test_a_stale_token_gets_a_page_of_ours(host: World) -> None:
    """403 in the product's look, and nothing is kept."""
    before = world.row_counts()
    for name in FORMS:
        browser = host.browser(FORMS[name].who, csrf=True)
        response = browser.post(line(name).url(name, host), {"csrfmiddlewaretoken": "x" * 64})
        assert (response.status_code, "<main" in response.text) == (403, True), name
    assert world.row_counts() == before


@pytest.mark.parametrize("name", EDITED)
def test_an_editing_form_takes_anything(host: World, name: str) -> None:
    """The admin's pages of content, with everything that belongs to a piece."""
    address = addresses.admin_address(name)
    assert address
    browser, url = host.browser("editor"), address.url(f"admin:{name}", host)
    page, before = tree(browser.get(url).text), world.row_counts()
    usual, keys = page.fields(), st.sampled_from([*names_in(page), "unknown", "_popup", "language"])

    @quickly(3)
    @given(st.dictionaries(keys, values, min_size=1, max_size=8))
    def send(generated: dict[str, list[str]]) -> None:
        with left_as_found():
            response = browser.post(url, {**usual, **generated})
            assert response.status_code < 500
            assert response.status_code < 400 or world.row_counts() == before

    send()


@pytest.mark.timeout(180)
@pytest.mark.parametrize("table", [OURS, ALLAUTH], ids=["ours", "the account's"])
def test_a_page_takes_any_query(host: World, table: dict[str, Address]) -> None:
    """Filters, days and pages of the address are anybody's to change; so is the part that htmx asks for."""
    targets = st.sampled_from(["results", "morning", "quieter-weeks", "nobody-knows", "\u00e9", "x" * 500])

    @quickly(4)
    @given(st.dictionaries(st.sampled_from(SEARCHED), values, min_size=1, max_size=8), targets, st.booleans())
    def ask(query: dict[str, list[str]], target: str, as_htmx: bool) -> None:
        headers = {"HX-Request": "true", "HX-Target": target} if as_htmx else {}
        with left_as_found():
            response = browser.get(f"{url}?{urlencode(query, doseq=True)}", headers=headers)
            assert response.status_code < 500
            if response.streaming:
                response.getvalue()

    for name in [name for name, one in table.items() if one.takes != addresses.POST]:
        who = FORMS[name].who if name in FORMS else {"staff": "editor"}.get(line(name).who, "owner")
        browser, url = host.browser(who), line(name).url(name, host)
        ask()


@pytest.mark.parametrize("part", [0, 10**9, 10**30, "no-such-thing", "x" * 2000, "0000-00-00", "2026-02-30"])
def test_an_address_of_nothing_is_not_found(host: World, part: Any) -> None:
    """404 in the product's look for a key, a slug or a day that isn't there."""
    browser = host.browser("owner")
    for name, address in OURS.items():
        parts = address.parts(host)
        if not parts or name in ("media", "checkin_delete"):
            continue
        try:
            url = reverse(name, args=[part, *parts[1:]])
        except NoReverseMatch:
            continue
        method = browser.post if address.takes == addresses.POST else browser.get
        response = method(url)
        assert (response.status_code, "<main" in response.text) == (404, True), url


@pytest.mark.parametrize("day", ["0000-00-00", "2026-02-30", "9999-12-31", "1000000000"])
def test_a_week_of_no_calendar_is_not_found(host: World, day: str) -> None:
    """404 for what is no day."""
    assert host.browser("owner").get(f"/week/{day}/").status_code == 404


def test_the_player_s_json_takes_anything(host: World) -> None:
    """What is no object of known keys is refused, and what was kept stays."""
    owner, browser = deepcopy(host.people["owner"]), host.browser("owner")
    assert owner

    @quickly(30)
    @given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=20), st.lists, max_leaves=5))
    def send(sent: Any) -> None:
        with left_as_found():
            kept = owner.player
            for body in (json.dumps(sent), json.dumps({"sound": sent}), "{" * 400, '"\ud800"'):
                typed = body.encode("utf-8", "surrogatepass")
                response = browser.post(reverse("save_player"), typed, "application/json")
                assert response.status_code in (204, 400, 422)
                owner.refresh_from_db()
                assert response.status_code == 204 or owner.player == kept
                kept = owner.player
        owner.refresh_from_db()

    send()
