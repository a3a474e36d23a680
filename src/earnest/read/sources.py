"""Where the rows of a record came from: each file with its hash and its number of rows."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from earnest.contract.report import Source
from earnest.read.tables import source_id


def folder_sources(path: Path, tables: Mapping[str, pa.Table]) -> tuple[Source, ...]:
    """The files of a record folder, sorted by name.

    Args:
        path: the folder.
        tables: what `read_folder` returned for it.

    Returns:
        One source per table; `kind` is the table, `rows` its number of rows, `sha256` of the
        bytes of the file.
    """
    return tuple(
        Source(
            source_id=source_id(path / f"{name}.csv"),
            sha256=hashlib.sha256((path / f"{name}.csv").read_bytes()).hexdigest(),
            rows=table.num_rows,
            kind=name,
        )
        for name, table in sorted(tables.items())
    )
