"""The panel of all dyads out of Parquet parts: counted in place, nothing is grouped or hashed.

Parts are sorted by actor. Row groups are read in the order of their first actors, each once; the
cells of an actor are one array, handed on as soon as no later row group can hold the actor. So
memory follows the cells of the few actors at work, not the rows.
"""

import datetime as dt
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from earnest.store.row_groups import RowGroup
from earnest.store.series import COLUMNS, PANEL, Step

QUADS: Final = 4
READ_AHEAD: Final = 3
_EPOCH: Final = dt.date(1970, 1, 1)
_KEYS: Final = ("actor_country", "recipient_country")
_COUNTED: Final = (*_KEYS, "date", "quad")
Ints = NDArray[np.int64]
Counts = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class _Steps:
    """Days in numbers since 1970: those counted, and the first of the first step."""

    since: int
    until: int
    first: int
    width: int

    @property
    def n(self) -> int:
        return -((self.first - self.until) // self.width)


def panel_of_parts(
    groups: Sequence[RowGroup],
    *,
    step: Step,
    since: dt.date | None,
    until: dt.date | None,
    as_of: dt.date,
) -> Iterator[pa.RecordBatch]:
    """What `series.panel` returns, from row groups of parts."""
    groups = [g for g in groups if g.first_actor is not None]
    if not groups:
        return
    groups.sort(key=lambda group: str(group.first_actor))
    steps = _steps(groups, step, since, until)
    if steps is None:
        return
    cells = _Cells(steps)
    for group, rows in _read(groups, as_of):
        yield from cells.taken_before(str(group.first_actor))
        cells.add(rows)
    yield from cells.taken_before(None)


class _Cells:
    """Counts by recipient, step and quad, an array for each actor at work."""

    def __init__(self, steps: _Steps) -> None:
        self._steps = steps
        self._recipients: dict[str, int] = {}
        self._of: dict[str, Counts] = {}

    def add(self, rows: pa.Table) -> None:
        """Count rows that are sorted by actor; those of no state or without a quad do not count."""
        actor, recipient = (_encoded(rows[name]) for name in _KEYS)
        cell, is_in = self._cell(recipient, rows)
        ends = [*(np.flatnonzero(np.diff(actor[0])) + 1), rows.num_rows]
        for start, end in zip([0, *ends[:-1]], ends, strict=True):
            if start == end or actor[0][start] < 0:
                continue
            found = cell[start:end]
            counted = found if is_in is None else found[is_in[start:end]]
            np.add.at(self._array(actor[1][actor[0][start]]), counted, np.uint32(1))

    def taken_before(self, actor: str | None) -> Iterator[pa.RecordBatch]:
        """The cells of the actors that come before this one, no longer held; all if it is None."""
        for one in sorted(held for held in self._of if actor is None or held < actor):
            yield from self._batch(one, self._of.pop(one))

    def _cell(
        self, recipient: tuple[NDArray[np.int32], list[str]], rows: pa.Table
    ) -> tuple[Ints, NDArray[np.bool_] | None]:
        """The place of each row in its actor's array; which rows count, None if all do."""
        quad = _numbers(rows["quad"], pa.int8())
        day = _numbers(rows["date"], pa.int32())
        places = [self._recipients.setdefault(c, len(self._recipients)) for c in recipient[1]]
        first_cell = np.array([*places, 0], dtype=np.int64) * (self._steps.n * QUADS)
        cell = first_cell[recipient[0]]
        is_out = [recipient[0] < 0, (quad < 1) | (quad > QUADS)]
        is_out += [(day < self._steps.since) | (day >= self._steps.until)]
        outside = [rule for rule in is_out if rule.any()]
        first_of_day = np.arange(self._steps.until - self._steps.first) // self._steps.width * QUADS
        cell += first_of_day.take(day - self._steps.first, mode="clip")
        cell += quad
        cell -= 1
        return cell, ~np.logical_or.reduce(outside) if outside else None

    def _array(self, actor: str) -> Counts:
        """The actor's cells, with room for every recipient seen so far."""
        size = len(self._recipients) * self._steps.n * QUADS
        held = self._of.get(actor)
        if held is None or held.size < size:
            grown = np.zeros(size, dtype=np.uint32)
            if held is not None:
                grown[: held.size] = held
            self._of[actor] = held = grown
        return held

    def _batch(self, actor: str, counts: Counts) -> Iterator[pa.RecordBatch]:
        codes = list(self._recipients)[: counts.size // (self._steps.n * QUADS)]
        order = np.array(sorted(range(len(codes)), key=codes.__getitem__), dtype=np.int64)
        order = order[np.array([codes[at] != actor for at in order], dtype=bool)]
        by_recipient = counts.reshape(len(codes), -1)[order]
        found = np.flatnonzero(by_recipient)
        if not found.size:
            return
        recipient, place = np.divmod(found, by_recipient.shape[1])
        step, quad = np.divmod(place, QUADS)
        day = self._steps.first + step * self._steps.width
        names = pa.array(codes, pa.string()).take(pa.array(order))
        columns = [
            pa.array([actor], pa.string()).take(pa.array(np.zeros(recipient.size, np.int32))),
            names.take(pa.array(recipient)),
            pa.array(day.astype(np.int32)).cast(pa.date32()),
            pa.array((quad + 1).astype(np.int8)),
            pa.array(by_recipient.reshape(-1)[found].astype(np.int64)),
        ]
        yield pa.RecordBatch.from_arrays(columns, schema=PANEL)


def _steps(
    groups: Sequence[RowGroup], step: Step, since: dt.date | None, until: dt.date | None
) -> _Steps | None:
    first = max(min(group.first_day for group in groups), since or dt.date.min)
    last = min(max(group.last_day for group in groups), (until or dt.date.max) - dt.timedelta(1))
    if last < first:
        return None
    begins = first - dt.timedelta(days=first.weekday() if step == "week" else 0)
    days = [(day - _EPOCH).days for day in (first, last, begins)]
    return _Steps(days[0], days[1] + 1, days[2], 7 if step == "week" else 1)


def _read(groups: Sequence[RowGroup], as_of: dt.date) -> Iterator[tuple[RowGroup, pa.Table]]:
    """The row groups in this order, a few read ahead by other threads."""
    waiting: deque[tuple[RowGroup, Future[pa.Table]]] = deque()
    with ThreadPoolExecutor(2) as pool:
        for group in groups:
            waiting.append((group, pool.submit(partial(_rows, group, as_of))))
            if len(waiting) > READ_AHEAD:
                first, rows = waiting.popleft()
                yield first, rows.result()
        for group, rows in waiting:
            yield group, rows.result()


def _rows(group: RowGroup, as_of: dt.date) -> pa.Table:
    """The rows of a group that count at `as_of`."""
    with pq.ParquetFile(group.file, read_dictionary=list(_KEYS)) as file:
        if group.is_whole(as_of):
            return file.read_row_group(group.number, columns=list(_COUNTED), use_threads=False)
        rows = file.read_row_group(group.number, columns=list(COLUMNS), use_threads=False)
    precision, tier = (rows[name].cast(pa.string()) for name in ("date_precision", "tier"))
    is_dated = pc.equal(pc.fill_null(precision, "day"), "day")
    is_backed = pc.not_equal(pc.fill_null(tier, "page"), "memory")
    is_known = pc.less_equal(rows["known_at"], pa.scalar(as_of, pa.date32()))
    return rows.filter(pc.and_(pc.and_(is_dated, is_backed), is_known)).select(list(_COUNTED))


def _encoded(column: pa.ChunkedArray) -> tuple[NDArray[np.int32], list[str]]:
    """A number for each row and what the numbers stand for; −1 where there is nothing."""
    whole = column.unify_dictionaries().combine_chunks()
    return _numbers(whole.indices, pa.int32(), missing=-1), whole.dictionary.to_pylist()


def _numbers(column: pa.Array, type_: pa.DataType, *, missing: int = 0) -> NDArray[np.int32]:
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    numbers = whole.cast(type_)
    return np.asarray(pc.fill_null(numbers, missing) if numbers.null_count else numbers)
