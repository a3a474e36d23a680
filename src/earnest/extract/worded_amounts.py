"""Amounts told in words: shares, multiples and vague quantifiers.

Shares become percent (`two thirds of` 66.67, `half of` 50, `one in five` 20), multiples `times`
(`twice`, `threefold`). Vague words stay words (`dozens`, `most`, `majority`); of `a significant
portion` the adjective is kept, with the unit `share`. `A couple of` is 2 and `a dozen` 12.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from earnest.extract.bounds import BOUND_WORDS, Bound
from earnest.extract.currencies import currency_at
from earnest.extract.numbers import GAP, MAGNITUDES, ONES, NumberMention


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at `[start, end)`; `number_end` is where the number or word itself ends.

    Attributes:
        unit: `percent`, `percentage points`, `times`, `share` or an ISO 4217 code where the words
            at the number settle it, else None.
        is_of_total: it is the part in "38 of 67 deputies"; `end` is that of the part.
    """

    start: int
    end: int
    number_end: int
    value: float | str | tuple[float, float]
    low: float | None
    high: float | None
    unit: str | None = None
    bound: Bound | None = None
    is_of_total: bool = False


_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
_DIGIT_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten"
_SHARE = re.compile(
    rf"(?<![^\W_])(?:(?P<n>{_DIGIT_WORDS}|a)(?:{GAP}|[-‑]))?(?P<part>{'|'.join(_PARTS)})s?"
    rf"(?:(?={GAP}(?:of{GAP}(?!an?{GAP}(?:million|billion|dozen))"
    rf"|(?:the|its|their|his|her|our|my|your|all){GAP}|(?:full|empty|complete|built|finished|[a-z]{{3,12}}er)\b))"
    rf"|(?P<alone>(?=[,.;:)]|$|{GAP}(?:to|more|less|since|in|from|between|compared|and){GAP})))",
    re.IGNORECASE,
)
_MEASURING = re.compile(rf"(?<![^\W_])(?:by|{BOUND_WORDS}){GAP}$", re.IGNORECASE)
_COUPLE = re.compile(
    rf"(?<![^\W_])a{GAP}couple{GAP}of(?:{GAP}(?P<hundred>hundred|dozen))?"
    rf"(?:{GAP}(?P<scale>{'|'.join(MAGNITUDES)}))?(?![^\W_])",
    re.IGNORECASE,
)
_IN = re.compile(
    rf"{GAP}(?:(?:parts?{GAP})?(?:in|out{GAP}of){GAP}(?:every{GAP})?|of{GAP}every{GAP})",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(
    r"(?<![^\W_-])(?:(?P<word>twice|thrice|doubled|tripled|trebled|quadrupled)"
    rf"|(?P<fold>{_DIGIT_WORDS})[-‑]?fold)(?![^\W_])",
    re.IGNORECASE,
)
_TIMES = {"twice": 2, "thrice": 3, "doubled": 2, "tripled": 3, "trebled": 3, "quadrupled": 4}
_LARGE = "hundreds|thousands|millions|billions|trillions|dozens"
_VAGUE = re.compile(
    rf"(?<![^\W_])(?:(?:an?|the){GAP})?(?:"
    r"(?P<degree>significant|large|larger|substantial|considerable|small|sizeable|sizable|major"
    rf"|huge|tiny|growing){GAP}(?:portion|share|part|proportion|fraction)s?"
    rf"|(?P<plural>(?:tens|scores|{_LARGE}){GAP}of{GAP}(?:{_LARGE})|{_LARGE}"
    rf"|(?:tens|scores)(?={GAP}of))"
    rf"|(?P<most>(?:(?:vast|overwhelming|great|large|clear|slim){GAP})?(?:majority|minority)"
    rf"|bulk)(?={GAP}of)"
    rf"|(?P<handful>handful)(?={GAP}of)"
    r"|(?P<word>most|(?<!as )(?<!how )(?<!too )(?<!so )many|several|few"
    r"|overwhelmingly|predominantly|numerous|countless))(?![^\W_])",
    re.IGNORECASE,
)


def shares(text: str) -> Iterator[Amount]:
    """Fractions of something: `two thirds of`, `half the`; one third alone may be an ordinal."""
    for match in _SHARE.finditer(text):
        count, part = (match["n"] or "").lower(), _PARTS[match["part"].lower()]
        share = round(100 * ONES.get(count, 1) / part, 2)
        before = text[max(0, match.start() - 32) : match.start()]
        is_measured = match["alone"] is None or _MEASURING.search(before) is not None
        if share < 100 and is_measured and (count or part == 2):
            yield _exact(match, share, "percent")


def ratios(text: str, numbers: Sequence[NumberMention]) -> Iterator[Amount]:
    """`One in five`, `9 in every 10`, as percent."""
    for first, second in pairwise(numbers):
        is_share = 0 < first.value < second.value <= 100
        if is_share and _IN.fullmatch(text[first.end : second.start]):
            value = round(100 * first.value / second.value, 2)
            yield Amount(first.start, second.end, second.end, value, value, value, "percent")


def multiples(text: str) -> Iterator[Amount]:
    """`Twice`, `threefold`, `doubled`, as times; and `a couple of`, two of what follows."""
    for match in _MULTIPLE.finditer(text):
        fold = match["fold"]
        yield _exact(match, ONES[fold.lower()] if fold else _TIMES[match["word"].lower()], "times")
    for match in _COUPLE.finditer(text):
        smaller = {"hundred": 100, "dozen": 12}.get((match["hundred"] or "").lower(), 1)
        scale = MAGNITUDES.get((match["scale"] or "").lower(), 1)
        yield _money(text, _exact(match, 2 * smaller * scale, None))


def _money(text: str, amount: Amount) -> Amount:
    """The amount with the currency that follows it, if one does."""
    money = currency_at(text, amount.start, amount.end)
    return amount if money is None else replace(amount, unit=money[0], end=money[2])


def vague_words(text: str) -> Iterator[Amount]:
    """Words that do the work of a number: `most`, `tens of thousands`, `a large share`."""
    for match in _VAGUE.finditer(text):
        name = next(name for name, word in match.groupdict().items() if word is not None)
        value = re.sub(GAP, " ", match[name].lower())
        is_share = name == "degree" or value in ("overwhelmingly", "predominantly")
        unit = "share" if is_share else None
        yield Amount(match.start(), match.end(), match.end(), value, None, None, unit)


def _exact(match: re.Match[str], value: float, unit: str | None) -> Amount:
    exact = float(value)
    return Amount(match.start(), match.end(), match.end(), exact, exact, exact, unit)
