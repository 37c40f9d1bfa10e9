"""Settings, the player's preferences, and the pages around them."""

import json

import pytest
from django.urls import reverse

from accounts import preferences
from tests.factories.accounts import UserFactory

SETTINGS = "/accounts/settings/"
PLAYER = "/accounts/player/"
CHOSEN = {
    "name": "Robin 🧘",
    "timezone": "America/New_York",
    "first_weekday": "7",
    "theme": "dark",
    "get_ready": "10",
    "speech": "on",
}
NIGHT = {"get_ready": 10, "sound": False, "vibration": False, "speech": True}


def test_person_changes_their_settings(mine, person):
    """All of it is kept."""
    assert mine.post(SETTINGS, CHOSEN).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.timezone) == ("Robin 🧘", "America/New_York")
    assert (person.first_weekday, person.theme, person.player) == (7, "dark", NIGHT)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("timezone", "Mars/Olympus"),
        ("timezone", "Europe/Paris\x00"),
        ("name", "x" * 81),
        ("name", "Ro\x00bin"),
        ("name", "x" * 100_000),
        ("first_weekday", "8"),
        ("first_weekday", "1000000000"),
        ("theme", "pink"),
        ("get_ready", "2"),
        ("get_ready", "21"),
        ("get_ready", "1000000000"),
        ("get_ready", "-1"),
        ("get_ready", "soon"),
    ],
)
def test_bad_setting_is_said_at_its_field(mine, person, field, value):
    """Nothing is saved, and the rest of the typing stays."""
    response = mine.post(SETTINGS, CHOSEN | {field: value})
    assert response.status_code == 422
    assert field in response.context["form"].errors | response.context["player_form"].errors
    assert b'<option value="7" selected>' in response.content or field == "first_weekday"
    person.refresh_from_db()
    assert (person.name, person.theme, person.player) == ("Robin", "auto", preferences.defaults())


def test_refused_theme_does_not_dress_the_page(mine):
    """The frame shows what is stored, not what was refused."""
    assert b"data-theme" not in mine.post(SETTINGS, CHOSEN | {"get_ready": "99"}).content


def test_page_says_when_the_zone_may_be_wrong(mine, person):
    """UTC may mean that the browser said nothing."""
    assert b"Your time zone is UTC" in mine.get(SETTINGS).content
    mine.post(SETTINGS, CHOSEN)
    assert b"Your time zone is UTC" not in mine.get(SETTINGS).content


def test_old_spelling_of_a_zone_stays_choosable(mine, person):
    """Browsers send such names; saving the page again must not lose them."""
    person.timezone = "US/Pacific"
    person.save()
    assert mine.post(SETTINGS, CHOSEN | {"timezone": "US/Pacific"}).status_code == 302


def test_player_saves_a_form(mine, person):
    """As a page without a script would send it: an unticked box is absent."""
    assert mine.post(PLAYER, {"get_ready": "10", "speech": "on"}).status_code == 204
    person.refresh_from_db()
    assert person.player == NIGHT


def test_player_saves_the_one_switch_that_changed(mine, person):
    """As the script sends it: JSON, with what changed alone."""
    response = mine.post(PLAYER, json.dumps({"sound": False}), content_type="application/json")
    assert response.status_code == 204
    person.refresh_from_db()
    assert person.player == {**preferences.defaults(), "sound": False}


def test_player_saves_a_switch_as_the_player_sends_it(mine, person):
    """One field of a form, with the key and the instant that every answer has."""
    assert mine.post(PLAYER, {"sound": "false", "key": "x", "at": "2026-03-02T07:00:00Z"}).status_code == 204
    person.refresh_from_db()
    assert person.player == {**preferences.defaults(), "sound": False}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ('{"get_ready": 1000000000}', 422),
        ('{"get_ready": [5]}', 422),
        ('{"get_ready": NaN}', 422),
        ('{"get_ready": null}', 422),
        ("[]", 400),
        ("{", 400),
        (b"\xff", 400),
        ("[" * 100_000, 400),
        ("[" * 499, 400),
        (json.dumps({"sound": True, "more": "x" * 600}), 400),
    ],
)
def test_player_refuses_what_is_out_of_bounds(mine, person, body, status):
    """Never an error page, nothing saved."""
    assert mine.post(PLAYER, body, content_type="application/json").status_code == status
    person.refresh_from_db()
    assert person.player == preferences.defaults()


def test_player_keeps_only_what_it_knows(mine, person):
    """Unknown keys fall away, odd values become a switch."""
    mine.post(PLAYER, json.dumps({"sound": "false", "speech": {"a": 1}, "x": 1}), content_type="application/json")
    person.refresh_from_db()
    assert person.player == {**preferences.defaults(), "sound": False, "speech": True}


def test_player_needs_a_person(client, db):
    """A visitor is sent to the sign-in page, whether they save or read."""
    sign_in = f"/accounts/login/?next={PLAYER}"
    assert client.post(PLAYER, {"get_ready": "10"})["Location"] == sign_in
    assert client.get(PLAYER)["Location"] == sign_in


def test_settings_are_the_readers_own(mine, browser_of, person):
    """Nobody can name another person: the page is the signed-in one's."""
    browser_of(UserFactory(name="Kim")).post(SETTINGS, CHOSEN | {"name": "Changed"})
    person.refresh_from_db()
    assert person.name == "Robin"


def test_account_page_links_everything(mine):
    """One page leads to all of it."""
    page = mine.get("/accounts/").content.decode()
    names = [
        "account_settings",
        "privacy",
        "account_email",
        "account_change_password",
        "mfa_index",
        "usersessions_list",
        "account_logout",
        "erase_account",
    ]
    assert [name for name in names if f'href="{reverse(name)}"' not in page] == []


@pytest.mark.parametrize("name", ["privacy", "goodbye"])
def test_page_is_open_to_visitors(client, db, name):
    """One can read it before making an account, and after leaving."""
    assert client.get(reverse(name)).status_code == 200
