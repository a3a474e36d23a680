"""Global Trade Alert exports: interventions that harm foreign trade, with start and removal."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from earnest.contract.tables import SPELLS
from earnest.read.feeds.actors import names_in
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.figures import slug
from earnest.read.feeds.quoted import csv_rows, header_of
from earnest.read.feeds.rows import Aside, Bad, Rows
from earnest.read.feeds.spells import (
    EVERYONE,
    NO_SENDER,
    When,
    code_of,
    day,
    joined,
    typed,
)

# Column names changed over the years; the first that a file has counts.
_COLUMNS: Final = {
    "id": ("Intervention ID", "State Act ID"),
    "sender": ("Implementing Jurisdiction", "Implementing Jurisdictions"),
    "target": ("Affected Jurisdiction", "Affected Jurisdictions"),
    "type": ("Intervention Type",),
    "evaluation": ("GTA Evaluation", "Evaluation"),
    "announced": ("Announcement Date", "Date Announced"),
    "start": ("Implementation Date", "Date Implemented", "Inception Date"),
    "end": ("Removal Date", "Date Removed"),
}
LIBERAL: Final = "interventions that free trade"
NOT_IN_FORCE: Final = "interventions announced and not yet in force"
_TYPES: Final = {"import ban": "import_banned", "export ban": "export_banned"}


def batches(member: Member) -> Iterator[Batch]:
    """The spells of a Global Trade Alert export."""
    for rows in csv_rows(member, required=_needed(header_of(member.head))):
        yield rows.each(_spell, SPELLS)


def _spell(rows: Rows, cells: dict[str, str]) -> list[dict[str, Any]]:
    row = {field: _cell(cells, names) for field, names in _COLUMNS.items()}
    start, end, announced = day(row["start"]), day(row["end"]), day(row["announced"])
    if row["evaluation"].lower() == "green":
        raise Aside(LIBERAL)
    if start is None:
        raise Aside(NOT_IN_FORCE)
    known = announced if announced and announced <= start else None
    senders = _codes(rows, row["sender"], start)
    if not senders:
        raise Bad(NO_SENDER)
    spell = {
        "spell_id": f"gta:{row['id']}:{joined(senders)}",
        "sender": senders[0],
        "cosenders": joined(senders[1:]),
        "target": joined(_codes(rows, row["target"], start)) or EVERYONE,
        "class": slug(row["type"]),
        **typed(_TYPES.get(row["type"].lower()), "trade"),
        **When(start, "day", end, "day", announced=known).columns(),
        "label": row["evaluation"].lower() or None,
    }
    return [spell]


def _needed(header: list[str]) -> list[str]:
    """Of each column that a spell cannot do without, the name that this file has."""
    fields = ("sender", "target", "type", "start")
    known = ((_COLUMNS[field], [n for n in _COLUMNS[field] if n in header]) for field in fields)
    return [(found or names)[0] for names, found in known]


def _cell(cells: dict[str, str], names: tuple[str, ...]) -> str:
    return next((cells[name].strip() for name in names if name in cells), "")


def _codes(rows: Rows, text: str, on: dt.date) -> list[str]:
    names = names_in(text.replace(";", ","))
    return [code_of(rows, one, one.body or "", on, scheme="name") for one in names]


def _is_gta(head: bytes) -> bool:
    found = set(header_of(head))
    return all(found & set(_COLUMNS[field]) for field in ("sender", "target", "type", "start"))


FEED: Final = Feed("gta", "Global Trade Alert exports", "spells", _is_gta, batches)
