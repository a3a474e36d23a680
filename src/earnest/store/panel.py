"""The panel of all dyads out of Parquet parts: counted in place, nothing is grouped or hashed.

Parts are sorted by actor. Row groups are read in the order of their first actors, each once, and
counted by two threads; the cells of an actor are one array, handed on as soon as no later row group
can hold the actor. So memory follows the cells of the few actors at work, not the rows.
"""

import datetime as dt
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from earnest.store.counting_rows import THREADS, coded, counting_rows, numbers
from earnest.store.row_groups import KEYS, RowGroup
from earnest.store.series import PANEL, Step

QUADS: Final = 4
READ_AHEAD: Final = 4
_EPOCH: Final = dt.date(1970, 1, 1)
_COUNTED: Final = (*KEYS, "date", "quad")
# Cells for each row, up to which an array of all cells is faster than sorting the rows.
_DENSE: Final = 8
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

    def cut(self, group: RowGroup) -> "_Steps":
        """The same steps, but only those that a row group can have days in."""
        since = max(self.since, _number(group.first_day))
        until = min(self.until, _number(group.last_day) + 1)
        before = max(since - self.first, 0) // self.width
        return _Steps(since, until, self.first + before * self.width, self.width)


@dataclass(frozen=True, slots=True)
class _Found:
    """The cells of a row group that are not empty, ordered by actor.

    Attributes:
        senders, targets: codes of states.
        actor, recipient: of each dyad, as places among these.
        dyad, place, n: for each cell: which dyad, where among its steps and quads, how many acts.
    """

    senders: list[str]
    targets: list[str]
    actor: Ints
    recipient: Ints
    dyad: Ints
    place: Ints
    n: Ints


def panel_of_parts(
    groups: Sequence[RowGroup],
    *,
    step: Step,
    since: dt.date | None,
    until: dt.date | None,
    as_of: dt.date,
) -> Iterator[pa.RecordBatch]:
    """What `series.panel` returns, from row groups of parts."""
    groups = [g for g in groups if g.may_cross() and g.may_lie_in(since, until)]
    if not groups:
        return
    groups.sort(key=_first_actor)
    steps = _steps(groups, step, since, until)
    cells = _Cells(steps)
    for group, found in _ahead(groups, steps, as_of):
        yield from cells.taken_before(_first_actor(group))
        cells.add(found)
    yield from cells.taken_before(None)


def _first_actor(group: RowGroup) -> str:
    return group.actors[0] if group.actors else ""


def _steps(
    groups: Sequence[RowGroup], step: Step, since: dt.date | None, until: dt.date | None
) -> _Steps:
    first = max(min(group.first_day for group in groups), since or dt.date.min)
    last = min(max(group.last_day for group in groups), (until or dt.date.max) - dt.timedelta(1))
    begins = first - dt.timedelta(days=first.weekday() if step == "week" else 0)
    return _Steps(_number(first), _number(last) + 1, _number(begins), 7 if step == "week" else 1)


def _number(day: dt.date) -> int:
    return (day - _EPOCH).days


def _ahead(
    groups: Sequence[RowGroup], steps: _Steps, as_of: dt.date
) -> Iterator[tuple[RowGroup, _Found]]:
    """The row groups in this order with their cells, a few of them ahead by other threads."""
    waiting: deque[tuple[RowGroup, Future[_Found]]] = deque()
    with ThreadPoolExecutor(THREADS) as pool:
        for group in groups:
            waiting.append((group, pool.submit(_found, group, steps, as_of)))
            if len(waiting) > READ_AHEAD:
                first, found = waiting.popleft()
                yield first, found.result()
        for group, found in waiting:
            yield group, found.result()


def _found(group: RowGroup, steps: _Steps, as_of: dt.date) -> _Found:
    """The cells of a row group: runs of one dyad are told apart, then rows counted by number."""
    rows = counting_rows(group, _COUNTED, as_of)
    (actor, senders), (recipient, targets) = (coded(rows[name]) for name in KEYS)
    ends = np.append(np.flatnonzero(_changes(actor) | _changes(recipient)) + 1, rows.num_rows)
    starts = np.append(0, ends[:-1])[: rows.num_rows]
    lengths = ends[: rows.num_rows] - starts
    dyads, of_run = _dyads(actor[starts], senders, recipient[starts], targets)
    own = steps.cut(group)
    cells = _counted(rows, np.repeat(of_run, lengths), own)
    size = own.n * QUADS
    found, n = _times(cells, len(dyads) * size)
    dyad = found // size
    place = found - dyad * size + (own.first - steps.first) // steps.width * QUADS
    return _Found(senders, targets, *np.divmod(dyads, max(len(targets), 1)), dyad, place, n)


def _changes(codes: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Where the next row has another code."""
    return np.asarray(codes[1:] != codes[:-1])


def _dyads(
    actor: NDArray[np.int32], senders: list[str], recipient: NDArray[np.int32], targets: list[str]
) -> tuple[Ints, Ints]:
    """The dyads of two states as one number each, in order; for each run its dyad, or −1."""
    places = {code: place for place, code in enumerate(senders)}
    itself = np.array([*(places.get(code, -1) for code in targets), -1], dtype=np.int32)
    is_act = (actor >= 0) & (recipient >= 0) & (itself[recipient] != actor)
    pair = actor.astype(np.int64) * len(targets) + recipient
    dyads, place = np.unique(pair[is_act], return_inverse=True)
    of_run = np.full(len(actor), -1, dtype=np.int64)
    of_run[is_act] = place
    return dyads, of_run


def _counted(rows: pa.Table, dyad: Ints, steps: _Steps) -> Ints:
    """The cell of each row that counts."""
    is_in = dyad >= 0
    day, quad = numbers(rows["date"], pa.int32()), numbers(rows["quad"], pa.int8())
    for values, low, end in ((quad, 1, QUADS + 1), (day, steps.since, steps.until)):
        if values.size and (values.min() < low or values.max() >= end):
            is_in &= (values >= low) & (values < end)
    if not is_in.all():
        dyad, day, quad = dyad[is_in], day[is_in], quad[is_in]
    of_day = np.arange(steps.until - steps.first) // steps.width * QUADS - 1
    cell = dyad * (steps.n * QUADS)
    cell += of_day[day - steps.first]
    cell += quad
    return cell


def _times(cells: Ints, size: int) -> tuple[Ints, Ints]:
    """The cells that occur, in order, and how often."""
    if size > _DENSE * len(cells):
        found, n = np.unique(cells, return_counts=True)
        return found, n
    times = np.bincount(cells)
    found = np.flatnonzero(times > 0)  # of truths, several times as fast as of numbers
    return found, times[found]


class _Cells:
    """Counts by recipient, step and quad, an array for each actor at work."""

    def __init__(self, steps: _Steps) -> None:
        self._size = steps.n * QUADS
        place = np.arange(self._size)
        day = steps.first + place // QUADS * steps.width
        self._day_of_place = day.astype(np.int32)
        self._quad_of_place = (place % QUADS + 1).astype(np.int8)
        self._recipients: dict[str, int] = {}
        self._of: dict[str, Counts] = {}

    def add(self, found: _Found) -> None:
        """Count the cells of a row group; it holds each once."""
        first = np.array([self._first_cell(code) for code in found.targets], dtype=np.int64)
        cell = first[found.recipient][found.dyad] + found.place
        firsts = np.flatnonzero(np.diff(found.actor, prepend=-1))
        starts = [*np.searchsorted(found.dyad, firsts), len(cell)]
        for dyad, (start, end) in zip(firsts, pairwise(starts), strict=True):
            held = self._array(found.senders[found.actor[dyad]])
            held[cell[start:end]] += found.n[start:end].astype(np.uint32)

    def taken_before(self, actor: str | None) -> Iterator[pa.RecordBatch]:
        """The cells of the actors that come before this one, no longer held; all if it is None."""
        for one in sorted(held for held in self._of if actor is None or held < actor):
            yield from self._batch(one, self._of.pop(one))

    def _first_cell(self, recipient: str) -> int:
        return self._recipients.setdefault(recipient, len(self._recipients)) * self._size

    def _array(self, actor: str) -> Counts:
        """The actor's cells, with room for every recipient seen so far."""
        size = len(self._recipients) * self._size
        held = self._of.get(actor)
        if held is None or held.size < size:
            grown = np.zeros(size, dtype=np.uint32)
            if held is not None:
                grown[: held.size] = held
            self._of[actor] = held = grown
        return held

    def _batch(self, actor: str, counts: Counts) -> Iterator[pa.RecordBatch]:
        codes = list(self._recipients)[: counts.size // self._size]
        order = sorted(range(len(codes)), key=codes.__getitem__)
        by_recipient = counts.reshape(len(codes), -1)[order]
        is_found = by_recipient != 0
        found, times = np.flatnonzero(is_found), np.count_nonzero(is_found, axis=1)
        if not found.size:
            return
        recipient = np.repeat(np.array(order, dtype=np.int32), times)
        place = found - np.repeat(np.arange(len(codes)) * self._size, times)
        columns: list[pa.Array] = [
            pa.repeat(pa.scalar(actor), place.size),
            pa.array(codes, pa.string()).take(pa.array(recipient)),
            pa.array(self._day_of_place[place]).cast(pa.date32()),
            pa.array(self._quad_of_place[place]),
            pa.array(by_recipient.reshape(-1)[found].astype(np.int64)),
        ]
        yield pa.RecordBatch.from_arrays(columns, schema=PANEL)
