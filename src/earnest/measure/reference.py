"""A compared case in its reference class: where it stands, and whether the choice is telling."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

SMALLEST_CLASS = 8
EXHAUSTIVE_UP_TO = 20_000


@dataclass(frozen=True, slots=True)
class Placement:
    """Where compared cases stand among all recorded ones.

    Attributes:
        percentiles: mid-rank percentile of each case, in the order given, 0 to 100.
        spread: largest minus smallest of the compared values.
        usual_spread: the 5th to 95th percentile of the spread of as many cases picked at random.
        n: size of the reference class, the compared cases included.
    """

    percentiles: tuple[float, ...]
    spread: float
    usual_spread: tuple[float, float]
    n: int

    @property
    def is_unusual(self) -> bool:
        """Whether the compared cases lie further apart than 90 % of random picks do."""
        return not self.usual_spread[0] <= self.spread <= self.usual_spread[1]


def mid_rank_percentile(value: float, population: Sequence[float]) -> float:
    """The percentage of the population below `value`, ties counted half.

    Raises:
        ValueError: the population is empty.
    """
    if not population:
        raise ValueError("a percentile needs a population")
    below = sum(other < value for other in population)
    equal = sum(other == value for other in population)
    return 100.0 * (below + equal / 2) / len(population)


def placement(
    cases: Sequence[float], population: Sequence[float], *, rng: np.random.Generator
) -> Placement | None:
    """Where the cases stand in the population; None if the class is too small to say.

    Args:
        cases: values of the compared cases, which are part of the population too.
        population: values of the whole reference class.
        rng: used only where there are too many tuples to try them all.
    """
    if len(population) < SMALLEST_CLASS or not cases:
        return None
    size = max(2, len(cases))
    spreads = _spreads(np.asarray(population, dtype=float), size, rng)
    return Placement(
        percentiles=tuple(mid_rank_percentile(case, population) for case in cases),
        spread=max(cases) - min(cases),
        usual_spread=(float(np.quantile(spreads, 0.05)), float(np.quantile(spreads, 0.95))),
        n=len(population),
    )


def _spreads(
    values: np.ndarray[tuple[int], np.dtype[np.float64]], size: int, rng: np.random.Generator
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    if comb(len(values), size) <= EXHAUSTIVE_UP_TO:
        picks = np.array(list(combinations(values, size)))
    else:
        picks = np.array([rng.choice(values, size, replace=False) for _ in range(2_000)])
    spread: np.ndarray[tuple[int], np.dtype[np.float64]] = picks.max(axis=1) - picks.min(axis=1)
    return spread
