"""The ladder, reductions and the ceilings of muscle areas."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.rules.dose import Dose, Load, areas_over, ladder, next_rung, reduce, smallest, within, work

HELD = st.builds(Dose, st.integers(1, 10), st.integers(1, 50), st.integers(1, 900))
MOVED = st.builds(Dose, st.integers(1, 10), st.integers(1, 50))


def written(rungs):
    return [str(rung) for rung in rungs]


def test_hold_grows_first_then_reps_then_sets():
    rungs = ladder(Dose(1, 3, 10), Dose(2, 5, 20))
    assert written(rungs) == [
        "1 × 3 × 10 s",
        "1 × 3 × 15 s",
        "1 × 3 × 20 s",
        "1 × 4 × 20 s",
        "1 × 5 × 20 s",
        "2 × 3 × 20 s",
        "2 × 4 × 20 s",
        "2 × 5 × 20 s",
    ]


def test_moved_reps_grow_by_two_and_a_new_set_has_the_fewest_that_grow_the_work():
    rungs = written(ladder(Dose(1, 6), Dose(3, 12), 4))
    assert rungs[:6] == ["1 × 6", "1 × 8", "1 × 10", "1 × 12", "2 × 7", "2 × 9"]
    assert rungs[-1] == "3 × 12"


def test_supine_hold_grows_by_thirty_seconds():
    assert next_rung(Dose(1, 1, 120), Dose(1, 1, 300), hold_step=30) == Dose(1, 1, 150)


def test_a_rung_above_half_is_cut_to_the_largest_whole_step():
    assert next_rung(Dose(1, 2, 8), Dose(1, 3, 20)) == Dose(1, 2, 12)


def test_no_rung_where_the_smallest_step_is_more_than_half():
    assert next_rung(Dose(1, 1), Dose(1, 2), 4) is None


def test_no_rung_at_the_top_or_above_it():
    assert next_rung(Dose(1, 3, 30), Dose(1, 3, 30)) is None
    assert next_rung(Dose(2, 1, 10), Dose(1, 3, 30)) is None


def test_doses_of_two_kinds_have_no_common_ladder():
    with pytest.raises(ValueError, match="one kind"):
        within(Dose(1, 1), Dose(1, 1, 10))


@pytest.mark.parametrize("parts", [(0, 1, 1), (11, 1, 1), (1, 0, 1), (1, 51, 1), (1, 1, 0), (1, 1, 901)])
def test_doses_are_bounded(parts):
    with pytest.raises(ValueError, match="must be"):
        Dose(*parts)


def test_work_is_seconds_per_side():
    assert work(Dose(2, 3, 10)) == 60
    assert work(Dose(2, 3), 4) == 24


@pytest.mark.parametrize(
    ("dose", "factor", "reduced"),
    [
        (Dose(1, 2, 20), 0.75, Dose(1, 2, 15)),
        (Dose(1, 2, 20), 0.5, Dose(1, 2, 10)),
        (Dose(1, 2, 17), 0.75, Dose(1, 2, 10)),
        (Dose(1, 2, 8), 0.5, Dose(1, 2, 4)),
        (Dose(1, 2, 9), 0.75, Dose(1, 2, 6)),
        (Dose(1, 1, 1), 0.5, Dose(1, 1, 1)),
        (Dose(1, 1, 5), 0.5, Dose(1, 1, 2)),
        (Dose(1, 4, 2), 0.5, Dose(1, 2, 2)),
        (Dose(3, 12), 0.75, Dose(3, 9)),
        (Dose(2, 7), 0.5, Dose(2, 3)),
        (Dose(2, 1), 0.5, Dose(1, 1)),
        (Dose(1, 1), 0.5, Dose(1, 1)),
        (Dose(1, 2, 17), 1, Dose(1, 2, 17)),
    ],
)
def test_a_reduction_rounds_down_to_whole_steps(dose, factor, reduced):
    assert reduce(dose, factor) == reduced


@pytest.mark.parametrize("factor", [0, -1, 1.1])
def test_a_factor_is_a_share(factor):
    with pytest.raises(ValueError, match="factor"):
        reduce(Dose(1, 1), factor)


def test_reductions_do_not_multiply():
    assert smallest([0.75, 0.5]) == 0.5
    assert smallest([]) == 1.0


def test_an_area_is_over_by_the_session_or_by_the_week():
    back = frozenset({"lower-back"})
    assert areas_over([Load(back, 240, 2.5)]) == frozenset()
    assert areas_over([Load(back, 241, 1)]) == back
    assert areas_over([Load(back, 200, 1), Load(back, 60, 1, together=False)]) == frozenset()
    assert areas_over([Load(back, 130, 5)]) == back


@given(st.one_of(HELD, MOVED), st.data(), st.integers(1, 60), st.sampled_from([5, 30]))
def test_the_ladder_only_grows_never_by_more_than_half_and_never_past_the_top(start, data, tempo, step):
    hold = None if start.hold is None else data.draw(st.integers(start.hold, min(900, start.hold + 60)))
    top = Dose(
        data.draw(st.integers(start.sets, 10)), data.draw(st.integers(start.reps, min(50, start.reps + 20))), hold
    )
    rungs = ladder(start, top, tempo, hold_step=step)
    for lower, higher in pairwise(rungs):
        assert work(lower, tempo) < work(higher, tempo) <= work(lower, tempo) * 1.5
        assert within(higher, top)


@given(st.one_of(HELD, MOVED), st.floats(0.05, 1))
def test_a_reduction_never_adds_and_keeps_its_kind(dose, factor):
    reduced = reduce(dose, factor)
    assert within(reduced, dose)
    assert (reduced.hold is None) == (dose.hold is None)
