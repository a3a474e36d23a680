"""Event files as the few columns that rates and back-tests need, without building a record."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pyarrow as pa
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
    text = {
        new: table[old].cast(pa.string()) for new, old in found.items() if new != "date" and old
    }
    text |= {name: _optional(table, name) for name in _OPTIONAL}
    return pa.table({**text, "date": table["date"].cast(pa.date32())})


def _optional(table: pa.Table, name: str) -> pa.ChunkedArray:
    if name in table.column_names:
        return table[name].cast(pa.string())
    default = "CAMEO" if name == "ontology" else ""
    return pa.chunked_array([pa.repeat(default, table.num_rows)])
