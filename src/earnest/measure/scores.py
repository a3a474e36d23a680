"""Scores of probabilities against what happened, and how far chance alone would move them.

Brier (1950), doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2; its three parts after Murphy
(1973), doi:10.1175/1520-0450(1973)012<0595:ANVPOT>2.0.CO;2; Cox's (1958) line of calibration.
Probabilities lie in [0, 1]; outcomes are 0 or 1; pairs with a missing side (NaN) are dropped.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from earnest.measure.dyad_days import Floats, Ints
from earnest.measure.regression import regression

BINS: Final = 10
CLIP: Final = (0.005, 0.995)


@dataclass(frozen=True, slots=True)
class Murphy:
    """The parts of a Brier score: reliability − resolution + uncertainty + rest.

    Attributes:
        reliability: mean squared distance between forecast and frequency, over groups; 0 is best.
        resolution: mean squared distance between a group's frequency and the overall one.
        uncertainty: variance of the outcome.
        rest: what grouping hides; 0 where each group holds one probability.
    """

    reliability: float
    resolution: float
    uncertainty: float
    rest: float


@dataclass(frozen=True, slots=True)
class CalibrationLine:
    """The logistic regression of the outcome on the forecast's log odds: slope 1, intercept 0."""

    intercept: float
    slope: float


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """One of ten equally filled groups of a reliability diagram."""

    n: int
    forecast: float
    frequency: float


def brier(probability: ArrayLike, outcome: ArrayLike) -> float:
    """The mean squared error, from 0 (best) to 1; NaN if no pair is complete.

    Raises:
        ValueError: a probability outside [0, 1], an outcome other than 0 and 1.
    """
    p, y = paired(probability, outcome)
    return float(np.mean((p - y) ** 2)) if len(p) else float("nan")


def log_loss(probability: ArrayLike, outcome: ArrayLike) -> float:
    """The mean negative log probability of what happened, in nats; infinite after a sure miss."""
    p, y = paired(probability, outcome)
    with np.errstate(divide="ignore"):
        return float(-np.log(np.where(y == 1, p, 1 - p)).mean())


def brier_skill(probability: ArrayLike, outcome: ArrayLike, *, reference: ArrayLike) -> float:
    """1 − Brier / Brier of the reference: 1 is best, 0 as good as the reference."""
    p, y = paired(probability, outcome)
    return 1.0 - brier(p, y) / brier(np.broadcast_to(reference, p.shape), y)


def discrimination(probability: ArrayLike, outcome: ArrayLike) -> float:
    """The mean forecast where it happened minus the mean where it did not."""
    p, y = paired(probability, outcome)
    return float(p[y == 1].mean() - p[y == 0].mean())


def auc(probability: ArrayLike, outcome: ArrayLike) -> float:
    """The chance that a yes had the higher forecast than a no, ties counted half; NaN if one lacks."""
    p, y = paired(probability, outcome)
    values, place = np.unique(p, return_inverse=True)
    yes = np.bincount(place, y, len(values))
    no = np.bincount(place, 1 - y, len(values))
    below = np.cumsum(no) - no
    pairs = yes.sum() * no.sum()
    return float((yes * (below + no / 2)).sum() / pairs) if pairs else float("nan")


def murphy(probability: ArrayLike, outcome: ArrayLike) -> Murphy:
    """The three parts of the Brier score, over distinct forecasts or, if many, ten equal groups."""
    p, y = paired(probability, outcome)
    distinct, place = np.unique(p, return_inverse=True)
    if len(distinct) > BINS:
        place = np.empty(len(p), dtype=np.int64)
        place[np.argsort(p, kind="stable")] = np.repeat(np.arange(BINS), _bin_sizes(len(p)))
    share = np.bincount(place) / len(p)
    frequency = np.bincount(place, y) / len(p) / share
    forecast = np.bincount(place, p) / len(p) / share
    reliability = float((share * (forecast - frequency) ** 2).sum())
    resolution = float((share * (frequency - y.mean()) ** 2).sum())
    uncertainty = float(y.mean() * (1 - y.mean()))
    rest = brier(p, y) - (reliability - resolution + uncertainty)
    return Murphy(reliability, resolution, uncertainty, rest)


def reliability_bins(probability: ArrayLike, outcome: ArrayLike) -> tuple[ReliabilityBin, ...]:
    """Ten equally filled groups by forecast, lowest first."""
    p, y = paired(probability, outcome)
    order, y = np.argsort(p, kind="stable"), _level_within_ties(p, y)
    return tuple(
        ReliabilityBin(len(group), float(p[group].mean()), float(y[group].mean()))
        for group in np.array_split(order, BINS)
        if len(group)
    )


def expected_calibration_error(probability: ArrayLike, outcome: ArrayLike) -> float:
    """The mean distance between forecast and frequency over ten equally filled groups."""
    groups = reliability_bins(probability, outcome)
    total = sum(group.n for group in groups)
    return sum(group.n * abs(group.forecast - group.frequency) for group in groups) / total


def chance_calibration_error(
    probability: ArrayLike, *, rng: np.random.Generator, draws: int = 200, quantile: float = 0.95
) -> float:
    """The calibration error that perfectly calibrated forecasts exceed in 1 − `quantile` of draws.

    Outcomes are drawn from the forecasts themselves.
    """
    p = np.sort(np.asarray(probability, dtype=np.float64))
    sizes = _bin_sizes(len(p))
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])[sizes > 0]
    expected = np.add.reduceat(p, starts)
    errors = [
        np.abs(np.add.reduceat((rng.random(len(p)) < p).astype(float), starts) - expected).sum()
        for _ in range(draws)
    ]
    return float(np.quantile(errors, quantile) / len(p))


def calibration_line(probability: ArrayLike, outcome: ArrayLike) -> CalibrationLine:
    """Intercept and slope of calibration; forecasts are clipped to [.005, .995] for their log odds."""
    p, y = paired(probability, outcome)
    clipped = np.clip(p, *CLIP)
    columns = np.column_stack([np.ones(len(p)), np.log(clipped / (1 - clipped))])
    fit = regression(columns, y == 1, link="logit", clusters=np.arange(len(p)))
    return CalibrationLine(float(fit.coefficients[0]), float(fit.coefficients[1]))


def cluster_draws(clusters: int, *, rng: np.random.Generator, resamples: int = 1000) -> Ints:
    """How often each cluster is drawn in each resample, shape (resamples, clusters)."""
    return rng.multinomial(clusters, np.full(clusters, 1 / clusters), size=resamples)


def skill_draws(loss: Floats, reference: Floats, cluster: Ints, draws: Ints) -> Floats:
    """The skill 1 − Σ loss / Σ reference in each resample of whole clusters, shape (resamples,).

    Args:
        loss: shape (n,), of the model.
        reference: shape (n,), of what it is held against.
        cluster: shape (n,), numbers `0 … clusters − 1`.
        draws: from `cluster_draws`; the same draws for two models give a paired comparison.
    """
    count = draws.shape[1]
    mine = draws @ np.bincount(cluster, loss, count)
    theirs = draws @ np.bincount(cluster, reference, count)
    skill: Floats = 1.0 - mine / np.maximum(theirs, 1e-12)
    return skill


def interval_90(draws: Floats) -> tuple[float, float]:
    """The 5th and the 95th percentile."""
    low, high = np.quantile(draws, [0.05, 0.95])
    return float(low), float(high)


def paired(probability: ArrayLike, outcome: ArrayLike) -> tuple[Floats, Floats]:
    """Forecasts and outcomes as flat arrays, incomplete pairs dropped.

    Raises:
        ValueError: a probability outside [0, 1], an outcome other than 0 and 1.
    """
    p, y = _flat(probability), _flat(outcome)
    if p.shape != y.shape:
        raise ValueError(f"{len(p)} forecasts for {len(y)} outcomes")
    complete = ~(np.isnan(p) | np.isnan(y))
    p, y = p[complete], y[complete]
    if ((p < 0) | (p > 1)).any():
        raise ValueError("a probability lies outside [0, 1]")
    if not np.isin(y, (0.0, 1.0)).all():
        raise ValueError("an outcome is neither 0 nor 1")
    return p, y


def _level_within_ties(p: Floats, y: Floats) -> Floats:
    """The mean outcome of equal forecasts, so that their order in the data cannot matter."""
    place = np.unique(p, return_inverse=True)[1]
    level: Floats = (np.bincount(place, y) / np.bincount(place))[place]
    return level


def _flat(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64).ravel()


def _bin_sizes(n: int) -> Ints:
    return np.array([len(part) for part in np.array_split(np.empty(n), BINS)])
