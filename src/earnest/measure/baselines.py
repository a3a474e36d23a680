"""Looking up baselines at any number of days: between two horizons the hazard is interpolated.

The cumulative hazard −log(1 − p) is taken as a power of the days between neighbouring horizons,
and as proportional to them below the shortest one: exact for a constant rate.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeVar

import numpy as np

from earnest.contract.baselines import Baselines, BaseRate, DeadlineCoefficients, MeanRate

PREFERRED: Final = "KEDS"  # the longest source: others cover months
Entry = TypeVar("Entry", BaseRate, DeadlineCoefficients, MeanRate)


def shipped_rate(
    baselines: Baselines, act: str, *, days: int, sample: str, source: str | None = None
) -> BaseRate | None:
    """The base rate of a class within `days`; None for a class or source without one.

    Args:
        baselines: where to look.
        act: a class of acts, as `measure.act_groups` names it.
        days: at least 1; beyond the longest horizon the longest one's rate stands, with its days.
        sample: `tense` or `all`; where `tense` has too few acts to ship, `all` stands in.
        source: an id; the longest source if None.
    """
    for wanted in dict.fromkeys((sample, "all")):
        found = [r for r in baselines.rates if (r.act, r.sample) == (act, wanted)]
        rates = sorted(_of_source(found, source), key=lambda rate: rate.days)
        if rates:
            return _rate_at(rates, days)
    return None


def deadline_models(
    baselines: Baselines, act: str, *, sample: str, source: str | None = None
) -> tuple[DeadlineCoefficients, ...]:
    """The fitted models of a class that beat the base rate out of time, by horizon.

    A model whose skill's interval reaches 0 is not among them: the base rate is used instead.
    """
    found = [m for m in baselines.deadlines if (m.act, m.sample) == (act, sample)]
    models = sorted(_of_source(found, source), key=lambda model: model.days)
    return tuple(m for m in models if m.skill_low is not None and m.skill_low > 0)


def mean_rate(baselines: Baselines, act: str, *, source: str | None = None) -> MeanRate | None:
    """Acts per dyad and day of the class; None if none ships."""
    found = _of_source([m for m in baselines.means if m.act == act], source)
    return found[0] if found else None


def at_days(horizons: Sequence[int], probabilities: Sequence[float], days: int) -> float:
    """The probability within `days`, from those within some horizons.

    Args:
        horizons: ascending, in days.
        probabilities: one per horizon, in [0, 1]; made ascending where noise breaks the order.
        days: at most the longest horizon.
    """
    below_one = np.minimum(np.asarray(probabilities, dtype=np.float64), 1.0 - 1e-12)
    hazards = np.maximum.accumulate(-np.log1p(-below_one))
    if days <= horizons[0] or hazards[0] == 0:
        below = min(1.0, days / horizons[0])
        scaled = hazards[0] * below if days <= horizons[0] else np.interp(days, horizons, hazards)
        return float(-np.expm1(-scaled))
    log_hazard = np.interp(np.log(days), np.log(horizons), np.log(hazards))
    return float(-np.expm1(-np.exp(log_hazard)))


def _rate_at(rates: Sequence[BaseRate], days: int) -> BaseRate:
    horizons = [rate.days for rate in rates]
    if days >= horizons[-1]:
        return rates[-1]
    beside = rates[bisect_left(horizons, days)]
    share, low, high = (
        at_days(horizons, [getattr(rate, name) for rate in rates], days)
        for name in ("share", "low", "high")
    )
    return replace(beside, days=days, share=share, low=low, high=high)


def _of_source(entries: Sequence[Entry], source: str | None) -> list[Entry]:
    return [entry for entry in entries if entry.source == (source or PREFERRED)]
