"""Scores of probabilities: published examples, worked ones, and what must always hold."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.measure import scores

# Fifteen forecasts at three levels, with what happened; scores worked out from the formulas.
P = [0.1] * 5 + [0.3] * 5 + [0.8] * 5
Y = [0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1]
NAN = math.nan


def test_the_worked_example_has_its_brier_score_and_its_log_loss() -> None:
    assert scores.brier(P, Y) == pytest.approx(0.19333333, abs=1e-8)
    assert scores.log_loss(P, Y) == pytest.approx(0.58026731, abs=1e-8)


def test_the_worked_example_has_its_three_parts() -> None:
    parts = scores.murphy(P, Y)
    assert parts.reliability == pytest.approx(0.00666667, abs=1e-8)
    assert parts.resolution == pytest.approx(0.06222222, abs=1e-8)
    assert parts.uncertainty == pytest.approx(0.24888889, abs=1e-8)
    assert parts.rest == pytest.approx(0, abs=1e-12)


def test_the_worked_example_has_its_skill_discrimination_and_auc() -> None:
    assert scores.brier_skill(P, Y, reference=np.mean(Y)) == pytest.approx(0.22321429, abs=1e-8)
    assert scores.discrimination(P, Y) == pytest.approx(0.29464286, abs=1e-8)
    assert scores.auc(P, Y) == pytest.approx(0.76785714, abs=1e-8)


def test_pairs_with_a_missing_side_are_dropped_as_in_the_scores_library() -> None:
    # tests/probabilty/test_brier.py of nci/scores: two planes of three pairs
    forecast = np.array([[[0.5, 0], [0, 0.5], [1, 0]], [[0.5, 0], [0.5, 0], [0, NAN]]])
    observed = np.array([[[1, 0], [0, 0], [NAN, 0]], [[0, 0], [1, 0], [0, 1]]])
    assert scores.brier(forecast, observed) == pytest.approx(0.1)
    assert [scores.brier(f, o) for f, o in zip(forecast, observed, strict=True)] == [
        pytest.approx(0.1),
        pytest.approx(0.1),
    ]


@pytest.mark.parametrize(("p", "y"), [([1.1], [1]), ([-0.1], [0]), ([0.5], [0.5]), ([0.5], [2])])
def test_what_is_no_probability_or_no_outcome_is_refused(p: list[float], y: list[float]) -> None:
    with pytest.raises(ValueError, match=r"outside|neither"):
        scores.brier(p, y)


def test_forecasts_without_as_many_outcomes_are_refused() -> None:
    with pytest.raises(ValueError, match="2 forecasts for 1 outcomes"):
        scores.brier([0.1, 0.2], [1])


def test_without_a_complete_pair_there_is_no_score() -> None:
    assert math.isnan(scores.brier([NAN], [1]))
    assert math.isnan(scores.auc([0.2], [1]))


def test_a_sure_miss_costs_everything_in_the_log_score() -> None:
    assert scores.log_loss([0.0, 0.5], [1, 1]) == math.inf


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_the_parts_always_add_up_to_the_brier_score(pairs: list[tuple[float, bool]]) -> None:
    p, y = [pair[0] for pair in pairs], [float(pair[1]) for pair in pairs]
    parts = scores.murphy(p, y)
    total = parts.reliability - parts.resolution + parts.uncertainty + parts.rest
    assert total == pytest.approx(scores.brier(p, y), abs=1e-12)


def test_ten_groups_of_equal_size_are_compared_with_their_frequency() -> None:
    p = np.arange(100) / 100
    groups = scores.reliability_bins(p, p >= 0.5)
    assert [group.n for group in groups] == [10] * 10
    assert groups[0].forecast == pytest.approx(0.045)
    assert [group.frequency for group in groups] == [0.0] * 5 + [1.0] * 5


def test_the_calibration_error_of_one_constant_is_its_distance_from_the_frequency() -> None:
    outcome = np.repeat([1, 0], [30, 70])
    assert scores.expected_calibration_error(np.full(100, 0.4), outcome) == pytest.approx(0.1)


def test_calibrated_forecasts_rarely_exceed_the_calibration_error_of_chance() -> None:
    rng = np.random.default_rng(5)
    p = rng.uniform(0.05, 0.95, size=2_000)
    limit = scores.chance_calibration_error(p, rng=rng)
    errors = [scores.expected_calibration_error(p, rng.random(2_000) < p) for _ in range(200)]
    assert 0.90 <= np.mean(np.array(errors) <= limit) <= 0.99


def test_the_line_of_calibration_is_one_for_calibrated_and_half_for_doubled_log_odds() -> None:
    rng = np.random.default_rng(6)
    log_odds = rng.normal(size=20_000)
    outcome = rng.random(20_000) < 1 / (1 + np.exp(-log_odds))
    line = scores.calibration_line(1 / (1 + np.exp(-log_odds)), outcome)
    too_bold = scores.calibration_line(1 / (1 + np.exp(-2 * log_odds)), outcome)
    assert line.slope == pytest.approx(1, abs=0.06)
    assert line.intercept == pytest.approx(0, abs=0.06)
    assert too_bold.slope == pytest.approx(0.5, abs=0.04)


def test_resampled_skill_centres_on_the_skill_and_pairs_models() -> None:
    rng = np.random.default_rng(7)
    loss, reference = rng.uniform(0.1, 0.2, 400), np.full(400, 0.25)
    cluster = np.repeat(np.arange(40), 10)
    draws = scores.cluster_draws(40, rng=rng)
    skill = scores.skill_draws(loss, reference, cluster, draws)
    low, high = scores.interval_90(skill)
    assert low < 1 - loss.sum() / reference.sum() < high
    assert np.allclose(skill - scores.skill_draws(loss, reference, cluster, draws), 0)
