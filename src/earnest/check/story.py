"""When an act without a date happened, where the text tells it between two that have one."""

import datetime as dt
from bisect import bisect_left

from earnest.check.context import Context
from earnest.contract.text import Statement
from earnest.contract.when import Period

# The longest time between two dates told one after the other that still places what stands between.
LONGEST_DAYS = 200
# How long a story that has told its last date goes on.
AFTER_DAYS = 31
# A date of a month or less tells where a story stands.
EXACT_DAYS = 31


def told_between(statement: Statement, context: Context) -> Period | None:
    """The time between the dates told before and after an act, in one paragraph; None if nothing tells.

    A text that tells its story out of order places nothing.
    """
    if statement.date or statement.kind != "event":
        return None
    told = _told(context)
    at = bisect_left(told, (statement.start,), key=lambda one: (one[0],))
    before = next((t for t in reversed(told[:at]) if _beside(t[0], statement, context)), None)
    after = next((t for t in told[at:] if _beside(t[0], statement, context)), None)
    if before is None:
        return None
    start, end = before[1], after[1] if after else before[1] + dt.timedelta(days=AFTER_DAYS)
    days = (end - start).days
    return Period.of_days(start, end) if 0 <= days <= LONGEST_DAYS else None


def _told(context: Context) -> list[tuple[int, dt.date]]:
    """Where the text tells a date of what has happened, and the day on which that began."""
    known = context.worked_out.get("told")
    if known is None:
        known = context.worked_out["told"] = sorted(_dated(context))
    assert isinstance(known, list)
    return known


def _dated(context: Context) -> list[tuple[int, dt.date]]:
    found = []
    for one in context.statements:
        period = Period.parse(one.date) if one.date and "/" not in one.date else None
        if period is None or period.start is None or period.end is None:
            continue
        if (period.end - period.start).days <= EXACT_DAYS and period.start <= context.written:
            found.append((one.start, period.start))
    return found


def _beside(at: int, statement: Statement, context: Context) -> bool:
    """Whether a place of the text and a statement stand in one paragraph."""
    start, end = sorted((at, statement.start))
    return "\n\n" not in context.document.text[start:end]
