"""PLOVER records in JSON: an array, or objects one after another, with actors and an event."""

import json
from collections.abc import Iterator
from typing import Any, Final

from earnest.errors import InputError
from earnest.read.feeds.actors import sides
from earnest.read.feeds.cells import iso_days, present
from earnest.read.feeds.dyads import event_batch, event_days, identities
from earnest.read.feeds.feed import Batch, Feed, Member, Rejected
from earnest.read.feeds.plover import plover_columns
from earnest.read.feeds.rows import Rows, rows_of

MOST_BYTES: Final = 256 << 20
COLUMNS: Final = ("id", "date", "source", "target", "event", "mode")
BROKEN: Final = "the JSON of the record is broken"
NO_EVENT: Final = "records without an event"
TEXT_ONLY: Final = "reciprocal records whose sides stand in the text alone"
_ROWS_AT_A_TIME: Final = 10_000
_BETWEEN: Final = " \t\r\n,[]"


def batches(member: Member) -> Iterator[Batch]:
    """The events of a file of PLOVER records; the text of the records is not kept.

    Raises:
        InputError: the file is larger than 256 MB.
    """
    raw = member.stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise InputError(member.name, "the file has over 256 MB", "split it into several")
    yield _batch(_rows(member, raw.decode(errors="replace")))


def _rows(member: Member, text: str) -> Rows:
    records: list[tuple[int, list[str]]] = []
    kept: list[bytes] = []
    rejected: list[Rejected] = []
    aside: dict[str, int] = {}
    for line, raw, found in _objects(text):
        if not isinstance(found, dict):
            rejected.append(Rejected(member.name, line, BROKEN, raw.encode()))
        elif reason := _left_out(found):
            aside[reason] = aside.get(reason, 0) + 1
        else:
            records.append((line, _cells(found)))
            kept.append(raw.encode())
    rows = rows_of(member, COLUMNS, records, kept, rejected=rejected)
    rows.left_out.update(aside)
    return rows


def _objects(text: str) -> Iterator[tuple[int, str, Any]]:
    """Line, text and value of each record; a broken one ends at its line."""
    decoder, place, line = json.JSONDecoder(), 0, 1
    while True:
        start = place
        while place < len(text) and text[place] in _BETWEEN:
            place += 1
        line += text.count("\n", start, place)
        if place == len(text):
            return
        try:
            found, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            cut = text.find("\n", place)
            found, end = None, len(text) if cut < 0 else cut
        yield line, text[place:end], found
        line += text.count("\n", place, end)
        place = end


def _left_out(found: dict[str, Any]) -> str | None:
    if not found.get("event"):
        return NO_EVENT
    return TEXT_ONLY if not (found.get("source") or found.get("target")) else None


def _cells(found: dict[str, Any]) -> list[str]:
    day = str(found.get("date") or "")
    day = f"{day[:4]}-{day[4:6]}-{day[6:8]}" if len(day) == 8 and day.isdigit() else day
    given = (found.get("id"), day, _code(found.get("source")), _code(found.get("target")))
    return [_text(cell) for cell in (*given, found["event"], found.get("mode"))]


def _text(cell: object) -> str:
    """The cell as text; what no UTF-8 can hold is replaced."""
    return str(cell or "").encode(errors="replace").decode()


def _code(actors: object) -> str:
    """Code and sector of the first actor."""
    first = actors[0] if isinstance(actors, list) and actors else actors
    if not isinstance(first, dict):
        return first if isinstance(first, str) else ""
    return f"{first.get('code') or ''}{first.get('sector') or ''}".replace(" ", "")


def _batch(rows: Rows) -> Batch:
    when = event_days(rows, iso_days, "date")
    columns = {
        "event_id": identities(rows, "plover", "id"),
        **when,
        **plover_columns(rows, rows.column("event")),
        "description": present(rows.column("mode")),
    }
    days = when["date"].to_numpy(zero_copy_only=False)
    both = [sides(rows, rows.column(s), days, scheme="cameo") for s in ("source", "target")]
    return event_batch(rows, both, columns)


def _is_plover(head: bytes) -> bool:
    start = head.lstrip()[:1] in (b"{", b"[")
    return start and b'"event"' in head and b'"source"' in head and b'"target"' in head


FEED: Final = Feed("plover", "PLOVER records (JSON)", "events", _is_plover, batches)
