"""Answers as JSON, CSV and columns of text."""

import csv
import dataclasses
import io
import json
import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance as Answer


def answer_json(answer: "Answer | Sequence[Answer | dict[str, object]]") -> str:
    """A dataclass, or several, as JSON: keys sorted, dates in ISO 8601, numbers to six digits."""
    plain = (
        [one if isinstance(one, dict) else dataclasses.asdict(one) for one in answer]
        if isinstance(answer, Sequence)
        else dataclasses.asdict(answer)
    )
    text = json.dumps(_rounded(plain), default=str, ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n"


def answer_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV; missing is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def columns(header: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Lines of text in columns, the first one left-aligned and the others to the right."""
    cells = [list(header), *([_cell(value) for value in row] for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    return [
        "  ".join(
            cell.ljust(width) if not place else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _rounded(value: object) -> object:
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(inner) for inner in value]
    if isinstance(value, float):
        return float(f"{value:.6g}") if math.isfinite(value) else None
    return value
