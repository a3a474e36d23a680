"""Bring public-domain Factbook figures into a statistics table of the contract.

    python scripts/build_factbook.py STATISTICS_FOLDER > src/earnest/data/embedded/statistics.csv

Figures with their year only: shares of the five largest trade partners, totals of exports and
imports, military expenditure, gross domestic product, active armed forces. Source: CIA World
Factbook (public domain), snapshot of 2026-05.
"""

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from earnest.extract.gazetteer import Gazetteer

COLUMNS = (
    "stat_id,series_id,label,country,partner,date,value,unit,vintage,source_ref,note,known_at,"
    "known_at_basis"
).split(",")
SOURCE = "CIA World Factbook (public domain), snapshot 2026-05"
VINTAGE = "2026-05"
SERIES = {
    "Exports": ("exports_total", "Exports of goods and services, total"),
    "Imports": ("imports_total", "Imports of goods and services, total"),
    "Military Expenditures": (
        "military_expenditure_share_gdp",
        "Military expenditure, share of GDP",
    ),
    "GDP (official exchange rate)": ("gdp_official", "GDP at the official exchange rate"),
    "Real GDP per capita": ("gdp_per_capita_ppp", "Real GDP per capita, purchasing power parity"),
    "Remittances": ("remittances_share_gdp", "Remittances received, share of GDP"),
}
# The list of partners names some states in a short form of its own.
SHORT_NAMES = {"S. Korea": "KOR", "NZ": "NZL", "DRC": "COD", "UK": "GBR", "US": "USA", "UAE": "ARE"}
# Pieces of names that a comma or "and" tore apart; they cannot be told from a whole name.
TORN = {"Tobago", "Barbuda", "Herzegovina", "Nevis", "the Grenadines", "Bahamas", "Gambia", "Congo"}
PERSONNEL_YEAR = re.compile(r"\((\d{4})\)")
Row = dict[str, object]


def code_of(name: str) -> str | None:
    """The code of a state by the name that the source uses."""
    if name in TORN:
        return None
    if name in SHORT_NAMES:
        return SHORT_NAMES[name]
    found = Gazetteer.load().resolve(name)
    return found.code if found and Gazetteer.load().is_state(found.code) else None


def figure(series: str, label: str, country: str, year: int, value: float, unit: str) -> Row:
    """One value as a row of the table, without an id."""
    return {
        "series_id": series,
        "label": label,
        "country": country,
        "partner": "",
        "date": str(year),
        "value": f"{value:.12g}",
        "unit": unit,
        "vintage": VINTAGE,
        "source_ref": SOURCE,
        "note": "",
        "known_at": f"{year + 1}-12-31",
        "known_at_basis": "assumed",
    }


def partners(folder: Path) -> Iterator[Row]:
    """Shares of the five largest partners."""
    for raw in _read(folder / "stats_factbook_trade_partners.csv"):
        country, partner = code_of(raw["country"]), code_of(raw["partner"])
        if country and partner and raw["share_pct"] and raw["year"]:
            flow = f"{raw['flow']}s"
            label = f"{flow.capitalize()} of goods and services, share by partner (top five only)"
            row = figure(
                f"{flow}_partner_share", label, country, int(float(raw["year"])),
                float(raw["share_pct"]), "percent",
            )  # fmt: skip
            yield {**row, "partner": partner, "note": "top five partners only"}


def series(folder: Path) -> Iterator[Row]:
    """Totals and shares by year."""
    for raw in _read(folder / "stats_factbook_series.csv"):
        country = code_of(raw["country"])
        if country and raw["series"] in SERIES and raw["value"] and raw["year"]:
            name, label = SERIES[raw["series"]]
            unit = "percent" if raw["unit"].startswith("%") else raw["unit"]
            yield figure(name, label, country, int(float(raw["year"])), float(raw["value"]), unit)


def personnel(folder: Path) -> Iterator[Row]:
    """Active armed forces, where the source gives one number with its year."""
    for raw in _read(folder / "stats_factbook_military.csv"):
        country, parsed = code_of(raw["country"]), raw["personnel_parsed"].replace(",", "")
        year = PERSONNEL_YEAR.search(raw["personnel_text"])
        if country and year and parsed.isdigit():
            label = "Active armed forces personnel, estimate"
            row = figure(
                "active_military_personnel", label, country, int(year[1]), float(parsed), "persons"
            )
            yield {**row, "note": "estimates vary; the upper end where the source gives a range"}


def _read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def main(folder: Path) -> None:
    """Write the table to standard output, sorted, with ids that stay when rows are added."""
    rows = {
        f"fb-{row['country']}-{row['series_id']}-{row['partner'] or 'all'}-{row['date']}".lower(): row
        for row in (*partners(folder), *series(folder), *personnel(folder))
    }
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for stat_id, row in sorted(rows.items()):
        writer.writerow({"stat_id": stat_id, **row})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
