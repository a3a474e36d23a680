import numpy as np
import pytest

from earnest.measure.hidden_markov import tense_probability


def test_one_step_is_bayes_rule() -> None:
    # size 1 and means 1 and 3: P(2 | calm) = 1/8, P(2 | tense) = (1/4)(3/4)^2 = 9/64
    found = tense_probability(
        np.array([2.0]), calm_rate=np.array([1.0]), burstiness=np.array([1.0]), enter=0.1, leave=0.3
    )
    before = 0.25 * 0.7 + 0.75 * 0.1
    odds = before * (9 / 64) / ((1 - before) * (1 / 8))
    assert found == pytest.approx([odds / (1 + odds)])


def test_the_states_put_in_are_recovered() -> None:
    rng = np.random.default_rng(4)
    tense = np.zeros(600, dtype=bool)
    tense[100:140] = tense[300:320] = tense[450:500] = True
    counts = rng.poisson(np.where(tense, 12.0, 4.0)).astype(float)
    found = tense_probability(counts, calm_rate=np.full(600, 4.0), burstiness=np.full(600, 0.05))
    assert ((found > 0.5) == tense).mean() > 0.95


def test_many_series_go_at_once_and_each_alone() -> None:
    counts = np.random.default_rng(1).poisson(2.0, (5, 80)).astype(float)
    rate, burst = np.full((5, 80), 1.5), np.full((5, 80), 0.2)
    together = tense_probability(counts, calm_rate=rate, burstiness=burst)
    alone = tense_probability(counts[2], calm_rate=rate[2], burstiness=burst[2])
    assert together[2] == pytest.approx(alone)
    assert np.all((together > 0) & (together < 1))
