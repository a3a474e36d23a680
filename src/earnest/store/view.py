"""A view: the record as it stood on one day, and the lookups that checks make in it."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from functools import cached_property
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from earnest.contract.finding import RowRef
from earnest.contract.rows import Coverage, Event, IndexedDocument, Measure, Statistic
from earnest.contract.tables import ID_COLUMN, TABLES
from earnest.store.asof import cells, dated_rows, known_measures, known_rows
from earnest.store.at_hand import known_events
from earnest.store.details import with_addresses
from earnest.store.engine import Rows, in_memory
from earnest.store.event_index import EventIndex
from earnest.store.event_queries import (
    ACTS_BETWEEN_STATES,
    ACTS_BY_DAY,
    ACTS_BY_PAIR,
    DAYS_OF_EVENTS,
)
from earnest.store.event_scan import EventEngine, EventScan
from earnest.store.promises import coverage_of, strongest
from earnest.store.sought import Sought

EVENT_TABLE: Final = (
    "event_id", "date", "date_precision", "actor_country", "actor_name", "recipient_country",
    "recipient_name", "code", "root", "plover", "quad", "goldstein", "tier", "known_at", "source_id",
)  # fmt: skip


class View:
    """The record as known at the end of `as_of`.

    Events are asked for in SQL, each time anew. `at_hand` is for those who ask often.

    Args:
        tables: all tables of the contract.
        as_of: the last day that is known.
        events: what asks the table of events, where views of other days share it.
        index: the events in memory.
    """

    def __init__(
        self,
        tables: Mapping[str, Rows],
        *,
        as_of: dt.date,
        events: EventEngine | None = None,
        index: EventIndex | None = None,
    ) -> None:
        self.as_of = as_of
        self._tables = tables
        self._events = events
        self._index = index

    @cached_property
    def _scan(self) -> EventScan:
        return EventScan(self._events or EventEngine(self._tables), as_of=self.as_of)

    def at_hand(self) -> "View":
        """The view with its events in memory, found by party and day; of too many they stay where they are."""
        known = known_events(self._tables["events"], as_of=self.as_of)
        if known is None:
            return self
        return View(self._tables, as_of=self.as_of, events=self._events, index=EventIndex(known))

    def events(
        self,
        *,
        actors: Collection[str] = (),
        recipients: Collection[str] = (),
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> tuple[Event, ...]:
        """Events by any of `actors` toward any of `recipients` in `[since, until)`.

        An empty collection means anyone. Ordered by date, then id.
        """
        sought = Sought(frozenset(actors), frozenset(recipients), since, until)
        return (self._index or self._scan).events(sought)

    def events_of(self, ids: Collection[str]) -> tuple[Event, ...]:
        """The events with these ids that were known at `as_of`, ordered by date, then id."""
        return (self._index or self._scan).events_of(ids)

    def knows(self, row: RowRef) -> bool:
        """Whether a row is there and was known at `as_of`."""
        if row.table == "events":
            return bool(self.events_of([row.id]))
        if row.table == "measures":
            return any(measure.measure_id == row.id for measure in self.measures)
        if row.table == "statistics":
            return any(value.stat_id == row.id for value in self.statistics)
        return any(document.document_id == row.id for document in self.documents)

    def count_events(
        self,
        *,
        actors: Collection[str] = (),
        recipients: Collection[str] = (),
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> int:
        """How many of the events that `events` would return are backed by a page."""
        sought = Sought(frozenset(actors), frozenset(recipients), since, until)
        return (self._index or self._scan).count(sought)

    def event_table(
        self,
        actors: Collection[str] = (),
        recipients: Collection[str] = (),
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> pa.Table:
        """What `events` returns, as a table: parties, date, code, root, quad, score, tier, source."""
        sought = Sought(frozenset(actors), frozenset(recipients), since, until)
        return self._scan.table(sought, EVENT_TABLE)

    def selected_events(
        self,
        *,
        actors: Collection[str] = (),
        recipients: Collection[str] = (),
        since: dt.date | None = None,
        until: dt.date | None = None,
        codes: Collection[str] = (),
        roots: Collection[str] = (),
        quads: Collection[int] = (),
    ) -> pa.Table:
        """Events in the columns of the contract, ordered by date, then id.

        Args:
            actors: codes of states or names, as `recipients`; none means anyone.
            recipients: toward any of these.
            since: first day.
            until: the day after the last one.
            codes: CAMEO codes, or what they begin with.
            roots: CAMEO roots, such as `17`.
            quads: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
        """
        sought = Sought(frozenset(actors), frozenset(recipients), since, until)
        columns = TABLES["events"].names
        return self._scan.table(sought, columns, codes=codes, roots=roots, quads=quads)

    def acts_by_day(self, *, since: dt.date | None, until: dt.date | None) -> pa.Table:
        """`date` and `n`: acts between any two states on each day of `[since, until)` that has some."""
        return self._scan.engine.table(ACTS_BY_DAY, self._days(since, until))

    def acts_by_pair(self, *, since: dt.date | None, until: dt.date | None) -> pa.Table:
        """`one`, `other`, `n`, `hostile`: acts of each undirected pair of states; hostile from root 10."""
        return self._scan.engine.table(ACTS_BY_PAIR, self._days(since, until))

    def acts_between_states(
        self, *, since: dt.date | None = None, until: dt.date | None = None
    ) -> pa.Table:
        """`actor_country`, `recipient_country`, `date`, `code` of every act between two states."""
        return self._scan.engine.table(ACTS_BETWEEN_STATES, self._days(since, until))

    @cached_property
    def event_days(self) -> tuple[dt.date, dt.date] | None:
        """First and last day of the events known at `as_of`; None if there are none."""
        found = self._scan.engine.rows(DAYS_OF_EVENTS, {"as_of": self.as_of})[0]
        return (found["first"], found["last"]) if found["n"] else None

    def without(self, rows: Iterable[RowRef]) -> "View":
        """The view with some rows taken away."""
        return self._kept(rows, is_kept=False)

    def only(self, rows: Iterable[RowRef]) -> "View":
        """The view with nothing but some rows in the tables these rows belong to."""
        return self._kept(rows, is_kept=True)

    def _kept(self, rows: Iterable[RowRef], *, is_kept: bool) -> "View":
        ids: dict[str, set[str]] = {}
        for row in rows:
            ids.setdefault(row.table, set()).add(row.id)
        tables = {name: self._tables[name] for name in self._tables}
        for name, wanted in ids.items():
            chosen = pc.field(ID_COLUMN[name]).isin(sorted(wanted))
            tables[name] = tables[name].filter(chosen if is_kept else ~chosen)
        index = self._index
        if index and "events" in ids:
            index = index.only(ids["events"]) if is_kept else index.without(ids["events"])
        return View(tables, as_of=self.as_of, index=index)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """All measures visible at `as_of`, rewound to it, ordered by id."""
        found = known_measures(in_memory(self._tables["measures"]), as_of=self.as_of)
        return tuple(sorted(found, key=lambda m: m.measure_id))

    @cached_property
    def statistics(self) -> tuple[Statistic, ...]:
        """All values known at `as_of`, in the order of the table."""
        found = known_rows(in_memory(self._tables["statistics"]), as_of=self.as_of)
        return tuple(map(Statistic, *cells(found, [field.name for field in fields(Statistic)])))

    @cached_property
    def measures_by_party(self) -> dict[str, list[Measure]]:
        """The measures of each sender and target, by id."""
        found: dict[str, list[Measure]] = {}
        for measure in self.measures:
            for side in dict.fromkeys((measure.sender, measure.target)):
                found.setdefault(side, []).append(measure)
        return found

    @cached_property
    def statistics_by_country(self) -> dict[str, list[Statistic]]:
        """The values of each country, in the order of the table."""
        found: dict[str, list[Statistic]] = {}
        for value in self.statistics:
            found.setdefault(value.country, []).append(value)
        return found

    @cached_property
    def documents(self) -> tuple[IndexedDocument, ...]:
        """Indexed documents dated up to `as_of`, by date."""
        rows = dated_rows(in_memory(self._tables["documents"]), as_of=self.as_of).to_pylist()
        return tuple(IndexedDocument(**row) for row in rows)

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """What the sources claim to cover."""
        return tuple(coverage_of(row) for row in in_memory(self._tables["coverage"]).to_pylist())

    def event_coverage(
        self,
        actors: Iterable[str],
        recipients: Iterable[str],
        *,
        since: dt.date | None,
        until: dt.date | None,
    ) -> str:
        """The strongest promise any source makes about events among these parties in a window."""
        until = until or self.as_of
        return strongest(self.coverage, actors, recipients, since=since, until=until)

    def row(self, table: str, row_id: str) -> dict[str, Any]:
        """One row of a table by id, as stored.

        Raises:
            KeyError: there is no such row, or it was not known at `as_of`.
        """
        return self.rows(table, [row_id])[row_id]

    def rows(self, table: str, ids: Collection[str]) -> dict[str, dict[str, Any]]:
        """The rows of a table with these ids, as stored.

        Raises:
            KeyError: there is no such row, or it was not known at `as_of`.
        """
        column = ID_COLUMN[table]
        by_id = {row[column]: row for row in self._rows_of(table, ids).to_pylist()}
        return {row_id: by_id[row_id] for row_id in ids}

    def _rows_of(self, table: str, ids: Collection[str]) -> pa.Table:
        if table == "events":
            found = (self._index or self._scan).rows_of(ids)
            return with_addresses(found, self._tables["events"])
        wanted = pc.field(ID_COLUMN[table]).isin(pa.array(sorted(ids), pa.string()))
        return in_memory(self._tables[table]).filter(wanted)

    def _days(self, since: dt.date | None, until: dt.date | None) -> dict[str, Any]:
        return {"since": since, "until": until, "as_of": self.as_of}
