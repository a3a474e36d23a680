"""A two-state hidden Markov model of hostility, calm or tense, filtered forward only.

Hamilton's filter (1989), doi:10.2307/1912559, with negative-binomial counts: the tense state acts
`RATIO` times as often as the dyad's own baseline.
"""

import numpy as np
from numpy.typing import NDArray

from earnest.measure.special import log_count_mass

Floats = NDArray[np.float64]
RATIO = 3.0
ENTER, LEAVE = 1 / 104, 1 / 13  # per week: a tense time every two years, a quarter long
LOWEST_RATE = 0.05


def tense_probability(
    counts: Floats,
    *,
    calm_rate: Floats,
    burstiness: Floats,
    ratio: float = RATIO,
    enter: float = ENTER,
    leave: float = LEAVE,
) -> Floats:
    """P(tense) at each step given the counts up to that step, shape as `counts`.

    Args:
        counts: hostile acts per step, shape (steps,) or (series, steps).
        calm_rate: acts expected per step in the calm state, same shape.
        burstiness: variance beyond Poisson relative to the squared mean, same shape; 1/size.
        ratio: rate of the tense state over the calm one.
        enter: chance per step to go from calm to tense.
        leave: chance per step to go back.
    """
    rate = np.maximum(calm_rate, LOWEST_RATE)
    size = 1.0 / np.maximum(burstiness, 1e-3)
    calm = log_count_mass(counts, mean=rate, size=size)
    tense = log_count_mass(counts, mean=rate * ratio, size=size)
    odds = np.exp(np.clip(tense - calm, -50.0, 50.0))
    p = np.full(counts.shape[:-1], enter / (enter + leave))
    found = np.empty(counts.shape)
    for step in range(counts.shape[-1]):
        ahead = p * (1.0 - leave) + (1.0 - p) * enter
        weighted = ahead * odds[..., step]
        p = weighted / (weighted + 1.0 - ahead)
        found[..., step] = p
    return found
