"""What sources promise to hold: whether the silence of a record can say anything."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from earnest.contract.rows import Coverage


def coverage_of(row: dict[str, Any]) -> Coverage:
    """A row of the table of coverage, what it leaves out filled in."""
    return Coverage(
        table=row["table"],
        actor=row["actor"] or "*",
        recipient=row["recipient"] or "*",
        act_class=row["class"] or "all",
        since=row["from"],
        until=row["to"],
        kind=row["kind"],
        method=row["method"] or "",
        source_id=row["source_id"],
    )


def strongest(
    coverage: Iterable[Coverage],
    actors: Iterable[str],
    recipients: Iterable[str],
    *,
    since: dt.date | None,
    until: dt.date,
) -> str:
    """The strongest promise about all events among these parties from `since` to `until`, its last day.

    A promise counts only if it covers the whole window. `selected` rows show that something happened,
    never that it did not; without a coverage row hand-written events are `selected`.
    """
    wanted_actors, wanted_recipients = set(actors), set(recipients)
    kinds = {
        row.kind
        for row in coverage
        if row.table == "events"
        and row.act_class == "all"
        and _covers(row.actor, wanted_actors)
        and _covers(row.recipient, wanted_recipients)
        and _spans(row, since, until)
    }
    return next((kind for kind in ("exhaustive", "feed") if kind in kinds), "selected")


def _covers(cell: str, wanted: set[str]) -> bool:
    return cell == "*" or not wanted or wanted <= set(cell.split("|"))


def _spans(row: Coverage, since: dt.date | None, until: dt.date) -> bool:
    begins = row.since is None or (since is not None and row.since <= since)
    return begins and (row.until is None or until <= row.until)
