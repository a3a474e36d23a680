"""Fading counts and shrunken rates, against sums written out."""

import math

import numpy as np
import pytest
from dyad_tables import START, busy_world
from hypothesis import given
from hypothesis import strategies as st

from earnest.measure.act_groups import act_group
from earnest.measure.dyad_days import Days
from earnest.measure.dyad_events import dyad_events
from earnest.measure.excitation import fading_counts, shrunk_rate
from earnest.measure.points import day_number

ZERO = day_number(START)


def one(*values: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


def test_each_past_act_fades_and_the_day_itself_does_not_count() -> None:
    days = Days.present(one(0, 0, 0), one(10, 17, 24), size=1)
    found = fading_counts(days, one(0), one(24), taus=(7.0,))
    assert found[0, 0] == pytest.approx((math.exp(-2) + math.exp(-1)) / 7)


def test_another_dyad_and_an_unseen_one_add_nothing() -> None:
    days = Days.present(one(0), one(10), size=2)
    found = fading_counts(days, one(1, -1), one(20, 20), taus=(7.0, 30.0))
    assert found.tolist() == [[0.0, 0.0], [0.0, 0.0]]


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 400)), max_size=40),
    st.integers(0, 3),
    st.integers(0, 420),
)
def test_the_recursion_equals_the_sum(acts: list[tuple[int, int]], dyad: int, at: int) -> None:
    days = Days.counted(one(*(d for d, _ in acts)), one(*(t for _, t in acts)), size=4)
    found = fading_counts(days, one(dyad), one(at), taus=(7.0, 120.0))[0]
    past = [at - t for d, t in acts if d == dyad and t < at]
    expected = [sum(math.exp(-gap / tau) for gap in past) / tau for tau in (7.0, 120.0)]
    assert found == pytest.approx(expected, abs=1e-12)


def test_a_dyad_without_acts_has_the_prior_rate_that_time_wears_down() -> None:
    days = Days.present(one(), one(), size=1)
    rate = shrunk_rate(days, one(0, 0), one(0, 100), since=one(0, 0), mean=np.array([0.02, 0.02]))
    assert rate == pytest.approx([0.02, 0.5 / 125])


def test_only_three_years_are_remembered() -> None:
    days = Days.present(one(0, 0), one(0, 2000), size=1)
    rate = shrunk_rate(days, one(0), one(2100), since=one(0), mean=np.array([0.01]))
    assert rate == pytest.approx([1.5 / (1095 + 50)])


def test_a_world_of_many_dyads_is_summed_like_one_at_a_time() -> None:
    events = dyad_events(busy_world(days=500, states=4, seed=3))
    days = events.days_of(act_group("any"))
    dyad = np.arange(len(events.names))
    at = np.full(len(dyad), ZERO + 450)
    found = fading_counts(days, dyad, at, taus=(30.0,))[:, 0]
    for number in dyad:
        gaps = at[0] - days.day[(days.dyad == number) & (days.day < at[0])]
        assert found[number] == pytest.approx(np.exp(-gaps / 30).sum() / 30)
