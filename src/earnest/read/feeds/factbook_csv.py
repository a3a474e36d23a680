"""Figures of the World Factbook as tables: trade partners, series, military personnel."""

import re
from collections.abc import Iterator
from typing import Any, Final

from earnest.contract.tables import STATISTICS
from earnest.read.feeds.actors import party
from earnest.read.feeds.factbook_json import LARGEST
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.figures import figure, is_year, number, slug
from earnest.read.feeds.quoted import csv_rows, has_columns, header_of
from earnest.read.feeds.rows import Aside, Bad, Make, Rows

_SHARED: Final = ("factbook_code", "country", "region")
PARTNERS: Final = (*_SHARED, "flow", "partner", "share_pct", "year")
SERIES: Final = (*_SHARED, "series", "year", "text", "value", "unit")
MILITARY: Final = (*_SHARED, "personnel_text", "personnel_parsed")
NO_COUNTRY: Final = "rows of areas that are no country"
NO_FIGURE: Final = "rows without a figure or its year"


def batches(member: Member) -> Iterator[Batch]:
    """The figures of a table drawn from the Factbook."""
    pick, names = _kind(set(header_of(member.head)))
    for rows in csv_rows(member, required=names):
        yield rows.each(pick, STATISTICS)


def _kind(header: set[str]) -> tuple[Make, tuple[str, ...]]:
    if set(PARTNERS) <= header:
        return _partner, PARTNERS
    return (_series, SERIES) if set(SERIES) <= header else (_military, MILITARY)


def _country(rows: Rows, cells: dict[str, str]) -> str:
    area = party("fips", cells["factbook_code"])
    found = area.country or area.body or party("name", cells["country"]).country
    if found is None:
        rows.unresolved[f"fips:{cells['factbook_code']}"] += 1
        raise Aside(NO_COUNTRY)
    return found


def _year(text: str) -> str:
    year = text.removesuffix(".0")
    if not is_year(year):
        raise Aside(NO_FIGURE)
    return year


def _value(text: str) -> float:
    value = number(text)
    if value is None:
        raise Aside(NO_FIGURE)
    return value


def _partner(rows: Rows, cells: dict[str, str]) -> Iterator[dict[str, Any]]:
    country = _country(rows, cells)
    if cells["flow"] not in ("export", "import"):
        raise Bad("the flow is neither export nor import")
    one = party("name", cells["partner"])
    if not one.known:
        rows.unresolved[f"name:{cells['partner']}"] += 1
    yield figure(
        f"factbook:{cells['flow']}s_partners",
        label=f"share of {cells['flow']}s by partner",
        country=country,
        area=cells["factbook_code"],
        partner=one.country or one.body or cells["partner"],
        date=_year(cells["year"]),
        value=_value(cells["share_pct"]),
        unit="percent",
        note=LARGEST,
    )


def _series(rows: Rows, cells: dict[str, str]) -> Iterator[dict[str, Any]]:
    country = _country(rows, cells)
    yield figure(
        f"factbook:{slug(cells['series'])}",
        label=cells["series"],
        country=country,
        area=cells["factbook_code"],
        date=_year(cells["year"]),
        value=_value(cells["value"]),
        unit="percent of GDP" if cells["unit"] == "% GDP" else cells["unit"],
        note="est" if "est" in cells["text"] else None,
    )


def _military(rows: Rows, cells: dict[str, str]) -> Iterator[dict[str, Any]]:
    country = _country(rows, cells)
    years = re.findall(r"\(((?:19|20)\d\d)[^)]*\)", cells["personnel_text"])
    yield figure(
        "factbook:military_personnel",
        label="active military personnel",
        country=country,
        area=cells["factbook_code"],
        date=_year(years[0] if years else ""),
        value=_value(cells["personnel_parsed"]),
        unit="persons",
        note="first figure of a text field",
    )


def _is_table(head: bytes) -> bool:
    return any(has_columns(head, names) for names in (PARTNERS, SERIES, MILITARY))


FEED: Final = Feed("factbook-csv", "Factbook figures (CSV)", "statistics", _is_table, batches)
