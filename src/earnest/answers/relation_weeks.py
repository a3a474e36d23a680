"""The weeks of a relation as rows: counts always, shares and surprise only above the volume gate."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from earnest.answers.dyad_series import DyadSeries, monday_of
from earnest.answers.turn_label import SHORTEST_DAYS, methods_in
from earnest.measure.relation import Direction, Relation, Series, relation_surprise
from earnest.measure.surprise import SetMean
from earnest.measure.turns import TURNS_EVENTS_PER_MONTH, Method, Turns

SIDES: Final[tuple[Direction, ...]] = ("a_to_b", "b_to_a", "both")


@dataclass(frozen=True, slots=True)
class Week:
    """One week of one direction.

    Attributes:
        first: its Monday.
        quads: acts of verbal and material cooperation, verbal and material conflict.
        exposure: acts between any two states in that week.
        conflict_share: of hostile acts, shrunken by four events; None below the volume gate.
        surprise: the largest −log P over 14, 28 and 56 days, in nats, at the end of the week; None
            below the gate.
        methods: of `both` only: which methods see a turn.
    """

    first: dt.date
    side: Direction
    quads: tuple[int, ...]
    events: int
    exposure: int
    conflict_share: float | None
    surprise: float | None
    methods: tuple[Method, ...]


@dataclass(frozen=True, slots=True)
class _Gated:
    """Of one direction, by week: share and surprise, and whether the gate lets them be told."""

    share: NDArray[np.float64]
    nats: NDArray[np.float64]
    is_told: NDArray[np.bool_]


def counted_weeks(weekly: Relation, *, shown: dt.date) -> Iterator[Week]:
    """Counts only, from the week of `shown` on."""
    for number in range(first_shown(weekly, shown), len(weekly.exposure)):
        for side in SIDES:
            yield _week(weekly, side, number, None, ())


def gated_weeks(series: DyadSeries, found: Turns, *, shown: dt.date) -> Iterator[Week]:
    """Counts with shares, surprise and the methods that see a turn, where the gate lets them."""
    gated = {side: _gated(series, side) for side in SIDES}
    for number in range(first_shown(series.weekly, shown), len(series.weekly.exposure)):
        for side in SIDES:
            methods = methods_in(found, number) if side == "both" else ()
            yield _week(series.weekly, side, number, gated[side], methods)


def first_shown(weekly: Relation, shown: dt.date) -> int:
    """The number of the week that holds the day `shown`."""
    return max(0, (monday_of(shown) - weekly.since).days // 7)


def _gated(series: DyadSeries, side: Direction) -> _Gated:
    prior = series.prior
    part = 1.0 if side == "both" else 0.5  # the prior counts the acts of both directions
    seen = relation_surprise(
        series.daily, prior=SetMean(prior.hostile_per_day * part, prior.conflict_share), side=side
    )
    ends = np.arange(len(series.weekly.exposure)) * 7 + 6
    ends = np.minimum(ends, len(series.daily.exposure) - 1)
    is_ample = seen.events_per_month[ends] >= TURNS_EVENTS_PER_MONTH
    return _Gated(
        share=_side(series.weekly, side).conflict_share(toward=prior.conflict_share),
        nats=seen.nats.max(axis=0)[ends],
        is_told=is_ample & (ends + 1 >= SHORTEST_DAYS),
    )


def _week(
    weekly: Relation,
    side: Direction,
    number: int,
    gated: _Gated | None,
    methods: tuple[Method, ...],
) -> Week:
    acts = _side(weekly, side)
    told = gated if gated is not None and gated.is_told[number] else None
    return Week(
        first=weekly.since + dt.timedelta(days=7 * number),
        side=side,
        quads=tuple(acts.quads[number].tolist()),
        events=int(acts.events[number]),
        exposure=int(weekly.exposure[number]),
        conflict_share=float(told.share[number]) if told else None,
        surprise=float(told.nats[number]) if told else None,
        methods=methods if told else (),
    )


def _side(relation: Relation, side: Direction) -> Series:
    return {"a_to_b": relation.a_to_b, "b_to_a": relation.b_to_a, "both": relation.both}[side]
