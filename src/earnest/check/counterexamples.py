"""Rows that break a claimed rule, and on how many occasions they did."""

import datetime as dt
from dataclasses import dataclass

from earnest.check.answer import told_date, told_measure
from earnest.check.context import Context
from earnest.contract.finding import RowRef
from earnest.contract.rows import Event, Measure
from earnest.contract.when import last_day

# Characters of an ISO date that are meant, by precision.
_KEPT = {"year": 4, "month": 7, "day": 10}
# Days between two acts that count as one occasion: a closing is widened and prolonged for weeks.
ONE_OCCASION = 60


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A row that breaks the rule, and whether it was known when the text was written."""

    ref: RowRef
    words: str
    is_before: bool
    day: dt.date


def ranked(found: list[Counterexample]) -> list[Counterexample]:
    """Measures before events, those before the text first."""
    return sorted(
        found, key=lambda one: (not one.is_before, one.ref.table != "measures", one.ref.id)
    )


def occasions(broken: list[Counterexample]) -> int:
    """How many times something was done, acts of the same weeks counted once; only before the text."""
    days = sorted(one.day for one in broken if one.is_before)
    return sum(n == 0 or (day - days[n - 1]).days > ONE_OCCASION for n, day in enumerate(days))


def of_measure(measure: Measure, context: Context) -> Counterexample:
    """A measure whose end breaks a rule."""
    kept = _KEPT.get(measure.end_precision or "", 10)
    is_before = bool(measure.end) and last_day(str(measure.end)[:kept]) <= context.written
    day = measure.end or measure.visible_from
    return Counterexample(
        RowRef("measures", measure.measure_id), told_measure(measure), is_before, day
    )


def of_taken(measure: Measure, context: Context) -> Counterexample:
    """A measure whose taking breaks a rule."""
    is_before = measure.start is not None and measure.start <= context.written
    return Counterexample(
        RowRef("measures", measure.measure_id),
        told_measure(measure),
        is_before,
        measure.visible_from,
    )


def of_event(event: Event, context: Context) -> Counterexample:
    """An act that breaks a rule."""
    words = f"{told_date(event)}: {event.description}"
    return Counterexample(
        RowRef("events", event.event_id), words, event.known_at <= context.written, event.date
    )
