"""The rows of a row group that count at a day, and their columns as numbers."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from earnest.store.row_groups import RowGroup, read

THREADS: Final = 2
_MARKS: Final = ("date_precision", "tier", "known_at")
Numbers = NDArray[np.int32]


def counting_rows(group: RowGroup, columns: Sequence[str], as_of: dt.date) -> pa.Table:
    """Some columns of the rows that `series.SERIES` counts at `as_of`, and of a rollup all rows."""
    return counted(read(group, [*columns, *marks(group, as_of)]), as_of).select(columns)


def marks(group: RowGroup, as_of: dt.date) -> tuple[str, ...]:
    """The columns that tell which rows of a group count; none where all do."""
    return () if group.is_rollup or group.is_whole(as_of) else _MARKS


def counted(rows: pa.Table, as_of: dt.date) -> pa.Table:
    """The rows that their marks let count; all of rows that were read without marks."""
    if not set(_MARKS) <= set(rows.column_names):
        return rows
    precision, tier = (rows[name].cast(pa.string()) for name in _MARKS[:2])
    is_dated = pc.equal(pc.fill_null(precision, "day"), "day")
    is_backed = pc.not_equal(pc.fill_null(tier, "page"), "memory")
    is_known = pc.less_equal(rows["known_at"], pa.scalar(as_of, pa.date32()))
    return rows.filter(pc.and_(pc.and_(is_dated, is_backed), is_known))


def coded(column: pa.ChunkedArray) -> tuple[Numbers, list[Any]]:
    """A number for each row and what the numbers stand for; −1 where there is nothing."""
    whole = _whole(column.unify_dictionaries())
    if not pa.types.is_dictionary(whole.type):
        whole = whole.dictionary_encode()
    return numbers(whole.indices, pa.int32(), missing=-1), whole.dictionary.to_pylist()


def numbers(column: pa.Array | pa.ChunkedArray, type_: pa.DataType, *, missing: int = 0) -> Numbers:
    """A column as whole numbers."""
    cast = _whole(column).cast(type_)
    return np.asarray(pc.fill_null(cast, missing) if cast.null_count else cast)


def _whole(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """The column in one piece; it is copied only if there are several."""
    if isinstance(column, pa.ChunkedArray):
        return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
    return column
