"""A folder of hand-written CSV files as typed record tables."""

import difflib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from earnest.contract.tables import ID_COLUMN, SORT_KEY, TABLES
from earnest.errors import Problem, RecordError
from earnest.read.cells import Cells
from earnest.read.coverage import LAYOUT as COVERAGE_LAYOUT
from earnest.read.coverage import coverage
from earnest.read.events import LAYOUT as EVENTS_LAYOUT
from earnest.read.events import event
from earnest.read.index import LAYOUT as DOCUMENTS_LAYOUT
from earnest.read.index import indexed_document
from earnest.read.measures import LAYOUT as MEASURES_LAYOUT
from earnest.read.measures import measure
from earnest.read.sheet import Layout, SheetRow, sheet_rows
from earnest.read.statistics import LAYOUT as STATISTICS_LAYOUT
from earnest.read.statistics import statistic

Reader = Callable[[Cells], dict[str, Any]]
READERS: Final[Mapping[str, tuple[Layout, Reader]]] = {
    "events": (EVENTS_LAYOUT, event),
    "measures": (MEASURES_LAYOUT, measure),
    "statistics": (STATISTICS_LAYOUT, statistic),
    "documents": (DOCUMENTS_LAYOUT, indexed_document),
    "coverage": (COVERAGE_LAYOUT, coverage),
}
MOST_PROBLEMS_SHOWN: Final = 50


def read_folder(path: Path) -> dict[str, pa.Table]:
    """The record tables of a folder, in their Arrow contracts and sorted by `SORT_KEY`.

    Args:
        path: a folder with at least one of events.csv, measures.csv, statistics.csv,
            documents.csv and coverage.csv.

    Returns:
        Table name to table, only for the files that are there.

    Raises:
        RecordError: files, columns or cells break the contract; all problems together.
    """
    problems = _folder_problems(path)
    tables = {}
    for name in READERS:
        file = path / f"{name}.csv"
        if file.is_file():
            tables[name] = _table(file, name, problems)
    if problems:
        raise RecordError(_shown(problems))
    return tables


def read_table(path: Path, *, name: str) -> pa.Table:
    """One hand-written CSV file as the record table `name`, whatever the file is called.

    Raises:
        RecordError: columns or cells break the contract; all problems together.
        ValueError: there is no table of that name.
    """
    if name not in READERS:
        raise ValueError(f"no table is called {name!r}; tables: {', '.join(READERS)}")
    problems: list[Problem] = []
    table = _table(path, name, problems)
    if problems:
        raise RecordError(_shown(problems))
    return table


def source_id(path: Path) -> str:
    """The name of a record file in reports: its folder and its own name, no more of the path."""
    return f"{path.resolve().parent.name}/{path.name}"


def _folder_problems(path: Path) -> list[Problem]:
    if not path.is_dir():
        problem = "this is no folder" if path.exists() else "there is no such folder"
        return [Problem(str(path), problem, "give a folder that holds record tables as CSV")]
    names = [f"{name}.csv" for name in READERS]
    found = sorted(file.name for file in path.iterdir() if file.is_file())
    misspelt = [_misspelt(path, name) for name in found if name not in names]
    problems = [problem for problem in misspelt if problem]
    if not problems and not any(name in found for name in names):
        problem = "the folder holds no record table"
        problems.append(Problem(str(path), problem, f"add one of {', '.join(names)}"))
    return problems


def _misspelt(path: Path, name: str) -> Problem | None:
    """A file that looks like a table and would be passed over in silence."""
    close = difflib.get_close_matches(
        name.lower(), [f"{table}.csv" for table in READERS], n=1, cutoff=0.9
    )
    if not close:
        return None
    where = source_id(path / name)
    return Problem(where, "no table has this name", f"rename it to {close[0]} or move it away")


def _table(file: Path, name: str, problems: list[Problem]) -> pa.Table:
    layout, read = READERS[name]
    where, before = source_id(file), len(problems)
    raw = _content(file, where, problems)
    rows = sheet_rows(raw, layout, where=where, problems=problems) if raw is not None else []
    _note_duplicates(rows, ID_COLUMN.get(name), where=where, problems=problems)
    found = []
    for row in rows:
        values = read(Cells(row, where=where, problems=problems))
        values["source_id"] = row.cells.get("source_id") or where
        found.append(values)
    schema = TABLES[name]
    if len(problems) > before:
        return schema.empty_table()
    return _in_order(pa.Table.from_pylist(found, schema=schema), name)


def _content(file: Path, where: str, problems: list[Problem]) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError as error:
        remedy = "check the name of the file and the right to read it"
        problems.append(Problem(where, f"the file cannot be read ({error.strerror})", remedy))
        return None


def _in_order(table: pa.Table, name: str) -> pa.Table:
    return table.sort_by([(column, "ascending") for column in SORT_KEY[name]])


def _note_duplicates(
    rows: list[SheetRow], column: str | None, *, where: str, problems: list[Problem]
) -> None:
    first: dict[str, int] = {}
    for row in rows if column else ():
        key = row.cells.get(column or "", "")
        if key and first.setdefault(key, row.line) != row.line:
            problem = f"the id {key!r} stands on line {first[key]} already"
            problems.append(
                Problem(where, problem, "give each row an id of its own", row.line, column)
            )


def _shown(problems: list[Problem]) -> list[Problem]:
    """The first problems in reading order, with one that counts the rest."""
    ordered = sorted(problems, key=lambda problem: (problem.where, problem.line or 0))
    rest = len(ordered) - MOST_PROBLEMS_SHOWN
    if rest <= 0:
        return ordered
    more = Problem(
        f"and {rest} more", "problems are not listed", "correct those above and read again"
    )
    return [*ordered[:MOST_PROBLEMS_SHOWN], more]
