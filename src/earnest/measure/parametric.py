"""Parametric survival with partial pooling: thin groups borrow from all others.

Weibull durations with a gamma frailty per group (Clayton 1978, doi:10.1093/biomet/65.1.141), whose
likelihood and predictions are closed; log-normal durations with a normal mean per group, by
Laplace's method. Durations are in days; half a day is added, for a spell may end on its first day.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earnest.measure.simplex import minimum
from earnest.measure.special import log_gamma, log_normal_tail

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
HALF_DAY = 0.5
LARGEST_LOG_SHAPE = 2.5  # durations known to the year would else have no spread at all
_ROUNDS = 30


@dataclass(frozen=True, slots=True)
class WeibullFrailty:
    """Weibull durations whose hazard is multiplied by a gamma-distributed frailty per group.

    Attributes:
        shape: of the Weibull; below 1 the hazard falls with time.
        prior_ends, prior_exposure: shape and rate of the gamma prior of a group's hazard.
        ends: shape (groups,), spells that ended.
        exposure: shape (groups,), sum of durations to the power `shape`.
    """

    shape: float
    prior_ends: float
    prior_exposure: float
    ends: Floats
    exposure: Floats

    def shares(self, days: Floats) -> Floats:
        """The share of each group that lasts longer than each of `days`, shape (groups, days)."""
        a, b = self.prior_ends + self.ends, self.prior_exposure + self.exposure
        reach = (np.asarray(days, dtype=np.float64) + HALF_DAY) ** self.shape
        return np.asarray((b[:, None] / (b[:, None] + reach)) ** a[:, None])

    def share_of_new(self, days: Floats) -> Floats:
        """The share that lasts longer than each of `days` in a group never seen, shape (days,)."""
        reach = (np.asarray(days, dtype=np.float64) + HALF_DAY) ** self.shape
        return np.asarray((self.prior_exposure / (self.prior_exposure + reach)) ** self.prior_ends)

    def intervals(
        self, days: Floats, *, rng: np.random.Generator, level: float = 0.90, draws: int = 4_000
    ) -> Floats:
        """Interval of each share from the frailty's posterior, shape (groups, days, 2)."""
        a, b = self.prior_ends + self.ends, self.prior_exposure + self.exposure
        rate = rng.gamma(a, 1.0 / b, size=(draws, len(a)))
        reach = (np.asarray(days, dtype=np.float64) + HALF_DAY) ** self.shape
        shares = np.exp(-rate[:, :, None] * reach)
        each = (1.0 - level) / 2.0
        return np.moveaxis(np.quantile(shares, [each, 1.0 - each], axis=0), 0, -1)

    def multipliers(self) -> Floats:
        """Each group's hazard over that of the average group, shrunken, shape (groups,)."""
        usual = self.prior_ends / self.prior_exposure
        return (self.prior_ends + self.ends) / (self.prior_exposure + self.exposure) / usual


@dataclass(frozen=True, slots=True)
class LogNormalPooled:
    """Log-normal durations; the mean log of each group is drawn from a normal.

    Attributes:
        mean, between: mean and standard deviation of the groups' mean log days.
        within: standard deviation of log days inside a group.
        group_mean, group_error: shape (groups,), each group's mean log days and its standard error.
    """

    mean: float
    between: float
    within: float
    group_mean: Floats
    group_error: Floats

    def shares(self, days: Floats) -> Floats:
        """The share of each group that lasts longer than each of `days`, shape (groups, days)."""
        spread = np.sqrt(self.within**2 + self.group_error**2)
        logs = np.log(np.asarray(days, dtype=np.float64) + HALF_DAY)
        return np.exp(log_normal_tail((logs - self.group_mean[:, None]) / spread[:, None]))

    def share_of_new(self, days: Floats) -> Floats:
        """The share that lasts longer than each of `days` in a group never seen, shape (days,)."""
        logs = np.log(np.asarray(days, dtype=np.float64) + HALF_DAY)
        return np.exp(log_normal_tail((logs - self.mean) / np.hypot(self.within, self.between)))


def weibull(days: Floats, ended: Flags) -> tuple[float, float]:
    """Shape and scale (days) of a Weibull by maximum likelihood, without pooling.

    Raises:
        ValueError: nothing ended.
    """
    times = _positive(days, ended)

    def loss(point: Floats) -> float:
        shape = float(np.exp(point[0]))
        rate = ended.sum() / np.sum(times**shape)
        return -float(np.sum(np.log(shape * rate) + (shape - 1) * np.log(times[ended])))

    shape = float(np.exp(minimum(loss, [0.0])[0]))
    return shape, float((np.sum(times**shape) / ended.sum()) ** (1.0 / shape))


def weibull_frailty(
    days: Floats, ended: Flags, group: Ints, *, entered: Floats | None = None
) -> WeibullFrailty:
    """Weibull with gamma frailty by maximum marginal likelihood.

    Args:
        days: shape (n,), durations in days.
        ended: shape (n,), False where censored.
        group: shape (n,), numbers 0 to groups − 1.
        entered: shape (n,), days from which each spell was watched; None for 0.

    Raises:
        ValueError: nothing ended.
    """
    times = _positive(days, ended)
    early = np.zeros_like(times) if entered is None else np.where(entered > 0, entered, 0.0)
    groups = int(group.max()) + 1
    ends = np.bincount(group, weights=ended, minlength=groups).astype(np.float64)
    unit = float(np.median(times))

    def exposure(shape: float) -> Floats:
        span = (times / unit) ** shape - (early / unit) ** shape
        return np.bincount(group, weights=span, minlength=groups).astype(np.float64)

    def loss(point: Floats) -> float:
        if np.any(np.abs(point) > 12) or abs(point[0]) > LARGEST_LOG_SHAPE:
            return np.inf
        shape, a, b = np.exp(point)
        own = np.sum(np.log(shape) + (shape - 1) * np.log(times[ended] / unit))
        pooled = log_gamma(a + ends) - log_gamma(a) + a * np.log(b)
        return -float(own + np.sum(pooled - (a + ends) * np.log(b + exposure(shape))))

    shape, a, b = np.exp(minimum(loss, [-0.3, 0.5, 0.5]))
    scale = unit**shape
    return WeibullFrailty(float(shape), float(a), float(b * scale), ends, exposure(shape) * scale)


def log_normal_pooled(days: Floats, ended: Flags, group: Ints) -> LogNormalPooled:
    """Log-normal with a normal mean per group, by Laplace's approximation to the likelihood.

    Raises:
        ValueError: nothing ended.
    """
    logs = np.log(_positive(days, ended))
    groups = int(group.max()) + 1

    def loss(point: Floats) -> float:
        if np.any(np.abs(point[1:]) > 6):
            return np.inf
        return -_laplace(logs, ended, group, groups, point)[0]

    start = [float(logs[ended].mean()), 0.0, -0.5]
    best = minimum(loss, start, tolerance=1e-7)
    _, centre, bend = _laplace(logs, ended, group, groups, best)
    within, between = np.exp(best[1:])
    return LogNormalPooled(
        float(best[0]), float(between), float(within), centre, 1.0 / np.sqrt(bend)
    )


def _positive(days: Floats, ended: Flags) -> Floats:
    if not np.any(ended):
        raise ValueError("a parametric curve needs at least one spell that ended")
    return np.asarray(days, dtype=np.float64) + HALF_DAY


def _laplace(
    logs: Floats, ended: Flags, group: Ints, groups: int, point: Floats
) -> tuple[float, Floats, Floats]:
    """Marginal log likelihood, the groups' modes, and the curvature there."""
    mean, within, between = float(point[0]), float(np.exp(point[1])), float(np.exp(point[2]))
    centre = np.full(groups, mean)
    bend = np.full(groups, between**-2)
    for _ in range(_ROUNDS):
        z = (logs - centre[group]) / within
        risk = _normal_hazard(z)
        slope = np.where(ended, z, risk) / within
        curve = np.where(ended, 1.0, risk * (risk - z)) / within**2
        bend = np.bincount(group, weights=curve, minlength=groups) + between**-2
        pull = np.bincount(group, weights=slope, minlength=groups)
        step = (pull - (centre - mean) / between**2) / bend
        centre = centre + step
        if np.max(np.abs(step)) < 1e-8:
            break
    z = (logs - centre[group]) / within
    own = np.where(ended, -0.5 * z**2 - np.log(within * np.sqrt(2 * np.pi)), log_normal_tail(z))
    prior = -0.5 * ((centre - mean) / between) ** 2 - np.log(between) - 0.5 * np.log(bend)
    return float(np.sum(own) + np.sum(prior)), centre, bend


def _normal_hazard(z: Floats) -> Floats:
    return np.asarray(np.exp(-0.5 * z**2 - 0.5 * np.log(2 * np.pi) - log_normal_tail(z)))
