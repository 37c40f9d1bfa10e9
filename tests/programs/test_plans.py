"""Starting, reading and ending a plan."""

import datetime as dt
import re
import threading
import uuid

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from programs import library, plans
from programs.models import Plan, Session
from stretches import catalogue, versions
from stretches.models import Status
from tests.factories.accounts import UserFactory
from tests.factories.programs import MONDAY, PlanFactory, ProgramFactory, SessionFactory, plan_of, screening_of
from tests.factories.stretches import CautionFactory, ConditionFactory, ExerciseFactory, FormFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday():
    """It is MONDAY, 10:00 in UTC."""
    with time_machine.travel(dt.datetime.combine(MONDAY, dt.time(10), tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def program(db):
    """Two weeks of two days, then two of three."""
    exercises = ExerciseFactory.create_batch(2)
    return ProgramFactory(stages=[(2, 2, exercises), (2, 3, exercises)])


@pytest.fixture
def typed():
    """Everything the start form asks for, right."""
    return {
        "baseline": "4",
        "started_on": MONDAY.isoformat(),
        "weekdays": ["0", "2", "4"],
        "time": "08:00",
        "key": str(uuid.uuid4()),
    }


def start_url(program):
    return reverse("plan_start", args=[program.slug])


def test_starting_lays_out_the_plan(member, owner, program, typed):
    """One plan with its prescriptions and ten sessions, and its page comes next."""
    answer = member.post(start_url(program), typed)
    plan = owner.plans.get()
    assert answer.url == plan.get_absolute_url()
    assert (plan.baseline, plan.weekdays, plan.time) == (4, [0, 2, 4], dt.time(8))
    assert plan.sessions.count() == 2 * 2 + 2 * 3
    assert plan.prescriptions.count() == 2


def test_the_start_page_says_what_the_persons_answers_mean_for_it(member, owner):
    """What is left out, what to take care of and the form to use instead; only of what the program has."""
    hidden, marked, other = (ExerciseFactory(name=name) for name in ("Cobra", "Camel", "Fish"))
    program = ProgramFactory(stages=[(2, 3, [hidden, marked])])
    chair = FormFactory(exercise=marked, easier=True, name="With a chair")
    condition = ConditionFactory()
    CautionFactory(exercise=hidden, condition=condition, effect="hide")
    CautionFactory(exercise=marked, condition=condition, effect="mark", form=chair)
    CautionFactory(exercise=other, condition=condition)
    said = "For your back in particular"
    assert said not in member.get(start_url(program)).text
    screening_of(owner, condition)
    page = member.get(start_url(program)).text
    assert said in page
    assert page.index("Cobra") < page.index("left out of your sessions") < page.index("Camel")
    assert "Use this way instead: With a chair." in page
    assert "Fish" not in page


def test_no_answer_is_no_number(member, owner, program, typed):
    """Usual discomfort may be left out; it isn't zero then."""
    member.post(start_url(program), {**typed, "baseline": ""})
    assert owner.plans.get().baseline is None


def test_sending_the_form_twice_starts_one_plan(member, owner, program, typed):
    """Double click, or back and again: the same key is the same plan."""
    first, second = member.post(start_url(program), typed), member.post(start_url(program), typed)
    assert first.url == second.url
    assert owner.plans.count() == 1
    assert owner.sessions.count() == 10


def test_starting_again_is_a_new_plan(member, owner, program, typed):
    """With a new key, after a warning that one is running."""
    member.post(start_url(program), typed)
    assert "already doing this program" in member.get(start_url(program)).text
    member.post(start_url(program), {**typed, "key": str(uuid.uuid4())})
    assert owner.plans.count() == 2


def test_the_same_key_of_somebody_else_is_another_plan(member, stranger, program, typed):
    """Keys belong to a person."""
    assert member.post(start_url(program), typed).url != stranger.post(start_url(program), typed).url


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_start_one_plan(owner, program, typed):
    """Two threads with one key: one plan, ten sessions."""
    barrier, errors = threading.Barrier(2), []
    chosen = library.by_slug(program.slug, catalogue.read())
    values = {"baseline": 4, "started_on": MONDAY, "weekdays": [0, 2, 4], "time": dt.time(8), "key": typed["key"]}

    def click():
        try:
            barrier.wait(5)
            plans.start(owner=owner, program=chosen, **values)
        except Exception as error:  # the test must see what a thread would swallow
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert Plan.objects.count() == 1
    assert Session.objects.count() == 10


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("baseline", "11"),
        ("baseline", "-1"),
        ("baseline", "1" * 10**5),
        ("started_on", "2026-03-01"),
        ("started_on", "2027-03-03"),
        ("started_on", "0000-00-00"),
        ("started_on", "2026-02-30"),
        ("started_on", "\0"),
        ("weekdays", ["0", "2"]),
        ("weekdays", ["0", "2", "4", "6"]),
        ("weekdays", ["0", "0", "2"]),
        ("weekdays", ["0", "2", "7"]),
        ("weekdays", ["0", "2", "🧘"]),
        ("weekdays", []),
        ("time", "25:00"),
        ("time", ""),
        ("time", "8" * 10**5),
    ],
)
def test_a_wrong_answer_is_told_at_its_field(member, owner, program, typed, field, value):
    """422, the rest of the typing kept, nothing saved."""
    page = member.post(start_url(program), {**typed, field: value})
    assert page.status_code == 422
    form = page.context["form"]
    assert list(form.errors) == [field]
    assert form["key"].value() == typed["key"]
    assert not owner.plans.exists()


@pytest.mark.parametrize("key", ["", "x", "\0"])
def test_a_form_without_its_key_is_refused(member, owner, program, typed, key):
    """Told in the summary, because the field is hidden."""
    page = member.post(start_url(program), {**typed, "key": key})
    assert page.status_code == 422
    assert "out of date" in page.text
    assert not owner.plans.exists()


def test_a_plan_may_start_a_year_ahead(member, owner, program, typed):
    """365 days from today is the last day."""
    member.post(start_url(program), {**typed, "started_on": "2027-03-02"})
    assert owner.plans.get().started_on == dt.date(2027, 3, 2)


def test_the_form_suggests_days_spread_over_the_week(member, program):
    """Three: Monday, Wednesday, Friday; the weeks with two use two of them."""
    page = member.get(start_url(program))
    assert page.context["form"].picked == [0, 2, 4]
    assert "Weeks 1 to 2: Monday, Friday" in page.text
    assert "Weeks 3 to 4: Monday, Wednesday, Friday" in page.text


def test_the_weekdays_begin_with_the_persons_first(member, owner, program):
    """Sunday first for whom the week begins there."""
    owner.first_weekday = owner.Weekday.SUNDAY
    owner.save()
    labels = [label for _value, label in member.get(start_url(program)).context["form"].fields["weekdays"].choices]
    assert labels[0] == "Sunday"
    assert len(labels) == 7


@pytest.mark.parametrize("picked", [["1", "3", "5"], ["1", "3"], ["x", "3", "5"]])
def test_swapping_the_quieter_weeks_equals_a_reload(member, program, picked):
    """The fragment is the same piece of the page as a fresh GET of its address shows."""
    sent = {"weekdays": picked}
    fragment = member.get(
        start_url(program), sent, headers={"HX-Request": "true", "HX-Target": "quieter-weeks"}
    ).text.strip()
    page = member.get(start_url(program), sent).text
    assert fragment.startswith('<div id="quieter-weeks"')
    assert fragment in page
    assert page.count('id="quieter-weeks"') == 1


def test_an_unknown_target_gets_the_page(member, program):
    """A forged HX-Target is no error."""
    page = member.get(start_url(program), headers={"HX-Request": "true", "HX-Target": "nonsense"})
    assert "<html" in page.text


def test_a_visitor_is_asked_to_sign_in_first(visitor, program, typed):
    """And comes back to the form."""
    answer = visitor.post(start_url(program), typed)
    assert answer.status_code == 302
    assert answer.url.endswith(f"?next={start_url(program)}")
    assert not Plan.objects.exists()


@pytest.mark.parametrize("name", ["plan_detail", "plan_end"])
def test_a_plan_is_its_owners_alone(member, stranger, visitor, owner, name):
    """The owner reads it, a stranger finds nothing, a visitor signs in."""
    url = reverse(name, args=[plan_of(owner).pk])
    assert member.get(url).status_code == 200
    assert stranger.get(url).status_code == 404
    assert visitor.get(url).status_code == 302


@pytest.mark.parametrize("path", ["plans/%s/", "plans/%s/end/", "sessions/%s/move/", "sessions/%s/skip/"])
@pytest.mark.parametrize("number", [10**18 - 1, 10**30])
def test_a_number_beyond_the_database_is_not_found(member, path, number):
    """Not an overflow."""
    assert member.get(f"/{path % number}").status_code == 404


def test_my_plans_lists_running_and_ended_ones(member, owner):
    """With how far each has come; other people's aren't there."""
    plan_of(owner, name="Now", sessions=3)
    PlanFactory(owner=owner, name="Then", ended_at="2026-02-01T10:00Z", ended_on="2026-02-01")
    PlanFactory(name="Not mine")
    page = member.get(reverse("plan_list"))
    assert [plan.name for plan in page.context["running"]] == ["Now"]
    assert [plan.name for plan in page.context["ended"]] == ["Then"]
    assert "0 of 3 sessions done" in page.text


def test_without_plans_the_page_says_what_to_do(member):
    """The way to the programs."""
    page = member.get(reverse("plan_list"))
    assert "No plans yet" in page.text
    assert reverse("program_list") in page.text


def test_a_plans_page_costs_the_same_with_few_and_many_sessions(member, owner, queries_of):
    """Three sessions or three thousand."""
    few = plan_of(owner, sessions=3)
    many = plan_of(owner, sessions=3000, exercises=8)
    urls = [plan.get_absolute_url() for plan in (few, many)]
    member.get(urls[0])
    first, second = (queries_of(member, url) for url in urls)
    assert first == second <= 12


def test_ending_a_plan_cancels_what_is_left(member, owner):
    """What was done stays; the question comes first."""
    plan = plan_of(owner, sessions=3)
    SessionFactory(plan=plan, done=True)
    url = reverse("plan_end", args=[plan.pk])
    assert "3 sessions that are left" in member.get(url).text
    assert member.post(url).url == plan.get_absolute_url()
    assert sorted(plan.sessions.values_list("status", flat=True)) == ["cancelled"] * 3 + ["done"]
    plan.refresh_from_db()
    assert plan.ended_on == MONDAY


def test_a_plan_that_ended_with_nothing_done_says_so_in_words(member, owner):
    """Not "0 of 0", neither in the list nor on its page."""
    plan = plan_of(owner, sessions=3)
    member.post(reverse("plan_end", args=[plan.pk]))
    for page in (member.get(reverse("plan_list")), member.get(plan.get_absolute_url())):
        assert "No session was done" in page.text
        assert "0 of 0" not in page.text


def test_ending_twice_changes_nothing(member, owner):
    """The day of the first time stays."""
    plan = plan_of(owner, ended_at="2026-02-20T10:00Z", ended_on=dt.date(2026, 2, 20))
    member.post(reverse("plan_end", args=[plan.pk]))
    plan.refresh_from_db()
    assert plan.ended_on == dt.date(2026, 2, 20)
    assert member.get(reverse("plan_end", args=[plan.pk])).status_code == 302


def test_today_is_the_persons_today(program, typed):
    """Where it is already Tuesday, a plan can't begin on Monday."""
    far = Client()
    far.force_login(UserFactory(timezone="Pacific/Kiritimati"))
    page = far.post(start_url(program), typed)
    assert list(page.context["form"].errors) == ["started_on"]
    assert re.search(r'min="2026-03-03"', page.text)


def test_an_exercise_that_was_archived_is_still_read_from_the_plan(owner, member):
    """Its link on the plan's page opens it, though the list has it no more."""
    plan = plan_of(owner, exercises=1)
    exercise = plan.prescriptions.get().exercise
    versions.record(exercise)
    exercise.status = Status.ARCHIVED
    exercise.save()
    assert f'href="{exercise.get_absolute_url()}"' in member.get(plan.get_absolute_url()).text
    assert exercise.name in member.get(exercise.get_absolute_url()).text
