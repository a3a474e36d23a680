"""Tab-separated lines without quoting, split a block at a time.

Quotes mean nothing in these feeds, so a stray one must not swallow lines; a line is a row if,
and only if, it has the right number of tabs.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from earnest.read.feeds.feed import Member, Rejected
from earnest.read.feeds.lines import Block, Fallback, blocks
from earnest.read.feeds.rows import CODED, Rows

TOO_LONG: Final = "the line is longer than 4 MB"
BLANK: Final = "blank lines"
HEADER: Final = "header lines"
_CSV_BLOCK: Final = 1 << 20  # fits the cache
Numbers = np.ndarray[Any, np.dtype[np.int64]]


def tab_rows(
    member: Member,
    names: Sequence[str],
    *,
    wanted: Sequence[str] | None = None,
    coded: Collection[str] = (),
    fallback: Fallback = "replace",
    header: str | None = None,
    optional: int = 0,
    trailing: bool = False,
) -> Iterator[Rows]:
    """The rows of a tab-separated file, in blocks.

    Args:
        member: the file.
        names: the names of all columns, in order.
        wanted: the columns to hand over; all if None.
        coded: those of them that repeat few cells, to be handed over dictionary-encoded.
        fallback: how a line is read that is not UTF-8.
        header: how the first line starts if it is one of column names.
        optional: how many of the last columns may be missing from a line.
        trailing: whether surplus empty cells at the end of a line are no fault.
    """
    shape = _Shape(tuple(names), tuple(wanted or names), tuple(coded), optional, trailing)
    for block in blocks(member.stream, fallback=fallback):
        if block.too_long:
            rejected = [Rejected(member.name, block.first, TOO_LONG, block.raw)]
            yield Rows(member, shape.parsed(b"")[0], np.array([], dtype=np.int64), bytes, rejected)
        else:
            titled = block.first == 1 and header is not None and _starts(block, header)
            yield _rows(member, block, shape, titled=titled)


def _starts(block: Block, header: str) -> bool:
    return block.clean.lstrip(b'"').startswith(header.encode())


def _rows(member: Member, block: Block, shape: "_Shape", *, titled: bool) -> Rows:
    head = block.clean.index(b"\n") + 1 if titled else 0
    first = block.first + titled
    text, wrong = shape.parsed(shape.evened(block.clean[head:]))
    raw = _RawLines(block)
    lines = np.arange(first, block.first + block.count)
    good = np.delete(lines, list(wrong)) if wrong else lines
    text, good, blank = _without_blanks(text, good, raw)
    rows = Rows(member, text, good, lambda place: raw.line(int(good[place])))
    for place, width in wrong.items():
        reason = f"the line has {width} columns, not {len(shape.names)}"
        line = first + place
        rows.rejected.append(Rejected(member.name, line, reason, raw.line(line)))
    rows.repaired.update(block.repaired)
    rows.left_out.update({n: c for n, c in ((BLANK, blank), (HEADER, int(titled))) if c})
    return rows


def _without_blanks(
    text: pa.Table, lines: Numbers, raw: "_RawLines"
) -> tuple[pa.Table, Numbers, int]:
    """The rows without those that the parser makes of empty lines, and how many these are."""
    unsure = np.flatnonzero(pc.equal(text.column(0), "").to_numpy())
    blank = [place for place in unsure if not raw.line(int(lines[place])).strip(b"\r\0")]
    if not blank:
        return text, lines, 0
    kept = np.delete(np.arange(len(lines)), blank)
    return text.take(pa.array(kept)), lines[kept], len(blank)


class _RawLines:
    """The lines of a block as they are, split only if one of them is asked for."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self._split: list[bytes] = []

    def line(self, number: int) -> bytes:
        self._split = self._split or self._block.raw.split(b"\n")
        return self._split[number - self._block.first]


@dataclass(frozen=True, slots=True)
class _Shape:
    """The columns of a row, and by how much a line may depart from their number."""

    names: tuple[str, ...]
    wanted: tuple[str, ...]
    coded: tuple[str, ...]
    optional: int
    trailing: bool
    _convert: csv.ConvertOptions = field(init=False)

    def __post_init__(self) -> None:
        options = csv.ConvertOptions(
            check_utf8=False,
            column_types=dict.fromkeys(self.wanted, pa.string()),
            include_columns=list(self.wanted),
            null_values=[],
            strings_can_be_null=False,
        )
        object.__setattr__(self, "_convert", options)

    def _types(self) -> dict[str, pa.DataType]:
        return {name: CODED if name in self.coded else pa.string() for name in self.wanted}

    def parsed(self, clean: bytes) -> tuple[pa.Table, dict[int, int]]:
        """The rows, and for each line of another width its place and width."""
        if not clean:
            return pa.table({n: pa.array([], t) for n, t in self._types().items()}), {}
        try:
            table, wrong = self._read(clean, _CSV_BLOCK)
        except pa.ArrowInvalid:  # a line longer than that
            table, wrong = self._read(clean, len(clean) + 1)
        for place, name in enumerate(table.column_names):
            if name in self.coded:
                coded = table.column(place).combine_chunks().dictionary_encode()
                table = table.set_column(place, name, coded)
        return table, wrong

    def _read(self, clean: bytes, size: int) -> tuple[pa.Table, dict[int, int]]:
        wrong: dict[int, int] = {}

        def noted(row: csv.InvalidRow) -> str:
            wrong[row.number - 1] = row.actual_columns
            return "skip"

        table = csv.read_csv(
            pa.BufferReader(clean),
            read_options=csv.ReadOptions(
                column_names=list(self.names), use_threads=False, block_size=size
            ),
            parse_options=csv.ParseOptions(
                delimiter="\t",
                quote_char=False,
                double_quote=False,
                ignore_empty_lines=False,
                invalid_row_handler=noted,
            ),
            convert_options=self._convert,
        )
        return table, wrong

    def evened(self, clean: bytes) -> bytes:
        """The lines at the right width where they depart from it in an allowed way."""
        exact = not self.optional and not (self.trailing and b"\t\n" in clean)
        return clean if exact else b"\n".join(self._line(line) for line in clean.split(b"\n"))

    def _line(self, line: bytes) -> bytes:
        missing = len(self.names) - 1 - line.count(b"\t")
        if 0 < missing <= self.optional:
            return line + b"\t" * missing
        while self.trailing and missing < 0 and line.endswith(b"\t"):
            line, missing = line[:-1], missing + 1
        return line
