"""The collections that shipped numbers are computed from: their files by name and checksum."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from earnest.errors import Problem, RecordError
from earnest.read.shipped import table
from earnest.store.event_columns import checksum


@dataclass(frozen=True, slots=True)
class NamedInput:
    """One file that baselines are computed from.

    Attributes:
        kind: `events`, or how its spells are read: `ties`, `gsdb`, `icb`.
        test_from: where the models of events are scored; None for spells.
    """

    id: str
    path: Path
    kind: str
    test_from: dt.date | None
    sha256: str
    title: str


def named_inputs(folder: Path) -> tuple[NamedInput, ...]:
    """The files of `data/collections.csv`, found anywhere under a folder and checked.

    Raises:
        RecordError: files are missing, or are not the ones that the numbers come from; all of them
            are listed.
    """
    found = listed(folder)
    problems = [problem for one in found for problem in _problems(one)]
    if problems:
        raise RecordError(problems)
    return found


def listed(folder: Path) -> tuple[NamedInput, ...]:
    """The rows of `data/collections.csv`, wherever under the folder their files lie."""
    return tuple(_input(row, folder) for row in table("collections.csv"))


def _input(row: dict[str, str], folder: Path) -> NamedInput:
    here: Sequence[Path] = sorted(folder.rglob(row["file"])) if folder.is_dir() else ()
    test_from = dt.date.fromisoformat(row["test_from"]) if row["test_from"] else None
    path = here[0] if here else folder / row["file"]
    return NamedInput(row["id"], path, row["kind"], test_from, row["sha256"], row["title"])


def _problems(given: NamedInput) -> list[Problem]:
    if not given.path.is_file():
        return [Problem(str(given.path), "there is no such file", f"put {given.id} there")]
    found = checksum(given.path)
    if found == given.sha256:
        return []
    problem = f"its checksum is {found[:12]}…, not {given.sha256[:12]}…"
    return [Problem(str(given.path), problem, f"give the file that {given.id} numbers come from")]
