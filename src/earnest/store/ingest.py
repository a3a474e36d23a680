"""Files read into parts that no manifest names yet; a job is a few files, read in one process."""

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from earnest.errors import InputError, OutputError
from earnest.read.feeds import Batch, Rejected, batches, detect
from earnest.read.feeds.coded import plain, plain_table
from earnest.store import meter, parts
from earnest.store.joining import joined
from earnest.store.manifest import Added, Part, shortened
from earnest.store.memory import from_the_system
from earnest.store.pledged import promised_days, promised_dyads, promised_stretches
from earnest.store.sorting import IDS, first_of_each

ROWS_PER_PART: Final = 200_000  # with the block that fills it up, one row group
QUARANTINE: Final = "quarantine"
BYTES_PER_JOB: Final = 16 << 20  # packed; about a part


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be added: where it is, and the checksum of its bytes."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Job:
    """Files that one process reads, no two of one name."""

    home: Path
    files: tuple[Source, ...]
    form: str = "auto"


@dataclass(slots=True)
class Tally:
    """Counts that grow while a file is read."""

    read: int = 0
    rejected: int = 0
    duplicates: int = 0
    days: set[dt.date] = field(default_factory=set)
    dyads: set[str] = field(default_factory=set)
    rows: Counter[str] = field(default_factory=Counter)
    repaired: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    unresolved: Counter[str] = field(default_factory=Counter)

    def count(self, batch: Batch) -> None:
        """Take in what a batch says of its rows."""
        self.read += batch.read
        self.rejected += len(batch.rejected)
        self.repaired.update(batch.repaired)
        self.left_out.update(batch.left_out)
        self.unresolved.update(batch.unresolved)

    def take_away(self, table: str, rows: int) -> None:
        """Count rows as duplicates that were counted as new."""
        self.rows[table] -= rows
        self.duplicates += rows

    def added(self, source: Source, feed: str) -> Added:
        """What became of the file."""
        return Added(
            source_id=source.path.name,
            sha256=source.sha256,
            feed=feed,
            rows=dict(self.rows),
            read=self.read,
            rejected=self.rejected,
            duplicates=self.duplicates,
            repaired=dict(self.repaired),
            left_out=dict(self.left_out),
            unresolved=shortened(self.unresolved),
            since=min(self.days).isoformat() if self.days else None,
            until=max(self.days).isoformat() if self.days else None,
            stretches=promised_stretches(self.days, feed),
            dyads=tuple(sorted(self.dyads)),
        )


@dataclass(slots=True)
class Done:
    """What became of a job's files: parts, counts by file, and what failed."""

    parts: list[Part] = field(default_factory=list)
    tallies: dict[Source, tuple[str, Tally]] = field(default_factory=dict)
    failures: dict[Source, InputError] = field(default_factory=dict)


@dataclass(slots=True)
class _Pile:
    """Rows of one table that wait to become a part."""

    tables: list[pa.Table] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    rows: int = 0

    def lay(self, rows: pa.Table, added: Sequence[str]) -> None:
        self.tables.append(rows)
        self.added += [one for one in added if one not in self.added]
        self.rows += rows.num_rows

    def is_named_after(self, source: Source) -> bool:
        """Whether the rows name the file as their source, so that they can be told from others."""
        name = source.path.name
        return all(
            pc.all(pc.equal(plain(chunk), name)).as_py()
            for rows in self.tables
            for chunk in rows["source_id"].chunks
        )


def fingerprint(path: Path) -> Source | InputError:
    """The file with its checksum, or why it cannot be read."""
    try:
        return Source(path, checksum(path))
    except InputError as error:
        return error


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


@from_the_system()
def read(job: Job) -> Done:
    """The files of a job as parts; a file that fails leaves nothing and harms no other.

    Raises:
        OutputError: the disk is full or the workspace cannot be written to.
    """
    done, waiting = Done(), dict[str, _Pile]()
    for source in job.files:
        written = len(done.parts)
        try:
            own = _read(job, source, done)
        except OutputError:
            parts.discard(job.home, done.parts)
            raise
        except InputError as error:
            parts.discard(job.home, done.parts[written:])
            del done.parts[written:]
            done.tallies.pop(source, None)
            done.failures[source] = error
            continue
        for table, pile in own.items():
            if not pile.is_named_after(source):
                _flush(job, table, pile, done)
                continue
            if table in waiting and waiting[table].rows + pile.rows > ROWS_PER_PART:
                _flush(job, table, waiting.pop(table), done)
            held = waiting.setdefault(table, _Pile())
            for rows in pile.tables:
                held.lay(rows, pile.added)
    for table, pile in waiting.items():
        _flush(job, table, pile, done)
    return done


def _read(job: Job, source: Source, done: Done) -> dict[str, _Pile]:
    """What is left of a file's rows after whole parts of them were written."""
    feed = detect(source.path) if job.form == "auto" else job.form
    tally = Tally()
    done.tallies[source] = (feed, tally)
    own: dict[str, _Pile] = {}
    with _quarantine(job.home, source) as put_aside, meter.reading(source.path) as told:
        for batch in batches(source.path, format=job.form, told=told):
            tally.count(batch)
            put_aside(batch.rejected)
            meter.rows(batch.read)
            table = _table_of(batch)
            if table is None or not batch.table.num_rows:
                continue
            if table == "events":
                tally.days |= promised_days(batch.table, feed)
                tally.dyads |= promised_dyads(batch.table, feed)
            own.setdefault(table, _Pile()).lay(_with_extra(batch), [source.sha256])
            if own[table].rows >= ROWS_PER_PART:
                _flush(job, table, own.pop(table), done)
    return own


def _flush(job: Job, table: str, pile: _Pile, done: Done) -> None:
    """Write a pile as a part, and count its rows to their files."""
    rows = joined(pile.tables)
    fresh = first_of_each(rows, table)
    done.parts += parts.write(job.home, table, fresh, added=tuple(pile.added))
    alone = len(pile.added) == 1
    before, after = (Counter[str]() if alone else _by_source(one) for one in (rows, fresh))
    for source, (_, tally) in done.tallies.items():
        if source.sha256 in pile.added:
            name = source.path.name
            kept = fresh.num_rows if alone else after[name]
            tally.rows[table] += kept
            tally.duplicates += (rows.num_rows if alone else before[name]) - kept


def _by_source(rows: pa.Table) -> Counter[str]:
    """How many rows come from each file."""
    counts = pc.value_counts(plain_table(rows.select(["source_id"]))["source_id"])
    return Counter({row["values"].as_py(): row["counts"].as_py() for row in counts})


def _with_extra(batch: Batch) -> pa.Table:
    rows, extra = batch.table, batch.extra
    if extra is not None:
        for name in extra.column_names:
            rows = rows.append_column(f"{parts.EXTRA}{name}", extra[name])
    return rows


def _table_of(batch: Batch) -> str | None:
    """The contract table that a batch's rows belong to, by their columns."""
    names = set(batch.table.column_names)
    return next((table for table, column in IDS.items() if column in names), None)


@contextmanager
def _quarantine(home: Path, source: Source) -> Iterator[Callable[[tuple[Rejected, ...]], None]]:
    """A writer of rejected lines: file, line, reason and the line itself."""
    folder = home / QUARANTINE
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{source.sha256[:16]}.jsonl"
    try:
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
    except BaseException:  # a file that is refused leaves nothing
        path.unlink()
        raise
    if not path.stat().st_size:
        path.unlink()


def jobs(home: Path, sources: Sequence[Source], form: str) -> list[Job]:
    """Files that follow each other, bundled to about a part each."""
    found: list[list[Source]] = []
    held = 0
    for source in sources:
        size = source.path.stat().st_size
        names = {one.path.name for one in found[-1]} if found else set()
        if not found or held + size > BYTES_PER_JOB or source.path.name in names:
            found.append([])
            held = 0
        found[-1].append(source)
        held += size
    return [Job(home, tuple(files), form) for files in found]
