"""Event rows whose sides, act and day are plain columns: what most event readers share."""

from collections.abc import Callable, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from earnest.contract.tables import EVENTS
from earnest.read.feeds.actors import Sides
from earnest.read.feeds.cells import (
    Days,
    day_column,
    impossible_places,
    numbers,
    present,
    repeated,
)
from earnest.read.feeds.feed import Batch
from earnest.read.feeds.gdelt import IMPOSSIBLE_PLACE
from earnest.read.feeds.rows import Columns, Mask, Rows

IMPOSSIBLE_DATE = "the date is no day of the calendar"
IMPOSSIBLE_SCORE = "intensities outside -10 to 10 ignored"
NO_ID = "the event has no id"


def event_days(rows: Rows, read: Callable[[pa.Array], tuple[Days, Mask]], column: str) -> Columns:
    """`date`, its precision, and `known_at` on the same day, assumed; others are rejected."""
    days, sound = read(rows.column(column))
    rows.reject(~sound, IMPOSSIBLE_DATE)
    date = day_column(days, sound)
    return {
        "date": date,
        "date_precision": repeated("day", len(rows)),
        "known_at": date,
        "known_at_basis": repeated("assumed", len(rows)),
    }


def identities(rows: Rows, feed: str, *columns: str) -> pa.Array:
    """Event ids: the feed and the cells that name the event, joined by colons."""
    cells = [rows.column(name) for name in columns]
    rows.reject(pc.equal(cells[0], "").to_numpy(zero_copy_only=False), NO_ID)
    return pc.binary_join_element_wise(feed, *cells, ":")


def numbered(rows: Rows, feed: str) -> pa.Array:
    """Event ids for feeds that give none: the feed, the file and the line."""
    return pc.binary_join_element_wise(feed, rows.refs(), ":")


def scores(rows: Rows, column: str) -> pa.Array:
    """The feed's intensity on the Goldstein scale; null outside of -10 to 10."""
    values, sound = numbers(present(rows.column(column)))
    wild = sound & (abs(values) > 10)
    rows.repair(wild, IMPOSSIBLE_SCORE)
    return pa.array(values, pa.float64(), mask=~sound | wild)


def ignore_wild_places(rows: Rows, latitude: str, longitude: str) -> None:
    """Count rows whose coordinates lie on no globe; no table holds them, so nothing else hangs."""
    cells = (present(rows.column(name)) for name in (latitude, longitude))
    rows.repair(impossible_places(*cells), IMPOSSIBLE_PLACE)


def event_batch(rows: Rows, both: Sequence[Sides], columns: Columns) -> Batch:
    """The batch of events; `source_ref` is the line where the columns give no address."""
    actor, recipient = both
    refs = rows.refs()
    given = columns.get("source_ref")
    found = {
        **columns,
        **_named("actor", actor),
        **_named("recipient", recipient),
        "tier": repeated("page", len(rows)),
        "source_id": repeated(rows.member.source, len(rows)),
        "source_ref": refs if given is None else pc.coalesce(given, refs),
    }
    return rows.batch(found, EVENTS)


def _named(side: str, one: Sides) -> Columns:
    return {f"{side}_{part}": getattr(one, part) for part in ("country", "name", "role")}
