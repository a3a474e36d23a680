"""TIES 4: threats and impositions of economic sanctions, with dates and their precision.

Only impositions are spells. An imposition with neither an end nor the mark that it goes on
tells nothing about its length, and is left out.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from earnest.contract.tables import SPELLS
from earnest.read.feeds.actors import party
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.quoted import csv_rows, has_columns
from earnest.read.feeds.rows import Aside, Bad, Rows
from earnest.read.feeds.spells import (
    NO_SENDER,
    NO_START,
    NO_TARGET,
    When,
    code_of,
    day,
    joined,
    typed,
)

NAMES: Final = (
    *("caseid", "primarysender", "targetstate", "imposition", "sanctiontype", "ongoing"),
    *("start_date", "imposed_date", "imposed_prec", "end_date", "end_prec"),
)
THREAT: Final = "threats that were not carried out"
NO_END: Final = "impositions with neither an end nor the mark that they go on"
INSTITUTION: Final = "INT"  # an institution that the data set does not name
LAST_SEEN: Final = dt.date(2005, 12, 31)  # the data set covers 1945 to 2005
CLASSES: Final = {
    "1": "total_embargo",
    "2": "partial_embargo",
    "3": "import_restriction",
    "4": "export_restriction",
    "5": "blockade",
    "6": "asset_freeze",
    "7": "aid_ended",
    "8": "travel_ban",
    "9": "agreement_suspended",
    "10": "other",
}
_FAMILIES: Final = dict.fromkeys(("1", "2", "3", "4", "5"), "trade")
_TYPES: Final = {"8": "entry_banned", "9": "agreement_suspended"}


def batches(member: Member) -> Iterator[Batch]:
    """The spells of a TIES file, one per case."""
    for rows in csv_rows(member, required=NAMES):
        yield rows.each(_spells, SPELLS)


def _spells(rows: Rows, cells: dict[str, str]) -> Iterator[dict[str, Any]]:
    if cells["imposition"] not in ("1", "1.0"):
        raise Aside(THREAT)
    when = _when(cells)
    first, *others = cells["sanctiontype"].split() or ["10"]
    words = [CLASSES.get(kind, kind) for kind in (first, *others)]
    alone = first if not others else ""
    yield {
        "spell_id": f"ties:{cells['caseid']}",
        **_parties(rows, cells, when.start),
        "class": "|".join(dict.fromkeys(words)),
        **typed(_TYPES.get(alone), _FAMILIES.get(first)),
        **when.columns(),
        "label": cells.get("finaloutcome_label") or None,
    }


def _when(cells: dict[str, str]) -> When:
    start, end = day(cells["imposed_date"]), day(cells["end_date"])
    goes_on = cells["ongoing"].lower() in ("true", "1", "1.0")
    if end is None and not goes_on:
        raise Aside(NO_END)
    if start is None:
        raise Bad(NO_START)
    announced, precision = day(cells["start_date"]), cells["end_prec"] or "day"
    first = _first(start, cells["imposed_prec"])
    last = end and _first(end, precision)
    return When(
        first,
        cells["imposed_prec"] or "day",
        max(last, first) if last and end and end >= first and precision != "day" else last,
        precision,
        until=LAST_SEEN,
        announced=announced if announced and announced <= start else None,
    )


def _first(date: dt.date, precision: str) -> dt.date:
    """The first day of the period that a coarse date stands for."""
    if precision == "year":
        return date.replace(month=1, day=1)
    return date.replace(day=1) if precision == "month" else date


def _parties(rows: Rows, cells: dict[str, str], on: dt.date) -> dict[str, str | None]:
    columns = ("primarysender", *(f"sender{n}" for n in range(1, 6)))
    codes = [cells[name] for name in columns if cells.get(name)]
    senders = [code_of(rows, party("cow", code), code, on, scheme="cow") for code in codes]
    if not senders and cells.get("institution") in ("1", "1.0"):
        senders = [INSTITUTION]
    if not senders:
        raise Bad(NO_SENDER)
    if not cells["targetstate"]:
        raise Bad(NO_TARGET)
    given = cells["targetstate"]
    target = code_of(rows, party("cow", given), given, on, scheme="cow")
    others = [code for code in senders if code != senders[0]]
    return {"sender": senders[0], "cosenders": joined(others), "target": target}


FEED: Final = Feed(
    "ties", "TIES 4 sanctions", "spells", lambda head: has_columns(head, NAMES), batches
)
