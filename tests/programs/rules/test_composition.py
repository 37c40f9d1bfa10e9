"""Which exercises make a session, their order, minutes, and five minutes of them."""

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from programs.rules.composition import POSITIONS, Candidate, compose, five_minutes
from programs.rules.dose import Dose
from programs.rules.minutes import Item, exercise_seconds, minutes, session_seconds

TODAY = date(2026, 3, 2)
HOLD = Dose(1, 2, 30)


def candidate(slug, order, core=False, last_done=None, position="lying-back", dose=HOLD, **more):
    return Candidate(slug, order, core, last_done, position, dose, **more)


def slugs(session):
    return [one.slug for one in session]


def test_core_comes_first_then_least_recently_done_then_catalogue_order():
    known = [
        candidate("new", 5),
        candidate("old", 4, last_done=date(2026, 2, 1)),
        candidate("fresh", 1, last_done=date(2026, 3, 1)),
        candidate("core", 9, core=True, last_done=date(2026, 3, 1)),
        candidate("new-later", 6),
    ]
    assert slugs(compose(known, size=4, order_by="catalogue")) == ["old", "new", "new-later", "core"]


def test_floor_order_gets_people_down_and_up_once():
    known = [candidate(position, 1, position=position) for position in reversed(POSITIONS)]
    assert slugs(compose(known, size=9)) == list(POSITIONS)


def test_ones_own_order_puts_what_has_no_place_last():
    known = [candidate("a", 1, place=3), candidate("b", 2), candidate("c", 3, place=1)]
    assert slugs(compose(known, size=9, order_by="own")) == ["c", "a", "b"]


def test_shortening_a_session_at_half_does_not_halve_it_again():
    session = [candidate("a", 1, dose=Dose(1, 10, 60), factor=0.5)]
    assert five_minutes(session).kept == tuple(session)
    session = [candidate("a", 1, dose=Dose(1, 10, 60), factor=0.75)]
    assert five_minutes(session).kept[0].dose == Dose(1, 10, 40)


def test_a_longer_get_ready_leaves_less_time():
    session = [candidate("a", 1, dose=Dose(1, 1, 140)), candidate("b", 2, dose=Dose(1, 1, 125))]
    assert five_minutes(session).left_out == ()
    assert five_minutes(session, get_ready=20).left_out == ("b",)


def test_sides_get_readies_and_rests_count():
    assert exercise_seconds(Item(Dose(2, 1, 20), None, "no", "kneeling")) == 40 + 10 + 15
    assert exercise_seconds(Item(Dose(1, 2, 15), None, "each", "lying-back")) == 60 + 10 + 6
    assert exercise_seconds(Item(Dose(1, 6), 4, "alternating", "lying-back")) == 48 + 5


def test_changing_position_takes_longer():
    one, other = Item(HOLD, None, "no", "lying-back"), Item(HOLD, None, "no", "kneeling")
    assert session_seconds([one, one]) == 65 + 20 + 65
    assert session_seconds([one, other]) == 65 + 50 + 65
    assert session_seconds([]) == 0
    assert minutes(61) == 2


def test_a_session_that_fits_stays():
    session = [candidate("a", 1)]
    assert five_minutes(session).kept == tuple(session)


def test_five_minutes_takes_sets_first_then_rotating_then_core():
    session = [
        candidate("core", 1, core=True, dose=Dose(3, 1, 60)),
        candidate("old", 2, dose=Dose(3, 1, 60), last_done=date(2026, 1, 1)),
        candidate("fresh", 3, dose=Dose(3, 1, 60), last_done=date(2026, 3, 1)),
    ]
    sets_only = five_minutes(session, seconds=250)
    assert (slugs(sets_only.kept), sets_only.left_out) == (["core", "old", "fresh"], ())
    assert all(one.dose.sets == 1 for one in sets_only.kept)
    assert five_minutes(session, seconds=160).left_out == ("fresh",)
    assert five_minutes(session, seconds=70).left_out == ("fresh", "old")


def test_the_last_exercise_is_done_at_half():
    short = five_minutes([candidate("long", 1, dose=Dose(1, 1, 600))])
    assert short.kept[0].dose == Dose(1, 1, 300)


CANDIDATES = st.lists(
    st.builds(
        candidate,
        st.uuids().map(str),
        st.integers(1, 12),
        st.booleans(),
        st.none() | st.dates(date(2026, 1, 1), TODAY),
        st.sampled_from(POSITIONS),
        st.builds(Dose, st.integers(1, 3), st.integers(1, 5), st.integers(5, 300)),
    ),
    unique_by=lambda one: one.order,
    max_size=12,
)


@given(CANDIDATES, st.integers(1, 8))
def test_the_same_candidates_make_the_same_session_in_whatever_order(known, size):
    mixed = random.Random(1).sample(known, len(known))
    assert compose(known, size=size) == compose(mixed, size=size)
    assert len(compose(known, size=size)) == min(size, len(known))


@given(CANDIDATES)
def test_shortening_only_takes_away(known):
    short = five_minutes(known)
    assert short.seconds <= session_seconds(one.item for one in known)
    assert len(short.kept) + len(short.left_out) == len(known)
