r"""Cells of a case's CSV files: lists, spans, numbers, pairs, as people can type them.

A list is joined by `; `; a semicolon or backslash inside an item is written `\;` or `\\`.
"""

import re
from collections.abc import Iterable, Mapping

from earnest.contract.finding import RowRef
from earnest.contract.text import Span

_NUMBER = r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
_ONE_NUMBER = re.compile(_NUMBER)
_RANGE = re.compile(rf"({_NUMBER})\.\.({_NUMBER})")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?")
_SPAN = re.compile(r"(\d+)-(\d+)")
_ITEM = re.compile(r"(?:[^;\\]|\\.|\\\Z)+", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)

Amount = float | str | tuple[float, float]


def list_cell(items: Iterable[str]) -> str:
    """The items as one cell."""
    return "; ".join(re.sub(r"([;\\])", r"\\\1", item) for item in items)


def items_of(cell: str) -> tuple[str, ...]:
    """The items of a list cell, without the blanks around them."""
    items = (_ESCAPED.sub(r"\1", item.strip()) for item in _ITEM.findall(cell))
    return tuple(item for item in items if item)


def pairs_cell(pairs: Mapping[str, str]) -> str:
    """Parameters as one cell: `name=value; name=value`, sorted by name."""
    return list_cell(f"{name}={value}" for name, value in sorted(pairs.items()))


def pairs_of(cell: str) -> dict[str, str]:
    """The parameters of a cell.

    Raises:
        ValueError: an item lacks `=`, or a name stands twice.
    """
    pairs: dict[str, str] = {}
    for item in items_of(cell):
        name, sign, value = item.partition("=")
        if not sign or not name:
            raise ValueError(f"{item!r} is not of the form name=value")
        if name in pairs:
            raise ValueError(f"the parameter {name!r} stands twice")
        pairs[name] = value
    return pairs


def rows_cell(rows: Iterable[RowRef]) -> str:
    """Rows of the record as one cell: `table:id; table:id`."""
    return list_cell(f"{row.table}:{row.id}" for row in rows)


def rows_of(cell: str) -> tuple[RowRef, ...]:
    """The rows of the record that a cell names.

    Raises:
        ValueError: an item is not of the form `table:id`.
    """
    rows = []
    for item in items_of(cell):
        table, colon, row_id = item.partition(":")
        if not colon or not table or not row_id:
            raise ValueError(f"{item!r} is not of the form table:id")
        rows.append(RowRef(table, row_id))
    return tuple(rows)


def span_cell(span: Span | None) -> str:
    """A span as one cell: `start-end`."""
    return "" if span is None else f"{span[0]}-{span[1]}"


def span_of(cell: str) -> Span:
    """The span that a cell names.

    Raises:
        ValueError: the cell is not `start-end`.
    """
    found = _SPAN.fullmatch(cell)
    if found is None:
        raise ValueError(f"{cell!r} is not of the form start-end")
    return int(found[1]), int(found[2])


def number_cell(number: float | None) -> str:
    """A number as people write it: `500000`, not `500000.0`; empty if it is null."""
    return "" if number is None else repr(float(number)).removesuffix(".0")


def amount_cell(amount: Amount) -> str:
    """The value of a quantity as one cell: a number, `low..high`, or the vague word."""
    if isinstance(amount, str):
        return amount
    if isinstance(amount, tuple):
        return f"{number_cell(amount[0])}..{number_cell(amount[1])}"
    return number_cell(amount)


def amount_of(cell: str) -> Amount:
    """The value of a quantity; a word is kept as written.

    Raises:
        ValueError: the number carries separators of thousands.
    """
    if _ONE_NUMBER.fullmatch(cell):
        return float(cell)
    if found := _RANGE.fullmatch(cell):
        return float(found[1]), float(found[2])
    if _GROUPED.fullmatch(cell):
        raise ValueError(f"{cell!r} has separators inside the number")
    return cell
