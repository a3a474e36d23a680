"""A deadline: the probability that an actor does an act of a class toward a recipient by a date."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
import pyarrow as pa

from earnest.contract.baselines import Baselines, BaseRate, DeadlineCoefficients
from earnest.measure.act_groups import act_group
from earnest.measure.baselines import at_days, deadline_models, shipped_rate
from earnest.measure.deadline_record import DyadRecord, dyad_record
from earnest.measure.dyad_days import Floats, Ints
from earnest.measure.pasts import PREDICTORS, past
from earnest.measure.points import TENSE_ACTS, TENSE_DAYS, Points
from earnest.measure.regression import Regression

# Below 20 past events the model promised two to four times what came, on points before 1998.
FEWEST_EVENTS: Final = 20
FEWEST_DYADS: Final = 5
LONGEST_UNSEEN: Final = 7  # days
FEWEST_ACTS: Final = 30


@dataclass(frozen=True, slots=True)
class Deadline:
    """The answer to "will it happen by then?", from the events known at `as_of`.

    Attributes:
        status: `estimate`, or `cannot_see` with the reason and what is needed.
        days: from the day after `as_of` to the deadline, both included.
        p, low, high: the probability with its 90 % interval; None where it cannot be seen.
        base_rate: of the class over comparable points of the shipped source; None if none ships.
        events: events of the actor toward the recipient; acts: days with an act of the class.
        needed: how many more events would be needed; 0 if the count is not what is missing.
        is_tense: at least two hostile acts (days) in the last 28 days.
        source: whose coefficients were used; None if none were.
        reason: in words, why the answer is what it is.
    """

    status: Literal["estimate", "cannot_see"]
    act: str
    days: int
    p: float | None
    low: float | None
    high: float | None
    base_rate: BaseRate | None
    events: int
    acts: int
    needed: int
    is_tense: bool
    source: str | None
    reason: str


def deadline(
    events: pa.Table,
    actor: str,
    recipient: str,
    *,
    act: str,
    by: dt.date,
    as_of: dt.date,
    baselines: Baselines,
    coverage: str,
    covered_until: dt.date | None = None,
    source: str | None = None,
) -> Deadline:
    """The probability that the actor does such an act toward the recipient after `as_of`, by `by`.

    Args:
        events: columns as for `dyad_events`; rows after `as_of` are ignored.
        actor: code of a state.
        recipient: code of another state.
        act: a class of acts, a code prefix or a PLOVER type; see `act_group`.
        by: the deadline, the last day that counts.
        as_of: the last day that is known.
        baselines: coefficients and base rates.
        coverage: `exhaustive`, `feed` or `selected`; a selected record shows no probability.
        covered_until: the last day covered; more than a week before `as_of` nothing can be said.
        source: whose coefficients to use; the longest source if None.

    Raises:
        ValueError: the states are the same, the dates reversed, the record begins after `as_of`,
            or there is no such class of acts.
    """
    if actor == recipient:
        raise ValueError(f"{actor} cannot act toward itself; name two different states")
    days = (by - as_of).days
    if days < 1:
        raise ValueError(f"the deadline {by} does not lie after {as_of}; give a later one")
    group = act_group(act)
    record = dyad_record(events, actor, recipient, group=group, as_of=as_of)
    blank = _without_estimate(record, group.name, days, baselines, source)
    sample = "tense" if blank.is_tense else "all"
    models = deadline_models(baselines, group.name, sample=sample, source=source)
    unseen = (as_of - covered_until).days if covered_until else 0
    if coverage != "selected" and unseen > LONGEST_UNSEEN:
        told = f"the record's events end on {covered_until}; ask as of then, or add later ones"
        return replace(blank, reason=told)
    why, needed = _obstacle(record, blank, models, coverage)
    if why:
        return replace(blank, reason=why, needed=needed)
    return _estimate(record, blank, models)


def regression_of(model: DeadlineCoefficients) -> Regression:
    """The fitted regression that shipped coefficients stand for."""
    size = len(PREDICTORS)
    upper = np.zeros((size, size))
    upper[np.triu_indices(size)] = model.covariance
    return Regression(
        link="cloglog",
        coefficients=np.array(model.coefficients),
        covariance=upper + np.triu(upper, 1).T,
        spread=model.spread,
        n=model.n,
        clusters=model.dyads,
        events=model.acts,
    )


def _without_estimate(
    record: DyadRecord, act: str, days: int, baselines: Baselines, source: str | None
) -> Deadline:
    is_tense = _count(record, "hostile", TENSE_DAYS) >= TENSE_ACTS
    sample = "tense" if is_tense else "all"
    every = record.events.every_event()
    return Deadline(
        status="cannot_see",
        act=act,
        days=days,
        p=None,
        low=None,
        high=None,
        base_rate=shipped_rate(baselines, act, days=days, sample=sample, source=source),
        events=int(every.between(*_span(record, record.day))[0]),
        acts=_count(record, act, record.day),
        needed=0,
        is_tense=is_tense,
        source=None,
        reason="",
    )


def _obstacle(
    record: DyadRecord,
    blank: Deadline,
    models: Sequence[DeadlineCoefficients],
    coverage: str,
) -> tuple[str, int]:
    """Why no probability can be given, and how many more events would help; empty if it can."""
    if coverage == "selected":
        return (
            "the record is a selection: it can show acts, not how often they come; "
            f"a feed with {FEWEST_EVENTS} events of the pair is needed"
        ), 0
    if not record.can_be_seen:
        return f"the record's coding scheme has no code for acts of the class {blank.act}", 0
    if record.set_dyads < FEWEST_DYADS or record.set_acts < FEWEST_ACTS:
        return (
            f"the record holds {record.set_acts} acts of the class in {record.set_dyads} dyads "
            f"with 60 events or more; {FEWEST_ACTS} acts in {FEWEST_DYADS} are needed"
        ), 0
    if blank.events < FEWEST_EVENTS:
        missing = FEWEST_EVENTS - blank.events
        return f"the dyad has {blank.events} events; {FEWEST_EVENTS} are needed", missing
    if not models:
        return "no model of this class beats the base rate; the base rate is what is known", 0
    if blank.days > models[-1].days:
        return f"no model looks further than {models[-1].days} days ahead", 0
    return "", 0


def _estimate(
    record: DyadRecord, blank: Deadline, models: Sequence[DeadlineCoefficients]
) -> Deadline:
    dyad, _, day = _span(record, 0)
    points = Points(dyad, day, np.array([blank.is_tense]))
    found = past(
        record.events,
        act_group(blank.act),
        points,
        means=np.full(len(record.events.names), record.mean),
        taus=models[0].taus,
    )
    p, low, high = _at_horizons(models, found.predictors, blank.days)
    return replace(
        blank,
        status="estimate",
        p=p,
        low=low,
        high=high,
        source=models[0].source,
        reason=f"from {blank.events} events of the dyad, {blank.acts} of them of the class, and "
        f"{record.set_dyads} dyads of the record; coefficients from {models[0].source}",
    )


def _at_horizons(
    models: Sequence[DeadlineCoefficients], columns: Floats, days: int
) -> tuple[float, float, float]:
    fits = [regression_of(model) for model in models]
    horizons = [model.days for model in models]
    drifts = [model.drift or 1.0 for model in models]
    both = list(zip(fits, drifts, strict=True))
    bounds = [fit.interval(columns, drift=drift) for fit, drift in both]
    points = [float(fit.probability(columns, drift=drift)[0]) for fit, drift in both]
    return (
        at_days(horizons, points, days),
        at_days(horizons, [float(low[0]) for low, _ in bounds], days),
        at_days(horizons, [float(high[0]) for _, high in bounds], days),
    )


def _count(record: DyadRecord, act: str, days: int) -> int:
    acts = record.events.days_of(act_group(act))
    return int(acts.between(*_span(record, days))[0])


def _span(record: DyadRecord, days: int) -> tuple[Ints, Ints, Ints]:
    """The dyad, and the days before the point, as arrays of one."""
    return np.array([record.dyad]), np.array([record.day - days]), np.array([record.day])
