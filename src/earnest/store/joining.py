"""Batches of rows joined to what a part is made of, text that repeats as places among values."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa

from earnest.read.feeds.coded import plain_table
from earnest.store.sorting import IDS

_IDS = frozenset(IDS.values())
_FEW: Final = 1000


def joined(tables: Sequence[pa.Table]) -> pa.Table:
    """The tables one below the other; those of several feeds without dictionary encoding."""
    if any(table.schema != tables[0].schema for table in tables):
        return pa.concat_tables([plain_table(one) for one in tables], promote_options="default")
    rows = pa.concat_tables(tables)
    columns = [_coded(name, rows[name]) for name in rows.column_names]
    return pa.table(columns, rows.column_names)


def _coded(name: str, column: pa.ChunkedArray) -> pa.Array:
    """A column in one piece; text that is no id is dictionary-encoded, with what it uses."""
    if pa.types.is_dictionary(column.type):
        return _used(_on_one_dictionary(column.chunks))
    whole = column.combine_chunks()
    is_coded = pa.types.is_string(column.type) and name not in _IDS and not _is_null(whole)
    return whole.dictionary_encode() if is_coded else whole


def _is_null(column: pa.Array) -> bool:
    return bool(column.null_count == len(column))


def _on_one_dictionary(chunks: Sequence[pa.DictionaryArray]) -> pa.DictionaryArray:
    """Chunks whose dictionaries mostly are the beginnings of the longest one, on that."""
    longest = max((chunk.dictionary for chunk in chunks), key=len)
    if all(longest[: len(c.dictionary)].equals(c.dictionary) for c in chunks):
        indices = pa.concat_arrays([chunk.indices for chunk in chunks])
        return pa.DictionaryArray.from_arrays(indices, longest)
    return pa.chunked_array(chunks).unify_dictionaries().combine_chunks()


def _used(column: pa.DictionaryArray) -> pa.DictionaryArray:
    """The column with those values only that a row has; a few more cost less than the look."""
    if len(column.dictionary) <= _FEW:
        return column
    places = column.indices.fill_null(len(column.dictionary)).to_numpy()
    times = np.bincount(places, minlength=len(column.dictionary) + 1)[:-1]
    used = np.flatnonzero(times)
    if len(used) == len(column.dictionary):
        return column
    moved = np.zeros(len(column.dictionary) + 1, dtype=np.int32)
    moved[used] = np.arange(len(used))
    indices = pa.array(moved[places], mask=column.indices.is_null().to_numpy(zero_copy_only=False))
    return pa.DictionaryArray.from_arrays(indices, column.dictionary.take(pa.array(used)))
