"""PLOVER event types: the CAMEO root and the quadrant that each stands for."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from earnest.read.feeds.cells import mapped, mask
from earnest.read.feeds.rows import Columns, Rows

NO_TYPE: Final = "there is no PLOVER event type"
# ASSAULT is CAMEO 18 to 20 and CONCEDE and RETREAT share 08; the first root that fits stands.
ROOT_OF: Final = {
    "AGREE": "03",
    "CONSULT": "04",
    "SUPPORT": "05",
    "COOPERATE": "06",
    "AID": "07",
    "CONCEDE": "08",
    "RETREAT": "08",
    "INVESTIGATE": "09",
    "REQUEST": "10",
    "ACCUSE": "11",
    "REJECT": "12",
    "THREATEN": "13",
    "PROTEST": "14",
    "MOBILIZE": "15",
    "SANCTION": "16",
    "COERCE": "17",
    "ASSAULT": "18",
}
_QUADS: Final = {
    "VERBAL COOPERATION": 1,
    "MATERIAL COOPERATION": 2,
    "VERBAL CONFLICT": 3,
    "MATERIAL CONFLICT": 4,
}
_QUAD_OF_ROOT: Final = ((5, 1), (8, 2), (13, 3), (20, 4))


def plover_columns(rows: Rows, types: pa.Array, *, quads: pa.Array | None = None) -> Columns:
    """`code`, `root`, `plover` and `quad` of PLOVER types; rows without a type are rejected."""
    plover = mapped(types, _type)
    rows.reject(~mask(plover.is_valid()), NO_TYPE)
    root = mapped(plover, ROOT_OF.get)
    derived = mapped(root, lambda code: _quad_of(code) if code else None, pa.int8())
    given = None if quads is None else mapped(quads, quad_of, pa.int8())
    quad = derived if given is None else pc.coalesce(given, derived)
    return {"code": root, "root": root, "plover": plover, "quad": quad}


def quad_of(cell: str) -> int | None:
    """A quadrant given as 1 to 4 or in words; None for anything else."""
    text = cell.strip().upper().removesuffix(".0")
    return int(text) if text in {"1", "2", "3", "4"} else _QUADS.get(text.replace("_", " "))


def _type(cell: str) -> str | None:
    word = cell.strip().upper()
    return word if word in ROOT_OF else None


def _quad_of(root: str) -> int:
    return next(quad for last, quad in _QUAD_OF_ROOT if int(root) <= last)
