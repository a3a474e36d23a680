"""A comparison of hand-picked cases against the whole class they were picked from.

*Selected*: the class holds eight cases or more and either the compared cases differ by more than
the 90 % range of random picks, or a recorded circumstance (a notice clause, a legal ground, a war)
separates the quick ones from the slow ones. *Typical* otherwise; below eight nothing can be seen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from earnest.measure.curves import curves
from earnest.measure.reference import SMALLEST_CLASS, mid_rank_percentile

Floats = NDArray[np.float64]
Answer = Literal["selected", "typical", "cannot_see"]
PICKS = 4_000
_Z90 = 1.6448536269514722


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a class.

    Attributes:
        days: from announcement to effect, or for a censored case, to the day it was last looked at.
        is_censored: not in effect by then.
        circumstances: what is recorded about it, by name; a name left out is not known.
    """

    name: str
    days: int
    is_censored: bool = False
    circumstances: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case stands: mid-rank percentile, 0 to 100, with a 90 % interval.

    The interval holds what the size of the class leaves open, and where censored cases may end up.
    """

    name: str
    percentile: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether the compared cases are a fair pick.

    Attributes:
        difference: largest minus smallest of the compared cases, in days; where one is censored it
            is at least so much. None for a single case.
        usual_difference: 5th to 95th percentile of the difference of as many cases picked at random.
        separated_by: circumstances in which all slower compared cases differ from all quicker ones.
        n: cases in the class; censored: those not in effect.
    """

    status: Answer
    places: tuple[Place, ...]
    difference: int | None
    usual_difference: tuple[float, float] | None
    separated_by: tuple[str, ...]
    n: int
    censored: int


def comparison(
    cases: Sequence[Case], population: Sequence[Case], *, rng: np.random.Generator
) -> Comparison:
    """The compared cases held against their class.

    Args:
        cases: the compared cases, part of the population too.
        population: the whole class.
        rng: for the random picks.
    """
    censored = sum(case.is_censored for case in population)
    if len(population) < SMALLEST_CLASS or not cases:
        return Comparison("cannot_see", (), None, None, (), len(population), censored)
    places = tuple(_place(case, population) for case in cases)
    if len(cases) == 1:
        return Comparison("typical", places, None, None, (), len(population), censored)
    days = [case.days for case in cases]
    difference = max(days) - min(days)
    usual = _usual_difference(population, len(cases), rng)
    separating = separating_circumstances(cases)
    is_selected = difference > usual[1] or bool(separating)
    return Comparison(
        "selected" if is_selected else "typical",
        places,
        difference,
        usual,
        separating,
        len(population),
        censored,
    )


def separating_circumstances(cases: Sequence[Case]) -> tuple[str, ...]:
    """Circumstances that split the cases into a quicker and a slower lot, by name.

    Each case must be recorded with it, two values must occur, and the durations of the two lots
    must not overlap; a censored case counts as slow, and can only be in the slower lot.
    """
    names = sorted(set().union(*(case.circumstances for case in cases)))
    return tuple(name for name in names if _separates(name, cases))


def _separates(name: str, cases: Sequence[Case]) -> bool:
    lots: dict[str, list[Case]] = {}
    for case in cases:
        if name not in case.circumstances:
            return False
        lots.setdefault(case.circumstances[name], []).append(case)
    if len(lots) != 2:
        return False
    quick, slow = sorted(lots.values(), key=lambda lot: max(case.days for case in lot))
    if any(case.is_censored for case in quick):
        return False
    return max(case.days for case in quick) < min(case.days for case in slow)


def _place(case: Case, population: Sequence[Case]) -> Place:
    """The middle percentile, between all censored cases ending at once and none ever ending."""
    n = len(population)
    early = mid_rank_percentile(case.days, [other.days for other in population]) / 100.0
    later = [np.inf if o.is_censored and o.name != case.name else o.days for o in population]
    late = mid_rank_percentile(case.days, later) / 100.0
    low, high = min(early, late), max(early, late)
    if case.is_censored:
        high = 1.0
    middle = (low + high) / 2.0
    return Place(case.name, 100 * middle, 100 * _wilson(low, n)[0], 100 * _wilson(high, n)[1])


def _wilson(share: float, n: int) -> tuple[float, float]:
    centre = (share + _Z90**2 / (2 * n)) / (1 + _Z90**2 / n)
    half = _Z90 / (1 + _Z90**2 / n) * np.sqrt(share * (1 - share) / n + _Z90**2 / (4 * n**2))
    return max(0.0, centre - float(half)), min(1.0, centre + float(half))


def _usual_difference(
    population: Sequence[Case], size: int, rng: np.random.Generator
) -> tuple[float, float]:
    days = np.array([case.days for case in population])
    is_censored = np.array([case.is_censored for case in population])
    picks = rng.random((PICKS, len(days))).argsort(axis=1)[:, :size]
    drawn = days[picks].astype(np.float64)
    waiting = is_censored[picks]
    drawn[waiting] = _later(drawn[waiting], days, is_censored, rng)
    spread = drawn.max(axis=1) - drawn.min(axis=1)
    return float(np.quantile(spread, 0.05)), float(np.quantile(spread, 0.95))


def _later(
    since: Floats, days: NDArray[np.int64], is_censored: NDArray[np.bool_], rng: np.random.Generator
) -> Floats:
    """When the waiting cases take effect: drawn from the class's Kaplan–Meier tail.

    What the tail leaves open stays at the longest duration of the class.
    """
    curve = curves(days, ~is_censored)
    ends = np.flatnonzero(curve.ended > 0)
    if not len(ends):
        return since
    share = curve.share[ends]
    reached = curve.shares_at(since.astype(np.int64))[0]
    wanted = reached * rng.random(len(since))
    step = np.searchsorted(-share, -wanted)  # the first end at which so few are left
    reachable = curve.days[ends][np.minimum(step, len(ends) - 1)]
    return np.asarray(np.where(step < len(ends), reachable, days.max()), dtype=np.float64)
