"""The acts that may enter a rate: those inside what a feed, or an exhaustive list, promises to see."""

import datetime as dt
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from earnest.contract.rows import Coverage
from earnest.store import Record
from earnest.store.columns import known_acts

COLUMNS: Final = ("actor_country", "recipient_country", "date", "code")
_EVERYONE: Final = "*"


def rated_acts(record: Record, *, as_of: dt.date) -> pa.Table:
    """Party, party, day and code of the acts known at `as_of` that some source promises to see.

    Hand-written rows without a promise are a selection: they enter no rate.
    """
    acts = known_acts(record, COLUMNS, as_of=as_of)
    promises = [row for row in record.at(as_of).coverage if _is_promise(row)]
    if not acts.num_rows or any(_is_of_everything(row, acts) for row in promises):
        return acts
    seen = pa.array([False] * acts.num_rows) if not promises else _seen(promises[0], acts)
    for row in promises[1:]:
        seen = pc.or_(seen, _seen(row, acts))
    return acts.filter(seen)


def _is_promise(row: Coverage) -> bool:
    is_strong = row.kind in ("feed", "exhaustive")
    return row.table == "events" and row.act_class == "all" and is_strong


def _is_of_everything(row: Coverage, acts: pa.Table) -> bool:
    days = pc.min_max(acts["date"]).as_py()
    return (
        row.actor == row.recipient == _EVERYONE
        and (row.since is None or row.since <= days["min"])
        and (row.until is None or row.until >= days["max"])
    )


def _seen(row: Coverage, acts: pa.Table) -> pa.Array:
    seen = pc.is_valid(acts["date"])
    if row.since:
        seen = pc.and_(seen, pc.greater_equal(acts["date"], pa.scalar(row.since, pa.date32())))
    if row.until:
        seen = pc.and_(seen, pc.less_equal(acts["date"], pa.scalar(row.until, pa.date32())))
    for column, given in (("actor_country", row.actor), ("recipient_country", row.recipient)):
        if given != _EVERYONE:
            seen = pc.and_(seen, pc.is_in(acts[column], value_set=pa.array(given.split("|"))))
    return seen
