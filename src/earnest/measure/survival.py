"""Survival of measures: the share still in force after so many days.

Kaplan & Meier (1958), doi:10.1080/01621459.1958.10501452, with one weight per cluster and an
interval from resampling clusters. Curves of many groups at once are in `curves`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earnest.measure.special import exact_share_interval, log_normal_tail
from earnest.measure.spells import Spell

MINIMUM_CLUSTERS = 10
WIDEST_BOUNDS = 0.10
RESAMPLES = 400
_Z95 = 1.6448536269514722
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Share:
    """The share of measures still in force after `days`, between two bounds.

    Attributes:
        low: every spell of unknown end taken as ended when it was lost sight of.
        high: every spell of unknown end taken as censored then.
        interval_low, interval_high: 90 % interval around both bounds, by cluster bootstrap; exact
            binomial over clusters where nothing, or everything, ended by then.
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
    spells: Sequence[Spell], *, days: int, rng: np.random.Generator, resamples: int = RESAMPLES
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
    draws = rng.multinomial(len(names), np.full(len(names), 1 / len(names)), size=resamples)
    tried = np.vstack([weights, weights * draws[:, cluster] + 1e-12])
    low = _shares(lengths, ended | lost, tried, at=days)
    high = _shares(lengths, ended, tried, at=days)
    at_risk = len({s.cluster for s in spells if s.days >= days})
    interval = _interval(low, high, at_risk=at_risk, clusters=len(names))
    return Share(
        days=days,
        low=float(low[0]),
        high=float(high[0]),
        interval_low=interval[0],
        interval_high=interval[1],
        n=len(spells),
        clusters=len(names),
        is_identifiable=bool(at_risk >= MINIMUM_CLUSTERS and high[0] - low[0] <= WIDEST_BOUNDS),
    )


def _shares(days: Floats, ended: NDArray[np.bool_], weights: Floats, *, at: float) -> Floats:
    """The product-limit estimate for each row of weights, shape (rows,)."""
    order = np.argsort(days, kind="stable")
    sorted_days, w = days[order], weights[:, order]
    times = np.unique(days[ended & (days <= at)])
    if not len(times):
        return np.ones(len(weights))
    upto = np.concatenate([np.zeros((len(w), 1)), np.cumsum(w, axis=1)], axis=1)
    gone = np.concatenate([np.zeros((len(w), 1)), np.cumsum(w * ended[order], axis=1)], axis=1)
    first = np.searchsorted(sorted_days, times)
    after = np.searchsorted(sorted_days, times, side="right")
    at_risk = upto[:, -1:] - upto[:, first]
    part = 1.0 - (gone[:, after] - gone[:, first]) / np.maximum(at_risk, 1e-300)
    part[part < 1e-9] = 0.0  # everybody at risk ended: no rounding may keep a share alive
    return np.asarray(np.prod(np.clip(part, 0.0, 1.0), axis=1))


def _interval(low: Floats, high: Floats, *, at_risk: int, clusters: int) -> tuple[float, float]:
    tail = _expanded_tail(clusters)
    first, last = float(np.quantile(low[1:], tail)), float(np.quantile(high[1:], 1.0 - tail))
    if low[0] == 1.0:
        first = exact_share_interval(max(at_risk, 1), max(at_risk, 1))[0]
    if high[0] == 0.0:
        last = exact_share_interval(0, clusters)[1]
    return min(first, float(low[0])), max(last, float(high[0]))


def _expanded_tail(n: int) -> float:
    """The tail to cut on each side so that a percentile interval of few clusters is not too short.

    Hesterberg (2015), doi:10.1080/00031305.2015.1089789: Student's quantile times √(n/(n − 1)).
    """
    degrees = max(n - 1, 1)
    student = _Z95 + (_Z95**3 + _Z95) / (4 * degrees)
    return float(np.exp(log_normal_tail(student * np.sqrt((degrees + 1) / degrees))))
