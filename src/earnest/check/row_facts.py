"""What a row tells of itself: its id, its sides, when it answers, and the classes of its act."""

import datetime as dt
from functools import lru_cache

from earnest.check.asked import Asked
from earnest.check.parties import side
from earnest.contract.rows import Event, Measure
from earnest.contract.when import Period
from earnest.extract.acts import classes_in, classes_of_event

# Classes that a row has by its words alone, not by its code.
BY_WORDS = frozenset({"legislation", "payment"})
MOST_VAGUE_DAYS = 12  # "In early May" is ten days; a row of a month tells no day


def id_of(row: Event | Measure) -> str:
    """The id of a row in its table."""
    return row.measure_id if isinstance(row, Measure) else row.event_id


def start_of(row: Event | Measure) -> Period:
    """The days on which a row happened or began."""
    if isinstance(row, Event):
        return row.period
    start = row.start or row.visible_from
    return Period.of_days(start, max(start, row.start_last or start))


def time_of(measure: Measure, question: Asked) -> Period:
    """When a measure answers: a claim dated to days or weeks asks when it was taken, else when it held."""
    start = measure.start or measure.visible_from
    if question.is_reversal and measure.end:
        # A day of end may be the last in force, or the first that is free.
        return Period.of_days(measure.end, measure.end + dt.timedelta(days=1))
    if question.is_pointed:
        taken = Period.of_days(start, max(start, measure.start_last or start))
        public = Period.of_days(measure.visible_from, measure.visible_from)
        return min(taken, public, key=lambda time: abs(question.window.gap_days(time)))
    return Period(start, measure.end)


def sides_of_row(row: Event | Measure) -> tuple[frozenset[str], frozenset[str]]:
    """Who acts in a row and toward whom."""
    if isinstance(row, Measure):
        return frozenset({side(row.sender)}), frozenset({side(row.target)})
    does = frozenset(side(s) for s in (row.actor_country, row.actor_name) if s)
    return does, frozenset(side(s) for s in (row.recipient_country, row.recipient_name) if s)


def is_vague(row: Event | Measure) -> bool:
    """Whether a row is dated to a month or less exactly: no day of a claim is told by it."""
    began = start_of(row)
    return not (began.start and began.end and (began.end - began.start).days <= MOST_VAGUE_DAYS)


@lru_cache(maxsize=65_536)
def event_classes(code: str, description: str) -> frozenset[str]:
    """The classes of a coded event with a description.

    Codes of mere statements say nothing of bills and payments; there the description has to name them.
    """
    found = classes_of_event(code, description)
    return found - (BY_WORDS - classes_in(description)) if description else found
