"""Addresses of events and what their feeds say beyond our columns: kept apart, read on demand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from earnest.store import parts

Rows: TypeAlias = "pa.Table | ds.Dataset"
_ID: Final = "event_id"
_REF: Final = "source_ref"
_DYAD: Final = ("actor_country", "recipient_country")


def event_details(events: Rows) -> ds.Dataset | None:
    """The details of all rows of these events; None if they have none."""
    files = sorted(_files(events))
    return parts.dataset_at(files, parts.details_of("events")) if files else None


def with_addresses(found: pa.Table, events: Rows) -> pa.Table:
    """The rows of an answer with the addresses of its events, where it has ids and lacks them.

    Args:
        found: any columns; nothing is done without `event_id` and `source_ref`.
        events: the rows that were asked.
    """
    if not {_ID, _REF} <= set(found.column_names) or not found[_REF].null_count:
        return found
    details = event_details(events)
    if details is None or not pa.types.is_string(found[_ID].type):
        return found
    rows = parts.read(details, columns=[_ID, _REF], wanted=_narrowed(found))
    place = pc.index_in(found[_ID], value_set=rows[_ID].combine_chunks())
    refs = rows[_REF].combine_chunks().take(place.combine_chunks())
    column = pc.coalesce(found[_REF].cast(pa.string()), refs)
    return found.set_column(found.column_names.index(_REF), _REF, column)


def extra_of(event_id: str, events: Rows) -> dict[str, str]:
    """What the feed says of an event beyond our columns, under the feed's own names."""
    details = event_details(events)
    if details is None:
        return {}
    names = [name for name in details.schema.names if name.startswith(parts.EXTRA)]
    rows: list[dict[str, Any]] = parts.read(
        details, columns=names, wanted=ds.field(_ID) == event_id
    ).to_pylist()
    return {
        name.removeprefix(parts.EXTRA): cell for row in rows for name, cell in row.items() if cell
    }


def _narrowed(found: pa.Table) -> ds.Expression:
    """The ids, and bounds of day and dyad that pass over the details of other rows."""
    wanted = ds.field(_ID).isin(found[_ID].combine_chunks())
    for name in ("date", *_DYAD):
        if name in found.column_names and not found[name].null_count:
            bounds = pc.min_max(found[name])
            low, high = bounds["min"], bounds["max"]
            if low.is_valid:
                wanted &= (ds.field(name) >= low) & (ds.field(name) <= high)
    return wanted


def _files(events: Rows) -> Iterator[str]:
    if isinstance(events, ds.UnionDataset):
        for child in events.children:
            yield from _files(child)
    elif isinstance(events, ds.FileSystemDataset):
        for file in map(Path, events.files):
            apart = parts.details_file(file, "events")
            if apart is not None and apart.is_file():
                yield str(apart)
