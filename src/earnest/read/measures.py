"""Rows of a hand-written `measures.csv`: a restrictive act that stays in force."""

import datetime as dt
import difflib
from typing import Any, Final, get_args

from earnest.contract.tables import MEASURES
from earnest.contract.words import FAMILY_OF, MeasureStatus, Precision
from earnest.read.cells import Cells, Written
from earnest.read.events import CONFIDENCES, tier
from earnest.read.sheet import Layout

STATUSES: Final = get_args(MeasureStatus)
SCOPES: Final = ("target_specific", "part_of_wider_measure")
LAYOUT: Final = Layout(
    columns={name: name for name in MEASURES.names}
    | {
        "id": "measure_id",
        "body": "object",
        "goods": "object",
        "measure": "type",
        "source": "source_start",
    },
    required=("measure_id", "sender", "target", "type", "start"),
)
_TEXTS: Final = (
    "object",
    "trigger",
    "reciprocal_of",
    "cluster",
    "source_start",
    "source_end",
    "source_class",
    "note",
)


def measure(cells: Cells) -> dict[str, Any]:
    """The measure of one row; family, status, tier and precisions are derived where blank."""
    for party in ("sender", "target"):
        cells.needed(party)
    return {
        "measure_id": cells.needed("measure_id"),
        "sender": cells.party("sender"),
        "target": cells.party("target"),
        **_type(cells),
        **_spell(cells),
        "scope": cells.choice("scope", SCOPES),
        "tier": tier(cells, "source_start"),
        "confidence": cells.choice("confidence", CONFIDENCES),
        **{name: cells.text(name) for name in _TEXTS},
    }


def _type(cells: Cells) -> dict[str, Any]:
    kind, family = cells.needed("type"), cells.text("family")
    if kind is None:
        return {}
    if kind not in FAMILY_OF:
        close = difflib.get_close_matches(kind, FAMILY_OF, n=1)
        remedy = f"did you mean {close[0]}?" if close else f"use one of {', '.join(FAMILY_OF)}"
        cells.wrong("type", f"there is no measure type {kind!r}", remedy)
        return {}
    if family not in (None, FAMILY_OF[kind]):
        remedy = f"write {FAMILY_OF[kind]} or leave it blank"
        cells.wrong("family", f"{family!r} is not the family of {kind}", remedy)
    return {"type": kind, "family": FAMILY_OF[kind]}


def _spell(cells: Cells) -> dict[str, Any]:
    cells.needed("start")
    announced, start, end = (cells.date(name) for name in ("announced", "start", "end"))
    status_as_of = cells.date("status_as_of")
    start_precision = cells.precision("start_precision", start)
    end_precision = cells.precision("end_precision", end)
    status = _status(cells)
    if start is None:
        return {}
    return {
        "announced": announced and announced.first,
        "start": start.first,
        "start_precision": start_precision,
        "end": end and _end_day(cells, start, end, (start_precision, end_precision)),
        "end_precision": end_precision if end else None,
        "status": status,
        "status_as_of": status_as_of and status_as_of.last,
    }


def _end_day(
    cells: Cells,
    start: Written,
    end: Written,
    precisions: tuple[Precision | None, Precision | None],
) -> dt.date:
    """The end's first day, which a coarse end never puts before the start."""
    earliest = start.at(precisions[0] or start.precision).first
    if end.at(precisions[1] or end.precision).last < earliest:
        cells.wrong("end", "the measure ends before it starts", "exchange or correct the dates")
    return max(end.first, start.first)


def _status(cells: Cells) -> str | None:
    status, ended = cells.choice("status", STATUSES), cells.text("end") is not None
    if status == "lifted" and not ended:
        remedy = "give its end, at least the year, or set the status to unknown"
        cells.wrong("end", "the measure is lifted and has no end", remedy)
    if status == "in_force" and ended:
        remedy = "leave the end blank, or set the status to lifted or superseded"
        cells.wrong("status", "the measure is in force and has an end", remedy)
    if cells.text("status") is None:
        return "lifted" if ended else "unknown"
    return status
