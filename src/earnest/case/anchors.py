"""Statements that keep their place and their id when a text is drafted again."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from earnest.contract.text import Document, Statement

_NUMBERED = re.compile(r"s(\d+)")


def moved_along(rows: Iterable[Statement], document: Document) -> list[Statement]:
    """The rows with those of this text moved to where their words stand in it now.

    Of several places the nearest to the old one is taken; words that are gone stay where they
    were, and `lint` will name them.
    """
    return [_moved(row, document.text) if row.document == document.id else row for row in rows]


def _moved(row: Statement, text: str) -> Statement:
    if not row.text or text[row.start : row.end] == row.text:
        return row
    places = [found.start() for found in re.finditer(re.escape(row.text), text)]
    if not places:
        return row
    start = min(places, key=lambda place: abs(place - row.start))
    shift = start - row.start
    cue = row.cue and (row.cue[0] + shift, row.cue[1] + shift)
    return replace(row, start=start, end=start + len(row.text), cue=cue)


def with_known_ids(
    rows: Iterable[Statement], current: Sequence[Statement], before: Sequence[Statement]
) -> Iterator[Statement]:
    """New statements under the id that their place and kind already has, else the next free one.

    A statement whose id went to another one is left out: a person moved that row's span.

    Args:
        rows: as extracted now, in order.
        current: as people left them; where they differ from `before`, they come first.
        before: as drafted last time.
    """
    ids = {_anchor(row): row.id for row in (*before, *current)}
    taken = {row.id for row in (*before, *current)}
    numbers = [int(found[1]) for name in taken if (found := _NUMBERED.fullmatch(name))]
    next_number = max(numbers, default=0) + 1
    used: set[str] = set()
    placed = {_anchor(row) for row in current}
    for row in sorted(rows, key=lambda row: _anchor(row) not in placed):
        row_id = ids.get(_anchor(row))
        if row_id is None:
            row_id, next_number = f"s{next_number:03d}", next_number + 1
        if row_id not in used:
            used.add(row_id)
            yield replace(row, id=row_id)


def _anchor(row: Statement) -> tuple[str, int, int, str]:
    return row.document, row.start, row.end, row.kind
