"""How long something lasted by the record: a measure in force, or an act and its undoing."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from earnest.check.answer import told_date, told_measure
from earnest.check.asked import Asked, asked
from earnest.check.candidates import candidate_events
from earnest.check.context import Context, shares_words
from earnest.check.lookup import matches, strong
from earnest.check.measured import measure_meant
from earnest.check.parties import parties
from earnest.check.row_facts import event_classes
from earnest.check.words import content_stems
from earnest.contract.finding import RowRef
from earnest.contract.rows import Event, Measure
from earnest.contract.text import Statement
from earnest.extract.acts import classes_of_code, classes_of_type

# Statements back in which an elliptic claim ("that row was over in a week") finds its act.
REACH = 4
# An undoing is looked for up to this long after an act.
TWIN_DAYS = 21
LONGEST_DAYS = 3_653
STILL = re.compile(
    r"\b(?:has|have) (?:now )?(?:been|lasted|stayed|stood|remained|kept)\b", re.IGNORECASE
)
_FROM_TO = re.compile(
    r"\b(?:from|between) (?P<one>.+?) (?:to|until|and) (?P<two>.+?)"
    r"(?:,| it | there | took | passed |$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Lasting:
    """A length of time on record, with the rows that bound it."""

    days: int
    words: str
    rows: tuple[RowRef, ...]


def lasting(statement: Statement, context: Context) -> Lasting | None:
    """How long that lasted which a statement gives a length of time for; None if nothing tells it."""
    if found := _from_one_to_other(statement, context):
        return found
    for question in _questions(statement, context):
        if found := _of_the_best(question, statement, context):
            return found
    if measure := measure_meant(statement, context):
        return of_measure(measure, statement, context)
    return _of_the_only_measure(statement, context)


def _questions(statement: Statement, context: Context) -> Iterator[Asked]:
    """What the claim may be about: acts told in its own words, itself, what was told just before."""
    own = asked(statement, context)
    inside = [
        s for s in context.beside(statement) if shares_words(s, statement) and s.kind == "event"
    ]
    for other in inside:
        yield asked(other, context)
    yield own
    before = [s for s in context.statements if s.end <= statement.start][-REACH:]
    year = next((s.date for s in reversed(before) if s.date), None)
    names_none = not parties(statement).states
    for other in reversed(before):
        told = asked(replace(other, date=statement.date or other.date or year), context)
        if told.classes and (names_none or own.parties.states[:1] == told.parties.states[:1]):
            yield told


def _of_the_best(question: Asked, statement: Statement, context: Context) -> Lasting | None:
    if not question.classes and not question.parties.bodies:
        return None
    found_rows = strong(matches(question, context)) or strong(
        matches(replace(question, directions={}), context)
    )
    for match in sorted(found_rows, key=lambda m: isinstance(m.row, Event)):
        row = match.row
        if question.is_dated and not match.is_in_window:
            continue
        found = (
            of_measure(row, statement, context)
            if isinstance(row, Measure)
            else _until_undone(row, statement, context)
        )
        if found:
            return found
    return None


def of_measure(measure: Measure, statement: Statement, context: Context) -> Lasting | None:
    """The time a measure was in force, or has been until the text where it was then still on."""
    if measure.start is None or measure.start > context.written:
        return None
    until = measure.end
    if (until is None or until > context.written) and STILL.search(statement.text):
        until = context.written
    if until is None or until < measure.start:
        return None
    rows = (RowRef("measures", measure.measure_id), *told_by(measure, context))
    return Lasting((until - measure.start).days, told_measure(measure), rows)


def told_by(measure: Measure, context: Context) -> list[RowRef]:
    """Events that tell of a measure's start: same parties, its days, a word of its object or its kind."""
    assert measure.start is not None
    kinds = classes_of_type(measure.type)
    near = context.view.events(
        actors=(measure.sender,),
        recipients=(measure.target,),
        since=measure.start - dt.timedelta(days=TWIN_DAYS),
        until=measure.start + dt.timedelta(days=TWIN_DAYS + 1),
    )
    words = content_stems(measure.object)
    return [
        RowRef("events", e.event_id)
        for e in near
        if words & content_stems(e.description)
        or (e.tier == "page" and kinds & event_classes(e.code, e.description))
    ]


def _until_undone(event: Event, statement: Statement, context: Context) -> Lasting | None:
    """From an act to the next act of the same side that takes it back, or to the text if it holds still."""
    if event.actor_country is None or "reversal" in event_classes(event.code, event.description):
        return None
    sides = tuple(s for s in (event.actor_country, event.recipient_country) if s)
    last = event.date + dt.timedelta(days=LONGEST_DAYS)
    undone = next(
        (
            e
            for e in _reversals(sides, context)
            if event.last < e.date <= last and e.actor_country == event.actor_country
        ),
        None,
    )
    if STILL.search(statement.text) and (undone is None or undone.date > context.written):
        words = f"{told_date(event)}: {event.description}; still so at the date of the text"
        ref = RowRef("events", event.event_id)
        return Lasting((context.written - event.date).days, words, (ref,))
    return _from(event, undone) if undone else None


def _reversals(sides: tuple[str, ...], context: Context) -> tuple[Event, ...]:
    """The acts among some sides that take something back."""
    key = ("reversals", frozenset(sides))
    if key not in context.worked_out:
        context.worked_out[key] = tuple(
            e
            for e in candidate_events(sides, context)
            if e.tier == "page" and "reversal" in event_classes(e.code, e.description)
        )
    found = context.worked_out[key]
    assert isinstance(found, tuple)
    return found


def _from(one: Event, other: Event) -> Lasting:
    words = f"{told_date(one)}: {one.description}; {told_date(other)}: {other.description}"
    rows = (RowRef("events", one.event_id), RowRef("events", other.event_id))
    return Lasting((other.date - one.date).days, words, rows)


def _from_one_to_other(statement: Statement, context: Context) -> Lasting | None:
    """The days between two acts that the claim names ("from the warning to the first ban")."""
    found = _FROM_TO.search(statement.text)
    if found is None:
        return None
    question = asked(statement, context)
    states = tuple(dict.fromkeys((*question.parties.states, *context.focus[:2])))
    wide = replace(question, parties=replace(question.parties, states=states, bodies=()))
    one = _first(_part(wide, statement, found["one"], context), None, context)
    other = _first(_part(wide, statement, found["two"], context), one, context) if one else None
    return _from(one, other) if one and other else None


def _part(question: Asked, statement: Statement, words: str, context: Context) -> Asked:
    told = asked(replace(statement, text=words, quantity=None), context)
    return replace(told, parties=question.parties, directions={})


def _first(question: Asked, after: Event | None, context: Context) -> Event | None:
    """The first act of the kind asked for, after another; of the first asked, the latest written of."""
    if after is None:
        told = (m.row for m in matches(question, context) if m.is_sourced)
        return next((e for e in told if isinstance(e, Event) and e.date <= context.written), None)
    later = (
        e
        for e in candidate_events(question.parties.states, context)
        if e.tier == "page"
        and after.date < e.date <= context.written
        and question.classes & (event_classes(e.code, e.description) | classes_of_code(e.code))
    )
    return min(later, key=lambda e: (e.date, e.event_id), default=None)


def _of_the_only_measure(statement: Statement, context: Context) -> Lasting | None:
    """The one ended measure that the state named took against those the text is about."""
    named = [s for s in parties(statement).states if s not in parties(statement).owners]
    if len(named) != 1:
        return None
    ended = [
        m
        for m in context.measures_with(named)
        if m.sender == named[0] and m.target in context.focus[:2] and m.end and m.tier == "page"
    ]
    return of_measure(ended[0], statement, context) if len(ended) == 1 else None
