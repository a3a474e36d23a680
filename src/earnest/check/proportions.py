"""How many times one thing another is, or what part of it, by a claim's words: "two in three", "five to one".

Not how many times as much one thing became: that is `ratios`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from earnest.check.factors import BELOW, ENDLESS, Range, number_told, part, so_many_times
from earnest.contract.text import Quantity

_PARTS: Final = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "tenth": 10, "twentieth": 20, "hundredth": 100,
}  # fmt: skip
_STEPS: Final = (
    0.0, 0.05, 0.1, 1 / 6, 0.2, 0.25, 1 / 3, 0.4, 0.5, 0.6, 2 / 3, 0.75, 0.8, 5 / 6, 0.9, 0.95, 1.0,
)  # fmt: skip
_N: Final = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|"
    r"thirty|forty|fifty|sixty|hundred|a dozen|two dozen|[a-z]+ty-[a-z]+)"
)
_BOUND: Final = (
    r"(?:(?P<bound>more than|better than|over|well over|at least|less than|under|fewer than|"
    r"not even) )?"
)
_IN: Final = re.compile(
    rf"(?<![,.\d])\b{_BOUND}(?P<n>{_N}) (?:[a-z]+ )?(?:(?:in|out of) (?:every |each |a )?|of every )"
    r"(?P<of>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred|"
    r"[a-z]+ty-[a-z]+)\b"
    r"(?! (?:days?|weeks?|months?|years?|hours?|million|billion|thousand|per))",
    re.IGNORECASE,
)
_TO: Final = re.compile(
    rf"\b{_BOUND}(?P<n>{_N}) to (?P<of>one|two|three)\b(?! \w+ (?:ago|later))", re.I
)
_PART_OF: Final = re.compile(
    rf"\b{_BOUND}(?P<n>{_N}[ -]|nineteen[ -])?(?P<part>{'|'.join(_PARTS)})s? (?:of )?"
    r"(?:what|those|all|everything|everyone|the|them|these|our|their|its)\b",
    re.IGNORECASE,
)
_AGAIN: Final = re.compile(
    r"\b(?:half|(?P<part>a (?:third|quarter|fifth))) as (?:much|many|\w+) again\b", re.I
)
_AS_MUCH: Final = re.compile(
    rf"\b{_BOUND}(?P<times>twice|double|thrice|half|(?:a|one|two) (?:third|quarter|fifth)s?|{_N} times) "
    rf"(?:as (?:much|many|large|big|high)|the (?:number|amount|sum)|(?:of )?what\b(?! (?:it|they) (?:was|"
    rf"were|had)))\b",
    re.IGNORECASE,
)
_FOR_EVERY: Final = re.compile(
    rf"\bfor (?:every|each) (?:single )?(?:[\w’'-]+ ){{1,9}}?(?P<n>{_N})\W*$|"
    rf"\bfor (?:every|each) (?:single )?[^.;]{{3,60}}?\b(?P<also>{_N})\b",
    re.IGNORECASE,
)
_MOST: Final = re.compile(
    r"\b(?:most of|the majority of|more than half of) (?:them|these|those|whom|the|all|its|their|our)\b",
    re.I,
)
_THEN: Final = re.compile(
    r"\bas (?:in (?:1|2)\d\d\d|(?:a|the|one) year|last year|before|ever|it (?:was|had been)|they (?:were|"
    r"had been))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Proportion:
    """A factor between two things: the least and the greatest that the words allow."""

    low: float
    high: float
    words: str

    def holds(self, one: float, other: float) -> bool:
        """Whether two values stand in that proportion, whichever of them is told first."""
        if one <= 0 or other <= 0:
            return False
        small, large = sorted((one, other))
        factor = small / large if self.high <= 1.0 else large / small
        return self.low <= factor <= self.high


@lru_cache(maxsize=16_384)
def proportion_claimed(text: str) -> Proportion | None:
    """The proportion of two things that a text claims; None if it claims none."""
    for words, read in _READERS:
        if (found := words.search(text)) and (told := read(found)):
            return Proportion(*_bounded(told, found), found[0])
    return None


def share_told(text: str) -> Quantity | None:
    """A part told in words ("nineteen twentieths of it"), in percent; None if none is told."""
    found = proportion_claimed(text)
    if found is None or not 0.0 < found.low < found.high <= 1.0:
        return None
    low, high = 100 * found.low, 100 * found.high
    return Quantity(round((low + high) / 2, 2), round(low, 2), round(high, 2), "percent")


def is_part(unit: str | None) -> bool:
    """Whether a unit is the name of a part: "twentieths"."""
    word = (unit or "").casefold()
    return word in _PARTS or word.removesuffix("s") in _PARTS


def _bounded(told: Range, found: re.Match[str]) -> Range:
    bound = (found.groupdict().get("bound") or "").casefold()
    low, high = told
    if not bound:
        return told
    middle = (low + high) / 2 if high <= 1 else low / BELOW
    if bound in ("more than", "better than", "over", "well over", "at least"):
        return middle, 1.0 if high <= 1 else ENDLESS
    return (0.0, middle) if high <= 1 else (1.0, middle)


def _number(word: str) -> float:
    return number_told(word) or 0.0


def _near(value: float) -> Range:
    return part(value, _STEPS)


def _whole(n: float) -> Range | None:
    return so_many_times(n) if n > 1 else None


def _in(found: re.Match[str]) -> Range | None:
    n, of = _number(found["n"]), _number(found["of"])
    return _near(n / of) if 0 < n < of else None


def _to(found: re.Match[str]) -> Range | None:
    n, of = _number(found["n"]), _number(found["of"])
    return _whole(n / of) if of and n > of else None


def _part_of(found: re.Match[str]) -> Range | None:
    n = _number(found["n"].rstrip(" -")) if found["n"] else 1.0
    value = n / _PARTS[found["part"].casefold()]
    return _near(value) if 0 < value < 1 else None


def _again(found: re.Match[str]) -> Range | None:
    more = 0.5 if not found["part"] else 1 / _PARTS[found["part"].split()[1].casefold()]
    return 1 + more * 0.8, 1 + more * 1.25


def _as_much(found: re.Match[str]) -> Range | None:
    if _THEN.search(found.string, found.end() - len("as much")):
        return None
    times = found["times"].casefold()
    named = {"twice": 2.0, "double": 2.0, "thrice": 3.0}
    if times in named:
        return _whole(named[times])
    if times.endswith("times"):
        return _whole(_number(times.removesuffix("times")))
    tops, _, part = times.rpartition(" ")
    return _near(
        (_number(tops) if tops else 1.0)
        / _PARTS[part.removesuffix("s") if part != "halves" else part]
    )


def _for_every(found: re.Match[str]) -> Range | None:
    return _whole(_number(found["n"] or found["also"]))


_Read = Callable[[re.Match[str]], Range | None]
_READERS: Final[tuple[tuple[re.Pattern[str], _Read], ...]] = (
    (_FOR_EVERY, _for_every),
    (_AGAIN, _again),
    (_AS_MUCH, _as_much),
    (_IN, _in),
    (_TO, _to),
    (_PART_OF, _part_of),
    (_MOST, lambda _: (0.5, 1.0)),
)
