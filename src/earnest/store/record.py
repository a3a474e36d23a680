"""The record: what is publicly on file, from hand-written folders and the embedded tables."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc

from earnest.contract.report import Source
from earnest.contract.tables import ID_COLUMN, SORT_KEY, TABLES
from earnest.errors import InputError
from earnest.read.sources import folder_sources
from earnest.read.tables import read_folder
from earnest.store.engine import Engine
from earnest.store.view import View

Part = tuple[dict[str, pa.Table], tuple[Source, ...]]


class Record:
    """Events, measures, statistics and documents with the files they came from.

    The curated measures and the Factbook figures that ship with the package are always part of a
    record; a row of the user's with the same id takes the place of the embedded one.
    """

    def __init__(self, tables: Mapping[str, pa.Table], sources: Sequence[Source]) -> None:
        self.tables = {name: tables.get(name, empty(name)) for name in TABLES}
        self.sources = tuple(sources)

    @classmethod
    def open(cls, *folders: Path | str) -> Self:
        """The record in these folders of CSV files, on top of the embedded record.

        Args:
            folders: later folders win over earlier ones where ids are equal.

        Raises:
            InputError: a folder is missing or holds no table.
            RecordError: tables break their contract; all problems are listed.
        """
        parts = [_embedded(), *(_part(_existing(Path(folder))) for folder in folders)]
        tables = {name: _joined(name, [tables for tables, _ in parts]) for name in TABLES}
        return cls(tables, [source for _, sources in parts for source in sources])

    def at(self, as_of: dt.date) -> View:
        """The record as it was known at the end of `as_of`."""
        return View(self.tables, as_of=as_of)

    def ask(self, query: str) -> pa.Table:
        """The answer to a query in SQL over the tables of the record.

        Raises:
            InputError: the query is not valid, or reaches for files or settings.
        """
        return Engine(self.tables).ask(query)

    def __repr__(self) -> str:
        counts = ", ".join(f"{table.num_rows:,} {name}" for name, table in self.tables.items())
        return f"<Record: {counts}; {len(self.sources)} sources>"


def empty(name: str) -> pa.Table:
    """The table of that name without rows."""
    return TABLES[name].empty_table()


@cache
def _embedded() -> Part:
    with as_file(files("earnest.data").joinpath("embedded")) as folder:
        return _part(folder)


def _part(folder: Path) -> Part:
    tables = read_folder(folder)
    return tables, folder_sources(folder, tables)


def _existing(folder: Path) -> Path:
    if not folder.is_dir():
        raise InputError(
            folder,
            "there is no such record folder",
            "give a folder with events.csv, measures.csv, statistics.csv or documents.csv",
        )
    return folder


def _joined(name: str, parts: Sequence[Mapping[str, pa.Table]]) -> pa.Table:
    """The parts one below the other, sorted; of rows with the same id the last part's stays."""
    kept: list[pa.Table] = []
    for part in reversed(parts):
        table = part.get(name)
        if table is None or not table.num_rows:
            continue
        column = ID_COLUMN.get(name)
        if column and kept:
            seen = pa.concat_arrays([c for t in kept for c in t[column].chunks])
            table = table.filter(pc.invert(pc.is_in(table[column], value_set=seen)))
        kept.append(table)
    if not kept:
        return empty(name)
    keys = [(key, "ascending") for key in SORT_KEY[name]]
    return pa.concat_tables(reversed(kept)).sort_by(keys).combine_chunks()
