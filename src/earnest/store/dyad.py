"""The series of one dyad out of Parquet parts: only row groups that can hold it are read."""

import datetime as dt
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from earnest.store.counting_rows import THREADS, coded, counting_rows, numbers
from earnest.store.row_groups import COUNT, KEYS, RowGroup
from earnest.store.series import By, Step, summed

_EPOCH: Final = dt.date(1970, 1, 1)
_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class _Asked:
    pair: frozenset[str]
    step: Step
    by: By
    since: dt.date | None
    until: dt.date | None
    as_of: dt.date


def series_of_parts(
    groups: Sequence[RowGroup],
    a: str,
    b: str,
    *,
    step: Step,
    by: By,
    since: dt.date | None,
    until: dt.date | None,
    as_of: dt.date,
) -> pa.Table:
    """What `series.series` returns, from row groups of parts or of rollups that stand for them."""
    asked = _Asked(frozenset((a, b)), step, by, since, until, as_of)
    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(lambda group: _cells(group, asked), groups))
    return summed(found, by=by)


def _cells(group: RowGroup, asked: _Asked) -> pa.Table:
    """The dyad's acts in a group, counted."""
    count = [COUNT] if group.is_rollup else []
    rows = counting_rows(group, [*KEYS, "date", asked.by, *count], asked.as_of)
    rows = rows.filter(pa.array(_is_asked(rows, asked)))
    n = rows[COUNT] if count else pa.array(np.ones(rows.num_rows, dtype=np.int64))
    keys = {name: rows[name] for name in (*KEYS, asked.by)}
    held = pa.table({"first_day": _first_day(rows["date"], asked.step), **keys, COUNT: n})
    by = ["first_day", *keys]
    counted = held.group_by(by, use_threads=False).aggregate([(COUNT, "sum")])
    return counted.rename_columns([*by, COUNT])


def _is_asked(rows: pa.Table, asked: _Asked) -> NDArray[np.bool_]:
    """Which rows are acts of one of the pair toward the other, in the days asked for."""
    (actor, senders), (recipient, targets) = (coded(rows[name]) for name in KEYS)
    one, other = sorted(asked.pair)
    is_asked = (actor == _place(senders, one)) & (recipient == _place(targets, other))
    is_asked |= (actor == _place(senders, other)) & (recipient == _place(targets, one))
    if asked.since or asked.until:
        day = numbers(rows["date"], pa.int32())
        is_asked &= day >= ((asked.since or dt.date.min) - _EPOCH).days
        is_asked &= day < ((asked.until or dt.date.max) - _EPOCH).days
    return np.asarray(is_asked)


def _place(codes: list[str], code: str) -> int:
    """Where a code stands; no row has the number returned if it does not."""
    return codes.index(code) if code in codes else -2


def _first_day(days: pa.ChunkedArray, step: Step) -> pa.Array:
    day = numbers(days, pa.int32())
    # 1 January 1970 was a Thursday
    first = day - (day + 3) % _WEEK if step == "week" else day
    return pa.array(first.astype(np.int32)).cast(pa.date32())
