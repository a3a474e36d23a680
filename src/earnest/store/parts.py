"""Immutable Parquet parts: written whole or not at all, sorted by the table's key.

Events are kept in up to three files of one stem: what queries read, the details that are read on
demand (addresses, and what a feed says beyond our columns), and a rollup that series are drawn
from.
"""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from earnest.contract.tables import ID_COLUMN, SORT_KEY, TABLES
from earnest.errors import InputError, OutputError
from earnest.store.disk import sync_folder
from earnest.store.manifest import Manifest, Part
from earnest.store.sorting import counted, in_order

FOLDER: Final = "parts"
ROLLUP: Final = "rollup"
DETAILS: Final = "details"
EXTRA: Final = "extra."
ROW_GROUP: Final = 262_144
ZSTD_LEVEL: Final = 3
_ROLLUP_KEY: Final = ("actor_country", "recipient_country", "date", "quad", "root")
_PLAIN: Final = ("event_id", "source_ref")
# Tables whose address column lies with the details.
_ADDRESSES_APART: Final = ("events",)


def write(
    home: Path, table: str, rows: pa.Table, *, added: tuple[str, ...], extra: pa.Table | None = None
) -> list[Part]:
    """New parts with these rows, sorted and on the disk before they are named.

    Args:
        home: the workspace.
        table: the name of the table.
        rows: in its contract; text may be dictionary-encoded.
        added: the checksums of the files they come from.
        extra: for each row, columns that the contract does not have.

    Raises:
        OutputError: the disk is full or the folder cannot be written to; nothing is left behind.
    """
    for name in extra.column_names if extra else ():
        rows = rows.append_column(EXTRA + name, extra[name])
    return write_sorted(home, table, in_order(rows, table), added=added)


def write_sorted(
    home: Path, table: str, rows: pa.Table, *, added: tuple[str, ...], stem: str = ""
) -> list[Part]:
    """As `write`, for rows in order, with their extra columns."""
    stem = stem or uuid.uuid4().hex
    apart = details_columns(table, rows.column_names)
    kept = [name for name in TABLES.get(table, rows.schema).names if name not in apart]
    kept = [name for name in kept if not name.startswith(EXTRA)]
    found = [_write(home, table, rows.select(kept), stem, added)]
    if apart:
        keys = [*SORT_KEY[table], *(name for name in apart if name not in SORT_KEY[table])]
        found.append(_write(home, f"{table}_{DETAILS}", rows.select(keys), stem, added))
    if table == "events":
        found.append(_write(home, ROLLUP, rollup(rows), stem, added))
    return found


def details_columns(table: str, names: list[str]) -> list[str]:
    """Which of these columns of a table lie in a file of their own."""
    apart = [name for name in names if name.startswith(EXTRA)]
    return ["source_ref", *apart] if table in _ADDRESSES_APART and "source_ref" in names else apart


def rollup(events: pa.Table) -> pa.Table:
    """Events counted by dyad, day, quad and root: what series are drawn from."""
    return counted(events, _ROLLUP_KEY)


def dataset(home: Path, manifest: Manifest, table: str) -> ds.Dataset:
    """The rows of a table over its parts, read when they are asked for.

    Addresses of events are null here: `earnest.store.details` reads them.

    Raises:
        InputError: a part is missing or has another size than when it was written.
    """
    parts = [part for part in manifest.parts if part.table == table]
    for part in parts:
        check(home, part)
    return dataset_of(home, parts, table)


def dataset_of(home: Path, parts: list[Part], table: str) -> ds.Dataset:
    """The rows of some parts of a table."""
    files = [str(home / FOLDER / part.file) for part in parts]
    if not files:
        return ds.dataset(TABLES[table].empty_table())
    schema = TABLES.get(table)
    if schema is None and table.endswith(DETAILS):
        schema = pa.unify_schemas([pq.read_schema(file) for file in files])
    return ds.dataset(files, schema=schema, format="parquet")


def check(home: Path, part: Part) -> None:
    """Refuse a part that is missing or damaged.

    Raises:
        InputError: naming the part, and the source to add again.
    """
    path = home / FOLDER / part.file
    size = path.stat().st_size if path.is_file() else None
    if size != part.bytes_:
        problem = "the part is missing" if size is None else "the part is damaged"
        sources = ", ".join(part.added)
        remedy = (
            f"remove and add again the source {sources} (`earnest record remove`, `record add`)"
        )
        raise InputError(path, problem, remedy)


def sweep(home: Path, *manifests: Manifest) -> int:
    """Delete files under `parts/` that none of the manifests name; returns how many there were."""
    named = {part.file for manifest in manifests for part in manifest.parts}
    folder = home / FOLDER
    strays = [p for p in folder.iterdir() if p.name not in named] if folder.is_dir() else []
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


@contextmanager
def writer(home: Path, table: str, stem: str, schema: pa.Schema) -> Iterator[pq.ParquetWriter]:
    """A writer of a part that has its name only once all of it is on the disk.

    Raises:
        OutputError: the disk is full or the folder cannot be written to; nothing is left behind.
    """
    folder = home / FOLDER
    path = folder / file_name(table, stem)
    unfinished = path.with_name(f"{path.name}.tmp")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with pq.ParquetWriter(unfinished, schema, **_layout(schema)) as file:
            yield file
        _sync(unfinished)
        unfinished.replace(path)
        sync_folder(folder)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        problem = f"the part cannot be written ({error.strerror or error})"
        raise OutputError(home, problem, "free disk space, or choose another --home") from None


def written(
    home: Path, table: str, stem: str, rows: int, added: tuple[str, ...], days: pa.Array | None
) -> Part:
    """The part that a writer has finished."""
    file = file_name(table, stem)
    bounds: dict[str, Any] = pc.min_max(days).as_py() if days is not None else {}
    since, until = bounds.get("min"), bounds.get("max")
    return Part(
        file,
        table,
        rows,
        (home / FOLDER / file).stat().st_size,
        added,
        since and since.isoformat(),
        until and until.isoformat(),
    )


def file_name(table: str, stem: str) -> str:
    """The name of a part's file."""
    return f"{table}-{stem}.parquet"


def stem_of(part: Part) -> str:
    """What the files of the same rows have in common."""
    return part.file.removesuffix(".parquet").rpartition("-")[2]


def _write(home: Path, table: str, rows: pa.Table, stem: str, added: tuple[str, ...]) -> Part:
    with writer(home, table, stem, rows.schema) as file:
        file.write_table(rows, row_group_size=ROW_GROUP)
    days = rows["date"] if table == "events" else None
    return written(home, table, stem, rows.num_rows, added, days)


def _layout(schema: pa.Schema) -> dict[str, Any]:
    """Ids follow each other, addresses share their beginnings: both are stored as differences."""
    chained = [name for name in _PLAIN if name in schema.names]
    return {
        "compression": "zstd",
        "compression_level": ZSTD_LEVEL,
        "store_schema": False,
        "use_dictionary": [name for name in schema.names if name not in chained],
        "column_encoding": dict.fromkeys(chained, "DELTA_BYTE_ARRAY") or None,
    }


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def column_of_ids(table: str) -> str:
    """The id column of a table."""
    return ID_COLUMN.get(table, "spell_id")
