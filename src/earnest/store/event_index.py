"""Events in memory, found by party and day: what a docket asks hundreds of times of one record."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from earnest.contract.rows import Event
from earnest.contract.tables import TABLES
from earnest.store.sought import Sought

Places: TypeAlias = npt.NDArray[np.int32 | np.intp]
# Rows that have been made into events are kept until there are so many.
MOST_KEPT: Final = 200_000
# Pairs of sides whose places are kept.
MOST_PAIRS: Final = 10_000
_STORED: Final = tuple(field.name for field in fields(Event) if field.name != "last")
_IN_ORDER: Final = attrgetter("date", "event_id")


class EventIndex:
    """The events of a table, by who acts, toward whom and when.

    An address that lies apart from its event is not looked up here.

    Args:
        events: in the columns of the contract, only such as are known.
    """

    def __init__(self, events: pa.Table) -> None:
        days = _days(events["date"])
        self._order = np.argsort(days, kind="stable").astype(np.int32)
        self._events = events
        self._first = days[self._order]
        self._last = _days(pc.coalesce(events["date_end"], events["date"]))[self._order]
        self._last_so_far = np.maximum.accumulate(self._last)
        self._is_page = _values(pc.fill_null(pc.equal(events["tier"], "page"), False))[self._order]
        self._actors = _Side(events, ("actor_country", "actor_name"), self._order)
        self._recipients = _Side(events, ("recipient_country", "recipient_name"), self._order)
        self._is_gone: npt.NDArray[np.bool_] | None = None
        self._made: dict[int, Event] = {}
        self._pairs: dict[tuple[frozenset[str], frozenset[str]], Places] = {}

    def events(self, sought: Sought) -> tuple[Event, ...]:
        """The events sought, ordered by date, then id."""
        return self._as_events(self._places(sought))

    def count(self, sought: Sought) -> int:
        """How many of the events sought are backed by a page."""
        return int(np.count_nonzero(self._is_page[self._places(sought)]))

    def events_of(self, ids: Collection[str]) -> tuple[Event, ...]:
        """The events with these ids, ordered by date, then id."""
        return self._as_events(self._kept(np.flatnonzero(self._have(ids))))

    def rows_of(self, ids: Collection[str]) -> pa.Table:
        """The events with these ids in the columns of the contract, in the order of their days."""
        places = self._kept(np.flatnonzero(self._have(ids)))
        return self._events.take(self._order[places]).cast(TABLES["events"])

    def without(self, ids: Collection[str]) -> "EventIndex":
        """The same without some events."""
        return self._narrowed(self._have(ids))

    def only(self, ids: Collection[str]) -> "EventIndex":
        """The same with nothing but some events."""
        return self._narrowed(~self._have(ids))

    def _narrowed(self, is_gone: npt.NDArray[np.bool_]) -> "EventIndex":
        fewer = copy(self)
        fewer._is_gone = is_gone if self._is_gone is None else is_gone | self._is_gone
        return fewer

    def _have(self, ids: Collection[str]) -> npt.NDArray[np.bool_]:
        """Whether each event, in the order of their days, has one of these ids."""
        found = pc.is_in(self._events["event_id"], value_set=pa.array(sorted(ids), pa.string()))
        return _values(found)[self._order]

    def _kept(self, places: Places) -> Places:
        return places if self._is_gone is None else places[~self._is_gone[places]]

    def _places(self, sought: Sought) -> Places:
        """Where the events sought stand in the order of their days."""
        since, until = sought.days
        low = 0 if since is None else _place(self._last_so_far, since)
        high = len(self._first) if until is None else _place(self._first, until)
        found = self._kept(self._between(sought.actors, sought.recipients, low, high))
        return found if since is None else found[self._last[found] >= since]

    def _between(
        self, actors: frozenset[str], recipients: frozenset[str], low: int, high: int
    ) -> Places:
        if not actors and not recipients:
            return np.arange(low, max(low, high), dtype=np.int32)
        if not actors:
            return _merged(self._recipients.pieces(recipients, low, high))
        if not recipients:
            return _merged(self._actors.pieces(actors, low, high))
        places = self._of_pair(actors, recipients)
        return places[_place(places, low) : _place(places, high)]

    def _of_pair(self, actors: frozenset[str], recipients: frozenset[str]) -> Places:
        """Where any of some parties acts toward any of others, at any time."""
        if len(self._pairs) > MOST_PAIRS:
            self._pairs = {}
        if (actors, recipients) not in self._pairs:
            found = self._actors.pieces(actors, 0, len(self._first))
            toward = [some[self._recipients.are(recipients, some)] for some in found]
            self._pairs[actors, recipients] = _merged(toward)
        return self._pairs[actors, recipients]

    def _as_events(self, places: Places) -> tuple[Event, ...]:
        wanted = places.tolist()
        if len(self._made) > MOST_KEPT:
            self._made = {}
        made = self._made
        missing = [place for place in wanted if place not in made]
        if missing:
            made.update(zip(missing, _events(self._events.take(self._order[missing])), strict=True))
        return tuple(sorted((made[place] for place in wanted), key=_IN_ORDER))


class _Side:
    """One side of all events: a state's code or a name in either of two columns."""

    def __init__(self, events: pa.Table, columns: Sequence[str], order: Places) -> None:
        self._columns = [_Parties(events[column], order) for column in columns]

    def pieces(self, parties: Iterable[str], low: int, high: int) -> list[Places]:
        """Where each of the parties stands, from one place to before another."""
        return [
            places[_place(places, low) : _place(places, high)]
            for party in parties
            for column in self._columns
            if len(places := column.places(party))
        ]

    def are(self, parties: Collection[str], places: Places) -> npt.NDArray[np.bool_]:
        """Whether any of the parties stands at each of these places."""
        country, name = (column.are(parties, places) for column in self._columns)
        return country | name


class _Parties:
    """One column of parties: which stands where, and where each stands."""

    def __init__(self, column: pa.ChunkedArray, order: Places) -> None:
        coded = column.combine_chunks()
        if not pa.types.is_dictionary(coded.type):
            coded = coded.dictionary_encode()
        self._numbers = {name: n for n, name in enumerate(coded.dictionary.to_pylist())}
        numbers = _values(pc.fill_null(coded.indices, len(self._numbers)))[order]
        few = len(self._numbers) < np.iinfo(np.uint16).max
        self._at = numbers.astype(np.uint16 if few else np.uint32)
        self._by_party = np.argsort(self._at, kind="stable").astype(np.int32)
        counts = np.bincount(self._at, minlength=len(self._numbers) + 1)
        self._begins = np.concatenate([[0], np.cumsum(counts)])

    def places(self, party: str) -> Places:
        """Where a party stands, in order."""
        number = self._numbers.get(party)
        if number is None:
            return self._by_party[:0]
        return self._by_party[self._begins[number] : self._begins[number + 1]]

    def are(self, parties: Collection[str], places: Places) -> npt.NDArray[np.bool_]:
        """Whether any of the parties stands at each of these places."""
        is_one = np.zeros(len(self._numbers) + 1, np.bool_)
        is_one[[self._numbers[party] for party in parties if party in self._numbers]] = True
        there: npt.NDArray[np.bool_] = is_one[self._at[places]]
        return there


def _merged(pieces: Sequence[Places]) -> Places:
    """The places of all pieces in order, each once."""
    if len(pieces) < 2:
        return pieces[0] if pieces else np.empty(0, np.int32)
    merged: Places = np.sort(np.concatenate(pieces), kind="stable")
    once: Places = merged[np.diff(merged, prepend=-1) != 0]
    return once


def _place(ordered: Places, number: int) -> int:
    """The first place of a number as large; numpy is slow where the types differ."""
    return int(ordered.searchsorted(ordered.dtype.type(number)))


def _events(rows: pa.Table) -> list[Event]:
    cells: dict[str, list[Any]] = {name: _cells(rows[name]) for name in _STORED}
    cells["last"] = _cells(pc.coalesce(rows["date_end"], rows["date"]))
    cells["description"] = [words or "" for words in cells["description"]]
    return _made(cells, len(rows))


def _made(cells: Mapping[str, Sequence[Any]], n: int) -> list[Event]:
    """Events from their columns, one field at a time: half the time of calling the class for each."""
    made = [Event.__new__(Event) for _ in range(n)]
    for field in fields(Event):
        set_all = map(getattr(Event, field.name).__set__, made, cells[field.name])
        deque(set_all, maxlen=0)
    return made


def _cells(column: pa.ChunkedArray) -> list[Any]:
    """The cells of a column; the same text is one object."""
    if column.null_count == len(column):
        return [None] * len(column)
    whole = column.combine_chunks()
    if pa.types.is_date(whole.type):
        days: list[Any] = whole.to_numpy(zero_copy_only=False).astype("datetime64[D]").tolist()
        return days
    if not pa.types.is_dictionary(whole.type):
        cells: list[Any] = whole.to_pylist()
        return cells
    values = np.array([*whole.dictionary.to_pylist(), None], dtype=object)
    coded: list[Any] = values[_values(pc.fill_null(whole.indices, len(values) - 1))].tolist()
    return coded


def _days(column: pa.ChunkedArray) -> npt.NDArray[np.int32]:
    return _values(column.cast(pa.int32()))


def _values(column: pa.ChunkedArray | pa.Array) -> npt.NDArray[Any]:
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    values: npt.NDArray[Any] = whole.to_numpy(zero_copy_only=False)
    return values
