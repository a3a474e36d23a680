"""Lines of a block cut into cells: where each begins and ends, all at once."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Self

import numpy as np
import pyarrow as pa

from earnest.read.feeds.coded import Coded, Words

Numbers = np.ndarray[Any, np.dtype[np.int64]]
Ends = np.ndarray[Any, np.dtype[np.int32]]
_TAB: Final = ord("\t")
_END: Final = ord("\n")
_CACHE: Final = 1 << 17
_WORD: Final = 8
_LOW: Final = np.array([(1 << 8 * n) - 1 for n in range(_WORD + 1)], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Odd:
    """A line of another width: its place among the lines, from 0, and its number of cells."""

    place: int
    width: int
    is_blank: bool


@dataclass(frozen=True)
class Grid:
    """The cells of the lines that have the right number of them.

    Attributes:
        text: the block.
        ends: where each cell ends, column by column.
        starts: where each row begins.
        odd: the other lines, in order.
    """

    text: bytes
    ends: Ends
    starts: Numbers
    odd: tuple[Odd, ...] = ()

    @classmethod
    def of(cls, text: bytes, width: int) -> Self:
        """The cells of lines split at tabs.

        Args:
            text: lines, the last one with its line end.
            width: how many cells a row has.
        """
        signs = np.frombuffer(text, dtype=np.uint8)
        marks = _marks(signs)
        if len(marks) % width == 0:
            is_end = signs[marks] == _END
            if is_end[width - 1 :: width].all() and np.count_nonzero(is_end) * width == len(marks):
                last = marks[width - 1 :: width]
                starts = np.append(0, last[:-1] + 1)[: len(last)]
                return cls(text, _turned(marks.reshape(-1, width)), starts)
        return cls._uneven(text, width, marks, np.flatnonzero(signs[marks] == _END))

    @classmethod
    def _uneven(cls, text: bytes, width: int, marks: Numbers, last: Numbers) -> Self:
        first = np.append(0, last[:-1] + 1)
        widths = last - first + 1
        starts = np.append(0, marks[last[:-1]] + 1)
        good = widths == width
        odd = tuple(
            Odd(int(n), int(widths[n]), bool(starts[n] == marks[last[n]]))
            for n in np.flatnonzero(~good)
        )
        ends = marks[first[good][:, None] + np.arange(width)]
        return cls(text, _turned(ends), starts[good], odd)

    def cells(self, place: int) -> pa.StringArray:
        """A column as text."""
        return _between(self.text, *self._bounds(place))

    def coded(self, place: int, words: Words) -> Coded:
        """A column by the places of its cells among words, which take in those that are new."""
        starts, ends = self._bounds(place)
        lengths = ends - starts
        if lengths.max(initial=0) > _WORD:
            return Coded.of(_between(self.text, starts, ends), words)
        keys = pa.array(self._words[starts] & _LOW[lengths]).dictionary_encode()
        moved = words.places_of_short(keys.dictionary.to_pylist())
        return Coded(moved[keys.indices.to_numpy()], words)

    def _bounds(self, place: int) -> tuple[Ends | Numbers, Ends]:
        return self.ends[place - 1] + 1 if place else self.starts, self.ends[place]

    @cached_property
    def _words(self) -> np.ndarray[Any, np.dtype[np.uint64]]:
        """Eight bytes from each place on, as one number."""
        padded = self.text + bytes(_WORD)
        return np.ndarray(len(self.text) + 1, "<u8", buffer=padded, strides=(1,))


def _marks(signs: np.ndarray[Any, np.dtype[np.uint8]]) -> Numbers:
    """Where tabs and line ends stand, which differ by one; a cache-full at a time."""
    pieces = (
        np.flatnonzero((signs[start : start + _CACHE] - np.uint8(_TAB)) < 2) + start
        for start in range(0, len(signs), _CACHE)
    )
    return np.concatenate([np.array([], dtype=np.int64), *pieces])


def _turned(ends: Numbers) -> Ends:
    """Column by column, so that a look at one column touches nothing else."""
    return np.array(ends.T, dtype=np.int32, order="C")


def _between(text: bytes, starts: Ends | Numbers, ends: Ends) -> pa.StringArray:
    """Pieces of a text: of a column that holds them and what lies between, every other cell."""
    offsets = np.empty(2 * len(starts), dtype=np.int32)
    offsets[0::2], offsets[1::2] = starts, ends
    both = max(len(offsets) - 1, 0)
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(text)]
    column = pa.Array.from_buffers(pa.string(), both, buffers)
    return column.take(pa.array(np.arange(0, both, 2)))
