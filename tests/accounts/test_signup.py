"""Making an account."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from accounts import entrance
from accounts.consent import CONSENT_VERSION
from accounts.models import Invitation, User
from tests.factories.accounts import InvitationFactory, UserFactory

pytestmark = pytest.mark.django_db
SIGNUP = "/accounts/signup/"


def errors(response):
    """What the form says, by field."""
    return response.context["form"].errors


def test_person_signs_up(client, typed):
    """The account holds the consent, its version, the age and the browser's time zone; they are signed in."""
    before = timezone.now()
    response = client.post(SIGNUP, typed)
    robin = User.objects.get()
    assert response.status_code == 302
    assert int(client.session["_auth_user_id"]) == robin.pk
    assert (robin.email, robin.name, robin.timezone) == ("robin@example.org", "Robin", "Europe/Paris")
    assert robin.consent_version == CONSENT_VERSION
    assert before <= robin.consented_at == robin.adult_confirmed_at <= timezone.now()


def test_with_mail_the_address_is_verified_first(client, typed, mail_works, mailoutbox):
    """No way in before the link in the mail was opened."""
    client.post(SIGNUP, typed)
    assert "_auth_user_id" not in client.session
    assert EmailAddress.objects.get().verified is False
    link = re.search(r"http://testserver(\S+confirm-email\S+)", mailoutbox[0].body)[1]
    client.post(link)
    assert EmailAddress.objects.get().verified is True


def test_a_confirmation_link_used_again_says_that_all_may_be_well(client, typed, mail_works, mailoutbox):
    """Nobody who is confirmed reads that something failed."""
    client.post(SIGNUP, typed)
    link = re.search(r"http://testserver(\S+confirm-email\S+)", mailoutbox[0].body)[1]
    assert "Yes, this is my address" in client.get(link).text
    client.post(link)
    page = client.get(link).text
    assert "If you opened it before, your address is confirmed" in page
    assert f'href="{reverse("account_login")}"' in page


@pytest.mark.parametrize(
    ("missing", "says"), [("consent", "can’t keep your diary"), ("old_enough", "people of 18 and over")]
)
def test_without_consent_or_age_nothing_is_made(client, typed, missing, says):
    """The field says why, and what was typed stays."""
    del typed[missing]
    response = client.post(SIGNUP, typed)
    assert response.status_code == 422
    assert says in errors(response)[missing][0]
    assert b'value="Robin"' in response.content
    assert not User.objects.exists()


def test_host_sets_the_minimum_age(client, settings):
    """The form asks for the host's age."""
    settings.LIMBER_MINIMUM_AGE = 21
    assert b"I am 21 or older" in client.get(SIGNUP).content


def test_form_links_the_privacy_page_and_lets_a_script_find_the_zone(client):
    """Consent is informed; the script has its hook."""
    page = client.get(SIGNUP).content.decode()
    assert reverse("privacy") in page
    assert re.search(r'<input type="hidden" name="timezone"[^>]* data-timezone', page)


def test_without_a_script_the_person_chooses_the_zone(client, typed):
    """The list is there for browsers that run none, after the hidden field; what is sent last counts."""
    unscripted = re.search(r"<noscript>(.*?)</noscript>", client.get(SIGNUP).text, re.DOTALL)[1]
    assert '<select name="timezone"' in unscripted
    assert "Time zone</label>" in unscripted
    client.post(SIGNUP, typed | {"timezone": ["", "Asia/Tokyo"]})
    assert User.objects.get().timezone == "Asia/Tokyo"


def test_a_chosen_zone_stays_when_something_else_is_wrong(client, typed):
    """In the list and in the hidden field."""
    page = client.post(SIGNUP, typed | {"timezone": ["", "Asia/Tokyo"], "password1": "1"}).text
    assert '<option value="Asia/Tokyo" selected>' in page
    assert re.search(r'<input type="hidden" name="timezone" value="Asia/Tokyo"', page)


@pytest.mark.parametrize("sent", ["", "Mars/Olympus", "\x00", "x" * 10_000])
def test_unusable_time_zone_becomes_utc(client, typed, sent):
    """A browser that says nothing or nonsense doesn't keep a person out."""
    client.post(SIGNUP, typed | {"timezone": sent})
    assert User.objects.get().timezone == "UTC"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "x" * 81),
        ("name", "a\x00b"),
        ("email", "no address"),
        ("email", "a\x00@example.org"),
        ("password1", "1"),
    ],
)
def test_bad_input_is_said_at_its_field(client, typed, field, value):
    """Nothing is half-saved."""
    response = client.post(SIGNUP, typed | {field: value})
    assert response.status_code == 422
    assert field in errors(response)
    assert not User.objects.exists()


def test_known_address_is_not_given_away(client, typed, mail_works, mailoutbox):
    """A stranger sees the same page; the owner gets a mail."""
    UserFactory(email="robin@example.org")
    known = client.post(SIGNUP, typed)
    assert User.objects.count() == 1
    assert "It has one already" in mailoutbox[0].body
    client.cookies.clear()
    fresh = client.post(SIGNUP, typed | {"email": "kim@example.org"})
    assert (known.status_code, known["Location"]) == (fresh.status_code, fresh["Location"])


def test_address_taken_between_check_and_saving(client, typed, monkeypatch):
    """The second of two simultaneous sign-ups gets a message, not an error page."""
    check = entrance.SignupForm.save

    def slow(form, request):
        if not User.objects.exists():
            UserFactory(email="robin@example.org")
        return check(form, request)

    monkeypatch.setattr(entrance.SignupForm, "save", slow)
    response = client.post(SIGNUP, typed)
    assert response.status_code == 422
    assert "email" in errors(response)
    assert User.objects.count() == 1


def test_closed_host_makes_no_accounts(client, typed, settings):
    """Neither the page nor a handmade request."""
    settings.LIMBER_REGISTRATION = "closed"
    assert b"No new accounts here" in client.get(SIGNUP).content
    client.post(SIGNUP, typed)
    assert not User.objects.exists()


class TestInvited:
    """A host that lets people in by invitation."""

    @pytest.fixture(autouse=True)
    def by_invitation(self, settings):
        """Set the host so."""
        settings.LIMBER_REGISTRATION = "invited"

    def test_no_code_no_account(self, client, typed):
        """The code is asked for."""
        assert "invitation" in errors(client.post(SIGNUP, typed))
        assert not User.objects.exists()

    def test_link_fills_in_the_code(self, client):
        """Staff can send a link."""
        assert b'value="ABCD-EFGH"' in client.get(SIGNUP, {"invitation": "ABCD-EFGH"}).content

    def test_code_is_used_up(self, client, typed):
        """It lets one person in."""
        InvitationFactory(code="ABCD-EFGH")
        client.post(SIGNUP, typed | {"invitation": "abcd efgh"})
        assert Invitation.objects.get().used_by == User.objects.get()
        client.logout()
        response = client.post(SIGNUP, typed | {"email": "else@example.org", "invitation": "ABCD-EFGH"})
        assert "was used" in errors(response)["invitation"][0]
        assert User.objects.count() == 1

    @pytest.mark.parametrize(
        "fields", [{"expires_at": timezone.now() - timedelta(days=1)}, {"email": "else@example.org"}]
    )
    def test_unfit_code_is_refused(self, client, typed, fields):
        """Too old, or made for somebody else."""
        InvitationFactory(code="ABCD-EFGH", **fields)
        assert "invitation" in errors(client.post(SIGNUP, typed | {"invitation": "ABCD-EFGH"}))
        assert not User.objects.exists()

    def test_code_taken_between_check_and_saving(self, client, typed, monkeypatch):
        """Of two at once one gets in; of the other nothing is left."""
        InvitationFactory(code="ABCD-EFGH")
        other, check = UserFactory(), entrance.SignupForm.save

        def slow(form, request):
            Invitation.objects.claim("ABCD-EFGH", other.email, other, timezone.now())
            return check(form, request)

        monkeypatch.setattr(entrance.SignupForm, "save", slow)
        response = client.post(SIGNUP, typed | {"invitation": "ABCD-EFGH"})
        assert response.status_code == 422
        assert "invitation" in errors(response)
        assert list(User.objects.all()) == [other]
