"""A view: the record as it stood on one day, and the lookups that checks make in it."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from functools import cached_property
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from earnest.contract.finding import RowRef
from earnest.contract.rows import Coverage, Event, IndexedDocument, Measure, Statistic
from earnest.contract.tables import ID_COLUMN, TABLES
from earnest.read.codes import country_codes
from earnest.store.asof import dated_rows, known_rows, rewind
from earnest.store.engine import Engine, Rows, in_memory

# One text for every look at events: the engine reads no more columns than are asked for. The bounds
# let it pass over the parts of other dyads: a state's code stands in the country column only.
EVENTS: Final = """
SELECT event_id, date, date_precision, date_end, coalesce(date_end, date) AS last,
       actor_country, actor_name, actor_role, recipient_country, recipient_name, recipient_role,
       code, root, plover, quad, goldstein, description, confidence, tier, note,
       known_at, known_at_basis, source_id, source_ref
FROM events
WHERE (len($ids) = 0 OR list_contains($ids, event_id))
  AND (len($parties) = 0
       OR list_contains($parties, actor_country) OR list_contains($parties, actor_name))
  AND (len($others) = 0
       OR list_contains($others, recipient_country) OR list_contains($others, recipient_name))
  AND ($first_party IS NULL OR actor_country BETWEEN $first_party AND $last_party)
  AND ($first_other IS NULL OR recipient_country BETWEEN $first_other AND $last_other)
  AND ($since IS NULL OR coalesce(date_end, date) >= $since)
  AND ($until IS NULL OR date < $until)
  AND (len($roots) = 0 OR list_contains($roots, root))
  AND (len($quads) = 0 OR list_contains($quads, quad))
  AND ($codes IS NULL OR regexp_matches(code, $codes))
  AND known_at <= $as_of
ORDER BY date, event_id
"""

COUNT_EVENTS: Final = """
SELECT count(*) AS n
FROM events
WHERE tier = 'page'
  AND (len($parties) = 0
       OR list_contains($parties, actor_country) OR list_contains($parties, actor_name))
  AND (len($others) = 0
       OR list_contains($others, recipient_country) OR list_contains($others, recipient_name))
  AND ($first_party IS NULL OR actor_country BETWEEN $first_party AND $last_party)
  AND ($first_other IS NULL OR recipient_country BETWEEN $first_other AND $last_other)
  AND ($since IS NULL OR coalesce(date_end, date) >= $since)
  AND ($until IS NULL OR date < $until)
  AND known_at <= $as_of
"""

# What could be seen at all: dated, backed acts between any two states.
ACTS_BY_DAY: Final = """
SELECT date, count(*) AS n
FROM events
WHERE actor_country <> recipient_country
  AND coalesce(date_precision, 'day') = 'day' AND coalesce(tier, 'page') <> 'memory'
  AND ($since IS NULL OR date >= $since)
  AND ($until IS NULL OR date < $until)
  AND known_at <= $as_of
GROUP BY date
ORDER BY date
"""

ACTS_BY_PAIR: Final = """
SELECT least(actor_country, recipient_country) AS one,
       greatest(actor_country, recipient_country) AS other,
       count(*) AS n,
       count(*) FILTER (WHERE root >= '10') AS hostile
FROM events
WHERE actor_country <> recipient_country
  AND coalesce(date_precision, 'day') = 'day' AND coalesce(tier, 'page') <> 'memory'
  AND ($since IS NULL OR date >= $since)
  AND ($until IS NULL OR date < $until)
  AND known_at <= $as_of
GROUP BY one, other
ORDER BY one, other
"""

ACTS_BETWEEN_STATES: Final = """
SELECT actor_country, recipient_country, date, code
FROM events
WHERE actor_country <> recipient_country
  AND coalesce(date_precision, 'day') = 'day' AND coalesce(tier, 'page') <> 'memory'
  AND ($since IS NULL OR date >= $since)
  AND ($until IS NULL OR date < $until)
  AND known_at <= $as_of
ORDER BY actor_country, recipient_country, date, code
"""

DAYS_OF_EVENTS: Final = """
SELECT min(date) AS first, max(date) AS last, count(*) AS n
FROM events
WHERE known_at <= $as_of
"""


_ANY: Final[dict[str, Any]] = {"ids": [], "codes": None, "roots": [], "quads": []}
EVENT: Final = tuple(field.name for field in fields(Event))
EVENT_TABLE: Final = (
    "event_id", "date", "date_precision", "actor_country", "actor_name", "recipient_country",
    "recipient_name", "code", "root", "plover", "quad", "goldstein", "tier", "known_at", "source_id",
)  # fmt: skip


class View:
    """The record as known at the end of `as_of`."""

    def __init__(self, tables: Mapping[str, Rows], *, as_of: dt.date) -> None:
        self.as_of = as_of
        self._tables = tables

    @cached_property
    def _engine(self) -> Engine:
        return Engine({"events": self._tables["events"]})

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
        return self._events(self._window(actors, recipients, since, until) | _ANY)

    def events_of(self, ids: Collection[str]) -> tuple[Event, ...]:
        """The events with these ids that were known at `as_of`, ordered by date, then id."""
        return self._events(self._window() | _ANY | {"ids": sorted(ids)}) if ids else ()

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
        """How many events `events` would return."""
        window = self._window(actors, recipients, since, until)
        return int(self._engine.rows(COUNT_EVENTS, window)[0]["n"])

    def event_table(
        self,
        actors: Collection[str] = (),
        recipients: Collection[str] = (),
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> pa.Table:
        """What `events` returns, as a table: parties, date, code, root, quad, score, tier, source."""
        window = self._window(actors, recipients, since, until) | _ANY
        return self._engine.table(EVENTS, window, columns=EVENT_TABLE)

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
        asked = self._window(actors, recipients, since, until) | _ANY
        asked |= {
            "codes": f"^({'|'.join(map(re.escape, sorted(codes)))})" if codes else None,
            "roots": sorted(roots),
            "quads": sorted(quads),
        }
        return self._engine.table(EVENTS, asked, columns=TABLES["events"].names)

    def acts_by_day(self, *, since: dt.date | None, until: dt.date | None) -> pa.Table:
        """`date` and `n`: acts between any two states on each day of `[since, until)` that has some."""
        return self._engine.table(ACTS_BY_DAY, self._days(since, until))

    def acts_by_pair(self, *, since: dt.date | None, until: dt.date | None) -> pa.Table:
        """`one`, `other`, `n`, `hostile`: acts of each undirected pair of states; hostile from root 10."""
        return self._engine.table(ACTS_BY_PAIR, self._days(since, until))

    def acts_between_states(
        self, *, since: dt.date | None = None, until: dt.date | None = None
    ) -> pa.Table:
        """`actor_country`, `recipient_country`, `date`, `code` of every act between two states."""
        return self._engine.table(ACTS_BETWEEN_STATES, self._days(since, until))

    @cached_property
    def event_days(self) -> tuple[dt.date, dt.date] | None:
        """First and last day of the events known at `as_of`; None if there are none."""
        found = self._engine.rows(DAYS_OF_EVENTS, {"as_of": self.as_of})[0]
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
        return View(tables, as_of=self.as_of)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """All measures visible at `as_of`, rewound to it, ordered by id."""
        rows = in_memory(self._tables["measures"]).to_pylist()
        rewound = (rewind(row, as_of=self.as_of) for row in rows)
        return tuple(sorted((m for m in rewound if m), key=lambda m: m.measure_id))

    @cached_property
    def statistics(self) -> tuple[Statistic, ...]:
        """All values known at `as_of`, in the order of the table."""
        rows = known_rows(in_memory(self._tables["statistics"]), as_of=self.as_of).to_pylist()
        return tuple(Statistic(**row) for row in rows)

    @cached_property
    def documents(self) -> tuple[IndexedDocument, ...]:
        """Indexed documents dated up to `as_of`, by date."""
        rows = dated_rows(in_memory(self._tables["documents"]), as_of=self.as_of).to_pylist()
        return tuple(IndexedDocument(**row) for row in rows)

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """What the sources claim to cover."""
        return tuple(_coverage(row) for row in in_memory(self._tables["coverage"]).to_pylist())

    def event_coverage(
        self,
        actors: Iterable[str],
        recipients: Iterable[str],
        *,
        since: dt.date | None,
        until: dt.date | None,
    ) -> str:
        """The strongest promise any source makes about events among these parties in a window.

        A promise counts only if it covers the whole window, `since` to `until` (its last day).
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
            and _spans(row, since, until or self.as_of)
        }
        return next((kind for kind in ("exhaustive", "feed") if kind in kinds), "selected")

    def row(self, table: str, row_id: str) -> dict[str, Any]:
        """One row of a table by id, as stored.

        Raises:
            KeyError: there is no such row, or it was not known at `as_of`.
        """
        if table != "events":
            return self._by_id[table][row_id]
        asked = self._window() | _ANY | {"ids": [row_id]}
        found = self._engine.rows(EVENTS, asked, columns=TABLES["events"].names)
        if not found:
            raise KeyError(row_id)
        return found[0]

    @cached_property
    def _by_id(self) -> dict[str, dict[str, dict[str, Any]]]:
        return {
            name: {row[column]: row for row in in_memory(self._tables[name]).to_pylist()}
            for name, column in ID_COLUMN.items()
            if name != "events"
        }

    def _events(self, asked: Mapping[str, Any]) -> tuple[Event, ...]:
        found = self._engine.rows(EVENTS, asked, columns=EVENT)
        return tuple(Event(**{**row, "description": row["description"] or ""}) for row in found)

    def _days(self, since: dt.date | None, until: dt.date | None) -> dict[str, Any]:
        return {"since": since, "until": until, "as_of": self.as_of}

    def _window(
        self,
        actors: Collection[str] = (),
        recipients: Collection[str] = (),
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> dict[str, Any]:
        first_party, last_party = _bounds(actors)
        first_other, last_other = _bounds(recipients)
        return {
            "parties": sorted(actors),
            "first_party": first_party,
            "last_party": last_party,
            "others": sorted(recipients),
            "first_other": first_other,
            "last_other": last_other,
            "since": since,
            "until": until,
            "as_of": self.as_of,
        }


def _bounds(parties: Collection[str]) -> tuple[str | None, str | None]:
    """The first and the last of these codes; none where a name is among them."""
    are_states = bool(parties) and country_codes().issuperset(parties)
    return (min(parties), max(parties)) if are_states else (None, None)


def _covers(cell: str, wanted: set[str]) -> bool:
    return cell == "*" or not wanted or wanted <= set(cell.split("|"))


def _spans(row: Coverage, since: dt.date | None, until: dt.date) -> bool:
    begins = row.since is None or (since is not None and row.since <= since)
    return begins and (row.until is None or until <= row.until)


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
