"""What a number measures: concepts found in the words of claims and in the labels of series."""

import re
from functools import cache, lru_cache

from earnest.check.units import unit_class
from earnest.read.shipped import table

__all__ = ["VAGUE_SHARES", "concepts_in", "topics_in", "unit_class", "without_change"]

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


@cache
def _topics() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["topic"], re.compile(rf"(?<!\w)(?:{row['words']})(?!\w)", re.IGNORECASE))
        for row in table("topics.csv")
    )


@lru_cache(maxsize=16_384)
def topics_in(text: str) -> frozenset[str]:
    """Names of the subjects that a text touches: wider than concepts, they only tie words together."""
    return frozenset(name for name, words in _topics() if words.search(text))
