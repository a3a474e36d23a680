"""The measure that a statement is about, if any."""

from dataclasses import replace

from earnest.check.asked import Asked, asked
from earnest.check.context import Context
from earnest.check.lookup import matches, strong
from earnest.check.words import content_stems
from earnest.contract.rows import Measure
from earnest.contract.text import Statement
from earnest.contract.when import Period

# Statements back in which an elliptic claim ("it took a week") finds what it speaks of.
REACH = 4


def measure_of(statement: Statement, context: Context) -> Measure | None:
    """The measure that answers a statement best; None if none does."""
    return _best(asked(statement, context), context)


def measure_meant(statement: Statement, context: Context) -> Measure | None:
    """The measure of a statement that may name neither act nor body, from those just before it.

    The measure has to be one that the first state named in the statement took.
    """
    if found := measure_of(statement, context):
        return found
    own = asked(statement, context)
    if found := _by_its_name(own, context):
        return found
    if own.classes or own.parties.bodies or not own.parties.states:
        return None
    before = [s for s in context.statements if s.start < statement.start][-REACH:]
    for earlier in reversed(before):
        told = asked(earlier, context)
        sides = replace(own.parties, bodies=told.parties.bodies)
        found = _best(replace(told, parties=sides), context)
        if found and found.sender == own.parties.states[0]:
            return found
    return None


def _by_its_name(question: Asked, context: Context) -> Measure | None:
    """The one measure between the sides whose type or object a word of the claim names."""
    sides = {*question.parties.states, *context.focus[:2]}
    named = [
        m
        for m in context.measures_with(sides)
        if m.tier == "page"
        and {m.sender, m.target} <= sides
        and question.stems & content_stems(f"{m.type.replace('_', ' ')} {m.object}")
        and (not question.is_dated or question.window.overlaps(Period(m.start, m.end)))
    ]
    ended = [m for m in named if m.end]
    return next(iter(ended if len(ended) == 1 else named if len(named) == 1 else ()), None)


def _best(question: Asked, context: Context) -> Measure | None:
    found = strong(matches(question, context))
    return next((match.row for match in found if isinstance(match.row, Measure)), None)
