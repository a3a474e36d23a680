"""Columns that repeat few values: the values once, and for each row its place among them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from earnest.read.feeds.rows import Mask

Places = np.ndarray[Any, np.dtype[np.int32]]


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of text, coded.

    Attributes:
        places: of each row's value in `values`; -1 where there is none.
        values: each once, as far as the column came so.
    """

    places: Places
    values: Sequence[Any]

    @classmethod
    def of(cls, array: pa.Array) -> Self:
        """A column of text, or one that is dictionary-encoded already; null is no value."""
        coded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
        places = coded.indices.fill_null(-1).to_numpy().astype(np.int32, copy=False)
        return cls(places, coded.dictionary.to_pylist())

    def __len__(self) -> int:
        return len(self.places)

    def each(self, change: Callable[[Any], Any]) -> "Coded":
        """Each value put through a function, called once per value; None is no value."""
        changed = [change(value) for value in self.values]
        values = [value for value in dict.fromkeys(changed) if value is not None]
        place_of = dict(zip(values, range(len(values)), strict=True))
        moved = [place_of.get(value, -1) for value in changed]
        return Coded(np.array([*moved, -1], dtype=np.int32)[self.places], values)

    def where(self, test: Callable[[Any], bool]) -> Mask:
        """The rows whose value passes a test, which is put once to each value."""
        flags = np.array([*(test(value) for value in self.values), False])
        found: Mask = flags[self.places]
        return found

    def blanked(self, rows: Mask) -> "Coded":
        """The column without a value on these rows."""
        return Coded(np.where(rows, np.int32(-1), self.places), self.values)

    def given(self) -> "Coded":
        """The column where a blank is no value."""
        if "" not in self.values:
            return self
        return self.blanked(self.places == self.values.index(""))

    def otherwise(self, other: "Coded") -> "Coded":
        """The column, with another's value where it has none."""
        missing = np.flatnonzero(self.places < 0)
        wanted = other.places[missing]
        used = np.unique(wanted[wanted >= 0])
        if not len(used):
            return self
        moved = np.full(len(other.values) + 1, -1, dtype=np.int32)
        moved[used] = np.arange(len(used)) + len(self.values)
        places = self.places.copy()
        places[missing] = moved[wanted]
        return Coded(places, [*self.values, *(other.values[place] for place in used)])

    def times(self, rows: Mask) -> Sequence[int]:
        """How often each value stands on these rows."""
        chosen = self.places[rows]
        counts: list[int] = np.bincount(chosen[chosen >= 0], minlength=len(self.values)).tolist()
        return counts

    def column(self) -> pa.DictionaryArray:
        """As a dictionary-encoded column of text, each value once."""
        one = self.each(lambda value: value) if len(set(self.values)) < len(self.values) else self
        places = pa.array(one.places, mask=one.places < 0)
        return pa.DictionaryArray.from_arrays(places, pa.array(one.values, pa.string()))

    def numbers(self, kind: pa.DataType) -> pa.Array:
        """As a column of numbers."""
        return pa.array(self.values, kind).take(pa.array(self.places, mask=self.places < 0))


def same(value: str, length: int) -> pa.DictionaryArray:
    """The same text on every row, stored once."""
    return Coded(np.zeros(length, dtype=np.int32), [value]).column()


def plain_table(rows: pa.Table) -> pa.Table:
    """The rows without dictionary encoding."""
    columns = [plain(column) for column in rows.columns]
    fields = zip(rows.schema, columns, strict=True)
    return pa.table(columns, pa.schema([field.with_type(one.type) for field, one in fields]))


def plain(array: pa.Array) -> pa.Array:
    """A column of text as such, whether it is dictionary-encoded or not."""
    return pc.cast(array, pa.string()) if pa.types.is_dictionary(array.type) else array
