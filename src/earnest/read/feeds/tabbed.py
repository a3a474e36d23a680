"""Tab-separated lines without quoting, split a block at a time.

Quotes mean nothing in these feeds, so a stray one must not swallow lines; a line is a row if,
and only if, it has the right number of tabs.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
import pyarrow as pa

from earnest.read.feeds.coded import Words
from earnest.read.feeds.feed import Member, Rejected
from earnest.read.feeds.grid import Grid, Numbers
from earnest.read.feeds.lines import Block, Fallback, blocks
from earnest.read.feeds.rows import Rows

TOO_LONG: Final = "the line is longer than 4 MB"
BLANK: Final = "blank lines"
HEADER: Final = "header lines"
_NO_LINES: Final = np.array([], dtype=np.int64)


def tab_rows(
    member: Member,
    names: Sequence[str],
    *,
    wanted: Sequence[str] | None = None,
    coded: Mapping[str, Words] = MappingProxyType({}),
    fallback: Fallback = "replace",
    header: str | None = None,
    optional: int = 0,
    trailing: bool = False,
) -> Iterator[Rows]:
    """The rows of a tab-separated file, in blocks.

    Args:
        member: the file.
        names: the names of all columns, in order.
        wanted: the columns to hand over as text; all if None.
        coded: columns that repeat few cells, to be handed over as places among these words.
        fallback: how a line is read that is not UTF-8.
        header: how the first line starts if it is one of column names.
        optional: how many of the last columns may be missing from a line.
        trailing: whether surplus empty cells at the end of a line are no fault.
    """
    shape = _Shape(
        tuple(names), tuple(names if wanted is None else wanted), coded, optional, trailing
    )
    for block in blocks(member.stream, fallback=fallback):
        if block.too_long:
            rejected = [Rejected(member.name, block.first, TOO_LONG, block.raw)]
            yield shape.rows(member, Grid.of(b"", len(names)), _NO_LINES, bytes, rejected)
        else:
            titled = block.first == 1 and header is not None and _starts(block, header)
            yield _rows(member, block, shape, titled=titled)


def _starts(block: Block, header: str) -> bool:
    return block.clean.lstrip(b'"').startswith(header.encode())


def _rows(member: Member, block: Block, shape: "_Shape", *, titled: bool) -> Rows:
    head = block.clean.index(b"\n") + 1 if titled else 0
    first = block.first + titled
    grid = Grid.of(shape.evened(block.clean[head:] if head else block.clean), len(shape.names))
    lines = np.arange(first, block.first + block.count)
    good = np.delete(lines, [one.place for one in grid.odd]) if grid.odd else lines
    raw = _RawLines(block)
    rows = shape.rows(member, grid, good, lambda place: raw.line(int(good[place])), [])
    blank = sum(one.is_blank for one in grid.odd)
    for one in grid.odd:
        if not one.is_blank:
            reason = f"the line has {one.width} columns, not {len(shape.names)}"
            line = first + one.place
            rows.rejected.append(Rejected(member.name, line, reason, raw.line(line)))
    rows.repaired.update(block.repaired)
    rows.left_out.update({n: c for n, c in ((BLANK, blank), (HEADER, int(titled))) if c})
    return rows


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
    coded: Mapping[str, Words]
    optional: int
    trailing: bool

    def rows(
        self,
        member: Member,
        grid: Grid,
        lines: Numbers,
        raw: Callable[[int], bytes],
        rejected: list[Rejected],
    ) -> Rows:
        """The columns to hand over, as text or coded."""
        place = {name: n for n, name in enumerate(self.names)}
        text = pa.table({name: grid.cells(place[name]) for name in self.wanted})
        shared: dict[Words, list[int]] = {}
        for name, words in self.coded.items():
            shared.setdefault(words, []).append(place[name])
        found = grid.coded(shared) if shared else {}
        coded = {name: found[place[name]] for name in self.coded}
        return Rows(member, text, lines, raw, rejected, coded=coded)

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
