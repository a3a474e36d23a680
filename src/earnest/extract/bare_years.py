"""Years that stand alone: a number of four digits is a year only where its neighbours say so.

`in 1992`, `the 2015 accord`, `(1988)`, `as of 2025` are; `2000 troops`, `1,960`, `Resolution 1973`
and `Mi-2000` are not.
"""

import re
from collections.abc import Iterator

from earnest.extract.date_rules import YEAR, Point
from earnest.extract.numbers import GAP
from earnest.extract.stretches import stretch_of

_TIME_WORDS = (
    "in|since|until|till|during|by|before|after|early|late|mid|throughout|circa|year|years|of|from"
    "|to|through|as of|and|between|than|around|about|back in|spring|summer|autumn|fall|winter"
    "|starting|for|on|early as|ago as|recently as|late as|far back as|election|elections|pre|post"
)
_COUNTED_TOO = frozenset(["of", "from", "to", "than", "around", "about", "for", "and", "between",
                          "on", "by", "after", "before"])  # fmt: skip
_BEFORE = re.compile(rf"(?<![^\W_])({_TIME_WORDS})(?:{GAP}|[-‑])(?:the{GAP})?$", re.IGNORECASE)
_DETERMINER = re.compile(
    rf"(?<![^\W_])(?:the|a|an|this|its|his|her|their|our|every|[^\W\d_]{{1,20}}['’]s?){GAP}$",
    re.IGNORECASE,
)
_LIST = re.compile(rf"(?:,{GAP}|,?{GAP}(?:and|or|to|nor){GAP}|/)$", re.IGNORECASE)
_NUMBERED = re.compile(
    rf"(?<![^\W_])(?:resolutions?|articles?|act|acts|no\.?|number|orders?|decrees?|flight|page|room"
    rf"|chapter|section|paragraph|route|law|channel|model){GAP}$",
    re.IGNORECASE,
)
_CLOSERS = frozenset([")", ",", ":", ";", "–", "-"])
_NEXT_WORD = re.compile(rf"{GAP}([^\W\d_]{{1,24}})")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n\u201c\"])\s{0,3}$")
_VERBS = frozenset(["was", "is", "saw", "brought", "will", "marked", "became", "has", "had"])
_NOT_PLURAL = frozenset(
    """was is has its this as us versus crisis his does thus across perhaps always besides onwards
    afterwards""".split()
)
_COUNTED = frozenset(
    """people men women children troops soldiers peacekeepers families tonnes tons km kilometres
    kilometers miles metres meters dollars euros roubles rubles pounds percent per votes prisoners
    refugees casualties dead deaths vehicles tanks aircraft houses homes migrants kg hectares
    hostages civilians fighters personnel barrels megawatts times hours days weeks months square
    cubic metric million billion thousand""".split()
)
_HYPHENATED = re.compile(r"[-‑]\w")
_YEAR = re.compile(YEAR)


def bare_years(text: str) -> Iterator[Point]:
    """Every year that stands alone in the text, in order."""
    last_end = -1
    for match in _YEAR.finditer(text):
        start, end = match.span()
        before = text[max(0, start - 30) : start]
        following = _NEXT_WORD.match(text, end)
        word = following.group(1) if following else ""
        if _NUMBERED.search(before) or _HYPHENATED.match(text, end):
            continue
        gap = text[last_end:start] if last_end >= 0 else ""
        listed = 0 < len(gap) < 12 and _LIST.fullmatch(gap) is not None
        if _is_year(int(match.group()), before, word, text[end : end + 1], listed=listed):
            last_end = end
            yield Point(start, end, stretch_of(int(match.group())))


def precedes_counted(word: str) -> bool:
    """Whether a number before this word counts it (`troops`) instead of being a year."""
    return word.lower() in _COUNTED


def _is_year(year: int, before: str, word: str, after: str, *, listed: bool) -> bool:
    if precedes_counted(word) or year > 2100:
        return False
    cue = _BEFORE.search(before)
    plural = word.islower() and word.endswith("s") and word not in _NOT_PLURAL
    if listed:
        return not plural
    if cue:
        return year >= 1000 if not plural else cue.group(1).lower() not in _COUNTED_TOO
    return year >= 1500 and (
        (before.endswith("(") and after in _CLOSERS)
        or (word != "" and _DETERMINER.search(before) is not None)
        or (word in _VERBS and _SENTENCE_START.search(before) is not None)
        or (before[-2:-1].islower() and word.islower() and len(word) > 3 and not plural)
    )
