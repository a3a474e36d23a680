"""Check the curated measures against the rules of `docs/measures.md`.

    python scripts/check_measures.py

Prints one line per fault and exits 1 if there is any. What the reader of every hand-written
`measures.csv` refuses anyway (unknown columns, codes, dates) is not repeated here.
"""

import calendar
import csv
import datetime as dt
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final, get_args
from urllib.parse import urlsplit

from earnest.contract.words import FAMILY_OF, Confidence, MeasureStatus, Tier
from earnest.measure.spells import WITHOUT_END

DATA: Final = Path(__file__).parents[1] / "src" / "earnest" / "data"
MEASURES: Final = DATA / "embedded" / "measures.csv"
CLASSES: Final = DATA / "source_classes.csv"

MEMORY: Final = "memory"
STATE_MEDIA: Final = "state_media"
HOST_CLASSES: Final = ("official", "agency", "media", STATE_MEDIA, "aggregator", "mirror")
SOURCE_CLASSES: Final = (
    "official",
    "agency",
    "media",
    "state_media_of_party",
    "aggregator",
    "mirror",
)
NO_SUPPORT: Final = frozenset({"aggregator", "mirror"})
VOCABULARY: Final[dict[str, frozenset[str]]] = {
    "type": frozenset(FAMILY_OF),
    "status": frozenset(get_args(MeasureStatus)),
    "scope": frozenset({"target_specific", "part_of_wider_measure"}),
    "tier": frozenset(get_args(Tier)),
    "confidence": frozenset(get_args(Confidence)),
    "source_class": frozenset({"", *SOURCE_CLASSES}),
    "start_precision": frozenset({"day", "month", "year"}),
    "end_precision": frozenset({"", "day", "month", "year"}),
}
# One step of a government is easily entered under each of these.
KINDRED: Final = {
    "agreement_suspended": "cooperation",
    "dialogue_suspended": "cooperation",
    "military_cooperation_suspended": "cooperation",
}
# The note that a step on the day of another, against somebody else, was decided for itself.
OWN_OCCASION: Final = "own occasion"
# A staging or preview copy of a site is no address to cite.
STAGING: Final = (
    "staging",
    "stg-",
    "www-pre.",
    "web.production.",
    "aws-production.",
    "digital-release.",
    "cdn.arcpublishing.com",
    ".c97.org",
    ".pages.dev",
    "news-pravda.com",
)
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Host:
    """How the publisher behind an address stands to the parties.

    Attributes:
        kind: one of `HOST_CLASSES`.
        country: the state that runs it, for state media; else empty.
    """

    kind: str
    country: str


def hosts(path: Path = CLASSES) -> dict[str, Host]:
    """The class of every host, from `source_classes.csv`."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {r["host"]: Host(r["class"], r["country"]) for r in csv.DictReader(lines)}


def rows(path: Path = MEASURES) -> list[dict[str, str]]:
    """The measures as text, in file order."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def source_class(address: str, row: Row, known: Mapping[str, Host]) -> str:
    """The class of a source toward this row; empty if it is no address or its host is unknown."""
    host = known.get(urlsplit(address).hostname or "")
    if host is None:
        return ""
    if host.kind != STATE_MEDIA:
        return host.kind
    party = host.country in (row["sender"], row["target"])
    return "state_media_of_party" if party else "media"


def supports(address: str, row: Row, known: Mapping[str, Host]) -> bool:
    """Whether a page may back this row: a party's state media back only what that party did."""
    kind = source_class(address, row, known)
    if kind == "state_media_of_party":
        return known[urlsplit(address).hostname or ""].country == row["sender"]
    return kind != "" and kind not in NO_SUPPORT


def problems(table: Iterable[Row], known: Mapping[str, Host]) -> list[str]:
    """Every fault, as `id: what is wrong`, in the order of the rows."""
    table = list(table)
    found = [f"{row['measure_id']}: {fault}" for row in table for fault in _faults(row, known)]
    return [
        *_host_faults(known),
        *found,
        *_reciprocal_faults(table),
        *_duplicates(table),
        *_overlaps(table),
        *_narrow_scopes(table),
        *_lone_clusters(table),
    ]


def _faults(row: Row, known: Mapping[str, Host]) -> Iterator[str]:
    yield from _word_faults(row)
    yield from _convention_faults(row)
    yield from _order_faults(row)
    yield from _status_faults(row)
    yield from _source_faults(row, known)


def _word_faults(row: Row) -> Iterator[str]:
    for column, words in VOCABULARY.items():
        if row[column] not in words:
            yield f"{column} {row[column]!r} is not in the vocabulary"
    if row["family"] != FAMILY_OF.get(row["type"]):
        yield f"family {row['family']!r} is not that of {row['type']}"
    if row["sender"] == row["target"]:
        yield "sender and target are the same"


def _convention_faults(row: Row) -> Iterator[str]:
    for name in ("start", "end"):
        written, precision = row[name], row[f"{name}_precision"]
        if bool(written) != bool(precision):
            yield f"{name} and its precision do not go together"
        elif written and written != _first(written, precision):
            yield f"{name} {written} is not the first day of its {precision}"


def _order_faults(row: Row) -> Iterator[str]:
    start, end, seen = row["start"], row["end"], row["status_as_of"]
    if not seen:
        yield "status_as_of is blank"
    if end and _last(end, row["end_precision"]) < start:
        yield f"ends {end}, before it starts {start}"
    if end and seen < end:
        yield f"status_as_of {seen} is before the end {end}"
    if seen < start:
        yield f"status_as_of {seen} is before the start {start}"
    made_public = row["announced"]
    late = made_public > _last(start, row["start_precision"])
    if made_public and late and "public" not in row["note"].lower():
        yield f"announced {made_public} after its start, and the note does not say it was made public later"


def _status_faults(row: Row) -> Iterator[str]:
    status, ended = row["status"], bool(row["end"])
    if (status in {"lifted", "superseded"}) != ended:
        yield f"status {status} does not go with {'an' if ended else 'no'} end"
    if row["type"] in WITHOUT_END and status != "unknown":
        yield f"{row['type']} has no natural end: status must be unknown, not {status}"
    if status == "in_force" and row["status_as_of"] <= _last(row["start"], row["start_precision"]):
        yield "in_force needs a source later than the act itself; else the status is unknown"
    if status != "unknown" and not row["source_end"]:
        yield "source_end must say what backs the end or status, or memory"
    if status == "unknown" and row["status_as_of"] != _last(row["start"], row["start_precision"]):
        yield "status unknown is as of the last day of the start"
    if status == "unknown" and row["source_end"] and row["type"] not in WITHOUT_END:
        yield "status unknown has no source_end: a page after the act makes it in_force"


def _source_faults(row: Row, known: Mapping[str, Host]) -> Iterator[str]:
    for column in ("source_start", "source_end"):
        yield from _address_faults(column, row[column], known)
    backed = supports(row["source_start"], row, known)
    if (row["tier"] == "page") != backed:
        yield f"tier {row['tier']} does not go with source_start {row['source_start']}"
    kind = source_class(row["source_start"], row, known)
    if row["source_class"] != kind:
        yield f"source_class must be {kind or 'blank'}, not {row['source_class'] or 'blank'}"
    end_backed = row["status"] == "unknown" or supports(row["source_end"], row, known)
    if row["confidence"] == "high" and not (backed and end_backed):
        yield "confidence is high though a page does not back both start and status"


def _address_faults(column: str, address: str, known: Mapping[str, Host]) -> Iterator[str]:
    if address in {"", MEMORY}:
        if column == "source_start" and not address:
            yield "source_start is blank: give an address or memory"
        return
    host = urlsplit(address).hostname or ""
    if not address.startswith(("http://", "https://")) or " " in address:
        yield f"{column} is no single http address: {address}"
    elif any(mark in host for mark in STAGING):
        yield f"{column} is a copy of another site: give the publisher's address ({host})"
    elif host not in known:
        yield f"{column}: add {host} to source_classes.csv"
    elif known[host].kind == "mirror":
        yield f"{column} is a mirror: give the publisher's address ({host})"


def _host_faults(known: Mapping[str, Host]) -> Iterator[str]:
    for name, host in known.items():
        if host.kind not in HOST_CLASSES:
            yield f"source_classes.csv: {name} has the unknown class {host.kind!r}"
        if (host.kind == STATE_MEDIA) != bool(host.country):
            yield f"source_classes.csv: {name}: state media, and only they, have a country"


def _reciprocal_faults(table: list[Row]) -> Iterator[str]:
    by_id = {row["measure_id"]: row for row in table}
    for row in table:
        name = row["reciprocal_of"]
        if not name:
            continue
        other = by_id.get(name)
        if other is None:
            yield f"{row['measure_id']}: reciprocal_of {name} is no row"
        elif (other["sender"], other["target"]) != (row["target"], row["sender"]):
            yield f"{row['measure_id']}: reciprocal_of {name} does not have the parties exchanged"
        elif _last(row["start"], row["start_precision"]) < (other["announced"] or other["start"]):
            yield f"{row['measure_id']}: answers {name}, which came later"


def _duplicates(table: list[Row]) -> Iterator[str]:
    """The same act twice: rows alike in parties, kind and start must name different objects."""
    alike = defaultdict(list)
    for row in table:
        kind = KINDRED.get(row["type"], row["type"])
        alike[row["sender"], row["target"], kind, row["start"]].append(row)
    for group in alike.values():
        objects = {row["object"].lower() for row in group}
        if len(group) > 1 and (len(objects) < len(group) or "" in objects):
            yield f"the same act twice: {', '.join(row['measure_id'] for row in group)}"


def _overlaps(table: list[Row]) -> Iterator[str]:
    """The same step twice at a time: it ends first, or the rows name different objects."""
    alike = defaultdict(list)
    for row in table:
        if row["type"] not in WITHOUT_END:
            alike[row["sender"], row["target"], row["type"], row["object"].lower()].append(row)
    for group in alike.values():
        in_order = sorted(group, key=lambda row: row["start"])
        for row, later in pairwise(in_order):
            begins = _last(later["start"], later["start_precision"])
            if row["start"] < later["start"] and begins < _stands_until(row):
                yield f"overlaps: {row['measure_id']}, {later['measure_id']}"


def _narrow_scopes(table: list[Row]) -> Iterator[str]:
    """One step against several targets on one day is wider, unless each had its own occasion."""
    together = defaultdict(list)
    for row in table:
        if row["start_precision"] == "day" and OWN_OCCASION not in row["note"]:
            together[row["sender"], row["type"], row["start"]].append(row)
    for group in together.values():
        if len({row["target"] for row in group}) > 1:
            for row in group:
                if row["scope"] == "target_specific":
                    yield f"{row['measure_id']}: same step, same day, other targets: not target_specific"


def _lone_clusters(table: list[Row]) -> Iterator[str]:
    sizes = Counter(row["cluster"] for row in table if row["cluster"])
    for name, size in sizes.items():
        if size == 1:
            yield f"cluster {name} has one row only"


def _stands_until(row: Row) -> str:
    """The last day on which the row may stand."""
    if row["end"]:
        return row["end"]
    return row["status_as_of"] if row["status"] == "unknown" else "9999-12-31"


def _first(day: str, precision: str) -> str:
    return {"month": f"{day[:7]}-01", "year": f"{day[:4]}-01-01"}.get(precision, day)


def _last(day: str, precision: str) -> str:
    date = dt.date.fromisoformat(day)
    if precision == "year":
        return date.replace(month=12, day=31).isoformat()
    if precision == "month":
        return date.replace(day=calendar.monthrange(date.year, date.month)[1]).isoformat()
    return day


def main() -> int:
    """Print the faults of the shipped table; 0 if there are none."""
    faults = problems(rows(), hosts())
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults in {len(rows())} measures")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
