"""What the record holds between two states, year by year, and for how much of each it can see."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from earnest.store.engine import Engine, in_memory
from earnest.store.record import Record

EVENTS_BY_YEAR: Final = """
SELECT year(date) AS year, actor_country, quad, count(*) AS n
FROM events
WHERE (actor_country = $one AND recipient_country = $other)
   OR (actor_country = $other AND recipient_country = $one)
GROUP BY year, actor_country, quad
ORDER BY year, actor_country, quad
"""

MEASURES_BY_YEAR: Final = """
SELECT year("start") AS year, count(*) AS n
FROM measures
WHERE (sender = $one AND target = $other) OR (sender = $other AND target = $one)
GROUP BY year
ORDER BY year
"""


@dataclass(frozen=True, slots=True)
class DyadYear:
    """One year of two states.

    Attributes:
        forth, back: events of the one toward the other, and the other way.
        quads: events by quadrant: verbal and material cooperation, verbal and material conflict.
        measures: restrictive measures between them that began in the year.
        days_covered: days on which a source states that it covers their events.
        covered_by: those sources, each once.
    """

    year: int
    forth: int
    back: int
    quads: tuple[int, int, int, int]
    measures: int
    days_covered: int
    covered_by: tuple[str, ...]


def dyad_years(record: Record, one: str, other: str) -> list[DyadYear]:
    """Every year from the first to the last that holds or covers anything, in order."""
    engine, pair = Engine(record.tables), {"one": one, "other": other}
    events = engine.rows(EVENTS_BY_YEAR, pair)
    measures = {row["year"]: row["n"] for row in engine.rows(MEASURES_BY_YEAR, pair)}
    spans = _spans(record, {one, other})
    years = {row["year"] for row in events} | set(measures)
    years |= {day.year for since, until, _ in spans for day in (since, until)}
    return [
        DyadYear(
            year,
            _count(events, year, actor=one),
            _count(events, year, actor=other),
            _quads(events, year),
            measures.get(year, 0),
            *_covered(spans, year),
        )
        for year in (range(min(years), max(years) + 1) if years else ())
    ]


Span = tuple[dt.date, dt.date, str]


def _count(events: Iterable[dict[str, object]], year: int, **wanted: object) -> int:
    names = {"actor": "actor_country", "quad": "quad"}
    return sum(
        int(str(row["n"]))
        for row in events
        if row["year"] == year and all(row[names[k]] == v for k, v in wanted.items())
    )


def _quads(events: Iterable[dict[str, object]], year: int) -> tuple[int, int, int, int]:
    one, two, three, four = (_count(events, year, quad=quad) for quad in (1, 2, 3, 4))
    return one, two, three, four


def _spans(record: Record, pair: set[str]) -> list[Span]:
    """First day, last day and name of each promise about all events of both states."""
    rows = in_memory(record.tables["coverage"]).to_pylist()
    return [
        (row["from"], row["to"], row["method"] or row["source_id"] or row["kind"])
        for row in rows
        if row["table"] == "events"
        and row["kind"] != "selected"
        and row["class"] in (None, "all")
        and all(row[side] in (None, "*", *pair) for side in ("actor", "recipient"))
        and row["from"]
        and row["to"]
    ]


def _covered(spans: list[Span], year: int) -> tuple[int, tuple[str, ...]]:
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    these = [
        (max(a, first), min(b, last), name) for a, b, name in spans if a <= last and b >= first
    ]
    days = {a.toordinal() + n for a, b, _ in these for n in range((b - a).days + 1)}
    return len(days), tuple(dict.fromkeys(name for *_, name in these))
