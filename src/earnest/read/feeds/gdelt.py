"""What the event files of GDELT 1.0 and 2.0 have in common: columns, acts, actors, dates."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from earnest.contract.tables import EVENTS
from earnest.read.feeds.actors import CodedSides, coded_sides, role_of_type
from earnest.read.feeds.acts import coded_acts
from earnest.read.feeds.cells import Days, compact_day, day_column, finite, numbers
from earnest.read.feeds.coded import Coded, Words, same
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
_ACTORS: Final = tuple(
    f"Actor{side}{part}"
    for side in (1, 2)
    for part in ("Code", "Name", "CountryCode", "KnownGroupCode", "Type1Code")
)
# Columns that hold the same cells again and again, file after file; see `_words`.
_CODED: Final = (
    *("SQLDATE", "EventCode", "QuadClass", "GoldsteinScale", "DATEADDED"),
    *("IsRootEvent", "NumMentions", "NumSources", "NumArticles", "ActionGeo_CountryCode"),
    *_ACTORS,
)
_NUMBERS: Final = ("QuadClass", "IsRootEvent", "NumMentions", "NumSources", "NumArticles")
_SHARED: Final = {
    **dict.fromkeys(("SQLDATE", "DATEADDED"), "day"),
    **dict.fromkeys(_NUMBERS, "number"),
    **{name: "party" for name in _ACTORS if not name.endswith(("Name", "Type1Code"))},
    **{name: "name" for name in _ACTORS if name.endswith("Name")},
    **{name: "type" for name in _ACTORS if name.endswith("Type1Code")},
}
_TEXT: Final = ("GLOBALEVENTID", "ActionGeo_Lat", "ActionGeo_Long", "SOURCEURL")
_BASES: Final = Words(["published", "assumed"])
_MOST_WORDS: Final = 100_000
_KEPT: Final = threading.local()
# What the events table has no column for and is kept beside it; see docs/workspace.md.
EXTRA: Final = (
    *("IsRootEvent", "NumMentions", "NumSources", "NumArticles"),
    *("ActionGeo_CountryCode", "ActionGeo_Lat", "ActionGeo_Long"),
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
    wanted = [name for name in _TEXT if name in names]
    for rows in tab_rows(member, names, wanted=wanted, coded=_words(), optional=optional):
        yield _batch(rows, feed)


def _words() -> Mapping[str, Words]:
    """The cells of columns as far as they have been seen; begun anew when there are too many."""
    kept: dict[str, Words] = getattr(_KEPT, "words", {})
    if not kept or max(map(len, kept.values())) > _MOST_WORDS:
        shared = {name: Words() for name in _SHARED.values()}
        kept = {name: shared.get(_SHARED.get(name, ""), Words()) for name in _CODED}
        _KEPT.words = kept
    return kept


def _batch(rows: Rows, feed: str) -> Batch:
    days, sound = _days(rows.coded["SQLDATE"])
    rows.reject(~sound, IMPOSSIBLE_DATE)
    identity = rows.column("GLOBALEVENTID")
    rows.reject(pc.equal(identity, "").to_numpy(zero_copy_only=False), NO_ID)
    act = coded_acts(rows, rows.coded["EventCode"], quads=rows.coded["QuadClass"])
    off = _off(rows, "ActionGeo_Lat", 90) | _off(rows, "ActionGeo_Long", 180)
    rows.repair(off, IMPOSSIBLE_PLACE)
    found: Columns = {
        "event_id": pc.binary_join_element_wise(feed, identity, ":"),
        "date": day_column(days, sound),
        "date_precision": same("day", len(rows)),
        **act,
        "goldstein": _scores(rows),
        "tier": same("page", len(rows)),
        **_known(rows, days, sound),
        "source_id": same(rows.member.source, len(rows)),
        "source_ref": _addresses(rows),
        **_sides(rows, days),
    }
    return rows.batch(found, EVENTS, extra=EXTRA)


def _days(column: Coded) -> tuple[Days, Mask]:
    """The days of a column, and which rows have one."""
    found = column.figures(compact_day)
    sound = ~np.isnan(found)
    return np.where(sound, found, 0).astype(np.int64).view("datetime64[D]"), sound


def _off(rows: Rows, name: str, most: int) -> Mask:
    """The rows whose coordinate lies on no globe."""
    cells = rows.column(name).dictionary_encode()
    rows.put(name, cells)
    values, sound = numbers(cells.dictionary)
    wild = sound & (np.abs(values) > most)
    found: Mask = wild[cells.indices.to_numpy()] if wild.any() else np.zeros(len(rows), dtype=bool)
    return found


def _is_off_10(cell: str) -> bool:
    return abs(finite(cell) or 0) > 10


def _scores(rows: Rows) -> pa.Array:
    column = rows.coded["GoldsteinScale"]
    wild = column.where(_is_off_10)
    rows.repair(wild, IMPOSSIBLE_SCORE)
    scores = column.figures(finite)
    return pa.array(scores, pa.float64(), mask=np.isnan(scores) | wild)


def _known(rows: Rows, days: Days, sound: Mask) -> Columns:
    added, has_added = _days(rows.coded["DATEADDED"])
    rows.repair(~has_added, ADDED_MISSING)
    basis = Coded((~has_added).astype(np.int32), _BASES)
    known = np.where(has_added, added, days)
    return {"known_at": day_column(known, sound | has_added), "known_at_basis": basis.column()}


def _addresses(rows: Rows) -> pa.Array:
    cells = rows.column("SOURCEURL")
    is_blank = pc.equal(cells, "")
    named = pc.if_else(is_blank, rows.refs(), cells) if pc.any(is_blank).as_py() else cells
    return named.dictionary_encode()


def _sides(rows: Rows, days: Days) -> Columns:
    found = {"actor": _side(rows, 1, days), "recipient": _side(rows, 2, days)}
    return {
        f"{side}_{part}": getattr(one, part).column()
        for side, one in found.items()
        for part in ("country", "name", "role")
    }


def _side(rows: Rows, side: int, days: Days) -> CodedSides:
    """The country code, else the known group, else the whole code; the type code is the role."""
    country, group, whole, name, kind = (
        rows.coded[f"Actor{side}{part}"]
        for part in ("CountryCode", "KnownGroupCode", "Code", "Name", "Type1Code")
    )
    code = country.otherwise(group).otherwise(whole)
    one = coded_sides(rows, code, days, scheme="cameo", names=name)
    return CodedSides(one.country, one.name, kind.each(role_of_type).otherwise(one.role))
