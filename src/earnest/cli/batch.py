"""Many texts assessed in one go: a report folder for each, by as many processes as there are cores."""

import datetime as dt
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from earnest.cli.options import progress_bar, stem
from earnest.errors import EarnestError, InputError

if TYPE_CHECKING:
    from earnest.contract.text import Document
    from earnest.pipeline import Request
    from earnest.store import Record

# A process takes as long to start as some texts to assess.
TEXTS_PER_PROCESS: Final = 8


@dataclass(frozen=True, slots=True)
class Batch:
    """What is asked of every text; see `pipeline.Request`."""

    today: dt.date
    as_of: dt.date | None
    records: tuple[Path, ...]
    date: dt.date | None
    question: str | None
    text_is_whole: bool

    def request(self, source: str, document: "Document | None" = None) -> "Request":
        """What is asked of one of them."""
        from earnest.pipeline import Request

        return Request(
            source=source,
            document=document,
            today=self.today,
            as_of=self.as_of,
            records=self.records,
            date=self.date,
            question=self.question,
            text_is_whole=self.text_is_whole,
        )


@dataclass(frozen=True, slots=True)
class Job:
    """One text: where it lies, or itself if it is a row of a file; and its report's folder."""

    source: str
    document: "Document | None"
    out: Path
    batch: Batch


def is_batch(paths: Sequence[str]) -> bool:
    """Whether there is more than one text."""
    return len(paths) > 1 or _is_collection(paths[0])


def refuse(options: Mapping[str, object]) -> None:
    """Nothing, if none of these options was given.

    Raises:
        UsageError: one was; they go with one text only.
    """
    if given := [name for name, value in options.items() if value]:
        raise click.UsageError(f"{', '.join(given)}: for one text only")


def assess_all(paths: Sequence[str], batch: Batch, out: Path) -> None:
    """Write the report of each text and print a line for it; exit code 1 if one failed.

    Raises:
        InputError: two texts would have the same folder, or a file cannot be read at all.
    """
    from earnest.store.workers import workers

    jobs = [job for path in paths for job in _jobs(path, batch, out)]
    _refuse_same_folders(jobs)
    processes = min(os.cpu_count() or 1, -(-len(jobs) // TEXTS_PER_PROCESS))
    with progress_bar() as progress:

        def told(done: int, _: int) -> None:
            progress(done, len(jobs), "assessing")

        told(0, 0)
        with workers(processes, told) as run:
            found = run(assess_one, jobs)
    for line, is_failure in found:
        click.echo(line, err=is_failure)
    if any(is_failure for _, is_failure in found):
        raise click.exceptions.Exit(1)


def assess_one(job: Job) -> tuple[str, bool]:
    """The line to print for a text, and whether it failed."""
    from earnest.store import meter

    try:
        return _assessed(job), False
    except EarnestError as error:
        return f"earnest: {error}", True
    except Exception as error:  # noqa: BLE001 - a fault in one text costs no other its report
        return f"earnest: {job.out}: {type(error).__name__}: {error} (a fault of earnest)", True
    finally:
        meter.rows(1)


def _assessed(job: Job) -> str:
    from earnest.pipeline import assess
    from earnest.report.wording import counted
    from earnest.report.write import write_report

    is_case = job.document is None and Path(job.source).is_dir()
    record = None if is_case else _record(job.batch.records)
    report = assess(job.batch.request(job.source, job.document), record=record)
    write_report(report, job.out)
    statements = counted(len(report.statements), "statement")
    return f"{job.out}: {statements}, {counted(len(report.findings), 'finding')}"


@lru_cache(maxsize=1)
def _record(folders: tuple[Path, ...]) -> "Record":
    """The record, opened once in each process."""
    from earnest.store import Record

    return Record.open(*folders)


def _jobs(path: str, batch: Batch, out: Path) -> Iterator[Job]:
    if not _is_collection(path):
        yield Job(path, None, out / f"{stem(path)}-report", batch)
        return
    from earnest.read.collection import documents_in

    for document in documents_in(path, date=batch.date):
        yield Job(path, document, out / f"{stem(document.id)}-report", batch)


def _is_collection(path: str) -> bool:
    from earnest.read.jsonl import is_jsonl

    return path != "-" and Path(path).is_file() and is_jsonl(Path(path))


def _refuse_same_folders(jobs: Sequence[Job]) -> None:
    taken: dict[Path, Job] = {}
    for job in jobs:
        other = taken.setdefault(job.out, job)
        if other is not job:
            problem = f"the report would take the place of that on {other.source}, in {job.out}"
            raise InputError(job.source, problem, "give the texts names of their own")
