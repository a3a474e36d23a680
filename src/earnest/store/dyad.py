"""The series of one dyad out of Parquet parts: only row groups that can hold it are read."""

import datetime as dt
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from earnest.store.counting_rows import THREADS, coded, counted, marks, numbers
from earnest.store.row_groups import COUNT, KEYS, RowGroup, read
from earnest.store.series import By, Step, summed

_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class _Asked:
    a: str
    b: str
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
    asked = _Asked(a, b, step, by, since, until, as_of)
    with ThreadPoolExecutor(THREADS) as pool:
        found = pool.map(lambda group: _cells(group, asked), groups)
        return summed([cells for cells in found if cells is not None], by=by)


def _cells(group: RowGroup, asked: _Asked) -> pa.Table | None:
    """The dyad's acts in a group, counted; None, and only the keys are read, if it has none."""
    keys = read(group, KEYS)
    is_asked = _is_between(keys, asked.a, asked.b)
    if not is_asked.any():
        return None
    more = ((COUNT,) if group.is_rollup else ()) + marks(group, asked.as_of)
    rest = read(group, ["date", asked.by, *more])
    rows = pa.table({name: held[name] for held in (keys, rest) for name in held.column_names})
    acts = _within(counted(rows.filter(pa.array(is_asked)), asked.as_of), asked)
    n = acts[COUNT] if group.is_rollup else pa.repeat(1, acts.num_rows)
    columns = {name: acts[name] for name in (*KEYS, asked.by)}
    by_day = pa.table({"first_day": _first_day(acts["date"], asked.step), **columns, COUNT: n})
    by = ["first_day", *columns]
    cells = by_day.group_by(by, use_threads=False).aggregate([(COUNT, "sum")])
    return cells.rename_columns([*by, COUNT])


def _is_between(keys: pa.Table, a: str, b: str) -> NDArray[np.bool_]:
    """Which rows are acts of one of two states toward the other."""
    (actor, senders), (recipient, targets) = (coded(keys[name]) for name in KEYS)
    is_between = (actor == _place(senders, a)) & (recipient == _place(targets, b))
    is_between |= (actor == _place(senders, b)) & (recipient == _place(targets, a))
    return np.asarray(is_between)


def _within(acts: pa.Table, asked: _Asked) -> pa.Table:
    """The acts in the days asked for."""
    if asked.since:
        acts = acts.filter(pc.field("date") >= asked.since)
    return acts.filter(pc.field("date") < asked.until) if asked.until else acts


def _place(codes: list[str], code: str) -> int:
    """Where a code stands; no row has the number returned if it does not."""
    return codes.index(code) if code in codes else -2


def _first_day(days: pa.ChunkedArray, step: Step) -> pa.Array:
    day = numbers(days, pa.int32())
    # 1 January 1970 was a Thursday
    first = day - (day + 3) % _WEEK if step == "week" else day
    return pa.array(first.astype(np.int32)).cast(pa.date32())
