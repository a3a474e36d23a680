"""Immutable Parquet parts: written whole or not at all, sorted by the table's key.

Events are kept in up to three files of one stem: what queries read, the details that are read on
demand (addresses, and what a feed says beyond our columns), and a rollup that series are drawn
from.
"""

import os
import uuid
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from earnest.contract.tables import SORT_KEY, TABLES
from earnest.errors import InputError, OutputError
from earnest.read.feeds.coded import plain_table
from earnest.store.disk import sync_folder
from earnest.store.manifest import Manifest, Part
from earnest.store.sorting import counted, in_order

FOLDER: Final = "parts"
ROLLUP: Final = "rollup"
EXTRA: Final = "extra."
ROW_GROUP: Final = 262_144
# A dyad's counts of a year are few: whoever asks for one reads little else.
ROLLUP_GROUP: Final = 16_384
ZSTD_LEVEL: Final = 1  # higher ones take longer and save nothing here
_CHUNK: Final = 1 << 20
_ROLLUP_KEY: Final = ("actor_country", "recipient_country", "date", "quad", "root")
DAMAGED: Final = "`earnest doctor --workspace FOLDER` names the sources to remove and add again"
_CHAINED: Final = ("event_id",)
# Columns by which readers pass over row groups; bounds of the others cost more than they save.
_LOOKED_UP: Final = frozenset(
    {*(key for keys in SORT_KEY.values() for key in keys)}
    | {"known_at", "source_id", "quad", "root", "date_precision", "tier"}
)


def write(home: Path, table: str, rows: pa.Table, *, added: tuple[str, ...]) -> list[Part]:
    """New parts with these rows, sorted and on the disk before they are named.

    Args:
        home: the workspace.
        table: the name of the table.
        rows: in its contract, and columns beyond it called `extra.NAME`; text may be
            dictionary-encoded.
        added: the checksums of the files they come from.

    Raises:
        OutputError: the disk is full or the folder cannot be written to; nothing is left behind.
    """
    return write_sorted(home, table, in_order(rows, table), added=added)


def write_sorted(home: Path, table: str, rows: pa.Table, *, added: tuple[str, ...]) -> list[Part]:
    """As `write`, for rows that are in order."""
    starts = range(0, max(rows.num_rows, 1), ROW_GROUP)
    groups = [rows.slice(start, ROW_GROUP) for start in starts]
    if len(groups) > 1:  # a row group is written with all of its dictionary, also what it lacks
        groups = [plain_table(group) for group in groups]
    return write_all(home, table, groups, added=added)


def write_all(
    home: Path, table: str, groups: Sequence[pa.Table], *, added: tuple[str, ...]
) -> list[Part]:
    """As `write_sorted`, for the row groups of a part."""
    stem = uuid.uuid4().hex
    return [
        part
        for name, columns in layout(table, groups[0].column_names).items()
        for part in write_groups(
            home, name, (group.select(columns) for group in groups), stem=stem, added=added
        )
    ]


def write_groups(
    home: Path, table: str, groups: Iterable[pa.Table], *, stem: str, added: tuple[str, ...]
) -> list[Part]:
    """A part of rows in order and, where they are events, its rollup.

    Args:
        home: the workspace.
        table: of the rows, or of details.
        groups: the rows, in tables of one schema; only one is held at a time.
        stem: what the name of the file has in common with that of its details.
        added: the checksums of the files they come from; none after compaction.
    """
    left = iter(groups)
    first = next(left)
    counted_keys: list[pa.Table] = []
    rows = 0
    with writer(home, table, stem, first.schema) as file:
        for group in chain([first], left):
            file.write_table(group, row_group_size=ROW_GROUP)
            rows += group.num_rows
            counted_keys += [group.select(_ROLLUP_KEY)] if table == "events" else []
    if table != "events":
        return [_written(home, table, stem, rows, added, None)]
    keys = pa.concat_tables(counted_keys).unify_dictionaries()
    counts = rollup(keys)
    part = _written(home, table, stem, rows, added, counts)
    with writer(home, ROLLUP, stem, counts.schema) as file:
        file.write_table(counts, row_group_size=ROLLUP_GROUP)
    return [part, _written(home, ROLLUP, stem, counts.num_rows, added, None)]


def layout(table: str, names: Sequence[str]) -> dict[str, list[str]]:
    """Which of these columns go to which file: the table's own, and that of its details."""
    apart = [name for name in names if name.startswith(EXTRA)]
    apart = ["source_ref", *apart] if table == "events" and "source_ref" in names else apart
    files = {table: [name for name in names if name not in apart]}
    return files | ({details_of(table): [*SORT_KEY[table], *apart]} if apart else {})


def details_of(table: str) -> str:
    """What the details of a table's rows are called in the manifest."""
    return f"{table}_details"


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
    return dataset_at(files, table) if files else ds.dataset(TABLES[table].empty_table())


def dataset_at(files: Sequence[str], table: str) -> ds.Dataset:
    """The rows of some files of a table; columns that only some files have are null elsewhere."""
    schema = TABLES.get(table)
    if schema is None and table != ROLLUP:
        schema = pa.unify_schemas([pq.read_schema(file) for file in files])
    return ds.dataset(files, schema=schema, format=checked_format())


def checked_format(*, coded: Iterable[str] = ()) -> ds.ParquetFileFormat:
    """How parts are read: each page against its checksum, some texts as numbers."""
    checked = ds.ParquetFragmentScanOptions(page_checksum_verification=True)
    return ds.ParquetFileFormat(
        dictionary_columns=sorted(coded), default_fragment_scan_options=checked
    )


def read(
    rows: ds.Dataset, *, columns: Sequence[str] | None = None, wanted: ds.Expression | None = None
) -> pa.Table:
    """Some columns, or all, of the wanted rows of a data set.

    Raises:
        InputError: a page of a part is not what was written.
    """
    try:
        return rows.to_table(columns=columns and list(columns), filter=wanted)
    except OSError as error:
        first = str(error).splitlines()[0]
        raise InputError(_home(rows), f"a part is damaged ({first})", DAMAGED) from None


def _home(rows: ds.Dataset) -> str:
    files = rows.files if isinstance(rows, ds.FileSystemDataset) else []
    return str(Path(files[0]).parents[1]) if files else "the record"


def check(home: Path, part: Part) -> None:
    """Refuse a part that is missing or damaged.

    Raises:
        InputError: naming the part, and the source to add again.
    """
    path = home / FOLDER / part.file
    size = path.stat().st_size if path.is_file() else None
    if size != part.bytes_:
        raise _broken(path, part, "the part is missing" if size is None else "the part is damaged")


def check_bytes(home: Path, part: Part) -> None:
    """As `check`, and read all of it: a part of the same size may hold other bytes.

    Raises:
        InputError: naming the part, and the source to add again.
    """
    check(home, part)
    path = home / FOLDER / part.file
    if part.crc32 is not None and checksum(path) != part.crc32:
        raise _broken(path, part, "the part is damaged: its bytes are not those that were written")


def checksum(path: Path) -> int:
    """The CRC-32 of a file."""
    found = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found = zlib.crc32(chunk, found)
    return found


def _broken(path: Path, part: Part, problem: str) -> InputError:
    remedy = (
        f"remove and add again the source {', '.join(part.added)} (`earnest record remove`,"
        " `record add`)"
        if part.added
        else "put back a copy, or add its files to a new workspace"
    )
    return InputError(path, problem, remedy)


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


def _written(
    home: Path, table: str, stem: str, rows: int, added: tuple[str, ...], counts: pa.Table | None
) -> Part:
    """The part that a writer has finished."""
    file = file_name(table, stem)
    days = _bounds(counts["date"]) if counts is not None else None
    actors = _bounds(counts["actor_country"]) if counts is not None else None
    return Part(
        file,
        table,
        rows,
        (home / FOLDER / file).stat().st_size,
        added,
        days and days[0] and days[0].isoformat(),
        days and days[1] and days[1].isoformat(),
        checksum(home / FOLDER / file),
        actors and (actors[0] or "", actors[1] or ""),
    )


def _bounds(column: pa.ChunkedArray) -> tuple[Any, Any]:
    """The first and the last value of a column; None if it has none."""
    bounds: dict[str, Any] = pc.min_max(column).as_py()
    return bounds["min"], bounds["max"]


def file_name(table: str, stem: str) -> str:
    """The name of a part's file."""
    return f"{table}-{stem}.parquet"


def details_file(file: Path, table: str) -> Path | None:
    """Where the details of a part's rows are, if it is a part of this table."""
    name, _, stem = file.stem.rpartition("-")
    return file.with_name(file_name(details_of(table), stem)) if name == table else None


def stem_of(part: Part) -> str:
    """What the files of the same rows have in common."""
    return part.file.removesuffix(".parquet").rpartition("-")[2]


def _layout(schema: pa.Schema) -> dict[str, Any]:
    """Ids follow each other and are stored as differences; addresses make a large dictionary."""
    chained = [name for name in _CHAINED if name in schema.names]
    return {
        "compression": "zstd",
        "compression_level": ZSTD_LEVEL,
        "store_schema": False,
        "write_page_checksum": True,
        # nothing reads less than a row group, and each page costs a decompressor of its own
        "max_rows_per_page": ROW_GROUP,
        "use_dictionary": [name for name in schema.names if name not in chained],
        "dictionary_pagesize_limit": 32 << 20,
        "write_statistics": [name for name in schema.names if name in _LOOKED_UP],
        "column_encoding": dict.fromkeys(chained, "DELTA_BYTE_ARRAY") or None,
    }


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def files_of(home: Path, part: Part) -> dict[str, Path]:
    """The files with rows of a table that are stored under one stem, by table."""
    names = (part.table, details_of(part.table))
    paths = {name: home / FOLDER / file_name(name, stem_of(part)) for name in names}
    return {name: path for name, path in paths.items() if path.is_file()}


def by_stem(some: Sequence[Part]) -> list[list[Part]]:
    """Parts by the rows they hold: those of a table first, then their details and rollup."""
    found: dict[str, list[Part]] = {}
    for part in some:
        found.setdefault(stem_of(part), []).append(part)
    return list(found.values())


def rewritten(
    home: Path, part: Part, keep: pa.Array, *, added: tuple[str, ...] | None = None
) -> list[Part]:
    """New parts with some rows of a part, their details among them.

    Args:
        home: the workspace.
        part: of a table proper; its details and its rollup follow.
        keep: for each of its rows whether it stays.
        added: the files the rows come from; those of the part if None.
    """
    base, *details = (pq.read_table(path) for path in files_of(home, part).values())
    for more in details:
        for name in more.column_names:
            if name not in base.column_names:
                base = base.append_column(name, more[name])
    kept = base.filter(keep)
    sources = part.added if added is None else added
    return write_sorted(home, part.table, kept, added=sources) if kept.num_rows else []


def discard(home: Path, gone: Sequence[Part]) -> None:
    """Delete the files of parts that no manifest names."""
    for part in gone:
        (home / FOLDER / part.file).unlink(missing_ok=True)
