"""Specificity: whom else the same sender met with an act of the same family in the same weeks.

From types, parties and dates alone: labels such as `scope`, `trigger` or `note` are not looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from earnest.contract.rows import Measure

WINDOW_DAYS = 60
PLACEBO_STEP_DAYS = 30


@dataclass(frozen=True, slots=True)
class Companion:
    """A measure of the same sender and family against somebody else, so many days apart."""

    measure: Measure
    days_apart: int  # negative: before


def companions(
    measure: Measure, measures: Iterable[Measure], *, window_days: int = WINDOW_DAYS
) -> tuple[Companion, ...]:
    """Measures by the same sender, in the same family, against other targets, near in time.

    Both measures count from the day they became public: announced or in force, the earlier one.
    Ordered by distance in days, then id. Rows from memory are left out: they carry no finding.
    """
    found = [
        Companion(other, (other.visible_from - measure.visible_from).days)
        for other in measures
        if other.sender == measure.sender
        and other.family == measure.family
        and other.target != measure.target
        and other.tier == "page"
        and abs(other.visible_from - measure.visible_from) <= timedelta(days=window_days)
    ]
    return tuple(sorted(found, key=lambda c: (abs(c.days_apart), c.measure.measure_id)))


def usual_rate(measure: Measure, measures: Iterable[Measure], *, years: int = 10) -> float:
    """Acts of the sender in the family against other targets, per 120 days, in the years before.

    The 60 days around the measure itself are left out, so that the rate is the sender's own usual
    pace, against which the companions can be held.
    """
    earlier = _earlier(measure, measures, window_days=WINDOW_DAYS, years=years)
    return len(earlier) * 2 * WINDOW_DAYS / (round(365.25 * years) - WINDOW_DAYS)


@dataclass(frozen=True, slots=True)
class Specificity:
    """What else the sender did in those weeks, against its own pace.

    Attributes:
        companions: measures against others in the window.
        expected: acts in such a window at the sender's own pace of the years before.
        chance: probability of as many acts or more at that pace (Poisson); 1 if there are none.
        placebo: share of other windows of the same width, laid over the years before, that hold as
            many acts or more; None if none fits before the measure.
        placebo_windows: how many were laid.
    """

    companions: tuple[Companion, ...]
    expected: float
    chance: float
    placebo: float | None
    placebo_windows: int


def specificity(
    measure: Measure,
    measures: Iterable[Measure],
    *,
    window_days: int = WINDOW_DAYS,
    years: int = 10,
) -> Specificity:
    """The companions of a measure, against the sender's own rate and against placebo windows.

    Args:
        measure: the one asked about.
        measures: all measures known.
        window_days: days on either side.
        years: how far the sender's past reaches.
    """
    known = tuple(measures)
    found = companions(measure, known, window_days=window_days)
    earlier = _earlier(measure, known, window_days=window_days, years=years)
    centre = measure.visible_from.toordinal()
    last = centre - 2 * window_days - 1
    first = centre - round(365.25 * years) + window_days
    days = max(centre - window_days - (first - window_days), 1)
    expected = len(earlier) * (2 * window_days + 1) / days
    at = np.arange(last, first - 1, -PLACEBO_STEP_DAYS)
    acts = np.array(sorted(day.toordinal() for day in earlier))
    counts = np.searchsorted(acts, at + window_days, side="right") - np.searchsorted(
        acts, at - window_days
    )
    return Specificity(
        companions=found,
        expected=expected,
        chance=_at_least(len(found), expected),
        placebo=float(np.mean(counts >= len(found))) if len(at) else None,
        placebo_windows=len(at),
    )


def _earlier(
    measure: Measure, measures: Iterable[Measure], *, window_days: int, years: int
) -> tuple[date, ...]:
    before = measure.visible_from - timedelta(days=window_days)
    since = measure.visible_from - timedelta(days=round(365.25 * years))
    return tuple(
        other.visible_from
        for other in measures
        if other.sender == measure.sender
        and other.family == measure.family
        and other.target != measure.target
        and other.tier == "page"
        and since <= other.visible_from < before
    )


def _at_least(count: int, mean: float) -> float:
    term, below = float(np.exp(-mean)), 0.0
    for number in range(count):
        below += term
        term *= mean / (number + 1)
    return max(0.0, 1.0 - below)
