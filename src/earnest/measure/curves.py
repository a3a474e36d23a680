"""Survival curves of many groups at once: Kaplan–Meier, Nelson–Aalen, log-rank.

Kaplan & Meier (1958), doi:10.1080/01621459.1958.10501452; Nelson (1972); Aalen (1978). Durations
are whole days. A spell that enters late (left truncation) is at risk on days after its entry.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earnest.measure.special import log_normal_tail

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Curves:
    """Step functions of all groups, one after the other, steps in order of days.

    Attributes:
        start: shape (groups + 1,): the steps of group g are `start[g]:start[g + 1]`.
        days: day of each step: one on which a spell ended or was censored.
        at_risk: spells (or their weight) still watched just before that day.
        ended: spells (or their weight) that ended on that day.
        share: Kaplan–Meier share that lasts longer than that day.
        hazard: Nelson–Aalen cumulative hazard up to that day.
    """

    start: Ints
    days: Ints
    at_risk: Floats
    ended: Floats
    share: Floats
    hazard: Floats

    def shares_at(self, days: NDArray[np.int64] | list[int]) -> Floats:
        """The share of each group that lasts longer than each of `days`, shape (groups, days)."""
        return self._read(self.share, days, before=1.0)

    def hazards_at(self, days: NDArray[np.int64] | list[int]) -> Floats:
        """The cumulative hazard of each group up to each of `days`, shape (groups, days)."""
        return self._read(self.hazard, days, before=0.0)

    def _read(
        self, values: Floats, days: NDArray[np.int64] | list[int], *, before: float
    ) -> Floats:
        groups = len(self.start) - 1
        asked = np.asarray(days, dtype=np.int64)
        width = int(max(self.days.max(initial=0), asked.max(initial=0))) + 1
        key = np.repeat(np.arange(groups), np.diff(self.start)) * width + self.days
        wanted = np.arange(groups)[:, None] * width + asked
        place = np.searchsorted(key, wanted, side="right") - 1
        is_before = place < self.start[:-1, None]
        return np.where(is_before, before, values[np.maximum(place, 0)])


@dataclass(frozen=True, slots=True)
class LogRank:
    """Whether groups end alike: Mantel (1966). `chi2` has `degrees` degrees of freedom."""

    chi2: float
    degrees: int
    p: float
    observed: Floats
    expected: Floats


def curves(
    days: Ints,
    ended: Flags,
    *,
    group: Ints | None = None,
    entered: Ints | None = None,
    weights: Floats | None = None,
) -> Curves:
    """Survival curves of all groups.

    Args:
        days: shape (n,), whole days from the start of the spell to its end or censoring, ≥ 0.
        ended: shape (n,), False where censored.
        group: shape (n,), numbers 0 to groups − 1; None for a single group.
        entered: shape (n,), days after the start at which watching began; None for none late.
        weights: shape (n,), positive; None for one each.

    Raises:
        ValueError: a duration is negative, or a spell enters after it ended.
    """
    if len(days) and days.min() < 0:
        raise ValueError("a duration cannot be negative")
    if entered is not None and np.any(entered > days):
        raise ValueError("a spell cannot enter after it ended")
    code = np.zeros(len(days), dtype=np.int64) if group is None else group.astype(np.int64)
    groups = int(code.max(initial=0)) + 1
    width = int(days.max(initial=0)) + 1
    key = code * width + days
    if weights is None:
        step, left, gone = _counted(key, ended)
    else:
        step, left, gone = _weighed(key, ended, weights)
    first = np.searchsorted(step, np.arange(groups + 1) * width)
    at_risk = _remaining(left, first)
    if entered is not None:
        at_risk -= _yet_to_come(step, code * width + entered, weights, width)
    share, hazard = _products(at_risk, gone, first)
    return Curves(first, step % width, at_risk, gone, share, hazard)


def log_rank(days: Ints, ended: Flags, group: Ints) -> LogRank:
    """The log-rank test that all groups have the same hazard.

    Raises:
        ValueError: there are fewer than two groups, or nothing ended.
    """
    groups = int(group.max(initial=0)) + 1
    times = np.unique(days[ended])
    if groups < 2 or not len(times):
        raise ValueError("a log-rank test needs two groups and at least one end")
    at_risk = np.array([_at_least(days[group == g], times) for g in range(groups)])
    gone = np.array([_equal(days[ended & (group == g)], times) for g in range(groups)])
    n, d = at_risk.sum(axis=0), gone.sum(axis=0)
    expected = at_risk * d / n
    factor = d * (n - d) / np.maximum(n - 1, 1) / n**2
    spread = np.diag((at_risk * n * factor).sum(axis=1)) - (at_risk * factor) @ at_risk.T
    excess = (gone - expected).sum(axis=1)
    chi2 = float(excess[1:] @ np.linalg.solve(spread[1:, 1:], excess[1:]))
    return LogRank(
        chi2, groups - 1, chi2_tail(chi2, groups - 1), gone.sum(axis=1), expected.sum(axis=1)
    )


def chi2_tail(value: float, degrees: int) -> float:
    """P(X > value) of a chi-squared X, by the recurrence over degrees of freedom."""
    if value <= 0:
        return 1.0
    half = value / 2.0
    if degrees % 2:
        tail = 2.0 * float(np.exp(log_normal_tail(np.sqrt(value))))
        term, first = float(np.sqrt(2.0 * value / np.pi) * np.exp(-half)), 3
    else:
        tail, term, first = float(np.exp(-half)), half * float(np.exp(-half)), 4
    for number in range(first, degrees + 1, 2):
        tail += term
        term *= value / number
    return tail


def _counted(key: Ints, ended: Flags) -> tuple[Ints, Floats, Floats]:
    """Distinct (group, day) keys, spells that leave at each, and those that end."""
    packed = np.sort(key * 2 + ended)
    both = packed >> 1
    first = np.flatnonzero(np.concatenate([[True], both[1:] != both[:-1]])[: len(both)])
    leaving = np.diff(np.append(first, len(both))).astype(np.float64)
    gone = np.add.reduceat(packed & 1, first) if len(first) else np.zeros(0)
    return both[first], leaving, gone.astype(np.float64)


def _weighed(key: Ints, ended: Flags, weights: Floats) -> tuple[Ints, Floats, Floats]:
    step, place = np.unique(key, return_inverse=True)
    leaving = np.bincount(place, weights=weights, minlength=len(step)).astype(np.float64)
    gone = np.bincount(place, weights=weights * ended, minlength=len(step)).astype(np.float64)
    return step, leaving, gone


def _remaining(leaving: Floats, first: Ints) -> Floats:
    """The weight of each group that leaves at a step or later."""
    upto = np.concatenate([[0.0], np.cumsum(leaving)])
    return np.asarray(np.repeat(upto[first[1:]], np.diff(first)) - upto[:-1])


def _yet_to_come(step: Ints, entry: Ints, weights: Floats | None, width: int) -> Floats:
    """The weight of each group that enters on the day of a step or later."""
    order = np.argsort(entry, kind="stable")
    weight = np.ones(len(entry)) if weights is None else weights[order]
    upto = np.concatenate([[0.0], np.cumsum(weight)])
    entry = entry[order]
    ends = np.searchsorted(entry, (step // width + 1) * width)
    return np.asarray(upto[ends] - upto[np.searchsorted(entry, step)])


def _products(at_risk: Floats, gone: Floats, first: Ints) -> tuple[Floats, Floats]:
    part = np.divide(gone, at_risk, out=np.zeros_like(gone), where=at_risk > 0)
    is_last = part >= 1.0 - 1e-12
    with np.errstate(divide="ignore"):
        logs = np.where(is_last, 0.0, np.log1p(-np.where(is_last, 0.0, part)))
    share = np.exp(_running(logs, first))
    return np.where(_running(is_last.astype(np.float64), first) > 0.5, 0.0, share), _running(
        part, first
    )


def _running(values: Floats, first: Ints) -> Floats:
    """Cumulative sums that begin anew in each group."""
    upto = np.cumsum(values)
    before = np.concatenate([[0.0], upto])[first[:-1]]
    return np.asarray(upto - np.repeat(before, np.diff(first)))


def _at_least(days: Ints, times: Ints) -> Floats:
    return (len(days) - np.searchsorted(np.sort(days), times)).astype(np.float64)


def _equal(days: Ints, times: Ints) -> Floats:
    ordered = np.sort(days)
    found = np.searchsorted(ordered, times, side="right") - np.searchsorted(ordered, times)
    return found.astype(np.float64)
