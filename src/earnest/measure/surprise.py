"""Surprise: how unlikely the hostile acts of the last weeks are under the dyad's own baseline.

The baseline is the three years before the longest window, shrunken toward the set's mean by
empirical Bayes; a window's count is then negative binomial (gamma-mixed Poisson), the more spread
the burstier the dyad has been.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from earnest.measure.special import log_count_tail

Floats = NDArray[np.float64]
Spread = Literal["bursty", "rate_only"]
WINDOWS_DAYS = (14, 28, 56)
BASELINE_DAYS = 1_096
PRIOR_DAYS = 56.0
SHARE_WEIGHT = 4.0
BURST_PRIOR, BURST_WINDOWS = 0.25, 8.0


@dataclass(frozen=True, slots=True)
class SetMean:
    """What is usual in the whole set of dyads, the prior of each.

    Attributes:
        hostile_per_day: hostile acts of a dyad per day.
        conflict_share: hostile acts among all acts.
    """

    hostile_per_day: float
    conflict_share: float


@dataclass(frozen=True, slots=True)
class Surprise:
    """Hostility of a dyad against its own past, day by day; shapes (days,) and (windows, days).

    Attributes:
        nats: −log P(as many hostile acts or more | baseline) per window; 0 where the count is
            not above its expectation.
        rise: conflict share of the window above that of the baseline, both shrunken.
        per_day: hostile acts expected per day.
        burstiness: variance beyond Poisson between 28-day counts, relative to the squared mean.
        events_per_month: acts of any kind in the last 365 days, per month.
    """

    nats: Floats
    rise: Floats
    per_day: Floats
    burstiness: Floats
    events_per_month: Floats


def set_mean(hostile: Floats, events: Floats, *, days: float) -> SetMean:
    """The prior from the totals of each dyad of a set.

    Args:
        hostile: hostile acts of each dyad, shape (dyads,).
        events: all acts of each dyad, shape (dyads,).
        days: days the set covers.
    """
    return SetMean(
        hostile_per_day=max(float(np.mean(hostile)) / days, 1e-4),
        conflict_share=float(np.sum(hostile) / max(np.sum(events), 1.0)),
    )


def surprise(
    hostile: Floats, events: Floats, *, prior: SetMean, spread: Spread = "bursty"
) -> Surprise:
    """Surprise of one dyad on each day, from that day and earlier ones only.

    Args:
        hostile: hostile acts on each day, shape (days,), from the first day of coverage.
        events: acts of any kind on each day, same shape.
        prior: what is usual in the set.
        spread: `bursty` counts the dyad's own bursts into the spread of the negative binomial;
            `rate_only` just the uncertainty of its rate.
    """
    gap = max(WINDOWS_DAYS)
    past, past_all = (_baseline(counts, gap) for counts in (hostile, events))
    days = _baseline(np.ones_like(hostile), gap)
    exposure = PRIOR_DAYS + days
    shape = PRIOR_DAYS * prior.hostile_per_day + past
    per_day = shape / exposure
    usual = shrunken_share(past, past_all, toward=prior.conflict_share)
    burst = _burstiness(hostile, per_day, gap)
    beyond = burst if spread == "bursty" else np.zeros_like(burst)
    nats, rise = [], []
    for window in WINDOWS_DAYS:
        count = rolling_sum(hostile, window)
        nats.append(_nats(count, per_day * window, 1.0 / (beyond + 1.0 / shape)))
        share = shrunken_share(count, rolling_sum(events, window), toward=usual)
        rise.append(share - usual)
    year = np.minimum(np.arange(len(events)) + 1.0, 365.0)
    monthly = rolling_sum(events, 365) / year * (365.25 / 12)
    return Surprise(np.array(nats), np.array(rise), per_day, burst, monthly)


def shrunken_share(
    hostile: Floats, events: Floats, *, toward: Floats | float, weight: float = SHARE_WEIGHT
) -> Floats:
    """Conflict share with a prior worth `weight` events at the share `toward`."""
    return np.asarray((hostile + weight * np.asarray(toward)) / (events + weight))


def rolling_sum(counts: Floats, days: int) -> Floats:
    """The sum over each day and the `days` − 1 before it, shape (days,)."""
    total = np.concatenate([[0.0], np.cumsum(counts)])
    upto = np.arange(1, len(total))
    return np.asarray(total[upto] - total[np.maximum(upto - days, 0)])


def _baseline(counts: Floats, gap: int) -> Floats:
    """The sum over the baseline of each day: it ends `gap` days earlier."""
    early = np.concatenate([np.zeros(gap), rolling_sum(counts, BASELINE_DAYS)])
    return early[: len(counts)]


def _burstiness(hostile: Floats, per_day: Floats, gap: int) -> Floats:
    """Variance beyond Poisson between neighbouring 28-day counts, relative to their squared mean.

    Neighbours are compared, not all counts of the baseline: an old turn is no burst.
    """
    width = 28
    late = rolling_sum(hostile, width)
    early = np.concatenate([np.zeros(width), late])[: len(late)]
    excess = _baseline((late - early) ** 2 - late - early, gap) / width
    square = _baseline((late + early) ** 2 / 2.0, gap) / width
    weight = BURST_WINDOWS * 2.0 * (per_day * width) ** 2
    return (np.clip(excess, 0.0, None) + weight * BURST_PRIOR) / (square + weight)


def _nats(count: Floats, mean: Floats, size: Floats) -> Floats:
    above = count > mean
    nats = np.zeros(len(count))
    nats[above] = -log_count_tail(count[above], mean=mean[above], size=size[above])
    return nats
