"""Rows of a hand-written `coverage.csv`: what a source claims to cover, and how it was made."""

from typing import Any, Final, get_args

from earnest.contract.tables import COVERAGE, TABLES
from earnest.contract.words import CoverageKind
from earnest.read.cells import Cells
from earnest.read.codes import body_codes, country_codes, nearest_code
from earnest.read.sheet import Layout

KINDS: Final = get_args(CoverageKind)
EVERYONE: Final = "*"
LAYOUT: Final = Layout(columns={name: name for name in COVERAGE.names}, required=("table", "kind"))


def coverage(cells: Cells) -> dict[str, Any]:
    """The claim of one row; a blank party is everyone, a blank class is all acts."""
    for name in ("table", "kind"):
        cells.needed(name)
    since, until = cells.date("from"), cells.date("to")
    if since and until and until.last < since.first:
        cells.wrong("to", "the stretch ends before it starts", "exchange or correct the dates")
    return {
        "table": cells.choice("table", [name for name in TABLES if name != "coverage"]),
        "actor": _parties(cells, "actor"),
        "recipient": _parties(cells, "recipient"),
        "class": cells.text("class") or "all",
        "from": since and since.first,
        "to": until and until.last,
        "kind": cells.choice("kind", KINDS),
        "method": cells.text("method"),
    }


def _parties(cells: Cells, field: str) -> str:
    given = cells.text(field) or EVERYONE
    for code in given.split("|"):
        if code == EVERYONE or code in country_codes() or code in body_codes():
            continue
        nearest = nearest_code(code)
        remedy = f"did you mean {nearest}?" if nearest else "write codes joined by |, or *"
        cells.wrong(field, f"{code!r} is no country code", remedy)
    return given
