"""Dates that name their place in the calendar: days, months, quarters, years, decades, centuries.

A day or month without a year is set to the one nearest to the anchor (at most six months away, the
past on a tie) and marked yearless. Seasons are the northern ones, by whole months; winter has the
year in which it starts.
"""

import datetime as dt
import re

from earnest.extract.date_rules import (
    COUNT,
    DASH,
    DAY,
    LEAP_YEAR,
    MONTH,
    ORDINALS,
    SEASON,
    SEASONS,
    WEEKDAY,
    YEAR,
    Point,
    Reader,
    Rule,
    count_of,
    number_of_day,
    number_of_month,
    rule,
)
from earnest.extract.stretches import Stretch, months, stretch_of, years

_MAYBE_WEEKDAY = rf"(?:\b{WEEKDAY},? (?:the )?)?"
_DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
_CENTURIES = {
    name: number
    for number, name in enumerate(
        ("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
         "twenty-first"),
        start=15,
    )
}  # fmt: skip


def nearest(month: int, day: int | None, anchor: dt.date | None) -> Stretch | None:
    """The day or month nearest to the anchor; the past on a tie, None if there is no such day."""
    if anchor is None:
        return stretch_of(LEAP_YEAR, month, day)
    found = [
        stretch
        for year in (anchor.year, anchor.year - 1, anchor.year + 1)
        if (stretch := stretch_of(year, month, day)) is not None
    ]
    return min(found, key=lambda s: (_distance(s, anchor), s.first), default=None)


def _distance(stretch: Stretch, anchor: dt.date) -> int:
    first, last = stretch.days
    return max((first - anchor).days, (anchor - last).days, 0)


def _day(match: re.Match[str], anchor: dt.date | None) -> Point | None:
    """A day, or days from `day` to `last`, of a month, with or without a year."""
    groups = match.groupdict()
    month, day = number_of_month(groups["month"]), number_of_day(groups["day"])
    last = number_of_day(groups["last"]) if groups.get("last") else day
    year = groups.get("year")
    first = stretch_of(int(year), month, day) if year else nearest(month, day, anchor)
    if first is None:
        return None
    end = stretch_of(int(first.first[:4]), month, last)
    if end is None or end.last < first.first:
        return None
    stretch = Stretch(first.first, end.last)
    if year:
        return Point(*match.span(), stretch)
    return Point(*match.span(), stretch, yearless=True, floating=anchor is None)


def _month(match: re.Match[str], anchor: dt.date | None) -> Point | None:
    groups = match.groupdict()
    month = number_of_month(groups["month"])
    if groups.get("year"):
        return _point(match, stretch_of(int(groups["year"]), month))
    stretch = nearest(month, None, anchor)
    return Point(*match.span("month"), stretch, yearless=True, floating=anchor is None)


def _point(match: re.Match[str], stretch: Stretch | None) -> Point | None:
    return None if stretch is None else Point(*match.span(), stretch)


def _iso(match: re.Match[str], _: dt.date | None) -> Point | None:
    year, month, day = match.group("y", "m", "d")
    return _point(match, stretch_of(int(year), int(month), int(day)))


def _numeric(match: re.Match[str], _: dt.date | None) -> Point | None:
    """`20.02.2025`; with strokes the order of day and month may be open: then only the year."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    if match["sep"] == "/" and a != b and a <= 12 and b <= 12:
        return _point(match, stretch_of(year))
    day, month = (b, a) if b > 12 and match["sep"] == "/" else (a, b)
    return _point(match, stretch_of(year, month, day))


def _iso_month(match: re.Match[str], _: dt.date | None) -> Point | None:
    """`2019-04` is a month, `2014-15` and `2011-12` are two years."""
    year, tail = int(match["y"]), int(match["m"])
    if tail == (year + 1) % 100 or tail > 12:
        return _point(match, years(year, year // 100 * 100 + tail))
    return _point(match, stretch_of(year, tail))


def _years(match: re.Match[str], _: dt.date | None) -> Point | None:
    first, last = int(match["a"]), match["b"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return _point(match, years(first, end if end >= first else end + 100))


def _decade(match: re.Match[str], anchor: dt.date | None) -> Point | None:
    groups = match.groupdict()
    word = groups.get("word")
    tail = _DECADES[word.lower()] if word else int(groups["digits"])
    if groups.get("century"):
        return _point(match, years(1900 + tail, 1909 + tail))
    if tail >= 100:
        return _point(match, years(tail, tail + (99 if tail % 100 == 0 and tail < 2000 else 9)))
    century = (anchor.year - 10 - tail) // 100 * 100 if anchor else 1900
    return _point(match, years(century + tail, century + tail + 9))


def _century(match: re.Match[str], _: dt.date | None) -> Point | None:
    word = match["word"].lower()
    number = _CENTURIES.get(word) or number_of_day(word)
    return _point(match, years(100 * number - 99, 100 * number)) if 1 <= number <= 21 else None


def _part_of_year(count: int) -> Reader:
    """A reader of `Q3 2021` (count 4) and `the first half of 2020` (count 2)."""

    def read(match: re.Match[str], _: dt.date | None) -> Point | None:
        number = ORDINALS.get(match["n"].lower()) or number_of_day(match["n"])
        size = 12 // count
        if number > count:
            return None
        return _point(match, months(int(match["year"]), size * number - size + 1, size))

    return read


def _season(match: re.Match[str], _: dt.date | None) -> Point | None:
    return _point(match, months(int(match["year"]), SEASONS[match["season"].lower()], 3))


def _some_months(match: re.Match[str], _: dt.date | None) -> Point | None:
    """`the first eight months of 2023`."""
    count = count_of(match["count"])
    if count is None or not 1 <= count <= 12:
        return None
    start = 1 if match["side"].lower() == "first" else 13 - int(count)
    return _point(match, months(int(match["year"]), start, int(count)))


def _fiscal(match: re.Match[str], _: dt.date | None) -> Point | None:
    first = int(match["year"])
    last = first // 100 * 100 + int(match["last"]) if match["last"] else first
    stretch = years(first, last)
    return None if stretch is None else Point(*match.span(), stretch, "fiscal")


def _era(match: re.Match[str], _: dt.date | None) -> Point | None:
    year = int(match["a"] or match["b"])
    if (match["era"] or "").lower().startswith("b"):
        return Point(*match.span())
    return _point(match, stretch_of(year))


_NTH = r"(?P<n>first|second|third|fourth|1st|2nd|3rd|4th)"
_Y = rf"(?P<year>{YEAR})"
_MONTH_OF = rf"\b(?P<month>{MONTH})"

_TO = "(?:to|until|till|through)"
_SPAN = rf"\b(?:between|from) (?:the )?(?P<day>{DAY}) (?:and|{_TO}) (?:the )?(?P<last>{DAY})"
_MONTH_SPAN = rf"\b(?:between|from) (?P<month>{MONTH}) (?P<day>{DAY}) (?:and|{_TO}) (?P<last>{DAY})"
_CUE = (
    "as|in|by|since|until|till|from|during|before|after|early|late|mid|to|through|between|of|end of"
    "|throughout"
)
_ALONE = r"(?<![\w.,/-])"
_ENDED = r"(?![\w%]|[-/.,][0-9])"
_LIKELY = "1[5-9][0-9]{2}|20[0-9]{2}"

CALENDAR_RULES: tuple[Rule, ...] = (
    rule(
        _day,
        rf"{_MAYBE_WEEKDAY}(?P<day>{DAY})(?:(?:{DASH}| to | and )(?P<last>{DAY}))?(?: of)?",
        rf" (?P<month>{MONTH})(?:,? {_Y})?",
    ),
    rule(_day, rf"{_SPAN}(?: of)? (?P<month>{MONTH})(?:,? {_Y})?"),
    rule(_day, rf"{_MONTH_SPAN}(?! {MONTH})(?:,? {_Y})?"),
    rule(_day, rf"{_MONTH_OF} (?P<day>{DAY}) (?:to|through) (?P<last>{DAY}),? {_Y}"),
    rule(
        _day,
        rf"{_MAYBE_WEEKDAY}{_MONTH_OF} (?:the )?(?P<day>{DAY})(?:{DASH}(?P<last>{DAY}))?",
        rf"(?:(?:,|,? of)? {_Y})?",
    ),
    rule(_day, rf"(?P<day>{DAY})-(?P<month>{MONTH})-{_Y}"),
    rule(_month, rf"{_MONTH_OF}(?:,|,? of)? {_Y}"),
    rule(_month, rf"\b(?:{_CUE})[\x20-]?(?P<month>{MONTH})(?! {DAY})"),
    rule(_month, rf"\b{MONTH}(?:,|,? and|,? or| to| until) (?P<month>{MONTH})(?! {DAY})"),
    rule(
        _month,
        r"\b(?P<month>(?!(?:May|March)\b|(?!June\b|July\b)[a-z]{3,4}\b)",
        rf"{MONTH})(?! {DAY})",
    ),
    rule(
        _iso,
        rf"{_ALONE}(?P<y>[12][0-9]{{3}})(?P<sep>[-/.])(?P<m>[01]?[0-9])(?P=sep)",
        r"(?P<d>[0-3]?[0-9])(?=T[0-9]|\b)(?![-/][0-9])",
    ),
    rule(
        _numeric,
        rf"{_ALONE}(?P<a>[0-3]?[0-9])(?P<sep>[./-])(?P<b>[0-3]?[0-9])(?P=sep)",
        r"(?P<y>[12][0-9]{3})(?!\w|[-/.][0-9])",
    ),
    rule(_iso_month, rf"{_ALONE}(?P<y>{_LIKELY})-(?P<m>[0-9]{{2}}){_ENDED}"),
    rule(
        _years,
        rf"{_ALONE}(?P<a>1[0-9]{{3}}|20[0-9]{{2}})(?:{DASH}|/)",
        rf"(?P<b>1[0-9]{{3}}|20[0-9]{{2}}){_ENDED}",
    ),
    rule(_years, rf"{_ALONE}(?P<a>{_LIKELY})[–/‑](?P<b>[0-9]{{2}}){_ENDED}"),
    rule(_decade, r"(?<![\w.,])(?:the )?(?P<digits>1[0-9][0-9]0|20[0-9]0)['’]?s\b"),
    rule(_decade, r"\bthe ['’‘]?(?P<digits>[1-9]0)['’]?s\b"),
    rule(
        _decade,
        rf"(?:\bthe |(?<=early[\x20-])|(?<=late[\x20-])|(?<=mid[\x20-]))(?P<word>{'|'.join(_DECADES)})\b",
    ),
    rule(_decade, rf"\b(?P<century>nineteen|19)[\x20-](?P<word>{'|'.join(_DECADES)})\b"),
    rule(
        _century,
        r"\b(?:the )?(?P<word>1?[0-9](?:st|nd|rd|th)|2[01]st|20th",
        rf"|{'|'.join(_CENTURIES)})[\x20-]century\b",
    ),
    rule(_part_of_year(4), rf"\bQ(?P<n>[1-4])(?: of)?[\x20-]?{_Y}"),
    rule(_part_of_year(2), rf"\bH(?P<n>[12])(?: of)?[\x20-]?{_Y}"),
    rule(_part_of_year(4), rf"\b(?:the )?{_NTH} quarter(?: of)? {_Y}"),
    rule(_part_of_year(2), rf"\b(?:the )?{_NTH} half of {_Y}"),
    rule(
        _some_months,
        rf"\b(?:the )?(?P<side>first|last) (?P<count>{COUNT}) months of {_Y}",
    ),
    rule(_season, rf"\b(?:the )?(?P<season>{SEASON})(?: of|,)? {_Y}(?:[-–/][0-9]{{2}}\b)?"),
    rule(_fiscal, rf"\b(?:fiscal(?: year)?|FY)[\x20-]?{_Y}(?:[/–-](?P<last>[0-9]{{2}})\b)?"),
    rule(
        _era,
        r"\b(?:A\.?D\.? (?P<a>[0-9]{1,4})|(?P<b>[0-9]{1,4}) (?P<era>AD|CE|BCE?|B\.C\.|A\.D\.))",
        r"(?!\w)",
    ),
)
