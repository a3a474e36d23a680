"""World Bank indicators as downloaded: one row per country, one column per year."""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from earnest.contract.tables import STATISTICS
from earnest.read.codes import country_codes
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.figures import figure, is_year, number
from earnest.read.feeds.quoted import csv_rows, header_of
from earnest.read.feeds.rows import Aside, Rows

HEADER: Final = ["Country Name", "Country Code", "Indicator Name", "Indicator Code"]
AGGREGATE: Final = "aggregates of several countries"
_LINES_BEFORE: Final = 10


def batches(member: Member) -> Iterator[Batch]:
    """The values of a World Bank file; its date of update is the vintage."""
    lines = _first_lines(member.head)
    headers = (place for place, cells in enumerate(lines) if cells[:4] == HEADER)
    above = next(headers, 0)
    updated = next(
        (cells[1] for cells in lines[:above] if cells[:1] == ["Last Updated Date"]), None
    )
    for rows in csv_rows(member, skipped=above, required=HEADER):
        yield rows.each(partial(_values, updated=updated), STATISTICS)


def _values(rows: Rows, cells: dict[str, str], *, updated: str | None) -> Iterator[dict[str, Any]]:
    country, indicator = cells["Country Code"], cells["Indicator Code"]
    if country not in country_codes():
        raise Aside(AGGREGATE)
    for year in filter(is_year, rows.text.column_names):
        value = number(cells[year])
        if value is not None:
            yield figure(
                f"worldbank:{indicator}",
                label=cells["Indicator Name"],
                country=country,
                date=year,
                value=value,
                unit=_unit(cells["Indicator Name"]),
                vintage=updated,
            )


def _unit(name: str) -> str:
    """What stands in the last brackets of an indicator's name."""
    _, found, rest = name.rpartition("(")
    return rest.rstrip(")") if found else "value"


def _first_lines(head: bytes) -> list[list[str]]:
    text = head.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    return [header_of(line) for line in text.split(b"\n")[:_LINES_BEFORE]]


def _is_worldbank(head: bytes) -> bool:
    return b"Country Code" in head and any(cells[:4] == HEADER for cells in _first_lines(head))


FEED: Final = Feed("worldbank", "World Bank indicators", "statistics", _is_worldbank, batches)
