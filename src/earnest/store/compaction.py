"""Parts of a table merged and rows with the same id kept once, whatever the size of the archive.

DuckDB sorts on the disk when its memory is used up; rows stream from it into new parts.
"""

import datetime as dt
import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from earnest.contract.tables import SORT_KEY
from earnest.errors import OutputError
from earnest.store import parts
from earnest.store.manifest import Part
from earnest.store.repeats import repeats
from earnest.store.sorting import IDS

GROUPS_PER_PART: Final = 4
MEMORY: Final = "300MB"
_BATCH: Final = 65_536
TEMPORARY: Final = "compacting"

SORTED: Final = """
SELECT {columns}
FROM read_parquet($files, union_by_name = true)
WHERE {conditions}
ORDER BY {keys}
"""
IN_YEAR: Final = "date >= $since AND date < $until"


def compacted(home: Path, old: Sequence[Part]) -> tuple[list[Part], int]:
    """New parts in place of all parts of a table, and how many rows stood there twice.

    Events are merged year by year, so that adding to one year leaves the others alone.

    Raises:
        OutputError: the disk is full; nothing has changed.
    """
    with _scratch(home) as folder:
        kept, dropped = _without_repeats(home, old, folder)
        with _connection(home, folder) as engine:
            return [part for bounds, some in _years(kept)
                    for part in _merged(engine, home, some, bounds)], dropped  # fmt: skip


def _without_repeats(home: Path, old: Sequence[Part], folder: Path) -> tuple[list[Part], int]:
    """The parts, those with rows whose id stands in an earlier one written again without them."""
    paths = [parts.files_of(home, part)[part.table] for part in old]
    gone = repeats(paths, IDS[old[0].table], folder)
    kept: list[Part] = []
    for place, part in enumerate(old):
        rows = gone.get(place)
        if rows is None:
            kept.append(part)
            continue
        keep = np.ones(part.rows, dtype=bool)
        keep[rows] = False
        kept += [one for one in parts.rewritten(home, part, pa.array(keep))
                 if one.table == part.table]  # fmt: skip
    return kept, sum(map(len, gone.values()))


def _years(old: Sequence[Part]) -> Iterator[tuple[dict[str, dt.date], list[Part]]]:
    """The years that parts hold days of, each with its parts; one stretch if days are unknown."""
    spans = [(part, part.since, part.until) for part in old if part.since and part.until]
    if len(spans) < len(old):
        yield {}, list(old)
        return
    first, last = min(since for _, since, _ in spans), max(until for *_, until in spans)
    for year in range(int(first[:4]), int(last[:4]) + 1):
        bounds = {"since": dt.date(year, 1, 1), "until": dt.date(year + 1, 1, 1)}
        low, high = (day.isoformat() for day in bounds.values())
        some = [part for part, since, until in spans if since < high and until >= low]
        if some:
            yield bounds, some


def _merged(
    engine: duckdb.DuckDBPyConnection, home: Path, old: Sequence[Part], year: dict[str, dt.date]
) -> list[Part]:
    """The rows of a year in order, in new parts; the details in parts of the same stems."""
    table = old[0].table
    files = [parts.files_of(home, part) for part in old]
    stems: list[str] = []
    new: list[Part] = []
    for name in (table, parts.details_of(table)):
        its = [str(paths[name]) for paths in files if name in paths]
        if not its:
            continue
        schema = pa.unify_schemas([pq.read_schema(path) for path in its])
        query = SORTED.format(
            columns=", ".join(f'"{column}"' for column in schema.names),
            conditions=IN_YEAR if year else "TRUE",
            keys=", ".join(f'"{key}"' for key in SORT_KEY[table]),
        )
        rows = engine.sql(query, params={"files": its, **year})
        reader = rows.to_arrow_reader(_BATCH)
        new += _written(home, name, _row_groups(reader, schema), stems)
    return new


def _row_groups(reader: pa.RecordBatchReader, schema: pa.Schema) -> Iterator[pa.Table]:
    """The rows in tables of exactly one row group, but for the last."""
    held: list[pa.RecordBatch] = []
    rows = 0
    for batch in reader:
        while rows + batch.num_rows >= parts.ROW_GROUP:
            cut = parts.ROW_GROUP - rows
            yield pa.Table.from_batches([*held, batch.slice(0, cut)]).cast(schema)
            batch, held, rows = batch.slice(cut), [], 0  # noqa: PLW2901
        if batch.num_rows:
            held.append(batch)
            rows += batch.num_rows
    if held:
        yield pa.Table.from_batches(held).cast(schema)


def _written(home: Path, name: str, groups: Iterator[pa.Table], stems: list[str]) -> list[Part]:
    """Parts of some row groups each; their stems are those given, or new ones put there."""
    new: list[Part] = []
    for number, first in enumerate(groups):
        if number == len(stems):
            stems.append(uuid.uuid4().hex)
        some = chain([first], islice(groups, GROUPS_PER_PART - 1))
        new += parts.write_groups(home, name, some, stem=stems[number], added=())
    return new


@contextmanager
def _scratch(home: Path) -> Iterator[Path]:
    """A folder for what does not fit the memory."""
    folder = home / TEMPORARY
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _connection(home: Path, folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    settings: dict[str, Any] = {
        "memory_limit": MEMORY,
        "temp_directory": str(folder),
        "threads": 2,
        "preserve_insertion_order": False,
    }
    try:
        with duckdb.connect(":memory:", config=settings) as engine:
            yield engine
    except duckdb.Error as error:
        problem = f"the parts cannot be merged ({str(error).splitlines()[0]})"
        raise OutputError(home, problem, "free disk space; nothing has changed") from None
