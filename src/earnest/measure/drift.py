"""Drift of a source: how often acts came of late, against how often a model expected them.

A collection sees more in some years than in others. The ratio of acts to expectations over the
last resolved year, shrunk to 1, multiplies the rate; it needs no fit and looks only back.
"""

from typing import Final

import numpy as np

from earnest.measure.dyad_days import Bools, Floats, Ints

WINDOW_DAYS: Final = 365
WEIGHT: Final = 100.0  # of the ratio 1, in expected acts


def drift_level(came: float, expected: float) -> float:
    """The ratio of acts to expectations, shrunk to 1 by 100 acts."""
    return (came + WEIGHT) / (expected + WEIGHT)


def drift(
    probability: Floats, outcome: Bools, *, day: Ints, group: Ints, horizon: int, weight: float
) -> Floats:
    """The ratio of acts to expectations before each point, over all points of its group.

    Only points count whose `horizon` days had passed, in the year before. The ratio is shrunk to 1
    with a weight of so many expected acts.

    Args:
        probability: shape (n,), the model's, without drift.
        outcome: shape (n,), whether the act came.
        day: shape (n,), days since 1970-01-01.
        group: shape (n,), the set of each point, as a number.
        horizon: days within which the act had to come.
        weight: of the ratio 1, in expected acts.

    Returns:
        Shape (n,), above 0; 1 where nothing is known yet.
    """
    ratio = np.ones(len(day))
    for number in np.unique(group):
        here = np.flatnonzero(group == number)
        here = here[np.argsort(day[here], kind="stable")]
        when = day[here]
        resolved = np.searchsorted(when, when - horizon, side="right")
        since = np.minimum(resolved, np.searchsorted(when, when - horizon - WINDOW_DAYS))
        came, expected = _running(outcome[here]), _running(probability[here])
        ratio[here] = (came[resolved] - came[since] + weight) / (
            expected[resolved] - expected[since] + weight
        )
    return ratio


def _running(values: Floats | Bools) -> Floats:
    return np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
