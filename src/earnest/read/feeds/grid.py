"""Lines of a block cut into cells: where each begins and ends, all at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
import pyarrow as pa

from earnest.read.feeds.coded import Coded, Places, Words
from earnest.read.feeds.lines import count_lines

Numbers = np.ndarray[Any, np.dtype[np.int64]]
Starts = np.ndarray[Any, np.dtype[np.int32]]
Signs = np.ndarray[Any, np.dtype[np.uint8]]
_TAB: Final = ord("\t")
_END: Final = ord("\n")
_CACHE: Final = 1 << 17


@dataclass(frozen=True, slots=True)
class Odd:
    """A line of another width: its place among the lines, from 0, and its number of cells."""

    place: int
    width: int
    is_blank: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of the lines that have the right number of them.

    Attributes:
        text: the block.
        starts: where each cell begins, line by line, and where one after the last would.
        rows: the number of the first cell of each row.
        odd: the other lines, in order.
    """

    text: bytes
    starts: Starts
    rows: Numbers
    odd: tuple[Odd, ...] = ()

    @classmethod
    def of(cls, text: bytes, width: int) -> Self:
        """The cells of lines split at tabs.

        Args:
            text: lines, the last one with its line end.
            width: how many cells a row has.
        """
        signs = np.frombuffer(text, dtype=np.uint8)
        starts = _starts(signs)
        rows = np.arange(0, len(starts) - 1, width)
        if len(rows) == count_lines(text) and _are_ends(
            signs, starts[1:][width - 1 :: width], rows
        ):
            return cls(text, starts, rows)
        last = np.flatnonzero(signs[starts[1:] - 1] == _END)
        first = np.append(0, last[:-1] + 1)[: len(last)]
        widths = last - first + 1
        odd = tuple(
            Odd(int(n), int(widths[n]), bool(starts[first[n]] == starts[last[n] + 1] - 1))
            for n in np.flatnonzero(widths != width)
        )
        return cls(text, starts, first[widths == width], odd)

    def cells(self, place: int) -> pa.StringArray:
        """A column as text."""
        cells = self.rows + place
        bounds = np.empty(2 * len(cells), dtype=np.int32)
        bounds[0::2], bounds[1::2] = self.starts[cells], self.starts[cells + 1] - 1
        # Every other piece is a cell; those between are what lies between two of them.
        return self._pieces(bounds).take(pa.array(np.arange(0, len(bounds) - 1, 2)))

    def coded(self, places: Mapping[Words, Sequence[int]]) -> dict[int, Coded]:
        """Columns as places of their cells among words, which take in those that are new.

        Args:
            places: the columns, by the words that they share.
        """
        columns = [place for some in places.values() for place in some]
        # Row by row, as the text lies in memory: column by column takes three times as long.
        wanted = (self.rows[:, None] + np.array(columns, dtype=np.int64)).ravel()
        found = self._pieces(self.starts).take(pa.array(wanted)).dictionary_encode()
        cells = [cell[:-1] for cell in found.dictionary.to_pylist()]
        codes = found.indices.to_numpy().reshape(len(self.rows), len(columns)).T
        coded, done = dict[int, Coded](), 0
        for words, some in places.items():
            moved = _moved(codes[done : done + len(some)].copy(), cells, words)
            coded |= {place: Coded(moved[n], words) for n, place in enumerate(some)}
            done += len(some)
        return coded

    def _pieces(self, bounds: Starts) -> pa.StringArray:
        """The pieces of the text between places that follow each other."""
        buffers = [None, pa.py_buffer(bounds), pa.py_buffer(self.text)]
        return pa.Array.from_buffers(pa.string(), max(len(bounds) - 1, 0), buffers)


def _starts(signs: Signs) -> Starts:
    """Where cells begin: at 0 and after each tab and line end, which differ by one."""
    starts = np.empty(len(signs) + 1, dtype=np.int32)
    starts[0], done = 0, 1
    for begin in range(0, len(signs), _CACHE):
        found = np.flatnonzero((signs[begin : begin + _CACHE] - np.uint8(_TAB)) < 2)
        starts[done : done + len(found)] = found + (begin + 1)
        done += len(found)
    return starts[:done]


def _are_ends(signs: Signs, after: Starts, rows: Numbers) -> bool:
    """Whether a line end stands before each of these places, and there is one for each row."""
    return len(after) == len(rows) and bool((signs[after - 1] == _END).all())


def _moved(codes: Places, cells: Sequence[str], words: Words) -> Places:
    """Places among cells as places among words, which take in the cells that occur."""
    used = np.flatnonzero(np.bincount(codes.ravel(), minlength=len(cells))).tolist()
    moved = np.empty(len(cells), dtype=np.int32)
    moved[used] = words.places([cells[place] for place in used])
    return moved.take(codes)
