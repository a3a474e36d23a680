"""A value of a series in words and as a number of a finding."""

from earnest.check.series import Candidate
from earnest.contract.finding import Number
from earnest.contract.text import Quantity


def value_words(candidate: Candidate) -> str:
    """A value with its label, sides, period and edition."""
    value = candidate.value
    side = f"{value.country}–{value.partner}" if value.partner else value.country
    vintage = f", edition {value.vintage}" if value.vintage else ""
    if value.vintage and value.vintage > value.known_at.isoformat():
        vintage += ", published later in this form"
    return f"{value.label.strip()}, {side}, {value.date}: {value.value:,.10g} {value.unit}{vintage}"


def ratio_words(quantity: Quantity, candidate: Candidate) -> str:
    """The ratio of the number of a text to that on record; nothing if there is none."""
    if not isinstance(quantity.value, int | float) or not candidate.value.value:
        return ""
    return f" Ratio text to record: {quantity.value / candidate.value.value:.2f}."


def number_of(candidate: Candidate) -> Number:
    """A value as a number of a finding."""
    value = candidate.value
    side = f" {value.partner}" if value.partner else ""
    return Number(
        f"{value.series_id} {value.country}{side} {value.date}",
        value.value,
        unit=value.unit,
        source_id=value.source_id,
    )
