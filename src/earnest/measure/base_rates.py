"""Base rates and mean rates of classes of acts, over many dyads."""

from collections.abc import Iterator, Sequence

import numpy as np

from earnest.contract.baselines import BaseRate, MeanRate
from earnest.measure.act_groups import ActGroup, act_group
from earnest.measure.dyad_days import Bools, Floats, Ints
from earnest.measure.dyad_events import DyadEvents
from earnest.measure.points import Protocol, came_within, evaluation_points
from earnest.measure.scores import cluster_draws, interval_90
from earnest.measure.shipping import (
    FEWEST_ACTS,
    FEWEST_DYADS,
    SAMPLES,
    class_points,
    distinct_acts,
    in_sample,
    may_ship,
    rounded,
)


def base_rates(
    events: DyadEvents,
    *,
    classes: Sequence[str],
    source: str,
    protocol: Protocol,
    horizons: Sequence[int],
    rng: np.random.Generator,
) -> tuple[BaseRate, ...]:
    """The share of points after which an act of each class came, by sample, class and horizon."""
    return tuple(
        rate
        for name in classes
        for days in horizons
        for rate in _rates(events, act_group(name), days, source, protocol, rng)
    )


def mean_rates(
    events: DyadEvents,
    *,
    classes: Sequence[str],
    source: str,
    protocol: Protocol,
    rng: np.random.Generator,
) -> tuple[MeanRate, ...]:
    """Acts of each class per admitted directed dyad and day."""
    dyads = np.unique(evaluation_points(events, protocol, horizon=1).dyad)
    found = (_mean(events, act_group(name), dyads, source, rng) for name in classes)
    return tuple(mean for mean in found if mean is not None)


def _rates(
    events: DyadEvents,
    group: ActGroup,
    days: int,
    source: str,
    protocol: Protocol,
    rng: np.random.Generator,
) -> Iterator[BaseRate]:
    acts = events.days_of(group)
    points = class_points(events, group, protocol, days)
    for sample in SAMPLES:
        chosen = points.at(in_sample(points, sample))
        came = came_within(acts, chosen, horizon=days)
        pair, distinct = events.pair[chosen.dyad], distinct_acts(acts, chosen, came)
        if not may_ship(pair, distinct):
            continue
        low, high = _share_interval(pair, came, rng)
        yield BaseRate(
            source=source,
            sample=sample,
            act=group.name,
            days=days,
            share=rounded(came.mean()),
            low=rounded(low),
            high=rounded(high),
            n=len(chosen),
            dyads=len(np.unique(pair)),
            acts=distinct,
        )


def _mean(
    events: DyadEvents, group: ActGroup, dyads: Ints, source: str, rng: np.random.Generator
) -> MeanRate | None:
    seen = dyads[events.sees(group)[dyads]]
    watched = (events.last - events.first + 1)[seen].astype(np.float64)
    acts = events.days_of(group).between(seen, events.first[seen], events.last[seen] + 1)
    pairs, cluster = np.unique(events.pair[seen], return_inverse=True)
    if len(pairs) < FEWEST_DYADS or acts.sum() < FEWEST_ACTS:
        return None
    draws = cluster_draws(len(pairs), rng=rng)
    drawn = (draws @ np.bincount(cluster, acts)) / (draws @ np.bincount(cluster, watched))
    low, high = interval_90(drawn)
    return MeanRate(
        source=source,
        act=group.name,
        per_day=rounded(acts.sum() / watched.sum()),
        low=rounded(low),
        high=rounded(high),
        dyads=len(pairs),
        acts=int(acts.sum()),
    )


def _share_interval(pair: Ints, came: Bools, rng: np.random.Generator) -> tuple[float, float]:
    pairs, cluster = np.unique(pair, return_inverse=True)
    draws = cluster_draws(len(pairs), rng=rng)
    shares: Floats = (draws @ np.bincount(cluster, came)) / (draws @ np.bincount(cluster))
    return interval_90(shares)
