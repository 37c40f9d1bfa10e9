"""Who gets in: every address that the resolver knows, as six kinds of people, with every kind of request."""

import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests import addresses, world
from tests.addresses import ALLAUTH, MEMBERS, OURS, POST, Address, pk
from tests.world import World, left_as_found

pytestmark = pytest.mark.django_db

SIGN_IN = ("/accounts/login/", "/admin/login/")
METHODS = {
    addresses.READ: {"GET", "HEAD", "OPTIONS"},
    addresses.FORM: {"GET", "HEAD", "POST", "OPTIONS"},
    addresses.POST: {"POST", "OPTIONS"},
}
# What each kind of person is told where they don't get in; whoever isn't named gets in.
REFUSED = {
    addresses.EVERYBODY: {},
    addresses.MEMBERS: {"visitor": "sign in"},
    addresses.OWNER: {"visitor": "sign in", "other": "404", "editor": "404", "superuser": "404"},
    addresses.SCRIPTS: {"visitor": "401"},
    addresses.STAFF: {"visitor": "sign in", "owner": "404", "other": "404"},
    addresses.EDITORS: {"visitor": "sign in", "owner": "sign in", "other": "sign in"},
    addresses.ADMINISTRATORS: {"visitor": "sign in", "owner": "sign in", "other": "sign in", "editor": "403"},
    addresses.NOBODY: dict.fromkeys(("owner", "other", "editor", "superuser"), "404") | {"visitor": "sign in"},
    addresses.NO_EDITOR: {
        "visitor": "sign in",
        "owner": "sign in",
        "other": "sign in",
        "editor": "403",
        "superuser": "403",
    },
}
REFUSED[addresses.CLINICIAN] = REFUSED[addresses.NOBODY]
# A clinician is one more stranger, but for the plan that was opened to them.
REFUSED = {
    kind: refused | ({"clinician": refused["other"]} if "other" in refused and kind != addresses.CLINICIAN else {})
    for kind, refused in REFUSED.items()
}
PEOPLE = ["visitor", "owner", "other", "clinician", "editor", "superuser"]
# No page of ours sends what an address doesn't take. A script does, and reads the status alone; only what the owner
# deletes is asked for as a browser does, which gets a page.
SCRIPT = {"accept": "application/json"}


def told(response: HttpResponse) -> str:
    """What an answer says of getting in."""
    if response.streaming:
        response.getvalue()
    if response.get("Location", "").startswith(SIGN_IN):
        return "sign in"
    return str(response.status_code) if response.status_code >= 400 and response.status_code != 422 else "in"


def expected(address: Address, who: str, method: str, *, leads_on: bool) -> str:
    """What the table says: first whether one is signed in, then whether the method fits, then whose it is.

    `leads_on`: reading an address that only takes something leads to the page above it, whoever asks.
    """
    refused = REFUSED[address.writers if address.writers and method == "POST" else address.who].get(who, "in")
    if refused == "sign in" or method in METHODS[address.takes]:
        return refused
    return "in" if method == "GET" and leads_on else "405"


def differences(standing: World, who: str, method: str, table: dict[str, Address]) -> Iterator[str]:
    """What is otherwise than the table says."""
    for name, address in table.items():
        is_seen = method in METHODS[address.takes] or (who, method) == ("owner", "DELETE")
        headers = {} if is_seen or method == "GET" else SCRIPT
        with left_as_found():
            browser = standing.browser(who, raise_request_exception=False)
            got = told(browser.generic(method, address.url(name, standing), headers=headers))
        wanted = expected(address, who, method, leads_on=not name.startswith("admin:"))
        if got != wanted:
            yield f"{method} {name} as {who}: {got}, not {wanted}"


def test_every_address_has_its_line() -> None:
    """Nothing is reachable that nobody has thought of."""
    known = {*OURS, *ALLAUTH, *addresses.WITHOUT_EXAMPLE}
    for name in set(addresses.names()):
        space, _, own = name.rpartition(":")
        if space == "admin":
            assert own in addresses.ADMIN_WITHOUT_EXAMPLE or addresses.admin_address(own), (
                f"The admin’s page {own!r} is new: say in tests/addresses.py who may open it."
            )
        else:
            assert name in known, f"The address {name!r} is new: add a line to OURS in tests/addresses.py."


def test_no_line_is_left_over() -> None:
    """An address that went takes its line along."""
    assert known_lines() - set(addresses.names()) == set()


def known_lines() -> set[str]:
    return {*OURS, *ALLAUTH, *addresses.WITHOUT_EXAMPLE}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_our_pages_let_in_whom_they_should(standing: World, who: str, method: str) -> None:
    """Visitors are sent to sign in, a stranger finds nothing, and nothing breaks."""
    assert list(differences(standing, who, method, OURS)) == []


@pytest.mark.parametrize(
    ("who", "method"),
    [("owner", "PUT"), ("owner", "PATCH"), ("owner", "DELETE"), ("other", "DELETE"), ("visitor", "DELETE")],
)
def test_our_pages_take_no_other_method(standing: World, who: str, method: str) -> None:
    """405 whoever asks, once they are signed in: the owner for each method, the others for one of them."""
    assert list(differences(standing, who, method, OURS)) == []


LEADS_TO = {
    "session_finish": ("session_detail", "running"),
    "session_begin": ("session_detail", "missed"),
    "session_unskip": ("session_detail", "skipped"),
    "session_place": ("session_detail", "running"),
    "session_shorten": ("session_detail", "planned"),
    "entry_save": ("session_detail", "running"),
    "plan_order": ("plan_detail", "plan"),
    "prescription_add": ("plan_detail", "plan"),
    "pause_end": ("plan_detail", "plan"),
    "checkin_delete": ("checkin_edit", "checkin"),
    "notice_acknowledge": ("notice_list", ""),
    "save_player": ("account", ""),
}


@pytest.mark.parametrize(("name", "page"), LEADS_TO.items(), ids=LEADS_TO)
def test_reading_what_only_takes_something_leads_to_its_page(standing: World, name: str, page: tuple[str, str]) -> None:
    """The owner, who signed in again or opened the tab again, stands on the page and reads that nothing was saved."""
    view, piece = page
    answer = standing.browser("owner").get(OURS[name].url(name, standing), follow=True)
    assert answer.redirect_chain == [(reverse(view, args=pk(piece)(standing) if piece else []), 302)]
    assert answer.status_code == 200
    assert "Nothing was saved just now" in answer.text


@pytest.mark.parametrize("name", [name for name, line in OURS.items() if line.takes == POST and line.who != MEMBERS])
def test_reading_it_tells_another_person_nothing(standing: World, name: str) -> None:
    """Led on as for a number that nobody has, and there is no such page."""
    path = OURS[name].url(name, standing)
    owners, nobodys = (standing.browser("other").get(one, follow=True) for one in (path, of_nobody(path)))
    last = 200 if name == "notice_acknowledge" else 404  # their own notices
    assert (owners.status_code, nobodys.status_code) == (last, last)
    assert [(of_nobody(to), status) for to, status in owners.redirect_chain] == nobodys.redirect_chain


def of_nobody(path: str) -> str:
    """The path with a number that nobody has in the place of its first key."""
    return re.sub(r"(?<=/)\d+(?=/)", "987654321", path, count=1)


@pytest.mark.parametrize("who", ["visitor", "owner"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_pages_of_the_account_let_in_whom_they_should(standing: World, who: str, method: str) -> None:
    """allauth's pages behind our middleware."""
    assert list(differences(standing, who, method, ALLAUTH)) == []


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_admin_lets_in_whom_it_should(standing: World, who: str, method: str) -> None:
    """Content for editors, people for administrators, nothing for anybody else."""
    own = [name.removeprefix("admin:") for name in addresses.names() if name.startswith("admin:")]
    table = {f"admin:{name}": line for name in own if (line := addresses.admin_address(name))}
    assert list(differences(standing, who, method, table)) == []


def test_a_strangers_post_changes_nothing(standing: World) -> None:
    """Not a row more or less, whichever address of the owner's is tried."""
    before = world.row_counts()
    for name, address in OURS.items():
        if address.who == addresses.OWNER:
            standing.browser("other").post(address.url(name, standing), {"discomfort": "5", "outcome": "done"})
    standing.browser("other").post(OURS["checkin_delete"].url("checkin_delete", standing))
    assert world.row_counts() == before
