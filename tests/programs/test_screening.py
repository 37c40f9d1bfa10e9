"""The safety questions: answered in one go, kept with date and version, and what follows from them."""

import datetime as dt
import re
import uuid

import pytest
import time_machine

from programs import screenings
from programs.models import CheckIn, Clearance
from stretches import catalogue
from stretches.models import Caution, Condition
from tests.factories.programs import MONDAY, plan_of, screening_of
from tests.factories.stretches import CautionFactory, ConditionFactory, FormFactory

pytestmark = pytest.mark.django_db

URL, RESULT = "/screening/", "/screening/result/"
NOTHING = {"emergency": "none", "urgent": "none", "ask-first": "none", "is_understood": "on"}


@pytest.fixture(autouse=True)
def morning():
    """It is MONDAY, 10:00 in UTC."""
    with time_machine.travel(dt.datetime.combine(MONDAY, dt.time(10), tzinfo=dt.UTC)) as traveller:
        yield traveller


@pytest.fixture(autouse=True, scope="module")
def questions(shared_rows):
    """Two signs, one to talk about, and one that hides an exercise."""
    lists = Condition.List
    with shared_rows():
        ConditionFactory(slug="chest-pain", list=lists.EMERGENCY, question="Do you have chest pain?")
        ConditionFactory(slug="both-legs", list=lists.EMERGENCY, question="Are both legs weak?")
        ConditionFactory(slug="fever", list=lists.URGENT, question="Do you have a fever?")
        yield ConditionFactory(slug="hip-replacement", question="Do you have an artificial hip?")


@pytest.fixture
def plan(owner):
    """A plan with one exercise that an artificial hip hides and one that it leaves alone."""
    return plan_of(owner, screened=False)


def answer(browser, key=None, **answers):
    """Send the form with nothing ticked but `answers`."""
    data = {
        **NOTHING,
        "key": str(key or uuid.uuid4()),
        **{name.replace("_first", "-first"): v for name, v in answers.items()},
    }
    return browser.post(URL, data)


def test_the_page_asks_all_three_lists(member):
    """Each question stands on it, and each list can be answered with one tap."""
    page = member.get(URL).text
    for condition in catalogue.read().conditions:
        assert condition.question in page
    assert page.count("None of these") == 3
    assert "not a medical device" in page


def test_nothing_ticked_lets_go_on(member, owner, plan):
    """Three taps and the consent: kept with day, version, and every question asked."""
    response = answer(member)
    assert response.url == RESULT
    assert "You can go on" in member.get(RESULT).text
    kept = owner.screenings.get()
    assert (kept.day, kept.version) == (MONDAY, screenings.version(catalogue.read().conditions))
    assert kept.answers.filter(is_present=False).count() == 4


@pytest.mark.parametrize("missing", ["emergency", "urgent", "ask-first", "is_understood"])
def test_a_list_left_out_is_asked_for(member, owner, missing):
    """Nothing is kept, and what was ticked stays."""
    page = member.post(URL, {**NOTHING, "key": str(uuid.uuid4()), missing: []})
    assert page.status_code == 422
    assert page.text.count("checked") == 3
    assert not owner.screenings.exists()


def test_a_tick_and_none_of_these_is_refused(member, owner):
    """One of them has to go."""
    page = answer(member, urgent=["fever", "none"])
    assert page.status_code == 422
    assert "Take one of them back" in page.text
    assert not owner.screenings.exists()


def test_unknown_conditions_are_refused(member, owner):
    """A made-up slug, or one that an editor took away."""
    assert answer(member, urgent=["gone"]).status_code == 422
    assert not owner.screenings.exists()


@pytest.mark.parametrize("key", ["", "x", "\0"])
def test_a_form_without_a_key_is_refused(member, owner, key):
    """It is no error page."""
    assert member.post(URL, {**NOTHING, "key": key}).status_code == 422
    assert not owner.screenings.exists()


def test_a_double_click_is_one_screening(member, owner):
    """The same form with the same answers."""
    key = uuid.uuid4()
    answer(member, key)
    answer(member, key)
    assert owner.screenings.count() == 1


def test_going_back_and_ticking_more_is_kept(member, owner, plan):
    """The same form with other answers: the sign isn't lost."""
    key = uuid.uuid4()
    answer(member, key)
    answer(member, key, urgent="fever")
    assert owner.screenings.count() == 2
    assert "Please talk to someone first" in member.get(RESULT).text


def test_the_last_answers_are_proposed(member, owner, questions):
    """All but "none of these" for the signs, which is answered afresh."""
    screening_of(owner, questions)
    page = member.get(URL).text
    checked = re.findall(r'value="([\w-]+)"[^>]*checked', page)
    assert checked == ["hip-replacement"]
    assert "These are your answers of 2 March 2026" in page


def test_an_emergency_sign_stops_and_says_whom_to_call(member, owner, plan, settings):
    """With the number of the host's country, and without a way to start."""
    settings.LIMBER_COUNTRY = "GB"
    answer(member, emergency="chest-pain")
    page = member.get(RESULT).text
    assert "Please get help now" in page
    assert 'href="tel:999"' in page
    assert "Do you have chest pain?" in page
    assert "A clinician has seen me" in page


def test_an_emergency_sign_counts_although_the_rest_is_open(member, owner, plan):
    """Somebody ticks it and stops there: the page says whom to call, and the sessions stop."""
    page = member.post(URL, {"emergency": "chest-pain", "key": str(uuid.uuid4())})
    assert page.status_code == 422
    assert "You ticked a sign that needs help now" in page.text
    assert owner.checkins.get().signs == ["chest-pain"]
    assert not owner.screenings.exists()
    assert "Please get help now" in member.get(RESULT).text


def test_an_urgent_sign_says_to_talk_first(member, owner, plan, settings):
    """With the host's advice line."""
    settings.LIMBER_COUNTRY = "DE"
    answer(member, urgent="fever")
    page = member.get(RESULT).text
    assert "Please talk to someone first" in page
    assert 'href="tel:116117"' in page
    assert "I have talked to someone" in page


@pytest.mark.parametrize(("answers", "kind"), [({"emergency": "chest-pain"}, "seen"), ({"urgent": "fever"}, "talked")])
def test_unlocking_is_asked_and_dated(member, owner, plan, answers, kind):
    """A page of its own asks; a second click notes nothing more."""
    answer(member, **answers)
    url = f"/screening/unlock/{kind}/"
    assert "Not yet" in member.get(url).text
    assert not owner.clearances.exists()
    member.post(url)
    member.post(url)
    assert [(one.kind, one.day) for one in owner.clearances.all()] == [(kind, MONDAY)]
    page = member.get(RESULT).text
    assert "You can go on" in page
    assert "Seen to" in page


def test_talking_does_not_unlock_an_emergency(member, owner, plan):
    """That takes a clinician."""
    answer(member, emergency="chest-pain")
    member.post("/screening/unlock/talked/")
    assert not owner.clearances.exists()
    assert member.get("/screening/unlock/x/").status_code == 404


def test_an_unchanged_answer_does_not_block_again(member, owner, plan, morning):
    """Somebody has seen them for it: asked again, it is shown as seen to."""
    answer(member, urgent="fever")
    member.post("/screening/unlock/talked/")
    morning.shift(3600)
    answer(member, urgent="fever")
    page = member.get(RESULT).text
    assert "You can go on" in page
    assert "Seen to" in page


def test_a_screening_of_29_days_ago_is_asked_again(member, owner, plan):
    """The page says why."""
    screening_of(owner, day=MONDAY - dt.timedelta(days=29))
    assert "It has been a while since you answered them." in member.get(URL).text


def test_before_the_first_session_it_says_so(member, plan):
    """Nobody asked yet."""
    assert "They come before your first session." in member.get(URL).text


@pytest.fixture
def hidden(questions, plan):
    """The exercise of the plan that an artificial hip hides."""
    exercise = plan.prescriptions.first().exercise
    CautionFactory(exercise=exercise, condition=questions, effect=Caution.Effect.HIDE, advice="It may press the joint.")
    return exercise


def test_the_result_says_what_is_left_out_and_why(member, owner, hidden):
    """Not the exercises that it leaves alone."""
    answer(member, ask_first="hip-replacement")
    page = member.get(RESULT)
    assert [care.exercise for care, _prescription in page.context["cares"]] == [hidden]
    assert "left out of your sessions" in page.text
    assert "It may press the joint." in page.text


def test_the_form_to_use_instead_is_offered(member, owner, plan, questions):
    """A marked exercise leads to the page that changes its form."""
    exercise = plan.prescriptions.first().exercise
    easier = FormFactory(exercise=exercise, easier=True)
    CautionFactory(exercise=exercise, condition=questions, form=easier)
    answer(member, ask_first="hip-replacement")
    page = member.get(RESULT).text
    assert f"Change to: {easier.name}" in page
    assert f"/plans/{plan.pk}/edit/{exercise.slug}/" in page


def test_what_the_clinician_cleared_is_asked_and_logged(member, owner, hidden, questions):
    """Once, dated, and the exercise is back."""
    answer(member, ask_first="hip-replacement")
    url = f"/screening/clear/{hidden.slug}/hip-replacement/"
    assert "It may press the joint." in member.get(url).text
    member.post(url)
    member.post(url)
    cleared = owner.clearances.get()
    assert (cleared.kind, cleared.exercise, cleared.condition) == (Clearance.Kind.CLEARED, hidden, questions)
    assert "cleared by your clinician" in member.get(RESULT).text


def test_what_the_person_does_not_have_cannot_be_cleared(member, hidden):
    """Nor what is not there."""
    assert member.post(f"/screening/clear/{hidden.slug}/hip-replacement/").status_code == 404
    assert member.post("/screening/clear/x/y/").status_code == 404


@pytest.mark.parametrize("url", [URL, RESULT, "/screening/unlock/seen/", "/screening/clear/x/y/"])
def test_a_visitor_signs_in_first(visitor, url):
    """The answers belong to a person."""
    for response in (visitor.get(url), visitor.post(url)):
        assert response.status_code == 302
        assert response.url.startswith("/accounts/login/")


def test_another_person_sees_their_own(stranger, member, owner, plan, questions):
    """My answers are not proposed to them, and don't stop their sessions."""
    answer(member, emergency="chest-pain", ask_first="hip-replacement")
    assert stranger.get(URL).context["form"].last is None
    assert stranger.get(RESULT).url == URL


def test_the_result_costs_the_same_with_many_screenings(member, owner, hidden, questions, queries_of):
    """Only the last one is read."""
    answer(member, ask_first="hip-replacement")
    member.get(RESULT)
    few = queries_of(member, RESULT)
    for _number in range(30):
        screening_of(owner, questions)
    member.get(RESULT)
    assert queries_of(member, RESULT) == few <= 10


def test_a_sign_on_the_emergency_page_stops_the_sessions(member, owner, plan):
    """Ticked once or twice, it is told once; the screening that is due stays due."""
    data = {"signs": "both-legs", "key": str(uuid.uuid4())}
    assert member.post("/emergency/", data).url == RESULT
    member.post("/emergency/", data)
    assert [(one.kind, one.signs) for one in owner.checkins.all()] == [(CheckIn.Kind.OTHER, ["both-legs"])]
    assert "Please get help now" in member.get(RESULT).text
