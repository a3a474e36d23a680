"""Rows whose id stands in an earlier row, in archives of any size: ids are hashed into buckets.

Equal ids share a bucket, and a bucket fits the memory. Two hashes of 64 bits stand for an id: that
two ids of an archive share both is less likely than a fault of the disk.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
import pyarrow.parquet as pq

ROWS_PER_BUCKET: Final = 2_000_000
HASHES: Final = "SELECT hash({id}) AS one, hash({id} || '#') AS other FROM ids"
_ROW: Final = np.dtype([("one", "<u8"), ("other", "<u8"), ("part", "<u4"), ("row", "<u4")])
Rows = np.ndarray[Any, np.dtype[np.void]]
Places = np.ndarray[Any, np.dtype[np.uint32]]


def repeats(paths: Sequence[Path], column: str, folder: Path) -> dict[int, Places]:
    """For each file, by its place, the rows whose id stands in an earlier row or file.

    Args:
        paths: Parquet files, in order.
        column: of the ids.
        folder: an empty folder for the buckets.
    """
    rows = sum(pq.read_metadata(path).num_rows for path in paths)
    buckets = [folder / f"{n}.ids" for n in range(rows // ROWS_PER_BUCKET + 1)]
    with ExitStack() as stack:
        files = [stack.enter_context(path.open("wb")) for path in buckets]
        for some in _hashed(paths, column):
            which = some["one"] % len(buckets)
            for place, file in enumerate(files):
                file.write(some[which == place].tobytes())
    found: defaultdict[int, list[Places]] = defaultdict(list)
    for path in buckets:
        for part, places in _repeats(np.fromfile(path, dtype=_ROW)):
            found[part].append(places)
        path.unlink()
    return {part: np.sort(np.concatenate(places)) for part, places in found.items()}


def _hashed(paths: Sequence[Path], column: str) -> Iterator[Rows]:
    query = HASHES.format(id=f'"{column}"')
    with duckdb.connect(":memory:") as engine:
        for part, path in enumerate(paths):
            first = 0
            for batch in pq.ParquetFile(path).iter_batches(columns=[column]):
                engine.register("ids", batch)
                hashes = engine.sql(query).to_arrow_table()
                some = np.empty(batch.num_rows, dtype=_ROW)
                some["one"], some["other"] = hashes["one"].to_numpy(), hashes["other"].to_numpy()
                some["part"], some["row"] = part, np.arange(first, first + batch.num_rows)
                first += batch.num_rows
                yield some


def _repeats(rows: Rows) -> Iterator[tuple[int, Places]]:
    """By file, the rows of a bucket that have the ids of earlier ones."""
    order = np.lexsort((rows["row"], rows["part"], rows["other"], rows["one"]))
    rows = rows[order]
    again = (rows["one"][1:] == rows["one"][:-1]) & (rows["other"][1:] == rows["other"][:-1])
    gone = rows[1:][again]
    for part in np.unique(gone["part"]):
        yield int(part), gone["row"][gone["part"] == part]
