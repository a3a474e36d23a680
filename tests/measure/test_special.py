import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.measure.special import (
    exact_count_interval,
    exact_share_interval,
    log_beta_share,
    log_count_mass,
    log_count_tail,
    log_gamma,
    log_normal_tail,
    never_bound,
)


def test_log_gamma_knows_factorials_and_the_root_of_pi() -> None:
    assert log_gamma([5.0, 0.5, 1.0]) == pytest.approx(
        [math.log(24), math.log(math.sqrt(math.pi)), 0.0], abs=1e-13
    )


@given(st.floats(1e-3, 1e5))
def test_log_gamma_agrees_with_the_standard_library(x: float) -> None:
    assert float(log_gamma(x)) == pytest.approx(math.lgamma(x), rel=1e-11, abs=1e-12)


def test_the_incomplete_beta_function_of_whole_numbers_is_a_binomial_sum() -> None:
    # I_x(2, 3) = P(at least 2 of 4), x the chance of each: 11/16 at one half
    assert math.exp(float(log_beta_share(0.5, 2.0, 3.0))) == pytest.approx(11 / 16)
    assert math.exp(float(log_beta_share(0.9, 2.0, 3.0))) == pytest.approx(0.9963)


def test_a_negative_binomial_of_size_one_halves_at_each_step() -> None:
    # mean 1 and size 1: P(X = k) = 1/2^(k+1), P(X >= k) = 1/2^k
    k = np.arange(60)
    assert log_count_tail(k, mean=1.0, size=1.0) == pytest.approx(-k * math.log(2))
    assert log_count_mass(k, mean=1.0, size=1.0) == pytest.approx(-(k + 1) * math.log(2))


def test_a_large_size_is_poisson() -> None:
    at_least_two = 1 - 3 * math.exp(-2)  # Poisson of mean 2
    found = float(log_count_tail(2, mean=2.0, size=1e7))
    assert math.exp(found) == pytest.approx(at_least_two, rel=1e-5)


def test_the_normal_tail_is_right_near_and_far() -> None:
    assert math.exp(float(log_normal_tail(1.959963984540054))) == pytest.approx(0.025)
    assert float(log_normal_tail(40.0)) == pytest.approx(-804.608442, abs=1e-5)
    assert log_normal_tail([0.0]) == pytest.approx([math.log(0.5)])


def test_the_exact_interval_is_one_sided_at_none_and_all() -> None:
    assert exact_share_interval(0, 10) == pytest.approx((0.0, 1 - 0.05 ** (1 / 10)))
    assert exact_share_interval(10, 10) == pytest.approx((0.05 ** (1 / 10), 1.0))
    assert exact_share_interval(3, 10) == pytest.approx((0.0873, 0.6066), abs=1e-4)
    with pytest.raises(ValueError, match="no share"):
        exact_share_interval(3, 2)


def test_none_of_five_still_allows_nearly_half() -> None:
    assert never_bound(3) == pytest.approx(0.631597, abs=1e-6)
    assert never_bound(5) == pytest.approx(0.45072, abs=1e-5)
    assert never_bound(1) == pytest.approx(0.95)
    with pytest.raises(ValueError, match="at least one case"):
        never_bound(0)


@pytest.mark.slow
def test_the_bound_of_none_covers_at_its_rate() -> None:
    rng = np.random.default_rng(5)
    for true in (0.02, 0.1, 0.3):
        for n in (5, 11, 40):
            none_seen = rng.binomial(n, true, size=20_000) == 0
            missed = none_seen & (never_bound(n) < true)
            assert missed.mean() <= 0.05 + 0.005


def test_the_interval_of_a_count_is_that_of_published_tables() -> None:
    assert exact_count_interval(0) == pytest.approx((0.0, 2.9957), abs=1e-4)
    assert exact_count_interval(10) == pytest.approx((5.4254, 16.9622), abs=1e-4)
    assert exact_count_interval(500) == pytest.approx((463.80, 538.39), abs=0.1)
    with pytest.raises(ValueError, match="no count"):
        exact_count_interval(-1)
