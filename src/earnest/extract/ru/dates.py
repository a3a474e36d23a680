"""Dates of a Russian text, found by a grammar over the string alone.

A date is ISO 8601 at the granularity of the wording, or an interval with both ends included. What
names a day or month without a year, or counts from another moment ("через два дня"), is settled by
`settled`, which knows the text's date and the date told before.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Literal

from earnest.extract.ru.date_rules import RULES, Bound, DateMention, Rule
from earnest.extract.stretches import Stretch, shifted


def find_dates(text: str, *, anchor: dt.date | None) -> tuple[DateMention, ...]:
    """Dates of the text in order, without overlap; offsets are code points.

    Args:
        text: any text.
        anchor: the text's own date; without it relative dates are left out.
    """
    copy = _folded(text)
    found = [m for rule in RULES for m in _read(rule, copy, anchor or dt.date(2000, 1, 1))]
    if anchor is None:
        found = [m for m in found if m.stretch is not None and _has_year(copy[m.start : m.end])]
    parted = [_parted(copy, m) for m in _longest(found)]
    return tuple(_joined(copy, [_bounded(copy, m) for m in parted]))


def settled(
    mention: DateMention, *, on: dt.date | None, before: str | None, ahead: bool
) -> str | None:
    """The ISO date of a mention.

    Args:
        mention: as found.
        on: the text's date.
        before: the date told last before it.
        ahead: whether its clause speaks of the future.
    """
    if mention.shift is not None:
        point = _counted(mention, on=on, before=None if ahead else before)
        return f"{point}/.." if point and mention.bound == "since" and "/" not in point else point
    if mention.stretch is None:
        return None
    stretch = mention.stretch
    if mention.yearless and on is not None:
        stretch = _nearest(stretch, on, ahead=ahead)
        if mention.till is not None:
            return f"{stretch.first}/{_nearest(mention.till, on, ahead=ahead).last}"
    if mention.till is not None:
        return f"{stretch.first}/{mention.till.last}"
    return _as_bounded(stretch, mention.bound, on)


def _as_bounded(stretch: Stretch, bound: Bound | None, on: dt.date | None) -> str:
    if bound in ("since", "after"):
        return f"{stretch.last if bound == 'after' else stretch.first}/.."
    if bound == "until":
        ahead = on is not None and stretch.days[0] > on
        return f"{on.isoformat() if on and ahead else '..'}/{stretch.first}"
    return stretch.first if bound == "by" else stretch.iso


def _counted(mention: DateMention, *, on: dt.date | None, before: str | None) -> str | None:
    """A moment counted from the date told before, else from the text's."""
    assert mention.shift is not None
    unit, count = mention.shift
    point = (before or "").rpartition("/")[2] if before != ".." else ""
    if before and len(point) == len("2012-09") and unit in ("month", "year"):
        point = f"{point}-01"
    if before and (len(point) < len("2012-09-01") or point == ".."):
        return before if count == 0 else None
    origin = dt.date.fromisoformat(point) if before else on
    if origin is None or (not before and count == 0):
        return None
    day = shifted(origin, unit, count)
    if day is None:
        return None
    return day.isoformat()[: {"month": 7, "year": 4, "decade": 4, "century": 4}.get(unit, 10)]


def _nearest(stretch: Stretch, on: dt.date, *, ahead: bool) -> Stretch:
    """The stretch in the last year in which it had begun by the day, or the next one ahead."""
    first, last = stretch.days
    if ahead and last < on:
        return _in_year(stretch, 1)
    if not ahead and first > on:
        return _in_year(stretch, -1)
    return stretch


def _in_year(stretch: Stretch, step: int) -> Stretch:
    ends = (f"{int(p[:4]) + step:04}{p[4:]}" for p in (stretch.first, stretch.last))
    first, last = ends
    if first.endswith("-02-29"):
        first = last = f"{first[:4]}-02-28"
    return Stretch(first, last) if first[:4] > "0000" else stretch


def _folded(text: str) -> str:
    """A copy of the same length: lower case where that keeps the length, plain dashes and spaces."""
    return "".join(_FOLD.get(c, c.lower() if len(c.lower()) == 1 else c) for c in text)


_FOLD: Final = {"ё": "е", "Ё": "е", "\u00a0": " ", "\u2009": " ", "–": "-", "—": "-", "−": "-"}


def _read(rule: Rule, copy: str, anchor: dt.date) -> Iterator[DateMention]:
    pattern, reader = rule
    for match in pattern.finditer(copy):
        mention = reader(match, anchor)
        if mention is not None:
            yield mention


def _longest(found: list[DateMention]) -> list[DateMention]:
    kept: list[DateMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _has_year(words: str) -> bool:
    return re.search(r"\d{4}", words) is not None


_PART: Final = re.compile(
    r"(?<!\w)(?P<bound>в|с|к|до|на)?\s?(?:сам(?:ом|ого|ому)\s)?"
    r"(?P<part>начал[аеоу]|конц[аеу]|конец|середин[аеуы]|перв(?:ой|ую) половин[аеуы]"
    r"|втор(?:ой|ую) половин[аеуы])\s$"
)
_BOUND: Final = re.compile(
    r"(?<!\w)(?P<bound>начиная с|не раньше|не ранее|не позднее|не позже|вплоть до|с|со|до|после|к|ко)\s$"
)
_BOUNDS: Final[dict[str, Bound]] = {
    "с": "since", "со": "since", "начиная с": "since", "не раньше": "since", "не ранее": "since",
    "до": "until", "вплоть до": "until", "не позднее": "until", "не позже": "until",
    "после": "after", "к": "by", "ко": "by",
}  # fmt: skip
_TILL: Final = re.compile(r"\s(?:по|до)\s")
_OWN_BOUND: Final = re.compile(r"(?P<bound>к|до|с)\s")
_REACH: Final = 30


def _parted(copy: str, mention: DateMention) -> DateMention:
    """The mention narrowed by "в начале", "до конца" before it; the bound is settled with it."""
    if mention.stretch is None:
        return mention
    offset = max(0, mention.start - _REACH)
    found = _PART.search(copy[offset : mention.start])
    if found is None:
        return mention
    word, bound = found["part"], found["bound"]
    start, stretch = offset + found.start(), mention.stretch
    if word.startswith("кон"):
        if bound in ("к", "до"):
            stretch = stretch.part("end") if len(stretch.last) == 4 else stretch
        else:
            stretch = stretch.part("late")
        return replace(mention, start=start, stretch=stretch, bound="by")
    if word.startswith("нач"):
        since = bound == "с"
        stretch = stretch.part("start") if since else stretch.part("early")
        return replace(mention, start=start, stretch=stretch, bound="since" if since else None)
    name: Literal["mid", "early", "late"] = "mid"
    if word.startswith(("перв", "втор")):
        name = "early" if word.startswith("перв") else "late"
    return replace(mention, start=start, stretch=stretch.part(name))


def _bounded(copy: str, mention: DateMention) -> DateMention:
    if mention.stretch is None or mention.bound is not None:
        return mention
    own = _OWN_BOUND.match(copy, mention.start, mention.end)
    if own is not None:
        return replace(mention, bound=_BOUNDS[own["bound"]])
    offset = max(0, mention.start - _REACH)
    found = _BOUND.search(copy[offset : mention.start])
    if found is None:
        return mention
    start = offset + found.start()
    if " по " in copy[mention.start : mention.end]:
        return replace(mention, start=start)
    return replace(mention, start=start, bound=_BOUNDS[found["bound"]])


def _joined(copy: str, found: list[DateMention]) -> Iterator[DateMention]:
    """Mentions in order, "с 3 мая по 5 июня" as one."""
    at = 0
    while at < len(found):
        here = found[at]
        after = found[at + 1] if at + 1 < len(found) else None
        if (
            after is not None
            and here.bound == "since"
            and here.stretch is not None
            and after.stretch is not None
            and (_TILL.fullmatch(copy[here.end : after.start]) or _till_inside(copy, here, after))
        ):
            here = replace(here, end=after.end, till=after.stretch, bound=None)
            at += 1
        yield here
        at += 1


def _till_inside(copy: str, here: DateMention, after: DateMention) -> bool:
    return after.bound == "until" and copy[here.end : after.start].strip() == ""
