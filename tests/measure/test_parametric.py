import warnings

import numpy as np
import pytest

from earnest.measure.parametric import log_normal_pooled, weibull, weibull_frailty
from earnest.measure.simplex import minimum


def censored(
    lengths: np.ndarray[tuple[int], np.dtype[np.float64]], rng: np.random.Generator, upto: float
) -> tuple[
    np.ndarray[tuple[int], np.dtype[np.float64]], np.ndarray[tuple[int], np.dtype[np.bool_]]
]:
    watched = rng.uniform(50, upto, len(lengths))
    return np.minimum(lengths, watched), lengths <= watched


def test_the_simplex_finds_the_bottom_of_a_banana_valley() -> None:
    found = minimum(lambda p: float((1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2), [-1.2, 1.0])
    assert found == pytest.approx([1.0, 1.0], abs=1e-4)


def test_constant_hazard_gives_shape_one_and_the_mean() -> None:
    rng = np.random.default_rng(1)
    days, ended = censored(rng.exponential(200, 4_000), rng, 900)
    shape, scale = weibull(days, ended)
    assert shape == pytest.approx(1.0, abs=0.05)
    assert scale == pytest.approx(200, rel=0.05)


@pytest.mark.slow
def test_single_curves_equal_those_of_lifelines() -> None:
    rng = np.random.default_rng(2)
    days, ended = censored(300 * rng.weibull(0.7, 400), rng, 1_500)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        lifelines = pytest.importorskip("lifelines")
        plain = lifelines.WeibullFitter().fit(days + 0.5, ended)
        logged = lifelines.LogNormalFitter().fit(days + 0.5, ended)
    assert weibull(days, ended) == pytest.approx((plain.rho_, plain.lambda_), rel=1e-4)
    pooled = log_normal_pooled(days, ended, np.zeros(400, dtype=int))
    assert (pooled.mean, pooled.within) == pytest.approx((logged.mu_, logged.sigma_), rel=1e-3)


def test_the_frailty_put_in_is_recovered() -> None:
    rng = np.random.default_rng(3)
    groups, shape = 60, 0.8
    frailty = rng.gamma(2.0, 0.5, groups)
    group = rng.integers(0, groups, 3_000)
    days, ended = censored(
        200 * (rng.exponential(size=3_000) / frailty[group]) ** (1 / shape), rng, 2_000
    )
    found = weibull_frailty(days, ended, group)
    assert found.shape == pytest.approx(shape, abs=0.04)
    assert 1.2 < found.prior_ends < 3.4
    assert np.corrcoef(found.multipliers(), frailty)[0, 1] > 0.95
    true = np.exp(-frailty * (365 / 200) ** shape)
    assert np.abs(found.shares(np.array([365.0]))[:, 0] - true).mean() < 0.05


@pytest.mark.slow
def test_late_entry_does_not_bend_the_frailty_model() -> None:
    rng = np.random.default_rng(4)
    lengths = rng.exponential(300, 6_000)
    entered = rng.uniform(0, 300, 6_000)
    seen = lengths > entered
    lengths, entered = lengths[seen], entered[seen]
    group = rng.integers(0, 10, len(lengths))
    ended = np.ones(len(lengths), dtype=bool)
    found = weibull_frailty(lengths, ended, group, entered=entered)
    assert found.shape == pytest.approx(1.0, abs=0.05)
    naive = weibull_frailty(lengths, ended, group)
    assert naive.shape > 1.1


@pytest.mark.slow
def test_a_thin_group_lies_between_what_it_shows_and_a_group_never_seen() -> None:
    rng = np.random.default_rng(5)
    group = np.repeat(np.arange(20), 30)
    days, ended = censored(rng.exponential(rng.uniform(50, 500, 20)[group]), rng, 800)
    days, ended = np.append(days, 3_000.0), np.append(ended, False)
    group = np.append(group, 20)
    year = np.array([365.0])
    for found in (weibull_frailty(days, ended, group), log_normal_pooled(days, ended, group)):
        assert found.share_of_new(year)[0] + 0.05 < found.shares(year)[20, 0] < 0.95


@pytest.mark.slow
def test_the_means_put_in_are_recovered() -> None:
    rng = np.random.default_rng(6)
    means = rng.normal(5.0, 0.8, 40)
    group = rng.integers(0, 40, 2_000)
    days, ended = censored(np.exp(means[group] + 1.2 * rng.normal(size=2_000)), rng, 2_000)
    found = log_normal_pooled(days, ended, group)
    assert found.mean == pytest.approx(means.mean(), abs=0.1)
    assert found.within == pytest.approx(1.2, abs=0.06)
    assert found.between == pytest.approx(0.8, abs=0.2)
    assert np.corrcoef(found.group_mean, means)[0, 1] > 0.95


def test_a_curve_of_nothing_that_ended_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one spell that ended"):
        weibull(np.array([3.0]), np.array([False]))


@pytest.mark.slow
def test_frailty_intervals_cover_at_their_rate() -> None:
    rng = np.random.default_rng(7)
    inside = total = 0
    for _ in range(120):
        frailty = rng.gamma(2.0, 0.5, 40)
        group = rng.integers(0, 40, 600)
        days, ended = censored(200 * rng.exponential(size=600) / frailty[group], rng, 1_000)
        found = weibull_frailty(days, ended, group)
        low, high = np.moveaxis(found.intervals(np.array([180.0]), rng=rng, draws=1_000), -1, 0)[
            :, :, 0
        ]
        true = np.exp(-frailty * 180 / 200)[: len(low)]
        inside += int(((low <= true) & (true <= high)).sum())
        total += len(low)
    assert inside / total == pytest.approx(0.90, abs=0.03)
