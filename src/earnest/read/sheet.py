"""A hand-written CSV file as rows of trimmed cells, each with its line."""

import csv
import difflib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from earnest.errors import Problem


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The cells of one row by contract column, and the line the row starts on."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns a table may have.

    Attributes:
        columns: accepted spelling to contract column.
        required: contract columns that must be there.
    """

    columns: Mapping[str, str]
    required: tuple[str, ...]


class _Unreadable(Exception):  # noqa: N818 - leaves the parser with its one Problem
    def __init__(self, problem: str, remedy: str, line: int | None = None) -> None:
        super().__init__(problem)
        self.problem, self.remedy, self.line = problem, remedy, line


def sheet_rows(
    raw: bytes, layout: Layout, *, where: str, problems: list[Problem]
) -> list[SheetRow]:
    """The rows of a CSV file; whatever is wrong with its form is added to `problems`.

    Blank rows are left out. A file whose header cannot be used yields no rows.

    Args:
        raw: the bytes of the file: UTF-8, with or without a byte order mark.
        layout: the columns the table may have.
        where: the file as messages name it.
        problems: the list that receives what is wrong.
    """
    try:
        records = _records(_decoded(raw))
        line, header = next(records, (1, []))
        columns = _columns(header, layout, where=where, line=line, problems=problems)
        if columns is None:
            return []
        return _rows(records, columns, where=where, problems=problems)
    except _Unreadable as error:
        problems.append(Problem(where, error.problem, error.remedy, line=error.line))
        return []


def _decoded(raw: bytes) -> str:
    if not raw.strip():
        raise _Unreadable("the file is empty", "write a header line, or remove the file")
    if b"\0" in raw:
        raise _Unreadable(
            "the file holds a NUL byte, so it is no CSV text",
            "export the table again as CSV in UTF-8",
            line=raw[: raw.index(b"\0")].count(b"\n") + 1,
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _Unreadable(
            f"the encoding is not UTF-8 (byte {error.start})",
            "save the file as CSV in UTF-8",
            line=raw[: error.start].count(b"\n") + 1,
        ) from None


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _Unreadable(
                f"the quoting is broken ({error})",
                'put a cell that holds a comma, quote or line break between ", and double'
                " each quote inside it",
                line=line,
            ) from None
        cells = [cell.strip() for cell in record]
        if any(cells):
            yield line, cells


def _columns(
    header: list[str], layout: Layout, *, where: str, line: int, problems: list[Problem]
) -> list[str] | None:
    found: list[Problem] = []
    columns = [layout.columns.get(name, "") for name in header]
    for name, column in zip(header, columns, strict=True):
        if not column:
            found.append(_unknown_column(name, layout, where=where, line=line))
        elif columns.count(column) > 1:
            remedy = "keep one of the columns"
            problem = f"the column {column} is given more than once"
            found.append(Problem(where, problem, remedy, line=line, field=name))
    for column in layout.required:
        if column not in columns:
            remedy = f"add the column {_spellings(column, layout)}"
            problem = "a required column is missing"
            found.append(Problem(where, problem, remedy, line=line, field=column))
    problems += found
    return None if found else columns


def _unknown_column(name: str, layout: Layout, *, where: str, line: int) -> Problem:
    other = next((mark for mark in (";", "\t", "|") if mark in name), None)
    if other:
        problem = f"the columns seem to be separated by {other!r}"
        return Problem(where, problem, "separate them by commas", line=line)
    close = difflib.get_close_matches(name.lower(), layout.columns, n=1)
    remedy = f"did you mean {close[0]}?" if close else f"columns: {', '.join(layout.columns)}"
    problem = f"there is no column {name!r} in this table" if name else "a column has no name"
    return Problem(where, problem, remedy, line=line, field=name or None)


def _spellings(column: str, layout: Layout) -> str:
    return " or ".join(name for name, meant in layout.columns.items() if meant == column)


def _rows(
    records: Iterator[tuple[int, list[str]]],
    columns: list[str],
    *,
    where: str,
    problems: list[Problem],
) -> list[SheetRow]:
    rows = []
    for line, cells in records:
        if len(cells) == len(columns):
            rows.append(SheetRow(line, dict(zip(columns, cells, strict=True))))
            continue
        problem = f"the row has {len(cells)} cells and the header {len(columns)}"
        remedy = "add or remove commas, and quote cells that hold a comma"
        problems.append(Problem(where, problem, remedy, line=line))
    return rows
