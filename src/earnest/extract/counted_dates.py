"""Dates counted from the text's own date or from another in the text.

`ten years ago today`, `three Saturdays ago`, `the week before last`, `a year and a half ago`; and,
pointing back, `four days on`, `ten days after that`, `the summer after`, `that November`.
"""

import datetime as dt
import re
from typing import Final

from earnest.extract.bounds import BOUND_WORDS
from earnest.extract.date_rules import (
    COUNT,
    MONTH,
    SEASON,
    WEEKDAY,
    Modifier,
    Point,
    Rule,
    count_of,
    number_of_weekday,
    rule,
)
from earnest.extract.durations import UNIT, days_in
from earnest.extract.stretches import Stretch, around, shifted

_AGO: Final = ("ago",)
_COUNTED: Final = rf"(?P<count>{COUNT})"


def _unit(word: str) -> str:
    folded = word.lower()
    return "century" if folded.startswith("centur") else {"night": "day"}.get(folded, folded)


def _ago_today(match: re.Match[str], anchor: dt.date | None) -> Point:
    """`a week ago today`, `this day ten years ago`, `a year ago yesterday`: to the day."""
    count = count_of(match["count"])
    if anchor is None or count is None:
        return Point(*match.span())
    late = match.groupdict().get("day")
    back = {"yesterday": -1, "tomorrow": 1}.get(late.lower(), 0) if late else 0
    day = shifted(anchor, _unit(match["unit"]), -count)
    day = shifted(day, "day", back) if day else None
    return Point(*match.span(), Stretch.of(day.isoformat()) if day else None)


def _weekdays_ago(match: re.Match[str], anchor: dt.date | None) -> Point:
    """`three Saturdays ago`: counted back from the last one before the anchor."""
    count = count_of(match["count"])
    if anchor is None or count is None:
        return Point(*match.span())
    back = (anchor.weekday() - number_of_weekday(match["weekday"])) % 7 or 7
    day = shifted(anchor, "day", -back - 7 * (int(count) - 1))
    return Point(*match.span(), Stretch.of(day.isoformat()) if day else None)


def _before_last(match: re.Match[str], anchor: dt.date | None) -> Point:
    """`the week before last`, `the weekend before last`."""
    unit = match["unit"].lower()
    if anchor is None:
        return Point(*match.span())
    day = shifted(anchor, "week" if unit == "weekend" else unit, -2)
    whole = around(day, "week" if unit == "weekend" else unit) if day else None
    if whole and unit == "weekend":
        whole = Stretch((whole.days[1] - dt.timedelta(days=1)).isoformat(), whole.last)
    return Point(*match.span(), whole)


def _part_ago(match: re.Match[str], anchor: dt.date | None) -> Point:
    """`half a year ago`, `a year and a half ago`, `a quarter of a century ago`: to the month."""
    unit = _unit(match["unit"])
    groups = match.groupdict()
    if groups.get("part"):
        count = 0.5 if groups["part"].lower().startswith("half") else 0.25
    else:
        count = (count_of(groups["count"]) or 0) + 0.5
    day = shifted(anchor, unit, -count) if anchor else None
    grain = {"year": "month", "month": "day", "week": "day", "day": "day"}.get(unit, "year")
    return Point(*match.span(), around(day, grain) if day else None)


def _about_ago(match: re.Match[str], anchor: dt.date | None) -> Point:
    """`more than thirty years ago`, `almost a century ago`: as if it were exact."""
    count, unit = count_of(match["count"]), _unit(match["unit"])
    day = shifted(anchor, unit, -count) if anchor and count is not None else None
    grain = {"hour": "day", "minute": "day", "fortnight": "week", "decade": "year",
             "century": "year"}.get(unit, unit)  # fmt: skip
    return Point(*match.span(), around(day, grain) if day else None)


def _from_today(match: re.Match[str], anchor: dt.date | None) -> Point:
    """`a week from today`: to the day."""
    count = count_of(match["count"])
    day = shifted(anchor, _unit(match["unit"]), count) if anchor and count else None
    return Point(*match.span(), Stretch.of(day.isoformat()) if day else None)


def _rest(match: re.Match[str], anchor: dt.date | None) -> Point:
    """`the rest of the year`, `later this month`: from the anchor to the end."""
    whole = around(anchor, match["unit"].lower()) if anchor else None
    if anchor is None or whole is None:
        return Point(*match.span())
    return Point(*match.span(), Stretch(anchor.isoformat(), whole.days[1].isoformat()), "future")


def _on_from(match: re.Match[str], _: dt.date | None) -> Point:
    """`four days on`, `ten days after that`, `two weeks before that`, `three days afterwards`."""
    count = count_of(match["count"])
    days = None if count is None else count * days_in(match["unit"])
    modifier: Modifier = "earlier" if match["way"].lower().startswith("before") else "later"
    return Point(*match.span(), modifier=modifier, anaphoric=True, days=(days, days))


def _window_on(match: re.Match[str], _: dt.date | None) -> Point:
    """`in the following two years`: from the date told before on."""
    count = count_of(match["count"])
    days = None if count is None else count * days_in(match["unit"])
    return Point(*match.span(), modifier="within", anaphoric=True, days=(days, days))


def _beside(match: re.Match[str], _: dt.date | None) -> Point:
    """`the summer after`, `the day before`, `the previous year`, `that November`."""
    return Point(*match.span("core"), anaphoric=True)


_ENDED: Final = r"(?=[.,;:–—)\"”]|$| (?:he|she|it|they|we|I|and|but|when)\b)"

_GOES_ON: Final = (
    r"(?:the|a|an|his|her|its|their|our|my|he|she|it|they|we|both|all|no|nobody|none|some|many|most|in|on|"
    r"at|by|and|"
    r"but|when|there|came|went|was|were|is|are|had|has|did|two|three|four|five|six|seven|eight|nine|ten|"
    r"another|every)"
)

COUNTED_RULES: tuple[Rule, ...] = (
    rule(
        _ago_today,
        rf"\b{_COUNTED} {UNIT} ago,? (?:on )?(?P<day>today|yesterday|this (?:very )?day)\b",
        words=_AGO,
    ),
    rule(
        _ago_today, rf"\b(?:on )?(?:this (?:very )?day|today),? {_COUNTED} {UNIT} ago\b", words=_AGO
    ),
    rule(_weekdays_ago, rf"\b{_COUNTED} (?P<weekday>{WEEKDAY})s? ago\b", words=_AGO),
    rule(_before_last, r"\bthe (?P<unit>week|weekend|month|year) before last\b", words=("before",)),
    rule(
        _part_ago,
        rf"\b(?P<part>half an?|a quarter of an?|a half|half of an?) {UNIT} ago\b",
        words=_AGO,
    ),
    rule(_part_ago, rf"\b{_COUNTED} {UNIT} and a half ago\b", words=_AGO),
    rule(_part_ago, rf"\b{_COUNTED} and a half {UNIT} ago\b", words=_AGO),
    rule(_about_ago, rf"\b(?:{BOUND_WORDS}) {_COUNTED} {UNIT} ago\b", words=_AGO),
    rule(_from_today, rf"\b{_COUNTED} {UNIT} from today\b", words=("today",)),
    rule(
        _rest,
        r"\b(?:for |during )?the (?:rest|remainder) of (?:the|this) (?P<unit>week|month|year)\b",
        words=("rest", "remainder"),
    ),
    rule(_rest, r"\blater this (?P<unit>week|month|year)\b", words=("later",)),
    rule(
        _rest,
        r"\bbefore the (?P<unit>week|month|year) (?:is (?:out|over|through)|ends|runs out|closes)\b",
        words=("before",),
    ),
    rule(_on_from, rf"\b{_COUNTED} {UNIT} (?P<way>on){_ENDED}"),
    rule(_on_from, rf"\b{_COUNTED} (?P<way>more) {UNIT}(?=,? and\b)", words=("more",)),
    rule(
        _on_from,
        rf"\b{_COUNTED} {UNIT} (?P<way>after|before) (?:that|this)\b(?! \w+ed\b)",
        # "Two days after that order" counts from the order, which nothing dates.
        rf"(?! (?!{_GOES_ON}\b)[a-z]\w+\b)",
        words=("after", "before"),
    ),
    rule(
        _on_from,
        rf"\b{_COUNTED} {UNIT} (?P<way>afterwards?|thereafter|beforehand)\b",
        words=("afterward", "thereafter", "beforehand"),
    ),
    rule(
        _window_on,
        rf"\b(?:in|over|during|for) the (?:following|subsequent|ensuing) {_COUNTED} {UNIT}\b",
        words=("following", "subsequent", "ensuing"),
    ),
    rule(
        _beside,
        rf"\b(?P<core>the (?:day|night|morning|evening|week|month|year|decade|{SEASON}|{WEEKDAY}) ",
        rf"(?:after|before)(?: that)?){_ENDED}",
    ),
    rule(
        _beside,
        r"\b(?P<core>(?:the (?:following|next|previous|preceding)|that|the same|that same) ",
        rf"(?:{SEASON}|(?-i:(?!May\b)){MONTH}|{WEEKDAY}))(?!\w)",
    ),
)
