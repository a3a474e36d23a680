"""Comma-separated records with a header line, where cells may be quoted and hold line ends.

A quote that is never closed costs its own line and no more.
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
OPEN_QUOTE: Final = "a quote is opened and not closed"
_BROKEN: Final = "the quotes of the line are broken"


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
    records = _records(_lines(member, fallback, repaired), separator)
    names = _names(member, records, skipped)
    checked_columns(member, names, required)
    left_out = Counter({HEADER: skipped + 1})
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


def _batches(records: Iterator[_Record]) -> Iterator[list[_Record]]:
    some: list[_Record] = []
    for record in records:
        some.append(record)
        if len(some) == ROWS_AT_A_TIME:
            yield some
            some = []
    if some:
        yield some


def _names(member: Member, records: Iterator[_Record], skipped: int) -> list[str]:
    titles = [record.cells for _, record in zip(range(skipped + 1), records, strict=False)][
        skipped:
    ]
    names = [name.strip() for name in (titles[0] if titles else None) or []]
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
        else:
            width = f"the line has {len(record.cells or ())} columns, not {len(names)}"
            reason = record.reason or width
            rejected.append(Rejected(member.name, record.line, reason, record.raw))
    return rows_of(
        member, names, good, raw, rejected=rejected, left_out=left_out, repaired=Counter(repaired)
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


def _records(lines: Iterator[_Line], separator: str) -> Iterator[_Record]:
    waiting: deque[_Line] = deque()
    while True:
        line = waiting.popleft() if waiting else next(lines, None)
        if line is None:
            return
        if '"' not in line.text:
            yield _plain(line, separator)
            continue
        group = _group(line, waiting, lines)
        if group is None:
            yield _Record(line.number, line.raw, None, OPEN_QUOTE)
        else:
            yield _quoted(group, separator)


def _plain(line: _Line, separator: str) -> _Record:
    if line.text == "\0":
        return _Record(line.number, line.raw, None, TOO_LONG)
    return _Record(line.number, line.raw, line.text.split(separator) if line.text else [])


def _group(line: _Line, waiting: deque[_Line], lines: Iterator[_Line]) -> list[_Line] | None:
    """The lines of one record; None, with all but the first put back, if its quote stays open."""
    group, quotes = [line], line.text.count('"')
    while quotes % 2:
        more = waiting.popleft() if waiting else next(lines, None)
        if more is None or len(group) == MOST_LINES:
            waiting.extendleft(reversed([*group[1:], *([] if more is None else [more])]))
            return None
        group.append(more)
        quotes += more.text.count('"')
    return group


def _quoted(group: list[_Line], separator: str) -> _Record:
    raw = b"\n".join(line.raw for line in group)
    try:
        text = [f"{line.text}\n" for line in group]
        cells = next(csv.reader(text, delimiter=separator, strict=False))
    except (csv.Error, StopIteration):
        return _Record(group[0].number, raw, None, _BROKEN)
    return _Record(group[0].number, raw, cells)
