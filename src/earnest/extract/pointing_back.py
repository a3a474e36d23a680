"""The date that words such as "the following Monday" or "that year" mean, from the date told before."""

import re
from typing import Final

from earnest.extract.date_rules import (
    MONTH_NUMBERS,
    SEASONS,
    WEEKDAYS,
    number_of_weekday,
)
from earnest.extract.iso_dates import moved
from earnest.extract.stretches import Stretch, first_day, last_day, months, shifted

_POINTING: Final = re.compile(
    r"\b(?:(?:the\W+)?(?:very\W+)?(?P<which>following|next|previous|preceding|that|same)(?:\W+(?:very|same|next))*"
    r"|the)\W+(?P<name>[a-z]+)(?:\W+(?P<way>after|before))?"
)
_STEPS: Final = {
    "following": 1, "next": 1, "after": 1, "previous": -1, "preceding": -1, "before": -1,
}  # fmt: skip
_DAYS: Final = frozenset({"day", "date", "night", "morning", "afternoon", "evening"})
_DAY: Final = 10  # characters of an ISO day
_YEAR: Final = 4


def beside(last: str, words: str) -> str | None:
    """The date that the words mean, told from the date before them; None where they name none.

    Args:
        last: the date told before, an ISO point or interval.
        words: the words, in small letters.
    """
    found = _POINTING.search(words)
    if found is None:
        return None
    step = _STEPS.get(found["way"] or found["which"] or "", 0)
    if step == 0 and found["which"] is None:
        return None
    point = last.rpartition("/")[2] if step > 0 else last.partition("/")[0]
    point = point if point != ".." else last.replace("..", "").strip("/")
    return _named(last, point, found["name"], step)


def _named(last: str, point: str, name: str, step: int) -> str | None:
    if name in WEEKDAYS:
        return _weekday(point, name, step)
    if name in MONTH_NUMBERS:
        return _month(point, MONTH_NUMBERS[name], step)
    if name in SEASONS:
        return _season(point, SEASONS[name], step)
    if name in _DAYS:
        return moved(point, "day", step) if step else last
    if name == "week":
        return moved(point, "week", step) if step else last
    return _unit(point, name, step)


def _unit(point: str, name: str, step: int) -> str | None:
    year = int(point[:_YEAR])
    if name == "year":
        return f"{year + step:04}"
    if name == "decade":
        first = year // 10 * 10 + 10 * step
        return f"{first:04}/{first + 9:04}"
    if name == "month" and len(point) > _YEAR:
        return moved(point[:7], "month", step) if step else point[:7]
    return None


def _weekday(point: str, name: str, step: int) -> str | None:
    if len(point) != _DAY:
        return None
    day, weekday = first_day(point), number_of_weekday(name)
    ahead = (weekday - day.weekday()) % 7
    shift = ahead - 7 if step < 0 else ahead or (7 if step else 0)
    told = shifted(day, "day", shift)
    return told.isoformat() if told else None


def _month(point: str, month: int, step: int) -> str | None:
    return _nearest_of(point, [f"{_year(point, n):04}-{month:02}" for n in (-1, 0, 1)], step)


def _season(point: str, first: int, step: int) -> str | None:
    seasons = [months(_year(point, n), first, 3) for n in (-1, 0, 1)]
    return _nearest_of(point, [s.iso for s in seasons if s], step)


def _year(point: str, later: int) -> int:
    return int(point[:_YEAR]) + later


def _nearest_of(point: str, options: list[str], step: int) -> str | None:
    """The first option after a point, the last before it, or the one of its year."""
    stretches = {o: Stretch(o.partition("/")[0], o.rpartition("/")[2]) for o in options}
    if step > 0:
        return next((o for o, s in stretches.items() if s.days[0] > last_day(point)), None)
    if step < 0:
        return next((o for o in reversed(options) if stretches[o].days[1] < first_day(point)), None)
    return next((o for o in options if o[:_YEAR] == point[:_YEAR]), None)
