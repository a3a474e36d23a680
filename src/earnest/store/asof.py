"""What was known when: the tables of the record cut to a date.

Events and statistics have a `known_at`. Measures are rewound: visible from their announcement or
start, whichever came first; an end, a status or a status date after the cut does not count.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from earnest.contract.rows import Measure
from earnest.contract.tables import MEASURES
from earnest.contract.when import last_day_at

_REWOUND: Final = pa.schema(
    [
        (
            field.name,
            pa.date32() if field.name == "censored_at" else MEASURES.field(field.name).type,
        )
        for field in fields(Measure)
    ]
)


def known_rows(table: pa.Table, *, as_of: dt.date) -> pa.Table:
    """The rows of `table` whose `known_at` is not after `as_of`; rows without one are left out."""
    return table.filter(pc.less_equal(table["known_at"], pa.scalar(as_of, pa.date32())))


def dated_rows(table: pa.Table, *, as_of: dt.date) -> pa.Table:
    """The rows of `table` whose `date` is not after `as_of`."""
    return table.filter(pc.less_equal(table["date"], pa.scalar(as_of, pa.date32())))


def known_measures(table: pa.Table, *, as_of: dt.date) -> Iterator[Measure]:
    """The measures of `table` that were visible on `as_of`, as they stood then."""
    names = table.column_names
    for values in zip(*cells(table, names), strict=True):
        measure = rewind(dict(zip(names, values, strict=True)), as_of=as_of)
        if measure:
            yield measure


def cells(table: pa.Table, names: Sequence[str]) -> list[list[Any]]:
    """The cells of some columns: three times as fast as `to_pylist`; numbers may not be missing."""
    return [table[name].to_numpy().tolist() for name in names]


def measure_table(measures: Sequence[Measure]) -> pa.Table:
    """Measures as a table, in the columns of `contract.rows.Measure`."""
    return pa.Table.from_pylist([asdict(measure) for measure in measures], schema=_REWOUND)


def rewind(row: dict[str, Any], *, as_of: dt.date) -> Measure | None:
    """The measure as it stood on `as_of`; None if it was neither announced nor in force.

    A start that lies ahead of `as_of` is hidden: on the day, only the announcement was known. One
    that is known only to the month or year counts from the last day of its period.
    """
    announced, start = row["announced"], row["start"]
    in_effect = last_day_at(start, row["start_precision"])
    if min(announced or in_effect, in_effect) > as_of:
        return None
    end = row["end"] if row["end"] and row["end"] <= as_of else None
    status_at = row["status_as_of"] or as_of
    status_is_known = status_at <= as_of
    status = row["status"] if end or status_is_known else "in_force"
    if status == "lifted" and end is None:
        status = "in_force"
    return Measure(
        measure_id=row["measure_id"],
        sender=row["sender"],
        target=row["target"],
        object=row["object"] or "",
        type=row["type"],
        family=row["family"],
        trigger=row["trigger"],
        announced=announced if announced and announced <= as_of else None,
        start=start if in_effect <= as_of else None,
        start_precision=row["start_precision"] or "day",
        end=end,
        end_precision=row["end_precision"] if end else None,
        status=status,
        status_as_of=row["status_as_of"] if status_is_known else None,
        censored_at=None if end else min(status_at, as_of),
        cluster=row["cluster"],
        reciprocal_of=row["reciprocal_of"],
        source_start=row["source_start"] or "",
        source_end=(row["source_end"] or "") if end or status_is_known else "",
        tier=row["tier"],
        confidence=row["confidence"],
        note=row["note"],
        source_id=row["source_id"],
    )
