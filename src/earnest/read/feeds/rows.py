"""Rows of text columns on their way into a contract table, with every row accounted for."""

from collections import Counter
from collections.abc import Callable, ItemsView, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from earnest.read.feeds.coded import Coded
from earnest.read.feeds.feed import Batch, Member, Rejected

Mask = np.ndarray[Any, np.dtype[np.bool_]]
Columns = Mapping[str, pa.Array]
CODED: Final = pa.dictionary(pa.int32(), pa.string())
Make = Callable[["Rows", dict[str, str]], Iterable[dict[str, Any]]]


class Bad(Exception):  # noqa: N818 - says something of a row, not of the program
    """A row that nothing can be made of; the text is the reason."""


class Aside(Exception):  # noqa: N818 - says something of a row, not of the program
    """A sound row that the table has no place for; the text is the reason."""


@dataclass(slots=True)
class Rows:
    """Rows as text, and what became of the other lines between them.

    Attributes:
        text: one string column per field; blank is "" or null.
        coded: the columns that are not there as text, as places among words.
        lines: the line number of each row, from 1.
        raw: the bytes of a row, by its place in `text`.
        rejected, repaired, left_out, unresolved: as in `Batch`, collected on the way.
    """

    member: Member
    text: pa.Table
    lines: np.ndarray[Any, np.dtype[np.int64]]
    raw: Callable[[int], bytes]
    rejected: list[Rejected] = field(default_factory=list)
    repaired: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    unresolved: Counter[str] = field(default_factory=Counter)
    coded: Mapping[str, Coded] = field(default_factory=dict)
    kept: Mask = field(init=False)
    used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.kept = np.ones(self.text.num_rows, dtype=bool)

    def __len__(self) -> int:
        return int(self.text.num_rows)

    def column(self, name: str) -> pa.StringArray:
        """A column as one array, blank where the file has no such column."""
        self.used.add(name)
        if name not in self.text.column_names:
            return pa.array([""] * len(self), pa.string())
        return self.text.column(name).combine_chunks()

    def put(self, name: str, array: pa.Array) -> None:
        """Replace the text of a column that the file has."""
        self.text = self.text.set_column(self.text.column_names.index(name), name, array)

    def reject(self, bad: Mask, reason: str) -> None:
        """Send rows to the quarantine; of several reasons the first counts."""
        for place in np.flatnonzero(bad & self.kept):
            line = int(self.lines[place])
            self.rejected.append(Rejected(self.member.name, line, reason, self.raw(int(place))))
        self.kept &= ~bad

    def leave_out(self, these: Mask, reason: str) -> None:
        """Set sound rows aside that the table has no place for."""
        n = int(np.count_nonzero(these & self.kept))
        if n:
            self.left_out[reason] += n
        self.kept &= ~these

    def repair(self, these: Mask, repair: str) -> None:
        """Count rows that were repaired."""
        n = int(np.count_nonzero(these & self.kept))
        if n:
            self.repaired[repair] += n

    def refs(self) -> pa.StringArray:
        """`file:line` of every row."""
        lines = pa.array(self.lines).cast(pa.string())
        return pc.binary_join_element_wise(self.member.name, lines, ":")

    def batch(
        self, columns: Mapping[str, pa.Array], schema: pa.Schema, *, extra: Sequence[str] = ()
    ) -> Batch:
        """The kept rows in a contract; columns that are not given are null.

        Args:
            columns: text may be dictionary-encoded and stays so.
            schema: of the table.
            extra: the columns of the file to keep beside the table; if none are named, those that
                were not asked for.
        """
        arrays = [
            _typed(columns.get(name), schema.field(name).type, len(self)) for name in schema.names
        ]
        fields = [one.with_type(array.type) for one, array in zip(schema, arrays, strict=True)]
        table = pa.Table.from_arrays(arrays, schema=pa.schema(fields))
        beyond = self._extra(extra)
        if not self.kept.all():
            kept = pa.array(self.kept)
            table, beyond = table.filter(kept), beyond and beyond.filter(kept)
        return self.closed(table, beyond)

    def _extra(self, names: Sequence[str] = ()) -> pa.Table | None:
        """The columns with these names, or those not asked for, as far as they hold something."""
        names = names or [name for name in self.text.column_names if name not in self.used]
        held = {name: self.text[name] for name in names if name in self.text.column_names
                and _holds_something(self.text[name])}  # fmt: skip
        held |= {name: self.coded[name].column() for name in names if name in self.coded
                 and (self.coded[name].places >= 0).any()}  # fmt: skip
        return pa.table(held) if held else None

    def each(self, make: Make, schema: pa.Schema) -> Batch:
        """The rows that `make` draws from each row, in a contract.

        Args:
            make: from these rows and the cells of one to any number of rows, each a dict of
                columns; raises `Bad` for the quarantine and `Aside` for what is left out.
            schema: of the table.
        """
        found: list[dict[str, Any]] = []
        origins: list[int] = []
        for place, given in enumerate(self.text.to_pylist()):
            cells = _Cells(given, self.used)
            if not self.kept[place]:
                continue
            try:
                made = list(make(self, cells))
            except Bad as reason:
                self.kept[place] = False
                line = int(self.lines[place])
                self.rejected.append(Rejected(self.member.name, line, str(reason), self.raw(place)))
            except Aside as reason:
                self.kept[place] = False
                self.left_out[str(reason)] += 1
            else:
                ref = f"{self.member.name}:{self.lines[place]}"
                where = {"source_id": self.member.source, "source_ref": ref}
                found += [{**where, **row} for row in made]
                origins += [place] * len(made)
        extra = self._extra()
        beyond = extra and extra.take(pa.array(origins, pa.int64()))
        return self.closed(pa.Table.from_pylist(found, schema=schema), beyond)

    def closed(self, table: pa.Table, extra: pa.Table | None = None) -> Batch:
        """The batch with this table, which accounts for every row read."""
        read = int(np.count_nonzero(self.kept)) + len(self.rejected) + self.left_out.total()
        rejected = tuple(sorted(self.rejected, key=lambda one: one.line))
        return Batch(table, read, rejected, self.repaired, self.left_out, self.unresolved, extra)


def _holds_something(column: pa.ChunkedArray) -> bool:
    """Whether a cell of a column, as text or dictionary-encoded, is neither blank nor null."""
    chunks = column.chunks
    if pa.types.is_dictionary(column.type):
        chunks = [chunk.dictionary for chunk in chunks]
    return any(pc.any(pc.not_equal(chunk, "")).as_py() for chunk in chunks)


class _Cells(dict[str, str]):
    """The cells of a row, which note what is asked for; asking for all of them notes all."""

    def __init__(self, cells: Mapping[str, str], used: set[str]) -> None:
        super().__init__(cells)
        self._used = used

    def __getitem__(self, name: str) -> str:
        self._used.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None, /) -> Any:  # noqa: ANN401 - as dict has it
        self._used.add(name)
        return super().get(name, default)

    def items(self) -> ItemsView[str, str]:  # type: ignore[override]
        self._used.update(self)
        return super().items()


def _typed(array: pa.Array | None, kind: pa.DataType, length: int) -> pa.Array:
    if array is None:
        return pa.nulls(length, kind)
    return array if array.type in (kind, CODED) else array.cast(kind)


def rows_of(
    member: Member,
    names: Sequence[str],
    records: Sequence[tuple[int, Sequence[str]]],
    raw: Sequence[bytes],
    **found: Any,  # noqa: ANN401 - fields of Rows
) -> Rows:
    """Rows from records that were split one by one.

    Args:
        member: the file.
        names: of the columns.
        records: the line number and the cells of each record.
        raw: the bytes of each record.
        found: what became of other lines, as fields of `Rows`.
    """
    columns = list(zip(*(cells for _, cells in records), strict=True)) or [()] * len(names)
    text = pa.table({n: pa.array(c, pa.string()) for n, c in zip(names, columns, strict=True)})
    lines = np.array([line for line, _ in records], dtype=np.int64)
    return Rows(member, text, lines, raw.__getitem__, **found)
