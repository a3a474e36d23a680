"""Where the rows of a case contradict its texts or each other."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from pathlib import Path

from earnest.case.tables import Located, Tables
from earnest.case.texts import SAFE_ID
from earnest.contract.text import Document, Statement
from earnest.errors import Problem


def contradictions(
    folder: Path, documents: Sequence[Document], tables: Tables, *, text_ids: Sequence[str]
) -> Iterator[Problem]:
    """Every contradiction, table by table.

    Args:
        folder: the case folder, for the places named in the problems.
        documents: the texts that could be read.
        tables: the rows that could be read.
        text_ids: the ids of all texts of the folder, those that cannot be read included.
    """
    yield from _text_names(folder, text_ids)
    yield from _spans(folder / "statements.csv", documents, tables, text_ids)
    yield from _statement_twins(folder / "statements.csv", tables)
    yield from _theses(folder / "theses.csv", tables)
    yield from _bearing(folder / "bearing.csv", tables)
    yield from _decisions(folder / "checks.csv", tables)
    yield from _predictions(folder / "predictions.csv", documents, tables)


def _text_names(folder: Path, text_ids: Sequence[str]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for text_id in text_ids:
        where = str(folder / "text" / f"{text_id}.txt")
        if not SAFE_ID.fullmatch(text_id):
            yield Problem(where, "the name has marks an id cannot have", "use letters, digits, _.-")
        if (twin := seen.setdefault(text_id.casefold(), text_id)) != text_id:
            yield Problem(where, f"differs from {twin!r} in case only", "rename one of them")


def _spans(
    path: Path, documents: Sequence[Document], tables: Tables, text_ids: Collection[str]
) -> Iterator[Problem]:
    by_id = {document.id: document for document in documents}
    for located in tables.statements:
        row = located.row
        if document := by_id.get(row.document):
            yield from _span(path, located, document.text)
        elif row.document not in text_ids:
            fault = f"there is no text {row.document!r}"
            yield Problem(str(path), fault, "name a text of text/", located.line, "document")


def _span(path: Path, located: Located[Statement], text: str) -> Iterator[Problem]:
    row = located.row
    if not 0 <= row.start < row.end <= len(text):
        fault = f"[{row.start}, {row.end}) lies outside the text of {len(text)} code points"
        yield Problem(str(path), fault, _found_at(text, row.text), located.line, "start")
    elif text[row.start : row.end] != row.text:
        fault = f"the text has {text[row.start : row.end]!r} at [{row.start}, {row.end})"
        yield Problem(str(path), fault, _found_at(text, row.text), located.line, "text")
    if row.cue and not 0 <= row.cue[0] < row.cue[1] <= len(text):
        fault = f"[{row.cue[0]}, {row.cue[1]}) lies outside the text"
        yield Problem(str(path), fault, "correct the place or remove it", located.line, "cue")


def _found_at(text: str, words: str) -> str:
    at = text.find(words)
    if not words or at < 0:
        return "correct start, end and text so that they agree"
    return f"these words stand at start {at}, end {at + len(words)}"


def _statement_twins(path: Path, tables: Tables) -> Iterator[Problem]:
    rows = tables.statements
    yield from _twins(path, rows, [located.row.id for located in rows], "id", "the id")
    keys = [(r.row.document, r.row.start, r.row.end, r.row.kind) for r in rows]
    yield from _twins(path, rows, keys, "start", "the same span and kind")


def _twins(
    path: Path,
    rows: Iterable[Located[object]],
    keys: Iterable[Hashable],
    field: str,
    what: str,
) -> Iterator[Problem]:
    seen: dict[Hashable, int] = {}
    for located, key in zip(rows, keys, strict=True):
        first = seen.setdefault(key, located.line)
        if first != located.line:
            fault = f"{what} stands in line {first} already"
            yield Problem(str(path), fault, "change or remove one of them", located.line, field)


def _theses(path: Path, tables: Tables) -> Iterator[Problem]:
    rows = tables.theses
    yield from _twins(path, rows, [located.row.id for located in rows], "id", "the id")
    for located in rows:
        thesis = located.row
        if thesis.origin == "text" and not thesis.holders:
            remedy = "name who holds it, or write origin analyst"
            yield Problem(str(path), "nobody holds this thesis", remedy, located.line, "holders")
        for statement in thesis.stated_in:
            yield from _unknown_statement(path, tables, statement, located.line, "stated_in")


def _bearing(path: Path, tables: Tables) -> Iterator[Problem]:
    rows = tables.bearing
    keys = [(located.row.thesis, located.row.statement_id) for located in rows]
    yield from _twins(path, rows, keys, "statement", "the same thesis and statement")
    for located in rows:
        if located.row.thesis not in tables.thesis_ids:
            fault = f"there is no thesis {located.row.thesis!r}"
            yield Problem(str(path), fault, "name a thesis of theses.csv", located.line, "thesis")
        yield from _unknown_statement(path, tables, located.row.statement_id, located.line)


def _decisions(path: Path, tables: Tables) -> Iterator[Problem]:
    rows = tables.decisions
    keys = [(located.row.statement, located.row.check) for located in rows]
    yield from _twins(path, rows, keys, "check", "a decision on this statement and check")
    for located in rows:
        yield from _unknown_statement(path, tables, located.row.statement, located.line)
        if located.row.verdict == "replaced" and not located.row.rows:
            remedy = "name the rows that replace the answer, or write rejected"
            yield Problem(str(path), "replaced by no rows", remedy, located.line, "rows")


def _predictions(path: Path, documents: Sequence[Document], tables: Tables) -> Iterator[Problem]:
    rows = tables.predictions
    yield from _twins(path, rows, [r.row.statement for r in rows], "statement", "the statement")
    written = {document.id: document.date for document in documents}
    made = {r.row.id: written.get(r.row.document) for r in tables.statements}
    for located in rows:
        yield from _unknown_statement(path, tables, located.row.statement, located.line)
        day, deadline = made.get(located.row.statement), located.row.deadline
        if day and deadline and deadline < day:
            fault = f"{deadline} lies before the text's own date, {day}"
            yield Problem(str(path), fault, "correct the deadline", located.line, "deadline")


def _unknown_statement(
    path: Path, tables: Tables, statement: str, line: int, field: str = "statement"
) -> Iterator[Problem]:
    if statement not in tables.statement_ids:
        fault = f"there is no statement {statement!r}"
        yield Problem(str(path), fault, "name a statement of statements.csv", line, field)
