"""One row of a hand-written table, read cell by cell into typed values.

Every reader returns None for a blank cell and for a cell that is wrong; what is wrong is
added to the list of problems, so that a whole folder is checked in one go.
"""

import datetime as dt
import math
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, get_args

from earnest.contract.when import Period, precision_of
from earnest.contract.words import Precision
from earnest.errors import Problem
from earnest.read.codes import body_codes, country_codes, nearest_code
from earnest.read.sheet import SheetRow

PRECISIONS: Final[tuple[Precision, ...]] = get_args(Precision)
_DATE_REMEDY: Final = "write 2025-02-20, 2025-02, 2024-Q1 or 2025"


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written: its first and last day, and how exact it is."""

    first: dt.date
    last: dt.date
    precision: Precision

    def at(self, precision: Precision) -> "Written":
        """The period of that precision around the first day."""
        year, month = f"{self.first.year:04}", self.first.month
        points = {
            "day": self.first.isoformat(),
            "month": f"{year}-{month:02}",
            "quarter": f"{year}-Q{(month + 2) // 3}",
            "year": year,
        }
        return written_date(points[precision])


@lru_cache(maxsize=65536)
def written_date(text: str) -> Written:
    """A single ISO 8601 date at its own precision.

    Raises:
        ValueError: the text is no such date.
    """
    precision = precision_of(text)
    try:
        period = Period.parse(text)
    except OverflowError:
        raise ValueError(f"{text!r} is past the last year of the calendar") from None
    if period.start is None or period.last is None:
        raise ValueError(f"{text!r} is open")
    return Written(period.start, period.last, precision)


class Cells:
    """Typed access to one row; problems are collected, not raised."""

    __slots__ = ("_problems", "_row", "_where")

    def __init__(self, row: SheetRow, *, where: str, problems: list[Problem]) -> None:
        self._row, self._where, self._problems = row, where, problems

    def wrong(self, field: str | None, problem: str, remedy: str) -> None:
        """Add a problem with this row."""
        self._problems.append(
            Problem(self._where, problem, remedy, line=self._row.line, field=field)
        )

    def text(self, field: str) -> str | None:
        """The cell as text."""
        return self._row.cells.get(field) or None

    def needed(self, field: str) -> str | None:
        """The cell as text; blank is a problem."""
        value = self.text(field)
        if value is None:
            self.wrong(field, "the cell is blank", "fill it in; every row needs it")
        return value

    def choice(self, field: str, words: Collection[str]) -> str | None:
        """The cell as one of a closed set of words."""
        value = self.text(field)
        if value is None or value in words:
            return value
        self.wrong(field, f"{value!r} is not in the vocabulary", f"use {', '.join(words)}")
        return None

    def number(self, field: str) -> float | None:
        """The cell as a finite number, with a point for decimals and no thousands mark."""
        value = self.text(field)
        if value is None:
            return None
        try:
            number = math.nan if "_" in value else float(value)
        except ValueError:
            number = math.nan
        if math.isfinite(number):
            return number
        self.wrong(field, f"{value!r} is not a number", "write digits such as 1234.5")
        return None

    def date(self, field: str) -> Written | None:
        """The cell as a date at any precision."""
        value = self.text(field)
        if value is None:
            return None
        try:
            return written_date(value)
        except ValueError:
            self.wrong(field, f"{value!r} is not a date of the calendar", _DATE_REMEDY)
            return None

    def precision(self, field: str, date: Written | None) -> Precision | None:
        """The precision given, else that of the date as written; a finer one is a problem."""
        value = self.choice(field, PRECISIONS)
        given = next((word for word in PRECISIONS if word == value), None)
        if date is None or given is None:
            return date.precision if date else given
        if PRECISIONS.index(given) >= PRECISIONS.index(date.precision):
            return given
        self.wrong(
            field,
            f"the date is written to the {date.precision}, not to the {given}",
            f"write {date.precision} or a fuller date",
        )
        return None

    def party(self, field: str) -> str | None:
        """The cell as the code of a state or of a body such as EU or INT."""
        value = self.text(field)
        if value is None or value in country_codes() or value in body_codes():
            return value
        nearest = nearest_code(value)
        hint = f"did you mean {nearest}? " if nearest else ""
        self.wrong(
            field,
            f"{value!r} is no country code",
            f"{hint}Use ISO 3166-1 alpha-3, XKX, or a body such as EU or INT".strip(),
        )
        return None
