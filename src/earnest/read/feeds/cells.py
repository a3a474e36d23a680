"""Columns of text turned into typed columns, with a mask of the cells that are none."""

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from earnest.read.feeds.rows import Mask

MISSING: Final = frozenset({"", "NA", "NULL", "None", "nan", "NaN", "---"})
FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 2100
_EPOCH: Final = dt.date(1970, 1, 1).toordinal()
Days = np.ndarray[Any, np.dtype[np.datetime64]]
Ints = np.ndarray[Any, np.dtype[np.integer[Any]]]


def mask(array: pa.Array) -> Mask:
    """A boolean column as a mask; null is false."""
    flags: Mask = pc.fill_null(array, False).to_numpy(zero_copy_only=False)
    return flags


def mapped(
    array: pa.Array, change: Callable[[str], object], kind: pa.DataType | None = None
) -> pa.Array:
    """Each cell put through a function, called once per distinct cell; None becomes null."""
    coded = array.dictionary_encode() if not pa.types.is_dictionary(array.type) else array
    changed = pa.array(
        [change(cell or "") for cell in coded.dictionary.to_pylist()], kind or pa.string()
    )
    return changed.take(coded.indices)


def present(array: pa.Array) -> pa.Array:
    """The text of each cell without blanks around it; null where it says that it is missing."""
    return mapped(array, lambda cell: None if cell.strip() in MISSING else cell.strip())


def compact_days(array: pa.Array) -> tuple[Days, Mask]:
    """Dates from cells that start with `YYYYMMDD`, and which of them are days of the calendar."""
    head = pc.utf8_slice_codeunits(array, 0, 8)
    digits = pc.and_(pc.equal(pc.binary_length(head), 8), pc.string_is_ascii(head))
    plain = mask(pc.and_(digits, pc.utf8_is_digit(head)))
    numbers = pc.if_else(pa.array(plain), head, "00000000").cast(pa.int32()).to_numpy()
    return _days(numbers // 10000, numbers // 100 % 100, numbers % 100, plain)


def iso_days(array: pa.Array) -> tuple[Days, Mask]:
    """Dates from cells that start with `YYYY-MM-DD`, and which are days of the calendar."""
    head = pc.utf8_slice_codeunits(array, 0, 10)
    shaped = mask(pc.match_substring_regex(head, r"^\d{4}-\d{2}-\d{2}$"))
    digits = pc.replace_substring(pc.if_else(pa.array(shaped), head, ""), "-", "")
    days, sound = compact_days(digits)
    return days, sound & shaped


def _days(years: Ints, months: Ints, days: Ints, plain: Mask) -> tuple[Days, Mask]:
    sound = plain & (years >= FIRST_YEAR) & (years <= LAST_YEAR)
    sound &= (months >= 1) & (months <= 12) & (days >= 1) & (days <= 31)
    year, month = np.where(sound, years, 1970), np.where(sound, months, 1)
    first = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    found = first.astype("datetime64[D]") + (np.where(sound, days, 1) - 1).astype("timedelta64[D]")
    return found, sound & (found.astype("datetime64[M]") == first)


def compact_day(cell: str) -> float | None:
    """Days since 1970 of a cell that starts with `YYYYMMDD`; None if that is no day."""
    head = cell[:8]
    if len(head) < 8 or not (head.isascii() and head.isdigit()):
        return None
    try:
        found = dt.date(int(head[:4]), int(head[4:6]), int(head[6:]))
    except ValueError:
        return None
    return found.toordinal() - _EPOCH if FIRST_YEAR <= found.year <= LAST_YEAR else None


def finite(cell: str) -> float | None:
    """The number in a cell; None if there is none, or no finite one."""
    found = _number(cell)
    return found if found is not None and np.isfinite(found) else None


def numbers(array: pa.Array) -> tuple[np.ndarray[Any, np.dtype[np.float64]], Mask]:
    """Cells as finite numbers, and which are; others are not a number."""
    try:
        filled = pc.if_else(pc.equal(pc.fill_null(array, ""), ""), None, array)
        values = filled.cast(pa.float64())
    except pa.ArrowInvalid:
        values = mapped(array, _number, pa.float64())
    found = values.to_numpy(zero_copy_only=False)
    return found, np.isfinite(found)


def day_column(days: Days, known: Mask) -> pa.Array:
    """Dates as a column, null where they are not known."""
    return pa.array(days, pa.date32(), mask=~known)


def repeated(value: str | None, length: int) -> pa.Array:
    """The same text on every row."""
    return pa.array([value], pa.string()).take(pa.array(np.zeros(length, dtype=np.int32)))


def _number(cell: str) -> float | None:
    try:
        return float(cell) if "_" not in cell else None
    except ValueError:
        return None


def impossible_places(latitudes: pa.Array, longitudes: pa.Array) -> Mask:
    """Rows whose coordinates lie on no globe."""
    (north, has_north), (east, has_east) = numbers(latitudes), numbers(longitudes)
    off: Mask = (has_north & (np.abs(north) > 90)) | (has_east & (np.abs(east) > 180))
    return off
