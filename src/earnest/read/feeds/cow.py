"""COW national material capabilities: one row per state and year."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from earnest.contract.tables import STATISTICS
from earnest.read.feeds.actors import party, state_on
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.figures import figure, is_year, number
from earnest.read.feeds.quoted import csv_rows, has_columns
from earnest.read.feeds.rows import Aside, Bad, Rows

NAMES: Final = ("ccode", "year", "milex", "milper")
PAST_STATE: Final = "past states without a code"
MISSING: Final = -9.0
_SERIES: Final = {
    "milex": ("military expenditure", "thousand USD (GBP before 1914)"),
    "milper": ("military personnel", "thousand persons"),
    "irst": ("iron and steel production", "thousand tons"),
    "pec": ("primary energy consumption", "thousand coal-ton equivalents"),
    "tpop": ("total population", "thousand persons"),
    "upop": ("urban population", "thousand persons"),
    "cinc": ("composite index of national capability", "share of the world"),
    "imports": ("imports", "million USD"),
    "exports": ("exports", "million USD"),
}


def batches(member: Member) -> Iterator[Batch]:
    """The values of a COW file; -9 is missing."""
    for rows in csv_rows(member, required=NAMES):
        yield rows.each(_values, STATISTICS)


def _values(rows: Rows, cells: dict[str, str]) -> Iterator[dict[str, Any]]:
    year = cells["year"].removesuffix(".0")
    if not is_year(year):
        raise Bad("the year is none")
    one = party("cow", cells["ccode"])
    country = state_on(one.country, dt.date(int(year), 7, 1))
    if country is None:
        rows.unresolved[f"cow:{cells['ccode']}"] += 1
        raise Aside(PAST_STATE)
    for name, (label, unit) in _SERIES.items():
        value = number(cells.get(name, ""))
        if value is not None and value != MISSING:
            yield figure(
                f"cow:{name}",
                label=label,
                country=country,
                date=year,
                value=value,
                unit=unit,
                area=cells["ccode"].removesuffix(".0"),
            )


FEED: Final = Feed(
    "cow", "COW state-years", "statistics", lambda head: has_columns(head, NAMES), batches
)
