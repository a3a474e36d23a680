"""How fast GDELT 2.0 zips are parsed into events, on one core.

    python benchmarks/generate_gdelt.py FOLDER --rows 5000000
    python benchmarks/ingest.py FOLDER

Prints rows per second and core, CPU seconds, the ratio to reading all 61 columns as text with
pyarrow alone on the same bytes, and peak memory. Nothing is written.
"""

import argparse
import io
import resource
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from pyarrow import csv

from earnest.read.feeds import batches, gdelt2

_PER_MB = 1024 if sys.platform != "darwin" else 1024**2


def ours(path: Path) -> int:
    """Rows of a file in the contract of the events table."""
    return sum(batch.table.num_rows for batch in batches(path, format="gdelt2"))


def plain(path: Path) -> int:
    """Rows of a file as 61 text columns; fails on the first stray line."""
    with zipfile.ZipFile(path) as archive:
        raw = archive.read(archive.namelist()[0])
    table = csv.read_csv(
        io.BytesIO(raw),
        read_options=csv.ReadOptions(column_names=list(gdelt2.COLUMNS), use_threads=False),
        parse_options=csv.ParseOptions(delimiter="\t", quote_char=False),
    )
    return int(table.num_rows)


def cpu_seconds(read: Callable[[Path], int], paths: list[Path]) -> tuple[int, float]:
    """Rows read, and the CPU seconds that took."""
    before = time.process_time()
    rows = sum(read(path) for path in paths)
    return rows, time.process_time() - before


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    paths = sorted(parser.parse_args().folder.glob("*.zip"))
    ours(paths[0])
    rows, seconds = cpu_seconds(ours, paths)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _PER_MB
    _, alone = cpu_seconds(plain, paths)
    print(f"earnest  {rows:>12,} rows  {seconds:8.2f} CPU s  {rows / seconds:>10,.0f} rows/s/core")
    print(f"pyarrow  {rows:>12,} rows  {alone:8.2f} CPU s  {rows / alone:>10,.0f} rows/s/core")
    print(f"ratio    {alone / seconds:.2f}    peak memory {peak:,.0f} MB")


if __name__ == "__main__":
    main()
