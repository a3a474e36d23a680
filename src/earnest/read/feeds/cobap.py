"""COBAP: border closures of 2020 and 2021, with the countries they were aimed at.

A policy may close several channels at once; each is a spell. Bans by travel history and on
refugees have no type among our measures.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, Final

from earnest.contract.tables import SPELLS
from earnest.read.feeds.actors import names_in
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.quoted import csv_rows, has_columns
from earnest.read.feeds.rows import Aside, Bad, Rows
from earnest.read.feeds.spells import (
    EVERYONE,
    NO_SENDER,
    NO_START,
    When,
    code_of,
    joined,
    typed,
)

NAMES: Final = ("ID", "ISO3", "POLICY_TYPE", "POLICY_SUBTYPE", "START_DATE", "END_DATE", "LAND")
LAST_SEEN: Final = dt.date(2021, 12, 31)
NO_POLICY: Final = "countries without a policy"
_CHANNELS: Final = (
    ("AIR", "air_closed", "flights_banned", "TARGETS_AIR"),
    ("LAND", "land_closed", "border_closed", "TARGETS_LAND"),
    ("SEA", "sea_closed", None, "TARGETS_SEA"),
    ("CITIZEN", "citizens_banned", "entry_banned", "CITIZEN_LIST"),
    ("HISTORY_BAN", "travel_history_banned", None, "HISTORY_BAN_LIST"),
    ("REFUGEE", "refugees_banned", None, "REFUGEE_LIST"),
    ("VISA_BAN", "visas_suspended", "visa_suspended", "VISA_BAN_LIST"),
)
_DATE: Final = re.compile(r"(\d\d)_(\d\d)_(\d\d)")


def batches(member: Member) -> Iterator[Batch]:
    """The spells of a COBAP file, one for each channel that a policy closes."""
    for rows in csv_rows(member, required=NAMES):
        yield rows.each(_spells, SPELLS)


def _spells(rows: Rows, cells: dict[str, str]) -> Iterator[dict[str, Any]]:
    if cells["POLICY_TYPE"].startswith("NOPOLICY"):
        raise Aside(NO_POLICY)
    sender = cells["ISO3"].strip()
    if not sender:
        raise Bad(NO_SENDER)
    shared = {
        "sender": sender,
        **_when(cells).columns(),
        "label": cells["POLICY_SUBTYPE"].lower(),
        "note": f"sources: {cells['SOURCE_QUALITY']}" if cells.get("SOURCE_QUALITY") else None,
    }
    for word, measure, target in _closed(rows, cells):
        identity = f"cobap:{cells['ID']}:{word}"
        kind = typed(measure, "movement")
        yield {**shared, "spell_id": identity, "target": target, "class": word, **kind}


def _closed(rows: Rows, cells: dict[str, str]) -> Iterator[tuple[str, str | None, str]]:
    if cells["POLICY_TYPE"] == "COMPLETE":
        yield "all_entry_banned", "entry_banned", EVERYONE
        return
    for flag, word, measure, targets in _CHANNELS:
        if cells.get(flag) == "1":
            yield word, measure, _targets(rows, cells.get(targets, ""))


def _targets(rows: Rows, text: str) -> str:
    codes = [
        code_of(rows, one, one.body or "", LAST_SEEN, scheme="name")
        for one in names_in(" ".join(text.split()))
    ]
    return joined(codes) or EVERYONE


def _when(cells: dict[str, str]) -> When:
    start, end = _day(cells["START_DATE"]), _day(cells["END_DATE"])
    if start is None:
        raise Bad(NO_START)
    return When(start, "day", end, "day", until=LAST_SEEN)


def _day(text: str) -> dt.date | None:
    """A day written `month_day_year`."""
    found = _DATE.fullmatch(text.strip())
    try:
        return dt.date(2000 + int(found[3]), int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None


FEED: Final = Feed(
    "cobap", "COBAP border closures", "spells", lambda head: has_columns(head, NAMES), batches
)
