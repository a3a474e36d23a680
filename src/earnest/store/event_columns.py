"""Event files as the few columns that rates and back-tests need, without building a record."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from earnest.errors import InputError

# Names under which collections keep the same column; the first one present is read.
_NAMES: Final = {
    "actor_country": ("actor_country", "source_state"),
    "recipient_country": ("recipient_country", "target_state"),
    "date": ("date",),
    "code": ("code",),
}
_OPTIONAL: Final = ("set", "ontology")


def event_columns(paths: Sequence[Path]) -> pa.Table:
    """The events of Parquet files, one below the other: parties, date, code, set and scheme.

    Returns:
        `actor_country`, `recipient_country`, `date` (date32), `code`, `set` (empty where a file
        does not tell collections apart) and `ontology` (`CAMEO` unless the file says otherwise).

    Raises:
        InputError: a file is missing, is no Parquet file or lacks a column.
    """
    return pa.concat_tables([_columns(path) for path in paths])


def checksum(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _columns(path: Path) -> pa.Table:
    if not path.is_file():
        raise InputError(path, "there is no such file", "give the path of a file of events")
    try:
        names = pq.read_schema(path).names
    except pa.ArrowInvalid as error:
        raise InputError(path, "this is no Parquet file", "give events in Parquet") from error
    found = {new: next((n for n in old if n in names), None) for new, old in _NAMES.items()}
    missing = [new for new, old in found.items() if old is None]
    if missing:
        remedy = "name the columns actor_country, recipient_country, date and code"
        raise InputError(path, f"the columns {', '.join(missing)} are missing", remedy)
    wanted = [old for old in found.values() if old] + [name for name in _OPTIONAL if name in names]
    table = pq.read_table(path, columns=wanted)
    text = {new: _text(table[old]) for new, old in found.items() if new != "date" and old}
    text |= {name: _optional(table, name) for name in _OPTIONAL}
    return pa.table({**text, "date": _days(path, table["date"])})


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """As text; empty is null, and CAMEO codes written as numbers get their leading zero back."""
    if pa.types.is_integer(column.type):
        text = column.cast(pa.string())
        is_short = pc.or_(
            pc.less(column, 100), pc.and_(pc.greater(column, 204), pc.less(column, 1000))
        )
        return pc.if_else(is_short, pc.binary_join_element_wise("0", text, ""), text)
    text = column.cast(pa.string())
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)


def _days(path: Path, column: pa.ChunkedArray) -> pa.ChunkedArray:
    try:
        return column.cast(pa.date32())
    except pa.ArrowInvalid as error:
        problem = "the column date holds something else than days"
        raise InputError(path, problem, "write dates, or YYYY-MM-DD") from error


def _optional(table: pa.Table, name: str) -> pa.ChunkedArray:
    if name in table.column_names:
        return table[name].cast(pa.string())
    default = "CAMEO" if name == "ontology" else ""
    return pa.chunked_array([pa.repeat(default, table.num_rows)])
