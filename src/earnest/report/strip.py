"""What a timeline draws, as numbers: events by quad and stretch of time, measures in force."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from earnest.contract.report import Report
from earnest.report.record_rows import Row, day_of

QUADS: Final[dict[int, str]] = {
    1: "words of cooperation",
    2: "acts of cooperation",
    3: "words of conflict",
    4: "acts of conflict",
}
# Bars beyond these numbers would push the rest off the screen; the nearest to the text stay.
_FEW_BARS: Final = 8
_MOST_BARS: Final = 40
_TWO_YEARS: Final = dt.timedelta(days=731)


@dataclass(frozen=True, slots=True)
class Bin:
    """Events of one quad in one stretch of the timeline."""

    start: dt.date
    end: dt.date
    quad: int
    n: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A measure as drawn: cut to the window, open where no end is known."""

    measure_id: str
    label: str
    start: dt.date
    end: dt.date
    is_open: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """What a timeline draws, as numbers: the table beside the figure shows the same.

    Attributes:
        bin_months: how many months one bar of events covers.
        unplaced: events known only to the quarter or year, or without a quad: not drawn.
        bars_left_out: measures in the window beyond the number drawn.
        texts: dates of the texts.
    """

    title: str
    since: dt.date
    until: dt.date
    bin_months: int
    bins: tuple[Bin, ...]
    bars: tuple[Bar, ...]
    bars_left_out: int
    unplaced: int
    texts: tuple[dt.date, ...]
    as_of: dt.date

    @property
    def n(self) -> int:
        """Events drawn."""
        return sum(bin_.n for bin_ in self.bins)


def timeline(report: Report) -> Strip | None:
    """The whole window of the report's dyad; None if the report draws none."""
    line = report.timeline
    return None if line is None else _strip(report, line.since, line.until, _MOST_BARS)


def two_years(report: Report) -> Strip | None:
    """Two years before the first text and two after the last, inside the dyad's window."""
    line = report.timeline
    if line is None or not report.documents:
        return None
    texts = [document.date for document in report.documents]
    since = max(line.since, min(texts) - _TWO_YEARS)
    until = min(line.until, max(texts) + _TWO_YEARS)
    return _strip(report, since, until, _FEW_BARS) if since < until else None


def _strip(report: Report, since: dt.date, until: dt.date, most_bars: int) -> Strip:
    line = report.timeline
    assert line is not None
    wanted = {table: {r.id for r in line.rows if r.table == table} for table in report.rows}
    events = _rows(report, "events", wanted)
    months = _bin_months(since, until)
    inside = [row for row in events.values() if _is_inside(row, since, until)]
    placed = [row for row in inside if _is_placed(row)]
    texts = tuple(sorted({document.date for document in report.documents}))
    bars = _bars(_rows(report, "measures", wanted), since, until, report.as_of)
    drawn = _nearest(bars, texts, most_bars)
    return Strip(
        title=" – ".join(line.parties),
        since=since,
        until=until,
        bin_months=months,
        bins=_bins(placed, months, since, until),
        bars=drawn,
        bars_left_out=len(bars) - len(drawn),
        unplaced=len(inside) - len(placed),
        texts=texts,
        as_of=report.as_of,
    )


def _rows(report: Report, table: str, wanted: Mapping[str, set[str]]) -> dict[str, Row]:
    rows = report.rows.get(table, {})
    return {id_: rows[id_] for id_ in sorted(wanted.get(table, ())) if id_ in rows}


def _bin_months(since: dt.date, until: dt.date) -> int:
    years = (until - since).days / 365.25
    return 1 if years <= 10 else 3 if years <= 25 else 12


def _is_inside(row: Row, since: dt.date, until: dt.date) -> bool:
    day = day_of(row, "date")
    return day is not None and since <= day <= until


def _is_placed(row: Row) -> bool:
    return row.get("date_precision") not in ("year", "quarter") and row.get("quad") in QUADS


def _bins(rows: Sequence[Row], months: int, since: dt.date, until: dt.date) -> tuple[Bin, ...]:
    counts: Counter[tuple[dt.date, int]] = Counter()
    for row in rows:
        day = day_of(row, "date")
        assert day is not None
        counts[_bin_start(day, months), int(row["quad"])] += 1
    last = until + dt.timedelta(days=1)
    return tuple(
        Bin(max(start, since), min(_bin_end(start, months), last), quad, n)
        for (start, quad), n in sorted(counts.items())
    )


def _bin_start(day: dt.date, months: int) -> dt.date:
    return dt.date(day.year, (day.month - 1) // months * months + 1, 1)


def _bin_end(start: dt.date, months: int) -> dt.date:
    later = start.month - 1 + months
    return dt.date(start.year + later // 12, later % 12 + 1, 1)


def _bars(
    rows: Mapping[str, Row], since: dt.date, until: dt.date, as_of: dt.date
) -> tuple[Bar, ...]:
    bars = (_bar(id_, row, since, until, as_of) for id_, row in rows.items())
    return tuple(sorted((b for b in bars if b), key=lambda b: (b.start, b.end, b.measure_id)))


def _nearest(bars: tuple[Bar, ...], texts: tuple[dt.date, ...], most: int) -> tuple[Bar, ...]:
    """At most so many bars, those that start nearest to a text, in their order."""
    if len(bars) <= most or not texts:
        return bars[:most]
    near = sorted(bars, key=lambda bar: min(abs((bar.start - day).days) for day in texts))[:most]
    return tuple(bar for bar in bars if bar in near)


def _bar(id_: str, row: Row, since: dt.date, until: dt.date, as_of: dt.date) -> Bar | None:
    start, end = day_of(row, "start"), day_of(row, "end")
    if start is None:
        return None
    last = end or day_of(row, "censored_at") or day_of(row, "status_as_of") or as_of
    if start > until or last < since:
        return None
    body = row.get("object") or str(row.get("type", "")).replace("_", " ")
    label = f"{row.get('sender')} → {row.get('target')}: {body}"
    return Bar(id_, label, max(start, since), min(max(last, start), until), end is None)
