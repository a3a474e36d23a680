"""Stretches of time as ISO 8601 points of a chosen granularity, and arithmetic on them.

A `Stretch` runs from one point to another, both included: ("1980", "1989") for a decade,
("2019-03", "2019-03") for a month. Python's calendar holds the years 1 to 9999; what falls outside
is None.
"""

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal, Self

PartName = Literal["early", "mid", "late", "start", "end"]

DAYS_IN: dict[str, float] = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1,
    "night": 1,
    "week": 7,
    "fortnight": 14,
    "month": 30.4375,
    "year": 365.25,
    "decade": 3652.5,
    "century": 36525,
}
_MONTHS_IN = {"month": 1, "year": 12, "decade": 120, "century": 1200}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time; `first` and `last` are ISO days, months or years, both included."""

    first: str
    last: str

    @classmethod
    def of(cls, point: str) -> Self:
        """The stretch that one day, month or year covers."""
        return cls(point, point)

    @property
    def iso(self) -> str:
        """The point itself, or `first/last`."""
        return self.first if self.first == self.last else f"{self.first}/{self.last}"

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """First and last day."""
        return first_day(self.first), last_day(self.last)

    def part(self, name: PartName) -> "Stretch":
        """The named part: early, late, mid, start or end.

        `early` and `late` are halves, `mid` the middle third; `start` and `end` are the first and
        last point one granularity finer: the end of 1990 is 1990-12.
        """
        points = _finer(self)
        size = len(points)
        if name == "start":
            return Stretch.of(points[0])
        if name == "end":
            return Stretch.of(points[-1])
        if name == "mid":
            return Stretch(points[size // 3], points[max(size // 3, size - size // 3 - 1)])
        middle = max(1, size // 2)
        half = points[:middle] if name == "early" else points[middle:] or points
        return Stretch(half[0], half[-1])


def first_day(point: str) -> dt.date:
    """The first day of an ISO day, month or year."""
    year, month, day = (*map(int, point.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)


def last_day(point: str) -> dt.date:
    """The last day of an ISO day, month or year."""
    parts = tuple(map(int, point.split("-")))
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return dt.date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


def iso_point(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """`2019`, `2019-03` or `2019-03-07`; None if there is no such day in the calendar."""
    try:
        found = dt.date(year, month or 1, day or 1)
    except (ValueError, OverflowError):
        return None
    return found.isoformat()[: 10 if day else 7 if month else 4]


def stretch_of(year: int, month: int | None = None, day: int | None = None) -> Stretch | None:
    """The stretch of one year, month or day; None if there is no such day in the calendar."""
    point = iso_point(year, month, day)
    return None if point is None else Stretch.of(point)


def years(first: int, last: int) -> Stretch | None:
    """The years from `first` to `last`, both included; None outside 1 to 9999 or if reversed."""
    return Stretch(f"{first:04}", f"{last:04}") if 1 <= first <= last <= 9999 else None


def months(year: int, first: int, count: int) -> Stretch | None:
    """`count` months from a month of a year on."""
    last = shifted(dt.date(year, first, 1), "month", count - 1) if 1 <= year <= 9999 else None
    start = iso_point(year, first)
    return None if last is None or start is None else Stretch(start, last.isoformat()[:7])


def shifted(day: dt.date, unit: str, count: float) -> dt.date | None:
    """The day `count` units after `day` (before, if negative); None outside the calendar.

    Month steps keep the day of the month where the month has it, else take its last day.
    """
    if unit not in _MONTHS_IN:
        try:
            return day + dt.timedelta(days=round(count * DAYS_IN[unit]))
        except OverflowError:
            return None
    if abs(count) > 10**5:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + round(count * _MONTHS_IN[unit]), 12)
    if not 1 <= year <= 9999:
        return None
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def around(day: dt.date, unit: str) -> Stretch | None:
    """The day, calendar week (Monday to Sunday), month, year, decade or century that holds it."""
    if unit == "week":
        monday = shifted(day, "day", -day.weekday())
        sunday = shifted(day, "day", 6 - day.weekday())
        if monday is None or sunday is None:
            return None
        return Stretch(monday.isoformat(), sunday.isoformat())
    if unit == "decade":
        return years(day.year // 10 * 10, day.year // 10 * 10 + 9)
    if unit == "century":
        return years((day.year - 1) // 100 * 100 + 1, (day.year - 1) // 100 * 100 + 100)
    return Stretch.of(day.isoformat()[: {"month": 7, "year": 4}.get(unit, 10)])


def _finer(stretch: Stretch) -> list[str]:
    first, last = stretch.first, stretch.last
    if len(first) == len(last) == 4 and first != last:
        return [f"{year:04}" for year in range(int(first), int(last) + 1)]
    if len(first) == 4 == len(last):
        return [f"{first}-{month:02}" for month in range(1, 13)]
    start, end = stretch.days
    count = min((end - start).days, 4000)
    return [(start + dt.timedelta(days=n)).isoformat() for n in range(count + 1)] or [first]
