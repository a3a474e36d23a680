"""The minimum of a smooth function of a few variables, by the simplex of Nelder & Mead (1965)."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def minimum(
    function: Callable[[Floats], float],
    start: Sequence[float],
    *,
    step: float = 0.5,
    tolerance: float = 1e-9,
    rounds: int = 2_000,
) -> Floats:
    """The point with the least value found from `start`, shape (variables,).

    Args:
        function: to be made small; infinite where it is not defined.
        start: first guess.
        step: size of the first simplex in each variable.
        tolerance: the search ends when the values on the simplex differ by less.
        rounds: at most so many steps.
    """
    first = np.asarray(start, dtype=np.float64)
    points = np.vstack([first, first + step * np.eye(len(first))])
    values = np.array([function(point) for point in points])
    for _ in range(rounds):
        order = np.argsort(values, kind="stable")
        points, values = points[order], values[order]
        is_flat = values[-1] - values[0] < tolerance * (abs(values[0]) + tolerance)
        if is_flat and float(np.max(np.abs(points - points[0]))) < 1e-6:
            break
        _move_worst(function, points, values)
    return np.asarray(points[np.argmin(values)])


def _move_worst(function: Callable[[Floats], float], points: Floats, values: Floats) -> None:
    """Replace the worst corner, or shrink the simplex toward the best one."""
    centre = points[:-1].mean(axis=0)
    away = centre - points[-1]
    mirrored, value = centre + away, function(centre + away)
    if value < values[0]:
        further = function(centre + 2 * away)
        if further < value:
            mirrored, value = centre + 2 * away, further
    elif value >= values[-2]:
        half = 0.5 if value < values[-1] else -0.5
        mirrored, value = centre + half * away, function(centre + half * away)
        if value >= values[-1]:
            points[1:] = points[0] + 0.5 * (points[1:] - points[0])
            values[1:] = [function(point) for point in points[1:]]
            return
    points[-1], values[-1] = mirrored, value
