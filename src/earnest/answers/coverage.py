"""Stretches of days over which the record promises to see the acts of some parties."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from earnest.contract.rows import Coverage
from earnest.store.view import View

# A feed that is silent for longer has a gap: what follows is another stretch.
LONGEST_SILENCE: Final = dt.timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `since` to `until`, both included, covered by a feed or exhaustively."""

    since: dt.date
    until: dt.date
    kind: str


def last_stretch(view: View, sides: Collection[str], *, upto: dt.date) -> Stretch | None:
    """The last covered stretch that begins by `upto`; None where rows are only selected.

    Sources that follow each other without a silence of over a month make one stretch.

    Args:
        view: the record as known on a day; no stretch goes beyond it.
        sides: all of them have to be covered, as actors and as recipients.
        upto: the day from which to look back.
    """
    found: Stretch | None = None
    for since, until, kind in sorted(_promises(view, frozenset(sides))):
        if since > upto:
            break
        if found is None or since - found.until > LONGEST_SILENCE:
            found = Stretch(since, until, kind)
        else:
            weaker = "feed" if "feed" in (kind, found.kind) else kind
            found = Stretch(found.since, max(found.until, until), weaker)
    return found


def _promises(view: View, sides: frozenset[str]) -> list[tuple[dt.date, dt.date, str]]:
    found = [row for row in view.coverage if _is_about(row, sides)]
    first = view.as_of
    if any(row.since is None for row in found) and view.event_days:
        first = view.event_days[0]
    return [
        (row.since or first, min(row.until or view.as_of, view.as_of), row.kind)
        for row in found
        if (row.since or first) <= view.as_of
    ]


def _is_about(row: Coverage, sides: frozenset[str]) -> bool:
    return (
        row.table == "events"
        and row.kind in ("feed", "exhaustive")
        and row.act_class == "all"
        and all(cell == "*" or sides <= set(cell.split("|")) for cell in (row.actor, row.recipient))
    )
