"""Score the docket against hand-made keys: how many questions it answers as a careful person did.

    python scripts/score_cases.py tests/cases/gulf-2017 tests/cases/trade-bans ... > docs/cases.md

A row of `key.csv` counts as met if a statement that overlaps its quote has a finding of the right
kind with an accepted status that cites one of the rows of `must_cite` visible at the cut-off.
Rows marked `yes` make the rate; the others are printed. Misses are listed. A folder with
`checks_key.csv` and `gold.jsonl` (a key that names annotated statements rather than quotes) is
scored the same way, through the text.
"""

import csv
import datetime as dt
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from earnest.check import Context, docket, silences
from earnest.contract.finding import Finding
from earnest.contract.report import Silence
from earnest.contract.text import Document
from earnest.extract.statements import extract_statements
from earnest.read.documents import read_document
from earnest.store import Record

LATE = dt.date(2025, 12, 31)
# Rows met at the later cut-off before any rule had been changed with the text at hand.
FIRST_RUN = {
    "gulf-2017": 4,
    "trade-bans": 2,
    "embassy-row": 4,
    "ceuta-2021": 7,
    "male-2023": 10,
    "nairobi-2021": 8,
    "cucuta-2021": 7,
    "kuwait-2023": 11,
    "warsaw-2022": 17,
    "kathmandu-2015": 4,
    "madrid-2022": 10,
    "pristina-2018": 15,
    "montevideo-2006": 8,
    "seoul-2019": 19,
    "kigali-2019": 22,
    "abuja-2019": 20,
    "skopje-2021": 17,
}
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """A text with its record and key; `places` are the spans that each row of the key asks about."""

    name: str
    document: Document
    record: Record
    key: list[Row]
    places: dict[str, list[tuple[int, int]]]
    digest: str
    columns: tuple[str, str]
    silences: Path | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the docket said to one row of a key."""

    row: Row
    is_met: bool
    said: str


def outcomes(context: Context, one: Case, column: str) -> Iterator[Outcome]:
    """One outcome per row of the key."""
    findings = docket(context)
    for row in one.key:
        near = {
            s.id
            for s in context.statements
            if any(s.start < end and start < s.end for start, end in one.places[row["id"]])
        }
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


def heard(found: tuple[Silence, ...], path: Path) -> tuple[int, int]:
    """Silences of the key among the first ten, and how many there are."""
    listed = {row.id for silence in found[:10] for row in silence.rows}
    with path.open(encoding="utf-8", newline="") as lines:
        wanted = [set(row["rows"].replace(",", " ").split()) for row in csv.DictReader(lines)]
    return sum(bool(rows & listed) for rows in wanted), len(wanted)


def quoted(folder: Path) -> Case:
    """A case whose key quotes its text."""
    document = read_document(str(folder / "text.md"))
    raw = (folder / "key.csv").read_bytes()
    key = list(csv.DictReader(raw.decode("utf-8").splitlines()))
    starts = {row["id"]: document.text.index(row["quote"]) for row in key}
    places = {
        row["id"]: [(starts[row["id"]], starts[row["id"]] + len(row["quote"]))] for row in key
    }
    return Case(
        folder.name, document, Record.open(folder / "record"), key, places,
        hashlib.sha256(raw).hexdigest(), ("expected_status_late", "expected_status_text"),
        folder / "silences.csv",
    )  # fmt: skip


def annotated(folder: Path, date: dt.date) -> Case:
    """A case whose key names annotated statements of `article.txt`."""
    document = read_document(str(folder / "article.txt"), date=date)
    raw = (folder / "checks_key.csv").read_bytes()
    key = list(csv.DictReader(raw.decode("utf-8").splitlines()))
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {g["id"]: (g["start"], g["end"]) for g in map(json.loads, lines)}
    places = {row["id"]: [gold[g] for g in row["gold_ids"].split()] for row in key}
    columns = tuple(f"expected_status_{day.isoformat().replace('-', '_')}" for day in (LATE, date))
    return Case(
        folder.name, document, Record.open(folder / "record"), key, places,
        hashlib.sha256(raw).hexdigest(), (columns[0], columns[1]), None,
    )  # fmt: skip


def read_case(folder: Path) -> Case:
    """The case in a folder; the day of an annotated text ends the columns of its key."""
    if (folder / "key.csv").exists():
        return quoted(folder)
    header = (folder / "checks_key.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    days = [
        name.removeprefix("expected_status_") for name in header if name.startswith("expected_")
    ]
    return annotated(folder, min(dt.date.fromisoformat(day.replace("_", "-")) for day in days))


def scored(one: Case) -> tuple[list[str], list[str]]:
    """The results of one case: lines of the table at the top, and lines of its own part."""
    statements = extract_statements(one.document)
    assert one.document.date is not None
    table, page = [], [f"## {one.name}\n\nKey: `{one.digest}`, {len(one.key)} rows.\n"]
    names = ("late", "at the date of the text")
    for name, day, column in zip(names, (LATE, one.document.date), one.columns, strict=True):
        context = Context(one.document, statements, one.record.at(day))
        found = list(outcomes(context, one, column))
        sure = [o for o in found if o.row["answerable"] == "yes"]
        met, of = sum(o.is_met for o in sure), len(sure)
        first = f"{FIRST_RUN[one.name]} of {of}" if one.name in FIRST_RUN else "not taken"
        table.append(f"| {one.name} | {day} | {first} | {met} of {of} ({met / of:.0%}) |")
        unsaid = _unsaid(one, context)
        page.append(
            f"As of {day} ({name}): {met} of {of} answerable rows met ({met / of:.0%});"
            f" {sum(o.is_met for o in found)} of all {len(found)}{unsaid}.\n"
        )
        page.append("| missed | kind | accepted | said |\n|---|---|---|---|")
        for miss in sure:
            if not miss.is_met:
                accepted = miss.row[column].replace("|", " or ")
                page.append(
                    f"| {miss.row['id']} | {miss.row['question_kind']} | {accepted} | {miss.said} |"
                )
        page.append("")
    return table, page


def _unsaid(one: Case, context: Context) -> str:
    if one.silences is None:
        return ""
    said, wanted = heard(silences(docket(context), context), one.silences)
    return f"; silences heard: {said} of {wanted}"


def main(folders: list[Path]) -> None:
    """Print the results page."""
    print("# The docket against hand-made keys\n")
    print(
        "Each key was written before any result, by somebody who had not seen the checks. Made by\n"
        "`scripts/score_cases.py`; misses included.\n\n"
        "The *first run* was before any rule was changed with these texts at hand; *now* is after, and so\n"
        "no test figure any more: expect of a new text what the first runs show, or somewhat more, since the\n"
        "rules are general. The founding case, whose text is not in the repository, was the first to be\n"
        "developed on and has no first run. `ceuta-2021` and `male-2023` stood at 8 of 35 and 12 of 34 before\n"
        "rules were developed on them, `nairobi-2021` and `cucuta-2021` at 8 and 7 of 31, `kuwait-2023`\n"
        "and `warsaw-2022` at 15 of 33 and 19 of 34. `kathmandu-2015` and `madrid-2022` were read too, and\n"
        "some of what they lacked was built, as were then `pristina-2018` and `montevideo-2006` (16 of 32 and\n"
        "14 of 33 before they were read) and eight small cases (43 of 122).\n"
        "`seoul-2019` and `kigali-2019` were written unread: their first run is that of the code from before\n"
        "the rules that pristina, montevideo and the small cases brought. With these rules they stood at 21\n"
        "and 22; then kigali was read, and `seoul-2019` alone is the test.\n"
    )
    results = [scored(read_case(folder)) for folder in folders]
    print("| case | cut-off | first run | now |\n|---|---|---|---|")
    for table, _ in results:
        print("\n".join(table))
    print()
    for _, page in results:
        print("\n".join(page))


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
