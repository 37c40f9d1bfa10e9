"""The numbers of the rules: ranges, what is stricter, and what may never be looser."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.rules.table import RULES
from programs.rules.thresholds import SHIPPED, limits, problem, stricter, with_settings


def test_every_number_names_a_published_rule_and_holds_its_own_limits():
    ids = {rule.id for rule in RULES}
    for name, limit in limits().items():
        assert limit.rule in ids
        assert problem(name, getattr(SHIPPED, name)) is None


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("nonsense", 1, "unknown"),
        ("red_rise", "3", "number"),
        ("red_rise", True, "number"),
        ("red_rise", 2.5, "number"),
        ("red_rise", 1, "range"),
        ("red_rise", 4, "looser"),
        ("rest_days", 10, "looser"),
        ("settle_hours", 96, "looser"),
        ("screening_days", 30, "looser"),
        ("morning_rise", 3, None),
        ("morning_factor", 0.6, None),
        ("red_rise", 2, None),
        ("rest_days", 20, None),
    ],
)
def test_a_setting_is_in_range_and_s_t_and_f_never_looser_than_shipped(name, value, reason):
    assert problem(name, value) == reason


def test_a_servers_settings_replace_the_shipped_numbers():
    assert with_settings({"dose_days": 10}).dose_days == 10
    with pytest.raises(ValueError, match="looser"):
        with_settings({"red_rise": 5})


def test_a_persons_numbers_count_only_where_they_are_stricter():
    base = with_settings({"dose_days": 10})
    mine = stricter(base, {"dose_days": 8, "red_rise": 2, "rest_days": 21})
    assert (mine.dose_days, mine.red_rise, mine.rest_days) == (10, 2, 21)
    with pytest.raises(ValueError, match="unknown"):
        stricter(base, {"nonsense": 1})


def test_the_numbers_are_kept_with_the_decisions():
    assert with_settings(SHIPPED.as_dict()) == SHIPPED


@given(st.sampled_from(sorted(limits())), st.data())
def test_merging_never_loosens(name, data):
    limit = limits()[name]
    whole = isinstance(getattr(SHIPPED, name), int)
    value = data.draw((st.integers if whole else st.floats)(limit.lowest, limit.highest))
    if problem(name, value) is None:
        merged, base = getattr(stricter(SHIPPED, {name: value}), name), getattr(SHIPPED, name)
        assert merged <= base if limit.stricter == "lower" else merged >= base
