"""A few columns of all events known at a day: what fits and back-tests read."""

import datetime as dt
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from earnest.store.record import Record


def known_columns(record: Record, columns: Sequence[str], *, as_of: dt.date) -> pa.Table:
    """These columns of the events known at `as_of`; nothing else is read from the disk."""
    rows = record.tables["events"]
    source = rows if isinstance(rows, ds.Dataset) else ds.dataset(rows)
    return source.to_table(columns=list(columns), filter=pc.field("known_at") <= as_of)
