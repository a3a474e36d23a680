"""The tables of a record: the embedded ones, folders of CSV files and workspaces, joined."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from earnest.contract.report import Source
from earnest.contract.tables import ID_COLUMN, SORT_KEY, TABLES
from earnest.errors import InputError
from earnest.read.sources import folder_sources
from earnest.read.tables import read_folder
from earnest.store.counted import Counted, CountedPart
from earnest.store.engine import Rows
from earnest.store.manifest import Added, Manifest
from earnest.store.parts import FOLDER, ROLLUP, check, dataset, read, stem_of
from earnest.store.pledged import LONGEST_GAP_DAYS, VIOLENCE_ONLY
from earnest.store.workspace import Workspace, is_workspace

# Tables that people write themselves promise nothing.
HAND_WRITTEN = frozenset({"events", "parquet"})
EVERYONE = "*>*"


class Part(NamedTuple):
    """What a folder holds; `counted` are its events if they lie in parts."""

    tables: dict[str, Rows]
    sources: tuple[Source, ...]
    counted: Counted | None = None


class Tables(Mapping[str, Rows]):
    """The tables of several folders below each other, joined when first looked at.

    The embedded tables are read then, too: whoever asks for events does not wait for them.
    """

    def __init__(self, parts: Sequence[Mapping[str, Rows]]) -> None:
        self._parts = tuple(parts)
        self._known: dict[str, Rows] = {}

    def __getitem__(self, name: str) -> Rows:
        if name not in TABLES:
            raise KeyError(name)
        if name not in self._known:
            shipped = [embedded().tables] if _embedded_file(name).is_file() else []
            self._known[name] = _joined(name, [*shipped, *self._parts])
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)


def empty(name: str) -> pa.Table:
    """The table of that name without rows."""
    return TABLES[name].empty_table()


@cache
def embedded() -> Part:
    with as_file(files("earnest.data").joinpath("embedded")) as folder:
        return part_of(folder)


def _embedded_file(table: str) -> Traversable:
    return files("earnest.data").joinpath("embedded", f"{table}.csv")


def counted_of(parts: Sequence[Part]) -> list[Counted]:
    """Events of each folder with their rollups; none if all are in memory, where ids are joined."""
    if not any(part.counted for part in parts):
        return []
    return [part.counted or Counted(part.tables["events"]) for part in parts
            if "events" in part.tables]  # fmt: skip


def sources_of(parts: Sequence[Part]) -> tuple[Source, ...]:
    """The sources of all parts; a row that a later part replaces is counted there only."""
    return tuple(
        replace(source, rows=source.rows - _replaced(source.kind, n, parts))
        for n, part in enumerate(parts)
        for source in part.sources
    )


def _replaced(name: str, n: int, parts: Sequence[Part]) -> int:
    """How many rows of a part have their id in a later one; none of a workspace, where all stand."""
    column = ID_COLUMN.get(name)
    held = [part.tables[name] for part in parts if name in part.tables]
    own = parts[n].tables.get(name)
    later = [p.tables[name][column] for p in parts[n + 1 :] if column and name in p.tables]
    if own is None or not later or any(isinstance(rows, ds.Dataset) for rows in held):
        return 0
    return int(pc.sum(pc.is_in(own[column], value_set=_ids(later))).as_py() or 0)


def _ids(columns: Sequence[pa.ChunkedArray]) -> pa.Array:
    return pa.concat_arrays([chunk for column in columns for chunk in column.chunks])


def part_of(folder: Path) -> Part:
    if is_workspace(folder):
        return _workspace_part(Workspace(folder))
    tables = read_folder(folder)
    return Part(dict(tables), folder_sources(folder, tables))


def _workspace_part(workspace: Workspace) -> Part:
    """Events as a data set over the parts, so that their number does not matter; the rest read."""
    manifest = workspace.manifest
    held = {part.table for part in manifest.parts} & set(TABLES)
    tables: dict[str, Rows] = {
        name: rows if name == "events" else read(rows)
        for name in held
        for rows in [dataset(workspace.home, manifest, name)]
    }
    tables["coverage"] = _feed_coverage(manifest)
    sources = tuple(
        Source(added.source_id, added.sha256, rows, table)
        for added in manifest.added
        for table, rows in sorted(added.rows.items())
    )
    parts = _counted_parts(workspace.home, manifest)
    return Part(tables, sources, Counted(tables["events"], parts) if parts else None)


def _counted_parts(home: Path, manifest: Manifest) -> list[CountedPart]:
    """The parts of events, each with the rollup of the same rows."""
    rollups = {stem_of(part): part for part in manifest.parts if part.table == ROLLUP}
    for part in rollups.values():
        check(home, part)
    files = {stem: str(home / FOLDER / part.file) for stem, part in rollups.items()}
    return [
        CountedPart(str(home / FOLDER / part.file), files.get(stem_of(part)), part.actors)
        for part in manifest.parts
        if part.table == "events"
    ]


def _feed_coverage(manifest: Manifest) -> pa.Table:
    """What the feeds of a workspace cover, over stretches of files that join.

    That is the acts of all states, or of the pairs that a feed's files name.
    """
    rows: list[dict[str, Any]] = []
    last: dict[tuple[str, str], dict[str, Any]] = {}
    for added, since, until in sorted(_stretches(manifest), key=lambda one: (one[0].feed, one[1])):
        for dyad in added.dyads or (EVERYONE,):
            before = last.get((added.feed, dyad))
            if before and (since - before["to"]).days <= LONGEST_GAP_DAYS:
                before["to"] = max(before["to"], until)
            else:
                row = _promise(added, dyad, since, until)
                last[added.feed, dyad] = row
                rows.append(row)
    return pa.Table.from_pylist(rows, schema=TABLES["coverage"])


def _stretches(manifest: Manifest) -> Iterator[tuple[Added, dt.date, dt.date]]:
    """Each file of a feed with the first and last day of each stretch that it covers."""
    for added in manifest.added:
        if added.since and added.until and added.feed not in HAND_WRITTEN:
            for first, last in added.stretches or ((added.since, added.until),):
                yield added, dt.date.fromisoformat(first), dt.date.fromisoformat(last)


def _promise(added: Added, dyad: str, since: dt.date, until: dt.date) -> dict[str, Any]:
    """A row of coverage: of a file, and of one pair or of everyone."""
    actor, recipient = dyad.split(">")
    return {
        "table": "events",
        "actor": actor,
        "recipient": recipient,
        "class": "force" if added.feed in VIOLENCE_ONLY else "all",
        "from": since,
        "to": until,
        "kind": "feed",
        "method": f"the feed {added.feed}",
        "source_id": added.source_id,
    }


def existing(folder: Path) -> Path:
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
            seen = _ids([t[column] for t in kept])
            table = table.filter(pc.invert(pc.is_in(table[column], value_set=seen)))
        kept.append(table)
    if not kept:
        return empty(name)
    keys = [(key, "ascending") for key in SORT_KEY[name]]
    return pa.concat_tables(reversed(kept)).sort_by(keys).combine_chunks()
