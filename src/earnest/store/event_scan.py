"""Events looked up with the engine, each time anew: right for one question, whatever their number."""

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from typing import Any, Final

import pyarrow as pa

from earnest.contract.rows import Event
from earnest.contract.tables import TABLES
from earnest.read.codes import country_codes
from earnest.store.engine import Engine, Rows
from earnest.store.event_queries import COUNT_EVENTS, EVENTS
from earnest.store.sought import Sought

_ANY: Final[dict[str, Any]] = {"ids": [], "codes": None, "roots": [], "quads": []}
_EVENT: Final = tuple(field.name for field in fields(Event))


class EventEngine:
    """The engine over the table `events`, made when it is first asked."""

    def __init__(self, tables: Mapping[str, Rows]) -> None:
        self._tables = tables

    @cached_property
    def engine(self) -> Engine:
        """To make it takes as long as several questions put to it."""
        return Engine({"events": self._tables["events"]})


class EventScan:
    """The events known at `as_of`, asked for in SQL."""

    def __init__(self, events: EventEngine, *, as_of: dt.date) -> None:
        self._asked = events
        self._as_of = as_of

    @property
    def engine(self) -> Engine:
        """The engine over the table `events`."""
        return self._asked.engine

    def events(self, sought: Sought) -> tuple[Event, ...]:
        """The events sought, ordered by date, then id."""
        return self._events(self._window(sought) | _ANY)

    def events_of(self, ids: Collection[str]) -> tuple[Event, ...]:
        """The events with these ids, ordered by date, then id."""
        return self._events(self._window(Sought()) | _ANY | {"ids": sorted(ids)}) if ids else ()

    def count(self, sought: Sought) -> int:
        """How many of the events sought are backed by a page."""
        return int(self.engine.rows(COUNT_EVENTS, self._window(sought))[0]["n"])

    def rows_of(self, ids: Collection[str]) -> pa.Table:
        """The events with these ids in the columns of the contract, ordered by date, then id."""
        asked = self._window(Sought()) | _ANY | {"ids": sorted(ids)}
        return self.engine.table(EVENTS, asked, columns=TABLES["events"].names)

    def table(
        self,
        sought: Sought,
        columns: Sequence[str],
        *,
        codes: Collection[str] = (),
        roots: Collection[str] = (),
        quads: Collection[int] = (),
    ) -> pa.Table:
        """Some columns of the events sought, of some codes, roots and quads if any are given."""
        asked = self._window(sought) | {
            "ids": [],
            "codes": f"^({'|'.join(map(re.escape, sorted(codes)))})" if codes else None,
            "roots": sorted(roots),
            "quads": sorted(quads),
        }
        return self.engine.table(EVENTS, asked, columns=columns)

    def _events(self, asked: Mapping[str, Any]) -> tuple[Event, ...]:
        found = self.engine.rows(EVENTS, asked, columns=_EVENT)
        return tuple(Event(**{**row, "description": row["description"] or ""}) for row in found)

    def _window(self, sought: Sought) -> dict[str, Any]:
        first_party, last_party = _bounds(sought.actors)
        first_other, last_other = _bounds(sought.recipients)
        return {
            "parties": sorted(sought.actors),
            "first_party": first_party,
            "last_party": last_party,
            "others": sorted(sought.recipients),
            "first_other": first_other,
            "last_other": last_other,
            "since": sought.since,
            "until": sought.until,
            "as_of": self._as_of,
        }


def _bounds(parties: Collection[str]) -> tuple[str | None, str | None]:
    """The first and the last of these codes; none where a name is among them."""
    are_states = bool(parties) and country_codes().issuperset(parties)
    return (min(parties), max(parties)) if are_states else (None, None)
