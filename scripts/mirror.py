"""The mirror test: with its two states exchanged, does a text get the mirrored answers?

    python scripts/mirror.py > docs/mirror.md

Two levels. *Fields*: in the statements, in every table of the record, the embedded ones included,
and in the gazetteer the two codes change places; the words stay. No rule knows a code, so every
finding has to come out the same. *Text*: in the text and in the words of the record the names,
demonyms, peoples, capitals and seats of the two change places, the codes with them; the gazetteer
stays as it is and extraction does the whole job. Each finding that does not exchange is listed.
"""

import csv
import datetime as dt
import multiprocessing
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

import pyarrow as pa

from earnest.case.load import load_case
from earnest.check import Context, docket
from earnest.contract.finding import Finding
from earnest.contract.tables import ID_COLUMN
from earnest.contract.text import Document, Statement
from earnest.extract import gazetteer
from earnest.extract.actors import find_actors
from earnest.extract.statements import extract_statements
from earnest.read.documents import read_document
from earnest.store import Record

ROOT = Path(__file__).parent.parent
EXAMPLE, OWN = ROOT / "examples/baku-moscow-2025", ROOT / "tests/cases/embassy-row"
PAIRS = {EXAMPLE: ("AZE", "RUS"), OWN: ("DZA", "FRA")}
AS_OF = dt.date(2025, 12, 31)
KEPT = {*ID_COLUMN.values(), "source_id", "source_ref", "source_start", "source_end", "series_id"}
FORMS = ("name", "aliases", "demonyms", "people", "capitals", "seats")


@dataclass(frozen=True, slots=True)
class Answer:
    """A finding reduced to what has to exchange."""

    statement: str
    place: str
    check: str
    status: str
    rows: tuple[str, ...]
    read: str


def exchanged(text: str, pairs: dict[str, str]) -> str:
    """A text with each whole word or name of the pairs in the place of its counterpart."""
    names = "|".join(re.escape(name) for name in sorted(pairs, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{names})(?!\w)", lambda m: pairs[m.group()], text)


def codes_of(pair: tuple[str, str]) -> dict[str, str]:
    """The two codes, each for the other."""
    return {pair[0]: pair[1], pair[1]: pair[0]}


def names_of(pair: tuple[str, str]) -> dict[str, str]:
    """The names of two states by form, each for the first of that form of the other."""
    table = files("earnest.data").joinpath("countries.csv").read_text(encoding="utf-8")
    rows = {row["code"]: row for row in csv.DictReader(table.splitlines())}
    found: dict[str, str] = {}
    for one, other in (pair, pair[::-1]):
        for form in FORMS:
            theirs = rows[other][form].split("|")[0] or rows[other]["name"]
            for name in filter(None, rows[one][form].split("|")):
                found.setdefault(name, theirs)
    return found


def mirrored_record(record: Record, codes: dict[str, str], names: dict[str, str]) -> Record:
    """The record with codes, and names if there are any, changed round in every table."""
    tables = {name: _table(table, codes, names) for name, table in record.tables.items()}
    return Record(tables, record.sources)


def _table(table: pa.Table, codes: dict[str, str], names: dict[str, str]) -> pa.Table:
    for place, field in enumerate(table.schema):
        if field.name in KEPT or not pa.types.is_string(field.type):
            continue
        cells = [
            None if cell is None else _cell(cell, codes, names)
            for cell in table.column(place).to_pylist()
        ]
        table = table.set_column(place, field, pa.array(cells, field.type))
    return table


def _cell(cell: str, codes: dict[str, str], names: dict[str, str]) -> str:
    turned = exchanged(cell, codes)
    return exchanged(turned, names) if names else turned


def mirrored_statement(statement: Statement, codes: dict[str, str]) -> Statement:
    """A statement with the codes in its fields changed round; its words stay."""
    turned = {
        field: exchanged(value, codes)
        for field in ("holder", "speaker", "explained", "attributed_by")
        if (value := getattr(statement, field))
    }
    actors = tuple(exchanged(actor, codes) for actor in statement.actors)
    about = tuple(exchanged(name, codes) for name in statement.about)
    return replace(statement, actors=actors, about=about, **turned)


def answers(folder: Path, level: str) -> list[Answer]:
    """The findings on the texts of a folder: `plain`, or mirrored by `fields` or `text`."""
    codes, names = codes_of(PAIRS[folder]), names_of(PAIRS[folder])
    record = Record.open(folder / "record")
    texts = list(_texts(folder, level, codes, names))
    if level == "fields":
        _turn_the_gazetteer(codes)
    if level != "plain":
        record = mirrored_record(record, codes, names if level == "text" else {})
    view = record.at(AS_OF)
    found = []
    for document, statements in texts:
        context = Context(document, statements, view)
        found += [_answer(f, context.by_id[f.statement_id]) for f in docket(context)]
    return found


def _texts(
    folder: Path, level: str, codes: dict[str, str], names: dict[str, str]
) -> Iterator[tuple[Document, tuple[Statement, ...]]]:
    """Texts with their statements: a person's where the folder is a case and the words stay."""
    if (folder / "case.toml").exists():
        case = load_case(folder)
        for document in case.documents:
            own = tuple(s for s in case.statements if s.document == document.id)
            yield _text(document, own if level != "text" else None, level, codes, names)
    else:
        document = read_document(str(folder / "text.md"))
        own = None if level == "text" else extract_statements(document)
        yield _text(document, own, level, codes, names)


def _text(
    document: Document,
    own: tuple[Statement, ...] | None,
    level: str,
    codes: dict[str, str],
    names: dict[str, str],
) -> tuple[Document, tuple[Statement, ...]]:
    if own is None:
        document = replace(document, text=exchanged(document.text, names))
        return document, extract_statements(document)
    if level == "fields":
        own = tuple(mirrored_statement(s, codes) for s in own)
    return document, own


def _turn_the_gazetteer(codes: dict[str, str]) -> None:
    """The shipped names with the two codes changed round: what is called by one name is the other state."""
    read = gazetteer.table

    def turned(name: str) -> tuple[dict[str, str], ...]:
        return tuple({k: exchanged(v, codes) for k, v in row.items()} for row in read(name))

    gazetteer.table = turned
    gazetteer._shipped.cache_clear()


def _answer(finding: Finding, statement: Statement) -> Answer:
    fields = (
        statement.kind,
        statement.holder,
        statement.actors,
        statement.date,
        statement.quantity,
    )
    rows = tuple(row.id for row in finding.rows)
    return Answer(
        statement.text,
        f"{statement.document}.{finding.id}",
        finding.check,
        finding.status,
        rows,
        str(fields),
    )


def by_fields(folder: Path) -> tuple[int, list[str]]:
    """How many findings there are, and those that do not exchange at field level."""
    plain, turned = _both(folder, "plain", "fields")
    other = {a.place: (a.status, a.rows) for a in turned}
    lost = [a.place for a in plain if other.get(a.place) != (a.status, a.rows)]
    return len(plain), [*lost, *sorted(other.keys() - {a.place for a in plain})]


def by_text(folder: Path) -> tuple[int, list[str]]:
    """How many findings there are on the extracted text, and those that do not exchange, with the cause."""
    pair = PAIRS[folder]
    plain, turned = _both(folder, "read", "text")
    codes, names = codes_of(pair), names_of(pair)
    other = {(a.statement, a.check): a for a in turned}
    spans = {a.statement: a for a in turned}
    lost = []
    for one in plain:
        text = exchanged(one.statement, names)
        twin = other.get((text, one.check))
        if twin and (twin.status, set(twin.rows)) == (one.status, set(one.rows)):
            continue
        lost.append(
            f"| {one.statement[:70]} | {one.check} | {one.status} | "
            f"{twin.status if twin else 'none'} | {_cause(one, twin, spans.get(text), codes)} |"
        )
    return len(plain), lost


def _cause(one: Answer, twin: Answer | None, same: Answer | None, codes: dict[str, str]) -> str:
    """Why a finding does not exchange: the parse, the reading, names that only one side has, or a rule."""
    if same is None:
        return "extraction: the sentence is cut otherwise"
    if exchanged(one.read, codes) != same.read:
        return "extraction: kind, parties, date or number are read otherwise"
    known = {m.country for m in find_actors(one.statement) if m.form in _OWNED} - {None}
    if known & codes.keys():
        return "gazetteer: a body or a person of one side has no counterpart"
    return "not traced" if twin else "not traced: the check is not asked"


_OWNED = frozenset({"organisation", "officeholder"})


def _both(folder: Path, one: str, other: str) -> tuple[list[Answer], list[Answer]]:
    """Two runs, each in a process of its own: the gazetteer is read once a process."""
    with multiprocessing.get_context("spawn").Pool(2, maxtasksperchild=1) as pool:
        runs = [pool.apply_async(_run, (folder, level)) for level in (one, other)]
        return runs[0].get(), runs[1].get()


def _run(folder: Path, level: str) -> list[Answer]:
    if level == "read":  # the plain text, its statements extracted too
        return _extracted(folder)
    return answers(folder, level)


def _extracted(folder: Path) -> list[Answer]:
    view, found = Record.open(folder / "record").at(AS_OF), []
    for document, _ in _texts(folder, "plain", {}, {}):
        context = Context(document, extract_statements(document), view)
        found += [_answer(f, context.by_id[f.statement_id]) for f in docket(context)]
    return found


def main() -> None:
    """Print the page."""
    print("# The mirror test\n\nMade by `scripts/mirror.py`, which says what is exchanged.\n")
    print("## Fields\n\n| texts | findings | do not exchange |\n|---|---|---|")
    for folder in PAIRS:
        n, lost = by_fields(folder)
        print(f"| {folder.name} | {n} | {len(lost)} |")
    for folder in PAIRS:
        n, lost = by_text(folder)
        print(
            f"\n## Text: {folder.name}\n\n{n - len(lost)} of {n} findings exchange ({1 - len(lost) / n:.1%}).\n"
        )
        print("| statement | check | plain | mirrored | cause |\n|---|---|---|---|---|")
        print("\n".join(lost))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
