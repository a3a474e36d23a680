"""The number of a claim as its wording gives it: the range that it allows, and its words."""

import re

from earnest.check.concepts import VAGUE_SHARES, concepts_in, unit_class
from earnest.contract.text import Quantity, Statement

_FELL = re.compile(
    r"\b(?:fell|fall(?:s|en)?|drop\w*|declin\w*|decreas\w*|shrank|shrunk|lost|down|sank|plung\w*|collaps\w*|slump\w*|tumbl\w*|fewer|less|shrink\w*|slipp\w*|dwindl\w*)\b",
    re.IGNORECASE,
)
_WHOLES = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "ten": 10,
    "twenty": 20,
    "hundred": 100,
    "10": 10,
    "100": 100,
}
_IN_SO_MANY = re.compile(
    r"\b\w+ (?:[a-z]+ )?(?:in|out of) (?:every |a )?(?P<of>two|three|four|five|ten|twenty|hundred)\b"
    r"(?! (?:days?|weeks?|months?|years?))",
    re.IGNORECASE,
)
# How far a figure given without "about" may lie from the series and still be the same number.
TOLERANCE = 0.05


def in_so_many(statement: Statement, quantity: Quantity) -> Quantity | None:
    """A share told as "four bottles in ten", in percent."""
    found = _IN_SO_MANY.search(statement.text)
    if found is None or quantity.unit == "percent" or not isinstance(quantity.value, int | float):
        return None
    per = 100.0 / _WHOLES[found["of"].casefold()]
    low = quantity.low * per if quantity.low is not None else None
    high = quantity.high * per if quantity.high is not None else None
    return Quantity(quantity.value * per, low, high, "percent", quantity.of)


def signed(
    claim: tuple[float, float] | None, unit: str | None, statement: Statement
) -> tuple[float, float] | None:
    """The range of a change in percent: one that is told as a fall lies below zero."""
    if (
        claim is None
        or unit_class(unit) != "percent"
        or "change" not in concepts_in(statement.text)
        or not _FELL.search(statement.text)
    ):
        return claim
    return -claim[1], -claim[0]


def range_of(quantity: Quantity) -> tuple[float, float] | None:
    """The values that the wording allows; None if it names no number."""
    if isinstance(quantity.value, str):
        return VAGUE_SHARES.get(quantity.value.casefold())
    low = quantity.low if quantity.low is not None else float("-inf")
    high = quantity.high if quantity.high is not None else float("inf")
    if low == high:
        return low - abs(low) * TOLERANCE, high + abs(high) * TOLERANCE
    return low, high


def range_words(claim: tuple[float, float]) -> str:
    """A range in words."""
    low, high = claim
    if low == float("-inf"):
        return f"at most {_short(high)}"
    if high == float("inf"):
        return f"at least {_short(low)}"
    return f"{_short(low)} to {_short(high)}"


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1_000 else f"{value:.4g}"


def told_quantity(quantity: Quantity) -> str:
    """A number in words, with its unit and what is counted."""
    value = quantity.value
    number = value if isinstance(value, str) else _plain(value)
    of = f" ({quantity.of})" if quantity.of else ""
    return f"{number} {quantity.unit or ''}".strip() + of


def _plain(value: float | tuple[float, float]) -> str:
    if isinstance(value, tuple):
        return f"{value[0]:,.10g} to {value[1]:,.10g}"
    return f"{value:,.10g}"
