"""The last day that the words of a prediction set, counted from the day of the text."""

import calendar
import datetime as dt
import re
from typing import Final

_MONTHS: Final = [name.casefold() for name in calendar.month_name]
_MONTH: Final = "|".join(_MONTHS[1:])
_OF_NEXT_YEAR: Final = re.compile(rf"\b({_MONTH}),? (?:of )?next year\b", re.IGNORECASE)
_NEXT_YEAR: Final = re.compile(
    r"\b(?:(?:by|before) the end of|within|before) next year\b", re.IGNORECASE
)
_THIS_YEAR: Final = re.compile(
    r"\b(?:(?:by|before) (?:the )?(?:end of (?:the|this) year|year[’']s end|turn of the year|new year)|"
    r"(?:before|ere) (?:the|this) year (?:is|has) (?:out|over|ended|run out)|before (?:the|this) year ends|"
    r"(?:still )?this year)\b",
    re.IGNORECASE,
)
_THIS_MONTH: Final = re.compile(
    r"\b(?:(?:by|before) (?:the )?end of (?:the|this) month|"
    r"(?:before|ere) (?:the|this) month is (?:out|over))\b",
    re.IGNORECASE,
)


def last_day_told(text: str, written: dt.date) -> dt.date | None:
    """The last day of "by June next year" or "before the year is out"; None for other words."""
    if found := _OF_NEXT_YEAR.search(text):
        return _month_end(written.year + 1, _MONTHS.index(found[1].casefold()))
    if _NEXT_YEAR.search(text):
        return dt.date(written.year + 1, 12, 31)
    if _THIS_YEAR.search(text):
        return dt.date(written.year, 12, 31)
    if _THIS_MONTH.search(text):
        return _month_end(written.year, written.month)
    return None


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])
