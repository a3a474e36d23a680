"""Immutable Parquet parts: written whole or not at all, sorted by the table's key."""

import os
import uuid
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from earnest.contract.tables import SORT_KEY, TABLES
from earnest.errors import InputError, OutputError
from earnest.store.disk import sync_folder
from earnest.store.manifest import Manifest, Part

FOLDER: Final = "parts"
ROLLUP: Final = "rollup"
ROW_GROUP: Final = 262_144
ZSTD_LEVEL: Final = 3
_ROLLUP_KEY: Final = ("actor_country", "recipient_country", "date", "quad", "root")


def write_part(home: Path, table: str, rows: pa.Table, *, added: str) -> Part:
    """A new part with these rows, sorted and on the disk before it is named.

    Raises:
        OutputError: the disk is full or the folder cannot be written to; nothing is left behind.
    """
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{table}-{uuid.uuid4().hex}.parquet"
    unfinished, path = folder / f"{name}.tmp", folder / name
    keys = [(key, "ascending") for key in SORT_KEY.get(table, _ROLLUP_KEY)]
    try:
        pq.write_table(
            rows.sort_by(keys),
            unfinished,
            compression="zstd",
            compression_level=ZSTD_LEVEL,
            row_group_size=ROW_GROUP,
        )
        _sync(unfinished)
        unfinished.replace(path)
        sync_folder(folder)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        problem = f"the part cannot be written ({error.strerror or error})"
        raise OutputError(home, problem, "free disk space, or choose another --home") from None
    return Part(name, table, rows.num_rows, path.stat().st_size, (added,))


def rollup(events: pa.Table) -> pa.Table:
    """Events counted by dyad, day, quad and root: what series are drawn from."""
    counted = events.select([*_ROLLUP_KEY, "event_id"]).group_by(list(_ROLLUP_KEY))
    counts = counted.aggregate([("event_id", "count")])
    return counts.rename_columns([*_ROLLUP_KEY, "n"])


def dataset(home: Path, manifest: Manifest, table: str) -> ds.Dataset:
    """The rows of a table over its parts, read when they are asked for.

    Raises:
        InputError: a part is missing or has another size than when it was written.
    """
    parts = [part for part in manifest.parts if part.table == table]
    for part in parts:
        check(home, part)
    files = [str(home / FOLDER / part.file) for part in parts]
    schema = TABLES.get(table)
    return ds.dataset(files, schema=schema, format="parquet") if files else _empty(table)


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


def sweep(home: Path, manifest: Manifest) -> int:
    """Delete files under `parts/` that no manifest names; returns how many there were."""
    named = {part.file for part in manifest.parts}
    folder = home / FOLDER
    strays = [p for p in folder.iterdir() if p.name not in named] if folder.is_dir() else []
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


def _empty(table: str) -> ds.Dataset:
    return ds.dataset(TABLES[table].empty_table())


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
