"""Words that tell one row of a quarrel from all others: few rows of these parties have them."""

from collections import Counter
from collections.abc import Iterable

from earnest.check.words import content_stems
from earnest.contract.rows import Event

# A word in so many rows tells them apart; fewer rows than the second number show nothing.
MOST_ROWS, FEWEST_ROWS = 2, 12
# A record of so many rows is a feed, whose rows have no words of their own.
FEED_ROWS = 5_000


def rare_stems(events: Iterable[Event]) -> frozenset[str]:
    """Stems that stand in the descriptions of at most two of the rows, where there are rows enough."""
    rows = [e for e in events if e.description]
    if not FEWEST_ROWS <= len(rows) <= FEED_ROWS:
        return frozenset()
    often = Counter(stem for row in rows for stem in content_stems(row.description))
    return frozenset(stem for stem, n in often.items() if n <= MOST_ROWS)
