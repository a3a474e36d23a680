"""Regressions recover what was put into simulated data, and their intervals cover it."""

import numpy as np
import pytest

from earnest.measure.dyad_days import Bools, Floats, Ints
from earnest.measure.regression import Link, Prior, regression

WEIGHTS = np.array([-1.5, 0.5, 0.3, 0.2])


def simulated(
    rng: np.random.Generator, *, link: Link, clusters: int, points: int, spread: float = 0.0
) -> tuple[Floats, Bools, Ints]:
    cluster = np.repeat(np.arange(clusters), points)
    own = rng.normal(size=(clusters, 3))[cluster] / 2
    columns = np.column_stack([np.ones(len(cluster)), rng.normal(size=(len(cluster), 3)) + own])
    eta = columns @ WEIGHTS + rng.normal(0, spread, clusters)[cluster]
    p = 1 / (1 + np.exp(-eta)) if link == "logit" else -np.expm1(-np.exp(eta))
    return columns, rng.random(len(cluster)) < p, cluster


@pytest.mark.parametrize("link", ["cloglog", "logit"])
def test_the_coefficients_that_were_put_in_are_found(link: Link) -> None:
    rng = np.random.default_rng(11)
    columns, outcome, cluster = simulated(rng, link=link, clusters=200, points=100)
    fit = regression(columns, outcome, link=link, clusters=cluster)
    assert fit.coefficients == pytest.approx(WEIGHTS, abs=0.06)
    assert (fit.n, fit.clusters, fit.events) == (20_000, 200, outcome.sum())
    assert fit.spread < 0.15


def test_the_weights_of_an_additive_rate_are_found_and_a_useless_part_gets_none() -> None:
    rng = np.random.default_rng(12)
    columns = rng.gamma(2.0, 0.1, size=(20_000, 3))
    outcome = rng.random(20_000) < -np.expm1(-(columns @ np.array([0.8, 0.3, 0.0])))
    fit = regression(columns, outcome, link="additive", clusters=np.arange(20_000))
    assert np.exp(fit.coefficients) == pytest.approx([0.8, 0.3, 0.0], abs=0.08)


def test_differences_between_clusters_are_found_as_spread() -> None:
    rng = np.random.default_rng(13)
    columns, outcome, cluster = simulated(rng, link="cloglog", clusters=300, points=100, spread=0.4)
    fit = regression(columns, outcome, link="cloglog", clusters=cluster)
    assert fit.spread == pytest.approx(0.4, abs=0.08)


def test_a_constant_alone_gives_the_share_and_its_binomial_error() -> None:
    outcome = np.repeat([True, False], [30, 70])
    fit = regression(np.ones((100, 1)), outcome, link="logit", clusters=np.arange(100))
    assert fit.probability(np.ones((1, 1)))[0] == pytest.approx(0.3, abs=1e-4)
    assert fit.covariance[0, 0] == pytest.approx(1 / (100 * 0.3 * 0.7), rel=0.02)


def test_a_firm_prior_holds_the_coefficients_and_a_faint_one_lets_them_go() -> None:
    rng = np.random.default_rng(14)
    columns, outcome, cluster = simulated(rng, link="cloglog", clusters=50, points=20)
    firm = Prior(np.zeros(4), np.full(4, 1e8))
    held = regression(columns, outcome, link="cloglog", clusters=cluster, prior=firm)
    assert held.coefficients == pytest.approx(np.zeros(4), abs=1e-3)
    free = regression(
        columns,
        outcome,
        link="cloglog",
        clusters=cluster,
        prior=Prior(np.zeros(4), np.full(4, 1e-6)),
    )
    assert free.coefficients == pytest.approx(WEIGHTS, abs=0.3)


def test_outcomes_of_one_kind_still_give_finite_coefficients() -> None:
    fit = regression(
        np.ones((50, 1)), np.zeros(50, dtype=bool), link="cloglog", clusters=np.arange(50)
    )
    assert np.isfinite(fit.coefficients).all()
    assert fit.probability(np.ones((1, 1)))[0] < 0.01


def test_drift_multiplies_the_rate() -> None:
    rng = np.random.default_rng(15)
    columns, outcome, cluster = simulated(rng, link="cloglog", clusters=50, points=50)
    fit = regression(columns, outcome, link="cloglog", clusters=cluster)
    rate = -np.log1p(-fit.probability(columns[:5]))
    assert -np.log1p(-fit.probability(columns[:5], drift=1.5)) == pytest.approx(1.5 * rate)


@pytest.mark.parametrize("link", ["cloglog", "logit", "additive"])
def test_the_interval_holds_the_probability(link: Link) -> None:
    rng = np.random.default_rng(16)
    columns, outcome, cluster = simulated(rng, link="cloglog", clusters=50, points=50)
    fit = regression(np.abs(columns), outcome, link=link, clusters=cluster)
    low, high = fit.interval(np.abs(columns[:20]))
    p = fit.probability(np.abs(columns[:20]))
    assert ((low >= 0) & (low < p) & (p < high) & (high <= 1)).all()


def test_without_rows_there_is_no_fit() -> None:
    with pytest.raises(ValueError, match="at least one row"):
        regression(
            np.ones((0, 1)), np.zeros(0, dtype=bool), link="logit", clusters=np.zeros(0, int)
        )


@pytest.mark.slow
def test_nine_intervals_of_ten_cover_the_probability_of_a_dyad_never_seen() -> None:
    rng = np.random.default_rng(17)
    covered = 0
    for _ in range(1_000):
        columns, outcome, cluster = simulated(
            rng, link="cloglog", clusters=150, points=40, spread=0.3
        )
        fit = regression(columns, outcome, link="cloglog", clusters=cluster)
        new = np.array([[1.0, *rng.normal(size=3)]])
        truth = -np.expm1(-np.exp(new[0] @ WEIGHTS + rng.normal(0, 0.3)))
        low, high = fit.interval(new)
        covered += bool(low[0] <= truth <= high[0])
    assert 0.87 <= covered / 1_000 <= 0.93
