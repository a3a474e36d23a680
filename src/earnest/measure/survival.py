"""Survival of measures: the share still in force after so many days.

Kaplan & Meier (1958), doi:10.1080/01621459.1958.10501452, with one weight per cluster and an
interval from resampling clusters.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earnest.measure.spells import Spell

MINIMUM_CLUSTERS = 10
WIDEST_BOUNDS = 0.10
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Share:
    """The share of measures still in force after `days`, between two bounds.

    Attributes:
        low: every spell of unknown end taken as ended when it was lost sight of.
        high: every spell of unknown end taken as censored then.
        interval_low, interval_high: 90 % interval around both bounds, by cluster bootstrap.
        n: spells; clusters: joint acts among them.
        is_identifiable: enough clusters still watched, and the bounds close together.
    """

    days: int
    low: float
    high: float
    interval_low: float
    interval_high: float
    n: int
    clusters: int
    is_identifiable: bool


def kaplan_meier(days: Floats, ended: NDArray[np.bool_], weights: Floats, *, at: float) -> float:
    """The product-limit estimate of the share that lasts longer than `at` days.

    Args:
        days: shape (n,), in days.
        ended: shape (n,); False where the spell is censored.
        weights: shape (n,), positive.
        at: days; an end on that very day counts as ended.

    Returns:
        The share in [0, 1]; 1.0 if nothing ended by then.
    """
    share = 1.0
    for day in np.unique(days[ended & (days <= at)]):
        at_risk = weights[days >= day].sum()
        share *= 1.0 - weights[ended & (days == day)].sum() / at_risk
    return float(share)


def share_in_force(
    spells: Sequence[Spell], *, days: int, rng: np.random.Generator, resamples: int = 400
) -> Share:
    """The share still in force after `days`, with both bounds for unknown ends.

    Raises:
        ValueError: there are no spells.
    """
    if not spells:
        raise ValueError("a share needs at least one spell")
    lengths = np.array([spell.days for spell in spells], dtype=float)
    ended = np.array([spell.ended for spell in spells])
    lost = np.array([spell.end_unknown for spell in spells])
    names, cluster = np.unique([spell.cluster for spell in spells], return_inverse=True)
    weights = 1.0 / np.bincount(cluster)[cluster]

    def both(w: Floats) -> tuple[float, float]:
        low = kaplan_meier(lengths, ended | lost, w, at=days)
        return low, kaplan_meier(lengths, ended, w, at=days)

    low, high = both(weights)
    draws = rng.multinomial(len(names), np.full(len(names), 1 / len(names)), size=resamples)
    drawn = np.array([both(weights * draw[cluster] + 1e-12) for draw in draws])
    at_risk = len({s.cluster for s in spells if s.days >= days})
    return Share(
        days=days,
        low=low,
        high=high,
        interval_low=float(np.quantile(drawn[:, 0], 0.05)),
        interval_high=float(np.quantile(drawn[:, 1], 0.95)),
        n=len(spells),
        clusters=len(names),
        is_identifiable=at_risk >= MINIMUM_CLUSTERS and high - low <= WIDEST_BOUNDS,
    )
