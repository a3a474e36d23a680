"""What the parts of the date grammar share: points of time found in a text, and rule tables.

Every repeat in a pattern is bounded, and every pattern starts at a fixed word or digit, so that a
search takes time linear in the text.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from earnest.extract.numbers import GAP, ONES, TENS, number_value
from earnest.extract.stretches import Stretch

Modifier = Literal[
    "since", "until", "by", "before", "after", "early", "mid", "late", "start", "end", "present",
    "vague", "fiscal", "past", "future", "left", "earlier", "later", "within", "about", "nearly",
    "at least", "at most", "more than", "less than", "exactly",
]  # fmt: skip
Days = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Point:
    """A date, period or duration at `[start, end)`; `stretch` is None where it is not resolved.

    A floating one has no year and no anchor: its stretch lies in `LEAP_YEAR` until a neighbour
    gives the year.
    """

    start: int
    end: int
    stretch: Stretch | None = None
    modifier: Modifier | None = None
    yearless: bool = False
    floating: bool = False
    anaphoric: bool = False
    is_duration: bool = False
    days: Days = (None, None)
    iso: str | None = None


LEAP_YEAR = 2000
Reader = Callable[[re.Match[str], dt.date | None], Point | None]
Rule = tuple[re.Pattern[str], Reader, tuple[str, ...]]

MONTH_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}

_MONTH_NAMES = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
MONTH = rf"(?=(?-i:[A-Z]))(?:{_MONTH_NAMES})(?![^\W\d_])\.?"
DAY = r"(?<![\w.,])(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?!\w)"
YEAR = r"(?<![\w.,])[12][0-9]{3}(?!\w|[.,][0-9]|%)"
WEEKDAY = rf"(?=(?-i:[A-Z]))(?:{'|'.join(WEEKDAYS)})"
SEASON = rf"(?:{'|'.join(SEASONS)})"
DASH = r"[\x20\u00a0]?[-‑–—][\x20\u00a0]?"
_SMALL = "|".join(sorted([*ONES, *TENS], key=len, reverse=True))
COUNT = (
    rf"(?:[0-9]{{1,4}}(?:\.[0-9]{{1,2}})?|(?:(?:{_SMALL}|a){GAP}hundred{GAP}and{GAP}(?:{_SMALL})(?:[-‑\x20](?:{_SMALL}))?|(?:{_SMALL})(?:[-‑\x20](?:{_SMALL}|hundred|thousand))?|a{GAP}(?:hundred|thousand)|a{GAP}couple{GAP}of"
    rf"|a{GAP}dozen|half{GAP}an?|an?)(?![^\W\d_]))"
)


def pattern(source: str) -> re.Pattern[str]:
    """A compiled pattern, blind to case, in which a blank stands for a gap between two words."""
    return re.compile(source.replace(" ", GAP), re.IGNORECASE)


def rule(read: Reader, *parts: str, words: tuple[str, ...] = ()) -> Rule:
    """A rule: the pattern joined from its parts, what reads a match, and words of which it needs one."""
    return pattern("".join(parts)), read, words


def number_of_month(name: str) -> int:
    """1 to 12."""
    return MONTH_NUMBERS[name.rstrip(".").lower()]


def number_of_weekday(name: str) -> int:
    """0 (Monday) to 6 (Sunday)."""
    return WEEKDAYS.index(name.lower())


def number_of_day(text: str) -> int:
    """`3rd` is 3."""
    return int(re.sub(r"\D", "", text))


def count_of(text: str) -> float | None:
    """The number that a count stands for: `a` is 1, `a couple of` 2; None if it is none."""
    folded = " ".join(re.split(GAP, text.strip().lower()))
    fixed = {"a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5, "a couple of": 2.0}
    return fixed.get(folded) or number_value(folded)


def read_all(rules: Iterable[Rule], text: str, anchor: dt.date | None) -> list[Point]:
    """Every point that a rule finds, in the order of the rules; points may overlap."""
    folded = text.lower()
    called_for = (
        (compiled, read)
        for compiled, read, words in rules
        if not words or any(word in folded for word in words)
    )
    found = (read(m, anchor) for compiled, read in called_for for m in compiled.finditer(text))
    return [point for point in found if point is not None]


def longest(points: Iterable[Point]) -> list[Point]:
    """Points without overlap, in order of the text: the earlier start wins, then the longer."""
    kept: list[Point] = []
    for point in sorted(points, key=lambda p: (p.start, -p.end)):
        if not kept or kept[-1].end <= point.start:
            kept.append(point)
    return kept
