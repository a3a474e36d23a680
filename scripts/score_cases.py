"""Score the docket against hand-made keys: how many questions it answers as a careful person did.

    python scripts/score_cases.py tests/cases/gulf-2017 tests/cases/trade-bans ... > docs/cases.md

A row of `key.csv` counts as met if a statement that overlaps its quote has a finding of the right
kind with an accepted status that cites one of the rows of `must_cite` visible at the cut-off.
Rows marked `yes` make the rate; the others are printed. Misses are listed.
"""

import csv
import datetime as dt
import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from earnest.check import Context, docket, silences
from earnest.contract.finding import Finding
from earnest.contract.report import Silence
from earnest.extract.statements import extract_statements
from earnest.read.documents import read_document
from earnest.store import Record

LATE = dt.date(2025, 12, 31)
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the docket said to one row of a key."""

    row: Row
    is_met: bool
    said: str


def outcomes(context: Context, key: list[Row], column: str) -> Iterator[Outcome]:
    """One outcome per row of the key."""
    findings = docket(context)
    for row in key:
        start = context.document.text.index(row["quote"])
        end = start + len(row["quote"])
        near = {s.id for s in context.statements if s.start < end and start < s.end}
        found = [f for f in findings if f.statement_id in near]
        same = [f for f in found if f.check == row["question_kind"]]
        met = any(_meets(f, row, column, context) for f in same)
        said = ", ".join(sorted({f"{f.check} {f.status}" for f in same or found})) or "nothing"
        yield Outcome(row, met, said)


def _meets(finding: Finding, row: Row, column: str, context: Context) -> bool:
    cited = {r.id for r in finding.rows}
    must = {i for i in row["must_cite"].split() if _is_visible(i, context)}
    return finding.status in row[column].split("|") and (not must or bool(must & cited))


def _is_visible(row_id: str, context: Context) -> bool:
    view = context.view
    return (
        any(m.measure_id == row_id for m in view.measures)
        or bool(view.events_of([row_id]))
        or any(s.stat_id == row_id for s in view.statistics)
        or any(d.document_id == row_id for d in view.documents)
    )


def heard(context: Context, folder: Path, found: tuple[Silence, ...]) -> tuple[int, int]:
    """Silences of the key among the first ten, and how many there are."""
    listed = {row.id for silence in found[:10] for row in silence.rows}
    with (folder / "silences.csv").open(encoding="utf-8", newline="") as lines:
        wanted = [set(row["rows"].replace(",", " ").split()) for row in csv.DictReader(lines)]
    del context
    return sum(bool(rows & listed) for rows in wanted), len(wanted)


def case(folder: Path) -> Iterator[str]:
    """The results of one case, as lines of Markdown."""
    document = read_document(str(folder / "text.md"))
    record = Record.open(folder / "record")
    raw = (folder / "key.csv").read_bytes()
    key = list(csv.DictReader(raw.decode("utf-8").splitlines()))
    statements = extract_statements(document)
    assert document.date is not None
    yield f"## {folder.name}\n\nKey: `{hashlib.sha256(raw).hexdigest()}`, {len(key)} rows.\n"
    for name, day, column in (
        ("late", LATE, "expected_status_late"),
        ("at the date of the text", document.date, "expected_status_text"),
    ):
        context = Context(document, statements, record.at(day))
        found = list(outcomes(context, key, column))
        sure = [o for o in found if o.row["answerable"] == "yes"]
        met = sum(o.is_met for o in sure)
        said, wanted = heard(context, folder, silences(docket(context), context))
        yield (
            f"As of {day} ({name}): {met} of {len(sure)} answerable rows met ({met / len(sure):.0%});"
            f" {sum(o.is_met for o in found)} of all {len(found)}; silences heard: {said} of {wanted}.\n"
        )
        yield "| missed | kind | accepted | said |\n|---|---|---|---|"
        for one in sure:
            if not one.is_met:
                row = one.row
                accepted = row[column].replace("|", " or ")
                yield f"| {row['id']} | {row['question_kind']} | {accepted} | {one.said} |"
        yield ""


def main(folders: list[Path]) -> None:
    """Print the results page."""
    print("# The docket against hand-made keys\n")
    print(
        "Each key was written and committed before any result, by somebody who had not seen the\n"
        "checks. Made by `scripts/score_cases.py`; misses included.\n"
    )
    for folder in folders:
        for line in case(folder):
            print(line)


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
