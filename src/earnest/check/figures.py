"""The numbers that the words of a claim give: its own quantity first, then the others beside it."""

import re
from dataclasses import replace
from functools import lru_cache

from earnest.check.units import unit_after, unit_class
from earnest.contract.text import Quantity, Statement
from earnest.extract.amounts import find_amounts
from earnest.extract.bounds import BOUND_WORDS, bound_of, bounded
from earnest.extract.currencies import is_currency
from earnest.extract.numbers import GAP
from earnest.extract.worded_amounts import Amount

_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
_SECOND = {"second": 2, "other": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10}
_BY_PART = re.compile(
    rf"\b(?:by|in){GAP}(?:(?P<bound>{BOUND_WORDS}){GAP})?(?:an?{GAP}|one{GAP})?"
    rf"(?P<part>half|third|quarter|fifth|tenth)\b(?!{GAP}(?:an?|million|billion|hour|year))",
    re.IGNORECASE,
)
_HALVED = re.compile(r"\b(?:halved|halving)\b", re.IGNORECASE)
_EVERY = re.compile(
    rf"(?:(?P<bound>{BOUND_WORDS}){GAP})?\bevery{GAP}(?P<nth>{'|'.join(_SECOND)})\b(?!{GAP}(?:day|week|month|year|time))",
    re.IGNORECASE,
)
_OF_SO_MANY = re.compile(r"\b(?:in|out of|of)(?: every)? $", re.IGNORECASE)
_YEARS = (1800, 2100)
_MILLION = 10**6
_MAY_COUNT = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundreds?|thousand|million|"
    r"billion|dozen|half|halv\w+|third|quarter|fifth|tenth|every (?:second|other)|doubled|tripled)\b",
    re.IGNORECASE,
)
_COUNTED_WORDS = 3
# Fractions that people tell in words, in percent; one stands for what lies nearer to it than to the next.
_FRACTIONS = (0.0, 20.0, 25.0, 100 / 3, 40.0, 50.0, 60.0, 200 / 3, 75.0, 80.0, 100.0)
_TENTHS = tuple(float(n) for n in range(0, 101, 10))
_IN_TENTHS = re.compile(r"\btenths?\b|\b(?:in|out of) (?:every |a )?ten\b", re.IGNORECASE)
_IN_WORDS = re.compile(
    r"\b(?:half|halv\w+|thirds?|quarters?|fifths?|tenths?|every (?:second|other)|"
    r"(?:in|out of) (?:every |a )?(?:three|four|five|ten))\b",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(r"%|\bper ?cent", re.IGNORECASE)


def figures(statement: Statement) -> tuple[Quantity, ...]:
    """The numbers of a claim, its own quantity first, each with its unit where the words tell one."""
    own = statement.quantity
    others = read_figures(statement.text, own)
    if own is None:
        return others
    if not isinstance(own.value, int | float):
        return (own,)
    twin = next((q for q in others if q.value == own.value), None)
    if twin and twin.unit and unit_class(own.unit) != "people" and own.unit != "percent":
        own = replace(own, unit=twin.unit)
    return (own, *(q for q in others if q.value != own.value))


def may_count(text: str) -> bool:
    """Whether a text has a word or digit that can be a number other than one."""
    return bool(_MAY_COUNT.search(text))


@lru_cache(maxsize=16_384)
def read_figures(text: str, before: Quantity | None = None) -> tuple[Quantity, ...]:
    """The numbers in a text that count or measure something, in their order.

    A number without a unit has that of the one before it, at first that of `before`.
    """
    if not may_count(text):
        return ()
    shares = list(_fractions(text))
    found: list[tuple[int, Quantity]] = [(start, q) for start, _, q in shares]
    for amount in find_amounts(text):
        if _is_of_so_many(text, amount) or any(
            start <= amount.start < end for start, end, _ in shares
        ):
            continue
        if quantity := _counted(text, amount, before):
            found.append((amount.start, quantity))
            before = quantity
    return tuple(q for _, q in sorted(found, key=lambda f: f[0]))


def _is_of_so_many(text: str, amount: Amount) -> bool:
    """Whether a number is the ten of "four in ten"."""
    return amount.value in (3, 4, 5, 10, 20, 100) and bool(_OF_SO_MANY.search(text[: amount.start]))


def _fractions(text: str) -> list[tuple[int, int, Quantity]]:
    """Fractions that a change is told with ("by half", "halved"), and "every second one"."""
    found = [(m, 100.0 / _PARTS[m["part"].casefold()], m["bound"]) for m in _BY_PART.finditer(text)]
    found += [(m, 50.0, None) for m in _HALVED.finditer(text)]
    found += [(m, 100.0 / _SECOND[m["nth"].casefold()], m["bound"]) for m in _EVERY.finditer(text)]
    return [
        (m.start(), m.end(), _bounded(round(value, 2), bound_of(bound) if bound else None))
        for m, value, bound in found
    ]


def _bounded(value: float, bound: str | None) -> Quantity:
    low, high = bounded(value, bound)  # type: ignore[arg-type]
    return Quantity(value, low, high, "percent")


def _counted(text: str, amount: Amount, before: Quantity | None) -> Quantity | None:
    """An amount with its unit; None for a year, a day of the month or a number that counts nothing."""
    value = amount.value
    if not isinstance(value, int | float):
        return None
    unit = unit_after(text, amount.number_end) or amount.unit or _noun_after(text, amount)
    low, high = amount.low, amount.high
    if not amount.unit and _is_year(text, amount, value):
        return None
    if (
        unit is None
        and before is not None
        and unit_class(before.unit) not in ("", "percent", "days")
    ):
        return _like(Quantity(float(value), low, high, None), before)
    if unit is None or unit_class(unit) == "days":
        return None
    return Quantity(float(value), low, high, unit)


def _is_year(text: str, amount: Amount, value: float) -> bool:
    return _YEARS[0] <= value <= _YEARS[1] and "," not in text[amount.start : amount.end]


def _like(bare: Quantity, before: Quantity) -> Quantity | None:
    """A bare number in the unit of the one before: "540 million, and last year 221"."""
    if not isinstance(bare.value, float) or not isinstance(before.value, int | float):
        return None
    is_money = is_currency(before.unit or "")
    scale = _MILLION if is_money and bare.value < _MILLION <= before.value else 1
    low, high = (n * scale if n is not None else None for n in (bare.low, bare.high))
    return Quantity(bare.value * scale, low, high, before.unit)


def _noun_after(text: str, amount: Amount) -> str | None:
    """A word right after the number that names persons, or a plural that may be what is counted."""
    words = text[amount.number_end :].lstrip(" -‑").split()[:_COUNTED_WORDS]
    bare = [w.strip('.,;:!?()”"') for w in words]
    for n, word in enumerate(bare):
        if unit_class(word) == "people":
            return word
        if words[n] != word:
            break
    if bare and bare[0].islower() and bare[0].endswith("s") and len(bare[0]) > 3:
        return bare[0]
    return None


def of_a_fraction(text: str, quantity: Quantity) -> Quantity:
    """A share told as a fraction in words, with what lies nearer to it than to the next fraction."""
    value = quantity.value
    if quantity.unit != "percent" or not isinstance(value, int | float):
        return quantity
    steps = _TENTHS if _IN_TENTHS.search(text) else _FRACTIONS
    at = next((n for n, f in enumerate(steps) if abs(f - value) < 0.05), None)
    if not at or at + 1 == len(steps) or not _IN_WORDS.search(text) or _IN_FIGURES.search(text):
        return quantity
    least, most = (steps[at - 1] + steps[at]) / 2, (steps[at] + steps[at + 1]) / 2
    low, high = quantity.low, quantity.high
    if low is not None and (high is not None and (low < value or low == high)):
        low = min(low, least)
    if high is not None and (high > value or high == quantity.low):
        high = max(high, most)
    return replace(quantity, low=low, high=high)


def half_unit(value: float) -> float:
    """Half a unit of the last digit that a number gives: what it may have been rounded from."""
    if value == 0:
        return 0.5
    digits = f"{abs(value):.10g}"
    if "e" in digits:
        digits = f"{abs(value):.0f}"
    if "." in digits:
        return 0.5 * 10.0 ** -len(digits.partition(".")[2])
    return 0.5 * 10.0 ** (len(digits) - len(digits.rstrip("0")))
