"""Claims that an act met nobody else: like acts of the same side toward others in the same weeks."""

import datetime as dt
import re
from collections.abc import Iterator

from earnest.check.asked import Asked, asked
from earnest.check.context import Context
from earnest.check.fit import BROAD_CLASSES, SET_CLASSES
from earnest.check.lookup import matches, strong
from earnest.check.own_side import own_side
from earnest.check.parties import all_names, side
from earnest.check.row_facts import event_classes, sides_of_row
from earnest.contract.rows import Event, Measure
from earnest.contract.text import Statement
from earnest.contract.when import Period
from earnest.extract.actors import find_actors
from earnest.extract.acts import classes_in, classes_of_type

_ALONE = re.compile(
    r"\b(?:(?:no|to no|nobody|no one|none) (?:else|others?)|only (?:with|against|to|for|from|towards?)|alone\b|"
    r"singled out|no second (?:country|state|capital)|"
    r"no other (?:[\w’'-]+ ){1,3}(?:was|were|is|are|has|have|had|heard|met|saw|felt|suffer\w*)\b)",
    re.IGNORECASE,
)
# Whose envoy is missed: "lost its Ruritanian ambassador".
REACH = 4
NEAR_DAYS = 60
YEAR = 365


def claims_alone(text: str) -> bool:
    """Whether a text says that an act met one side only."""
    return bool(_ALONE.search(text))


def others_met(statement: Statement, context: Context) -> tuple[Event | Measure, ...]:
    """Like acts of the same side toward others than the text speaks of, within sixty days of it."""
    question = asked(statement, context)
    classes = question.classes - BROAD_CLASSES
    for sender in _senders(question):
        others = {*_named_in(statement.text), *context.focus[:2]} - {sender}
        for window in _windows(sender, classes, question, statement, context):
            found = [
                row
                for row in _acts(sender, window, context)
                if classes & _classes(row) and not sides_of_row(row)[1] & others
            ]
            if found:
                return tuple(found)
    return (
        _others_of_the_other_side(statement, question, context)
        or _others_ever(statement, question, context)
        or _beside_the_act_before(statement, question, context)
    )


def _beside_the_act_before(
    statement: Statement, question: Asked, context: Context
) -> tuple[Event | Measure, ...]:
    """Others met with the act that a claim without one speaks of: "the step was aimed at A alone".

    It is the latest act that the text has told of, up to its own day, that met a state named in the claim.
    """
    named = _named_in(statement.text)
    if question.classes - BROAD_CLASSES or not named:
        return ()
    before = (asked(s, context) for s in context.statements if s.end <= statement.start)
    told = {
        m.ref: m.row
        for q in before
        if q.is_dated
        for m in strong(matches(q, context))
        if m.is_in_window
    }
    acts = [
        row for row in told.values() if _classes(row) & SET_CLASSES and _meets_one_of(named, row)
    ]
    if not acts:
        return ()
    meant = max(acts, key=lambda row: _time(row).start or dt.date.min)
    (sender,), kinds = sides_of_row(meant)[0], _classes(meant) & SET_CLASSES
    around = _acts(sender, _time(meant).widened(NEAR_DAYS), context)
    return tuple(r for r in around if kinds & _classes(r) and _is_toward_others(r, named))


def _meets_one_of(named: frozenset[str], row: Event | Measure) -> bool:
    does, meets = sides_of_row(row)
    return len(does) == 1 and bool(meets & named)


def _is_toward_others(row: Event | Measure, named: frozenset[str]) -> bool:
    does, meets = sides_of_row(row)
    return bool(meets) and not meets & (named | does)


# "No other capital was ever made to pay": at any time.
_EVER = re.compile(r"\b(?:ever|never)\b", re.IGNORECASE)


def _others_of_the_other_side(
    statement: Statement, question: Asked, context: Context
) -> tuple[Event | Measure, ...]:
    """What the side that the text speaks against did to others, for a claim that only "we" were met.

    In the weeks of its date acts of the kind that we met then; at any time acts that name a third party
    whom the claim names.
    """
    own, pair = own_side(context), context.focus[:2]
    if own not in pair or len(pair) < 2:
        return ()
    sender = next(s for s in pair if s != own)
    if question.is_pointed:
        return _like_those_met(sender, own, question.window, context)
    third = _named_in(statement.text) - set(pair)
    if not third or not _EVER.search(statement.text):
        return ()
    until = Period(None, context.written + dt.timedelta(days=1))
    return tuple(
        row
        for row in _hostile(sender, until, context)
        if not sides_of_row(row)[1] & set(pair) and third & _names_of(row)
    )


def _others_ever(
    statement: Statement, question: Asked, context: Context
) -> tuple[Event | Measure, ...]:
    """For a claim that nobody else was ever met so: hostile acts of the kind toward others, up to the text.

    Where its words name no act, acts of the kinds that the side was met with for which the text speaks.
    """
    if not _EVER.search(statement.text) or question.is_dated:
        return ()
    until = Period(None, context.written + dt.timedelta(days=1))
    classes, own = question.classes & SET_CLASSES, own_side(context)
    spared = {*context.focus[:2], *_named_in(statement.text)}
    for sender in _senders(question):
        if sender == own:
            continue
        hostile = list(_hostile(sender, until, context))
        kinds = classes or _met_by(own, hostile)
        found = tuple(
            row for row in hostile if kinds & _classes(row) and not sides_of_row(row)[1] & spared
        )
        if found:
            return tuple(sorted(found, key=lambda row: isinstance(row, Event)))
    return ()


def _met_by(own: str | None, hostile: list[Event | Measure]) -> frozenset[str]:
    """The kinds of act that a side was met with."""
    met = [row for row in hostile if own in sides_of_row(row)[1]]
    return frozenset(c for row in met for c in _classes(row)) & SET_CLASSES


def _like_those_met(
    sender: str, own: str, window: Period, context: Context
) -> tuple[Event | Measure, ...]:
    classes = _met_by(own, list(_hostile(sender, window, context)))
    return tuple(
        row
        for row in _hostile(sender, window.widened(NEAR_DAYS), context)
        if classes & _classes(row) and own not in sides_of_row(row)[1]
    )


def _hostile(sender: str, window: Period, context: Context) -> Iterator[Event | Measure]:
    """Acts of material conflict by a side."""
    for row in _acts(sender, window, context):
        if isinstance(row, Measure) or row.quad == 4:
            yield row


def _names_of(row: Event | Measure) -> frozenset[str]:
    words = row.description if isinstance(row, Event) else row.object
    return _named_in(words) | sides_of_row(row)[1]


def _senders(question: Asked) -> tuple[str, ...]:
    """Who may have acted: the sides named in the claim itself, those that surely act first."""
    does = {s for way in question.directions.values() for s in way.actors}
    own = _named_in(question.text)
    sides = [s for s in question.parties.states if s in own or s in does or not own]
    return tuple(sorted(sides, key=lambda s: s not in does))


def _named_in(text: str) -> frozenset[str]:
    """The states that a text names by name."""
    return frozenset(actor for mention in find_actors(text) for actor in mention.actors)


def _windows(
    sender: str,
    classes: frozenset[str],
    question: Asked,
    statement: Statement,
    context: Context,
) -> Iterator[Period]:
    """The weeks meant: those of the claim's date, else around the like acts told just before it."""
    if question.is_dated and question.window.start:
        yield question.window.widened(NEAR_DAYS)
        return
    before = [s for s in context.statements if s.end <= statement.start][-3 * REACH :]
    for other in reversed(before):
        told = asked(other, context)
        if not told.is_dated or not told.classes & classes:
            continue
        for match in strong(matches(told, context)):
            if sender in sides_of_row(match.row)[0]:
                yield _time(match.row).widened(NEAR_DAYS)
    yield Period(context.written - dt.timedelta(days=YEAR), context.written)


def _acts(sender: str, window: Period, context: Context) -> Iterator[Event | Measure]:
    names = all_names((sender,))
    for event in context.view.events(actors=names, since=window.start, until=window.end):
        if event.tier == "page":
            yield event
    for measure in context.measures_with((sender,)):
        is_own = side(measure.sender) == sender and measure.tier == "page"
        if is_own and window.overlaps(_time(measure)):
            yield measure


def _classes(row: Event | Measure) -> frozenset[str]:
    if isinstance(row, Event):
        return event_classes(row.code, row.description)
    return classes_of_type(row.type) | classes_in(row.object)


def _time(row: Event | Measure) -> Period:
    if isinstance(row, Event):
        return row.period
    return Period.of_days(row.visible_from, row.start or row.visible_from)
