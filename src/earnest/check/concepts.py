"""What a number measures: concepts found in the words of claims and in the labels of series."""

import re
from functools import cache, lru_cache

from earnest.read.shipped import table

PEOPLE_UNITS = frozenset(
    "person people soldier troop serviceman employee worker staff man journalist correspondent "
    "inhabitant citizen personnel".split()
)
DAYS_PER_UNIT = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
# Quantifiers that do a number's work: the range of shares, in percent, that they allow.
VAGUE_SHARES: dict[str, tuple[float, float]] = {
    "most": (50.0, 100.0),
    "mostly": (50.0, 100.0),
    "majority": (50.0, 100.0),
    "a majority": (50.0, 100.0),
    "mainly": (50.0, 100.0),
    "largely": (50.0, 100.0),
    "predominantly": (50.0, 100.0),
    "overwhelmingly": (50.0, 100.0),
    "the bulk": (50.0, 100.0),
    "bulk": (50.0, 100.0),
    "almost all": (90.0, 100.0),
    "nearly all": (90.0, 100.0),
    "all": (99.5, 100.0),
    "a minority": (0.0, 50.0),
    "none": (0.0, 0.5),
    "hardly any": (0.0, 5.0),
}


@cache
def _concepts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["concept"], re.compile(rf"(?<!\w)(?:{row['words']})(?!\w)", re.IGNORECASE))
        for row in table("concepts.csv")
    )


@lru_cache(maxsize=16_384)
def concepts_in(text: str) -> frozenset[str]:
    """Names of the concepts whose words occur in the text."""
    return frozenset(name for name, words in _concepts() if words.search(text))


def without_change(text: str) -> str:
    """A text without its words of growth and decline: what is left says of what."""
    return next(words for name, words in _concepts() if name == "change").sub(" ", text)


def unit_class(unit: str | None) -> str:
    """The class of a unit: `percent`, `people`, a currency code, `days`, or the noun itself."""
    word = (unit or "").strip().casefold()
    if word in ("%", "percent", "per cent", "percentage") or word.startswith(("percent", "% ")):
        return "percent"
    if word.startswith("share"):
        return "percent"
    singular = word.removesuffix("s")
    if singular in DAYS_PER_UNIT:
        return "days"
    head = singular.split()[-1] if singular else ""
    if head in PEOPLE_UNITS or word in PEOPLE_UNITS:
        return "people"
    return word.upper() if len(word) == 3 and word.isalpha() and unit == word.upper() else singular
