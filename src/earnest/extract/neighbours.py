"""What only a row's neighbours tell: a fragment's kind, the date of a fact named twice."""

from collections.abc import Sequence
from dataclasses import replace

from earnest.contract.text import Statement

_CONTINUING = ("not only", "not just", "nor only")
_WORDS = 4  # fewer words may be the same by chance


def continued_kinds(found: Sequence[Statement]) -> list[Statement]:
    """The rows, a fragment that goes on with the claim before it ("not only there") of its kind."""
    settled: list[Statement] = []
    for statement in found:
        goes_on = settled and statement.text.lower().startswith(_CONTINUING)
        kind = settled[-1].kind if goes_on else statement.kind
        settled.append(replace(statement, kind=kind))
    return settled


def shared_dates(found: Sequence[Statement]) -> list[Statement]:
    """The rows, an undated event with the date of the one row that repeats its words."""
    dated = [s for s in found if s.date is not None]
    return [_dated(s, dated) if s.date is None and s.kind == "event" else s for s in found]


def _dated(statement: Statement, dated: Sequence[Statement]) -> Statement:
    if len(statement.text.split()) < _WORDS:
        return statement
    dates = {s.date for s in dated if statement.text in s.text and not _holds(s, statement)}
    return replace(statement, date=dates.pop()) if len(dates) == 1 else statement


def _holds(outer: Statement, inner: Statement) -> bool:
    """Whether one row stands inside the other: its date has been given to the right one."""
    return outer.start <= inner.start and inner.end <= outer.end
