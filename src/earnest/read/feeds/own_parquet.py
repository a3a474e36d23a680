"""Our own tables in Parquet, under the columns of the contract; what is wrong is quarantined."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from earnest.contract.tables import EVENTS, TABLES
from earnest.errors import InputError
from earnest.read.codes import body_codes, country_codes
from earnest.read.feeds.acts import act_columns
from earnest.read.feeds.cells import mapped, mask
from earnest.read.feeds.dyads import IMPOSSIBLE_SCORE, NO_ID
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.own_csv import NAMES, check_columns, is_table, row_of
from earnest.read.feeds.parquet_events import parquet_columns, parts
from earnest.read.feeds.rows import Columns, Rows

NO_DATE: Final = "the event has no date"
NO_COUNTRY: Final = "the country has no such code"


def events(member: Member) -> Iterator[Batch]:
    """The events of a file, checked column by column; what is blank and follows is derived.

    Raises:
        InputError: a column is none of the table, or has another type.
    """
    for rows, table in parts(member):
        check_columns(member, table.column_names, "events")
        yield rows.batch(_checked(rows, _typed(member, table)), EVENTS)


def _typed(member: Member, table: pa.Table) -> dict[str, pa.Array]:
    try:
        return {
            field.name: table[field.name].cast(field.type).combine_chunks()
            if field.name in table.column_names
            else pa.nulls(table.num_rows, field.type)
            for field in EVENTS
        }
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        remedy = "write the file with the types of the events table"
        raise InputError(member.name, f"a column has another type ({error})", remedy) from None


def _checked(rows: Rows, given: dict[str, pa.Array]) -> Columns:
    rows.reject(mask(pc.equal(pc.fill_null(given["event_id"], ""), "")), NO_ID)
    rows.reject(mask(given["date"].is_null()), NO_DATE)
    given |= _side(rows, given, "actor") | _side(rows, given, "recipient")
    wild = mask(pc.greater(pc.abs(given["goldstein"]), 10))
    rows.repair(wild, IMPOSSIBLE_SCORE)
    act = act_columns(rows, pc.fill_null(given["code"], ""), quads=given["quad"].cast(pa.string()))
    known = given["known_at"].is_valid()
    sourced = pc.if_else(given["source_ref"].is_valid(), "page", "memory")
    return {
        **given,
        **act,
        "goldstein": pc.if_else(pa.array(wild), None, given["goldstein"]),
        "date_precision": pc.coalesce(given["date_precision"], "day"),
        "known_at": pc.coalesce(given["known_at"], given["date_end"], given["date"]),
        "known_at_basis": pc.if_else(
            known, pc.coalesce(given["known_at_basis"], "published"), "assumed"
        ),
        "tier": pc.coalesce(given["tier"], sourced),
        "source_id": pc.coalesce(given["source_id"], rows.member.source),
        "source_ref": pc.coalesce(given["source_ref"], rows.refs()),
    }


def _side(rows: Rows, given: dict[str, pa.Array], side: str) -> dict[str, pa.Array]:
    """Country and name of a side; a body that stands where a state's code does is a name."""
    written, name = given[f"{side}_country"], given[f"{side}_name"]
    country = mapped(written, lambda cell: cell if cell in country_codes() else None)
    body = mapped(written, lambda cell: cell if cell in body_codes() else None)
    left = pc.and_(pc.not_equal(pc.fill_null(written, ""), ""), country.is_null())
    rows.reject(mask(pc.and_(left, body.is_null())), NO_COUNTRY)
    return {f"{side}_country": country, f"{side}_name": pc.coalesce(name, body)}


def _others(member: Member, *, name: str) -> Iterator[Batch]:
    for rows, table in parts(member):
        check_columns(member, table.column_names, name)
        yield rows.each(partial(row_of, name=name), TABLES[name])


def _sniff(name: str) -> Callable[[bytes], bool]:
    def sniff(head: bytes) -> bool:
        columns = parquet_columns(head)
        return bool(columns) and is_table(columns, name)

    return sniff


FEEDS: Final = (
    Feed("parquet", "our own events (Parquet)", "events", _sniff("events"), events),
    *(
        Feed(
            f"{name}-parquet",
            f"our own {name} (Parquet)",
            name,
            _sniff(name),
            partial(_others, name=name),
        )
        for name in NAMES[1:]
    ),
)
