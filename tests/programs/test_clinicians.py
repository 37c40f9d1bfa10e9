"""The clinician's hand: one plan by a one-time code, every change with a name, and the end of it by either side."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from programs import clinicians, decisions
from programs.decisions import seldom
from programs.models import Adjustment, ClinicianAccess, ClinicianNote, PersonThreshold, Threshold
from programs.models.access import LIFETIME, LONGEST_NOTE
from programs.refused import Refused
from tests.factories.accounts import ClinicianFactory, UserFactory
from tests.factories.programs import (
    MONDAY,
    AccessFactory,
    CheckInFactory,
    EntryFactory,
    SessionFactory,
    adjustment_of,
    notice_of,
    plan_of,
)
from tests.factories.stretches import ExerciseFactory

from .conftest import signed_in
from .decisions.people import Life, day, shown
from .threads import at_once

pytestmark = pytest.mark.django_db

DOSE = {"sets": "1", "reps": "2", "hold": "20"}


@pytest.fixture
def clock():
    """It is MONDAY, 10:00 in UTC; `clock.shift` lets time pass."""
    with time_machine.travel(dt.datetime.combine(MONDAY, dt.time(10), tzinfo=dt.UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def plan(owner, clock):
    """A plan of the owner with one exercise, held from 15 to 30 seconds."""
    return plan_of(owner, exercises=[ExerciseFactory(name="Cobra")])


@pytest.fixture
def row(plan):
    return plan.prescriptions.get()


@pytest.fixture
def clinician(db):
    """A clinician, approved under the name Kim Lee."""
    return ClinicianFactory(name="Kimmy")


@pytest.fixture
def theirs(clinician):
    """The clinician's browser."""
    return signed_in(clinician)


@pytest.fixture
def access(plan, clinician):
    """The clinician sees the plan."""
    return AccessFactory(plan=plan, clinician=clinician)


def url(name, plan, *more):
    return reverse(name, args=[plan.pk, *more])


def once(**sent):
    """A form with a key of its own."""
    return {"key": str(uuid.uuid4()), **sent}


def exercise_url(row):
    return url("patient_exercise", row.plan, row.exercise.slug)


def code_of(plan, **more):
    return clinicians.make_code(plan=plan, now=timezone.now(), **{"shows_email": False, **more})


def enter(browser, code):
    return browser.post(reverse("patient_join"), {"code": code})


# The code


def test_a_code_is_shown_once_and_kept_as_a_digest(member, plan):
    """The page after it only says that one is waiting."""
    page = member.post(url("plan_clinician", plan)).text
    access = plan.accesses.get()
    assert access.digest not in page
    code = page.split("<b>")[1].split("</b>")[0]
    assert clinicians.digest(code) == access.digest
    later = member.get(url("plan_clinician", plan)).text
    assert code not in later
    assert "A code is waiting" in later


def test_a_code_opens_the_one_plan(theirs, plan, clinician):
    """However it is typed; the list has the plan then."""
    response = enter(theirs, code_of(plan).lower().replace("-", " "))
    assert response.url == url("patient_detail", plan)
    assert plan.accesses.standing().get().clinician == clinician
    assert plan.name in theirs.get("/patients/").text


def test_a_code_works_once(theirs, plan):
    """Another clinician is told so; the same one, sending it twice, just sees the plan."""
    code = code_of(plan)
    enter(theirs, code)
    assert enter(theirs, code).url == url("patient_detail", plan)
    refused = enter(signed_in(ClinicianFactory()), code)
    assert (refused.status_code, plan.accesses.standing().count()) == (422, 1)
    assert code in refused.text


@pytest.mark.parametrize("passed", [LIFETIME, LIFETIME + dt.timedelta(days=30)])
def test_a_code_expires_after_a_week(theirs, plan, clock, passed):
    """And no longer shows as waiting."""
    code = code_of(plan)
    clock.shift(passed)
    assert enter(theirs, code).status_code == 422
    assert not plan.accesses.standing().exists()


def test_a_new_code_takes_the_place_of_the_old(theirs, plan):
    """So does taking it back."""
    old, new = code_of(plan), code_of(plan)
    assert enter(theirs, old).status_code == 422
    clinicians.end(access=plan.accesses.waiting().get(), now=timezone.now())
    assert enter(theirs, new).status_code == 422


def test_nobody_opens_their_own_plan(plan, owner):
    """Else they could fix doses against the rules."""
    with pytest.raises(Refused):
        clinicians.join(clinician=owner, code=code_of(plan), now=timezone.now())
    assert plan.accesses.waiting().exists()


def test_a_plan_that_has_ended_gets_no_code(member, plan):
    """422, and the reason."""
    plan.ended_at, plan.ended_on = timezone.now(), MONDAY
    plan.save()
    assert member.post(url("plan_clinician", plan)).status_code == 422
    assert not plan.accesses.exists()


def test_a_plan_has_few_clinicians(plan):
    """The next code is refused."""
    for _number in range(clinicians.MOST_CLINICIANS):
        AccessFactory(plan=plan)
    with pytest.raises(Refused):
        code_of(plan)


def test_guessing_is_bounded(theirs, plan):
    """After ten tries in an hour even the right code waits."""
    code = code_of(plan)
    for _number in range(10):
        assert enter(theirs, "wrong").status_code == 422
    assert enter(theirs, code).status_code == 429
    assert not plan.accesses.standing().exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_clinicians_at_once_one_gets_in():
    """The code is for one use even then."""
    plan, people = plan_of(), ClinicianFactory.create_batch(2)
    code = code_of(plan)

    def take(person):
        def join():
            try:
                return clinicians.join(clinician=person, code=code, now=timezone.now())
            except Refused:
                return None

        return join

    given = at_once(*[take(person) for person in people])
    assert [one is None for one in given].count(True) == 1
    assert plan.accesses.standing().count() == 1


def test_the_database_holds_one_open_code_and_one_access_a_clinician(plan, access):
    """Both by constraint."""
    code_of(plan)
    for more in ({"clinician": None, "accepted_at": None}, {"clinician": access.clinician}, {"clinician": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AccessFactory(plan=plan, **more)
    AccessFactory(plan=plan, clinician=access.clinician, ended_at=timezone.now())


# Who gets in


PAGES = ["patient_detail", "patient_numbers", "patient_note", "exercise", "number"]


def page_of(name, row):
    if name == "exercise":
        return exercise_url(row)
    return url("patient_number", row.plan, "red_rise") if name == "number" else url(name, row.plan)


@pytest.mark.parametrize("name", PAGES)
def test_a_clinician_with_access_sees_the_plan(theirs, access, row, name):
    """Each of its pages."""
    assert theirs.get(page_of(name, row)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_nobody_else_does(member, stranger, visitor, access, row, name):
    """Not the person, not somebody else, not a clinician who is not approved or has no access."""
    unapproved = UserFactory()
    ClinicianAccess.objects.create(
        plan=row.plan, clinician=unapproved, digest="x", accepted_at=timezone.now(), expires_at=timezone.now()
    )
    for browser in (member, stranger, signed_in(unapproved), signed_in(ClinicianFactory())):
        assert browser.get(page_of(name, row)).status_code == 404
        assert browser.post(page_of(name, row), once(text="x", value="2", **DOSE)).status_code in (404, 405)
    assert visitor.get(page_of(name, row)).url.startswith("/accounts/login/")
    assert not Adjustment.objects.exists()


@pytest.mark.parametrize("side", ["person", "clinician", "staff"])
def test_either_side_ends_it_at_once(member, theirs, clinician, access, row, side):
    """So does losing the role: every page is gone, nothing can be changed."""
    if side == "person":
        assert member.post(url("clinician_end", row.plan, access.pk)).url == url("plan_clinician", row.plan)
    elif side == "clinician":
        assert theirs.post(url("patient_leave", row.plan)).url == "/patients/"
    else:
        clinician.is_clinician = False
        clinician.save()
    for name in PAGES:
        assert theirs.get(page_of(name, row)).status_code == 404
        assert theirs.post(page_of(name, row), once(text="x", value="2", **DOSE)).status_code in (404, 405)
    assert not Adjustment.objects.exists()
    assert not ClinicianNote.objects.exists()


def test_a_change_that_comes_after_the_end_is_refused(access, row):
    """Even if the page was asked for before."""
    clinicians.end(access=access, now=timezone.now())
    with pytest.raises(Refused):
        clinicians.prescribe(access=access, prescription=row, fixed=True, day=MONDAY, key=uuid.uuid4())
    with pytest.raises(Refused):
        clinicians.write_note(access=access, text="x", day=MONDAY, key=uuid.uuid4())


def test_a_plan_that_has_ended_is_read_only(theirs, access, row):
    """Its page stays."""
    access.plan.ended_at, access.plan.ended_on = timezone.now(), MONDAY
    access.plan.save()
    assert "ended" in theirs.get(url("patient_detail", access.plan)).text
    assert theirs.post(exercise_url(row), once(**DOSE)).status_code == 404


def test_another_plan_of_the_person_stays_closed(theirs, owner, access):
    """Not found, and nothing of it on the page of the open one."""
    other = plan_of(owner, exercises=[ExerciseFactory(name="Secret stretch")], name="Secret plan")
    session = SessionFactory(plan=other, date=MONDAY, done=True)
    CheckInFactory(session=session, kind="before", discomfort=9)
    adjustment_of(other.prescriptions.get())
    notice_of(owner, "G2", plan=other, sentence="G2", inputs={"usual": 9, "median": 1})
    page = theirs.get(url("patient_detail", access.plan)).text
    assert "Secret" not in page
    assert "9 of 10" not in page
    assert "most people notice" not in page
    assert theirs.get(url("patient_detail", other)).status_code == 404


def test_the_page_has_the_numbers_and_not_the_notes(theirs, owner, access, row):
    """Sessions, check-ins, changes and notices; what the person wrote for themselves stays theirs."""
    session = SessionFactory(plan=row.plan, date=MONDAY, done=True)
    EntryFactory(session=session, exercise=row.exercise, done=True, discomfort=4)
    for kind, score in (("before", 7), ("after", 5)):
        CheckInFactory(session=session, kind=kind, discomfort=score, note="my secret")
    CheckInFactory(owner=owner, day=MONDAY, discomfort=6, note="my secret")
    adjustment_of(row)
    notice_of(owner)
    page = theirs.get(url("patient_detail", row.plan)).text
    for words in ("before 7 of 10, after 5 of 10", "6 of 10", "Cobra rests until", "see a doctor"):
        assert words in page
    assert "my secret" not in page
    assert "4 of 10" in theirs.get(exercise_url(row)).text


@pytest.mark.parametrize("shows", [True, False])
def test_the_address_is_shown_only_if_the_person_chose(theirs, member, owner, plan, shows):
    """Their name is, and without one nothing is."""
    enter(theirs, code_of(plan, shows_email=shows))
    for address in ("/patients/", url("patient_detail", plan)):
        page = theirs.get(address).text
        assert ((owner.email in page), (owner.name in page)) == (shows, True), address
    type(owner).objects.filter(pk=owner.pk).update(name="")
    assert (owner.email in theirs.get("/patients/").text) is shows


def test_the_page_costs_the_same_with_many(theirs, owner, access, row, queries_of):
    """Bounded lists, whatever the history."""
    page = url("patient_detail", row.plan)
    SessionFactory(plan=row.plan, date=MONDAY, done=True)
    CheckInFactory(owner=owner, day=MONDAY)
    theirs.get(page)
    few = queries_of(theirs, page)
    for number in range(20):
        CheckInFactory(session=SessionFactory(plan=row.plan, date=MONDAY, done=True), kind="before")
        adjustment_of(row)
        notice_of(owner, fingerprint=f"more-{number}")
    assert queries_of(theirs, page) == few <= 13


# What they change


def test_a_dose_is_set_with_a_name(theirs, clinician, access, row):
    """An adjustment by the name staff approved, and the row follows."""
    assert theirs.post(exercise_url(row), once(**DOSE)).url == url("patient_detail", row.plan)
    row.refresh_from_db()
    made = row.plan.owner.adjustments.get()
    assert (row.hold, row.is_fixed) == (20, False)
    assert (made.rule, made.by, made.by_name) == ("clinician", clinician, "Kim Lee")
    assert made.after == {"dose": {"sets": 1, "reps": 2, "hold": 20}}


def test_sent_twice_it_is_one_change(theirs, access, row):
    """The same key and the same dose."""
    sent = once(**DOSE)
    theirs.post(exercise_url(row), sent)
    theirs.post(exercise_url(row), sent)
    assert row.plan.owner.adjustments.count() == 1


@pytest.mark.parametrize("sent", [{"hold": "10"}, {"hold": "35"}, {"hold": ""}, {"sets": "0"}, {"reps": "x"}])
def test_a_dose_out_of_bounds_is_refused(theirs, access, row, sent):
    """422, with what was typed."""
    response = theirs.post(exercise_url(row), once(**{**DOSE, "reps": "3", **sent}))
    assert response.status_code == 422
    assert 'value="3"' in response.text or sent.get("reps") == "x"
    assert not Adjustment.objects.exists()


def test_fixed_and_released(theirs, member, access, row):
    """The person reads both, and can't change what is fixed."""
    theirs.post(exercise_url(row), once(sets="1", reps="2", hold="15", fixed="on"))
    row.refresh_from_db()
    assert (row.status, row.is_fixed) == ("fixed", True)
    assert "fixed by Kim Lee" in member.get("/adjustments/").text
    theirs.post(exercise_url(row), once(sets="1", reps="2", hold="15"))
    row.refresh_from_db()
    assert (row.status, row.is_fixed) == ("active", False)
    assert "no longer fixed by Kim Lee" in member.get("/adjustments/").text


def test_a_note_is_read_on_the_plan_page(theirs, member, access):
    """With name and day; sent twice it is one."""
    sent = once(text="Go slowly.\n<b>Breathe.</b>")
    theirs.post(url("patient_note", access.plan), sent)
    theirs.post(url("patient_note", access.plan), sent)
    note = access.plan.clinician_notes.get()
    assert (note.by_name, note.day) == ("Kim Lee", MONDAY)
    page = member.get(access.plan.get_absolute_url()).text
    assert "Go slowly." in page
    assert "&lt;b&gt;Breathe." in page
    assert "Kim Lee, 2 March 2026" in page


def test_a_note_is_bounded(theirs, access):
    """422, with what was typed."""
    response = theirs.post(url("patient_note", access.plan), once(text="long " * LONGEST_NOTE))
    assert (response.status_code, "long long" in response.text) == (422, True)
    assert not ClinicianNote.objects.exists()


def test_the_name_stays_when_the_account_goes(theirs, member, clinician, access, row):
    """In adjustments, notes and numbers; the access goes."""
    theirs.post(exercise_url(row), once(**DOSE))
    theirs.post(url("patient_note", access.plan), once(text="Go slowly."))
    theirs.post(url("patient_number", access.plan, "red_rise"), once(value="2"))
    clinician.delete()
    made = row.plan.owner.adjustments.filter(rule="clinician")
    assert {(one.by, one.by_name) for one in made} == {(None, "Kim Lee")}
    assert "by Kim Lee" in member.get("/adjustments/").text
    assert "Kim Lee" in member.get(row.plan.get_absolute_url()).text
    assert PersonThreshold.objects.get().by_name == "Kim Lee"
    assert not ClinicianAccess.objects.exists()


# Numbers of the rules


def numbers_of(person):
    """The thresholds that hold for a person's next decision."""
    return seldom.read(person, (MONDAY, MONDAY), since=MONDAY).thresholds


def set_number(browser, plan, name, value):
    return browser.post(url("patient_number", plan, name), once(value=value))


def test_a_stricter_number_holds_for_the_person(theirs, member, access, owner):
    """It is listed with the name, and nobody else has it."""
    set_number(theirs, access.plan, "red_rise", "2")
    assert numbers_of(owner).red_rise == 2
    assert numbers_of(UserFactory()).red_rise == 3
    made = owner.adjustments.get()
    assert made.inputs == {"threshold": "red_rise", "value": 2, "was": None}
    page = member.get("/adjustments/").text
    assert "Kim Lee made a rule more careful for you: red from a rise of 2 points." in page
    assert "2 points" in theirs.get(url("patient_detail", access.plan)).text


@pytest.mark.parametrize(
    ("name", "value"),
    [("red_rise", "4"), ("red_rise", "3"), ("dose_days", "5"), ("red_rise", "1"), ("red_rise", "2.5"), ("greens", "x")],
)
def test_a_looser_number_is_refused(theirs, access, owner, name, value):
    """Nor one outside its limits or of another kind; 422 with what was typed."""
    response = set_number(theirs, access.plan, name, value)
    assert (response.status_code, f'value="{value}"' in response.text) == (422, True)
    assert not owner.adjustments.exists()
    assert not PersonThreshold.objects.exists()


def test_looser_is_measured_by_this_server(theirs, access, owner):
    """Staff made it 10 days: 9 is looser for a person, 12 is stricter."""
    Threshold.objects.create(name="dose_days", value=10)
    assert set_number(theirs, access.plan, "dose_days", "9").status_code == 422
    set_number(theirs, access.plan, "dose_days", "12")
    assert numbers_of(owner).dose_days == 12


def test_the_rules_refuse_a_looser_number_below_the_form(access):
    """Whoever calls."""
    told = {"access": access, "name": "red_rise", "day": MONDAY, "key": uuid.uuid4()}
    with pytest.raises(Refused):
        clinicians.set_threshold(value=4, **told)


def test_a_number_can_be_taken_back(theirs, member, access, owner):
    """Empty: the server's number holds again, and that is listed too."""
    set_number(theirs, access.plan, "red_rise", "2")
    set_number(theirs, access.plan, "red_rise", "")
    set_number(theirs, access.plan, "red_rise", "")
    assert numbers_of(owner).red_rise == 3
    assert owner.adjustments.count() == 2
    assert "Kim Lee took this back: red from a rise of 2 points." in member.get("/adjustments/").text


def test_undoing_a_number_brings_the_one_before_it(theirs, member, access, owner):
    """The person's undo; without one before, the server's."""
    for value in ("12", "14"):
        set_number(theirs, access.plan, "dose_days", value)
    later, first = owner.adjustments.all()
    member.post(f"/adjustments/{later.pk}/undo/")
    assert numbers_of(owner).dose_days == 12
    member.post(f"/adjustments/{first.pk}/undo/")
    assert numbers_of(owner).dose_days == 7


def test_a_number_the_rules_don_t_have_is_not_found(theirs, access):
    """404."""
    assert theirs.get(url("patient_number", access.plan, "no_such")).status_code == 404


# With the rules


@pytest.fixture
def life():
    """A person, with a clinician who sees the plan: `life.access`."""
    life = Life()
    life.access = AccessFactory(plan=life.plan)
    return life


def fix(life, number, **more):
    told = {"day": day(number), "key": uuid.uuid4(), "fixed": True, **more}
    clinicians.prescribe(access=life.access, prescription=life.prescription(), **told)


def test_what_is_fixed_no_rule_raises_or_lightens(life):
    """P1 after a calm week, N2 after a sore morning."""
    fix(life, 0)
    life.calm_week()
    life.decide(7)
    assert life.held() == ("usual", (1, 2, 15), None)
    life.session(7)
    life.morning(8, 6)
    life.planned(9)
    life.decide(8)
    assert shown(life, 8)[9][1]["cobra-pose"] == (1, 2, 15)
    assert "P1" not in [rule for rule, _day in life.made()]


def test_released_the_rules_take_it_up_again(life):
    """P1 raises it."""
    fix(life, 0)
    life.decide(0)
    fix(life, 1, fixed=False)
    life.calm_week()
    life.decide(7)
    assert life.held() == ("usual", (1, 2, 20), None)


def test_a_red_lets_it_rest_and_it_stays_fixed():
    """T3 acts; the fix outlasts the rest, also for the person's own hand."""
    life = Life(easier=False)
    life.access = AccessFactory(plan=life.plan)
    fix(life, 0)
    life.session(0, during=6)
    life.decide(0)
    assert (life.prescription().status, life.prescription().is_fixed) == ("resting", True)
    life.decide(15)
    assert (life.prescription().status, life.prescription().is_fixed) == ("fixed", True)


def test_a_stricter_number_makes_the_rules_more_careful(life):
    """A rise of 2 is amber as shipped, and red for this person; what was decided before stays."""
    life.session(0, before=1, during=3, after=2)
    life.decide(0)
    clinicians.set_threshold(access=life.access, name="red_rise", value=2, day=day(1), key=uuid.uuid4())
    life.decide(1)
    assert life.made() == [("clinician", 1)]
    life.session(2, before=1, during=3, after=2)
    life.decide(2)
    assert ("T3", 2) in life.made()
    assert life.held()[0] == "easier"


def test_a_change_by_the_clinician_is_taken_in_where_the_person_is(theirs, access, row, clock):
    """Their local day, not the clinician's: it is Tuesday in Auckland."""
    owner = row.plan.owner
    owner.timezone = "Pacific/Auckland"
    owner.save()
    clock.move_to(dt.datetime.combine(MONDAY, dt.time(20), tzinfo=dt.UTC))
    theirs.post(exercise_url(row), once(**DOSE))
    assert owner.adjustments.get().day == MONDAY + dt.timedelta(days=1)
    assert decisions.adjustments(owner)[0].by_name == "Kim Lee"
