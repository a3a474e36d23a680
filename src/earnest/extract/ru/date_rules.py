"""The rules of the Russian date grammar: patterns, and what a match of each stands for.

Every repeat in a pattern is bounded, so that a search takes time linear in the text.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from earnest.extract.ru.numerals import number_of
from earnest.extract.stretches import Stretch, around, iso_point, months, shifted, stretch_of, years

Bound = Literal["since", "until", "after", "by"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at `[start, end)`.

    Attributes:
        stretch: None where it counts from another moment (`shift`).
        yearless: the text names a day, month or season without a year: `stretch` is of the year
            of the text.
        shift: unit and number counted from a moment told before, or from the text's date.
        bound: "с", "до", "после", "к" before it.
    """

    start: int
    end: int
    stretch: Stretch | None = None
    yearless: bool = False
    shift: tuple[str, float] | None = None
    bound: Bound | None = None
    till: Stretch | None = None  # the other end, of "с … по …"


_MONTHS: Final = (
    "январ[ьяеюи]|январем", "феврал[ьяеюи]|февралем", "март[аеу]?|мартом", "апрел[ьяеюи]|апрелем",
    "ма[йяею]|маем", "июн[ьяеюи]|июнем", "июл[ьяеюи]|июлем", "август[аеу]?|августом",
    "сентябр[ьяеюи]|сентябрем", "октябр[ьяеюи]|октябрем", "ноябр[ьяеюи]|ноябрем",
    "декабр[ьяеюи]|декабрем",
)  # fmt: skip
_MONTH: Final = "(?P<month>" + "|".join(_MONTHS) + ")"
_DAY: Final = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:-?го|-?е)?"
_RELATIVE: Final = {
    "позапрошл": -2, "прошл": -1, "минувш": -1, "истекш": -1, "прошедш": -1, "эт": 0, "нынешн": 0,
    "текущ": 0, "следующ": 1, "будущ": 1,
}  # fmt: skip
_SAID: Final = (
    r"(?P<said>(?:" + "|".join(sorted(_RELATIVE, key=len, reverse=True)) + r")"
    r"(?:ый|ий|ого|его|ому|ему|ом|ем|ым|им|ой|ей|ую|юю|от|у|ая|яя))"
)
_YEAR: Final = (
    r"(?:(?P<year>(?:1[0-9]|20)\d\d)(?:-?(?:го|м|й))?(?:\s+год(?:а|у|ом|е)?\b|\s*г\.)?"
    rf"|(?P<yearsaid>{'|'.join(sorted(_RELATIVE, key=len, reverse=True))})"
    r"(?:ый|ого|его|ому|ему|ом|ем|ий|от)\s+год(?:а|у|ом|е)?\b)"
)
_UNITS: Final = {
    "минут": "minute", "час": "hour", "сут": "day", "день": "day", "дня": "day", "дней": "day",
    "дн": "day", "недел": "week", "месяц": "month", "год": "year", "лет": "year",
    "десятилет": "decade", "столет": "century", "век": "century",
}  # fmt: skip
_UNIT: Final = (
    r"(?P<unit>минут[аыу]?|час(?:а|ов)?|сут(?:ки|ок)|день|дня|дней|дн(?:ями|ем)|недел[юяиье]\w{0,2}"
    r"|месяц(?:а|ев|ем|ами)?|год(?:а|ом|ами|у|ы)?|лет|десятилети[ейя]|столети[ейя]|век[аов]{0,2})"
)
_COUNT: Final = r"(?:(?P<count>\d{1,4}|полтора|полторы|[а-я]{3,14}(?:\s[а-я]{3,8})?)\s)?"
_WEEKDAYS: Final = (
    "понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень",
)  # fmt: skip
_WEEKDAY: Final = "(?P<weekday>" + "|".join(_WEEKDAYS) + r")(?:ом|ник|у|а|е|ье)?"
_SEASONS: Final = {"весн": 3, "лет": 6, "осен": 9, "зим": 12}
_SEASON: Final = r"(?P<season>весн(?:ой|ы|е|у|а)|лет(?:ом|у|о)|осен(?:ью|ь|и)|зим(?:ой|ы|е|у|а))"
_DECADES: Final = {
    "двадцат": 20, "тридцат": 30, "сороков": 40, "пятидесят": 50, "шестидесят": 60,
    "семидесят": 70, "восьмидесят": 80, "девяност": 90,
}  # fmt: skip
_ROMAN: Final = {"XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18, "XIX": 19, "XX": 20, "XXI": 21}

Reader = Callable[[re.Match[str], dt.date], DateMention | None]
Rule = tuple[re.Pattern[str], Reader]


def _of(
    match: re.Match[str], stretch: Stretch | None, *, yearless: bool = False
) -> DateMention | None:
    return None if stretch is None else DateMention(*match.span(), stretch, yearless)


def _step(said: str) -> int:
    return next(n for stem, n in _RELATIVE.items() if said.startswith(stem))


def _year_in(match: re.Match[str], anchor: dt.date) -> int | None:
    parts = match.groupdict()
    if parts.get("year"):
        return int(parts["year"])
    return anchor.year + _step(parts["yearsaid"]) if parts.get("yearsaid") else None


def _month_in(match: re.Match[str]) -> int:
    return next(n for n, m in enumerate(_MONTHS, 1) if re.fullmatch(m, match["month"]))


def _full(match: re.Match[str], anchor: dt.date) -> DateMention | None:
    year, day = _year_in(match, anchor), int(match["day"])
    month = _month_in(match)
    return _of(match, stretch_of(year or anchor.year, month, day), yearless=year is None)


def _day_range(match: re.Match[str], anchor: dt.date) -> DateMention | None:
    year, month = _year_in(match, anchor), _month_in(match)
    first = iso_point(year or anchor.year, month, int(match["day"]))
    last = iso_point(year or anchor.year, month, int(match["to"]))
    if first is None or last is None or last < first:
        return None
    return _of(match, Stretch(first, last), yearless=year is None)


def _numeric(match: re.Match[str], _: dt.date) -> DateMention | None:
    return _of(match, stretch_of(int(match["year"]), int(match["m"]), int(match["day"])))


def _month(match: re.Match[str], anchor: dt.date) -> DateMention | None:
    year, month = _year_in(match, anchor), _month_in(match)
    said = match.groupdict().get("said")
    if said:
        year = anchor.year + _step(said)
    return _of(match, stretch_of(year or anchor.year, month), yearless=year is None)


def _year(match: re.Match[str], anchor: dt.date) -> DateMention | None:
    year = _year_in(match, anchor)
    return _of(match, None if year is None else stretch_of(year))


def _year_range(match: re.Match[str], _: dt.date) -> DateMention | None:
    first, last = int(match["first"]), match["last"]
    return _of(match, years(first, int(last) if len(last) == 4 else first // 100 * 100 + int(last)))


def _decade(match: re.Match[str], _: dt.date) -> DateMention | None:
    if match["figures"]:
        first = int(match["figures"])
        first = first if first > 100 else 1900 + first
    else:
        first = 1900 + next(n for s, n in _DECADES.items() if match["words"].startswith(s))
    return _of(match, years(first, first + 9))


def _century(match: re.Match[str], _: dt.date) -> DateMention | None:
    number = _ROMAN.get(match["roman"].upper().replace("Х", "X").replace("І", "I"))
    return None if number is None else _of(match, years(100 * number - 99, 100 * number))


def _season(match: re.Match[str], anchor: dt.date) -> DateMention | None:
    year = _year_in(match, anchor)
    said = match.groupdict().get("said")
    month = next(n for s, n in _SEASONS.items() if match["season"].startswith(s))
    if said:
        year = anchor.year + min(0, _step(said)) if said.startswith(("про", "мин")) else year
        ahead = said.startswith(("след", "буд"))
        year = anchor.year + int(month <= anchor.month) if ahead else year or anchor.year
    if year is None and not said and not _stands_free(match):
        return None
    return _of(match, months(year or anchor.year, month, 3), yearless=year is None)


def _stands_free(match: re.Match[str]) -> bool:
    """Whether a bare season is an adverb or after "к", "до", "с": "лет" and "зиму" count else."""
    before = match.string[max(0, match.start() - 10) : match.start()]
    adverbial = match["season"] in ("весной", "летом", "осенью", "зимой")
    return adverbial or _BEFORE_SEASON.search(before) is not None


_BEFORE_SEASON: Final = re.compile(
    r"\b(?:к|до|с|раньше|ранее|позже|позднее|начал[аеу]|конц[аеу])\s$"
)


def _week(match: re.Match[str], anchor: dt.date) -> DateMention | None:
    day = shifted(anchor, "week", _step(match["said"]))
    return None if day is None else _of(match, around(day, "week"))


def _month_said(match: re.Match[str], anchor: dt.date) -> DateMention | None:
    day = shifted(anchor, "month", _step(match["said"]))
    return None if day is None else _of(match, around(day, "month"))


def _weekday(match: re.Match[str], anchor: dt.date) -> DateMention | None:
    number = next(n for n, w in enumerate(_WEEKDAYS) if match["weekday"].startswith(w))
    said = match.groupdict().get("said") or ""
    back = (anchor.weekday() - number) % 7
    if said.startswith("прошл"):
        back = anchor.weekday() + 7 - number
    elif said.startswith(("след", "буд")):
        back = anchor.weekday() - 7 - number
    day = shifted(anchor, "day", -back)
    return None if day is None else _of(match, Stretch.of(day.isoformat()))


_DAYS: Final = {"позавчера": -2, "вчера": -1, "завтра": 1, "послезавтра": 2}


def _day_said(match: re.Match[str], anchor: dt.date) -> DateMention | None:
    day = shifted(anchor, "day", _DAYS[match[0]])
    return None if day is None else _of(match, Stretch.of(day.isoformat()))


def _this_year(match: re.Match[str], anchor: dt.date) -> DateMention | None:
    return _of(match, Stretch.of(f"{anchor.year:04}"))


def _unit(match: re.Match[str]) -> str:
    return next(unit for stem, unit in _UNITS.items() if match["unit"].startswith(stem))


def _amount(match: re.Match[str]) -> float | None:
    said = match["count"]
    return 1.0 if said is None else number_of(said)


def _ago(match: re.Match[str], anchor: dt.date) -> DateMention | None:
    count = _amount(match)
    day = None if count is None else shifted(anchor, _unit(match), -count)
    if day is None:
        return None
    kept = {"month": 7, "year": 4, "decade": 4, "century": 4}.get(_unit(match), 10)
    return _of(match, Stretch.of(day.isoformat()[:kept]))


def _later(match: re.Match[str], _: dt.date) -> DateMention | None:
    count = _amount(match)
    if _unit(match) in ("minute", "hour"):
        return DateMention(*match.span(), shift=("day", 0))
    return None if count is None else DateMention(*match.span(), shift=(_unit(match), count))


def _earlier(match: re.Match[str], _: dt.date) -> DateMention | None:
    count = _amount(match)
    sign = -1 if match["way"].startswith("ран") else 1
    return None if count is None else DateMention(*match.span(), shift=(_unit(match), sign * count))


def _within(match: re.Match[str], anchor: dt.date) -> DateMention | None:
    count, unit = _amount(match), _unit(match)
    if count is None or unit not in ("year", "decade"):
        return None
    return _of(
        match, years(anchor.year - round(count * (10 if unit == "decade" else 1)), anchor.year)
    )


_SAME: Final = {"накануне": -1, "на следующий день": 1, "на другой день": 1, "день спустя": 1}


def _same(match: re.Match[str], _: dt.date) -> DateMention:
    return DateMention(*match.span(), shift=("day", _SAME.get(match[0], 0)))


def _since_then(match: re.Match[str], _: dt.date) -> DateMention:
    return DateMention(*match.span(), shift=("day", 0), bound="since")


def _rule(pattern: str, reader: Reader) -> Rule:
    return re.compile(rf"(?<![\w-]){pattern}(?!\w)"), reader


RULES: Final[tuple[Rule, ...]] = (
    _rule(rf"{_DAY}\s+{_MONTH}(?:,?\s+{_YEAR})?", _full),
    _rule(rf"{_DAY}(?:\s?-\s?|\s+по\s+|\s+до\s+|\s+и\s+)(?P<to>[12]\d|3[01]|[1-9])\s+{_MONTH}"
          rf"(?:\s+{_YEAR})?", _day_range),
    _rule(r"(?P<day>\d{1,2})\.(?P<m>\d{1,2})\.(?P<year>\d{4})", _numeric),
    _rule(rf"{_MONTH}(?:\s+{_YEAR})?", _month),
    _rule(rf"{_SAID}\s+{_MONTH}", _month),
    _rule(_YEAR.replace(r"(?:\s+год(?:а|у|ом|е)?\b|\s*г\.)?", r"(?:\s+год(?:а|у|ом|е)?\b|\s*г\.)"), _year),
    _rule(r"(?<=\bс\s)(?P<year>(?:1[5-9]|20)\d\d)(?:-?го)?", _year),
    _rule(r"(?P<year>(?:1[5-9]|20)\d\d)-?(?:го|м)", _year),
    _rule(r"(?P<first>(?:1[5-9]|20)\d\d)\s?-\s?(?P<last>(?:1[5-9]|20)?\d\d)\s+год(?:ы|ах|ов|ам)", _year_range),
    _rule(r"(?:(?P<figures>(?:1[5-9]|20)?\d0)-?(?:е|х)|(?P<words>(?:" + "|".join(_DECADES)
          + r")(?:ые|ых)))(?:\s+год(?:ы|ах|ов))?", _decade),
    _rule(r"(?:(?<=конц[аеу]\s)|(?<=начал[аеу]\s))года", _this_year),
    _rule(r"(?P<roman>[xivх]{2,5})\s+век(?:а|е|у)?", _century),
    _rule(rf"{_SEASON}(?:\s+{_YEAR})?", _season),
    _rule(rf"{_SAID}\s+{_SEASON}", _season),
    _rule(rf"{_SAID}\s+недел[еюия]", _week),
    _rule(rf"{_SAID}\s+месяц(?:е|а|у)?", _month_said),
    _rule(rf"(?:в|во|к|до|с)\s+(?:{_SAID}\s+)?{_WEEKDAY}", _weekday),
    _rule(r"(?:позавчера|послезавтра|вчера|завтра)", _day_said),
    _rule(r"(?:сегодня|сейчас)", _this_year),
    _rule(rf"{_COUNT}{_UNIT}\s+(?:тому\s+)?назад", _ago),
    _rule(rf"(?:через|спустя)\s+(?:каких-то\s)?{_COUNT}{_UNIT}", _later),
    _rule(rf"{_COUNT}{_UNIT}\s+(?P<way>раньше|ранее|позже|позднее)", _earlier),
    _rule(rf"(?P<way>)?за\s+(?:последн(?:ие|юю|ий)\s+)?{_COUNT}{_UNIT}", _within),
    _rule(r"с тех пор", _since_then),
    _rule(r"(?:накануне|на следующий день|на другой день|тогда же"
          r"|в (?:тот|этот) же (?:день|вечер|час)|в ту же ночь|в том же (?:году|месяце))", _same),
)  # fmt: skip
