"""Amounts in running text: numbers with their bounds, ranges, signs and percent words.

A range has a pair for its value ("5 to 7 percent", "between 2 and 3 million"); "from 5 to 7" tells
a change and stays two amounts. Shares, multiples and vague words come from `worded_amounts`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from earnest.extract.bounds import AFTER_WORDS, BOUND_WORDS, bound_of, bounded
from earnest.extract.currencies import currency_at
from earnest.extract.numbers import GAP, NumberMention, find_numbers
from earnest.extract.worded_amounts import Amount, multiples, ratios, shares, vague_words

_PERCENT = re.compile(
    rf"(?:{GAP}|[-‑])?(?:(percentage{GAP}points?|pp\b)"
    rf"|%|(?:percent|per{GAP}cent|pct|pc)(?![^\W\d_]))",
    re.IGNORECASE,
)
_BOUND_BEFORE = re.compile(
    rf"(?<![^\W_])({BOUND_WORDS})(?:{GAP}(?:the|a|an))?{GAP}$", re.IGNORECASE
)
_SYMBOL_BEFORE = re.compile(r"([~≈<>≤≥])\s?$")
_BOUND_AFTER = re.compile(rf"{GAP}({AFTER_WORDS})(?![^\W_])", re.IGNORECASE)
_SIGN = "[$€£¥₽]?"
_BETWEEN = re.compile(
    rf"(?<![^\W_])between{GAP}(?:(?:about|around|some|roughly){GAP})?{_SIGN}$", re.IGNORECASE
)
_AND = re.compile(rf"(?:%|{GAP}percent)?{GAP}and{GAP}{_SIGN}", re.IGNORECASE)
_TO = re.compile(
    rf"(?:%|{GAP}percent|{GAP}per{GAP}cent)?(?:{GAP}(?:to|or){GAP}|\s?[-‑–—]\s?){_SIGN}",
    re.IGNORECASE,
)
_FROM = re.compile(rf"(?<![^\W_])from{GAP}{_SIGN}$", re.IGNORECASE)
_OUT_OF = re.compile(
    rf"{GAP}(?:out{GAP})?of{GAP}(?:(?:the|its|their|all|some){GAP})?", re.IGNORECASE
)
_TIMES = re.compile(rf"{GAP}times(?![^\W_])", re.IGNORECASE)
_LOOK_BACK = 32


def find_amounts(text: str) -> tuple[Amount, ...]:
    """All amounts of the text, in order, without overlap; offsets are code points."""
    numbers = find_numbers(text)
    counted = _ranged(text, numbers)
    plain = [*shares(text), *ratios(text, numbers), *multiples(text)]
    worded = [_with_bound(text, amount) for amount in plain]
    return tuple(_apart([*worded, *counted, *vague_words(text)]))


def _apart(amounts: Iterable[Amount]) -> Iterator[Amount]:
    """Amounts without overlap: the earlier start wins, then the longer."""
    end = 0
    for amount in sorted(amounts, key=lambda a: (a.start, -a.end)):
        if amount.start >= end:
            end = amount.end
            yield amount


def _ranged(text: str, numbers: Sequence[NumberMention]) -> Iterator[Amount]:
    at = 0
    while at < len(numbers):
        first = numbers[at]
        second = numbers[at + 1] if at + 1 < len(numbers) else None
        if second is not None and _is_range(text, first, second):
            low = first.value * (second.scale if first.scale == 1 else 1)
            yield _dressed(text, first.start, second.end, (low, second.value))
            at += 2
            continue
        total = second is not None and _OUT_OF.fullmatch(text[first.end : second.start])
        amount = _dressed(text, first.start, first.end, first.value)
        yield replace(amount, is_of_total=bool(total))
        at += 2 if total else 1


def _is_range(text: str, first: NumberMention, second: NumberMention) -> bool:
    between = text[first.end : second.start]
    if len(between) > 24 or first.value >= second.value:
        return False
    before = text[max(0, first.start - _LOOK_BACK) : first.start]
    if _AND.fullmatch(between):
        return _BETWEEN.search(before) is not None
    return _TO.fullmatch(between) is not None and not _FROM.search(before)


def _dressed(text: str, start: int, end: int, value: float | tuple[float, float]) -> Amount:
    """The number with its sign, percent and bound words around it."""
    number_end, unit = end, None
    if percent := _PERCENT.match(text, end):
        unit, end = "percentage points" if percent.group(1) else "percent", percent.end()
    elif money := currency_at(text, start, end):
        unit, start, end = money
    elif times := _TIMES.match(text, end):
        unit, end = "times", times.end()
    if isinstance(value, tuple):
        before = _BETWEEN.search(text[max(0, start - _LOOK_BACK) : start])
        start -= len(before.group()) if before else 0
        return Amount(start, end, number_end, value, value[0], value[1], unit)
    return _with_bound(text, Amount(start, end, number_end, value, value, value, unit))


def _with_bound(text: str, amount: Amount) -> Amount:
    """The amount with the bound that the words before or after it set."""
    before = text[max(0, amount.start - _LOOK_BACK) : amount.start]
    found = _BOUND_BEFORE.search(before) or _SYMBOL_BEFORE.search(before)
    start, end = amount.start - (len(found.group()) if found else 0), amount.end
    if found is None and (found := _BOUND_AFTER.match(text, amount.end)):
        end = found.end()
    if found is None and text[end : end + 1] == "+":
        return replace(amount, end=end + 1, high=None, bound="at least")
    if found is None or not isinstance(amount.value, float | int):
        return amount
    bound = bound_of(found.group(1))
    low, high = bounded(amount.value, bound)
    return replace(amount, start=start, end=end, low=low, high=high, bound=bound)
