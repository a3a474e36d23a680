"""A claimed regularity ("never softens") against all other senders: counterexamples first.

The sender's softenings are held against those expected of a usual sender in the same watches
(volume and type), with a gamma-distributed multiplier per sender (frailty). What cannot be told
apart is said to be *not identifiable*, with how many more watches would settle it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from earnest.measure.simplex import minimum
from earnest.measure.special import exact_share_interval, log_gamma, never_bound
from earnest.measure.watches import Watch

Floats = NDArray[np.float64]
Answer = Literal["counterexamples", "none_found", "not_identifiable", "cannot_see"]
MINIMUM_WATCHES, MINIMUM_DAYS = 5, 180
WIDEST_RANK = 1 / 3
A_QUARTER = 0.25
_DRAWS, _MOST_WATCHES = 2_000, 400


@dataclass(frozen=True, slots=True)
class BayesFactor:
    """How much the watches speak for a definition of the rule, against its opposite.

    Attributes:
        value: probability of the watches under the definition over that under its opposite; 0 if
            they are impossible under it.
    """

    definition: str
    value: float


@dataclass(frozen=True, slots=True)
class Regularity:
    """What the record holds on "this sender never softens".

    Attributes:
        counterexamples: watches with a softening, quickest first.
        n: watches of the sender; long_enough: those watched 180 days, or till a softening.
        share: of the watches with a softening, exact 90 % interval in `share_interval`.
        never_above: if none softened, the one-sided 95 % bound on the sender's share.
        expected: softenings a usual sender would have shown in the same watches.
        multiplier: the sender's pace over the usual one, shrunken, with its 90 % interval.
        rank: 90 % interval of the rank among `senders`, 1 the slowest to soften.
        bayes_factors: one per definition of "never".
        more_watches: watches of `more_days` without a softening that would make the rank
            identifiable; 0 if it is, None if more than 400 would be needed.
        status: in the words of the findings.
    """

    sender: str
    counterexamples: tuple[Watch, ...]
    n: int
    long_enough: int
    share: float | None
    share_interval: tuple[float, float] | None
    never_above: float | None
    expected: float
    multiplier: float
    multiplier_interval: tuple[float, float]
    rank: tuple[int, int]
    senders: int
    bayes_factors: tuple[BayesFactor, ...]
    more_watches: int | None
    more_days: int
    is_rank_identifiable: bool
    status: Answer


@dataclass(frozen=True, slots=True)
class _Tally:
    senders: tuple[str, ...]
    softened: Floats
    expected: Floats


def regularity(
    watches: Sequence[Watch],
    *,
    sender: str,
    rng: np.random.Generator,
    more_days: int = MINIMUM_DAYS,
) -> Regularity:
    """The sender's watches against those of all senders.

    Args:
        watches: of all senders, `expected` filled in (`watches.adjusted`).
        sender: the one the rule is about.
        rng: for the posterior draws behind the ranks.
        more_days: length of the further watches that the power is told in.

    Raises:
        ValueError: a watch has no expected softenings.
    """
    if any(np.isnan(watch.expected) for watch in watches):
        raise ValueError("watches need their expected softenings: call watches.adjusted first")
    own = [watch for watch in watches if watch.sender == sender]
    broken = tuple(sorted((w for w in own if w.softened), key=lambda w: (w.days, w.start)))
    long_enough = sum(w.softened or w.days >= MINIMUM_DAYS for w in own)
    tally = _tally(watches, sender)
    prior = frailty_shape(tally.softened, tally.expected)
    me = tally.senders.index(sender)
    ends, exposure = float(tally.softened[me]), float(tally.expected[me])
    pace = rng.gamma(prior + ends, 1.0 / (prior + exposure), size=_DRAWS)
    others = _others(tally, me, prior, rng)
    rank = _rank(pace, others)
    enough = long_enough >= MINIMUM_WATCHES and _is_narrow(rank, len(tally.senders))
    return Regularity(
        sender=sender,
        counterexamples=broken,
        n=len(own),
        long_enough=long_enough,
        share=len(broken) / len(own) if own else None,
        share_interval=exact_share_interval(len(broken), len(own)) if own else None,
        never_above=never_bound(len(own)) if own and not broken else None,
        expected=exposure,
        multiplier=(prior + ends) / (prior + exposure),
        multiplier_interval=(float(np.quantile(pace, 0.05)), float(np.quantile(pace, 0.95))),
        rank=rank,
        senders=len(tally.senders),
        bayes_factors=bayes_factors(ends, exposure, prior=prior),
        more_watches=0 if enough else _more(own, tally, me, prior, rng, more_days, long_enough),
        more_days=more_days,
        is_rank_identifiable=enough,
        status=_status(len(own), len(broken), is_rank_identifiable=enough),
    )


def frailty_shape(softened: Floats, expected: Floats) -> float:
    """Shape of the gamma distribution (mean 1) of the senders' paces, by maximum likelihood.

    Args:
        softened: shape (senders,), softenings of each sender.
        expected: shape (senders,), what a usual sender would have shown.
    """

    def loss(point: Floats) -> float:
        a = float(np.exp(np.clip(point[0], -5.0, 7.0)))
        terms = log_gamma(a + softened) - log_gamma(a) + a * np.log(a)
        return -float(np.sum(terms - (a + softened) * np.log(a + expected)))

    return float(np.exp(np.clip(minimum(loss, [0.0])[0], -5.0, 7.0)))


def bayes_factors(ends: float, exposure: float, *, prior: float) -> tuple[BayesFactor, ...]:
    """Bayes factors of three readings of "never softens", under the senders' own distribution.

    Args:
        ends: softenings seen.
        exposure: softenings expected of a usual sender.
        prior: shape of the gamma distribution of the paces, whose mean is 1.
    """
    never = 0.0 if ends else float(np.exp(prior * np.log((prior + exposure) / prior)))
    grid = np.exp(np.linspace(np.log(1e-6), np.log(50.0), 20_000))
    before = _density(grid, prior, prior)
    after = _density(grid, prior + ends, prior + exposure)
    median = float(grid[np.searchsorted(np.cumsum(before), 0.5)])
    readings = (
        ("at most a quarter of the usual pace", A_QUARTER),
        ("slower than half of all", median),
    )
    return (
        BayesFactor("never, whatever the time", never),
        *(BayesFactor(name, _odds(grid, after, cut) / _odds(grid, before, cut)) for name, cut in readings),
    )  # fmt: skip


def _tally(watches: Sequence[Watch], sender: str) -> _Tally:
    senders = tuple(sorted({watch.sender for watch in watches} | {sender}))
    code = np.array([senders.index(watch.sender) for watch in watches], dtype=np.int64)
    softened = np.bincount(code, [w.softened for w in watches], minlength=len(senders)).astype(
        np.float64
    )
    expected = np.bincount(code, [w.expected for w in watches], minlength=len(senders)).astype(
        np.float64
    )
    return _Tally(senders, softened, expected)


def _others(tally: _Tally, me: int, prior: float, rng: np.random.Generator) -> Floats:
    softened, expected = np.delete(tally.softened, me), np.delete(tally.expected, me)
    return rng.gamma(prior + softened, 1.0 / (prior + expected), size=(_DRAWS, len(softened)))


def _rank(pace: Floats, others: Floats) -> tuple[int, int]:
    ranks = 1 + (others < pace[:, None]).sum(axis=1)
    low, high = np.quantile(ranks, [0.05, 0.95], method="nearest")
    return int(low), int(high)


def _is_narrow(rank: tuple[int, int], senders: int) -> bool:
    return (rank[1] - rank[0] + 1) <= WIDEST_RANK * senders


def _more(
    own: Sequence[Watch],
    tally: _Tally,
    me: int,
    prior: float,
    rng: np.random.Generator,
    days: int,
    long_enough: int,
) -> int | None:
    """The least number of further watches without a softening at which the gate opens."""
    pool = own or None
    per_day = (
        sum(w.expected for w in pool) / max(sum(w.days for w in pool), 1)
        if pool
        else float(tally.expected.sum()) / max(days * len(tally.senders), 1)
    )
    others = _others(tally, me, prior, rng)
    unit = rng.gamma(prior + tally.softened[me], 1.0, size=_DRAWS)
    for more in range(1, _MOST_WATCHES + 1):
        pace = unit / (prior + tally.expected[me] + more * per_day * days)
        is_enough = long_enough + more * (days >= MINIMUM_DAYS) >= MINIMUM_WATCHES
        if is_enough and _is_narrow(_rank(pace, others), len(tally.senders)):
            return more
    return None


def _density(grid: Floats, shape: float, rate: float) -> Floats:
    logs = shape * np.log(grid) - rate * grid  # density × grid: the steps are even in logs
    mass = np.exp(logs - logs.max())
    return np.asarray(mass / mass.sum())


def _odds(grid: Floats, mass: Floats, cut: float) -> float:
    below = float(mass[grid <= cut].sum())
    return max(below, 1e-300) / max(1.0 - below, 1e-300)


def _status(n: int, broken: int, *, is_rank_identifiable: bool) -> Answer:
    if not n:
        return "cannot_see"
    if broken:
        return "counterexamples"
    return "none_found" if is_rank_identifiable else "not_identifiable"
