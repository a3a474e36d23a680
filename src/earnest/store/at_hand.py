"""The events known on a day, read into memory in a compact form, if they are not too many."""

import datetime as dt
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from earnest.contract.tables import EVENTS
from earnest.store.engine import Rows
from earnest.store.parts import checked_format, read

# About 150 bytes each.
MOST_AT_HAND: Final = 4_000_000
# Columns of few texts: kept once, and as numbers in each row.
_OF_FEW: Final = frozenset(
    {"date_precision", "actor_country", "actor_name", "actor_role", "recipient_country",
     "recipient_name", "recipient_role", "code", "root", "plover", "confidence", "tier",
     "known_at_basis", "source_id"}
)  # fmt: skip
_CODED: Final = pa.dictionary(pa.int32(), pa.string())
COMPACT: Final = pa.schema(
    [field.with_type(_CODED) if field.name in _OF_FEW else field for field in EVENTS]
)


def known_events(rows: Rows, *, as_of: dt.date) -> pa.Table | None:
    """The rows known at `as_of` in the columns of the contract; None if the table has too many."""
    if not _are_few(rows):
        return None
    known = pc.field("known_at") <= as_of
    found = [
        read(piece, wanted=known).select(EVENTS.names).cast(COMPACT) for piece in _pieces(rows)
    ]
    return pa.concat_tables([COMPACT.empty_table(), *found]).unify_dictionaries().combine_chunks()


def _are_few(rows: Rows) -> bool:
    n = rows.num_rows if isinstance(rows, pa.Table) else rows.count_rows()
    return bool(n <= MOST_AT_HAND)


def _pieces(rows: Rows) -> list[ds.Dataset]:
    """The data sets of a union; files are read with their few texts as numbers."""
    if isinstance(rows, pa.Table):
        return [ds.dataset(rows)]
    # a data set that was filtered keeps the filter there, and its files hold more than its rows
    if rows._scan_options:
        return [rows]
    if isinstance(rows, ds.UnionDataset):
        return [piece for child in rows.children for piece in _pieces(child)]
    if not isinstance(rows, ds.FileSystemDataset):
        return [rows]
    return [ds.dataset(rows.files, schema=COMPACT, format=checked_format(coded=_OF_FEW))]
