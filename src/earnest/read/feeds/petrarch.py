"""PETRARCH2 event files (`evts.*`): date, source, target, CAMEO code, issues, ids, address."""

from collections.abc import Iterator
from typing import Final

from earnest.read.feeds.actors import sides
from earnest.read.feeds.acts import act_columns
from earnest.read.feeds.cells import compact_days, mapped
from earnest.read.feeds.coded_lines import coded_rows, sample_codes
from earnest.read.feeds.dyads import event_batch, event_days, numbered
from earnest.read.feeds.feed import Batch, Feed, Member

FEWEST_COLUMNS: Final = 7


def batches(member: Member) -> Iterator[Batch]:
    """The events of a file that PETRARCH2 wrote."""
    for rows in coded_rows(member):
        when = event_days(rows, compact_days, "date")
        columns = {
            "event_id": numbered(rows, "petrarch"),
            **when,
            **act_columns(rows, rows.column("code")),
            "source_ref": mapped(rows.column("rest"), _address),
        }
        days = when["date"].to_numpy(zero_copy_only=False)
        both = [sides(rows, rows.column(s), days, scheme="cameo") for s in ("source", "target")]
        yield event_batch(rows, both, columns)


def _address(rest: str) -> str | None:
    return next((cell for cell in rest.split("\t") if cell.startswith("http")), None)


def _is_petrarch(head: bytes) -> bool:
    found = sample_codes(head)
    return bool(found) and min(width for *_, width in found) >= FEWEST_COLUMNS


FEED: Final = Feed("petrarch", "PETRARCH2 event files", "events", _is_petrarch, batches)
