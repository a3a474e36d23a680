"""Days with a name of their own, and days counted within a month: feasts, `the last Friday of May`.

A feast or month without a year is the one nearest to the anchor.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Final

from earnest.extract.date_rules import (
    MONTH,
    WEEKDAY,
    YEAR,
    Point,
    Rule,
    number_of_month,
    number_of_weekday,
    rule,
)
from earnest.extract.stretches import Stretch, shifted, stretch_of

_FIXED: Final = {
    "new year's day": (1, 1), "new year's eve": (12, 31), "epiphany": (1, 6),
    "orthodox christmas eve": (1, 6), "orthodox christmas day": (1, 7), "orthodox christmas": (1, 7),
    "valentine's day": (2, 14), "st valentine's day": (2, 14), "may day": (5, 1),
    "bastille day": (7, 14), "halloween": (10, 31), "all saints' day": (11, 1),
    "armistice day": (11, 11), "christmas eve": (12, 24), "christmas day": (12, 25),
    "christmas": (12, 25), "boxing day": (12, 26), "st stephen's day": (12, 26),
}  # fmt: skip
_FROM_EASTER: Final = {
    "palm sunday": -7, "maundy thursday": -3, "good friday": -2, "easter": 0, "easter sunday": 0,
    "easter day": 0, "easter monday": 1, "ascension day": 39, "pentecost": 49, "whit sunday": 49,
    "whit monday": 50, "corpus christi": 60, "orthodox good friday": -2, "orthodox easter": 0,
}  # fmt: skip
_PLAIN: Final = frozenset({"christmas", "easter", "epiphany", "pentecost", "halloween"})
_NTH: Final = {
    name: number
    for number, names in enumerate(
        ("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th"), start=1
    )
    for name in names.split()
} | {"last": -1, "final": -1, "penultimate": -2}  # fmt: skip
_ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
    " twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh"
    " twenty-eighth twenty-ninth thirtieth thirty-first"
).split()


def easter(year: int, *, orthodox: bool = False) -> dt.date:
    """Easter Sunday in the Gregorian calendar (Meeus, *Astronomical Algorithms*, 1991, ch. 8).

    Args:
        year: 1583 to 9998; the Orthodox feast is right for 1900 to 2099.
        orthodox: the Julian feast, thirteen days on.
    """
    if orthodox:
        moon = (19 * (year % 19) + 15) % 30
        week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
        month, day = divmod(moon + week + 114, 31)
        return dt.date(year, month, day + 1) + dt.timedelta(days=13)
    golden, (century, rest) = year % 19, divmod(year, 100)
    skipped = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + skipped + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return dt.date(year, month, day + 1)


def _feast(match: re.Match[str], anchor: dt.date | None) -> Point | None:
    name = re.sub(r"\s+", " ", match["feast"].lower().replace("’", "'")).replace("st. ", "st ")
    span = match.start("feast"), match.end()
    if match["year"]:
        return Point(*span, _on(name, int(match["year"])))
    if anchor is None:
        return Point(*span, None, yearless=True)
    return Point(*span, _near(lambda year: _on(name, year), anchor), yearless=name in _FIXED)


def _on(name: str, year: int) -> Stretch | None:
    if name in _FIXED:
        return stretch_of(year, *_FIXED[name])
    if not 1583 <= year <= 9998:
        return None
    orthodox = name.startswith("orthodox ")
    day = shifted(easter(year, orthodox=orthodox), "day", _FROM_EASTER[name])
    return Stretch.of(day.isoformat()) if day else None


def _near(of_year: Callable[[int], Stretch | None], anchor: dt.date) -> Stretch | None:
    """The stretch that lies nearest to the anchor, of those of its year and the years beside it."""
    years = (anchor.year, anchor.year - 1, anchor.year + 1)
    return _nearest(filter(None, map(of_year, years)), anchor)


def _nearest(stretches: Iterable[Stretch], anchor: dt.date) -> Stretch | None:
    return min(stretches, key=lambda s: abs((s.days[0] - anchor).days), default=None)


def _nth_weekday(match: re.Match[str], anchor: dt.date | None) -> Point | None:
    """`the last Friday of January`, `the first Monday in May 2019`."""
    nth, weekday = _NTH[match["nth"].lower()], number_of_weekday(match["weekday"])
    month = number_of_month(match["month"])
    if match["year"]:
        return Point(*match.span(), _weekday_of(nth, weekday, int(match["year"]), month))
    if anchor is None:
        return Point(*match.span())
    near = _near(lambda year: _weekday_of(nth, weekday, year, month), anchor)
    return Point(*match.span(), near)


def _weekday_of(nth: int, weekday: int, year: int, month: int) -> Stretch | None:
    whole = stretch_of(year, month)
    if whole is None:
        return None
    first, last = whole.days
    if nth > 0:
        day = shifted(first, "day", (weekday - first.weekday()) % 7 + 7 * (nth - 1))
    else:
        day = shifted(last, "day", -((last.weekday() - weekday) % 7) + 7 * (nth + 1))
    return Stretch.of(day.isoformat()) if day and first <= day <= last else None


def _of_named(match: re.Match[str], _: dt.date | None) -> Point:
    """`the first Sunday of Lent`: a weekday that nothing here places."""
    return Point(*match.span(), modifier="vague")


def _worded_day(match: re.Match[str], anchor: dt.date | None) -> Point | None:
    """`the third of March`, `the twenty-first of May 2019`."""
    day = _ORDINALS.index(re.sub(r"\W+", "-", match["n"].lower())) + 1
    month = number_of_month(match["month"])
    if match["year"]:
        return Point(*match.span(), stretch_of(int(match["year"]), month, day))
    if anchor is None:
        return None
    near = _near(lambda year: stretch_of(year, month, day), anchor)
    return Point(*match.span(), near, yearless=True)


def _day_of_this(match: re.Match[str], anchor: dt.date | None) -> Point | None:
    """`the 28th of last month`, `the tenth of this month`."""
    if anchor is None:
        return Point(*match.span())
    step = {"last": -1, "next": 1}.get(match["which"].lower(), 0)
    month = shifted(anchor.replace(day=1), "month", step)
    word = re.sub(r"\W+", "-", match["n"].lower())
    day = _ORDINALS.index(word) + 1 if word in _ORDINALS else int(re.sub(r"\D", "", word))
    return Point(*match.span(), stretch_of(month.year, month.month, day) if month else None)


def _names(names: Iterable[str]) -> str:
    longest = sorted(names, key=len, reverse=True)
    return "|".join(n.replace("st ", r"st\.? ").replace("'", "['’]") for n in longest)


_WEEKDAY: Final = ("day",)
_YEAR_AFTER: Final = rf"(?:(?:,|,? of)? (?P<year>{YEAR}))?"
_OWN: Final = _names({*_FIXED, *_FROM_EASTER} - _PLAIN)
_WHEN: Final = (
    "by|before|until|till|since|at|on|over|after|around|about|for|during|last|this|next|past"
)
_ORDINAL: Final = _names(_ORDINALS).replace("-", r"[-‑\x20]")

NAMED_DAY_RULES: tuple[Rule, ...] = (
    rule(_feast, rf"\b(?=(?-i:[A-Z]))(?P<feast>{_OWN})\b(?!['’])", _YEAR_AFTER),
    rule(
        _feast,
        rf"\b(?:{_WHEN}) (?P<feast>(?=(?-i:[A-Z]))(?:{_names(_PLAIN)}))\b",
        r"(?! (?:Island|trees?|presents?|markets?|truce|offensive|Rising)\b)",
        _YEAR_AFTER,
    ),
    rule(
        _nth_weekday,
        rf"\b(?:the )?(?P<nth>{'|'.join(_NTH)}) (?P<weekday>{WEEKDAY}) (?:of|in) ",
        rf"(?P<month>{MONTH}){_YEAR_AFTER}",
        words=_WEEKDAY,
    ),
    rule(
        _of_named,
        rf"\b(?:the )?(?:{'|'.join(_NTH)}) {WEEKDAY} (?:of|in|after|before) ",
        rf"(?!{MONTH})\w+",
        words=_WEEKDAY,
    ),
    rule(_of_named, rf"\b(?:an?|each|every|one|some|any) (?:other )?{WEEKDAY}s?\b", words=_WEEKDAY),
    rule(
        _worded_day,
        rf"\b(?:the )?(?P<n>{_ORDINAL}) (?:day )?of (?P<month>{MONTH}){_YEAR_AFTER}",
    ),
    rule(
        _day_of_this,
        rf"\bthe (?P<n>(?:[12]?[0-9]|3[01])(?:st|nd|rd|th)|{_ORDINAL}) ",
        r"(?:day )?of (?P<which>this|last|next) month\b",
        words=("month",),
    ),
)
