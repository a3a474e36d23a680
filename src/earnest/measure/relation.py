"""The relation of two states: what each did toward the other, day by day or week by week."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from earnest.measure.surprise import SetMean, Surprise, set_mean, shrunken_share, surprise

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Direction = Literal["a_to_b", "b_to_a", "both"]
QUADS, ROOTS = 4, 20
_EPOCH = dt.date(1970, 1, 1)
# Roots count as hostile from 10 (demand) on, as in the classes of acts: 09 and below do not.
FIRST_HOSTILE_ROOT = 10


@dataclass(frozen=True, slots=True)
class Series:
    """Acts in one direction of a dyad, or in both; one row per step.

    Attributes:
        quads: shape (steps, 4): verbal and material cooperation, verbal and material conflict.
        roots: shape (steps, 20): CAMEO roots 01 to 20.
        goldstein: mean score of the step's acts that have one; NaN where none has.
    """

    quads: Ints
    roots: Ints
    goldstein: Floats

    @property
    def events(self) -> Floats:
        """Acts of any kind per step."""
        return np.asarray(self.roots.sum(axis=1), dtype=np.float64)

    @property
    def hostile(self) -> Floats:
        """Hostile acts per step: CAMEO roots 10 to 20."""
        return np.asarray(self.roots[:, FIRST_HOSTILE_ROOT - 1 :].sum(axis=1), dtype=np.float64)

    def conflict_share(self, *, toward: float) -> Floats:
        """Share of hostile acts per step, with a prior worth four events at `toward`."""
        return shrunken_share(self.hostile, self.events, toward=toward)


@dataclass(frozen=True, slots=True)
class Relation:
    """The series of a dyad over whole steps from `since` on.

    Attributes:
        step_days: 1 or 7; weeks begin on Monday.
        until: the last day counted; the last week may be cut short by it.
        exposure: acts between any two states that the record holds per step: what could be seen.
        left_out: acts of the dyad dated coarser than a day, or from memory.
    """

    a: str
    b: str
    since: dt.date
    until: dt.date
    step_days: int
    a_to_b: Series
    b_to_a: Series
    both: Series
    exposure: Ints
    left_out: int

    @property
    def dates(self) -> tuple[dt.date, ...]:
        """The first day of each step."""
        step = dt.timedelta(days=self.step_days)
        return tuple(self.since + step * number for number in range(len(self.exposure)))


def relation_daily(events: pa.Table, a: str, b: str, *, since: dt.date, until: dt.date) -> Relation:
    """The daily series of the dyad, from rows in the columns of the events contract.

    Args:
        events: rows of `contract.tables.EVENTS`; those of other dyads count as exposure.
        a: ISO 3166-1 alpha-3 code, or the name of an organisation.
        b: the other side.
        since: first day.
        until: last day, included.

    Raises:
        ValueError: the sides are the same, or the days are reversed.
    """
    return _relation(events, a, b, since=since, until=until, step_days=1)


def relation_weekly(
    events: pa.Table, a: str, b: str, *, since: dt.date, until: dt.date
) -> Relation:
    """The weekly series of the dyad; the first week begins on the Monday on or before `since`.

    Raises:
        ValueError: the sides are the same, or the days are reversed.
    """
    monday = since - dt.timedelta(days=since.weekday())
    return _relation(events, a, b, since=monday, until=until, step_days=7)


def exposure_prior(events: pa.Table, *, since: dt.date, until: dt.date) -> SetMean:
    """What is usual among all dyads (either direction) that have an act in the period.

    Raises:
        ValueError: the record holds no dated act between two states in the period.
    """
    rows = _dated(_between(events, since, until))
    if not rows.num_rows:
        raise ValueError("a prior needs acts between two states")
    dyad = _dyads(rows)
    is_hostile = _roots(rows) >= FIRST_HOSTILE_ROOT
    return set_mean(
        np.bincount(dyad, weights=is_hostile).astype(np.float64),
        np.bincount(dyad).astype(np.float64),
        days=(until - since).days + 1,
    )


def relation_surprise(relation: Relation, *, prior: SetMean, side: Direction = "both") -> Surprise:
    """Surprise of a daily relation against the dyad's own past, in one direction or both.

    Raises:
        ValueError: the relation is weekly.
    """
    if relation.step_days != 1:
        raise ValueError("surprise is counted on the daily series")
    series: Series = getattr(relation, side)
    return surprise(series.hostile, series.events, prior=prior)


def _relation(
    events: pa.Table, a: str, b: str, *, since: dt.date, until: dt.date, step_days: int
) -> Relation:
    if a == b:
        raise ValueError(f"a relation needs two sides, not {a} twice")
    if until < since:
        raise ValueError(f"the period ends ({until}) before it starts ({since})")
    steps = (until - since).days // step_days + 1
    found = _between(events, since, until)
    forth, back = _acts(found, a, b), _acts(found, b, a)
    both = pa.concat_tables([forth, back])
    rows = [_dated(table) for table in (forth, back, both, found)]
    a_to_b, b_to_a, either = (_series(table, since, step_days, steps) for table in rows[:3])
    seen = np.bincount(_step(rows[3], since, step_days), minlength=steps)
    left_out = both.num_rows - rows[2].num_rows
    return Relation(
        a, b, since, until, step_days, a_to_b, b_to_a, either, seen.astype(np.int64), left_out
    )


def _between(events: pa.Table, since: dt.date, until: dt.date) -> pa.Table:
    date = events["date"]
    return events.filter(
        pc.and_(
            pc.and_(
                pc.greater_equal(date, pa.scalar(since)), pc.less_equal(date, pa.scalar(until))
            ),
            pc.not_equal(events["actor_country"], events["recipient_country"]),
        )
    )


def _acts(events: pa.Table, actor: str, recipient: str) -> pa.Table:
    return events.filter(
        pc.and_(
            pc.equal(events["actor_country"], actor),
            pc.equal(events["recipient_country"], recipient),
        )
    )


def _dated(events: pa.Table) -> pa.Table:
    to_the_day = pc.equal(pc.fill_null(events["date_precision"], "day"), "day")
    backed = pc.not_equal(pc.fill_null(events["tier"], "page"), "memory")
    return events.filter(pc.and_(to_the_day, backed))


def _step(events: pa.Table, since: dt.date, step_days: int) -> Ints:
    days = events["date"].cast(pa.int32()).to_numpy().astype(np.int64)
    return np.asarray((days - (since - _EPOCH).days) // step_days)


def _roots(events: pa.Table) -> Ints:
    """CAMEO roots as numbers; 0 where there is none."""
    coded = pc.fill_null(events["root"], "").combine_chunks().dictionary_encode()
    numbers = [int(text) if text.isdigit() else 0 for text in coded.dictionary.to_pylist()]
    return np.asarray(np.array(numbers or [0], dtype=np.int64)[coded.indices.to_numpy()])


def _dyads(events: pa.Table) -> Ints:
    """A number for each undirected pair, shape (rows,)."""
    sides = [events[name].combine_chunks() for name in ("actor_country", "recipient_country")]
    code = pa.concat_arrays(sides).dictionary_encode().indices.to_numpy().astype(np.int64)
    a, b = code[: events.num_rows], code[events.num_rows :]
    pair = np.minimum(a, b) * (code.max() + 1) + np.maximum(a, b)
    return np.unique(pair, return_inverse=True)[1].astype(np.int64)


def _series(events: pa.Table, since: dt.date, step_days: int, steps: int) -> Series:
    step = _step(events, since, step_days)
    quad = pc.fill_null(events["quad"], 0).to_numpy().astype(np.int64)
    score = events["goldstein"].to_numpy()
    is_scored = ~np.isnan(score)
    n = np.bincount(step[is_scored], minlength=steps)
    total = np.bincount(step[is_scored], weights=score[is_scored], minlength=steps)
    mean = np.full(steps, np.nan)
    np.divide(total, n, out=mean, where=n > 0)
    return Series(
        _table(step, quad, steps, QUADS), _table(step, _roots(events), steps, ROOTS), mean
    )


def _table(step: Ints, column: Ints, steps: int, columns: int) -> Ints:
    is_known = (column >= 1) & (column <= columns)
    cell = step[is_known] * columns + column[is_known] - 1
    return np.bincount(cell, minlength=steps * columns).reshape(steps, columns).astype(np.int64)
