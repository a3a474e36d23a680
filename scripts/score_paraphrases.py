"""How many paraphrased acts the docket finds in the record they were told from.

    python scripts/score_paraphrases.py tests/data/paraphrases.jsonl tests/data/paraphrases2.jsonl

Each sentence is a text of its own, held against the record of its row (or what ships). It is found if
an event or a number is on record (or within) and the finding cites the row or one that tells the same act;
`at another date` counts findings that cite it as *other_date*, `cited at all` those of any status.
`false with it hidden` counts sentences that are still called on record once the rows that tell the act, and
measures of the same two states begun within three days of it, are taken out of the record: what the docket
would say of an act that the record lacks. Rates with 95 % Wilson intervals. Totals only: whoever mends a
rule with a sentence has spent it.
"""

import csv
import datetime as dt
import json
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from intervals import wilson

from earnest.check import Context, docket
from earnest.contract.finding import Finding, RowRef
from earnest.contract.text import Document
from earnest.extract.statements import extract_statements
from earnest.store import Record
from earnest.store.view import View

ROOT = Path(__file__).parents[1]
RECORDS = (ROOT / "examples/baku-moscow-2025/record", *sorted(ROOT.glob("tests/cases/*/record")))
AS_OF = dt.date(2026, 12, 31)
FOUND = frozenset({"on_record", "within"})
COLUMNS = ("found", "at another date", "cited at all", "false with it hidden")
SAME_ACT_DAYS = 3
Row = dict[str, Any]


@cache
def view_of(folder: Path | None) -> View:
    """A record at the cut-off; None is the one that ships."""
    return (Record.open(folder) if folder else Record.open()).at(AS_OF)


@cache
def folders() -> dict[str, Path]:
    """The record that holds each event or measure, by its id; measures that ship are in none of them."""
    held: dict[str, Path] = {}
    for folder in RECORDS:
        for name, key in (("events", "event_id"), ("measures", "measure_id")):
            with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
                held.update((row[key], folder) for row in csv.DictReader(lines))
    return held


def findings(row: Row, view: View) -> tuple[Finding, ...]:
    """What the docket says of one sentence."""
    document = Document("d", f"{row['text']}\n", "", date=dt.date.fromisoformat(row["date"]))
    return docket(Context(document, extract_statements(document), view))


def record_of(row: Row) -> View:
    """The record that holds the row of a sentence."""
    return view_of(folders().get(row["row"]))


def citing(row: Row) -> list[Finding]:
    """The findings on one sentence that cite the row it was told from."""
    wanted = {row["row"], *row["also"]}
    return [f for f in findings(row, record_of(row)) if wanted & {ref.id for ref in f.rows}]


def is_false_without(row: Row) -> bool:
    """Whether an event is still called on record where the rows that tell it are hidden."""
    view = record_of(row)
    without = view.without(telling(row, view))
    return any(f.check == "event" and f.status == "on_record" for f in findings(row, without))


def telling(row: Row, view: View) -> list[RowRef]:
    ids = {row["row"], *row["also"]}
    event = next(iter(view.events_of([row["row"]])), None)
    measure = next((m for m in view.measures if m.measure_id == row["row"]), None)
    if event:
        day, sides = event.date, {event.actor_country, event.recipient_country}
    else:
        assert measure is not None
        day, sides = measure.start or measure.visible_from, {measure.sender, measure.target}
    ids |= {
        m.measure_id for m in view.measures
        if {m.sender, m.target} == sides and m.start and abs((m.start - day).days) <= SAME_ACT_DAYS
    }  # fmt: skip
    return [RowRef(table, one) for table in ("events", "measures") for one in sorted(ids)]


def tally(rows: list[Row]) -> Counter[str]:
    """How many sentences are found, at another date, cited at all."""
    counts: Counter[str] = Counter()
    for row in rows:
        statuses = {f.status for f in citing(row)}
        counts["found"] += bool(statuses & FOUND)
        counts["at another date"] += "other_date" in statuses and not statuses & FOUND
        counts["cited at all"] += bool(statuses)
        counts["false with it hidden"] += is_false_without(row)
    return counts


def main(paths: list[str]) -> None:
    """Print one row per set."""
    print("| set | n |", " | ".join(COLUMNS), "|\n|---|---|---|---|---|---|")
    for path in map(Path, paths):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        counts, n = tally(rows), len(rows)
        cells = (f"{counts[c]} ({_percent(counts[c], n)})" for c in COLUMNS)
        print(f"| {path.stem} | {n} |", " | ".join(cells), "|")


def _percent(k: int, n: int) -> str:
    low, high = wilson(k, n)
    return f"{k / n:.0%}, {low:.0%} to {high:.0%}"


if __name__ == "__main__":
    main(sys.argv[1:])
