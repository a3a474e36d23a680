"""How many paraphrased acts the docket finds in the record they were told from.

    python scripts/score_paraphrases.py tests/data/paraphrases.jsonl tests/data/paraphrases2.jsonl

Each sentence is a text of its own, held against the record of its row (or what ships). It is found if
an event or a number is on record (or within) and the finding cites the row or one that tells the same act;
`at another date` counts findings that cite it as *other_date*, `cited at all` those of any status.
Rates with 95 % Wilson intervals. Totals only: whoever mends a rule with a sentence has spent it.
"""

import csv
import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from intervals import wilson

from earnest.check import Context, docket
from earnest.contract.finding import Finding
from earnest.contract.text import Document
from earnest.extract.statements import extract_statements
from earnest.store import Record
from earnest.store.view import View

ROOT = Path(__file__).parents[1]
RECORDS = (ROOT / "examples/baku-moscow-2025/record", *sorted(ROOT.glob("tests/cases/*/record")))
AS_OF = dt.date(2026, 6, 30)
FOUND = frozenset({"on_record", "within"})
COLUMNS = ("found", "at another date", "cited at all")
Row = dict[str, Any]


@cache
def view_of(folder: Path | None) -> View:
    """A record at the cut-off; None is the one that ships."""
    return (Record.open(folder) if folder else Record.open()).at(AS_OF)


@cache
def folders() -> dict[str, Path]:
    """The record that holds each event, by its id."""
    held: dict[str, Path] = {}
    for folder in RECORDS:
        with (folder / "events.csv").open(encoding="utf-8", newline="") as lines:
            held.update((row["event_id"], folder) for row in csv.DictReader(lines))
    return held


def citing(row: Row) -> Iterator[Finding]:
    """The findings on one sentence that cite the row it was told from."""
    folder = folders()[row["row"]] if row["table"] == "events" else None
    text = f"{row['text']}\n"
    document = Document("d", text, "", date=dt.date.fromisoformat(row["date"]))
    context = Context(document, extract_statements(document), view_of(folder))
    wanted = {row["row"], *row["also"]}
    yield from (f for f in docket(context) if wanted & {ref.id for ref in f.rows})


def tally(rows: list[Row]) -> Counter[str]:
    """How many sentences are found, at another date, cited at all."""
    counts: Counter[str] = Counter()
    for row in rows:
        statuses = {f.status for f in citing(row)}
        counts["found"] += bool(statuses & FOUND)
        counts["at another date"] += "other_date" in statuses and not statuses & FOUND
        counts["cited at all"] += bool(statuses)
    return counts


def main(paths: list[str]) -> None:
    """Print one row per set."""
    print("| set | n |", " | ".join(COLUMNS), "|\n|---|---|---|---|---|")
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
