"""Factors told in words: what range "three times", "a third" and "nine tenths" leave to a number."""

from collections.abc import Sequence
from typing import Final

from earnest.extract.numbers import find_numbers

Range = tuple[float, float]
ENDLESS: Final = float("inf")
# How far a factor told in whole numbers may lie below and above and still be that factor.
BELOW: Final = 0.9
ABOVE: Final = 1.2
_WORDS: Final = {"a": 1.0, "an": 1.0, "one": 1.0, "a dozen": 12.0, "two dozen": 24.0, "hundred": 100.0,
                 "a hundred": 100.0}  # fmt: skip


def so_many_times(n: float) -> Range:
    """What "n times" leaves to a factor."""
    return n * BELOW, n * ABOVE


def part(value: float, steps: Sequence[float]) -> Range:
    """What lies nearer to a part than to the next one that people tell in words.

    Args:
        value: the part, between 0 and 1.
        steps: the parts that people tell in words, ascending from 0 to 1.
    """
    at = min(range(len(steps)), key=lambda n: abs(steps[n] - value))
    low = (steps[at - 1] + steps[at]) / 2 if at else 0.0
    return low, (steps[at] + steps[min(at + 1, len(steps) - 1)]) / 2


def number_told(word: str) -> float | None:
    """The number that a word or figure gives; None if it gives none."""
    folded = word.strip().casefold()
    if folded in _WORDS:
        return _WORDS[folded]
    found = find_numbers(folded)
    return float(found[0].value) if found and found[0].value is not None else None
