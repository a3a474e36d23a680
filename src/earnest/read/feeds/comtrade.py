"""UN Comtrade tables, in the columns of the old and of the new site."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from earnest.contract.tables import STATISTICS
from earnest.read.codes import country_codes
from earnest.read.feeds.actors import party
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.figures import figure, is_year, number, slug
from earnest.read.feeds.quoted import csv_rows, has_columns, header_of
from earnest.read.feeds.rows import Aside, Bad, Rows

NEW: Final = {
    "period": "period",
    "reporter": "reporterISO",
    "reporter_name": "reporterDesc",
    "partner": "partnerISO",
    "partner_name": "partnerDesc",
    "flow": "flowDesc",
    "goods": "cmdCode",
    "goods_name": "cmdDesc",
    "value": "primaryValue",
}
OLD: Final = {
    "period": "Period",
    "reporter": "Reporter ISO",
    "reporter_name": "Reporter",
    "partner": "Partner ISO",
    "partner_name": "Partner",
    "flow": "Trade Flow",
    "goods": "Commodity Code",
    "goods_name": "Commodity",
    "value": "Trade Value (US$)",
}
WORLD: Final = ("W00", "WLD", "World")
NO_PERIOD: Final = "the period is neither a year nor a month"
NO_VALUE: Final = "rows without a value"
NO_REPORTER: Final = "the reporter is no country that is known"


def batches(member: Member) -> Iterator[Batch]:
    """The trade values of a Comtrade table, in US dollars."""
    columns = NEW if set(NEW.values()) <= set(header_of(member.head)) else OLD
    for rows in csv_rows(member, required=list(columns.values())):
        yield rows.each(partial(_value, columns=columns), STATISTICS)


def _value(
    rows: Rows, cells: dict[str, str], *, columns: dict[str, str]
) -> Iterator[dict[str, Any]]:
    row = {name: cells.get(column, "").strip() for name, column in columns.items()}
    value = number(row["value"])
    if value is None:
        raise Aside(NO_VALUE)
    reporter = _code(row["reporter"], row["reporter_name"])
    if reporter is None:
        raise Bad(NO_REPORTER)
    goods = row["goods"] or "TOTAL"
    yield figure(
        f"comtrade:{slug(row['flow'])}:{goods}",
        label=f"{row['flow']}: {row['goods_name']}",
        country=reporter,
        partner=_partner(rows, row),
        date=_period(row["period"]),
        value=value,
        unit="USD",
    )


def _partner(rows: Rows, row: dict[str, str]) -> str | None:
    if row["partner"] in WORLD or row["partner_name"] in WORLD:
        return None
    found = _code(row["partner"], row["partner_name"])
    if found is None:
        rows.unresolved[f"name:{row['partner_name']}"] += 1
    return found or row["partner_name"]


def _code(iso: str, name: str) -> str | None:
    return iso if iso in country_codes() else party("name", name).country


def _period(text: str) -> str:
    if is_year(text):
        return text
    if is_year(text[:4]) and re.fullmatch(r"0[1-9]|1[0-2]", text[4:]):
        return f"{text[:4]}-{text[4:]}"
    raise Bad(NO_PERIOD)


def _is_comtrade(head: bytes) -> bool:
    return any(has_columns(head, list(columns.values())) for columns in (NEW, OLD))


FEED: Final = Feed("comtrade", "UN Comtrade tables", "statistics", _is_comtrade, batches)
