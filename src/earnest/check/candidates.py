"""The events that may answer a claim: those among its states."""

import datetime as dt
from collections.abc import Collection

from earnest.check.context import Context
from earnest.check.parties import all_names
from earnest.contract.rows import Event

# A description that so many rows share is a label of a code, as in a feed.
LABEL_ROWS = 3


def candidate_events(states: Collection[str], context: Context) -> tuple[Event, ...]:
    """Events among the states, either way; with one state, its events with anybody."""
    sides = all_names(states)
    key = ("candidates", frozenset(sides))
    if key not in context.worked_out:
        context.worked_out[key] = _events_among(sides, len(set(states)) > 1, context)
    found = context.worked_out[key]
    assert isinstance(found, tuple)
    return found


def _events_among(sides: tuple[str, ...], are_several: bool, context: Context) -> tuple[Event, ...]:
    if are_several:
        return context.view.events(actors=sides, recipients=sides)
    return events_with(sides, context)


def events_with(
    names: Collection[str],
    context: Context,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> tuple[Event, ...]:
    """Events in `[since, until)` by or toward any of some names, each once; those by them come first."""
    outgoing = context.view.events(actors=names, since=since, until=until)
    incoming = context.view.events(recipients=names, since=since, until=until)
    return tuple({event.event_id: event for event in (*outgoing, *incoming)}.values())
