"""What the event files of GDELT 1.0 and 2.0 have in common: columns, acts, actors, dates."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from earnest.contract.tables import EVENTS
from earnest.read.feeds.actors import Sides, roles_of, sides
from earnest.read.feeds.acts import act_columns
from earnest.read.feeds.cells import (
    Days,
    compact_days,
    day_column,
    impossible_places,
    numbers,
    repeated,
)
from earnest.read.feeds.feed import Batch, Member
from earnest.read.feeds.rows import Columns, Mask, Rows
from earnest.read.feeds.tabbed import tab_rows

IMPOSSIBLE_DATE: Final = "the date is no day of the calendar"
IMPOSSIBLE_PLACE: Final = "coordinates on no globe ignored"
IMPOSSIBLE_SCORE: Final = "Goldstein values outside -10 to 10 ignored"
ADDED_MISSING: Final = "rows without a date of adding: known on the day of the event, assumed"
NO_ID: Final = "the event has no number"

_ACTOR: Final = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code"),
    *("Religion2Code", "Type1Code", "Type2Code", "Type3Code"),
)
HEAD: Final = ("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate")
ACT: Final = (
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass"),
    *("GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone"),
)
_PLACES: Final = ("Actor1Geo", "Actor2Geo", "ActionGeo")
_WANTED: Final = (
    *("GLOBALEVENTID", "SQLDATE", "EventCode", "QuadClass", "GoldsteinScale", "DATEADDED"),
    *("ActionGeo_Lat", "ActionGeo_Long", "SOURCEURL"),
    *(
        f"Actor{side}{part}"
        for side in (1, 2)
        for part in ("Code", "Name", "CountryCode", "KnownGroupCode", "Type1Code")
    ),
)


def columns(place: Sequence[str], tail: Sequence[str]) -> tuple[str, ...]:
    """All columns of an event file, given those of a place and those at the end."""
    actors = (f"Actor{side}{part}" for side in (1, 2) for part in _ACTOR)
    places = (f"{where}_{part}" for where in _PLACES for part in place)
    return (*HEAD, *actors, *ACT, *places, *tail)


def is_event_line(head: bytes, width: int) -> bool:
    """Whether the first whole lines look like events with this number of columns."""
    lines = head.replace(b"\r\n", b"\n").split(b"\n")[:20]
    return any(_is_event(line.split(b"\t"), width) for line in lines)


def _is_event(cells: list[bytes], width: int) -> bool:
    if len(cells) != width:
        return False
    number, day, month, year = cells[:4]
    return (
        number.isdigit()
        and len(day) == 8
        and day.isdigit()
        and day.startswith(year)
        and (day.startswith(month) and cells[29] in (b"1", b"2", b"3", b"4"))
    )


def event_batches(
    member: Member, names: Sequence[str], *, feed: str, optional: int = 0
) -> Iterator[Batch]:
    """The events of a file with these columns; ids start with the name of the feed."""
    wanted = [name for name in _WANTED if name in names]
    for rows in tab_rows(member, names, wanted=wanted, optional=optional):
        yield _batch(rows, feed)


def _batch(rows: Rows, feed: str) -> Batch:
    days, sound = compact_days(rows.column("SQLDATE"))
    rows.reject(~sound, IMPOSSIBLE_DATE)
    identity = rows.column("GLOBALEVENTID")
    rows.reject(pc.equal(identity, "").to_numpy(zero_copy_only=False), NO_ID)
    act = act_columns(rows, rows.column("EventCode"), quads=rows.column("QuadClass"))
    off = impossible_places(rows.column("ActionGeo_Lat"), rows.column("ActionGeo_Long"))
    rows.repair(off, IMPOSSIBLE_PLACE)
    found: Columns = {
        "event_id": pc.binary_join_element_wise(feed, identity, ":"),
        "date": day_column(days, sound),
        "date_precision": repeated("day", len(rows)),
        **act,
        "goldstein": _scores(rows),
        "tier": repeated("page", len(rows)),
        **_known(rows, days, sound),
        "source_id": repeated(rows.member.source, len(rows)),
        "source_ref": _addresses(rows),
        **_sides(rows, days),
    }
    return rows.batch(found, EVENTS)


def _scores(rows: Rows) -> pa.Array:
    values, sound = numbers(rows.column("GoldsteinScale"))
    wild = sound & (np.abs(values) > 10)
    rows.repair(wild, IMPOSSIBLE_SCORE)
    return pa.array(values, pa.float64(), mask=~sound | wild)


def _known(rows: Rows, days: Days, sound: Mask) -> Columns:
    added, has_added = compact_days(rows.column("DATEADDED"))
    rows.repair(~has_added, ADDED_MISSING)
    basis = pa.array(["published", "assumed"]).take(pa.array((~has_added).astype(np.int32)))
    known = np.where(has_added, added, days)
    return {"known_at": day_column(known, sound | has_added), "known_at_basis": basis}


def _addresses(rows: Rows) -> pa.Array:
    addresses = rows.column("SOURCEURL")
    blank = pc.equal(addresses, "")
    return pc.if_else(blank, rows.refs(), addresses) if pc.any(blank).as_py() else addresses


def _sides(rows: Rows, days: Days) -> Columns:
    found = {"actor": _side(rows, 1, days), "recipient": _side(rows, 2, days)}
    return {
        f"{side}_{part}": getattr(one, part)
        for side, one in found.items()
        for part in ("country", "name", "role")
    }


def _side(rows: Rows, side: int, days: Days) -> Sides:
    """The country code, else the known group, else the whole code; the type code is the role."""
    country, group, whole, name, kind = (
        rows.column(f"Actor{side}{part}")
        for part in ("CountryCode", "KnownGroupCode", "Code", "Name", "Type1Code")
    )
    code = pc.if_else(
        pc.not_equal(country, ""), country, pc.if_else(pc.not_equal(group, ""), group, whole)
    )
    one = sides(rows, code, days, scheme="cameo", names=name)
    return Sides(one.country, one.name, pc.coalesce(roles_of(kind), one.role))
