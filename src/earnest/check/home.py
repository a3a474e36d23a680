"""Whose "we" it is where a text never names its own state: the record knows who quarrels with whom."""

import re
from collections import Counter
from collections.abc import Iterable

from earnest.check.parties import all_names, side
from earnest.check.words import unquoted
from earnest.contract.rows import Event
from earnest.extract.gazetteer import Gazetteer
from earnest.store.view import View

_WE = re.compile(r"\b(?:we|us|ours?|ourselves)\b(?!\.)", re.IGNORECASE)
# Statements that say "we" from which on a text speaks for a side.
OFTEN = 3
# A side named more often is not the one that goes without saying; or than this share of the one named most.
RARELY = 2
HARDLY = 0.2
# Rows from which on a record shows who the other side is, and above which it is a feed of everybody.
FEWEST_ROWS, MOST_ROWS = 10, 5_000
# The share of the rows of the state named most that the other side must have.
DOMINANT = 0.5


def says_we(text: str) -> bool:
    """Whether a text speaks of "us" in its own voice."""
    return bool(_WE.search(unquoted(text)))


def home_by_record(named: Counter[str], texts: Iterable[str], view: View) -> str | None:
    """The state that "we" means, if the text speaks for a side and names that side hardly ever.

    It is the one with which the state named most shares most rows of a record that somebody selected.

    Args:
        named: how many statements name each state.
        texts: of the statements.
        view: the record.
    """
    leading = next((state for state, _ in named.most_common(1)), None)
    if leading is None or sum(map(says_we, texts)) < OFTEN:
        return None
    rows = _rows_of(leading, view)
    with_whom = Counter(other for row in rows for other in _others(row, leading))
    partner, shared = next(iter(with_whom.most_common(1)), ("", 0))
    if shared < max(FEWEST_ROWS, DOMINANT * len(rows)):
        return None
    return partner if named[partner] <= max(RARELY, HARDLY * named[leading]) else None


def _rows_of(state: str, view: View) -> tuple[Event, ...]:
    """The two-sided rows of a state, unless they are those of a feed."""
    names = all_names((state,))
    if view.count_events(actors=names) + view.count_events(recipients=names) > MOST_ROWS:
        return ()
    found = (*view.events(actors=names), *view.events(recipients=names))
    return tuple(row for row in {r.event_id: r for r in found}.values() if _others(row, state))


def _others(row: Event, state: str) -> frozenset[str]:
    """The other states of a row."""
    sides = {side(party) for party in row.parties if party}
    return frozenset(s for s in sides - {state} if Gazetteer.load().is_state(s))
