"""Quantities of a Russian sentence: numbers in figures and words with what they count.

The unit is the counted noun as the text has it, `percent`, an ISO 4217 code, or `times`; vague
words ("десятки", "большинство") stay words. What dates, orders or names something is none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from earnest.contract.text import Quantity, Span
from earnest.extract.bounds import Bound, bounded
from earnest.extract.currencies import SIGNS
from earnest.extract.ru.model import parses
from earnest.extract.ru.numerals import scale_value, unit_value
from earnest.extract.ru.sentence import Word

Value = float | str | tuple[float, float]
_FIGURES: Final = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d+(?:[.,]\d+)?")
_PAIR: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s?[-–—]\s?(\d+(?:[.,]\d+)?)")
_CURRENCIES: Final = {
    "доллар": "USD", "евро": "EUR", "рубль": "RUB", "фунт": "GBP", "юань": "CNY", "иена": "JPY",
    "вона": "KRW", "рупия": "INR", "гривна": "UAH", "лира": "TRY", "лари": "GEL", "манат": "AZN",
    "драм": "AMD", "тенге": "KZT", "франк": "CHF", "злотый": "PLN", "форинт": "HUF",
    "шекель": "ILS", "риал": "IRR", "дирхам": "AED", "лей": "RON", "лев": "BGN", "сомони": "TJS",
    "сом": "KGS", "сум": "UZS",
}  # fmt: skip
_MULTIPLES: Final = {"вдвое": 2, "втрое": 3, "вчетверо": 4, "впятеро": 5, "дважды": 2, "трижды": 3}
_PARTS: Final = {"треть": 100 / 3, "четверть": 25.0}
_ORDINAL_PARTS: Final = {
    "третий": 3, "четвертый": 4, "пятый": 5, "шестой": 6, "седьмой": 7, "восьмой": 8, "девятый": 9,
    "десятый": 10,
}  # fmt: skip
_VAGUE: Final = {
    "десяток": "десятки", "сотня": "сотни", "тысяча": "тысячи", "миллион": "миллионы",
    "миллиард": "миллиарды", "половина": "половина", "большинство": "большинство",
    "множество": "множество", "меньшинство": "меньшинство", "несколько": "несколько",
}  # fmt: skip
_BOUNDS: Final[tuple[tuple[str, Bound], ...]] = (
    ("не менее чем", "at least"), ("не менее", "at least"), ("не меньше", "at least"),
    ("по меньшей мере", "at least"), ("как минимум", "at least"), ("минимум", "at least"),
    ("не более", "at most"), ("не больше", "at most"), ("не свыше", "at most"),
    ("максимум", "at most"), ("более чем", "more than"), ("более", "more than"),
    ("больше", "more than"), ("свыше", "more than"), ("менее", "less than"), ("меньше", "less than"),
    ("около", "about"), ("примерно на", "about"), ("примерно", "about"), ("приблизительно", "about"),
    ("порядка", "about"), ("почти на", "nearly"), ("почти", "nearly"), ("до", "at most"),
    ("ровно", "exactly"), ("всего", "exactly"),
)  # fmt: skip
_NAMING: Final = frozenset({"статья", "номер", "№", "резолюция", "глава", "пункт", "параграф"})
_INVERTED: Final = frozenset({"лет", "человек", "дней", "часов", "месяцев", "тонн"})  # "лет пять"
_LONGEST: Final = 4  # words between a number and the noun it counts


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A quantity at `[start, end)` of the text."""

    start: int
    end: int
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class _Number:
    first: int
    last: int
    value: Value
    unit: str | None = None


def find_quantities(words: Sequence[Word], dates: Sequence[Span]) -> tuple[QuantityMention, ...]:
    """The quantities of a sentence in order.

    Args:
        words: of the sentence.
        dates: spans of the text that are dates: no number in them counts anything.
    """
    found: list[QuantityMention] = []
    at = 0
    while at < len(words):
        number = _number(words, at)
        if number is None or _is_taken(words, number, dates) or _is_name(words, number):
            at = at + 1 if number is None else number.last + 1
            continue
        mention, last = _mention(words, number)
        found.append(mention)
        at = last + 1
    return tuple(found)


def _is_taken(words: Sequence[Word], number: _Number, dates: Sequence[Span]) -> bool:
    start, end = words[number.first].start, words[number.last].end
    return any(a < end and start < b for a, b in dates)


def _is_name(words: Sequence[Word], number: _Number) -> bool:
    """Whether a number names or points: "статья 5", "один из них", "Су-24"."""
    if number.first and _NAMING & {words[number.first - 1].lemma, words[number.first - 1].text}:
        return True
    if number.value != 1 or not words[number.first].text.isalpha():
        return False
    return words[number.first].lemma != "один" or not _counts_one(words, number.first)


def _counts_one(words: Sequence[Word], at: int) -> bool:
    """Whether "один" is a numeral before its noun and neither "ни один" nor "один из"."""
    before, after = (
        words[at - 1].lower if at else "",
        words[at + 1] if at + 1 < len(words) else None,
    )
    if before in ("ни", "по", "из", "не") or after is None or after.lower == "из":
        return False
    singular = words[at].lower in ("один", "одна", "одно", "одного", "одну")
    return singular and after.pos == "NOUN" and words[at].rel.startswith("nummod") and at > 1


def _number(words: Sequence[Word], at: int) -> _Number | None:
    return (
        _times(words, at)
        or _pair(words, at)
        or _every(words, at)
        or _plain(words, at)
        or _part(words, at)
        or _vague(words, at)
    )


def _figure(text: str) -> float | None:
    if _FIGURES.fullmatch(text) is None or len(text) > 15:
        return None
    return float(text.replace(".", "") if text.count(".") > 1 else text.replace(",", "."))


def _plain(words: Sequence[Word], at: int) -> _Number | None:
    """A number in figures, in words, or both: "20 580", "тридцать тысяч", "1,4 млрд"."""
    last, value = _small(words, at)
    if value is None:
        return None
    while last + 1 < len(words) and (scale := scale_value(words[last + 1].lemmas)) is not None:
        last, value = last + 1, value * scale
        if last + 1 < len(words) and words[last + 1].text == "." and words[last].lower == "тыс":
            last += 1
        after, more = _small(words, last + 1) if last + 1 < len(words) else (last, None)
        if more is None or more >= scale or words[last + 1].text[0].isdigit():
            break
        last, value = after, value + more
    return _Number(at, last, value)


def _small(words: Sequence[Word], at: int) -> tuple[int, float | None]:
    """A number without a word for thousands, and its last word."""
    value = _figure(words[at].text)
    if value is not None:
        last = at
        while last + 1 < len(words) and _is_group(words[last], words[last + 1]):
            last, value = last + 1, value * 1000 + float(words[last + 1].text)
        return last, value
    last, total = at - 1, 0.0
    while last + 1 < len(words) and (more := unit_value(words[last + 1].lemmas)) is not None:
        if last >= at and (more >= 100 or (total % 100 >= 1 and more >= 10) or total % 10):
            break
        last, total = last + 1, total + more
    return (last, total) if last >= at else (at, None)


def _is_group(left: Word, right: Word) -> bool:
    """Whether the right word goes on in the figure that the left one begins: `20 580`."""
    short = left.text.isdigit() and len(left.text) <= 3
    return short and right.text.isdigit() and len(right.text) == 3 and right.start == left.end + 1


def _pair(words: Sequence[Word], at: int) -> _Number | None:
    """A range: "2–3", "два-три", "от 200 до 300 млн"."""
    found = _PAIR.fullmatch(words[at].text)
    if found is not None:
        return _scaled(words, at, at, *map(_as_float, found.groups()))
    left, hyphen, right = words[at].lower.partition("-")
    if hyphen and (low := _worded(left)) is not None and (high := _worded(right)) is not None:
        return _scaled(words, at, at, low, high)
    if words[at].lower in ("с", "со") and (rise := _change(words, at)) is not None:
        return rise
    if words[at].lower == "от" and at + 1 < len(words):
        low_number = _plain(words, at + 1)
        if low_number and low_number.last + 2 < len(words):
            return _from_to(words, at, low_number)
    first = _figure(words[at].text)
    if first is not None and at + 2 < len(words) and words[at + 1].text in ("-", "–", "—"):
        second = _figure(words[at + 2].text)
        if second is not None and second > first:
            return _scaled(words, at, at + 2, first, second)
    return None


def _change(words: Sequence[Word], at: int) -> _Number | None:
    """As in "С 92 процентов до 29": what it came to, with the unit of what it was."""
    was = _plain(words, at + 1) if at + 1 < len(words) else None
    if was is None:
        return None
    unit, last = _unit(words, was.last)
    if unit is None or last + 2 >= len(words):
        return None
    to = next(
        (i for i in range(last + 1, min(last + 4, len(words) - 1)) if words[i].lower == "до"), None
    )
    now = _plain(words, to + 1) if to is not None else None
    return None if now is None else _Number(at, now.last, now.value, unit)


def _from_to(words: Sequence[Word], at: int, low: _Number) -> _Number | None:
    if words[low.last + 1].lower != "до":
        return None
    high = _plain(words, low.last + 2)
    if high is None or not isinstance(high.value, float) or not isinstance(low.value, float):
        return None
    scale = scale_value(words[high.last - (words[high.last].text == ".")].lemmas)
    shared = scale is not None and low.value < scale and low.first == low.last
    return _Number(
        at, high.last, (low.value * scale if shared and scale else low.value, high.value)
    )


def _as_float(text: str) -> float:
    return float(text.replace(",", "."))


def _worded(word: str) -> float | None:
    return unit_value(parses(word).lemmas) if word else None


def _scaled(words: Sequence[Word], at: int, last: int, low: float, high: float) -> _Number | None:
    if high <= low:
        return None
    scale = scale_value(words[last + 1].lemmas) if last + 1 < len(words) else None
    if scale is None:
        return _Number(at, last, (low, high))
    dotted = (
        last + 2 < len(words) and words[last + 2].text == "." and words[last + 1].lower == "тыс"
    )
    return _Number(at, last + 1 + dotted, (low * scale, high * scale))


def _times(words: Sequence[Word], at: int) -> _Number | None:
    """A multiple: "вдвое", "в 170 раз", "дважды"."""
    if words[at].lower in _MULTIPLES:
        return _Number(at, at, float(_MULTIPLES[words[at].lower]), "times")
    number = _plain(words, at) if words[at].pos != "PUNCT" else None
    if number is None or number.last + 1 >= len(words) or words[number.last + 1].lemma != "раз":
        return None
    if number.value == 1:
        return None
    return _Number(at, number.last + 1, number.value, "times")


def _every(words: Sequence[Word], at: int) -> _Number | None:
    """A share: "каждый пятый", "пятая часть", "две трети", "на треть"."""
    after = words[at + 1] if at + 1 < len(words) else None
    if after is not None and words[at].lemma == "каждый" and after.lemma in _ORDINAL_PARTS:
        return _Number(at, at + 1, 100 / _ORDINAL_PARTS[after.lemma], "percent")
    if after is not None and words[at].lemma in _ORDINAL_PARTS and after.lemma == "часть":
        return _Number(at, at + 1, 100 / _ORDINAL_PARTS[words[at].lemma], "percent")
    count = unit_value(words[at].lemmas)
    if after is not None and count is not None and words[at].text.isalpha():
        share = next((_PARTS[x] for x in after.lemmas if x in _PARTS), None)
        if share is None and after.lower in ("трети", "четверти"):
            share = _PARTS["треть" if after.lower == "трети" else "четверть"]
        if share is not None:
            return _Number(at, at + 1, round(count * share, 1), "percent")
    return None


def _part(words: Sequence[Word], at: int) -> _Number | None:
    word = words[at]
    if word.lemma in _PARTS and word.pos == "NOUN":
        return _Number(at, at, round(_PARTS[word.lemma], 1), "percent")
    return None


def _vague(words: Sequence[Word], at: int) -> _Number | None:
    word = words[at]
    after = words[at + 1] if at + 1 < len(words) else None
    if word.lemma == "несколько" and after is not None and after.lemma in _VAGUE:
        return _Number(at, at + 1, f"{word.lower} {after.lower}")
    if word.lemma in ("миллион", "миллиард", "тысяча") and word.feats.get("Number") == "Sing":
        value = scale_value(word.lemmas)
        return None if value is None else _Number(at, at, value)
    return _Number(at, at, _VAGUE[word.lemma]) if word.lemma in _VAGUE else None


def _mention(words: Sequence[Word], number: _Number) -> tuple[QuantityMention, int]:
    first, bound = _bound(words, number.first)
    unit, last = (number.unit, number.last) if number.unit else _unit(words, number.last)
    if unit == "times" and last + 1 < len(words) and words[last].lower in ("больше", "меньше"):
        last += 1
    value = number.value
    low, high = _limits(value, bound)
    of = _complement(words, last)
    mention = QuantityMention(
        words[first].start, words[last].end, Quantity(value, low, high, unit, of)
    )
    return mention, last


def _limits(value: Value, bound: Bound | None) -> tuple[float | None, float | None]:
    if isinstance(value, tuple):
        return value
    return (None, None) if isinstance(value, str) else bounded(value, bound)


def _bound(words: Sequence[Word], first: int) -> tuple[int, Bound | None]:
    """The bound before a number, and the first word of both."""
    for phrase, bound in _BOUNDS:
        size = phrase.count(" ") + 1
        if first >= size and " ".join(w.lower for w in words[first - size : first]) == phrase:
            return first - size, bound
    if first and words[first - 1].lower in _INVERTED:
        return first - 1, "about"
    return first, None


def _unit(words: Sequence[Word], last: int) -> tuple[str | None, int]:
    """What is counted, and the last word of it."""
    after = words[last + 1 : last + 2]
    if after and after[0].text == "%":
        return "percent", last + 1
    if words[last].text[-1:] == "%":
        return "percent", last
    sign = next(
        (SIGNS[w.text] for w in (*words[max(0, last - 1) : last], *after) if w.text in SIGNS), None
    )
    if sign:
        return sign, last
    for word in words[last + 1 : last + 1 + _LONGEST]:
        if word.lemma == "процент":
            return "percent", word.i
        if word.lemma in _CURRENCIES:
            return _CURRENCIES[word.lemma], word.i
        if (word.pos == "NOUN" and word.feats.get("Case") != "Nom") or word.lower == "человек":
            return word.text, word.i
        if word.pos not in ("ADJ", "DET", "ADP", "PRON") and not _is_participle(word):
            break
        if word.pos in ("ADP", "PRON") and word.lower not in ("из",):
            break
    before = words[last - 1] if last else None
    if before is not None and before.lower in _INVERTED:
        return before.text, last
    return None, last


def _is_participle(word: Word) -> bool:
    return word.pos == "VERB" and word.feats.get("VerbForm") == "Part"


def _complement(words: Sequence[Word], last: int) -> str | None:
    """The genitive after the unit: "60 процентов мощности"."""
    below = [c for c in words[last].children if c.rel == "nmod" and c.i > last]
    if not below or below[0].child("case") is not None:
        return None
    run = words[last + 1 : below[0].i + 1]
    return " ".join(w.text for w in run) or None
