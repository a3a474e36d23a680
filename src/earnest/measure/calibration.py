"""Baselines computed from events: base rates, mean rates and coefficients, nothing per dyad.

An aggregate is kept only if it rests on at least 5 undirected pairs of states and 30 acts.
Admission looks at the past alone.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import numpy as np

from earnest.contract.baselines import BASELINES_VERSION, Baselines, BaselineSource
from earnest.measure.act_groups import GROUP_NAMES, act_group
from earnest.measure.base_rates import base_rates, mean_rates
from earnest.measure.coefficients import deadline_coefficients
from earnest.measure.dyad_events import DyadEvents
from earnest.measure.points import EPOCH, protocol_for

RATE_HORIZONS: Final = (1, 2, 3, 7, 14, 30, 60, 90, 180, 365)
MODEL_HORIZONS: Final = (7, 14, 30, 60, 90, 180, 365)
_LONGEST_IN_SHORT: Final = 30
OWN: Final = "record"  # the id under which a record's own numbers are found


def calibrated(
    events: DyadEvents,
    source: BaselineSource,
    *,
    test_from: dt.date | None,
    seed: int,
    classes: Sequence[str] = GROUP_NAMES,
    follows_drift: bool = False,
) -> Baselines:
    """All baselines of one source.

    Args:
        events: all its events.
        source: what is known about the file.
        test_from: where the models are scored before they are fitted on everything.
        seed: of every interval, so that the same file gives the same numbers.
        classes: of acts; any that `act_group` knows.
        follows_drift: see `deadline_coefficients`.
    """
    laid = protocol_for(events, admission="past")
    longest = RATE_HORIZONS[-1] if laid.tail is not None else _LONGEST_IN_SHORT
    rates = tuple(days for days in RATE_HORIZONS if days <= longest)
    fits = tuple(days for days in MODEL_HORIZONS if days <= longest)
    rng = np.random.default_rng(seed)
    name = source.id
    return Baselines(
        version=BASELINES_VERSION,
        sources=(source,),
        rates=base_rates(
            events, classes=classes, source=name, protocol=laid, horizons=rates, rng=rng
        ),
        means=mean_rates(events, classes=classes, source=name, protocol=laid, rng=rng),
        deadlines=deadline_coefficients(
            events,
            classes=classes,
            source=name,
            protocol=laid,
            horizons=fits,
            test_from=test_from,
            rng=rng,
            follows_drift=follows_drift,
        ),
    )


def calibrated_here(
    events: DyadEvents, classes: Sequence[str], *, sha256: str = "", seed: int = 0
) -> Baselines:
    """Baselines from a record's own events, under the source id `record`.

    The models are scored on the last third of the record before they are fitted on the whole.

    Args:
        events: of the record, up to the day that is known.
        classes: any that `act_group` knows.
        sha256: of what the events came from, if it is to be told.
        seed: of every interval.

    Raises:
        ValueError: there is no such class.
    """
    names = tuple(act_group(act).name for act in classes)
    size = len(events.day)
    since, until = (int(events.first.min()), int(events.last.max())) if size else (0, 0)
    days = [EPOCH + dt.timedelta(days=day) for day in (since, until, until - (until - since) // 3)]
    title, laid = "this record", "as the length of the record allows"
    source = BaselineSource(OWN, title, sha256, size, size, days[0], days[1], laid)
    return calibrated(
        events, source, test_from=days[2], seed=seed, classes=names, follows_drift=True
    )


def together(parts: Sequence[Baselines]) -> Baselines:
    """The baselines of several sources in one, in the order given."""
    return Baselines(
        version=BASELINES_VERSION,
        sources=tuple(source for part in parts for source in part.sources),
        rates=tuple(rate for part in parts for rate in part.rates),
        means=tuple(mean for part in parts for mean in part.means),
        deadlines=tuple(fit for part in parts for fit in part.deadlines),
        survival=tuple(share for part in parts for share in part.survival),
        turns=tuple(rate for part in parts for rate in part.turns),
        dyads=tuple(rate for part in parts for rate in part.dyads),
    )
