"""Rows of a hand-written `events.csv`: a dated act of an actor toward a recipient."""

import datetime as dt
from typing import Any, Final, get_args

from earnest.contract.tables import EVENTS
from earnest.contract.words import Basis, Confidence, Tier
from earnest.read.cameo import is_cameo, plover_of, quad_of, root_of
from earnest.read.cells import Cells, Written
from earnest.read.codes import body_codes
from earnest.read.sheet import Layout

CONFIDENCES: Final = get_args(Confidence)
TIERS: Final = get_args(Tier)
BASES: Final = get_args(Basis)
UNSOURCED: Final = "memory"

LAYOUT: Final = Layout(
    columns={name: name for name in EVENTS.names}
    | {"source": "source_ref", "uncertain_actor": "uncertain_actor"},
    required=("event_id", "date", "code"),
)
_YES: Final = frozenset({"yes", "y", "true", "1"})
_NO: Final = frozenset({"no", "n", "false", "0"})


def event(cells: Cells) -> dict[str, Any]:
    """The event of one row; what is blank and follows from the rest is derived."""
    return {
        "event_id": cells.needed("event_id"),
        **_when(cells),
        **_sides(cells),
        **_act(cells),
        "description": cells.text("description"),
        "confidence": cells.choice("confidence", CONFIDENCES),
        "tier": tier(cells, "source_ref"),
        "note": _note(cells),
        "source_ref": cells.text("source_ref"),
    }


def tier(cells: Cells, source: str) -> str:
    """`memory` where nothing but memory backs the row, whatever the row claims, else `page`."""
    given = cells.choice("tier", TIERS)
    backed = (cells.text(source) or UNSOURCED).lower() != UNSOURCED
    return given or "page" if backed else "memory"


def known(cells: Cells, assumed: dt.date | None) -> dict[str, Any]:
    """When the row was known, with its basis; blank becomes the assumed day."""
    given = cells.date("known_at")
    basis = cells.choice("known_at_basis", BASES)
    if cells.text("known_at") is None:
        return {"known_at": assumed, "known_at_basis": "assumed"}
    return {"known_at": given and given.last, "known_at_basis": basis or "published"}


def _when(cells: Cells) -> dict[str, Any]:
    if cells.needed("date") is None:
        return {}
    date, end = cells.date("date"), cells.date("date_end")
    precision = cells.precision("date_precision", date)
    if date is None or precision is None:
        return {}
    date = date.at(precision)
    last = _last_day(cells, date, end)
    return {
        "date": date.first,
        "date_precision": precision,
        "date_end": last if end or precision != "day" else None,
        **known(cells, last),
    }


def _last_day(cells: Cells, date: Written, end: Written | None) -> dt.date:
    if end is None:
        return date.last
    if end.last < date.first:
        cells.wrong("date_end", "the event ends before it starts", "exchange or correct the dates")
    return end.last


def _sides(cells: Cells) -> dict[str, Any]:
    sides = _side(cells, "actor") | _side(cells, "recipient")
    if not any(cells.text(f"{side}_{part}") for side in _SIDES for part in ("country", "name")):
        remedy = "give the country or the name of the actor, of the recipient, or of both"
        cells.wrong("actor_country", "neither side of the act is given", remedy)
    return sides


_SIDES: Final = ("actor", "recipient")


def _side(cells: Cells, side: str) -> dict[str, Any]:
    country, name = cells.party(f"{side}_country"), cells.text(f"{side}_name")
    if country and country in body_codes():
        country, name = None, name or country
    return {
        f"{side}_country": country,
        f"{side}_name": name,
        f"{side}_role": cells.text(f"{side}_role"),
    }


def _act(cells: Cells) -> dict[str, Any]:
    goldstein = cells.number("goldstein")
    if goldstein is not None and abs(goldstein) > 10:
        cells.wrong("goldstein", "the value lies outside -10 to 10", "correct it or leave it blank")
    code = cells.needed("code")
    if code is None:
        return {}
    if not is_cameo(code):
        remedy = "write two to four digits of root 01 to 20; spreadsheets drop the leading zero"
        cells.wrong("code", f"{code!r} is no CAMEO code", remedy)
        return {}
    quad = cells.choice("quad", ("1", "2", "3", "4"))
    return {
        "code": code,
        "root": _root(cells, code),
        "plover": cells.text("plover") or plover_of(code),
        "quad": int(quad) if quad else quad_of(code),
        "goldstein": goldstein,
    }


def _root(cells: Cells, code: str) -> str:
    given = cells.text("root")
    if given is not None and given != root_of(code):
        cells.wrong("root", f"{given!r} is not the root of {code}", f"write {root_of(code)}")
    return root_of(code)


def _note(cells: Cells) -> str | None:
    note, uncertain = cells.text("note"), (cells.text("uncertain_actor") or "no").lower()
    if uncertain in _YES:
        return "; ".join(filter(None, ("actor uncertain", note)))
    if uncertain not in _NO:
        cells.wrong("uncertain_actor", f"{uncertain!r} is neither yes nor no", "write yes or no")
    return note
