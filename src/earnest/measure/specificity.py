"""Specificity: whom else the same sender met with an act of the same family in the same weeks.

From types, parties and dates alone: labels such as `scope`, `trigger` or `note` are not looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from earnest.contract.rows import Measure

WINDOW_DAYS = 60


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
    before = measure.visible_from - timedelta(days=WINDOW_DAYS)
    since = measure.visible_from - timedelta(days=round(365.25 * years))
    earlier = sum(
        other.sender == measure.sender
        and other.family == measure.family
        and other.target != measure.target
        and other.tier == "page"
        and since <= other.visible_from < before
        for other in measures
    )
    return earlier * 2 * WINDOW_DAYS / (before - since).days
