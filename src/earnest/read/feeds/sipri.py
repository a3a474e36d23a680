"""SIPRI military expenditure, a sheet saved as CSV: one row per country, one column per year."""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from earnest.contract.tables import STATISTICS
from earnest.read.feeds.actors import party
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.figures import figure, is_year, number, slug
from earnest.read.feeds.quoted import csv_rows, header_of
from earnest.read.feeds.rows import Aside, Rows

NO_COUNTRY: Final = "lines of regions and remarks"
_LINES_BEFORE: Final = 20
_FEWEST_YEARS: Final = 3


def batches(member: Member) -> Iterator[Batch]:
    """The values of a SIPRI sheet; the lines above the header tell the unit."""
    lines = _first_lines(member.head)
    above = next((place for place, cells in enumerate(lines) if _is_header(cells)), 0)
    title = next(
        (cells[0] for cells in lines[:above] if cells and cells[0]), "military expenditure"
    )
    for rows in csv_rows(member, skipped=above, required=["Country"]):
        yield rows.each(partial(_values, title=title), STATISTICS)


def _values(rows: Rows, cells: dict[str, str], *, title: str) -> Iterator[dict[str, Any]]:
    country = party("name", cells["Country"].strip()).country
    if country is None:
        raise Aside(NO_COUNTRY)
    for year in filter(is_year, rows.text.column_names):
        value = number(cells[year].strip().removesuffix("%"))
        if value is not None:
            unit = "percent" if cells[year].strip().endswith("%") else _unit(title)
            series = f"sipri:milex:{slug(unit)}"
            yield figure(
                series,
                label="military expenditure",
                country=country,
                date=year.strip(),
                value=value,
                unit=unit,
            )


def _unit(title: str) -> str:
    """What follows `in` in a title such as `…, in constant (2022) US$ m.`."""
    return title.rpartition(" in ")[2].strip(" .") or "as in the file"


def _is_header(cells: list[str]) -> bool:
    return cells[:1] == ["Country"] and sum(map(is_year, cells)) >= _FEWEST_YEARS


def _first_lines(head: bytes) -> list[list[str]]:
    text = head.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    return [header_of(line) for line in text.split(b"\n")[:_LINES_BEFORE]]


def _is_sipri(head: bytes) -> bool:
    return b"Country" in head and any(map(_is_header, _first_lines(head)))


FEED: Final = Feed("sipri", "SIPRI military expenditure", "statistics", _is_sipri, batches)
