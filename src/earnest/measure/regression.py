"""Regression of yes or no on columns, by maximum likelihood: three links, one result.

`cloglog` gives p = 1 − exp(−exp(x·b)), a log-linear rate; `logit` the logistic curve; `additive`
p = 1 − exp(−x·w) with all w > 0, a rate that is a sum of parts, its weights fitted as logarithms.
Covariances are robust to dependence within dyads (Liang & Zeger 1986, doi:10.1093/biomet/73.1.13).
"""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from earnest.measure.dyad_days import Bools, Floats, Ints

Link = Literal["cloglog", "logit", "additive"]
Z90: Final = 1.6448536269514722
_SMALLEST, _LARGEST = 1e-9, 30.0
_LOWEST_LOG_WEIGHT: Final = -12.0
_STEPS: Final = 60


@dataclass(frozen=True, slots=True)
class Prior:
    """Where coefficients are shrunk to, and how firmly: independent normal priors, shape (k,)."""

    center: Floats
    precision: Floats


@dataclass(frozen=True, slots=True)
class Regression:
    """Fitted coefficients with what is needed for an interval.

    Attributes:
        link: how a row of columns becomes a probability.
        coefficients: shape (k,); logarithms of the weights for `additive`.
        covariance: shape (k, k), of the coefficients, robust to clusters.
        spread: standard deviation between clusters of the linear predictor (of its logarithm for
            `additive`), beyond what the columns say.
        n: rows; clusters: how many independent groups they form; events: rows with a yes.
    """

    link: Link
    coefficients: Floats
    covariance: Floats
    spread: float
    n: int
    clusters: int
    events: int

    def probability(self, columns: Floats, *, drift: Floats | float = 1.0) -> Floats:
        """The probability of a yes for each row; `drift` multiplies the rate (odds for `logit`)."""
        return _response(self.link, self._eta(columns, drift))[0]

    def interval(self, columns: Floats, *, drift: Floats | float = 1.0) -> tuple[Floats, Floats]:
        """The 90 % interval of each row's probability, by the delta method on the linear predictor.

        It covers the coefficients' uncertainty and the differences between clusters.
        """
        eta = self._eta(columns, drift)
        slope = _slope(self.link, columns, self.coefficients)
        variance = np.einsum("ij,jk,ik->i", slope, self.covariance, slope)
        if self.link == "additive":  # taken on the logarithm, which cannot turn negative
            wide = np.exp(Z90 * np.sqrt(variance / eta**2 + self.spread**2))
            low, high = eta / wide, eta * wide
        else:
            wide = Z90 * np.sqrt(variance + self.spread**2)
            low, high = eta - wide, eta + wide
        return _response(self.link, low)[0], _response(self.link, high)[0]

    def _eta(self, columns: Floats, drift: Floats | float) -> Floats:
        eta = _predictor(self.link, columns, self.coefficients)
        return eta * drift if self.link == "additive" else eta + np.log(drift)


def regression(
    columns: Floats,
    outcome: Bools,
    *,
    link: Link,
    clusters: Ints,
    prior: Prior | None = None,
    start: Floats | None = None,
) -> Regression:
    """The maximum-likelihood fit, by Fisher scoring with halved steps.

    Args:
        columns: shape (n, k), the constant included; positive for `additive`.
        outcome: shape (n,).
        link: how columns become a probability.
        clusters: shape (n,), the independent group of each row.
        prior: shrinks the coefficients; without one a faint ridge keeps them finite.
        start: shape (k,), where the search begins; it saves steps, and changes nothing else.

    Raises:
        ValueError: there are no rows.
    """
    if not len(outcome):
        raise ValueError("a regression needs at least one row")
    held = prior or Prior(np.zeros(columns.shape[1]), np.full(columns.shape[1], 1e-3))
    begin = _start(columns, outcome, link, prior) if start is None else start
    found = _scored(columns, outcome, link, held, begin)
    score, information = _score(columns, outcome, link, found)
    covariance = _sandwich(score, information + np.diag(held.precision), clusters)
    return Regression(
        link=link,
        coefficients=found,
        covariance=covariance,
        spread=_spread(columns, outcome, link, found, clusters),
        n=len(outcome),
        clusters=len(np.unique(clusters)),
        events=int(outcome.sum()),
    )


def _start(columns: Floats, outcome: Bools, link: Link, prior: Prior | None) -> Floats:
    if prior is not None:
        return prior.center.copy()
    if link != "additive":
        return np.zeros(columns.shape[1])
    share = min(0.99, max(0.01, float(outcome.mean())))
    per_column = -np.log1p(-share) / columns.shape[1]
    start: Floats = np.log(per_column / np.maximum(columns.mean(axis=0), _SMALLEST))
    return start


def _scored(columns: Floats, outcome: Bools, link: Link, held: Prior, start: Floats) -> Floats:
    """Fisher scoring: whole steps while the penalised likelihood rises, else halved ones."""
    found, best = start, _penalised(columns, outcome, link, held, start)
    for _ in range(_STEPS):
        score, information = _score(columns, outcome, link, found)
        pull = held.precision * (found - held.center)
        ridge = np.diag(held.precision + 1e-9 * np.trace(information))
        step = np.linalg.solve(information + ridge, score.sum(axis=0) - pull)
        step *= min(1.0, 2.0 / np.abs(step).max(initial=_SMALLEST))
        found, gain = _climbed(columns, outcome, link, held, found, step, best)
        best += gain
        if gain <= 1e-9 * max(1.0, abs(best)):
            break
    return found


def _climbed(
    columns: Floats,
    outcome: Bools,
    link: Link,
    held: Prior,
    found: Floats,
    step: Floats,
    best: float,
) -> tuple[Floats, float]:
    for halving in range(12):
        there = found + step / 2**halving
        if link == "additive":
            there = np.maximum(there, _LOWEST_LOG_WEIGHT)
        reached = _penalised(columns, outcome, link, held, there)
        if reached > best:
            return there, reached - best
    return found, 0.0


def _penalised(columns: Floats, outcome: Bools, link: Link, held: Prior, at: Floats) -> float:
    p = np.clip(_response(link, _predictor(link, columns, at))[0], 1e-12, 1 - 1e-12)
    fit = np.log(p[outcome]).sum() + np.log1p(-p[~outcome]).sum()
    return float(fit - held.precision @ (at - held.center) ** 2 / 2)


def _predictor(link: Link, columns: Floats, coefficients: Floats) -> Floats:
    if link == "additive":
        total: Floats = np.clip(columns @ np.exp(coefficients), _SMALLEST, _LARGEST)
        return total
    linear: Floats = np.clip(columns @ coefficients, -_LARGEST, 3.4 if link == "cloglog" else 30.0)
    return linear


def _response(link: Link, eta: Floats) -> tuple[Floats, Floats]:
    """The probability and its derivative by the predictor."""
    if link == "logit":
        p = 1.0 / (1.0 + np.exp(-eta))
        return p, p * (1.0 - p)
    rate = np.exp(eta) if link == "cloglog" else eta
    stays = np.exp(-rate)
    return -np.expm1(-rate), stays * rate if link == "cloglog" else stays


def _slope(link: Link, columns: Floats, coefficients: Floats) -> Floats:
    return columns * np.exp(coefficients) if link == "additive" else columns


def _score(columns: Floats, outcome: Bools, link: Link, at: Floats) -> tuple[Floats, Floats]:
    """Each row's score, and the expected information of all."""
    p, derivative = _response(link, _predictor(link, columns, at))
    variance = np.maximum(p * (1.0 - p), 1e-12)
    slope = _slope(link, columns, at)
    score = slope * ((outcome - p) * derivative / variance)[:, None]
    return score, slope.T @ (slope * (derivative**2 / variance)[:, None])


def _sandwich(score: Floats, information: Floats, clusters: Ints) -> Floats:
    index = np.unique(clusters, return_inverse=True)[1]
    count = int(index.max()) + 1
    sums = np.column_stack([np.bincount(index, column, count) for column in score.T])
    bread = np.linalg.pinv(information)
    covariance: Floats = bread @ (sums.T @ sums) @ bread * (count / max(1, count - 1))
    return covariance


def _spread(columns: Floats, outcome: Bools, link: Link, at: Floats, clusters: Ints) -> float:
    """What the residual sums of clusters show beyond chance, by the method of moments.

    The variance is taken one standard error high: it is itself estimated, and intervals built on
    the estimate alone cover too little.
    """
    eta = _predictor(link, columns, at)
    p, derivative = _response(link, eta)
    if link == "additive":
        derivative = derivative * eta
    index = np.unique(clusters, return_inverse=True)[1]
    excess = np.bincount(index, outcome - p) ** 2 - np.bincount(index, p * (1.0 - p))
    leverage = np.bincount(index, derivative) ** 2
    weight = max(float(leverage.sum()), _SMALLEST)
    variance = excess.sum() / weight
    error = np.sqrt(((excess - variance * leverage) ** 2).sum()) / weight
    return float(np.sqrt(max(0.0, variance + error)))
