"""The five tables of a case folder, read and written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from earnest.case import cells
from earnest.case.files import csv_lines, csv_text, form_problems, replace_file
from earnest.case.model import CasePrediction, CaseThesis, Decision
from earnest.case.written import (
    BearingLine,
    DecisionLine,
    PredictionLine,
    StatementLine,
    ThesisLine,
)
from earnest.contract.report import Bearing
from earnest.contract.text import Statement
from earnest.errors import Problem

L = TypeVar("L", bound=BaseModel)
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
_OPTIONAL: Final = ("bearing.csv", "checks.csv", "predictions.csv")


@dataclass(frozen=True, slots=True)
class Located(Generic[R_co]):
    """A row, and the line of the file it stands on."""

    line: int
    row: R_co


_Rows = tuple[tuple[Located[R], ...], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of a case with their lines.

    Attributes:
        statement_ids, thesis_ids: every id named in the files, those of broken lines too.
    """

    statements: tuple[Located[Statement], ...] = ()
    theses: tuple[Located[CaseThesis], ...] = ()
    bearing: tuple[Located[Bearing], ...] = ()
    decisions: tuple[Located[Decision], ...] = ()
    predictions: tuple[Located[CasePrediction], ...] = ()
    statement_ids: frozenset[str] = frozenset()
    thesis_ids: frozenset[str] = frozenset()


def read_tables(folder: Path, problems: list[Problem]) -> Tables:
    """The five tables of a folder; lines that cannot be read are left out and reported."""

    def rows(name: str, form: type[L], row: Callable[[L], R]) -> _Rows[R]:
        return _rows(folder / name, form, row, problems)

    statements = rows("statements.csv", StatementLine, StatementLine.row)
    theses = rows("theses.csv", ThesisLine, ThesisLine.row)
    return Tables(
        statements=statements[0],
        theses=theses[0],
        bearing=rows("bearing.csv", BearingLine, BearingLine.row)[0],
        decisions=rows("checks.csv", DecisionLine, DecisionLine.row)[0],
        predictions=rows("predictions.csv", PredictionLine, PredictionLine.row)[0],
        statement_ids=statements[1],
        thesis_ids=theses[1],
    )


def _rows(path: Path, form: type[L], row: Callable[[L], R], problems: list[Problem]) -> _Rows[R]:
    if path.name in _OPTIONAL and not path.exists():
        return (), frozenset()
    lines = csv_lines(path, form, problems)
    rows: list[Located[R]] = []
    for line in lines:
        try:
            rows.append(Located(line.number, row(form(**line.cells))))
        except ValidationError as error:
            problems.extend(form_problems(path, form, error, line.number))
    return tuple(rows), frozenset(line.cells.get("id", "") for line in lines)


def write_tables(
    folder: Path,
    *,
    statements: Iterable[Statement],
    theses: Iterable[CaseThesis],
    bearing: Iterable[Bearing],
    predictions: Iterable[CasePrediction],
) -> None:
    """Write the tables that a draft fills, each replaced as a whole.

    Raises:
        OutputError: the folder cannot be written to.
    """
    _write(folder / "statements.csv", StatementLine, map(_statement_cells, statements))
    _write(folder / "theses.csv", ThesisLine, map(_thesis_cells, theses))
    _write(folder / "bearing.csv", BearingLine, map(_bearing_cells, bearing))
    _write(folder / "predictions.csv", PredictionLine, map(_prediction_cells, predictions))


def write_decisions(folder: Path, decisions: Iterable[Decision]) -> None:
    """Write `checks.csv`, replaced as a whole.

    Raises:
        OutputError: the folder cannot be written to.
    """
    _write(folder / "checks.csv", DecisionLine, map(_decision_cells, decisions))


def _write(path: Path, form: type[BaseModel], rows: Iterable[dict[str, str]]) -> None:
    columns = tuple(form.model_fields)
    replace_file(path, csv_text(columns, ([row[name] for name in columns] for row in rows)))


def _statement_cells(row: Statement) -> dict[str, str]:
    return {
        "id": row.id,
        "document": row.document,
        "start": str(row.start),
        "end": str(row.end),
        "text": row.text,
        "kind": row.kind,
        "holder": row.holder,
        "cue": cells.span_cell(row.cue),
        "actors": cells.list_cell(row.actors),
        "date": row.date or "",
        **_quantity_cells(row),
        "speaker": row.speaker or "",
        "explained": row.explained or "",
        "attributed_by": row.attributed_by or "",
        "checkable": row.checkable,
        "hedge": row.hedge or "",
        "polarity": row.polarity,
        "confidence": cells.number_cell(row.confidence),
        "about": cells.list_cell(row.about),
    }


def _quantity_cells(row: Statement) -> dict[str, str]:
    given = row.quantity
    if given is None:
        return dict.fromkeys(("value", "low", "high", "unit", "of"), "")
    return {
        "value": cells.amount_cell(given.value),
        "low": cells.number_cell(given.low),
        "high": cells.number_cell(given.high),
        "unit": given.unit or "",
        "of": given.of or "",
    }


def _thesis_cells(row: CaseThesis) -> dict[str, str]:
    return {
        "id": row.id,
        "text": row.text,
        "holders": cells.list_cell(row.holders),
        "origin": row.origin,
        "stated_in": cells.list_cell(row.stated_in),
    }


def _bearing_cells(row: Bearing) -> dict[str, str]:
    return {
        "thesis": row.thesis,
        "statement": row.statement_id,
        "direction": row.direction,
        "reason": row.reason,
    }


def _decision_cells(row: Decision) -> dict[str, str]:
    return {
        "statement": row.statement,
        "check": row.check,
        "verdict": row.verdict,
        "parameters": cells.pairs_cell(row.parameters),
        "rows": cells.rows_cell(row.rows),
        "reason": row.reason,
    }


def _prediction_cells(row: CasePrediction) -> dict[str, str]:
    return {
        "statement": row.statement,
        "deadline": "" if row.deadline is None else row.deadline.isoformat(),
        "rule": row.rule,
        "actor": row.actor or "",
        "recipient": row.recipient or "",
        "act_class": row.act_class or "",
        "expects": row.expects,
    }
