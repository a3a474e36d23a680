"""Dates as people write them: ISO 8601 with granularity, intervals, open ends.

A `Period` is half-open in days: `[start, end)`. An open side is None.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from earnest.contract.words import Precision

_POINT = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?))?")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days `[start, end)`; a side that is None is open."""

    start: date | None
    end: date | None

    @classmethod
    def parse(cls, text: str) -> Self:
        """The days an ISO 8601 date or interval covers.

        Args:
            text: `2025`, `2025-02`, `2024-Q1`, `2025-02-20`, `a/b`, `a/..` or `../b`.

        Raises:
            ValueError: the text is none of these, or the interval is reversed.
        """
        left, slash, right = text.strip().partition("/")
        if not slash:
            return cls(*_bounds(left))
        start = None if left in ("", "..") else _bounds(left)[0]
        end = None if right in ("", "..") else _bounds(right)[1]
        if start and end and end <= start:
            raise ValueError(f"the interval {text!r} ends before it starts")
        return cls(start, end)

    @classmethod
    def of_days(cls, first: date, last: date) -> Self:
        """The period from `first` to `last`, both included."""
        return cls(first, last + _ONE_DAY)

    @property
    def last(self) -> date | None:
        """The last day inside the period; None if it never ends."""
        return None if self.end is None else self.end - _ONE_DAY

    def overlaps(self, other: "Period") -> bool:
        """Whether the two periods share a day."""
        return self.gap_days(other) == 0

    def contains(self, other: "Period") -> bool:
        """Whether every day of the other period lies in this one; a side that is open holds all."""
        begins = self.start is None or (other.start is not None and self.start <= other.start)
        ends = self.end is None or (other.end is not None and other.end <= self.end)
        return begins and ends

    def gap_days(self, other: "Period") -> int:
        """Days from this period to the other: 0 if they overlap, negative if it lies before."""
        if self.end is not None and other.start is not None and self.end <= other.start:
            return (other.start - self.end).days + 1
        if other.end is not None and self.start is not None and other.end <= self.start:
            return -((self.start - other.end).days + 1)
        return 0

    def gap_to(self, first: date, last: date) -> int:
        """As `gap_days`, to the period from `first` to `last`, both included."""
        if self.end is not None and self.end <= first:
            return (first - self.end).days + 1
        if self.start is not None and last < self.start:
            return -(self.start - last).days
        return 0

    def widened(self, days: int) -> "Period":
        """The period with `days` added on both sides."""
        pad = timedelta(days=days)
        return Period(
            None if self.start is None else self.start - pad,
            None if self.end is None else self.end + pad,
        )


def precision_of(text: str) -> Precision:
    """The granularity of a single ISO date such as `2025-02`."""
    found = _POINT.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is not an ISO 8601 date")
    _, quarter, month, day = found.groups()
    return "day" if day else "month" if month else "quarter" if quarter else "year"


def last_day(text: str) -> date:
    """The last day that a date or closed interval covers at its own precision."""
    last = Period.parse(text).last
    if last is None:
        raise ValueError(f"{text!r} has no last day")
    return last


def last_day_at(first: date, precision: str | None) -> date:
    """The last day of the period that a date of some precision stands for.

    Args:
        first: the date as stored; with a coarse precision some day of the period.
        precision: `day`, `month` or `year`; None is `day`.
    """
    if precision == "year":
        return date(first.year, 12, 31)
    if precision == "month":
        return _month_after(first.year, first.month) - _ONE_DAY
    return first


def _bounds(text: str) -> tuple[date, date]:
    found = _POINT.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is not an ISO 8601 date (2025, 2025-02, 2024-Q1, 2025-02-20)")
    year, quarter, month, day = (int(g) if g else None for g in found.groups())
    assert year is not None
    if day and month:
        start = date(year, month, day)
        return start, start + _ONE_DAY
    if quarter:
        return date(year, 3 * quarter - 2, 1), _month_after(year, 3 * quarter)
    if month:
        return date(year, month, 1), _month_after(year, month)
    return date(year, 1, 1), _month_after(year, 12)


def _month_after(year: int, month: int) -> date:
    return date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
