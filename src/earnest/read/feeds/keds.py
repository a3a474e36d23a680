"""KEDS lines: date, source, target, WEIS or CAMEO code, and often a label in brackets.

WEIS codes are turned into the nearest CAMEO code and kept in the note. Which of the two a file
holds shows only in roots 21 and 22 and six-digit dates (WEIS) or four-digit codes (CAMEO);
`--format keds-weis` and `keds-cameo` say it outright.
"""

from collections.abc import Callable, Iterator
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from earnest.read.feeds.actors import sides
from earnest.read.feeds.acts import act_columns
from earnest.read.feeds.cells import compact_days, mapped
from earnest.read.feeds.coded_lines import coded_rows, sample_codes
from earnest.read.feeds.dyads import event_batch, event_days, numbered
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.weis import cameo_of

_PETRARCH_COLUMNS: Final = 7


def cameo(member: Member) -> Iterator[Batch]:
    """The events of a file of CAMEO lines."""
    return _batches(member, is_weis=False)


def weis(member: Member) -> Iterator[Batch]:
    """The events of a file of WEIS lines."""
    return _batches(member, is_weis=True)


def _batches(member: Member, *, is_weis: bool) -> Iterator[Batch]:
    for rows in coded_rows(member):
        when = event_days(rows, compact_days, "date")
        given = rows.column("code")
        codes, note = _from_weis(given) if is_weis else (given, None)
        columns = {
            "event_id": numbered(rows, "keds"),
            **when,
            **act_columns(rows, codes),
            "description": mapped(rows.column("rest"), _label),
            **({} if note is None else {"note": note}),
        }
        days = when["date"].to_numpy(zero_copy_only=False)
        both = [
            sides(rows, rows.column(side), days, scheme="keds") for side in ("source", "target")
        ]
        yield event_batch(rows, both, columns)


def _from_weis(given: pa.Array) -> tuple[pa.Array, pa.Array]:
    codes = mapped(given, lambda code: cameo_of(code) or "")
    return codes, pc.binary_join_element_wise("WEIS", given, " ")


def _label(rest: str) -> str | None:
    """The label in brackets that follows the code."""
    return rest[1 : rest.index(")")].strip().lower() or None if _is_labelled(rest) else None


def _is_labelled(rest: str) -> bool:
    return rest.startswith("(") and ")" in rest


def _is(kind: Callable[[list[tuple[bytes, bytes, int]]], bool]) -> Callable[[bytes], bool]:
    def sniff(head: bytes) -> bool:
        found = sample_codes(head)
        narrow = bool(found) and max(width for *_, width in found) < _PETRARCH_COLUMNS
        return narrow and kind(found)

    return sniff


def _is_weis(found: list[tuple[bytes, bytes, int]]) -> bool:
    codes = [code for _, code, _ in found]
    if any(len(code) == 4 for code in codes):
        return False
    return any(code[:2] in (b"21", b"22") for code in codes) or len(found[0][0]) == 6


FEEDS: Final = (
    Feed("keds-weis", "KEDS lines with WEIS codes", "events", _is(_is_weis), weis),
    Feed("keds-cameo", "lines with CAMEO codes", "events", _is(lambda _: True), cameo),
)
