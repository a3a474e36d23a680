"""CAMEO columns of a feed: the code as feeds garble it, and what follows from it."""

from functools import lru_cache, partial
from typing import Final

import pyarrow as pa

from earnest.read.cameo import is_cameo, plover_of, quad_of, root_of
from earnest.read.feeds.coded import Coded, plain
from earnest.read.feeds.rows import Columns, Rows

NO_CODE: Final = "there is no CAMEO code"
CODE_REPAIRED: Final = "event codes given their leading zero or freed of other signs"


@lru_cache(maxsize=4096)
def cameo_code(cell: str, *, were_numbers: bool = False) -> str | None:
    """A CAMEO code with its leading zero and without other signs; None if it is none.

    Two digits are a root class, or, where codes `were_numbers`, three that lost their zero.
    """
    digits = "".join(sign for sign in cell.removesuffix(".0") if sign in "0123456789")
    if were_numbers and len(digits) <= 2:
        digits = digits.zfill(3)
    return next((code for code in (digits, "0" + digits) if is_cameo(code)), None)


def act_columns(
    rows: Rows, cells: pa.Array, *, quads: pa.Array | None = None, were_numbers: bool = False
) -> Columns:
    """`code`, `root`, `plover` and `quad` of CAMEO cells; rows without a code are rejected.

    Args:
        rows: where the cells come from.
        cells: codes as the feed writes them.
        quads: the feed's own quadrant, 1 to 4, which is kept; derived where it is blank.
        were_numbers: whether codes may have lost their zero, as in tables read as numbers.
    """
    own = None if quads is None else Coded.of(quads)
    found = coded_acts(rows, Coded.of(cells), quads=own, were_numbers=were_numbers)
    return {name: plain(column) for name, column in found.items()}


def coded_acts(
    rows: Rows, cells: Coded, *, quads: Coded | None = None, were_numbers: bool = False
) -> Columns:
    """What `act_columns` finds, dictionary-encoded."""
    codes = cells.each(_NUMBERS_READ if were_numbers else cameo_code)
    rows.reject(codes.places < 0, NO_CODE)
    rows.repair(cells.where(_is_mended_number if were_numbers else _is_mended), CODE_REPAIRED)
    derived = codes.each(quad_of)
    quad = derived if quads is None else quads.each(_quad).otherwise(derived)
    return {
        "code": codes.column(),
        "root": codes.each(root_of).column(),
        "plover": codes.each(plover_of).column(),
        "quad": quad.numbers(pa.int8()),
    }


def _quad(cell: str) -> int | None:
    return int(cell) if cell in {"1", "2", "3", "4"} else None


_NUMBERS_READ: Final = partial(cameo_code, were_numbers=True)


def _is_mended(cell: str) -> bool:
    return cameo_code(cell) not in (None, cell)


def _is_mended_number(cell: str) -> bool:
    return _NUMBERS_READ(cell) not in (None, cell)
