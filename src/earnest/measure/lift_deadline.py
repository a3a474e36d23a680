"""Will a measure be lifted by a day, given that it is still in force now? From others of its type.

P(lifted within d days | in force at age a) = 1 − S(a + d) / S(a): Kaplan–Meier over the spells that
were watched beyond that age, one weight per joint act, between two bounds for ends that nobody saw.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from earnest.contract.rows import Measure
from earnest.measure.spells import WITHOUT_END, Spell, spells
from earnest.measure.survival import (
    MINIMUM_CLUSTERS,
    RESAMPLES,
    WIDEST_BOUNDS,
    share_in_force,
)


@dataclass(frozen=True, slots=True)
class Lifting:
    """The probability that a measure of this age is lifted within `days`, or why there is none.

    Attributes:
        low, high: every spell of unknown end taken as going on, or as lifted, when lost sight of;
            None below the gate.
        interval_low, interval_high: 90 % around both.
        n: spells watched beyond the age; clusters: joint acts among them; at_end: joint acts still
            watched when the days are over, or lifted by then.
        needed: how many more joint acts would open the gate; 0 if their number is not what lacks.
        why: why it is not identifiable; empty if it is.
    """

    age: int
    days: int
    low: float | None
    high: float | None
    interval_low: float | None
    interval_high: float | None
    n: int
    clusters: int
    at_end: int
    needed: int
    why: str

    @property
    def middle(self) -> float | None:
        """The middle of the bounds; None below the gate."""
        return None if self.low is None or self.high is None else (self.low + self.high) / 2


def is_standing(measure: Measure) -> bool:
    """Whether a measure is in effect, backed by a page, and has an end that is still awaited."""
    return (
        measure.start is not None
        and measure.end is None
        and measure.status != "superseded"
        and measure.tier == "page"
        and measure.type not in WITHOUT_END
    )


def lift_by(
    measure: Measure,
    others: Iterable[Measure],
    *,
    by: dt.date,
    as_of: dt.date,
    rng: np.random.Generator,
) -> Lifting:
    """The probability that a measure in force at `as_of` is lifted after it, by `by`.

    Args:
        measure: in effect, with no known end.
        others: what it is compared with, such as all of its type; itself is left out.
        by: the last day that counts.
        as_of: the last day that is known.
        rng: for the resampling of joint acts.

    Raises:
        ValueError: the measure is not in effect, or the deadline does not lie ahead.
    """
    if measure.start is None:
        raise ValueError(f"{measure.measure_id} is not in effect at {as_of}")
    alike = (other for other in others if other.measure_id != measure.measure_id)
    age, days = (as_of - measure.start).days, (by - as_of).days
    return lift_deadline(spells(alike, as_of=as_of), age=age, days=days, rng=rng)


def lift_deadline(
    watched: Sequence[Spell],
    *,
    age: int,
    days: int,
    rng: np.random.Generator,
    resamples: int = RESAMPLES,
) -> Lifting:
    """The probability from spells of the same type.

    Args:
        watched: of measures of the type; one that ended by `age` says nothing and drops out.
        age: days in force so far; −1 before the first day.
        days: until the deadline.
        rng: for the resampling of joint acts.
        resamples: of joint acts.

    Raises:
        ValueError: the deadline does not lie ahead.
    """
    if days < 1:
        raise ValueError("a deadline lies at least a day ahead")
    older = [replace(spell, days=spell.days - age) for spell in watched if spell.days > age]
    clusters = len({spell.cluster for spell in older})
    known = len({s.cluster for s in older if s.days >= days or s.ended or s.end_unknown})
    blank = Lifting(age, days, None, None, None, None, len(older), clusters, known, 0, "")
    if known < MINIMUM_CLUSTERS:
        return replace(
            blank,
            needed=MINIMUM_CLUSTERS - known,
            why=f"{known} of the {MINIMUM_CLUSTERS} joint acts needed were watched long enough",
        )
    share = share_in_force(older, days=days, rng=rng, resamples=resamples)
    gap = share.high - share.low
    if gap > WIDEST_BOUNDS:
        why = f"ends that nobody saw leave bounds {gap:.3f} apart, more than {WIDEST_BOUNDS:.2f}"
        return replace(blank, why=why)
    return replace(
        blank,
        low=1.0 - share.high,
        high=1.0 - share.low,
        interval_low=1.0 - share.interval_high,
        interval_high=1.0 - share.interval_low,
    )
