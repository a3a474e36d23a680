"""Columns that repeat few values: the values once, and for each row its place among them."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Self, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Mask = np.ndarray[Any, np.dtype[np.bool_]]
Places = np.ndarray[Any, np.dtype[np.int32]]
Figures = np.ndarray[Any, np.dtype[np.float64]]


class Words(Sequence[Any]):
    """Values, each once, in the order they came; it only grows, so that places in it stay valid.

    What is worked out of a value is worked out once. None and blank text are no value: their
    place is -1.
    """

    def __init__(self, values: Sequence[Any] = ()) -> None:
        self._values: list[Any] = []
        self._place: dict[Any, int] = {None: -1, "": -1}
        self._worked_out: dict[Hashable, np.ndarray[Any, Any]] = {}
        self._changed: dict[Hashable, Words] = {}
        self._column = pa.array([], pa.string())
        self.places(values)

    @overload
    def __getitem__(self, place: int) -> Any: ...  # noqa: ANN401 - text or a number
    @overload
    def __getitem__(self, place: slice) -> list[Any]: ...
    def __getitem__(self, place: int | slice) -> Any:
        return self._values[place]

    def __len__(self) -> int:
        return len(self._values)

    def place(self, value: object) -> int:
        """Of a value; -1 if it is not there."""
        return self._place.get(value, -1)

    def places(self, values: Sequence[Any]) -> Places:
        """Of these values, which are taken in where they are new."""
        try:
            return np.fromiter(map(self._place.__getitem__, values), np.int32, len(values))
        except KeyError:
            return np.array([self._taken_in(value) for value in values], dtype=np.int32)

    def _taken_in(self, value: Any) -> int:  # noqa: ANN401 - text or a number
        place = self._place.get(value)
        if place is None:
            place = self._place[value] = len(self._values)
            self._values.append(value)
        return place

    def each(self, change: Callable[[Any], Any]) -> "tuple[Words, Places]":
        """What the values become, and for each its place there, with -1 at the end."""
        into = self._changed.setdefault(change, Words())
        return into, self._grown(change, lambda new: into.places([*map(change, new)]), np.int32(-1))

    def within(self, other: "Words") -> Places:
        """The places of the values in others, which take them in, with -1 at the end."""
        found: Places = self._grown(other, other.places, np.int32(-1))
        return found

    def flags(self, test: Callable[[Any], bool]) -> Mask:
        """Which values pass a test, with False at the end."""
        found: Mask = self._grown(test, lambda new: np.array([*map(test, new)], bool), np.False_)
        return found

    def figures(self, read: Callable[[Any], float | None]) -> Figures:
        """What is read from the values, with NaN where nothing is, and at the end."""

        def made(new: list[Any]) -> Figures:
            return np.array([*map(read, new)], dtype=np.float64)

        found: Figures = self._grown(read, made, np.float64("nan"))
        return found

    def column(self) -> pa.StringArray:
        """The values as text."""
        new = self._values[len(self._column) :]
        if new:
            self._column = pa.concat_arrays([self._column, pa.array(new, pa.string())])
        return self._column

    def _grown(
        self,
        key: Hashable,
        make: Callable[[list[Any]], np.ndarray[Any, Any]],
        none: np.generic,
    ) -> Any:  # noqa: ANN401 - an array of the caller's kind
        held = self._worked_out.get(key)
        if held is None:
            held = np.array([none])
        new = self._values[len(held) - 1 :]
        if new:
            held = np.concatenate([held[:-1], make(new), [none]])
        self._worked_out[key] = held
        return held


@dataclass(frozen=True, slots=True)
class Coded:
    """A column, coded.

    Attributes:
        places: of each row's value in `values`; -1 where there is none.
    """

    places: Places
    values: Words

    @classmethod
    def of(cls, array: pa.Array, values: Words | None = None) -> Self:
        """A column of text, or one that is dictionary-encoded already; null and blank are none.

        Args:
            array: the column.
            values: take in its own; if None, they are new ones.
        """
        coded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
        held = Words() if values is None else values
        moved = held.places([*coded.dictionary.to_pylist(), None])
        return cls(moved[coded.indices.fill_null(-1).to_numpy()], held)

    def __len__(self) -> int:
        return len(self.places)

    def each(self, change: Callable[[Any], Any]) -> "Coded":
        """Each value put through a function, called once per value; None is no value."""
        values, moved = self.values.each(change)
        return Coded(moved.take(self.places), values)

    def where(self, test: Callable[[Any], bool]) -> Mask:
        """The rows whose value passes a test, which is put once to each value."""
        found: Mask = self.values.flags(test).take(self.places)
        return found

    def figures(self, read: Callable[[Any], float | None]) -> Figures:
        """What is read from each row's value, once per value; NaN where nothing is."""
        found: Figures = self.values.figures(read).take(self.places)
        return found

    def blanked(self, rows: Mask) -> "Coded":
        """The column without a value on these rows."""
        return Coded(np.where(rows, np.int32(-1), self.places), self.values)

    def otherwise(self, other: "Coded") -> "Coded":
        """The column, with another's value where it has none."""
        missing = self.places < 0
        if not (missing & (other.places >= 0)).any():
            return self
        is_same = other.values is self.values
        there = other.places if is_same else other.values.within(self.values)[other.places]
        return Coded(np.where(missing, there, self.places), self.values)

    def times(self, rows: Mask) -> dict[Any, int]:
        """How often each value stands on these rows, for those that do."""
        chosen = self.places[rows]
        places, counts = np.unique(chosen[chosen >= 0], return_counts=True)
        return {self.values[place]: n for place, n in zip(places, counts.tolist(), strict=True)}

    def column(self) -> pa.DictionaryArray:
        """As a dictionary-encoded column of text."""
        return pa.DictionaryArray.from_arrays(self._indices(), self.values.column())

    def numbers(self, kind: pa.DataType) -> pa.Array:
        """As a column of numbers."""
        return pa.array(self.values[:], kind).take(self._indices())

    def _indices(self) -> pa.Int32Array:
        missing = self.places < 0
        return pa.array(self.places, mask=missing if missing.any() else None)


def same(value: str, length: int) -> pa.DictionaryArray:
    """The same text on every row, stored once."""
    return Coded(np.zeros(length, dtype=np.int32), Words([value])).column()


def plain_table(rows: pa.Table) -> pa.Table:
    """The rows without dictionary encoding."""
    columns = [plain(column) for column in rows.columns]
    fields = zip(rows.schema, columns, strict=True)
    return pa.table(columns, pa.schema([field.with_type(one.type) for field, one in fields]))


def plain(array: pa.Array) -> pa.Array:
    """A column of text as such, whether it is dictionary-encoded or not."""
    return pc.cast(array, pa.string()) if pa.types.is_dictionary(array.type) else array
