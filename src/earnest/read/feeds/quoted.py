"""Comma-separated records with a header line, where cells may be quoted and hold line ends.

A quote counts only at the start of a cell. One that is never closed, or that is closed by the
quote of a later row, costs its own line and no more.
"""

import csv
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from earnest.errors import InputError
from earnest.read.feeds.feed import Member, Rejected
from earnest.read.feeds.lines import Fallback, blocks
from earnest.read.feeds.rows import Rows, rows_of
from earnest.read.feeds.tabbed import BLANK, HEADER, TOO_LONG

ROWS_AT_A_TIME: Final = 20_000
MOST_LINES: Final = 200
_MOST_TRIES: Final = 50
OPEN_QUOTE: Final = "a quote is opened and not closed"
BROKEN: Final = "the quotes of the line are broken"
LONG_CELL: Final = "a quoted cell is longer than 131,072 characters"
MENDED: Final = "cells whose quotes were broken read as they stand"
_OPEN: Final = "unexpected end of data"  # the parser's word for a quote that stays open
_LONG: Final = "field larger than field limit"


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    raw: bytes
    text: str


@dataclass(frozen=True, slots=True)
class _Record:
    line: int
    raw: bytes
    cells: list[str] | None
    reason: str = ""
    is_mended: bool = False


def header_of(head: bytes, *, separator: str = ",") -> list[str]:
    """The column names in the first line of a file, trimmed; none if its quotes are broken."""
    first = head.removeprefix(b"\xef\xbb\xbf").replace(b"\r", b"\n").split(b"\n")[0]
    try:
        cells = next(csv.reader([first.decode(errors="replace")], delimiter=separator), [])
    except csv.Error:
        return []
    return [cell.strip() for cell in cells]


def has_columns(head: bytes, names: Sequence[str], *, separator: str = ",") -> bool:
    """Whether the first line of a file names all these columns."""
    return set(names) <= set(header_of(head, separator=separator))


def csv_rows(
    member: Member,
    *,
    separator: str = ",",
    fallback: Fallback = "replace",
    skipped: int = 0,
    required: Sequence[str] = (),
) -> Iterator[Rows]:
    """The rows of a file with a header line, some thousands at a time.

    Args:
        member: the file.
        separator: between cells.
        fallback: how a line is read that is not UTF-8.
        skipped: lines before the header.
        required: columns that the header must name.

    Raises:
        InputError: the file has no header line, or one that lacks a column or has it twice.
    """
    repaired: Counter[str] = Counter()
    records = _Records(_lines(member, fallback, repaired), separator)
    names = _names(member, records, skipped)
    checked_columns(member, names, required)
    records.width = len(names)
    left_out = Counter({HEADER: records.lines_read})
    for some in _batches(records):
        yield _rows(member, some, names, left_out, repaired)
        left_out = Counter()
        repaired.clear()
    if left_out:
        yield _rows(member, [], names, left_out, repaired)


def checked_columns(member: Member, names: Sequence[str], required: Sequence[str]) -> None:
    """Refuse a header that lacks a column or names one twice.

    Raises:
        InputError: the header does so.
    """
    missing = [name for name in required if name not in names]
    if missing:
        remedy = "check its --format, or export it again with all columns"
        raise InputError(member.name, f"the file has no column {missing[0]!r}", remedy)
    twice = [name for name, n in Counter(names).items() if n > 1]
    if twice:
        raise InputError(member.name, f"two columns are called {twice[0]!r}", "rename one of them")


def _batches(records: "_Records") -> Iterator[list[_Record]]:
    some: list[_Record] = []
    for record in records:
        some.append(record)
        if len(some) == ROWS_AT_A_TIME:
            yield some
            some = []
    if some:
        yield some


def _names(member: Member, records: "_Records", skipped: int) -> list[str]:
    records.skip(skipped)
    title = next(records, None)
    names = [name.strip() for name in (title and title.cells) or []]
    if not names:
        raise InputError(member.name, "the file has no header line", "add one with the columns")
    return [name or f"column {place}" for place, name in enumerate(names, 1)]


def _rows(
    member: Member,
    records: Sequence[_Record],
    names: list[str],
    left_out: Counter[str],
    repaired: Counter[str],
) -> Rows:
    good, rejected, raw = [], [], []
    left_out = Counter(left_out)
    for record in records:
        if record.cells == []:
            left_out[BLANK] += 1
        elif record.cells is not None and len(record.cells) == len(names):
            good.append((record.line, record.cells))
            raw.append(record.raw)
            repaired[MENDED] += record.is_mended
        else:
            width = f"the line has {len(record.cells or ())} columns, not {len(names)}"
            reason = record.reason or width
            rejected.append(Rejected(member.name, record.line, reason, record.raw))
    return rows_of(
        member, names, good, raw, rejected=rejected, left_out=left_out, repaired=+repaired
    )


def _lines(member: Member, fallback: Fallback, repaired: Counter[str]) -> Iterator[_Line]:
    for block in blocks(member.stream, fallback=fallback):
        repaired.update(block.repaired)
        if block.too_long:
            yield _Line(block.first, block.raw, "\0")
            continue
        raws, cleans = block.raw.split(b"\n")[:-1], block.clean.decode().split("\n")[:-1]
        for place, (raw, clean) in enumerate(zip(raws, cleans, strict=True)):
            yield _Line(block.first + place, raw, clean)


class _Records:
    """The records of a file: one line each, or several where a quoted cell holds line ends."""

    def __init__(self, lines: Iterator[_Line], separator: str) -> None:
        self._lines, self._separator = lines, separator
        self._waiting: deque[_Line] = deque()
        self.width: int | None = None
        self.lines_read = 0

    def __iter__(self) -> Iterator[_Record]:
        return self

    def __next__(self) -> _Record:
        line = self._next()
        if line is None:
            raise StopIteration
        return self._quoted(line) if '"' in line.text else _plain(line, self._separator)

    def _next(self) -> _Line | None:
        line = self._waiting.popleft() if self._waiting else next(self._lines, None)
        self.lines_read += line is not None
        return line

    def _quoted(self, line: _Line) -> _Record:
        cells, problem = _split([line], self._separator)
        if problem == _OPEN:
            return self._of_several(line)
        if problem:
            return _mended(line, self._separator)
        return _Record(line.number, line.raw, cells)

    def _of_several(self, first: _Line) -> _Record:
        """The record that ends where its quote closes; only the first line if none does."""
        group, tries = [first], 0
        while len(group) < MOST_LINES and (more := self._next()) is not None:
            group.append(more)
            if '"' not in more.text:
                continue
            cells, problem = _split(group, self._separator)
            if not problem and self.width in (None, len(cells)):
                return _Record(first.number, b"\n".join(line.raw for line in group), cells)
            tries += 1
            if problem != _OPEN or tries == _MOST_TRIES:
                break
        self._waiting.extendleft(reversed(group[1:]))
        self.lines_read -= len(group) - 1
        return _Record(first.number, first.raw, None, OPEN_QUOTE)

    def skip(self, lines: int) -> None:
        """Pass over whole lines, whatever their quotes."""
        for _ in range(lines):
            self._next()


def _plain(line: _Line, separator: str) -> _Record:
    if line.text == "\0":
        return _Record(line.number, line.raw, None, TOO_LONG)
    return _Record(line.number, line.raw, line.text.split(separator) if line.text else [])


def _split(group: Sequence[_Line], separator: str) -> tuple[list[str], str]:
    """The cells of a record, and what the parser says against it."""
    text = "\n".join(line.text for line in group)
    try:
        return next(csv.reader([text], delimiter=separator, strict=True)), ""
    except csv.Error as error:
        return [], str(error)


def _mended(line: _Line, separator: str) -> _Record:
    """A line where text follows a closing quote, as lenient parsers read it."""
    try:
        cells = next(csv.reader([line.text], delimiter=separator, strict=False))
    except csv.Error as error:
        reason = LONG_CELL if str(error).startswith(_LONG) else BROKEN
        return _Record(line.number, line.raw, None, reason)
    return _Record(line.number, line.raw, cells, is_mended=True)
