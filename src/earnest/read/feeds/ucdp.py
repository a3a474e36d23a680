"""UCDP GED exports: organised violence, with first and last day and how exact they are."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from earnest.read.feeds.actors import Sides, sides
from earnest.read.feeds.acts import act_columns
from earnest.read.feeds.cells import day_column, iso_days, mapped
from earnest.read.feeds.dyads import event_batch, event_days, identities, ignore_wild_places
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.quoted import csv_rows, has_columns
from earnest.read.feeds.rows import Columns, Rows

NAMES: Final = ("id", "type_of_violence", "side_a", "side_b", "date_start", "date_end")
_CODES: Final = {"1": "190", "2": "190", "3": "180"}
_KINDS: Final = {"1": "state-based", "2": "non-state", "3": "one-sided"}
_PRECISIONS: Final = {"4": "month", "5": "year"}  # 1 to 3: the days are given, a week at most
_REVERSED: Final = "the event ends before it starts"
_STATE: Final = re.compile(r"Government of (?P<name>.+)")


def batches(member: Member) -> Iterator[Batch]:
    """The events of a GED export; known on their last day, assumed."""
    for rows in csv_rows(member, required=NAMES):
        when = dict(event_days(rows, iso_days, "date_start"))
        when |= _ends(rows, when)
        kind = mapped(rows.column("type_of_violence"), lambda cell: cell.removesuffix(".0"))
        columns: Columns = {
            "event_id": identities(rows, "ucdp", "id"),
            **when,
            **act_columns(rows, mapped(kind, lambda cell: _CODES.get(cell, ""))),
            "description": mapped(kind, _KINDS.get),
        }
        both = [_side(rows, column, when) for column in ("side_a", "side_b")]
        ignore_wild_places(rows, "latitude", "longitude")
        yield event_batch(rows, both, columns)


def _ends(rows: Rows, when: Columns) -> Columns:
    last, sound = iso_days(rows.column("date_end"))
    end = pc.coalesce(day_column(last, sound), when["date"])
    reversed_ = pc.fill_null(pc.less(end, when["date"]), False)
    rows.reject(reversed_.to_numpy(zero_copy_only=False), _REVERSED)
    precision = mapped(rows.column("date_prec"), lambda cell: _PRECISIONS.get(cell, "day"))
    differs = pc.fill_null(pc.not_equal(end, when["date"]), False)
    return {
        "date_precision": precision,
        "date_end": pc.if_else(differs, end, pa.scalar(None, pa.date32())),
        "known_at": end,
    }


def _side(rows: Rows, column: str, when: Columns) -> Sides:
    names = rows.column(column)
    days = when["date"].to_numpy(zero_copy_only=False)
    one = sides(rows, mapped(names, _country), days, scheme="name", names=names)
    role = mapped(names, lambda name: "government" if _country(name) else _role(name))
    return Sides(one.country, one.name, role)


@lru_cache(maxsize=65536)
def _country(name: str) -> str | None:
    found = _STATE.match(name)
    return found["name"] if found else None


def _role(name: str) -> str | None:
    return "civilians" if name == "Civilians" else None


FEED: Final = Feed(
    "ucdp", "UCDP GED exports", "events", lambda head: has_columns(head, NAMES), batches
)
