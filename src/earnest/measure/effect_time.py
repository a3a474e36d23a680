"""The median time from announcement to effect, cases not yet in effect censored.

Kaplan & Meier (1958), doi:10.1080/01621459.1958.10501452: the first day by which half are in
effect. Joint acts count once; the interval is from resampling them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earnest.measure.curves import curves
from earnest.measure.spells import Spell
from earnest.measure.survival import MINIMUM_CLUSTERS

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MedianDays:
    """The median, in days, with its 90 % interval.

    Attributes:
        days: None if fewer than half are in effect; low, high: likewise for a side of the interval.
        n: cases with an announcement; clusters: joint acts among them; in_effect: cases in effect.
        is_identifiable: enough joint acts, and half of them in effect.
    """

    days: int | None
    low: int | None
    high: int | None
    n: int
    clusters: int
    in_effect: int
    is_identifiable: bool


def median_days(
    spells: Sequence[Spell], *, rng: np.random.Generator, resamples: int = 200
) -> MedianDays:
    """The median of the times to effect.

    Args:
        spells: `spells.effect_spells`.
        rng: for the resampling of joint acts.
        resamples: how often.
    """
    if not spells:
        return MedianDays(None, None, None, 0, 0, 0, is_identifiable=False)
    days = np.array([spell.days for spell in spells], dtype=np.int64)
    ended = np.array([spell.ended for spell in spells])
    names, cluster = np.unique([spell.cluster for spell in spells], return_inverse=True)
    weights = 1.0 / np.bincount(cluster)[cluster]
    draws = rng.multinomial(len(names), np.full(len(names), 1 / len(names)), size=resamples)
    tried = np.sort([_median(days, ended, weights * draw[cluster] + 1e-12) for draw in draws])
    middle = _median(days, ended, weights)
    cut = round(0.05 * (resamples - 1))
    return MedianDays(
        days=_whole(middle),
        low=_whole(min(float(tried[cut]), middle)),
        high=_whole(max(float(tried[-1 - cut]), middle)),
        n=len(spells),
        clusters=len(names),
        in_effect=int(ended.sum()),
        is_identifiable=bool(len(names) >= MINIMUM_CLUSTERS and np.isfinite(middle)),
    )


def _median(days: NDArray[np.int64], ended: NDArray[np.bool_], weights: Floats) -> float:
    curve = curves(days, ended, weights=weights)
    halved = np.flatnonzero(curve.share <= 0.5 + 1e-9)
    return float(curve.days[halved[0]]) if len(halved) else float("inf")


def _whole(days: float) -> int | None:
    return round(days) if np.isfinite(days) else None
