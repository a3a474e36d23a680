"""What a number is sought for by: words, sides and time."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from earnest.check.asked import asked, sides_of
from earnest.check.concepts import concepts_in
from earnest.check.context import Context
from earnest.check.parties import Parties, parties
from earnest.contract.text import Quantity, Statement
from earnest.contract.when import Period

# Code points before an elliptic claim in which its noun is looked for.
ELLIPSIS_REACH = 240
_PRONOUN = re.compile(r"^\W*(?:it|they|that|this|those|these)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a number is sought for by: its own words, those around, the sides, and when.

    `must` are parties that a row has to be by or with; `period` is the time that the claim gives.
    """

    own: str
    around: str
    sides: Parties
    must: frozenset[str]
    period: Period | None
    written: dt.date

    def is_between(self, one: str, other: str | None) -> bool:
        """Whether a row of one or two sides is between those of the claim."""
        both = {one, other} - {None, ""}
        if not both <= {*self.sides.states}:
            return False
        return not self.must or (
            both <= self.must if len(self.must) > 1 else bool(both & self.must)
        )


def wording(statement: Statement, of: str | None, context: Context, *, is_dated: bool) -> Wording:
    """The wording of a claim about what is counted as `of`; its date counts only if `is_dated`."""
    start = max(0, statement.start - ELLIPSIS_REACH)
    before = context.document.text[start : statement.start]
    period = Period.parse(statement.date) if is_dated and statement.date else None
    is_closed = period is not None and period.start is not None and period.end is not None
    return Wording(
        own=f"{statement.text} {of or ''}",
        around=f"{before} {context.sentence(statement)}",
        sides=sides_about(statement, context),
        must=frozenset(parties(statement).states) - asked(statement, context).guessed,
        period=period if is_closed else None,
        written=context.written,
    )


def sides_about(statement: Statement, context: Context) -> Parties:
    """The sides of the claim, then those that the text is about: a row is often by one of these."""
    sides = sides_of(statement, context)
    return replace(sides, states=tuple(dict.fromkeys((*sides.states, *context.focus[:2]))))


def measured(statement: Statement, quantity: Quantity, context: Context) -> tuple[str, ...]:
    """The words that may say what is counted: the claim's own, then those of the sentences before.

    An elliptic claim ("it fell by half", or one that names no concept) needs the latter.
    """
    words = f"{statement.text} {quantity.of or ''}"
    before = context.document.text[max(0, statement.start - ELLIPSIS_REACH) : statement.start]
    sentences = re.split(r"(?<=[.!?])\s+", before)
    here, earlier = sentences[-1], " ".join(sentences[-2:])
    is_elliptic = not concepts_in(words) - {"share", "change"} or bool(
        _PRONOUN.search(statement.text)
    )
    if not is_elliptic:
        return words, f"{here} {words}"
    return f"{here} {words}", f"{earlier} {words}"


def day_about(statement: Statement, context: Context) -> dt.date:
    """The day a number is about: its own date, else the date of the text."""
    start = Period.parse(statement.date).start if statement.date else None
    return start or context.written
