"""Piecewise-constant hazards that depend on marks of a spell: a Poisson regression with a ridge."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SHORTEST_DAYS = 0.5


def intervals(days: NDArray[np.float64], edges: Sequence[int]) -> tuple[Ints, Ints, Floats]:
    """One row per spell and interval that it reaches: the spell, the interval, the days there.

    Args:
        days: shape (n,), durations in days.
        edges: days at which intervals begin and end, from 0, ascending.
    """
    bounds = np.array(edges, dtype=np.float64)
    length = np.maximum(days, SHORTEST_DAYS)
    spent = np.clip(length[:, None], bounds[:-1], bounds[1:]) - bounds[:-1]
    row, interval = np.nonzero(spent > 0)
    return row, interval, spent[row, interval]


def log_rates(design: Floats, ended: Floats, exposure: Floats, *, ridge: Floats) -> Floats:
    """Coefficients of log rates by penalised maximum likelihood, shape (columns,).

    Args:
        design: shape (rows, columns).
        ended: shape (rows,), 1 where the spell ended in the row's interval.
        exposure: shape (rows,), days in the interval.
        ridge: shape (columns,), the inverse variance of each coefficient's normal prior, whose
            mean is the overall log rate for columns that stand for intervals (ridge below 1) and
            0 for all others.
    """
    overall = np.log(max(float(ended.sum()), 0.5) / float(exposure.sum()))
    centre = np.where(ridge < 1.0, overall, 0.0)
    point = centre.copy()
    for _ in range(60):
        mean = exposure * np.exp(np.clip(design @ point, -30.0, 10.0))
        slope = design.T @ (ended - mean) - ridge * (point - centre)
        bend = (design * mean[:, None]).T @ design + np.diag(ridge)
        step = np.clip(np.linalg.solve(bend, slope), -2.0, 2.0)
        point = point + step
        if np.max(np.abs(step)) < 1e-8:
            break
    return point
