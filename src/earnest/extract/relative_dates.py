"""Dates told from the text's own date, and dates that point back at another one in the text.

Without an anchor the first kind stays unresolved. Points back ("two days later", "that year",
"before then") are marked anaphoric; where they shift by a known time, `days` says by how much.
"Today" and "yesterday" stand for a day; "now" is found, but dates nothing.
"""

import datetime as dt
import re

from earnest.extract.date_rules import (
    COUNT,
    MONTH,
    ORDINALS,
    SEASON,
    SEASONS,
    WEEKDAY,
    Modifier,
    Point,
    Rule,
    count_of,
    number_of_month,
    number_of_weekday,
    rule,
)
from earnest.extract.durations import UNIT, days_in
from earnest.extract.stretches import Stretch, around, months, shifted, stretch_of

_DAY_WORDS = {"yesterday": -1, "tomorrow": 1, "tonight": 0, "night": -1}
_BACK = ("last", "past", "previous")


def _found(
    match: re.Match[str], stretch: Stretch | None, modifier: Modifier | None = None
) -> Point:
    return Point(*match.span(), stretch, modifier)


def _new_year(match: re.Match[str], anchor: dt.date | None) -> Point:
    """The turn of the year that is nearest to the anchor, as a limit."""
    if anchor is None:
        return Point(*match.span("day"), None, yearless=True)
    days = [dt.date(anchor.year + n, 12, 31) for n in (-1, 0)]
    nearest = min(days, key=lambda d: abs((d - anchor).days))
    return Point(*match.span("day"), Stretch.of(nearest.isoformat()), yearless=True)


def _around(anchor: dt.date | None, unit: str, count: float) -> Stretch | None:
    day = shifted(anchor, unit, count) if anchor else None
    return around(day, unit) if day else None


def _unit(match: re.Match[str]) -> str:
    unit = match["unit"].lower()
    return {"centurie": "century", "centur": "century", "night": "day"}.get(unit, unit)


def _present(match: re.Match[str], anchor: dt.date | None) -> Point:
    is_dated = match.group().lower() == "today"
    return _found(match, _around(anchor, "day", 0) if is_dated else None, "present")


def _day_word(match: re.Match[str], anchor: dt.date | None) -> Point:
    words = match.group().lower()
    shift = _DAY_WORDS.get(words.split()[-1], 0)
    if words.startswith("the day"):
        shift *= 2
    return _found(match, _around(anchor, "day", shift))


def _vague(match: re.Match[str], _: dt.date | None) -> Point:
    return _found(match, None, "vague")


def _calendar_unit(match: re.Match[str], anchor: dt.date | None) -> Point:
    """`this week`, `last year`, `next month`."""
    step = _step(match["which"])
    return _found(match, _around(anchor, _unit(match), step))


def _part_of_year(match: re.Match[str], anchor: dt.date | None) -> Point:
    """`the first nine months of last year`, `the second half of this year`."""
    count = count_of(match["count"]) if match["count"] else 6 if match["half"] else 3
    if anchor is None or count is None or not 1 <= count <= 12:
        return _found(match, None)
    number = {**ORDINALS, "last": 12 // int(count)}[match["n"].lower()]
    start = int(count) * (number - 1) + 1 if not match["count"] else 1
    if match["count"] and match["n"].lower() == "last":
        start = 13 - int(count)
    return _found(match, months(anchor.year + _step(match["which"]), start, int(count)))


def _step(word: str) -> int:
    folded = word.lower().removeprefix("the ")
    return -1 if folded.startswith(_BACK) else 1 if folded.startswith(("next", "coming")) else 0


def _month(match: re.Match[str], anchor: dt.date | None) -> Point:
    month = number_of_month(match["month"])
    if anchor is None:
        return _found(match, None)
    step = _step(match["which"])
    year = anchor.year
    if step < 0:
        year -= month >= anchor.month
    elif step > 0:
        year += month <= anchor.month
    return _found(match, stretch_of(year, month))


def _season(match: re.Match[str], anchor: dt.date | None) -> Point:
    if anchor is None:
        return _found(match, None)
    step, first = _step(match["which"]), SEASONS[match["season"].lower()]
    options = [months(year, first, 3) for year in range(anchor.year - 2, anchor.year + 3)]
    seasons = [season for season in options if season]
    if step < 0:
        past = [s for s in seasons if s.days[1] < anchor]
        return _found(match, past[-1] if past else None)
    if step > 0:
        return _found(match, next((s for s in seasons if s.days[0] > anchor), None))
    this = next((s for s in seasons if s.days[0] <= anchor <= s.days[1]), None)
    return _found(match, this or months(anchor.year, first, 3))


def _plain_season(match: re.Match[str], anchor: dt.date | None) -> Point:
    """`in the spring`: the season nearest to the anchor."""
    name = "season" if match["season"] else "bare"
    first, season = SEASONS[match[name].lower()], None
    if anchor:
        options = [months(anchor.year + n, first, 3) for n in (-1, 0, 1)]
        middle = [(abs((_middle(s) - anchor).days), s) for s in options if s]
        season = min(middle, key=lambda pair: pair[0])[1] if middle else None
    return Point(*match.span(name), season, yearless=True)


def _seasons_ago(match: re.Match[str], anchor: dt.date | None) -> Point:
    """`two winters ago`: of the seasons that are over by the anchor, counted back."""
    count, first = count_of(match["count"]), SEASONS[match["season"].lower()]
    if anchor is None or count is None:
        return _found(match, None, None if count else "vague")
    options = [months(anchor.year + 1 - n, first, 3) for n in range(int(count) + 3)]
    over = [season for season in options if season and season.days[1] < anchor]
    return _found(match, over[int(count) - 1] if len(over) >= count else None)


def _whole_unit(match: re.Match[str], anchor: dt.date | None) -> Point:
    """`the year` of `the end of the year`; the part is cut off by who asks."""
    return Point(*match.span("core"), _around(anchor, _unit(match), 0))


def _years_end(match: re.Match[str], anchor: dt.date | None) -> Point:
    end = stretch_of(anchor.year, 12) if anchor else None
    return _found(match, end, "end")


def _weekend(match: re.Match[str], anchor: dt.date | None) -> Point:
    """The weekend that is over or on; with `next` the one to come."""
    if anchor is None:
        return Point(*match.span("core"), None)
    step = _step(match["which"] or "")
    shift = 5 - anchor.weekday() if step > 0 else -(anchor.weekday() + 2) % 7 - 7
    shift += 7 if step == 0 and anchor.weekday() >= 5 else 0
    saturday = anchor + dt.timedelta(days=shift)
    sunday = saturday + dt.timedelta(days=1)
    return Point(*match.span("core"), Stretch(saturday.isoformat(), sunday.isoformat()))


def _day_of_month(match: re.Match[str], anchor: dt.date | None) -> Point:
    """`on the 28th`: the day nearest to the anchor."""
    if anchor is None:
        return Point(*match.span("day"), None)
    around_it = [shifted(anchor.replace(day=1), "month", n) for n in (-1, 0, 1)]
    days = [stretch_of(m.year, m.month, int(match["n"])) for m in around_it if m]
    near = min((abs((s.days[0] - anchor).days), s.first) for s in days if s)
    return Point(*match.span("day"), Stretch.of(near[1]))


def _middle(stretch: Stretch) -> dt.date:
    first, last = stretch.days
    return first + (last - first) / 2


def _weekday(match: re.Match[str], anchor: dt.date | None) -> Point:
    """The most recent such day; with `next`, `this coming` the following one."""
    if anchor is None:
        return Point(match.start("from"), match.end(), None)
    which = (match["which"] or "").lower()
    back = (anchor.weekday() - number_of_weekday(match["weekday"])) % 7
    if which.startswith(("next", "this coming", "coming")):
        shift = 7 - back
    elif match["by"]:
        shift = -back % 7
    else:
        shift = -(back or (7 if which.startswith(_BACK) else 0))
    return Point(match.start("from"), match.end(), _around(anchor, "day", shift))


def _ago(match: re.Match[str], anchor: dt.date | None) -> Point:
    count, unit = count_of(match["count"]), _unit(match)
    if count is None:
        return _found(match, None, "vague")
    return _found(match, _away(anchor, unit, -count))


def _away(anchor: dt.date | None, unit: str, count: float) -> Stretch | None:
    """The point so far away, at the unit's own granularity; decades and centuries give a year."""
    day = shifted(anchor, _scaled_unit(unit), count) if anchor else None
    grain = {"hour": "day", "minute": "day", "fortnight": "week"}.get(unit, unit)
    return around(day, "year" if grain in ("decade", "century") else grain) if day else None


def _scaled_unit(unit: str) -> str:
    return "day" if unit == "night" else unit


def _from_now(match: re.Match[str], anchor: dt.date | None) -> Point:
    count = count_of(match["count"])
    return _found(match, None if count is None else _away(anchor, _unit(match), count))


def _window(match: re.Match[str], anchor: dt.date | None) -> Point:
    """`the past three years`: from then to the anchor; `the next two weeks`: the other way."""
    forward = match["which"].lower() in ("next", "coming")
    count = count_of(match["count"]) if match["count"] else None if match["plural"] else 1.0
    return _span_from(match, anchor, count, forward=forward)


def _left(match: re.Match[str], anchor: dt.date | None) -> Point:
    point = _span_from(match, anchor, count_of(match["count"]), forward=True)
    return Point(point.start, point.end, point.stretch, "left")


def _span_from(
    match: re.Match[str], anchor: dt.date | None, count: float | None, *, forward: bool
) -> Point:
    modifier: Modifier = "future" if forward else "past"
    if count is None or anchor is None:
        return _found(match, None, "vague" if count is None else modifier)
    other = shifted(anchor, _scaled_unit(_unit(match)), count if forward else -count)
    if other is None:
        return _found(match, None, modifier)
    size = 4 if _unit(match) in ("year", "decade", "century") else 10
    far, now = other.isoformat()[:size], anchor.isoformat()
    stretch = Stretch(now, far) if forward else Stretch(far, now)
    return _found(match, stretch, modifier)


def _later(match: re.Match[str], _: dt.date | None) -> Point:
    count = count_of(match["count"])
    earlier = match["way"].lower() in ("earlier", "before", "previously")
    days = None if count is None else count * days_in(match["unit"])
    modifier: Modifier = "earlier" if earlier else "later"
    return Point(*match.span(), modifier=modifier, anaphoric=True, days=(days, days))


def _back_reference(match: re.Match[str], _: dt.date | None) -> Point:
    modifiers: dict[str, Modifier] = {"since": "since", "until": "until", "by": "by",
                                      "before": "before", "after": "after"}  # fmt: skip
    word = (match["bound"] or "").lower()
    span = match.span("core" if match.groupdict().get("core") else 0)
    return Point(*span, modifier=modifiers.get(word), anaphoric=True)


_WHICH = r"(?P<which>this past|last|this coming|next|this|coming|previous)"
_COUNTED = rf"(?P<count>a few|several|many|some|{COUNT})"
_ALONE = r"(?P<unit>day|week|month|year|decade|century)"
_UNITS = "days|weeks|months|years|decades|centuries"
_BOUND = r"(?P<bound>since|until|by|before|after)"

RELATIVE_RULES: tuple[Rule, ...] = (
    rule(
        _present,
        r"\b(?:today(?!['’]s world)|now(?! that\b)|nowadays|currently|at present|these days)\b",
    ),
    rule(
        _day_word,
        r"\b(?:the day before yesterday|the day after tomorrow|yesterday|tomorrow|tonight|(?:late )?last night",
        r"|this (?:morning|afternoon|evening))\b",
    ),
    rule(
        _vague,
        r"\b(?:recently|lately|soon|shortly(?! (?:before|after))|in the near future|long ago(?! as\b)",
        rf"|(?:in|over) recent (?:{_UNITS})|in the coming (?:{_UNITS})|(?:{_UNITS}) ago",
        r"|the other day)\b",
    ),
    rule(
        _calendar_unit,
        rf"\b(?P<which>this|last|next|the current) {_ALONE}\b(?! of\b)",
    ),
    rule(
        _part_of_year,
        rf"\bthe (?:(?P<n>first|last|second|third|fourth) (?:(?P<count>{COUNT}) months",
        r"|(?P<half>half)|quarter)) of (?P<which>this|last|the|the current) year\b",
    ),
    rule(_month, rf"\b{_WHICH} (?P<month>{MONTH})(?!\w)"),
    rule(_season, rf"\b{_WHICH} (?P<season>{SEASON})\b"),
    rule(
        _plain_season,
        r"\b(?:(?:in|during|by|since|until|before|over|through|throughout) (?:the |early |late ){1,2}",
        rf"(?P<season>{SEASON})|(?:in|by|since|until|before) ",
        r"(?P<bare>spring|summer|autumn|winter))\b(?! (?:of (?!(?:last|this|next|that|the same) year)|19|20))",
    ),
    rule(_new_year, r"\b(?:by|before|until) (?P<day>(?:the )?new year)\b(?!['’])"),
    rule(
        _weekday,
        r"\b(?:(?P<by>by|until) )?",
        r"(?P<from>(?:(?P<which>last|next|this coming|coming|this past|this) )?",
        rf"(?P<weekday>{WEEKDAY}))\b(?!,? (?:[0-9]{{1,2}}(?:st|nd|rd|th)?(?: of)? )?{MONTH})",
    ),
    rule(_seasons_ago, rf"\b(?P<count>{COUNT}) (?P<season>{SEASON})s? ago\b", words=("ago",)),
    rule(
        _whole_unit,
        r"\b(?:end|close|start|beginning|middle|half) of ",
        r"(?P<core>the (?P<unit>week|month|year|decade|century))",
        r"\b(?! (?:of|to|before)\b)",
    ),
    rule(_years_end, r"\b(?:the )?(?:year['’]s end|year-end)\b"),
    rule(
        _weekend,
        r"\b(?:at |over |on )?(?P<core>(?:the|(?P<which>last|this past|next|this coming|this)) weekend)",
        r"\b(?! (?:of|before|after)\b)",
    ),
    rule(
        _day_of_month,
        r"\b(?:on|from|until|by|since|before|after) (?P<day>the (?P<n>[12]?[0-9]|3[01])(?:st|nd|rd|th))",
        r"\b(?=[.,;:]|$| (?:and|the|it|he|she|they|we)\b)",
    ),
    rule(_ago, rf"\b{_COUNTED} {UNIT} ago\b", words=("ago",)),
    rule(
        _from_now,
        rf"\b(?:in )?(?P<count>{COUNT}) {UNIT}['’]? (?:from (?:now|today)|time)\b",
        words=("from", "time"),
    ),
    rule(
        _window,
        rf"\bthe (?P<which>past|last|next|coming) (?:{_COUNTED} )?",
        rf"{UNIT}(?P<plural>(?<=s))?\b(?! of\b)",
    ),
    rule(
        _left,
        rf"\b(?P<count>{COUNT}) (?:more )?{UNIT} ",
        r"(?:(?:are |is )?(?:left|remaining)|(?:still )?remains?|to go)\b",
        words=("left", "remain", "to"),
    ),
    rule(
        _later,
        rf"\b{_COUNTED} {UNIT} (?P<way>later|earlier|previously|before(?= that\b|[.,;]))\b",
        words=("later", "earlier", "previously", "before"),
    ),
    rule(
        _back_reference,
        rf"\b(?:{_BOUND} )?(?:(?:the|that) (?:same|very)(?: next)?",
        r"|(?:the )?(?:following|previous|preceding)|that|this(?= date\b)",
        r"|the next(?= (?:day|morning)\b)) ",
        r"(?:date|day|week|month|year|decade|summer|spring|autumn|winter|evening|morning|night",
        rf"|afternoon|{WEEKDAY})\b",
    ),
    rule(
        _back_reference,
        rf"(?<!\w\s)\b(?:{_BOUND} )?the (?:{SEASON}|{MONTH}|{WEEKDAY}) (?:before|after)(?=[,.;:]|$)",
    ),
    rule(_back_reference, rf"\b{_BOUND} (?:then|that point|that time)\b"),
    rule(_back_reference, r"\b(?P<bound>before) that(?=,| (?:it|they|he|she|we|there)\b)"),
    rule(_back_reference, r"\bever (?P<bound>since)(?=[.,;]|$)"),
    rule(_back_reference, r"\b(?P<core>(?P<bound>since))(?=[.;]|$)"),
    rule(_back_reference, r"\b(?:has|have|had) (?P<core>(?P<bound>since))\b"),
)
