"""A view: the record as it stood on one day, and the lookups that checks make in it."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from earnest.contract.finding import RowRef
from earnest.contract.rows import Coverage, Event, IndexedDocument, Measure, Statistic
from earnest.contract.tables import ID_COLUMN
from earnest.store.asof import dated_rows, known_rows, rewind
from earnest.store.engine import Engine

EVENTS_AMONG: Final = """
SELECT event_id, date, date_precision, coalesce(date_end, date) AS last,
       actor_country, actor_name, recipient_country, recipient_name, code, root, quad,
       description, confidence, tier, note, known_at, known_at_basis, source_id, source_ref
FROM events
WHERE (len($parties) = 0
       OR list_contains($parties, actor_country) OR list_contains($parties, actor_name))
  AND (len($others) = 0
       OR list_contains($others, recipient_country) OR list_contains($others, recipient_name))
  AND ($since IS NULL OR coalesce(date_end, date) >= $since)
  AND ($until IS NULL OR date < $until)
ORDER BY date, event_id
"""

COUNT_EVENTS: Final = """
SELECT count(*) AS n
FROM events
WHERE (len($parties) = 0
       OR list_contains($parties, actor_country) OR list_contains($parties, actor_name))
  AND (len($others) = 0
       OR list_contains($others, recipient_country) OR list_contains($others, recipient_name))
  AND ($since IS NULL OR coalesce(date_end, date) >= $since)
  AND ($until IS NULL OR date < $until)
"""


class View:
    """The record as known at the end of `as_of`."""

    def __init__(self, tables: Mapping[str, pa.Table], *, as_of: dt.date) -> None:
        self.as_of = as_of
        self._tables = dict(tables)
        self._events = known_rows(tables["events"], as_of=as_of)

    @cached_property
    def _engine(self) -> Engine:
        return Engine({"events": self._events})

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
        found = self._engine.rows(EVENTS_AMONG, _window(actors, recipients, since, until))
        return tuple(Event(**{**row, "description": row["description"] or ""}) for row in found)

    def count_events(
        self,
        *,
        actors: Collection[str] = (),
        recipients: Collection[str] = (),
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> int:
        """How many events `events` would return."""
        found = self._engine.rows(COUNT_EVENTS, _window(actors, recipients, since, until))
        return int(found[0]["n"])

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
        tables = dict(self._tables)
        for name, wanted in ids.items():
            column = tables[name][ID_COLUMN[name]]
            chosen = pc.is_in(column, value_set=pa.array(sorted(wanted)))
            tables[name] = tables[name].filter(chosen if is_kept else pc.invert(chosen))
        return View(tables, as_of=self.as_of)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """All measures visible at `as_of`, rewound to it, ordered by id."""
        rows = self._tables["measures"].to_pylist()
        rewound = (rewind(row, as_of=self.as_of) for row in rows)
        return tuple(sorted((m for m in rewound if m), key=lambda m: m.measure_id))

    @cached_property
    def statistics(self) -> tuple[Statistic, ...]:
        """All values known at `as_of`, in the order of the table."""
        rows = known_rows(self._tables["statistics"], as_of=self.as_of).to_pylist()
        return tuple(Statistic(**row) for row in rows)

    @cached_property
    def documents(self) -> tuple[IndexedDocument, ...]:
        """Indexed documents dated up to `as_of`, by date."""
        rows = dated_rows(self._tables["documents"], as_of=self.as_of).to_pylist()
        return tuple(IndexedDocument(**row) for row in rows)

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """What the sources claim to cover."""
        return tuple(_coverage(row) for row in self._tables["coverage"].to_pylist())

    def event_coverage(self, actors: Iterable[str], recipients: Iterable[str]) -> str:
        """The strongest promise any source makes about events among these parties.

        `selected` rows show that something happened, never that it did not; without a coverage
        row hand-written events are `selected`.
        """
        wanted_actors, wanted_recipients = set(actors), set(recipients)
        kinds = {
            row.kind
            for row in self.coverage
            if row.table == "events"
            and row.act_class == "all"
            and _covers(row.actor, wanted_actors)
            and _covers(row.recipient, wanted_recipients)
        }
        return next((kind for kind in ("exhaustive", "feed") if kind in kinds), "selected")

    def row(self, table: str, row_id: str) -> dict[str, Any]:
        """One row of a table by id, as stored."""
        return self._by_id[table][row_id]

    @cached_property
    def _by_id(self) -> dict[str, dict[str, dict[str, Any]]]:
        tables = {**self._tables, "events": self._events}
        return {
            name: {row[column]: row for row in tables[name].to_pylist()}
            for name, column in ID_COLUMN.items()
        }


def _window(
    actors: Collection[str],
    recipients: Collection[str],
    since: dt.date | None,
    until: dt.date | None,
) -> dict[str, Any]:
    return {
        "parties": sorted(actors),
        "others": sorted(recipients),
        "since": since,
        "until": until,
    }


def _covers(cell: str, wanted: set[str]) -> bool:
    return cell == "*" or not wanted or wanted <= set(cell.split("|"))


def _coverage(row: dict[str, Any]) -> Coverage:
    return Coverage(
        table=row["table"],
        actor=row["actor"] or "*",
        recipient=row["recipient"] or "*",
        act_class=row["class"] or "all",
        since=row["from"],
        until=row["to"],
        kind=row["kind"],
        method=row["method"] or "",
        source_id=row["source_id"],
    )
