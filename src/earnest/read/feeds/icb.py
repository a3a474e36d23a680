"""ICB 2: foreign policy crises of single states, from trigger to termination.

A crisis is no measure: `class` is `crisis`, the sender is whoever triggered it, and the target
is the state in crisis.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from earnest.contract.tables import SPELLS
from earnest.read.feeds.actors import party
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.quoted import csv_rows, has_columns
from earnest.read.feeds.rows import Aside, Bad, Rows
from earnest.read.feeds.spells import NO_START, When, code_of, day

NAMES: Final = ("crisno", "cracno", "actor", "crisname", "yrtrig", "yrterm", "triggr", "trigent")
UNCODED: Final = "crises without any coded field"
LAST_DAY: Final = 31  # greater ones stand for days that the coders did not know
UNKNOWN_TRIGGER: Final = "unknown"
_TRIGGERS: Final = {
    "1": "non-physical or internal: verbal act",
    "2": "political act",
    "3": "economic act",
    "4": "external change",
    "5": "other non-violent act",
    "6": "internal challenge to the regime",
    "7": "non-violent military act",
    "8": "indirect violent act",
    "9": "violent act",
}


def batches(member: Member) -> Iterator[Batch]:
    """The spells of an ICB file, one per actor and crisis."""
    for rows in csv_rows(member, required=NAMES):
        yield rows.each(_spells, SPELLS)


def _spells(rows: Rows, cells: dict[str, str]) -> Iterator[dict[str, Any]]:
    if not cells["yrtrig"]:
        raise Aside(UNCODED)
    trigger = cells["trigent"]
    when = _when(cells)
    sender = _party(rows, trigger, when.start) if trigger else UNKNOWN_TRIGGER
    yield {
        "spell_id": f"icb:{cells['crisno']}:{cells['cracno']}",
        "sender": sender,
        "target": _party(rows, cells["actor"], when.start),
        "class": "crisis",
        **when.columns(),
        "label": cells["crisname"],
        "note": _TRIGGERS.get(cells["triggr"].removesuffix(".0")),
    }


def _party(rows: Rows, code: str, on: dt.date) -> str:
    return code_of(rows, party("cow", code), code, on, scheme="cow")


def _when(cells: dict[str, str]) -> When:
    start, precision = _date(cells, "trig", "trigger_date")
    end, end_precision = _date(cells, "term", "term_date")
    if start is None:
        raise Bad(NO_START)
    if end is not None and end < start and end_precision != "day":
        end = start
    return When(start, precision, end, end_precision)


def _date(cells: dict[str, str], part: str, whole: str) -> tuple[dt.date | None, str]:
    """The first day of what is known of a date, and how exact that is."""
    year, month, date = (
        cells.get(f"{unit}{part}", "").removesuffix(".0") for unit in ("yr", "mo", "da")
    )
    if date.isdecimal() and int(date) <= LAST_DAY and month:
        return day(cells.get(whole, "")) or day(f"{year}-{month:0>2}-{date:0>2}"), "day"
    if month:
        return day(f"{year}-{month:0>2}-01"), "month"
    return day(f"{year}-01-01"), "year"


FEED: Final = Feed("icb", "ICB 2 crises", "spells", lambda head: has_columns(head, NAMES), batches)
