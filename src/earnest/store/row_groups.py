"""What the footers of Parquet parts tell of their row groups, before a row is read."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import pyarrow.parquet as pq

_COLUMNS: Final = ("actor_country", "date", "date_precision", "known_at", "tier")


@dataclass(frozen=True, slots=True)
class RowGroup:
    """One row group of a part of events.

    Attributes:
        file: the part; number: of the group in it.
        first_actor, last_actor: in the order of the codes; None if no row has one.
        first_day, last_day: of its events.
        is_plain: every row is dated to the day and backed.
        last_known: the day on which all its rows were known; None if that is not known of some.
    """

    file: str
    number: int
    rows: int
    first_actor: str | None
    last_actor: str | None
    first_day: dt.date
    last_day: dt.date
    is_plain: bool
    last_known: dt.date | None

    def is_whole(self, as_of: dt.date) -> bool:
        """Whether every row counts at `as_of`, so that none has to be looked at for that."""
        return self.is_plain and self.last_known is not None and self.last_known <= as_of


def row_groups(files: Iterable[str]) -> Iterator[RowGroup]:
    """The row groups of these parts, in order."""
    for file in files:
        footer = pq.read_metadata(file)
        places = {name: footer.schema.names.index(name) for name in _COLUMNS}
        for number in range(footer.num_row_groups):
            group = footer.row_group(number)
            told = {name: group.column(place).statistics for name, place in places.items()}
            yield _row_group(file, number, group.num_rows, told)


def _row_group(
    file: str, number: int, rows: int, told: "dict[str, pq.Statistics | None]"
) -> RowGroup:
    actors, days = _span(told["actor_country"]), _span(told["date"])
    known = told["known_at"]
    return RowGroup(
        file=file,
        number=number,
        rows=rows,
        first_actor=actors[0],
        last_actor=actors[1],
        first_day=days[0] or dt.date.min,
        last_day=days[1] or dt.date.max,
        is_plain=_is_only(told["date_precision"], "day") and _is_only(told["tier"], "page"),
        last_known=_span(known)[1] if known is not None and known.null_count == 0 else None,
    )


def _span(statistics: "pq.Statistics | None") -> tuple[Any, Any]:
    if statistics is None or not statistics.has_min_max:
        return (None, None)
    return (statistics.min, statistics.max)


def _is_only(statistics: "pq.Statistics | None", value: str) -> bool:
    """Whether all rows hold this value or none at all; what no statistics tell is not so."""
    if statistics is None:
        return False
    return bool(statistics.num_values == 0 or _span(statistics) == (value, value))
