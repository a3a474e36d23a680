"""How long: stretches of time without a place in the calendar, as a number of days.

Bounds follow `bounds`. `A couple of` is two; `a few`, `several`,
`many` and bare plurals (`for decades`) set no upper bound: three, three, none and two as the lower.
A month has 30.4375 days, a year 365.25.
"""

import datetime as dt
import re

from earnest.extract.bounds import BOUND_WORDS, bound_of, bounded
from earnest.extract.date_rules import COUNT, Days, Point, Rule, count_of, rule
from earnest.extract.numbers import GAP
from earnest.extract.stretches import DAYS_IN

UNIT = r"(?P<unit>minute|hour|day|night|week|fortnight|month|year|decade|centur(?:y|ie))s?"
_BOUND = rf"(?P<bound>{BOUND_WORDS})"
_PREPOSITION = r"(?:for|in|over|after|than|last(?:ed|s)?|took|take|takes|every|once)"
_VAGUE: dict[str, Days] = {
    "a few": (3, None),
    "several": (3, None),
    "many": (None, None),
    "": (2, None),
}


def days_in(unit: str) -> float:
    """Days in one unit of time, singular or plural."""
    folded = unit.lower()
    folded = "century" if folded.startswith("centur") else folded.removesuffix("s")
    return DAYS_IN[folded]


def _counted(match: re.Match[str], _: dt.date | None) -> Point | None:
    count = count_of(match["count"])
    if count is None:
        return None
    bound = match.groupdict().get("bound")
    if count == 1 and match["unit"].lower() == "day" and not bound:
        return None  # "one day" mostly means some day
    modifier = bound_of(bound) if bound else None
    days = bounded(round(count * days_in(match["unit"]), 6), modifier)
    return Point(*match.span(), modifier=modifier, is_duration=True, days=days)


def _vague(match: re.Match[str], _: dt.date | None) -> Point | None:
    low, high = _VAGUE[re.sub(GAP, " ", (match.groupdict().get("vague") or "").lower())]
    size = days_in(match["unit"])
    days = (low * size if low else None, high)
    return Point(*match.span("core"), modifier="vague", is_duration=True, days=days)


_NO_AGE = r"(?![-‑\x20]olds?\b)"
_NUMBER = rf"(?P<count>(?!an?\b(?! couple))(?:{COUNT})(?: and a half)?)"

DURATION_RULES: tuple[Rule, ...] = (
    rule(
        _counted,
        rf"(?:(?<![^\W_]){_BOUND} (?:the )?)?(?<![\w.,-]){_NUMBER}",
        rf"(?:[-‑]| (?:full |whole |long )?){UNIT}(?![^\W\d_]){_NO_AGE}",
    ),
    rule(_counted, rf"\b{_BOUND} (?P<count>an?) {UNIT}\b{_NO_AGE}"),
    rule(_counted, rf"\b{_PREPOSITION} (?P<count>an?|half an?) (?:full |whole )?{UNIT}\b"),
    rule(_vague, rf"\b(?P<core>(?P<vague>a few|several|many) {UNIT})\b"),
    rule(_vague, rf"\b{_PREPOSITION} (?P<core>{UNIT}(?<=s))\b"),
)
