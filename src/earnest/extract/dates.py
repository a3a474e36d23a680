"""Dates and durations of a text, found by a grammar over the string alone.

A date is ISO 8601 at the granularity of the wording: a day, month or year, or an interval `a/b`,
`a/..`, `../b` with both ends included. The 1980s are 1980/1989, their late half 1985/1989; early
and late halve, `mid` is the middle third; the end of 1990 is 1990-12, its start 1990-01. `Since`
and `after` open the end, `until`, `before` and `by` the start; but `by the end of 1990` names the
point itself: 1990-12. `Before` and `after` keep the named point inside, as speech mostly does; the
modifier tells.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace

from earnest.extract.bare_years import bare_years
from earnest.extract.calendar_dates import CALENDAR_RULES
from earnest.extract.counted_dates import COUNTED_RULES
from earnest.extract.date_rules import COUNT, Modifier, Point, count_of, longest, pattern, read_all
from earnest.extract.durations import DURATION_RULES, UNIT
from earnest.extract.iso_dates import moved
from earnest.extract.named_days import NAMED_DAY_RULES
from earnest.extract.numbers import GAP
from earnest.extract.relative_dates import RELATIVE_RULES
from earnest.extract.stretches import PartName, Stretch, iso_point, shifted


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or a duration at `[start, end)` of the text.

    Attributes:
        iso: the date, or None where it is vague, anaphoric, a duration, or lacks an anchor.
        is_duration: whether it says how long, not when.
        modifier: the word that shaped or bounds it ("since", "late", "about", "vague").
        yearless: the text names a day or month but no year; `iso` is the one nearest the anchor.
        anaphoric: it points back at another date ("that year"); the caller resolves it.
        days_low, days_high: of a duration, or of an anaphoric shift; None where none is set.
        named: the point or stretch that the words name, without the bound before it.
    """

    start: int
    end: int
    iso: str | None
    is_duration: bool = False
    modifier: Modifier | None = None
    yearless: bool = False
    anaphoric: bool = False
    days_low: float | None = None
    days_high: float | None = None
    named: str | None = None


_PARTS: dict[str, PartName] = {
    "early": "early", "beginning": "start", "start": "start", "first half": "early",
    "second half": "late", "latter half": "late", "late": "late", "end": "end", "close": "end",
    "middle": "mid", "mid": "mid",
}  # fmt: skip
_PART = pattern(
    r"(?<![^\W_])(?:(?P<word>early|late)(?: in| the)?[\x20-]|(?P<mid>mid)[\x20-]?"
    r"|(?:the )?(?P<noun>(?:very )?(?:beginning|start|end|close|middle"
    r"|(?:first|second|latter) half)) of |(?:the )?(?:very )?(?P<side>first|opening|last|final|closing)"
    r" (?P<unit>day|week) (?:of|in) )(?:the )?$"
)
_BOUND = pattern(
    r"(?<![^\W_])(?P<bound>since|ever since|until|till|up to|up until|prior to|before|pre|after"
    r"|post|following|by|no later than|from)(?: |[-‑])(?:the |about |around )?$"
)
_NOT = pattern(r"\bnot $")
_ONWARD = pattern(r" (?:on\b(?! the)|onwards?\b)")
# "Before the summer is over" goes to its last day.
_OVER = pattern(
    r" (?:(?:is|are|was|were|has been|will be) (?:over|out|gone|up|through|done)|has (?:ended|passed)|"
    r"runs out|ends|ended)\b"
)
_FROM = pattern(r"(?<![^\W_])(?:from|between) (?:the )?$")
_TO = pattern(r" (?:to|until|till|through|and|up to) (?:the )?|\s?[-‑–—]\s?")
_LIST = pattern(r" and |, |, and | or ")
_BOUNDS: dict[str, Modifier] = {
    "since": "since", "ever since": "since", "until": "until", "till": "until", "up to": "until",
    "up until": "until", "prior to": "before", "before": "before", "pre": "before",
    "after": "after", "post": "after", "following": "after", "by": "by", "no later than": "by",
}  # fmt: skip
_SAID_YEAR = pattern(
    rf",? (?:of |in )?(?:(?P<which>last|this|next) year|the (?P<own>year before last)"
    rf"|(?P<count>{COUNT}) years? ago)\b(?!['’])"
)
_WHICH_YEAR = {"last": -1, "this": 0, "next": 1}
_AWAY = pattern(
    rf"(?<![^\W_])(?:(?P<lasting>(?:for|in|over|during|within)(?: the)? (?:first )?)?"
    rf"(?P<count>{COUNT}) {UNIT}|the (?P<one>day|night|morning|evening|week|month|year))"
    rf" (?P<way>before|prior to|after|following) (?:the )?$|(?<![^\W_])the (?P<eve>eve) of $"
)
_RULES = (
    *NAMED_DAY_RULES, *CALENDAR_RULES, *COUNTED_RULES, *RELATIVE_RULES, *DURATION_RULES,
)  # fmt: skip
_LOOK_BACK = 40
_MONTH = 7  # characters of an ISO month


def find_dates(text: str, *, anchor: dt.date | None) -> tuple[DateMention, ...]:
    """Dates and durations of the text in order, without overlap; offsets are code points.

    Args:
        text: any text.
        anchor: the text's own date, from which relative dates are told; without it they stay open.
    """
    points = [_in_said_year(text, p, anchor) for p in read_all(_RULES, text, anchor)]
    atoms = longest([*points, *bare_years(text)])
    parted = [_shifted_from(text, _with_part(text, atom)) for atom in atoms]
    return tuple(_mention(_with_bound(text, point, anchor)) for point in _joined(text, parted))


def _mention(point: Point) -> DateMention:
    iso = point.iso or (point.stretch.iso if point.stretch else None)
    iso = None if point.floating else iso
    return DateMention(
        point.start, point.end, iso, point.is_duration, point.modifier, point.yearless,
        point.anaphoric, *point.days,
        named=None if point.floating or point.stretch is None else point.stretch.iso,
    )  # fmt: skip


def _before(text: str, point: Point) -> tuple[str, int]:
    offset = max(0, point.start - _LOOK_BACK)
    return text[offset : point.start], offset


def _with_part(text: str, point: Point) -> Point:
    """The point narrowed by `early`, `the end of` before it."""
    if point.is_duration or point.anaphoric or point.modifier in ("present", "vague"):
        return point
    before, offset = _before(text, point)
    found = _PART.search(before)
    if found is None:
        return point
    if found["unit"]:
        return _with_edge(point, found, offset)
    word = found["word"] or found["mid"] or found["noun"]
    name = _PARTS[re.sub(GAP, " ", word.lower()).removeprefix("very ")]
    stretch = point.stretch.part(name) if point.stretch else None
    return replace(point, start=offset + found.start(), stretch=stretch, modifier=name)


def _with_edge(point: Point, found: re.Match[str], offset: int) -> Point:
    """The point narrowed by `the last day of`, `the first week of` before it."""
    if point.stretch is None:
        return point
    first, last = point.stretch.days
    size = 6 if found["unit"].lower() == "week" else 0
    is_first = found["side"].lower() in ("first", "opening")
    other = shifted(first if is_first else last, "day", size if is_first else -size)
    if other is None:
        return point
    days = sorted((first if is_first else last, other))
    stretch = Stretch(days[0].isoformat(), days[1].isoformat())
    return replace(point, start=offset + found.start(), stretch=stretch)


def _in_said_year(text: str, point: Point, anchor: dt.date | None) -> Point:
    """A day, month or season with the year told after it: `3 March this year`, `May ten years ago`."""
    if anchor is None or not point.yearless or point.stretch is None:
        return point
    found = _SAID_YEAR.match(text, point.end)
    if found is None:
        return point
    back = -2 if found["own"] else -int(count_of(found["count"]) or 0) if found["count"] else 0
    year = anchor.year + (_WHICH_YEAR[found["which"].lower()] if found["which"] else back)
    stretch = _in_year(point.stretch, year)
    if stretch is None:
        return point
    return replace(point, end=found.end(), stretch=stretch, yearless=False)


def _shifted_from(text: str, point: Point) -> Point:
    """The point so far before or after a date: `two weeks after 3 May`, `the eve of 3 May`."""
    if point.stretch is None or point.is_duration or point.anaphoric:
        return point
    before, offset = _before(text, point)
    found = _AWAY.search(before)
    if found is None:
        return point
    unit, count = _way_from(found)
    iso = moved(point.stretch.iso, unit, count)
    if iso is None:
        return point
    stretch = Stretch.of(iso)
    if found["lasting"]:
        first, last = sorted((iso, point.stretch.last if count > 0 else point.stretch.first))
        stretch = Stretch(first, last)
    return replace(point, start=offset + found.start(), stretch=stretch, modifier=None)


def _way_from(found: re.Match[str]) -> tuple[str, float]:
    """Unit and signed count of how far away a date is; hours and minutes stay on its day."""
    if found["eve"]:
        return "day", -1
    unit = (found["unit"] or found["one"]).lower()
    unit = {"night": "day", "morning": "day", "evening": "day"}.get(unit, unit)
    unit = "century" if unit.startswith("centur") else unit
    count = (count_of(found["count"]) or 0) if found["count"] else 1
    if unit in ("hour", "minute"):
        return "day", 0
    return unit, count if found["way"].lower() in ("after", "following") else -count


def _joined(text: str, points: list[Point]) -> list[Point]:
    """Points with `from a to b`, `between a and b` and `a – b` made one."""
    joined: list[Point] = []
    for point in points:
        range_ = (
            _range(text, joined[-1], point) or _pair(text, joined[-1], point) if joined else None
        )
        if range_ is None:
            if joined and _shares_year(text, joined[-1], point):
                joined[-1] = _with_year_of(joined[-1], point)
            joined.append(point)
        else:
            joined[-1] = range_
    return joined


def _range(text: str, first: Point, last: Point) -> Point | None:
    between = text[first.end : last.start]
    if len(between) > 14 or not _TO.fullmatch(between) or not (first.stretch and last.stretch):
        return None
    before, offset = _before(text, first)
    opened = _FROM.search(before)
    if "and" in between and not (opened and opened.group().lower().startswith("between")):
        return None
    start, end = first.stretch, last.stretch
    if first.yearless:
        start = _in_year_of(start, end)
    elif last.yearless and not first.yearless:
        end = _in_year_after(end, start)
    if start.days[0] >= end.days[1]:
        return None
    return Point(
        offset + opened.start() if opened else first.start, last.end,
        Stretch(start.first, end.last), yearless=first.yearless and last.yearless,
        floating=first.floating and last.floating,
    )  # fmt: skip


def _pair(text: str, first: Point, last: Point) -> Point | None:
    """Two months that follow each other and share a year: `in May and June 2020`."""
    if not (_shares_year(text, first, last) or (first.yearless and last.yearless)):
        return None
    if not _LIST.fullmatch(text[first.end : last.start]) or last.stretch is None:
        return None
    start = _with_year_of(first, last).stretch
    if (
        start is None
        or moved(start.iso, "month", 1) != last.stretch.iso
        or len(start.iso) != _MONTH
    ):
        return None
    return replace(last, start=first.start, stretch=Stretch(start.iso, last.stretch.iso))


def _shares_year(text: str, first: Point, last: Point) -> bool:
    """Whether a yearless date is listed with a dated one: `in March and April 2020`."""
    between = text[first.end : last.start]
    dated = last.stretch is not None and not last.yearless and len(last.stretch.first) > 4
    return dated and first.yearless and len(between) < 8 and _LIST.fullmatch(between) is not None


def _with_year_of(first: Point, last: Point) -> Point:
    if first.stretch is None or last.stretch is None:
        return first
    return replace(
        first, stretch=_in_year_of(first.stretch, last.stretch), yearless=False, floating=False
    )


def _in_year_of(stretch: Stretch, other: Stretch) -> Stretch:
    """A yearless stretch in the year of the date that follows it, or the year before."""
    year = int(other.first[:4])
    options = (_in_year(stretch, year), _in_year(stretch, year - 1))
    return next((s for s in options if s and s.days[0] <= other.days[1]), stretch)


def _in_year_after(stretch: Stretch, other: Stretch) -> Stretch:
    """A yearless stretch in the year of the date before it, or the year after."""
    year = int(other.last[:4])
    options = (_in_year(stretch, year), _in_year(stretch, year + 1))
    return next((s for s in options if s and other.days[0] < s.days[1]), stretch)


def _in_year(stretch: Stretch, year: int) -> Stretch | None:
    """The stretch with its first day in a year; None if that year has no such day."""
    later = int(stretch.last[:4]) - int(stretch.first[:4])
    first, last = _moved(stretch.first, year), _moved(stretch.last, year + later)
    return Stretch(first, last) if first and last else None


def _moved(point: str, year: int) -> str | None:
    return iso_point(year, *map(int, point.split("-")[1:]))


def _with_bound(text: str, point: Point, anchor: dt.date | None) -> Point:
    """The point opened by `since`, `until`, `by`, `before`, `after` or `from … on`."""
    if point.is_duration or point.anaphoric or point.modifier in ("vague", "left"):
        return point
    before, offset = _before(text, point)
    found = _BOUND.search(before)
    if found is None:
        return point
    word = re.sub(GAP, " ", found["bound"].lower())
    start = offset + found.start()
    if word == "from":
        onward = _ONWARD.match(text, point.end)
        return _opened(replace(point, end=onward.end()), start, "since") if onward else point
    if word in ("until", "till") and _NOT.search(text, max(0, start - 8), start):
        return point
    if word == "by" and point.modifier == "end":
        return replace(point, start=start, modifier="by")
    if word == "before" and (over := _OVER.match(text, point.end)):
        last = point.stretch and replace(point.stretch, first=point.stretch.last)
        return replace(point, stretch=last, start=start, end=over.end(), modifier="by")
    if _BOUNDS[word] == "since":
        point = _begun(point, anchor)
    return _opened(point, start, _BOUNDS[word])


def _begun(point: Point, anchor: dt.date | None) -> Point:
    """A yearless point that something has lasted since: not after the anchor."""
    stretch = point.stretch
    if not (point.yearless and anchor and stretch and stretch.days[0] > anchor):
        return point
    earlier = _in_year(stretch, int(stretch.first[:4]) - 1)
    return replace(point, stretch=earlier) if earlier else point


def _opened(point: Point, start: int, modifier: Modifier) -> Point:
    opened = replace(point, start=start, modifier=modifier)
    if point.stretch is None:
        return opened
    from_then = modifier in ("since", "after")
    iso = f"{point.stretch.first}/.." if from_then else f"../{point.stretch.last}"
    return replace(opened, iso=iso)
