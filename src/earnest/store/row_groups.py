"""What the footers of Parquet parts tell of their row groups, and the rows of one of them.

Footers are small and tell which row groups can hold a dyad; all others stay on the disk. Rows are
read with the checksums of their pages, so that no changed byte is counted.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeGuard

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from earnest.errors import InputError
from earnest.store.parts import DAMAGED

KEYS: Final = ("actor_country", "recipient_country")
COUNT: Final = "n"
_TOLD: Final = (*KEYS, "date", "date_precision", "known_at", "tier")
_AFTER_ALL: Final = "\U0010ffff"
Span = tuple[str, str]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """One row group of a part of events, or of a rollup.

    Attributes:
        file: the part; number: of the group in it.
        actors, recipients: the first and the last code in it; None if no row has one.
        same: what all rows hold, by column, where that is one code.
        first_day, last_day: of its events.
        is_plain: every row is dated to the day and backed.
        last_known: the day on which all its rows were known; None if that is not known of some.
        is_rollup: its rows are counts, of which `is_plain` and `last_known` tell nothing.
        footer: of the file.
    """

    file: str
    number: int
    rows: int
    actors: Span | None
    recipients: Span | None
    same: dict[str, str]
    first_day: dt.date
    last_day: dt.date
    is_plain: bool
    last_known: dt.date | None
    is_rollup: bool
    footer: "pq.FileMetaData" = field(repr=False, compare=False)

    def is_whole(self, as_of: dt.date) -> bool:
        """Whether every row counts at `as_of`, so that none has to be looked at for that."""
        return self.is_plain and self.last_known is not None and self.last_known <= as_of

    def may_hold(self, pair: Collection[str]) -> bool:
        """Whether an act of one of these states toward another of them can be in it."""
        senders = [code for code in pair if is_within(code, self.actors)]
        targets = [code for code in pair if is_within(code, self.recipients)]
        return any(one != other for one in senders for other in targets)

    def may_cross(self) -> bool:
        """Whether an act of one state toward another can be in it."""
        if self.actors is None or self.recipients is None:
            return False
        return len({*self.actors, *self.recipients}) > 1

    def may_lie_in(self, since: dt.date | None, until: dt.date | None) -> bool:
        """Whether an event of `[since, until)` can be in it."""
        return self.last_day >= (since or dt.date.min) and self.first_day < (until or dt.date.max)


def is_within(code: str, span: Span | None) -> bool:
    """Whether a code lies between the first and the last of a span; none lies in None."""
    return span is not None and span[0] <= code <= span[1]


def row_groups(file: str) -> Iterator[RowGroup]:
    """The row groups of a part, in order.

    Raises:
        InputError: the part is damaged.
    """
    try:
        footer = pq.read_metadata(file)
    except (OSError, pa.ArrowException) as error:
        raise _damaged(file, error) from None
    names = footer.schema.names
    places = {name: names.index(name) for name in _TOLD if name in names}
    for number in range(footer.num_row_groups):
        group = footer.row_group(number)
        told = {name: group.column(place).statistics for name, place in places.items()}
        codes = {name: _codes(told[name], group.num_rows) for name in KEYS}
        days, known = _span(told["date"]), told.get("known_at")
        yield RowGroup(
            file=file,
            number=number,
            rows=group.num_rows,
            actors=codes[KEYS[0]],
            recipients=codes[KEYS[1]],
            same={name: span[0] for name, span in codes.items() if _is_one(span, told[name])},
            first_day=days[0] or dt.date.min,
            last_day=days[1] or dt.date.max,
            is_plain=_is_only(told.get("date_precision"), "day")
            and _is_only(told.get("tier"), "page"),
            last_known=_span(known)[1] if known is not None and known.null_count == 0 else None,
            is_rollup=COUNT in names,
            footer=footer,
        )


def read(group: RowGroup, columns: Sequence[str]) -> pa.Table:
    """Some columns of the rows of a group, texts as numbers with what they stand for.

    Raises:
        InputError: the part is damaged: it is missing, or a page is not what was written.
    """
    asked = [name for name in columns if name not in group.same]
    try:
        with pq.ParquetFile(
            group.file,
            metadata=group.footer,
            read_dictionary=asked,
            page_checksum_verification=True,
        ) as file:
            rows = file.read_row_group(group.number, columns=asked, use_threads=False)
    except (OSError, pa.ArrowException) as error:
        raise _damaged(group.file, error) from None
    same = {name: _repeated(code, group.rows) for name, code in group.same.items()}
    return pa.table({name: rows[name] if name in asked else same[name] for name in columns})


def _repeated(code: str, rows: int) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(np.zeros(rows, dtype=np.int32), [code], safe=False)


def _damaged(file: str, error: Exception) -> InputError:
    return InputError(file, f"the part is damaged ({str(error).splitlines()[0]})", DAMAGED)


def _codes(statistics: "pq.Statistics | None", rows: int) -> Span | None:
    if statistics is not None and statistics.has_null_count and statistics.null_count == rows:
        return None
    first, last = _span(statistics)
    return ("", _AFTER_ALL) if first is None or last is None else (first, last)


def _is_one(span: Span | None, statistics: "pq.Statistics | None") -> TypeGuard[Span]:
    """Whether all rows hold the same code."""
    is_full = statistics is not None and statistics.has_null_count and not statistics.null_count
    return is_full and span is not None and span[0] == span[1]


def _span(statistics: "pq.Statistics | None") -> tuple[Any, Any]:
    if statistics is None or not statistics.has_min_max:
        return (None, None)
    return (statistics.min, statistics.max)


def _is_only(statistics: "pq.Statistics | None", value: str) -> bool:
    """Whether all rows hold this value or none at all; what no statistics tell is not so."""
    if statistics is None:
        return False
    return bool(statistics.num_values == 0 or _span(statistics) == (value, value))
