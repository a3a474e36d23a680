"""What a number is sought for by: words, sides and time."""

import datetime as dt
from dataclasses import dataclass, replace

from earnest.check.asked import asked, sides_of
from earnest.check.context import Context
from earnest.check.parties import Parties, parties
from earnest.contract.text import Statement
from earnest.contract.when import Period

# Code points before an elliptic claim in which its noun is looked for.
ELLIPSIS_REACH = 240


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
        return not self.must or (both <= self.must if len(self.must) > 1 else bool(both & self.must))


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
