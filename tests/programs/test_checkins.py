"""How the back is: before and after a session, in the morning, at any other time."""

import datetime as dt
import time
import uuid

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from programs import checkins, sessions
from programs.forms.checkin import CheckInForm
from programs.models import CheckIn, Session, Side
from programs.refused import Refused
from stretches import catalogue
from tests.factories.accounts import UserFactory
from tests.factories.programs import MONDAY, AreaScoreFactory, CheckInFactory, SessionFactory, plan_of
from tests.factories.stretches import BodyAreaFactory
from tests.htmx import htmx, tree

from .threads import at_once

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
NEW, MORNING, TODAY = "/checkins/new/", "/checkins/morning/", "/today/"


@pytest.fixture(autouse=True)
def monday():
    """It is MONDAY, 10:00 in UTC."""
    with time_machine.travel(dt.datetime.combine(MONDAY, dt.time(10), tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def back(db):
    return BodyAreaFactory(slug="lower-back", name="Lower back")


@pytest.fixture
def session(owner):
    """A session that was begun."""
    return SessionFactory(plan=plan_of(owner, sessions=0), begun=True)


def new(**changed):
    return {"day": MONDAY.isoformat(), "discomfort": "3", "key": str(uuid.uuid4()), **changed}


def edit_url(checkin):
    return reverse("checkin_edit", args=[checkin.pk])


def test_a_check_in_at_any_time(member, owner, back):
    """A number, sensations, a note, and areas with side and score."""
    areas = {"areas": ["lower-back"], "areas-lower-back-side": "left", "areas-lower-back-score": "5"}
    answer = member.post(NEW, new(sensations=["", "ache"], note="rain 🌧", **areas))
    checkin = owner.checkins.get()
    assert answer.url == reverse("history")
    assert (checkin.kind, checkin.day, checkin.discomfort) == ("other", MONDAY, 3)
    assert (checkin.sensations, checkin.note) == (["ache"], "rain 🌧")
    assert list(checkin.areas.values_list("area__slug", "side", "score")) == [("lower-back", Side.LEFT, 5)]


def test_overall_left_empty_is_the_highest_area(member, owner, back):
    """No number is stored for it; the score reads the areas."""
    member.post(NEW, new(discomfort="", areas=["lower-back"], **{"areas-lower-back-score": "6"}))
    checkin = owner.checkins.get()
    assert (checkin.discomfort, checkin.score) == (None, 6)


def test_an_area_without_a_number_is_refused(member, owner, back):
    """With its name, and the typing kept."""
    answer = member.post(NEW, new(areas=["lower-back"], note="hm"))
    assert answer.status_code == 422
    assert "Lower back: choose a number" in answer.text
    assert "hm" in answer.text
    assert not owner.checkins.exists()


def test_nothing_answered_is_no_check_in(member, owner):
    """An empty form says what to do."""
    answer = member.post(NEW, new(discomfort=""))
    assert answer.status_code == 422
    assert "Choose a number" in answer.text
    assert not owner.checkins.exists()


@pytest.mark.parametrize("days", [0, 28])
def test_it_may_be_for_an_earlier_day(member, owner, days):
    """Up to four weeks back."""
    member.post(NEW, new(day=(MONDAY - days * DAY).isoformat()))
    assert owner.checkins.get().day == MONDAY - days * DAY


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("day", (MONDAY + DAY).isoformat()),
        ("day", (MONDAY - 29 * DAY).isoformat()),
        ("day", "0000-00-00"),
        ("day", ""),
        ("discomfort", "11"),
        ("discomfort", "-1"),
        ("discomfort", "10" * 3000),
        ("discomfort", "3\x00"),
        ("note", "\x00"),
        ("note", "x" * 501),
        ("sensations", ["", "bliss"]),
        ("key", "no"),
    ],
)
def test_what_cannot_be_is_refused(member, owner, field, value):
    """A message at the field, and nothing stored."""
    answer = member.post(NEW, new(**{field: value}))
    assert answer.status_code == 422
    assert "errorlist" in answer.text or "errors" in answer.text
    assert not owner.checkins.exists()


def test_the_same_key_twice_is_one_check_in(member, owner):
    """Double tap, retry, two tabs: nothing more is told, and nothing changes."""
    sent = new()
    member.post(NEW, sent)
    told_at = owner.checkins.get().told_at
    member.post(NEW, sent)
    checkin = owner.checkins.get()
    assert (checkin.discomfort, checkin.told_at) == (3, told_at)


def test_the_same_key_with_other_answers_changes_the_check_in(member, owner, back):
    """Back to the form, another number and an area, and saved again: what the page calls saved is saved."""
    sent = new()
    member.post(NEW, sent)
    member.post(NEW, {**sent, "discomfort": "9", "areas": ["lower-back"], "areas-lower-back-score": "4"})
    checkin = owner.checkins.get()
    assert (checkin.discomfort, checkin.areas.get().score) == (9, 4)


def test_the_key_of_another_persons_check_in_is_free(member, owner):
    """Keys belong to a person."""
    other = CheckInFactory()
    member.post(NEW, new(key=str(other.key)))
    assert owner.checkins.count() == 1


def test_the_key_of_another_kind_of_check_in_is_taken(member, owner):
    """A made-up form that sends it again changes nothing."""
    morning = CheckInFactory(owner=owner, kind="morning", discomfort=1)
    assert member.post(NEW, new(key=str(morning.key))).status_code == 302
    checkin = owner.checkins.get()
    assert (checkin.kind, checkin.discomfort) == ("morning", 1)


def test_changing_a_check_in_replaces_its_areas(member, owner, back):
    """What is gone from the form is gone."""
    checkin = AreaScoreFactory(checkin=CheckInFactory(owner=owner), area=back).checkin
    page = tree(member.get(edit_url(checkin)).text)
    assert page.by_id("other-areas-lower-back").attributes.get("checked", "no") != "no"
    member.post(edit_url(checkin), {"day": (MONDAY - DAY).isoformat(), "discomfort": "1"})
    checkin.refresh_from_db()
    assert (checkin.day, checkin.discomfort, checkin.areas.count()) == (MONDAY - DAY, 1, 0)


def test_a_long_past_check_in_keeps_its_day(member, owner):
    """It can be changed without moving it to the last four weeks."""
    checkin = CheckInFactory(owner=owner, day=MONDAY - 90 * DAY)
    answer = member.post(edit_url(checkin), {"day": (MONDAY - 90 * DAY).isoformat(), "discomfort": "1"})
    assert answer.status_code == 302
    assert owner.checkins.get().discomfort == 1


def test_the_day_of_a_morning_stays(member, owner):
    """Only check-ins of no fixed kind can move."""
    checkin = CheckInFactory(owner=owner, kind="morning")
    member.post(edit_url(checkin), {"day": (MONDAY - DAY).isoformat(), "discomfort": "1"})
    checkin.refresh_from_db()
    assert (checkin.day, checkin.discomfort) == (MONDAY, 1)


def test_deleting_a_check_in_twice(member, owner):
    """The second time changes nothing and says no error."""
    checkin = CheckInFactory(owner=owner)
    for _ in range(2):
        assert member.post(reverse("checkin_delete", args=[checkin.pk])).url == reverse("history")
    assert not owner.checkins.exists()


def test_a_sign_is_unlocked_not_deleted(member, owner, session):
    """The check-in that tells it stays, on its day, until somebody has looked at it."""
    told = CheckInFactory(owner=owner, signs=["chest-pain"])
    assert member.post(reverse("checkin_delete", args=[told.pk])).url == reverse("screening_result")
    member.post(edit_url(told), {"day": (MONDAY - DAY).isoformat(), "discomfort": "1"})
    told.refresh_from_db()
    assert (told.day, told.discomfort) == (MONDAY, 1)
    with time_machine.travel(dt.datetime.combine(MONDAY, dt.time(12), tzinfo=dt.UTC)):
        member.post(reverse("screening_unlock", args=["seen"]))
        member.post(reverse("checkin_delete", args=[told.pk]))
    assert not owner.checkins.exists()


@pytest.mark.parametrize("kind", ["before", "after"])
def test_before_and_after_a_session_are_one_each(member, session, kind):
    """Answered again, it is the same row."""
    url = reverse("checkin_session", args=[session.pk, kind])
    assert member.get(url).status_code == 200
    for number in ("2", "6"):
        assert member.post(url, {"discomfort": number}).url == session.get_absolute_url()
    checkin = session.checkins.get()
    assert (checkin.kind, checkin.discomfort, checkin.day) == (kind, 6, session.date)


def test_nothing_comes_after_a_session_that_was_not_begun(member, owner):
    """Nor is there a check-in of an unknown kind."""
    session = plan_of(owner).sessions.get()
    for kind in ("after", "morning", "x"):
        assert member.get(reverse("checkin_session", args=[session.pk, kind])).status_code == 404


def test_before_goes_along_when_the_session_is_done_on_another_day(member, owner):
    """It was answered before the day was chosen."""
    session = plan_of(owner, started_on=MONDAY - DAY).sessions.get()
    member.post(reverse("checkin_session", args=[session.pk, "before"]), {"discomfort": "4"})
    member.post(reverse("session_begin", args=[session.pk]), {"day": MONDAY.isoformat()})
    assert session.checkins.get().day == MONDAY


def test_the_morning_question(member, owner):
    """Discomfort, and whether pain woke them; without a script back to today."""
    answer = member.post(MORNING, {"discomfort": "2", "woke": "no"})
    checkin = owner.checkins.get()
    assert answer.url == TODAY
    assert (checkin.kind, checkin.day, checkin.discomfort, checkin.woke) == ("morning", MONDAY, 2, False)


def test_the_morning_counts_where_the_person_is(member, owner):
    """10:00 on Monday in UTC is Monday evening still in the west, and past midnight nowhere near."""
    owner.timezone = "Pacific/Kiritimati"  # UTC+14: already Tuesday
    owner.save()
    member.post(MORNING, {"discomfort": "2"})
    assert owner.checkins.get().day == MONDAY + DAY


def test_the_morning_is_asked_once_and_can_be_changed(member, owner):
    """The today page then shows the answer, and a way to change it."""
    plan_of(owner, exercises=1)
    member.post(MORNING, {"discomfort": "2"})
    page = member.get(TODAY).text
    assert "Your discomfort this morning: 2 of 10." in page
    member.post(MORNING, {"discomfort": "5"})
    assert owner.checkins.get().discomfort == 5


def test_no_answer_about_waking_is_none(member, owner):
    """Not asked into a no."""
    member.post(MORNING, {"discomfort": "0", "woke": ""})
    checkin = owner.checkins.get()
    assert (checkin.woke, checkin.score) == (None, 0)


def test_a_wrong_morning_answer_without_a_script(member, owner):
    """The form comes back alone with what was typed."""
    answer = member.post(MORNING, {"discomfort": "12", "note": "stiff"})
    assert answer.status_code == 422
    assert "stiff" in answer.text
    assert not owner.checkins.exists()


def test_the_whole_today_page_follows_the_morning_answer(member, owner):
    """What was told may lighten the session or stop it, so that not only the question is drawn anew."""
    plan_of(owner, exercises=1)
    assert "Start" in today_words(member)
    with time_machine.travel(timezone.now() + dt.timedelta(hours=1), tick=False):  # after the safety questions
        answer = member.post(MORNING, {"discomfort": "4", "sensations": ["both-legs"]}, headers=htmx("morning"))
        page = today_words(member)
    assert (answer.status_code, answer["HX-Redirect"]) == (200, TODAY)
    assert "Your discomfort this morning: 4 of 10." in page
    assert "Safety questions first" in page
    assert "Start" not in page


def today_words(browser):
    """What stands on the today page, but for what is around it."""
    return tree(browser.get(TODAY).text).by_id("content").text()


def test_a_wrong_morning_answer_is_swapped_in_its_place(member, owner):
    """Status 422, the same piece, the typing kept."""
    answer = member.post(MORNING, {"discomfort": "", "note": ""}, headers=htmx("morning"))
    assert answer.status_code == 422
    assert "Choose a number" in tree(answer.text).by_id("morning").text()
    assert "<html" not in answer.text


def test_an_area_that_lacks_its_number_says_so_itself(member, owner):
    """It is where the focus goes; one that lacks nothing does not."""
    whole, lacking = BodyAreaFactory(), BodyAreaFactory()
    sent = {"areas": [whole.slug, lacking.slug], f"areas-{whole.slug}-side": "left", f"areas-{whole.slug}-score": "3"}
    page = tree(member.post(MORNING, sent, headers=htmx("morning")).text)
    boxes = {area: page.by_id(f"morning-areas-{area.slug}").attributes for area in (whole, lacking)}
    assert "aria-invalid" not in boxes[whole]
    assert boxes[lacking]["aria-invalid"] == "true"
    assert "choose a number" in page.by_id(boxes[lacking]["aria-describedby"]).text()


@pytest.mark.parametrize("url", [NEW, MORNING])
def test_visitors_sign_in_first(visitor, url):
    """Check-ins are private."""
    assert visitor.get(url).url.startswith(reverse("account_login"))


def test_a_stranger_finds_nothing(stranger, visitor, owner, session):
    """Neither to read, nor to change, nor to delete."""
    checkin = CheckInFactory(owner=owner)
    assert stranger.get(edit_url(checkin)).status_code == 404
    assert stranger.post(edit_url(checkin), new()).status_code == 404
    assert stranger.get(reverse("checkin_session", args=[session.pk, "before"])).status_code == 404
    stranger.post(reverse("checkin_delete", args=[checkin.pk]))
    assert visitor.get(edit_url(checkin)).url.startswith(reverse("account_login"))
    assert visitor.post(reverse("checkin_delete", args=[checkin.pk])).url.startswith(reverse("account_login"))
    checkin.refresh_from_db()
    assert checkin.discomfort == 3


@pytest.mark.parametrize("url", [NEW, MORNING])
def test_every_check_in_leads_to_the_emergency_signs(member, url):
    """One link away."""
    assert f'href="{reverse("emergency")}"' in member.get(url).text


def test_the_emergency_signs_need_no_account(visitor, shipped):
    """The seven that cannot wait, and those for a doctor."""
    page = visitor.get(reverse("emergency"))
    assert page.status_code == 200
    assert "new trouble starting or holding your pee" in page.text
    assert "lost weight without trying" in page.text
    assert "pregnant" not in page.text


def test_the_emergency_number_of_the_country(visitor, settings):
    """Britain calls 999."""
    settings.LIMBER_COUNTRY = "GB"
    assert 'href="tel:999"' in visitor.get(reverse("emergency")).text


def test_an_optional_form_may_stay_empty(db):
    """Before and after a session nothing has to be said, and then there is nothing to save."""
    form = CheckInForm({}, kind=CheckIn.Kind.BEFORE, areas=catalogue.read().areas, may_be_empty=True)
    assert form.is_valid()
    assert not form.has_answer


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["morning", "before", "other"])
def test_two_tabs_answer_at_once(kind):
    """One record, whichever came first."""
    owner, key = UserFactory(), uuid.uuid4()
    session = SessionFactory(plan=plan_of(owner, sessions=0), begun=True) if kind == "before" else None

    def answer(number):
        return lambda: checkins.record(
            owner=owner, kind=kind, day=MONDAY, session=session, key=key, answer={"discomfort": number}
        )

    at_once(answer(2), answer(4))
    assert CheckIn.objects.get().discomfort in (2, 4)
    assert Session.objects.count() == (1 if session else 0)


@pytest.mark.parametrize(
    ("kind", "words"),
    [("before", "before that session?"), ("after", "after that session?"), ("morning", "did you have that morning?")],
)
def test_a_check_in_of_an_earlier_day_is_asked_as_of_then(member, session, kind, words):
    """Whoever changes it later is not asked about now."""
    checkin = CheckInFactory(session=None if kind == "morning" else session, owner=session.owner, kind=kind, day=MONDAY)
    assert words not in member.get(edit_url(checkin)).text
    with time_machine.travel(dt.datetime.combine(MONDAY + DAY, dt.time(10), tzinfo=dt.UTC), tick=False):
        assert words in member.get(edit_url(checkin)).text


def test_before_and_after_of_an_earlier_day_are_asked_as_of_then(member, owner):
    """Answered from the log of a session that is long over."""
    session = SessionFactory(plan=plan_of(owner, sessions=0), done=True, date=MONDAY - DAY)
    for kind in ("before", "after"):
        page = member.get(reverse("checkin_session", args=[session.pk, kind])).text
        assert f"How much discomfort {kind} that session?" in page


@pytest.mark.django_db(transaction=True)
def test_changing_an_answer_while_its_session_begins_waits_its_turn(monkeypatch):
    """Both take the person's row first, so that neither waits for the other."""
    owner = UserFactory()
    session = plan_of(owner).sessions.get()
    told = {"owner": owner, "kind": CheckIn.Kind.BEFORE, "day": MONDAY, "session": session}
    checkin, content = checkins.record(**told, answer={"discomfort": 3}), catalogue.read()
    read = checkins._read

    def slowly(one):
        time.sleep(0.2)
        return read(one)

    monkeypatch.setattr(checkins, "_read", slowly)

    def begin():
        time.sleep(0.05)
        with transaction.atomic():
            sessions.begin(session=session, catalogue=content, today=MONDAY)
            checkins.record(**told, answer={"discomfort": 4})

    at_once(lambda: checkins.change(checkin=checkin, day=MONDAY, answer={"discomfort": 5}), begin)
    assert owner.checkins.get().discomfort == 4


def test_a_check_in_that_was_deleted_meanwhile_is_not_changed(member, owner, monkeypatch):
    """The other tab was faster; what was typed stays on the page."""
    checkin, change = CheckInFactory(owner=owner), checkins.change

    def too_late(**given):
        owner.checkins.all().delete()
        return change(**given)

    monkeypatch.setattr(checkins, "change", too_late)
    sent = {"discomfort": "7", "note": "after the garden", "day": timezone.localdate().isoformat()}
    answer = member.post(reverse("checkin_edit", args=[checkin.pk]), sent)
    assert answer.status_code == 422
    assert "deleted meanwhile" in answer.text
    assert "after the garden" in answer.text
    with pytest.raises(Refused):
        change(checkin=checkin, day=MONDAY, answer={})
