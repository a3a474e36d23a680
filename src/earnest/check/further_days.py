"""Further days that one claim tells: "on Saturday the one gate was shut, on Sunday the other"."""

import datetime as dt
import re
from dataclasses import replace
from typing import Final

from earnest.check.asked import Asked, date_of
from earnest.check.context import Context
from earnest.check.lookup import Match, matches, strong
from earnest.contract.text import Statement
from earnest.contract.when import Period
from earnest.extract.dates import find_dates
from earnest.extract.pointing_back import beside

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_OF_THAT_WEEK: Final = re.compile(r"\bthe (?P<day>\w+day) of that (?:same )?week\b", re.IGNORECASE)


def of_further_days(statement: Statement, question: Asked, context: Context) -> tuple[Match, ...]:
    """Rows that answer a claim on another day that it tells besides its date."""
    found: dict[str, Match] = {}
    for day in _days(statement, context):
        window = Period.of_days(day, day)
        other = replace(question, window=window, is_dated=True, is_dated_itself=True, directions={})
        for match in strong(matches(other, context)):
            if match.is_in_window and match.is_detailed:
                found.setdefault(match.id, match)
    return tuple(found.values())


def _days(statement: Statement, context: Context) -> list[dt.date]:
    """The days beside its own that the words of a claim tell, none after the text."""
    own = date_of(statement, context)
    if own is None or not _DAY.fullmatch(own):
        return []
    told = [d.iso for d in find_dates(statement.text, anchor=context.written) if not d.anaphoric]
    if found := _OF_THAT_WEEK.search(statement.text):
        told.append(_in_week_of(own, found["day"].casefold()))
    days = {dt.date.fromisoformat(t) for t in told if t and _DAY.fullmatch(t)}
    first = dt.date.fromisoformat(own)
    return sorted(
        d for d in days if d != first and abs((d - first).days) <= 7 and d <= context.written
    )


def _in_week_of(day: str, weekday: str) -> str | None:
    """The day of that name in the week, from Monday on, that a day is in."""
    monday = dt.date.fromisoformat(day)
    monday -= dt.timedelta(days=monday.weekday())
    if weekday == "monday":
        return monday.isoformat()
    return beside(monday.isoformat(), f"the following {weekday}")
