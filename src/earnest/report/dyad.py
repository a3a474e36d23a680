"""What the record holds between two states, year by year, for a terminal or as JSON."""

import calendar
import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Final

from earnest.store.years import DyadYear

HEADINGS: Final = (
    *("verbal coop.", "material coop.", "verbal conflict", "material conflict"),
    *("measures begun", "days covered"),
)
BLIND: Final = "nothing held, nothing covered: the record cannot see"


def dyad_text(years: Sequence[DyadYear], one: str, other: str) -> str:
    """A table of years; stretches of which the record knows nothing are one line each."""
    if not years:
        return f"{one} and {other}: {BLIND} what happened\n"
    headings = ("year", f"{one} → {other}", f"{other} → {one}", *HEADINGS, "covered by")
    lines: list[Sequence[str] | str] = [headings]
    for is_blind, some in groupby(years, key=_is_blind):
        stretch = list(some)
        lines += [_blind(stretch)] if is_blind else [_cells(year) for year in stretch]
    cells = [line for line in lines if not isinstance(line, str)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(headings))]
    shown = [line if isinstance(line, str) else _aligned(line, widths) for line in lines]
    return "\n".join([f"{one} – {other}: events and measures by year", "", *shown, _told(years)])


def dyad_json(years: Sequence[DyadYear]) -> str:
    """The same years as JSON."""
    return json.dumps([asdict(year) for year in years], ensure_ascii=False, indent=1) + "\n"


def _is_blind(year: DyadYear) -> bool:
    return not (year.forth or year.back or year.measures or year.days_covered)


def _blind(years: Sequence[DyadYear]) -> str:
    first, last = years[0].year, years[-1].year
    return f"{first if first == last else f'{first}–{last}'}  {BLIND}"


def _cells(year: DyadYear) -> tuple[str, ...]:
    counts = (year.forth, year.back, *year.quads, year.measures)
    days = f"{year.days_covered} of {366 if calendar.isleap(year.year) else 365}"
    by = ", ".join(name.removeprefix("the feed ") for name in year.covered_by)
    return (str(year.year), *(f"{n:,}" if n else "–" for n in counts), days, by)


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    numbers = (cell.rjust(width) for cell, width in zip(row[1:-1], widths[1:-1], strict=True))
    return "  ".join((row[0].ljust(widths[0]), *numbers, row[-1])).rstrip()


def _told(years: Sequence[DyadYear]) -> str:
    events = sum(year.forth + year.back for year in years)
    measures = sum(year.measures for year in years)
    return (
        f"\n{events:,} events; measures begun: {measures:,}. What is not covered, or covered by a feed"
        "\nthat is thin on these states, shows that something happened, not that it did not.\n"
    )
