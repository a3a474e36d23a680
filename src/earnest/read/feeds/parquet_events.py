"""Events in Parquet: two layouts that map actors to states."""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from earnest.errors import InputError
from earnest.read.feeds.acled import country_in
from earnest.read.feeds.actors import Sides, party, sides, states_on
from earnest.read.feeds.acts import act_columns
from earnest.read.feeds.cells import iso_days, mapped
from earnest.read.feeds.dyads import event_batch, event_days, numbered
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.opening import sound_names
from earnest.read.feeds.rows import Columns, Rows
from earnest.read.feeds.weis import cameo_of

ROWS_AT_A_TIME: Final = 65_536
KEDS: Final = ("set", "ontology", "date", "source_code", "target_code", "code")
ICEWS: Final = ("date", "source_name", "target_name", "code", "relation", "source_state")


def _keds(member: Member) -> Iterator[Batch]:
    for rows, _ in parts(member):
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
    for rows, _ in parts(member):
        when = event_days(rows, iso_days, "date")
        columns: Columns = {
            "event_id": numbered(rows, "icews"),
            **when,
            **act_columns(rows, rows.column("code"), were_numbers=True),
            "description": rows.column("relation"),
        }
        both = [_named_side(rows, side, when) for side in ("source", "target")]
        yield event_batch(rows, both, columns)


def _file(member: Member) -> pq.ParquetFile:
    if member.path is None:
        raise InputError(member.name, "Parquet inside an archive is not read", "unpack it first")
    with sound_names(member.path):
        return pq.ParquetFile(member.path)


def parts(member: Member) -> Iterator[tuple[Rows, pa.Table]]:
    """The rows of a Parquet file as text, and as they are, some thousands at a time.

    Raises:
        InputError: the file lies in an archive.
    """
    first = 1
    for part in _file(member).iter_batches(ROWS_AT_A_TIME):
        table = pa.Table.from_batches([part])
        text = pa.table({name: _text(table[name]) for name in table.column_names})
        table = _with_sound_text(table, text)
        lines = np.arange(first, first + part.num_rows, dtype=np.int64)
        yield Rows(member, text, lines, _raw(text)), table
        first += part.num_rows


def _with_sound_text(table: pa.Table, text: pa.Table) -> pa.Table:
    for place, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            table = table.set_column(place, field.name, text[field.name])
    return table


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The cells as text; what is nested is spelt out, and what is no UTF-8 replaced."""
    try:
        text = column.cast(pa.string())
        text.validate(full=True)
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        is_text = pa.types.is_string(column.type) or pa.types.is_binary(column.type)
        cells = (column.cast(pa.binary()) if is_text else column).to_pylist()
        return pa.chunked_array([pa.array(map(_spelt, cells), pa.string())])
    return text


def _spelt(cell: object) -> str | None:
    if isinstance(cell, bytes):
        return cell.decode(errors="replace")
    return None if cell is None else str(cell)


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
    """The file's own state where it gives one, else what our table makes of the name."""
    days = when["date"].to_numpy(zero_copy_only=False)
    state = states_on(mapped(rows.column(f"{side}_state"), _state), days, rows.unresolved)
    names = rows.column(f"{side}_name")
    open_names = mapped(pc.if_else(pc.is_valid(state), "", names), _placed)
    ours = sides(rows, open_names, days, scheme="name")
    name = pc.if_else(pc.is_valid(state), names, pc.coalesce(ours.name, names))
    return Sides(pc.coalesce(state, ours.country), name, ours.role)


def _placed(name: str) -> str:
    """A name our table knows as it is; else the country in its brackets, if there is one."""
    return name if party("name", name).known else country_in(name) or name


def _state(code: str) -> str | None:
    return party("keds", code).country if code else None


def parquet_columns(head: bytes) -> list[str]:
    """The column names of a Parquet file from its `Member.head`; none if it is no such file."""
    magic, _, columns = head.partition(b"\n")
    return columns.decode(errors="replace").split("\t") if magic == b"PAR1" else []


def _has(names: tuple[str, ...]) -> Callable[[bytes], bool]:
    return lambda head: set(names) <= set(parquet_columns(head))


FEEDS: Final = (
    Feed("keds-parquet", "KEDS events in Parquet", "events", _has(KEDS), _keds),
    Feed("icews-parquet", "ICEWS events in Parquet", "events", _has(ICEWS), _icews),
)
