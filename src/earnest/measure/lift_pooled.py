"""Will a measure in force be lifted by a day? From all measures, thin types borrowing from the rest.

Weibull durations with a gamma frailty per type (`parametric`), at the measure's age a:
P(lifted within d days) = 1 − S(a + d) / S(a), with the frailty's posterior in its type. Where a
type is too thin for its own curve (`lift_deadline`), this is what is known.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earnest.contract.rows import Measure
from earnest.measure.parametric import HALF_DAY, WeibullFrailty, weibull_frailty
from earnest.measure.spells import spells

Floats = NDArray[np.float64]
FEWEST_ENDS = 20
DRAWS = 2_000


@dataclass(frozen=True, slots=True)
class PooledLifting:
    """The probability that a measure of this type and age is lifted within `days`.

    Attributes:
        p: from spells of unknown end taken as going on when lost sight of.
        low, high: 90 % around it and around the same with those spells taken as lifted then.
        n: spells of all types; ends: those that were lifted; of_type: spells of its own type.
    """

    age: int
    days: int
    p: float
    low: float
    high: float
    n: int
    ends: int
    of_type: int


def lift_pooled(
    measure: Measure,
    others: Iterable[Measure],
    *,
    by: dt.date,
    as_of: dt.date,
    rng: np.random.Generator,
) -> PooledLifting | None:
    """The probability that a measure in force at `as_of` is lifted after it, by `by`.

    Args:
        measure: in effect, with no known end.
        others: of all types; itself is left out.
        by: the last day that counts.
        as_of: the last day that is known.
        rng: for the draws from the frailty's posterior.

    Returns:
        None with fewer than twenty ends to learn from.

    Raises:
        ValueError: the measure is not in effect, or the deadline does not lie ahead.
    """
    if measure.start is None:
        raise ValueError(f"{measure.measure_id} is not in effect at {as_of}")
    if by <= as_of:
        raise ValueError("a deadline lies at least a day ahead")
    rest = {m.measure_id: m for m in others if m.measure_id != measure.measure_id}
    known = spells(rest.values(), as_of=as_of)
    ended = np.array([spell.ended for spell in known], dtype=bool)
    if ended.sum() < FEWEST_ENDS:
        return None
    kinds = [rest[spell.measure_id].type for spell in known]
    lost = np.array([spell.end_unknown for spell in known], dtype=bool)
    length = np.array([float(spell.days) for spell in known])
    age, days = (as_of - measure.start).days, (by - as_of).days
    going_on, as_lifted = (
        _chance(length, ends, kinds, measure.type, age=age, days=days, rng=rng)
        for ends in (ended, ended | lost)
    )
    return PooledLifting(
        age=age,
        days=days,
        p=going_on[0],
        low=min(going_on[1], as_lifted[1]),
        high=max(going_on[2], as_lifted[2]),
        n=len(known),
        ends=int(ended.sum()),
        of_type=kinds.count(measure.type),
    )


def lifted_within(fit: WeibullFrailty, group: int | None, ages: Floats, days: int) -> Floats:
    """The probability at each age, in a group of the fit; None for a group never seen."""
    when = np.append(ages, ages + days)
    share = fit.share_of_new(when) if group is None else fit.shares(when)[group]
    return np.asarray(1.0 - share[len(ages) :] / share[: len(ages)])


def _chance(
    length: Floats,
    ended: NDArray[np.bool_],
    kinds: Sequence[str],
    kind: str,
    *,
    age: int,
    days: int,
    rng: np.random.Generator,
) -> tuple[float, float, float]:
    types = sorted(set(kinds))
    fit = weibull_frailty(length, ended, np.array([types.index(name) for name in kinds]))
    group = types.index(kind) if kind in types else None
    p = float(lifted_within(fit, group, np.array([float(age)]), days)[0])
    ends = fit.prior_ends + (0.0 if group is None else fit.ends[group])
    exposure = fit.prior_exposure + (0.0 if group is None else fit.exposure[group])
    reach = (age + days + HALF_DAY) ** fit.shape - (age + HALF_DAY) ** fit.shape
    drawn = -np.expm1(-rng.gamma(ends, 1.0 / exposure, size=DRAWS) * reach)
    low, high = np.quantile(drawn, [0.05, 0.95])
    return p, float(low), float(high)
