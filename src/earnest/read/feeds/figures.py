"""Statistics as readers of yearbooks make them: one value, its reference period, its caveat."""

import datetime as dt
import math
import re
from typing import Any

from earnest.contract.when import last_day


def figure(
    series: str,
    *,
    label: str,
    country: str,
    date: str,
    value: float,
    unit: str,
    partner: str | None = None,
    vintage: str | None = None,
    note: str | None = None,
    area: str | None = None,
) -> dict[str, Any]:
    """A row of the statistics table; known at the end of the year after its period, assumed.

    `area` is the feed's own code, for the id, where two of its areas have one country.

    Raises:
        ValueError: `date` is no ISO 8601 period.
    """
    year = last_day(date).year
    parts = [series, area or country, *([partner] if partner else []), date]
    return {
        "stat_id": ":".join(parts),
        "series_id": series,
        "label": label,
        "country": country,
        "partner": partner,
        "date": date,
        "value": value,
        "unit": unit,
        "vintage": vintage,
        "known_at": dt.date(year + 1, 12, 31),
        "known_at_basis": "assumed",
        "note": note,
    }


def number(text: str) -> float | None:
    """A finite figure with or without thousands commas; None if the text is none."""
    plain = text.strip().replace(",", "")
    if not re.fullmatch(r"[-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?", plain):
        return None
    value = float(plain)
    return value if math.isfinite(value) else None


def is_year(text: str) -> bool:
    """Whether a column is named after a year."""
    return re.fullmatch(r"(?:1[5-9]|20)[0-9]{2}", text.strip()) is not None


def slug(text: str) -> str:
    """A name in lower-case letters, digits and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
