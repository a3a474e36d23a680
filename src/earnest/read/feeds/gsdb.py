"""GSDB 4: sanctions by year, with flags for trade, arms, military aid, finance and travel."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from earnest.contract.tables import SPELLS
from earnest.read.feeds.actors import names_in
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.quoted import csv_rows, has_columns
from earnest.read.feeds.rows import Bad, Rows
from earnest.read.feeds.spells import (
    NO_SENDER,
    NO_START,
    NO_TARGET,
    When,
    code_of,
    joined,
    typed,
    year_start,
)

NAMES: Final = (
    *("case_id", "sanctioned_state", "sanctioning_state", "begin", "end", "trade", "descr_trade"),
    *("arms", "military", "financial", "travel", "other"),
)
LAST_YEAR: Final = 2023  # the last year of the data set; a case that ends in it is still on
_FLAGS: Final = {
    "arms": ("arms", "arms_suspended"),
    "military": ("military", "military_cooperation_suspended"),
    "financial": ("financial", None),
    "travel": ("travel", "entry_banned"),
    "other": ("other", None),
}
_TRADE: Final = {"imp_compl": "import_banned", "exp_compl": "export_banned"}
NO_FLAG: Final = "the case has no kind of sanction"


def batches(member: Member) -> Iterator[Batch]:
    """The spells of a GSDB file, one for each kind of sanction of a case."""
    for rows in csv_rows(member, required=NAMES):
        yield rows.each(_spells, SPELLS)


def _spells(rows: Rows, cells: dict[str, str]) -> Iterator[dict[str, Any]]:
    when = _when(cells)
    shared = {
        **_parties(rows, cells, when.start),
        **when.columns(),
        "label": cells.get("objective") or None,
        "note": f"outcome: {cells['success']}" if cells.get("success") else None,
    }
    kinds = list(_kinds(cells))
    if not kinds:
        raise Bad(NO_FLAG)
    for word, measure in kinds:
        family = "trade" if word.startswith("trade") else None
        identity = f"gsdb:{cells['case_id']}:{word}"
        yield {**shared, "spell_id": identity, "class": word, **typed(measure, family)}


def _kinds(cells: dict[str, str]) -> Iterator[tuple[str, str | None]]:
    described = [part for part in cells["descr_trade"].split(",") if part]
    for part in described or (["unspecified"] if cells["trade"] == "1" else []):
        yield f"trade_{part}", _TRADE.get(part)
    for flag, kind in _FLAGS.items():
        if cells[flag] == "1":
            yield kind


def _when(cells: dict[str, str]) -> When:
    start, end = year_start(cells["begin"]), year_start(cells["end"])
    if start is None or end is None:
        raise Bad(NO_START)
    if end.year >= LAST_YEAR:
        return When(start, "year", until=dt.date(LAST_YEAR, 12, 31))
    return When(start, "year", end, "year")


def _parties(rows: Rows, cells: dict[str, str], on: dt.date) -> dict[str, str | None]:
    senders = _codes(rows, cells["sanctioning_state"], on)
    targets = _codes(rows, cells["sanctioned_state"], on)
    if not senders:
        raise Bad(NO_SENDER)
    if not targets:
        raise Bad(NO_TARGET)
    return {"sender": senders[0], "cosenders": joined(senders[1:]), "target": joined(targets)}


def _codes(rows: Rows, text: str, on: dt.date) -> list[str]:
    return [code_of(rows, one, one.body or "", on, scheme="name") for one in names_in(text)]


FEED: Final = Feed(
    "gsdb", "GSDB 4 sanctions", "spells", lambda head: has_columns(head, NAMES), batches
)
