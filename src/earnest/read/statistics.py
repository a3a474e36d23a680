"""Rows of a hand-written `statistics.csv`: one value of a series in one reference period."""

import datetime as dt
from typing import Any, Final

from earnest.contract.tables import STATISTICS
from earnest.contract.when import last_day
from earnest.read.cells import Cells
from earnest.read.events import known
from earnest.read.sheet import Layout

LAYOUT: Final = Layout(
    columns={name: name for name in STATISTICS.names} | {"source": "source_ref"},
    required=("stat_id", "series_id", "country", "date", "value", "unit"),
)


def statistic(cells: Cells) -> dict[str, Any]:
    """The value of one row; a blank `known_at` is assumed a year after the reference year."""
    for name in ("country", "value", "unit"):
        cells.needed(name)
    date, assumed = _reference(cells)
    return {
        "stat_id": cells.needed("stat_id"),
        "series_id": cells.needed("series_id"),
        "label": cells.text("label"),
        "country": cells.party("country"),
        "partner": cells.party("partner"),
        "date": date,
        "value": cells.number("value"),
        "unit": cells.text("unit"),
        "vintage": cells.text("vintage"),
        **known(cells, assumed),
        "source_ref": cells.text("source_ref"),
        "note": cells.text("note"),
    }


def _reference(cells: Cells) -> tuple[str | None, dt.date | None]:
    date = cells.needed("date")
    if date is None:
        return None, None
    try:
        last = last_day(date)
        return date, dt.date(last.year + 1, 12, 31)
    except (ValueError, OverflowError) as error:
        cells.wrong("date", f"{error}", "write 2024, 2024-Q1, 2024-03 or 2023/2024")
        return None, None
