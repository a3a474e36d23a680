"""Rows in the order of their table, and counted by its keys, by way of whole numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from earnest.contract.tables import ID_COLUMN, SORT_KEY
from earnest.read.feeds.coded import plain, plain_table

Numbers = np.ndarray[Any, np.dtype[np.int64]]
IDS: Final = {**ID_COLUMN, "spells": "spell_id"}
_HALF: Final = 16


@dataclass(frozen=True, slots=True)
class _Ranks:
    """A column as ranks; `values` holds what each rank stands for, null last."""

    of: Numbers
    values: pa.Array


def in_order(rows: pa.Table, table: str) -> pa.Table:
    """The rows sorted by the key of their table; null comes last."""
    rows = rows.combine_chunks()
    if table != "events":
        return plain_table(rows).sort_by([(key, "ascending") for key in SORT_KEY[table]])
    *keys, identity = SORT_KEY[table]
    ranks = [_ranks(rows[key]) for key in keys]
    return rows.take(pa.array(_order(_packed(ranks), rows[identity])))


def counted(rows: pa.Table, keys: Sequence[str]) -> pa.Table:
    """How many rows (`n`) there are of each combination of these keys, in their order."""
    ranks = [_ranks(rows[key].combine_chunks()) for key in keys]
    codes, times = np.unique(_packed(ranks), return_counts=True)
    columns: list[pa.Array] = [pa.array(times, pa.int64())]
    for one in reversed(ranks):
        codes, places = np.divmod(codes, len(one.values))
        columns.append(one.values.take(pa.array(places)))
    return pa.table(columns[::-1], [*keys, "n"])


def first_of_each(rows: pa.Table, table: str) -> pa.Table:
    """The rows with each id once: the first in order."""
    column = IDS[table]
    ids = rows[column]
    if _ascends(ids) or rows.num_rows == pc.count_distinct(ids).as_py():
        return rows
    numbered = pa.table({"id": plain(ids), "row": pa.array(np.arange(rows.num_rows))})
    first = numbered.group_by("id").aggregate([("row", "min")])["row_min"]
    return rows.take(first.combine_chunks().sort())


def _ranks(column: pa.ChunkedArray) -> _Ranks:
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if pa.types.is_string(array.type) or _is_coded(array):
        return _text_ranks(array if _is_coded(array) else array.dictionary_encode())
    numbers = array.cast(pa.int32())
    bounds = pc.min_max(numbers).as_py()
    low, high = bounds["min"] or 0, bounds["max"] or 0
    ranks = numbers.fill_null(high + 1).to_numpy().astype(np.int64) - low
    values = pa.array([*range(low, high + 1), None], pa.int32()).cast(array.type)
    return _Ranks(ranks, values)


def _text_ranks(column: pa.DictionaryArray) -> _Ranks:
    own = column.dictionary.to_pylist()
    values = sorted(set(own), key=str.encode)
    rank = {value: place for place, value in enumerate(values)}
    ranks = np.array([*(rank[value] for value in own), len(values)], dtype=np.int64)
    places = column.indices.fill_null(-1).to_numpy()
    return _Ranks(ranks[places], pa.array([*values, None], pa.string()))


def _is_coded(column: pa.Array) -> bool:
    return bool(pa.types.is_dictionary(column.type))


def _packed(ranks: Sequence[_Ranks]) -> Numbers:
    """One number per row that sorts as the keys do."""
    codes = np.zeros(len(ranks[0].of), dtype=np.int64)
    for one in ranks:
        codes = codes * len(one.values) + one.of
    return codes


def _order(codes: Numbers, ids: pa.ChunkedArray) -> Numbers:
    """The places of the rows by code, then by id."""
    if _ascends(ids):
        return _stable(codes)
    by_id: Numbers = pc.sort_indices(ids).to_numpy().astype(np.int64)
    return by_id[_stable(codes[by_id])]


def _stable(codes: Numbers) -> Numbers:
    """A stable order; half-words at a time, as numpy sorts those by radix."""
    order = np.argsort((codes & 0xFFFF).astype(np.uint16), kind="stable")
    top, shift = int(codes.max(initial=0)), _HALF
    while top >> shift:
        part = ((codes >> shift) & 0xFFFF).astype(np.uint16)
        order = order[np.argsort(part[order], kind="stable")]
        shift += _HALF
    return order


def _ascends(ids: pa.ChunkedArray) -> bool:
    array = ids.combine_chunks() if isinstance(ids, pa.ChunkedArray) else ids
    if _is_coded(array):
        return False
    return bool(pc.all(pc.less(array[:-1], array[1:])).as_py())
