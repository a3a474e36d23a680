"""Who came first: "they called theirs home, and only then did we" beside the order on record."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from earnest.check.asked import asked
from earnest.check.context import Context
from earnest.check.fit import BROAD_CLASSES
from earnest.check.parties import all_names, parties, side
from earnest.check.row_facts import event_classes, sides_of_row, start_of
from earnest.contract.rows import Event, Measure
from earnest.contract.text import Statement
from earnest.extract.acts import classes_of_type

# Days between two acts of which one is said to answer the other, and between them and the claim's time.
PAIR_DAYS: Final = 31
CLAIM_DAYS: Final = 62
# Code points between the two claims.
REACH: Final = 160
_THEN: Final = re.compile(
    r"\b(?:only|not until|not before) (?:then|after(?: that| this|wards)?|thereupon|thereafter)\b|"
    r"\b(?:only|merely|no more than) (?:answer|repl|follow|react|respond|return)\w*|"
    r"\bin (?:answer|reply|return|response|retaliation|kind)\b|\bfollow(?:s|ed) suit\b|\bdid the same\b|"
    r"\bretaliated\b|\b(?:answered|replied|responded) (?:in kind|by \w+ing|with (?:the|a|an) (?:same|like|"
    r"similar))\b",
    re.IGNORECASE,
)
_ANSWERS: Final = re.compile(
    r"\b(?:after|following|in (?:answer|reply|response|retaliation|return|kind)|hours later|answers?|"
    r"reciprocal)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reversed:
    """Two acts on record in the other order than a text tells them."""

    earlier: Event | Measure
    later: Event | Measure


def out_of_order(statement: Statement, context: Context) -> Reversed | None:
    """The acts that came the other way round than a claim of an answer has them; None if none did."""
    if not _THEN.search(statement.text):
        return None
    before = _told_before(statement, context)
    if before is None:
        return None
    first, second = _doers(before, statement, context)
    own, theirs = (asked(s, context).classes - BROAD_CLASSES for s in (statement, before))
    if not first or not second or first == second or not theirs:
        return None
    firsts = list(_acts(first, second, theirs, before, context))
    seconds = list(_acts(second, first, own & theirs or own or theirs, before, context))
    pairs = [(a, b) for a in firsts for b in seconds]
    if any(_is_in_order(a, b) for a, b in pairs):
        return None
    return next((Reversed(b, a) for a, b in pairs if _is_reversed(a, b)), None)


def _told_before(statement: Statement, context: Context) -> Statement | None:
    near = [
        s for s in context.statements
        if 0 <= statement.start - s.end <= REACH and s.kind in ("event", "thesis", "quantity")
    ]  # fmt: skip
    return max(near, key=lambda s: (s.end, s.start), default=None)


def _doers(before: Statement, after: Statement, context: Context) -> tuple[str, str]:
    """Who did the first and who the second; of one that is not told the other of the two sides."""
    one, other = (next(iter(_own(s)), "") for s in (before, after))
    pair = context.focus[:2]
    if one and (not other or other == one):
        other = next((s for s in _own(after) if s != one), "") or _rest(pair, one)
    if other and not one:
        one = _rest(pair, other)
    return one, other


def _own(statement: Statement) -> tuple[str, ...]:
    told = parties(statement)
    return tuple(s for s in told.states if s not in told.owners)


def _rest(pair: tuple[str, ...], state: str) -> str:
    return next((s for s in pair if s != state), "") if state in pair else ""


def _acts(
    does: str, meets: str, classes: frozenset[str], told: Statement, context: Context
) -> Iterator[Event | Measure]:
    """Sourced acts of a kind by one side toward another, near the time that a claim gives."""
    question = asked(told, context)
    rows: tuple[Event | Measure, ...] = (
        *context.measures_among((does, meets)),
        *context.view.events(actors=all_names((does,)), recipients=all_names((meets,))),
    )
    for row in rows:
        of = (
            event_classes(row.code, row.description)
            if isinstance(row, Event)
            else classes_of_type(row.type)
        )
        is_theirs = does in sides_of_row(row)[0] and meets in sides_of_row(row)[1]
        is_near = abs(question.window.gap_days(start_of(row))) <= CLAIM_DAYS
        if is_theirs and row.tier == "page" and classes & of and is_near:
            yield row


def _is_in_order(first: Event | Measure, second: Event | Measure) -> bool:
    """Whether two acts came as told, one within weeks of the other."""
    one, other = start_of(first).start, start_of(second).start
    return one is not None and other is not None and 0 < (other - one).days <= PAIR_DAYS


def _is_reversed(first: Event | Measure, second: Event | Measure) -> bool:
    """Whether what is told as the answer came before what it is said to answer."""
    if isinstance(first, Measure) != isinstance(second, Measure):
        return False
    one, other = start_of(first), start_of(second)
    if one.start is None or other.start is None or abs((one.start - other.start).days) > PAIR_DAYS:
        return False
    if isinstance(first, Measure) and isinstance(second, Measure):
        if side(first.sender) == side(second.sender):
            return False
        if first.reciprocal_of or second.reciprocal_of:
            return first.reciprocal_of == second.measure_id
    if one.start == other.start and isinstance(first, Event):
        return bool(_ANSWERS.search(f"{first.description} {first.note or ''}"))
    return other.last is not None and other.last < one.start
