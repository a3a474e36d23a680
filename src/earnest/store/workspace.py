"""A workspace: feeds of any size, kept as immutable parts behind a manifest.

One writer at a time; readers see the last committed manifest and are never blocked.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import pyarrow.compute as pc
import pyarrow.dataset as ds
from filelock import FileLock, Timeout

from earnest.errors import InputError, OutputError
from earnest.read.feeds import AUTO, named
from earnest.store import ingest, parts
from earnest.store.compaction import compacted
from earnest.store.duplicates import checks, cleared
from earnest.store.manifest import NAME, Added, Manifest, Part, commit, load, load_before
from earnest.store.memory import from_the_system
from earnest.store.sorting import IDS
from earnest.store.workers import Run, workers

JOBS_PER_COMMIT: Final = 16
QUARANTINE: Final = ingest.QUARANTINE
_LOCK: Final = ".lock"
Progress = Callable[[int, int], None]


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

    def add(self, path: Path, *, form: str = "auto") -> tuple[Added, bool]:
        """What became of a file, and whether it was new; a file added before adds nothing.

        Args:
            path: a file of any feed, plain, `.gz` or `.zip`.
            form: the name of the feed, or `auto`.

        Raises:
            InputError: the file cannot be read or no reader knows it.
            OutputError: another writer is at work, or the disk is full; nothing has changed.
        """
        (one,) = self.add_all([path], form=form)
        return one

    def add_all(
        self,
        paths: Sequence[Path],
        *,
        form: str = "auto",
        processes: int = 1,
        progress: Progress = lambda *_: None,
    ) -> Iterator[tuple[Added, bool]]:
        """What became of each file, some at a time: those told of are committed.

        Args:
            paths: files of any feed, plain, `.gz` or `.zip`.
            form: the name of the feed, or `auto`.
            processes: how many read files at once. More than one needs a program that may be
                imported, as processes of Python do.
            progress: called now and then with the rows and the bytes read so far.

        Raises:
            InputError: a file cannot be read or no reader knows it; the others are added.
            OutputError: another writer is at work, or the disk is full; what was not told of has
                changed nothing.
        """
        if form != AUTO:
            named(form)
        size = sum(path.stat().st_size for path in paths if path.is_file())
        several = processes if len(paths) > 1 and size > ingest.BYTES_PER_JOB else 1
        with workers(several, progress) as run:
            found = dict(zip(paths, run(ingest.fingerprint, paths), strict=True))
            failures = {path: one for path, one in found.items() if isinstance(one, InputError)}
            sources = [one for path in paths if isinstance(one := found[path], ingest.Source)]
            for some in _bundles(ingest.jobs(self.home, sources, form)):
                with self._writing():
                    told, failed = self._add(some, run)
                yield from told
                failures |= failed
        for path in paths:
            if path in failures:
                raise failures[path]

    def remove(self, source: str) -> Added:
        """Take a source and its rows out of the workspace.

        Args:
            source: its name, or the first letters of its checksum.

        Raises:
            InputError: there is no such source, or its rows cannot be told from another's.
        """
        with self._writing():
            before = self.manifest
            gone = self._source(before, source)
            kept: list[Part] = []
            for held in parts.by_stem(before.parts):
                kept += self._without(before, held, gone)
            if len(kept) == len(before.parts) and set(kept) == set(before.parts) and gone.rows:
                problem = f"the rows of {gone.source_id!r} were merged and do not name it"
                raise InputError(self.home, problem, "add the other sources to a new workspace")
            after = before.grown(
                tuple(kept), tuple(a for a in before.added if a.sha256 != gone.sha256)
            )
            commit(self.home, after)
            parts.sweep(self.home, after)
            return gone

    @from_the_system()
    def compact(self) -> int:
        """Merge the parts of each table, rows with the same id once; returns rows dropped.

        Parts that were merged stay on the disk until the next change, for readers at work.
        """
        with self._writing():
            before = self.manifest
            parts.sweep(self.home, before)
            merged, dropped = list[Part](), 0
            for part in before.parts:  # merged, damage would be written again as if it were sound
                parts.check_bytes(self.home, part)
            for table in sorted({part.table for part in before.parts} & set(IDS)):
                old = [part for part in before.parts if part.table == table]
                new, repeats = compacted(self.home, old)
                merged += new
                dropped += repeats
            commit(self.home, before.grown(tuple(merged), before.added))
            return dropped

    def damage(self) -> list[InputError]:
        """What is wrong with the parts, all bytes of which are read: one error for each.

        Queries check sizes, and what pyarrow reads page by page; this is the check of everything.
        """
        found = []
        for part in self.manifest.parts:
            try:
                parts.check_bytes(self.home, part)
            except InputError as error:
                found.append(error)
        return found

    def _add(
        self, jobs: Sequence[ingest.Job], run: Run
    ) -> tuple[list[tuple[Added, bool]], dict[Path, InputError]]:
        """Commit the files of some jobs; returns what became of each, and what failed."""
        before = self.manifest
        parts.sweep(self.home, before, load_before(self.home))
        before = _without_unread(before, jobs)
        known = {added.sha256: added for added in before.added}
        done = run(ingest.read, _unknown(jobs, known))
        new = [part for one in done for part in one.parts]
        tallies = {s: one for each in done for s, one in each.tallies.items()}
        new = self._cleared(before, new, tallies, run)
        added = {s: tally.added(s, feed) for s, (feed, tally) in tallies.items()}
        if added:
            commit(self.home, before.grown((*before.parts, *new), (*before.added, *added.values())))
        told = list[tuple[Added, bool]]()
        for source in (source for job in jobs for source in job.files):
            if source.sha256 in known:
                told.append((known[source.sha256], False))
            elif source in added:
                told.append((added[source], True))
                known[source.sha256] = added[source]
        return told, {s.path: error for one in done for s, error in one.failures.items()}

    def _cleared(
        self,
        before: Manifest,
        new: list[Part],
        tallies: Mapping[ingest.Source, tuple[str, ingest.Tally]],
        run: Run,
    ) -> list[Part]:
        """The new parts without rows that are there already, which their files' counts tell of."""
        found = run(cleared, checks(self.home, before.parts, new))
        changed = [one for some in found for one in some if one.new is not None]
        for one in changed:
            for source, (_, tally) in tallies.items():
                alone = one.old.added == (source.sha256,)
                if alone or (source.sha256 in one.old.added and source.path.name in one.gone):
                    gone = one.gone.total() if alone else one.gone[source.path.name]
                    tally.take_away(one.old.table, gone)
        stems = {parts.stem_of(one.old) for one in changed}
        dropped = [part for part in new if parts.stem_of(part) in stems]
        parts.discard(self.home, dropped)
        kept = [part for part in new if parts.stem_of(part) not in stems]
        return [*kept, *(part for one in changed for part in one.new or ())]

    def _source(self, manifest: Manifest, name: str) -> Added:
        found = [a for a in manifest.added if a.source_id == name or a.sha256.startswith(name)]
        if len(found) == 1:
            return found[0]
        names = ", ".join(a.source_id for a in manifest.added[:20]) or "none"
        problem = f"{len(found) or 'no'} sources are called {name!r}"
        raise InputError(self.home, problem, f"name one of: {names}")

    def _without(self, manifest: Manifest, held: Sequence[Part], gone: Added) -> list[Part]:
        """Parts of one stem without a source: as they are, written again, or none."""
        if held[0].added and gone.sha256 not in held[0].added:
            return list(held)
        if held[0].added == (gone.sha256,):
            return []
        twins = [added for added in manifest.added if added.source_id == gone.source_id]
        if len(twins) > 1:
            problem = f"the rows of two sources called {gone.source_id!r} were merged"
            raise InputError(self.home, problem, "add the other sources to a new workspace")
        for part in held:  # written again, damage would look as if it were sound
            parts.check_bytes(self.home, part)
        base = next(part for part in held if part.table in IDS)
        rows = parts.dataset_of(self.home, [base], base.table)
        mine = ds.field("source_id") == gone.source_id
        if not rows.count_rows(filter=mine):
            return list(held)
        keep = pc.not_equal(rows.to_table(columns=["source_id"])["source_id"], gone.source_id)
        others = tuple(one for one in base.added if one != gone.sha256)
        return parts.rewritten(self.home, base, keep, added=others)

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


def is_workspace(folder: Path) -> bool:
    """Whether a folder is a workspace rather than a folder of CSV files."""
    return (folder / NAME).is_file()


def _without_unread(manifest: Manifest, jobs: Sequence[ingest.Job]) -> Manifest:
    """The state without files of these jobs of which no line was read, if a format is named now."""
    again = {source.sha256 for job in jobs if job.form != AUTO for source in job.files}
    forms = {job.form for job in jobs}
    unread = {
        one.sha256
        for one in manifest.added
        if one.sha256 in again and one.is_unread and one.feed not in forms
    }
    return replace(manifest, added=tuple(a for a in manifest.added if a.sha256 not in unread))


def _unknown(jobs: Sequence[ingest.Job], known: Mapping[str, Added]) -> list[ingest.Job]:
    """The jobs without files that were added before or that stand there twice."""
    seen, found = set(known), list[ingest.Job]()
    for job in jobs:
        files = {s.sha256: s for s in reversed(job.files) if s.sha256 not in seen}
        if files:
            found.append(replace(job, files=tuple(reversed(files.values()))))
        seen.update(files)
    return found


def _bundles(jobs: Sequence[ingest.Job]) -> Iterator[Sequence[ingest.Job]]:
    """The jobs that are committed together."""
    for start in range(0, len(jobs), JOBS_PER_COMMIT):
        yield jobs[start : start + JOBS_PER_COMMIT]
