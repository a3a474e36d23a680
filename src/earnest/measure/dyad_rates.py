"""How often each pair of states sees acts of a class: made from a user's own record, never shipped."""

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np

from earnest.contract.baselines import DyadRate
from earnest.measure.act_groups import ActGroup, act_group
from earnest.measure.curves import chi2_tail
from earnest.measure.dyad_days import Floats, Ints
from earnest.measure.dyad_events import DyadEvents
from earnest.measure.excitation import MEMORY_DAYS, PRIOR_SHAPE
from earnest.measure.pasts import set_means
from earnest.measure.points import protocol_for
from earnest.measure.shipping import rounded

_MANY: Final = 30
_Z95: Final = 1.6448536269514722


def dyad_rates(events: DyadEvents, *, classes: Sequence[str], source: str) -> tuple[DyadRate, ...]:
    """The rate of each class in each admitted dyad over the last three years, with its interval.

    The posterior of a Poisson rate under a Gamma prior of shape ½ with the record's mean; 5 % of
    it lies below `low`, 5 % above `high`.

    Args:
        events: of the record, up to the day that is known.
        classes: of acts.
        source: id of the record.
    """
    counts = np.bincount(events.dyad, minlength=len(events.names))
    fewest = protocol_for(events, admission="past").minimum_events
    admitted = np.flatnonzero(counts >= fewest)
    found = (_of_class(events, act_group(name), admitted, source) for name in classes)
    return tuple(rate for rates in found for rate in rates)


def _of_class(
    events: DyadEvents, group: ActGroup, admitted: Ints, source: str
) -> tuple[DyadRate, ...]:
    dyads = admitted[events.sees(group)[admitted]]
    if not len(dyads):
        return ()
    acts, until = events.days_of(group), events.last[dyads] + 1
    start = np.maximum(events.first[dyads], until - MEMORY_DAYS)
    seen, days = acts.between(dyads, start, until), until - start
    means = set_means(events, acts, dyads=dyads, until=int(until.max()))[dyads]
    rate, low, high = _posterior(seen, days, means)
    return tuple(
        DyadRate(
            source=source,
            act=group.name,
            actor=events.names[dyad][1],
            recipient=events.names[dyad][2],
            per_day=rounded(rate[n]),
            low=rounded(low[n]),
            high=rounded(high[n]),
            acts=int(seen[n]),
            days=int(days[n]),
        )
        for n, dyad in enumerate(dyads.tolist())
    )


def _posterior(acts: Ints, days: Ints, means: Floats) -> tuple[Floats, Floats, Floats]:
    weight = days + PRIOR_SHAPE / means
    bounds = np.array([_gamma_interval(count) for count in acts.tolist()])
    return (acts + PRIOR_SHAPE) / weight, bounds[:, 0] / weight, bounds[:, 1] / weight


@cache
def _gamma_interval(acts: int) -> tuple[float, float]:
    """The 5th and 95th percentile of a Gamma variable of shape `acts` + ½.

    Twice of it is chi-squared; above 30 acts by the cube of Wilson & Hilferty (1931), whose error
    is below one in ten thousand there.
    """
    shape = acts + PRIOR_SHAPE
    if acts >= _MANY:
        middle, wide = 1 - 1 / (9 * shape), _Z95 / (9 * shape) ** 0.5
        return shape * (middle - wide) ** 3, shape * (middle + wide) ** 3
    return _quantile(0.95, 2 * acts + 1) / 2, _quantile(0.05, 2 * acts + 1) / 2


def _quantile(above: float, degrees: int) -> float:
    low, high = 0.0, 4.0 * degrees + 40.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if chi2_tail(middle, degrees) > above else (low, middle)
    return low
