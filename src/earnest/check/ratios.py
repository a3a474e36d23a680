"""How many times as much: the factor between two periods that a claim's words give.

"A third of what it was in 2016", "doubled in 2018", "twice the level of 2010", "cut in half", "a quarter
less than in 2012", "up by 30 percent since 2015", "back above the level of the year before".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from earnest.check.factors import BELOW, ENDLESS, Range, number_told, part, so_many_times

# The same for a number of percent, in points of the whole.
_POINTS: Final = 0.015
_PARTS: Final = {
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twelfth": 12,
    "twentieth": 20,
}
_STEPS: Final = (
    0.0,
    0.05,
    1 / 12,
    0.1,
    1 / 8,
    1 / 6,
    0.2,
    0.25,
    1 / 3,
    0.4,
    0.5,
    0.6,
    2 / 3,
    0.75,
    0.8,
    0.9,
    1.0,
)
_VERBS: Final = {"doubl": 2.0, "trebl": 3.0, "tripl": 3.0, "quadrupl": 4.0, "halv": 0.5}
_N: Final = (
    r"(?:\d+(?:[.,]\d+)?|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|a hundred)"
)
_FRACTION: Final = (
    r"(?P<half>half)|(?P<tops>an?|one|two|three|four|nine) "
    rf"(?P<part>{'|'.join(_PARTS)})s?"
)
_PERCENT: Final = r"(?P<percent>\d+(?:[.,]\d+)?) ?(?:%|per ?cent)"
_TIMES: Final = rf"(?P<twice>twice|double|thrice|triple|treble)|(?P<times>{_N}) times"
_BOUND: Final = (
    r"(?:(?P<bound>more than|over|well over|at least|less than|under|at most|not even|no more than|"
    r"fewer than) )?(?:only |just |barely |hardly |scarcely |about |around |roughly |nearly |almost |some |"
    r"exactly |a mere |close to |now )*"
)
_YEAR: Final = r"(?:1[89]|20)\d\d"
_LEVEL: Final = r"(?:levels?|figures?|volumes?|values?|numbers?|sums?|amounts?|peaks?|records?)"
# Words by which what is measured is held against itself at another time.
_OF_THEN: Final = (
    rf"(?:of )?(?:what\b|those? of\b|that of\b|"
    rf"(?:the|its|their|our) (?:{_YEAR} |previous |former |earlier |old )?{_LEVEL}\b)|"
    rf"(?:the |its |their )?as (?:much|many|high|large|great|big|often)\b|of {_YEAR}\b"
)
_MORE: Final = r"(?P<more>more|higher|above|greater|larger|bigger|up)"
_LESS: Final = r"(?P<less>less|lower|fewer|smaller|below|down|under)"
_SHARE_OF: Final = re.compile(
    rf"\b{_BOUND}(?:{_FRACTION}|{_PERCENT}|{_TIMES}) (?:{_OF_THEN})", re.IGNORECASE
)
_APART: Final = re.compile(
    rf"\b{_BOUND}(?:{_FRACTION}|{_PERCENT}) (?:{_MORE}|{_LESS})\b", re.IGNORECASE
)
_ROSE: Final = r"(?P<rose>rose|risen|rises?|grew|grown|grow|increased?|climbed|jumped|up|soared|gained|swelled)"
_FELL: Final = (
    r"(?P<fell>fell|fallen|falls?|dropped|declined?|decreased?|shrank|shrunk|down|sank|sunk|slumped|"
    r"plunged|cut|"
    r"reduced|dwindled|slashed|collapsed|tumbled|lost)"
)
_CHANGED: Final = re.compile(
    rf"\b(?:{_ROSE}|{_FELL}) (?:by )?{_BOUND}(?:{_FRACTION}|{_PERCENT})", re.IGNORECASE
)
_CHANGED_TO: Final = re.compile(
    rf"\b{_FELL} (?:back )?to {_BOUND}(?:{_FRACTION}|{_PERCENT})(?! (?:million|billion))",
    re.IGNORECASE,
)
_IN_HALF: Final = re.compile(
    rf"\b{_FELL} (?:\w+ ){{0,3}}?(?:in|by) {_BOUND}(?P<half>half)\b", re.IGNORECASE
)
_FOLD: Final = re.compile(
    rf"\b(?:{_BOUND})(?P<fold>{_N})-?fold\b|\bby a factor of (?P<factor>{_N})\b", re.IGNORECASE
)
_VERB: Final = re.compile(
    rf"\b{_BOUND}(?P<verb>doubl|trebl|tripl|quadrupl|halv)(?:ed|es|ing)\b", re.IGNORECASE
)
_BEYOND: Final = re.compile(
    rf"\b(?:(?P<above>above|over|beyond|past|higher than|more than|greater than|exceed(?:s|ed)?|"
    rf"surpass(?:es|ed)?)|(?P<under>below|under|beneath|lower than|less than|fewer than|short of))"
    rf" (?:(?:the|its|their|that|those|what)\b.{{0,40}}?\b)?(?:{_LEVEL}|of|in|was|were)\b",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    rf"\b(?:between|from) (?:\w+ )?({_YEAR}) (?:and|to|until) (?:\w+ )?({_YEAR})\b"
)
_SINCE: Final = re.compile(
    r"\b(?:since|(?:compared|against|on|than|what|of|was|were|level|levels|as|from)\b[^.;]*?)"
    rf" ?(?:in |of |for |the )*({_YEAR})\b",
    re.IGNORECASE,
)
_IN_YEARS: Final = re.compile(
    rf"\b(?:in|within|over|during) (?:just |only |the (?:last|past) )?({_N}) years\b", re.IGNORECASE
)
_YEARS_AGO: Final = re.compile(
    rf"\b({_N}) years (?:ago|before|earlier|previously)\b", re.IGNORECASE
)
_YEAR_BEFORE: Final = re.compile(
    r"\b(?:the same (?:months?|weeks?|quarters?|period|season|days) (?:of|in) (?:the )?"
    r"(?:last|previous|preceding|past|year before)|(?:the )?(?:january|february|march|april|may|june|july|"
    r"august|"
    r"september|october|november|december|quarter|week|half-year) before|(?:a|one|the) year (?:before|"
    r"earlier|ago|previous)|the (?:previous|preceding|prior) "
    r"(?:year|spring|summer|autumn|winter|month)|the (?:spring|summer|autumn|winter) before)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A claimed factor between two periods.

    Attributes:
        low: the least factor that the words allow; high: the greatest.
        base: the year that is held against, if the words name it.
        years: years between the two, if the words tell that instead.
        until: the later year, where the words name both.
        words: the words that tell the factor.
    """

    low: float
    high: float
    base: int | None
    years: int | None
    until: int | None
    words: str


@lru_cache(maxsize=16_384)
def ratio_claimed(text: str) -> Ratio | None:
    """The factor between two periods that a text claims; None if it claims none.

    Without a base, a change ("doubled in 2018") is one on the year before; a part of something
    ("a third of it") is no factor between periods.
    """
    found, factor, may_lack = _factor(text)
    if found is None or factor is None:
        return None
    if both := _BETWEEN.search(text):
        return Ratio(*factor, int(both[1]), None, int(both[2]), found[0])
    after = text[found.start() :]
    if since := _SINCE.search(after if not may_lack else text[found.end() :]):
        return Ratio(*factor, int(since[1]), None, None, found[0])
    if years := _years(text):
        return Ratio(*factor, None, years, None, found[0])
    return Ratio(*factor, None, 1, None, found[0]) if may_lack else None


@lru_cache(maxsize=16_384)
def factor_told(text: str) -> tuple[int, Range] | None:
    """Where a text tells a factor between two things ("six times what …"), and the range it allows."""
    found = _SHARE_OF.search(text)
    return (found.start(), _of_part(found)) if found else None


def range_words(low: float, high: float) -> str:
    """The range of a factor in words."""
    return f"at least {low:.3g} times" if high == ENDLESS else f"{low:.3g} to {high:.3g} times"


def _years(text: str) -> int | None:
    if _YEAR_BEFORE.search(text):
        return 1
    found = _YEARS_AGO.search(text) or _IN_YEARS.search(text)
    return round(_number(found[1])) if found else None


def _factor(text: str) -> tuple[re.Match[str] | None, Range | None, bool]:
    """Words that tell a factor, the range they allow, and whether they may go without a base."""
    for words, read in _CHANGES:
        if found := words.search(text):
            return found, read(found), True
    for words, read in _AGAINST_A_BASE:
        if found := words.search(text):
            return found, read(found), False
    return None, None, False


def _told(found: re.Match[str]) -> Range:
    """The range of a fraction, of a number of percent, or of so many times."""
    parts = found.groupdict()
    if parts.get("twice") or parts.get("times"):
        named = {"thrice": 3.0, "triple": 3.0, "treble": 3.0}
        word = (parts["twice"] or "").casefold()
        return _whole(named.get(word, 2.0) if word else _number(parts["times"]))
    if parts.get("percent"):
        value = _number(parts["percent"]) / 100
        return value - _POINTS, value + _POINTS
    if parts.get("half"):
        return part(0.5, _STEPS)
    tops = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "nine": 9}
    return part(tops[parts["tops"].casefold()] / _PARTS[parts["part"].casefold()], _STEPS)


def _added(found: re.Match[str], *, up: bool) -> Range:
    """The factor of a change by a part: "a third less" leaves two thirds."""
    low, high = _bounded(_told(found), found)
    if up:
        return 1 + low, 1 + high
    return max(0.0, 1 - high), 1 - low


def _bounded(told: Range, found: re.Match[str]) -> Range:
    """The range with what "more than" or "not even" before it allows."""
    bound = (found.groupdict().get("bound") or "").casefold()
    low, high = told
    if not bound:
        return low, high
    if bound in ("more than", "over", "well over", "at least"):
        return (low + high) / 2 if high <= 1 else low / BELOW, ENDLESS
    return 0.0, (low + high) / 2 if high <= 1 else low / BELOW


def _whole(n: float) -> Range:
    return part(n, _STEPS) if n < 1 else so_many_times(n)


def _number(word: str) -> float:
    return number_told(word) or 1.0


def _of_verb(found: re.Match[str]) -> Range:
    return _bounded(_whole(_VERBS[found["verb"].casefold()]), found)


def _of_fold(found: re.Match[str]) -> Range:
    return _bounded(_whole(_number(found["fold"] or found["factor"])), found)


def _of_part(found: re.Match[str]) -> Range:
    return _bounded(_told(found), found)


def _of_change(found: re.Match[str]) -> Range:
    return _added(found, up=bool(found.groupdict().get("more") or found.groupdict().get("rose")))


def _of_side(found: re.Match[str]) -> Range:
    return (1.0, ENDLESS) if found["above"] else (0.0, 1.0)


_Read = Callable[[re.Match[str]], Range]
_CHANGES: Final[tuple[tuple[re.Pattern[str], _Read], ...]] = (
    (_VERB, _of_verb),
    (_IN_HALF, _of_part),
    (_FOLD, _of_fold),
    (_CHANGED_TO, _of_part),
)
_AGAINST_A_BASE: Final[tuple[tuple[re.Pattern[str], _Read], ...]] = (
    (_SHARE_OF, _of_part),
    (_APART, _of_change),
    (_CHANGED, _of_change),
    (_BEYOND, _of_side),
)
