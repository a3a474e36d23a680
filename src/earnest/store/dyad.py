"""The series of one dyad out of Parquet parts: only row groups that can hold it are read."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from earnest.store.counting_rows import THREADS, coded, counted, marks, numbers
from earnest.store.row_groups import COUNT, KEYS, RowGroup, read
from earnest.store.series import Asked, summed

_WEEK: Final = 7
_MONDAY: Final = 3  # 1 January 1970 was a Thursday


def series_of_parts(groups: Sequence[RowGroup], asked: Asked) -> pa.Table:
    """What `series.series` returns, from row groups of parts or of rollups that stand for them."""
    with ThreadPoolExecutor(THREADS) as pool:
        held = [acts for acts in pool.map(lambda group: _acts(group, asked), groups) if acts]
    return summed([_tallied(pa.concat_tables(held), asked)] if held else [], by=asked.by)


def _acts(group: RowGroup, asked: Asked) -> pa.Table | None:
    """The dyad's rows that count, `n` times each; None if it has none.

    Of events the keys are read first, and no more if they do not hold the dyad; row groups of a
    rollup are small, and opening the file once more costs more than the columns.
    """
    more = ((COUNT,) if group.is_rollup else ()) + marks(group, asked.as_of)
    wanted = ["date", asked.by, *more]
    rows = read(group, [*KEYS, *wanted] if group.is_rollup else KEYS)
    places = np.flatnonzero(_is_between(rows, asked.a, asked.b))
    if not places.size:
        return None
    if not group.is_rollup:
        rest = read(group, wanted)
        rows = pa.table({name: held[name] for held in (rows, rest) for name in held.column_names})
    acts = _within(counted(_taken(rows, places), asked.as_of), asked)
    n = acts[COUNT] if group.is_rollup else pa.repeat(1, acts.num_rows)
    return pa.table({name: acts[name] for name in (KEYS[0], "date", asked.by)} | {COUNT: n})


def _is_between(keys: pa.Table, a: str, b: str) -> NDArray[np.bool_]:
    """Which rows are acts of one of two states toward the other."""
    (actor, senders), (recipient, targets) = (coded(keys[name]) for name in KEYS)
    found = np.zeros(keys.num_rows, dtype=bool)
    for one, other in ((a, b), (b, a)):
        if one in senders and other in targets:
            found |= (actor == senders.index(one)) & (recipient == targets.index(other))
    return found


def _taken(rows: pa.Table, places: NDArray[np.intp]) -> pa.Table:
    """The rows in these places; in a sorted part they follow each other, and nothing is copied."""
    first, last = int(places[0]), int(places[-1])
    if last - first + 1 == places.size:
        return rows.slice(first, places.size)
    return rows.take(pa.array(places))


def _within(acts: pa.Table, asked: Asked) -> pa.Table:
    """The acts in the days asked for."""
    if asked.since:
        acts = acts.filter(pc.field("date") >= asked.since)
    return acts.filter(pc.field("date") < asked.until) if asked.until else acts


def _tallied(acts: pa.Table, asked: Asked) -> pa.Table:
    """How many acts there are of each step, direction and quad or root."""
    actor, senders = coded(acts[KEYS[0]])
    by, values = coded(acts[asked.by])
    day = numbers(acts["date"], pa.int32()).astype(np.int64)
    step = (day + _MONDAY) // _WEEK if asked.step == "week" else day
    size = len(values) + 1  # the last is for those without
    is_forth = np.array([code == asked.a for code in senders], dtype=np.int64)[actor]
    cell = ((step - step.min()) * 2 + is_forth) * size + by % size
    n = np.bincount(cell, numbers(acts[COUNT], pa.int64()))
    found = np.flatnonzero(n)
    dyad, at = np.divmod(found, size)
    first = dyad // 2 + step.min()
    first = first * _WEEK - _MONDAY if asked.step == "week" else first
    sides = (pa.array([asked.b, asked.a]), pa.array([asked.a, asked.b]))
    return pa.table(
        {
            "first_day": pa.array(first.astype(np.int32)).cast(pa.date32()),
            **{name: side.take(pa.array(dyad % 2)) for name, side in zip(KEYS, sides, strict=True)},
            asked.by: pa.array([*values, None]).take(pa.array(at)),
            COUNT: pa.array(n[found].astype(np.int64)),
        }
    )
