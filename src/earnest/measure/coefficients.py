"""Coefficients of the log-linear rate for every class, sample and horizon, with their skill."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from earnest.contract.baselines import DeadlineCoefficients
from earnest.measure.act_groups import ActGroup, act_group
from earnest.measure.backtest import BacktestRow, deadline_backtest
from earnest.measure.deadline_models import mutually_exciting
from earnest.measure.drift import WINDOW_DAYS, drift_level
from earnest.measure.dyad_days import Days
from earnest.measure.dyad_events import DyadEvents
from earnest.measure.pasts import Past, past, set_means
from earnest.measure.points import Points, Protocol, came_within
from earnest.measure.regression import Regression
from earnest.measure.shipping import (
    SAMPLES,
    class_points,
    distinct_acts,
    in_sample,
    may_ship,
    rounded,
)

MODEL: Final = (
    "mutually_exciting"  # what ships: its drift-tracking twin needs the user's own record
)


def deadline_coefficients(
    events: DyadEvents,
    *,
    classes: Sequence[str],
    source: str,
    protocol: Protocol,
    horizons: Sequence[int],
    test_from: dt.date | None,
    rng: np.random.Generator,
    follows_drift: bool = False,
) -> tuple[DeadlineCoefficients, ...]:
    """The log-linear rate of each class, sample and horizon, fitted on all points.

    Args:
        events: all events.
        classes: of acts.
        source: id of the events.
        protocol: how points are laid.
        horizons: in days.
        test_from: where the same model, fitted on what came before, is scored; None for nowhere.
        rng: for the intervals of the scores.
        follows_drift: the coefficients are for the days after these events, so that the last year
            tells how much is seen of late.
    """
    skills = _skills(events, classes, protocol, horizons, test_from, rng) if test_from else {}
    found = [
        fitted
        for name in classes
        for fitted in _fits(events, act_group(name), horizons, source, protocol, follows_drift)
    ]
    return tuple(_with_skill(fit, skills.get((fit.sample, fit.act, fit.days))) for fit in found)


def _fits(
    events: DyadEvents,
    group: ActGroup,
    horizons: Sequence[int],
    source: str,
    protocol: Protocol,
    follows_drift: bool,
) -> Iterator[DeadlineCoefficients]:
    acts = events.days_of(group)
    pasts: dict[int, tuple[Points, Past]] = {}
    for days in horizons:
        tail = max(days, protocol.tail or 0)
        if tail not in pasts:
            pasts[tail] = _points_and_past(events, group, acts, protocol, tail)
        points, found = pasts[tail]
        came, pair = came_within(acts, points, horizon=days), events.pair[points.dyad]
        for sample in SAMPLES:
            chosen = in_sample(points, sample)
            distinct = distinct_acts(acts, points.at(chosen), came[chosen])
            if may_ship(pair[chosen], distinct):
                overlap = max(1.0, days / protocol.spacing)
                fit = mutually_exciting(
                    found.predictors, came, clusters=pair, sample=chosen, overlap=overlap
                )
                one = _coefficients(fit, source, sample, group.name, days, distinct, protocol)
                if follows_drift:
                    last = chosen & (points.day > points.day.max() - WINDOW_DAYS)
                    expected = fit.probability(found.at(last).predictors).sum()
                    level = drift_level(float(came[last].sum()), float(expected))
                    one = replace(one, drift=rounded(level))
                yield one


def _points_and_past(
    events: DyadEvents, group: ActGroup, acts: Days, protocol: Protocol, tail: int
) -> tuple[Points, Past]:
    points = class_points(events, group, protocol, tail)
    until = int(events.last.max(initial=0)) + 1
    means = set_means(events, acts, dyads=np.unique(points.dyad), until=until)
    return points, past(events, group, points, means=means, taus=protocol.taus)


def _coefficients(
    fit: Regression,
    source: str,
    sample: str,
    act: str,
    days: int,
    acts: int,
    protocol: Protocol,
) -> DeadlineCoefficients:
    upper = fit.covariance[np.triu_indices(len(fit.coefficients))]
    return DeadlineCoefficients(
        source=source,
        sample=sample,
        act=act,
        days=days,
        taus=protocol.taus,
        coefficients=tuple(map(rounded, fit.coefficients)),
        covariance=tuple(map(rounded, upper)),
        spread=rounded(fit.spread),
        n=fit.n,
        dyads=fit.clusters,
        acts=acts,
    )


def _skills(
    events: DyadEvents,
    classes: Sequence[str],
    protocol: Protocol,
    horizons: Sequence[int],
    test_from: dt.date,
    rng: np.random.Generator,
) -> dict[tuple[str, str, int], BacktestRow]:
    rows = deadline_backtest(
        events,
        test_from=test_from,
        rng=rng,
        protocol=protocol,
        classes=classes,
        horizons=horizons,
        models=(MODEL,),
    )
    return {(row.sample, row.act, row.days): row for row in rows}


def _with_skill(fit: DeadlineCoefficients, row: BacktestRow | None) -> DeadlineCoefficients:
    if row is None:
        return fit
    return replace(
        fit,
        skill=rounded(row.skill),
        skill_low=rounded(row.skill_low),
        skill_high=rounded(row.skill_high),
    )
