"""Watches: a restrictive act, and whether a softening toward the same side followed.

How many softenings a usual sender would have shown in the same watches comes from a Poisson
regression on what was known when each began: time since the act, volume of the dyad, type of act.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from earnest.contract.rows import Measure
from earnest.measure.piecewise import intervals, log_rates
from earnest.measure.spells import Spell

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
UnknownEnds = Literal["censored", "ended"]
HORIZON_DAYS = 365
SPACING_DAYS = 180
MEASURE_HORIZON_DAYS = 1_826
EDGES = (0, 30, 90, 180, 365, 730, 100_000)


@dataclass(frozen=True, slots=True)
class Watch:
    """A restrictive act and the days after it.

    Attributes:
        start: day number of the act (proleptic Gregorian ordinal).
        days: to the first softening, or as long as it could be watched.
        softened: whether there was one.
        type: of the act.
        volume: acts of any kind in the dyad per month over the year before; 0 for measures.
        expected: softenings a usual sender would have shown in these days; NaN until adjusted.
    """

    sender: str
    recipient: str
    start: int
    days: int
    softened: bool
    type: str
    volume: float = 0.0
    expected: float = float("nan")


def watches_after(
    sender: str,
    recipient: str,
    *,
    acts: Ints,
    softenings: Ints,
    events: Ints,
    until: int,
    type: str,
    horizon_days: int = HORIZON_DAYS,
) -> tuple[Watch, ...]:
    """A watch after each restrictive act that comes 180 days or more after the last one watched.

    Args:
        sender: who acted.
        recipient: toward whom.
        acts: day numbers of the restrictive acts, ascending.
        softenings: day numbers of softenings by the same sender toward the same recipient, ascending.
        events: day numbers of all acts of the dyad in either direction, ascending.
        until: the last day of coverage.
        type: name of the class of acts.
        horizon_days: a watch ends then at the latest.
    """
    found: list[Watch] = []
    for start in acts.tolist():
        if (found and start - found[-1].start < SPACING_DAYS) or start >= until:
            continue
        end = min(start + horizon_days, until)
        after = int(np.searchsorted(softenings, start, side="right"))
        soft = int(softenings[after]) if after < len(softenings) else end + 1
        year = np.searchsorted(events, start) - np.searchsorted(events, start - 365)
        found.append(
            Watch(
                sender,
                recipient,
                start,
                min(soft, end) - start,
                soft <= end,
                type,
                float(year) / 12,
            )
        )
    return tuple(found)


def watches_of_measures(
    measures: Iterable[Measure],
    spells: Iterable[Spell],
    *,
    unknown_ends: UnknownEnds = "censored",
    horizon_days: int = MEASURE_HORIZON_DAYS,
) -> tuple[Watch, ...]:
    """Measures watched until they were lifted: one watch per joint act of a sender.

    Args:
        measures: rows that the spells were made of.
        spells: see `spells.spells`.
        unknown_ends: the two bounds: a measure lost sight of counts as censored then, or as ended.
        horizon_days: a watch ends then at the latest, so that one old measure does not stand for
            all that a sender did.
    """
    by_id = {measure.measure_id: measure for measure in measures}
    found: dict[tuple[str, str], Watch] = {}
    for spell in spells:
        measure = by_id[spell.measure_id]
        start = measure.start or measure.visible_from
        watch = Watch(
            measure.sender,
            measure.target,
            start.toordinal(),
            min(spell.days, horizon_days),
            (spell.ended or (spell.end_unknown and unknown_ends == "ended"))
            and spell.days <= horizon_days,
            measure.type,
        )
        found.setdefault((measure.sender, spell.cluster), watch)
    return tuple(found.values())


def adjusted(watches: Sequence[Watch]) -> tuple[Watch, ...]:
    """The watches with `expected` filled in, from all senders together.

    Raises:
        ValueError: there are no watches.
    """
    if not watches:
        raise ValueError("expected softenings need at least one watch")
    types = sorted({watch.type for watch in watches})
    row, interval, exposure = intervals(np.array([w.days for w in watches], dtype=float), EDGES)
    ended = np.zeros(len(row))
    last = np.append(np.flatnonzero(np.diff(row)), len(row) - 1)
    ended[last] = [watch.softened for watch in watches]
    kind = np.array([types.index(watch.type) for watch in watches])
    volume = np.log1p([watch.volume for watch in watches])
    # a Poisson likelihood asks of rows with the same marks only for their sums
    marks = np.column_stack([interval, kind[row], (volume - volume.mean())[row]])
    alike, group = np.unique(marks, axis=0, return_inverse=True)
    steps = [alike[:, 0] == number for number in range(len(EDGES) - 1)]
    kinds = [alike[:, 1] == number for number in range(1, len(types))]
    design = np.column_stack([*steps, *kinds, alike[:, 2]]).astype(np.float64)
    ridge = np.append(np.full(len(steps), 1e-3), np.full(len(kinds) + 1, 1.0))
    softened = np.bincount(group, weights=ended).astype(np.float64)
    days = np.bincount(group, weights=exposure).astype(np.float64)
    rate: Floats = np.exp(design @ log_rates(design, softened, days, ridge=ridge))
    expected = np.bincount(row, weights=rate[group] * exposure)
    return tuple(
        replace(watch, expected=float(value))
        for watch, value in zip(watches, expected, strict=True)
    )
