"""The series of one dyad out of the store: only its own acts are read, the others are counted."""

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from earnest.measure.relation import Relation, relation_daily, relation_weekly
from earnest.measure.surprise import SetMean, set_mean
from earnest.store.view import View


@dataclass(frozen=True, slots=True)
class DyadSeries:
    """The same days by day and by week, from a Monday on, and what is usual in the whole record."""

    daily: Relation
    weekly: Relation
    prior: SetMean


def dyad_series(view: View, a: str, b: str, *, since: dt.date, until: dt.date) -> DyadSeries:
    """The series of two sides from the Monday on or before `since` to `until`, included."""
    monday = monday_of(since)
    acts = _acts(view, a, b, monday, until)
    weekly = relation_weekly(acts, a, b, since=monday, until=until)
    return DyadSeries(
        daily=relation_daily(acts, a, b, since=monday, until=until),
        weekly=replace(weekly, exposure=_exposure(view, monday, until)),
        prior=_prior(view, monday, until),
    )


def first_act(view: View, a: str, b: str, *, until: dt.date) -> dt.date | None:
    """The day of the first act of either toward the other by `until`; None if there is none."""
    return min(_acts(view, a, b, None, until)["date"].to_pylist(), default=None)


def monday_of(day: dt.date) -> dt.date:
    """The Monday on or before a day."""
    return day - dt.timedelta(days=day.weekday())


def _acts(view: View, a: str, b: str, since: dt.date | None, until: dt.date) -> pa.Table:
    """The acts of each toward the other, a body without a country under its own name."""
    events = view.event_table((a, b), (a, b), since, until + dt.timedelta(days=1))
    for role in ("actor", "recipient"):
        states, names = (events[f"{role}_{part}"].to_pylist() for part in ("country", "name"))
        named = [
            name if name in (a, b) and state not in (a, b) else state
            for state, name in zip(states, names, strict=True)
        ]
        place = events.column_names.index(f"{role}_country")
        events = events.set_column(place, f"{role}_country", pa.array(named, pa.string()))
    return events


def _exposure(view: View, monday: dt.date, until: dt.date) -> NDArray[np.int64]:
    counts = view.acts_by_day(since=monday, until=until + dt.timedelta(days=1))
    weeks = [(day - monday).days // 7 for day in counts["date"].to_pylist()]
    size = (until - monday).days // 7 + 1
    seen = np.bincount(np.array(weeks, dtype=np.int64), counts["n"].to_numpy(), minlength=size)
    return seen.astype(np.int64)


def _prior(view: View, since: dt.date, until: dt.date) -> SetMean:
    pairs = view.acts_by_pair(since=since, until=until + dt.timedelta(days=1))
    if not pairs.num_rows:
        return SetMean(1e-4, 0.0)
    hostile, n = (pairs[name].to_numpy().astype(np.float64) for name in ("hostile", "n"))
    return set_mean(hostile, n, days=(until - since).days + 1)
