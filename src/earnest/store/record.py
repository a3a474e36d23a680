"""The record: what is publicly on file, from hand-written folders and the embedded tables."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from earnest.contract.report import Source
from earnest.contract.tables import ID_COLUMN, SORT_KEY, TABLES
from earnest.errors import InputError
from earnest.read.sources import folder_sources
from earnest.read.tables import read_folder
from earnest.store.engine import Engine, Rows
from earnest.store.manifest import Manifest
from earnest.store.view import View
from earnest.store.workspace import Workspace, is_workspace

# Files of one feed that lie no further apart are one stretch of coverage.
LONGEST_GAP_DAYS = 31
# Feeds that hold violence only: their silence says nothing of other acts.
VIOLENCE_ONLY = frozenset({"acled", "ucdp"})
# Tables that people write themselves promise nothing.
HAND_WRITTEN = frozenset({"events", "parquet"})
Part = tuple[dict[str, Rows], tuple[Source, ...]]


class Record:
    """Events, measures, statistics and documents with the files they came from.

    The curated measures and the Factbook figures that ship with the package are always part of a
    record; a row of the user's with the same id takes the place of the embedded one.
    """

    def __init__(self, tables: Mapping[str, Rows], sources: Sequence[Source]) -> None:
        self.tables = {name: tables.get(name, empty(name)) for name in TABLES}
        self.sources = tuple(sources)

    @classmethod
    def open(cls, *folders: Path | str) -> Self:
        """The record in these folders, on top of the embedded record.

        Args:
            folders: folders of CSV files, or workspaces; later ones win where ids are equal.

        Raises:
            InputError: a folder is missing or holds no table.
            RecordError: tables break their contract; all problems are listed.
        """
        parts = [_embedded(), *(_part(_existing(Path(folder))) for folder in folders)]
        tables = {name: _joined(name, [tables for tables, _ in parts]) for name in TABLES}
        return cls(tables, [source for _, sources in parts for source in sources])

    def count(self, table: str) -> int:
        """How many rows a table has."""
        rows = self.tables[table]
        return int(rows.count_rows() if isinstance(rows, ds.Dataset) else rows.num_rows)

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
        counts = ", ".join(f"{self.count(name):,} {name}" for name in self.tables)
        return f"<Record: {counts}; {len(self.sources)} sources>"


def empty(name: str) -> pa.Table:
    """The table of that name without rows."""
    return TABLES[name].empty_table()


@cache
def _embedded() -> Part:
    with as_file(files("earnest.data").joinpath("embedded")) as folder:
        return _part(folder)


def _part(folder: Path) -> Part:
    if is_workspace(folder):
        return _workspace_part(Workspace(folder))
    tables = read_folder(folder)
    return dict(tables), folder_sources(folder, tables)


def _workspace_part(workspace: Workspace) -> Part:
    """Events as a data set over the parts, so that their number does not matter; the rest read."""
    manifest = workspace.manifest
    held = {part.table for part in manifest.parts} & set(TABLES)
    tables: dict[str, Rows] = {
        name: rows if name == "events" else rows.to_table()
        for name in held
        for rows in [workspace.dataset(name)]
    }
    tables["coverage"] = _feed_coverage(manifest)
    sources = tuple(
        Source(added.source_id, added.sha256, rows, table)
        for added in manifest.added
        for table, rows in sorted(added.rows.items())
    )
    return tables, sources


def _feed_coverage(manifest: Manifest) -> pa.Table:
    """What the feeds of a workspace cover: all states, over stretches of files that join."""
    rows: list[dict[str, Any]] = []
    dated = [a for a in manifest.added if a.since and a.until and a.feed not in HAND_WRITTEN]
    for added in sorted(dated, key=lambda one: (one.feed, str(one.since))):
        since = dt.date.fromisoformat(str(added.since))
        until = dt.date.fromisoformat(str(added.until))
        last = rows[-1] if rows and rows[-1]["method"] == f"the feed {added.feed}" else None
        if last and (since - last["to"]).days <= LONGEST_GAP_DAYS:
            last["to"] = max(last["to"], until)
            continue
        rows.append(
            {
                "table": "events",
                "actor": "*",
                "recipient": "*",
                "class": "force" if added.feed in VIOLENCE_ONLY else "all",
                "from": since,
                "to": until,
                "kind": "feed",
                "method": f"the feed {added.feed}",
                "source_id": added.source_id,
            }
        )
    return pa.Table.from_pylist(rows, schema=TABLES["coverage"])


def _existing(folder: Path) -> Path:
    if not folder.is_dir():
        raise InputError(
            folder,
            "there is no such record folder",
            "give a folder of CSV files (events.csv, measures.csv, …) or a workspace",
        )
    return folder


def _joined(name: str, parts: Sequence[Mapping[str, Rows]]) -> Rows:
    """The parts one below the other, sorted; of rows with the same id the last part's stays."""
    if any(isinstance(part.get(name), ds.Dataset) for part in parts):
        found = [part[name] for part in parts if name in part]
        return ds.dataset([p if isinstance(p, ds.Dataset) else ds.dataset(p) for p in found])
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
