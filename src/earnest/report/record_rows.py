"""A row of the record in words: when, who, what, and where it comes from."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from earnest.contract.finding import RowRef
from earnest.contract.report import Report
from earnest.report.anchors import row_anchor
from earnest.report.links import Piece, source_pieces

Row = Mapping[str, Any]
_Cells = tuple[tuple[str, ...], str, str, list[str]]  # when, parties, what, source notes


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as tables show it; texts are empty where the row says nothing.

    Attributes:
        when: the date or dates, in pieces that may stand on lines of their own.
    """

    ref: RowRef
    anchor: str
    when: tuple[str, ...]
    parties: str
    what: str
    sources: tuple[tuple[Piece, ...], ...]
    tier: str
    known_at: str
    note: str


def row_view(ref: RowRef, report: Report) -> RowView | None:
    """The row in words; None if the report does not carry it."""
    row = report.rows.get(ref.table, {}).get(ref.id)
    if row is None:
        return None
    when, parties, what, sources = _READERS.get(ref.table, _other)(row)
    return RowView(
        ref=ref,
        anchor=row_anchor(ref),
        when=tuple(piece for piece in when if piece),
        parties=parties,
        what=what,
        sources=tuple(source_pieces(source) for source in dict.fromkeys(sources) if source),
        tier=_tier(row, ref.table),
        known_at=_known_at(row),
        note=_text(row, "note"),
    )


def row_views(refs: tuple[RowRef, ...], report: Report) -> tuple[RowView, ...]:
    """The rows that the report carries, in the order given."""
    views = (row_view(ref, report) for ref in refs)
    return tuple(view for view in views if view is not None)


def day_of(row: Row, key: str) -> dt.date | None:
    """A date column; in a report read back from JSON it is text."""
    value = row.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, dt.date):
        return value
    return dt.date.fromisoformat(str(value)[:10])


def _text(row: Row, *keys: str) -> str:
    return next((str(row[key]) for key in keys if row.get(key) not in (None, "")), "")


def at_precision(date: str, precision: str) -> str:
    """A date cut to what is known of it: `2024-03` for a month, `2024` for a year."""
    if precision == "quarter" and len(date) >= 7:
        return f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}"
    return date[: {"year": 4, "month": 7}.get(precision, 10)]


def _event(row: Row) -> _Cells:
    date = at_precision(_text(row, "date"), _text(row, "date_precision"))
    end = _text(row, "date_end")
    parties = f"{_side(row, 'actor')} → {_side(row, 'recipient')}"
    when = (date, f"– {end[:10]}" if end else "")
    return when, parties, _what(row), [_text(row, "source_ref")]


def _side(row: Row, side: str) -> str:
    names = [_text(row, f"{side}_country"), _text(row, f"{side}_name")]
    return " ".join(name for name in names if name) or "?"


def _what(row: Row) -> str:
    code = _text(row, "code")
    return " ".join(part for part in (_text(row, "description"), code and f"[{code}]") if part)


def _measure(row: Row) -> _Cells:
    start = at_precision(_text(row, "start"), _text(row, "start_precision"))
    end = at_precision(_text(row, "end"), _text(row, "end_precision"))
    until = (f"→ {end}",) if end else ("→ no end known", _seen_until(row))
    body = _text(row, "object")
    what = _text(row, "type").replace("_", " ") + (f": {body}" if body else "")
    trigger = _text(row, "trigger")
    return (
        (start, *until),
        f"{_text(row, 'sender')} → {_text(row, 'target')}",
        f"{what} ({trigger})" if trigger else what,
        [_text(row, "source_start"), _text(row, "source_end")],
    )


def _seen_until(row: Row) -> str:
    seen = _text(row, "censored_at", "status_as_of")
    return f"in force {seen[:10]}" if seen else ""


def _statistic(row: Row) -> _Cells:
    sides = [_text(row, "country"), _text(row, "partner")]
    vintage = _text(row, "vintage")
    value = row.get("value")
    figure = f"{value:g}" if isinstance(value, float | int) else str(value)
    what = f"{_text(row, 'label', 'series_id')}: {figure} {_text(row, 'unit')}"
    return (
        (_text(row, "date"),),
        " – ".join(side for side in sides if side),
        what.strip() + (f" (vintage {vintage})" if vintage else ""),
        [_text(row, "source_ref")],
    )


def _document(row: Row) -> _Cells:
    holder, outlet = _text(row, "holder"), _text(row, "outlet")
    stance = " ".join(part for part in (_text(row, "stance"), _text(row, "thesis")) if part)
    what = ": ".join(part for part in (stance, _text(row, "gist")) if part)
    parties = f"{holder}, in {outlet}" if outlet else holder
    return (_text(row, "date")[:10],), parties, what, [_text(row, "source_ref")]


def _other(row: Row) -> _Cells:
    what = _text(row, "description", "label", "text")
    return (_text(row, "date"),), "", what, [_text(row, "source_ref")]


_READERS = {
    "events": _event,
    "measures": _measure,
    "statistics": _statistic,
    "documents": _document,
}


def _tier(row: Row, table: str) -> str:
    tier = _text(row, "tier") or ("page" if table in ("statistics", "documents") else "")
    return "memory: an unsourced lead" if tier == "memory" else tier


def _known_at(row: Row) -> str:
    if "known_at" not in row:
        return _visible_from(row)
    known, basis = _text(row, "known_at")[:10], _text(row, "known_at_basis")
    return f"{known} ({basis})" if known and basis else known


def _visible_from(row: Row) -> str:
    """A measure is known from its announcement or its start, whichever came first."""
    days = {name: day_of(row, name) for name in ("announced", "start")}
    known = [(day, name) for name, day in days.items() if day]
    return "{} ({})".format(*min(known)) if known else ""
