import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.measure.surprise import (
    Floats,
    SetMean,
    rolling_sum,
    set_mean,
    shrunken_share,
    surprise,
)

PRIOR = SetMean(hostile_per_day=0.1, conflict_share=0.3)
DAYS = 1_400


def test_a_share_is_drawn_toward_its_prior_by_four_events() -> None:
    assert shrunken_share(np.array([6.0]), np.array([8.0]), toward=0.25) == pytest.approx([7 / 12])
    assert shrunken_share(np.array([0.0]), np.array([0.0]), toward=0.25) == pytest.approx([0.25])


def test_a_rolling_sum_counts_the_day_itself_and_those_before() -> None:
    assert rolling_sum(np.array([1.0, 2.0, 4.0, 8.0]), 2).tolist() == [1, 3, 6, 12]


def test_the_prior_is_the_mean_of_the_dyads() -> None:
    found = set_mean(np.array([10.0, 30.0]), np.array([40.0, 60.0]), days=100)
    assert found == SetMean(hostile_per_day=0.2, conflict_share=0.4)


def test_without_a_past_the_rate_is_that_of_the_set() -> None:
    found = surprise(np.zeros(10), np.zeros(10), prior=PRIOR)
    assert found.per_day == pytest.approx(np.full(10, 0.1))
    assert not found.nats.any()
    assert found.rise == pytest.approx(np.zeros((3, 10)))


def test_the_baseline_holds_three_years_and_fifty_six_days_of_the_prior() -> None:
    hostile = np.full(DAYS, 1.0)
    found = surprise(hostile, hostile, prior=PRIOR)
    assert found.per_day[-1] == pytest.approx((1096 + 5.6) / (1096 + 56))
    assert found.per_day[55] == pytest.approx(0.1)  # nothing is older than 56 days yet
    assert found.per_day[56] == pytest.approx((1 + 5.6) / 57)


def test_a_burst_far_above_the_baseline_is_surprising_and_more_conflictual() -> None:
    hostile, other = np.zeros(DAYS), np.zeros(DAYS)
    other[::10] = 1.0
    hostile[::50] = 1.0
    hostile[1_300:1_314] = 2.0
    found = surprise(hostile, hostile + other, prior=PRIOR)
    assert found.nats[0, 1_313] > 15
    assert found.rise[0, 1_313] > 0.4
    assert found.nats[0, 1_299] < 3


def test_the_dyads_own_bursts_make_a_burst_less_surprising() -> None:
    rng = np.random.default_rng(3)
    calm: Floats = rng.poisson(0.5, DAYS).astype(np.float64)
    rate = np.repeat(rng.gamma(0.5, 1.0, DAYS // 28), 28)
    bursty: Floats = rng.poisson(rate).astype(np.float64)
    for counts in (calm, bursty):
        counts[1_300:1_320] = 2.0
    nats = [surprise(counts, counts, prior=PRIOR).nats[1, 1_319] for counts in (calm, bursty)]
    plain = surprise(bursty, bursty, prior=PRIOR, spread="rate_only").nats[1, 1_319]
    assert nats[1] < nats[0]
    assert nats[1] < plain


def test_volume_is_counted_over_a_year_or_what_there_is_of_it() -> None:
    found = surprise(np.zeros(800), np.ones(800), prior=PRIOR)
    assert found.events_per_month[9] == pytest.approx(365.25 / 12)
    assert found.events_per_month[-1] == pytest.approx(365.25 / 12)


@given(st.integers(0, 10_000))
def test_no_later_day_changes_an_earlier_number(seed: int) -> None:
    rng = np.random.default_rng(seed)
    hostile = rng.poisson(0.3, 300).astype(float)
    events = hostile + rng.poisson(0.5, 300).astype(np.float64)
    whole = surprise(hostile, events, prior=PRIOR)
    early = surprise(hostile[:200], events[:200], prior=PRIOR)
    assert early.nats == pytest.approx(whole.nats[:, :200])
    assert early.rise == pytest.approx(whole.rise[:, :200])
    assert early.burstiness == pytest.approx(whole.burstiness[:200])
