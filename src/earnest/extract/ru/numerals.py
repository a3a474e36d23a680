"""Numbers in Russian words: by lemma, added up and multiplied as the language does."""

from collections.abc import Sequence
from typing import Final

from earnest.extract.ru.model import parses

UNITS: Final = {
    "ноль": 0, "один": 1, "два": 2, "двое": 2, "три": 3, "трое": 3, "четыре": 4, "четверо": 4,
    "пять": 5, "пятеро": 5, "шесть": 6, "шестеро": 6, "семь": 7, "семеро": 7, "восемь": 8,
    "девять": 9, "десять": 10, "одиннадцать": 11, "двенадцать": 12, "тринадцать": 13,
    "четырнадцать": 14, "пятнадцать": 15, "шестнадцать": 16, "семнадцать": 17, "восемнадцать": 18,
    "девятнадцать": 19, "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50,
    "шестьдесят": 60, "семьдесят": 70, "восемьдесят": 80, "девяносто": 90, "сто": 100,
    "двести": 200, "триста": 300, "четыреста": 400, "пятьсот": 500, "шестьсот": 600,
    "семьсот": 700, "восемьсот": 800, "девятьсот": 900, "полтора": 1.5,
}  # fmt: skip
SCALES: Final = {
    "тысяча": 1e3, "тыс": 1e3, "миллион": 1e6, "млн": 1e6, "миллиард": 1e9, "млрд": 1e9,
    "триллион": 1e12, "трлн": 1e12,
}  # fmt: skip


def unit_value(lemmas: Sequence[str]) -> float | None:
    """The value of a numeral below a thousand, by its lemmas."""
    return next((float(UNITS[x]) for x in lemmas if x in UNITS), None)


def scale_value(lemmas: Sequence[str]) -> float | None:
    """The value of a word such as `тысяча` or `млн`, by its lemmas."""
    return next((SCALES[x] for x in lemmas if x in SCALES), None)


def number_of(words: str) -> float | None:
    """The value of a number in figures or in words; None if they are none."""
    if words.isdigit():
        return float(words)
    total, group, seen = 0.0, 0.0, False
    for word in words.split():
        lemmas = parses(word).lemmas
        value, scale = unit_value(lemmas), scale_value(lemmas)
        if value is None and scale is None:
            return None
        seen = True
        if scale is not None:
            total, group = total + (group or 1) * scale, 0.0
        elif value is not None:
            group += value
    return total + group if seen else None
