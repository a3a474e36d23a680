"""Rows that would let the record answer, as a table a person or a script can work off."""

import csv
import datetime as dt
import io
from collections.abc import Sequence
from typing import Final

from earnest.check.concepts import concepts_in, unit_class
from earnest.contract.finding import Wanted

COLUMNS: Final = (
    "table",
    "actor",
    "recipient",
    "family_or_code",
    "since",
    "until",
    "concept",
    "unit",
    "fetch",
)
EVENT_COLUMNS: Final = (
    "event_id",
    "date",
    "date_precision",
    "date_end",
    "actor_country",
    "actor_name",
    "recipient_country",
    "recipient_name",
    "code",
    "description",
    "source",
    "confidence",
    "known_at",
    "note",
    "tier",
)

_GDELT2_BEGINS: Final = dt.date(2015, 2, 18)
# Series of the World Bank by concept, in absolute terms and as a percentage.
_WORLD_BANK: Final = {
    "population": ("SP.POP.TOTL", ""),
    "gdp": ("NY.GDP.MKTP.CD", "NY.GDP.MKTP.KD.ZG"),
    "gdp_per_capita": ("NY.GDP.PCAP.CD", "NY.GDP.PCAP.KD.ZG"),
    "exports": ("NE.EXP.GNFS.CD", ""),
    "imports": ("NE.IMP.GNFS.CD", ""),
    "remittances": ("BX.TRF.PWKR.CD.DT", "BX.TRF.PWKR.DT.GD.ZS"),
    "military_spending": ("MS.MIL.XPND.CD", "MS.MIL.XPND.GD.ZS"),
    "personnel": ("MS.MIL.TOTL.P1", ""),
}


def wanted_csv(wanted: Sequence[Wanted]) -> str:
    """The wanted rows as CSV, one line each, with the command that fetches them if one does."""
    lines = [_line(one) for one in dict.fromkeys(wanted)]
    return _csv([COLUMNS, *lines])


def events_skeleton() -> str:
    """An `events.csv` with nothing but its columns: readable as it is, and ready to be filled."""
    return _csv([EVENT_COLUMNS])


def fetch_line(wanted: Wanted) -> str:
    """The command that fetches the rows; empty where they must be found by hand."""
    if wanted.table == "events":
        return _fetch_events(wanted.since, wanted.until)
    indicator = _indicator(wanted) if wanted.table == "statistics" else ""
    return f"earnest record fetch worldbank {indicator}" if indicator else ""


def _indicator(wanted: Wanted) -> str:
    """The series of the one concept that is named; none for trade with one partner."""
    concepts = concepts_in((wanted.concept or "").replace("_", " ")) & _WORLD_BANK.keys()
    if "gdp_per_capita" in concepts:
        concepts -= {"gdp"}
    if len(concepts) != 1 or wanted.recipient:
        return ""
    absolute, percentage = _WORLD_BANK[next(iter(concepts))]
    return percentage if unit_class(wanted.unit) == "percent" else absolute


def _fetch_events(since: dt.date | None, until: dt.date | None) -> str:
    if since is None or until is None or until < _GDELT2_BEGINS:
        return ""
    first = max(since, _GDELT2_BEGINS)
    return f"earnest record fetch gdelt2 --from {first} --to {until}"


def _line(wanted: Wanted) -> tuple[str, ...]:
    cells = (
        wanted.table,
        wanted.actor,
        wanted.recipient,
        wanted.act_class,
        wanted.since,
        wanted.until,
        wanted.concept,
        wanted.unit,
        fetch_line(wanted),
    )
    return tuple(_inert("" if cell is None else str(cell)) for cell in cells)


def _inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _csv(lines: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue()
