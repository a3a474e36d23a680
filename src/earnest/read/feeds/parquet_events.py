"""Events in Parquet: two layouts with mapped states, and the contract's own columns."""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from earnest.contract.tables import EVENTS
from earnest.errors import InputError
from earnest.read.feeds.actors import Sides, party, sides, states_on
from earnest.read.feeds.acts import act_columns
from earnest.read.feeds.cells import iso_days, mapped, mask, repeated
from earnest.read.feeds.dyads import event_batch, event_days, numbered
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.rows import Columns, Rows
from earnest.read.feeds.weis import cameo_of

ROWS_AT_A_TIME: Final = 65_536
KEDS: Final = ("set", "ontology", "date", "source_code", "target_code", "code")
ICEWS: Final = ("date", "source_name", "target_name", "code", "relation", "source_state")
OWN: Final = ("event_id", "date", "actor_country", "recipient_country", "code", "known_at")


def _keds(member: Member) -> Iterator[Batch]:
    for rows in _parts(member):
        when = event_days(rows, iso_days, "date")
        ontology, given = rows.column("ontology"), rows.column("code")
        is_weis = pc.equal(ontology, "WEIS")
        codes = pc.if_else(is_weis, mapped(given, lambda code: cameo_of(code) or ""), given)
        note = pc.if_else(is_weis, pc.binary_join_element_wise("WEIS", given, " "), None)
        columns: Columns = {
            "event_id": numbered(rows, "keds"),
            **when,
            **act_columns(rows, codes),
            "note": note,
        }
        both = [_coded_side(rows, side, when) for side in ("source", "target")]
        yield event_batch(rows, both, columns)


def _icews(member: Member) -> Iterator[Batch]:
    for rows in _parts(member):
        when = event_days(rows, iso_days, "date")
        columns: Columns = {
            "event_id": numbered(rows, "icews"),
            **when,
            **act_columns(rows, rows.column("code"), were_numbers=True),
            "description": rows.column("relation"),
        }
        both = [_named_side(rows, side, when) for side in ("source", "target")]
        yield event_batch(rows, both, columns)


def _own(member: Member) -> Iterator[Batch]:
    for part in _file(member).iter_batches(ROWS_AT_A_TIME):
        yield Batch(_cast(member, part), part.num_rows)


def _cast(member: Member, part: pa.RecordBatch) -> pa.Table:
    unknown = sorted(set(part.schema.names) - set(EVENTS.names))
    if unknown:
        problem = f"the column {unknown[0]!r} is none of the events table"
        raise InputError(member.name, problem, "rename or remove it")
    given = {name: part.column(name) for name in part.schema.names}
    try:
        arrays = [
            given[field.name].cast(field.type)
            if field.name in given
            else pa.nulls(part.num_rows, field.type)
            for field in EVENTS
        ]
    except pa.ArrowInvalid as error:
        remedy = "write the file with the types of the events table"
        raise InputError(member.name, f"a column has another type ({error})", remedy) from None
    return pa.Table.from_arrays(arrays, schema=EVENTS)


def _file(member: Member) -> pq.ParquetFile:
    if member.path is None:
        raise InputError(member.name, "Parquet inside an archive is not read", "unpack it first")
    return pq.ParquetFile(member.path)


def _parts(member: Member) -> Iterator[Rows]:
    first = 1
    for part in _file(member).iter_batches(ROWS_AT_A_TIME):
        table = pa.Table.from_batches([part])
        text = pa.table({n: table[n].cast(pa.string()) for n in table.column_names})
        lines = np.arange(first, first + part.num_rows, dtype=np.int64)
        yield Rows(member, text, lines, _raw(text))
        first += part.num_rows


def _raw(text: pa.Table) -> Callable[[int], bytes]:
    def line(place: int) -> bytes:
        cells = (text.column(name)[place].as_py() or "" for name in text.column_names)
        return "\t".join(cells).encode()

    return line


def _coded_side(rows: Rows, side: str, when: Columns) -> Sides:
    """The file's own state where it gives one, else what our table makes of the code."""
    codes = rows.column(f"{side}_code")
    state = mapped(rows.column(f"{side}_state"), _state)
    days = when["date"].to_numpy(zero_copy_only=False)
    open_codes = pc.if_else(pc.is_valid(state), "", pc.fill_null(codes, ""))
    ours = sides(rows, open_codes, days, scheme="keds")
    given = states_on(state, days, rows.unresolved)
    role = mapped(codes, lambda code: party("keds", code).role)
    return Sides(pc.coalesce(given, ours.country), pc.coalesce(ours.name, codes), role)


def _named_side(rows: Rows, side: str, when: Columns) -> Sides:
    days = when["date"].to_numpy(zero_copy_only=False)
    state = states_on(mapped(rows.column(f"{side}_state"), _state), days, rows.unresolved)
    missing = ~mask(pc.is_valid(state))
    if missing.any():
        rows.unresolved[f"icews:{side} without a state"] += int((missing & rows.kept).sum())
    return Sides(state, rows.column(f"{side}_name"), repeated(None, len(rows)))


def _state(code: str) -> str | None:
    return party("keds", code).country if code else None


def _has(names: tuple[str, ...]) -> Callable[[bytes], bool]:
    def sniff(head: bytes) -> bool:
        magic, _, columns = head.partition(b"\n")
        return magic == b"PAR1" and {name.encode() for name in names} <= set(columns.split(b"\t"))

    return sniff


FEEDS: Final = (
    Feed("keds-parquet", "KEDS events in Parquet", "events", _has(KEDS), _keds),
    Feed("icews-parquet", "ICEWS events in Parquet", "events", _has(ICEWS), _icews),
    Feed("parquet", "events in Parquet, in our own columns", "events", _has(OWN), _own),
)
