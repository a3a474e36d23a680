"""A workspace: feeds of any size, kept as immutable parts behind a manifest.

One writer at a time; readers see the last committed manifest and are never blocked.
"""

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
from filelock import FileLock, Timeout

from earnest.contract.tables import ID_COLUMN
from earnest.errors import InputError, OutputError
from earnest.read.feeds import Batch, Rejected, batches, detect
from earnest.store import parts
from earnest.store.manifest import NAME, Added, Manifest, Part, commit, load, shortened

ROWS_PER_PART: Final = 1_000_000
QUARANTINE: Final = "quarantine"
_LOCK: Final = ".lock"
Progress = Callable[[int], None]


@dataclass
class _Tally:
    """Counts that grow while a file is read."""

    read: int = 0
    rejected: int = 0
    duplicates: int = 0
    days: list[dt.date] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)
    repaired: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    unresolved: Counter[str] = field(default_factory=Counter)

    def count(self, batch: Batch) -> None:
        self.read += batch.read
        self.rejected += len(batch.rejected)
        self.repaired.update(batch.repaired)
        self.left_out.update(batch.left_out)
        self.unresolved.update(batch.unresolved)


class Workspace:
    """A folder of parts with a manifest."""

    def __init__(self, home: Path) -> None:
        self.home = home

    @property
    def manifest(self) -> Manifest:
        """The last committed state."""
        return load(self.home)

    def dataset(self, table: str) -> ds.Dataset:
        """The rows of a table over all its parts."""
        return parts.dataset(self.home, self.manifest, table)

    def add(
        self, path: Path, *, form: str = "auto", progress: Progress = lambda _: None
    ) -> tuple[Added, bool]:
        """What became of a file, and whether it was new; a file added before adds nothing.

        Args:
            path: a file of any feed, plain, `.gz` or `.zip`.
            form: the name of the feed, or `auto`.
            progress: called with the number of rows read so far.

        Raises:
            InputError: the file cannot be read or no reader knows it.
            OutputError: another writer is at work, or the disk is full; nothing has changed.
        """
        digest = checksum(path)
        with self._writing():
            before = self.manifest
            if known := before.source(digest):
                return known, False
            feed = detect(path) if form == "auto" else form
            tally, new = _Tally(), list[Part]()
            for table, rows in self._chunks(path, form, digest, tally, progress):
                new += self._parts(table, rows, before, digest, tally)
            added = _added(path, digest, feed, tally)
            commit(self.home, before.grown((*before.parts, *new), (*before.added, added)))
            return added, True

    def remove(self, source: str) -> Added:
        """Take a source and its rows out of the workspace.

        Args:
            source: its name, or the first letters of its checksum.

        Raises:
            InputError: there is no such source, or it is part of a compacted part.
        """
        with self._writing():
            before = self.manifest
            found = [
                a for a in before.added if a.source_id == source or a.sha256.startswith(source)
            ]
            if len(found) != 1:
                names = ", ".join(a.source_id for a in before.added) or "none"
                problem = f"{len(found) or 'no'} sources are called {source!r}"
                raise InputError(self.home, problem, f"name one of: {names}")
            gone = found[0]
            kept = [self._without(part, gone) for part in before.parts]
            after = before.grown(
                tuple(part for part in kept if part),
                tuple(a for a in before.added if a.sha256 != gone.sha256),
            )
            commit(self.home, after)
            parts.sweep(self.home, after)
            return gone

    def compact(self) -> int:
        """Merge the parts of each table, rows with the same id once; returns rows dropped."""
        with self._writing():
            before = self.manifest
            merged, dropped = list[Part](), 0
            for table in sorted({part.table for part in before.parts} - {parts.ROLLUP}):
                rows = parts.dataset(self.home, before, table).to_table()
                unique = _first_of_each(rows, table)
                dropped += rows.num_rows - unique.num_rows
                sources = tuple(a.sha256 for a in before.added if a.rows.get(table))
                for start in range(0, unique.num_rows, ROWS_PER_PART):
                    chunk = unique.slice(start, ROWS_PER_PART)
                    part = parts.write_part(self.home, table, chunk, added="")
                    merged.append(Part(part.file, table, part.rows, part.bytes_, sources))
                    if table == "events":
                        merged.append(self._rollup_part(chunk, ""))
            after = before.grown(tuple(merged), before.added)
            commit(self.home, after)
            parts.sweep(self.home, after)
            return dropped

    def _chunks(
        self, path: Path, form: str, digest: str, tally: _Tally, progress: Progress
    ) -> Iterator[tuple[str, pa.Table]]:
        """Rows by table in chunks of about a part, rejected lines put aside on the way."""
        waiting: dict[str, list[pa.Table]] = {}
        with self._quarantine(digest) as put_aside:
            for batch in batches(path, format=form):
                tally.count(batch)
                put_aside(batch.rejected)
                progress(tally.read)
                table = _table_of(batch)
                if table is None or not batch.table.num_rows:
                    continue
                held = waiting.setdefault(table, [])
                held.append(batch.table)
                if sum(t.num_rows for t in held) >= ROWS_PER_PART:
                    yield table, pa.concat_tables(waiting.pop(table))
        yield from ((table, pa.concat_tables(held)) for table, held in waiting.items() if held)

    def _parts(
        self, table: str, rows: pa.Table, before: Manifest, digest: str, tally: _Tally
    ) -> list[Part]:
        fresh = self._not_yet_there(_first_of_each(rows, table), table, before)
        tally.duplicates += rows.num_rows - fresh.num_rows
        tally.rows[table] += fresh.num_rows
        if not fresh.num_rows:
            return []
        written = [parts.write_part(self.home, table, fresh, added=digest)]
        if table == "events":
            bounds = pc.min_max(fresh["date"]).as_py()
            tally.days += [bounds["min"], bounds["max"]]
            written.append(self._rollup_part(fresh, digest))
        return written

    def _rollup_part(self, events: pa.Table, digest: str) -> Part:
        return parts.write_part(self.home, parts.ROLLUP, parts.rollup(events), added=digest)

    def _not_yet_there(self, rows: pa.Table, table: str, before: Manifest) -> pa.Table:
        """The rows whose id no committed part holds."""
        column = ID_COLUMN.get(table)
        if column is None or not before.files(table):
            return rows
        known = parts.dataset(self.home, before, table)
        wanted = ds.field(column).isin(rows[column].combine_chunks())
        seen = known.to_table(columns=[column], filter=wanted)[column]
        return rows.filter(pc.invert(pc.is_in(rows[column], value_set=seen.combine_chunks())))

    def _without(self, part: Part, gone: Added) -> Part | None:
        if gone.sha256 not in part.added:
            return part
        if len(part.added) == 1:
            return None
        problem = f"the source {gone.source_id} was merged with others by `record compact`"
        raise InputError(self.home, problem, "add the other sources to a new workspace")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.home / _LOCK)
            with lock.acquire(timeout=0):
                yield
        except Timeout:
            problem, remedy = (
                "another process is writing to this workspace",
                "wait for it to finish",
            )
            raise OutputError(self.home, problem, remedy) from None
        except OSError as error:
            problem = f"the workspace cannot be written to ({error.strerror or error})"
            raise OutputError(
                self.home, problem, "free disk space, or choose another folder"
            ) from None

    @contextmanager
    def _quarantine(self, digest: str) -> Iterator[Callable[[tuple[Rejected, ...]], None]]:
        """A writer of rejected lines: file, line, reason and the line itself."""
        folder = self.home / QUARANTINE
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{digest[:16]}.jsonl"
        with path.open("w", encoding="utf-8", newline="\n") as file:

            def put_aside(rejected: tuple[Rejected, ...]) -> None:
                for line in rejected:
                    raw = line.raw.decode("utf-8", "backslashreplace")
                    row = {
                        "file": line.member,
                        "line": line.line,
                        "reason": line.reason,
                        "raw": raw,
                    }
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")

            yield put_aside
        if not path.stat().st_size:
            path.unlink()


def is_workspace(folder: Path) -> bool:
    """Whether a folder is a workspace rather than a folder of CSV files."""
    return (folder / NAME).is_file()


def checksum(path: Path) -> str:
    """The SHA-256 of a file, in hex.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        problem = f"the file cannot be read ({error.strerror})"
        raise InputError(path, problem, "check the name and the right to read it") from None


def _table_of(batch: Batch) -> str | None:
    """The contract table that a batch's rows belong to, by their columns."""
    names = set(batch.table.column_names)
    return next((table for table, column in _IDS.items() if column in names), None)


_IDS: Final = {**ID_COLUMN, "spells": "spell_id"}


def _first_of_each(rows: pa.Table, table: str) -> pa.Table:
    """The rows with each id once: the first in order."""
    column = _IDS.get(table)
    if column is None or rows.num_rows == pc.count_distinct(rows[column]).as_py():
        return rows
    numbered = rows.append_column("_row", pa.array(range(rows.num_rows), pa.int64()))
    first = numbered.group_by(column).aggregate([("_row", "min")])["_row_min"]
    return rows.take(first.combine_chunks().sort())


def _added(path: Path, digest: str, feed: str, tally: _Tally) -> Added:
    return Added(
        source_id=path.name,
        sha256=digest,
        feed=feed,
        rows=dict(tally.rows),
        read=tally.read,
        rejected=tally.rejected,
        duplicates=tally.duplicates,
        repaired=dict(tally.repaired),
        left_out=dict(tally.left_out),
        unresolved=shortened(tally.unresolved),
        since=min(tally.days).isoformat() if tally.days else None,
        until=max(tally.days).isoformat() if tally.days else None,
    )
