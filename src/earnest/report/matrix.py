"""Theses in rows, evidence in columns: the order that leads people to confirm less."""

from dataclasses import dataclass

from earnest.contract.report import Bearing, Report, Thesis
from earnest.report.docket import Docket, Entry
from earnest.report.legend import Sign, sign


@dataclass(frozen=True, slots=True)
class Cell:
    """How one statement bears on one thesis; None where nobody said."""

    bearing: Bearing | None
    sign: Sign | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """The theses × evidence table; statements stand in the order of the text."""

    columns: tuple[Entry, ...]
    rows: tuple[tuple[Thesis, tuple[Cell, ...]], ...]


def matrix(report: Report, docket: Docket) -> Matrix:
    """Which statements bear on which thesis, and how."""
    bearing = {(b.thesis, b.statement_id): b for b in report.bearing}
    used = {b.statement_id for b in report.bearing}
    columns = tuple(e for id_, e in docket.entries.items() if id_ in used)
    return Matrix(
        columns,
        tuple(
            (thesis, tuple(_cell(bearing.get((thesis.id, e.statement.id)), e) for e in columns))
            for thesis in report.theses
        ),
    )


def _cell(bearing: Bearing | None, entry: Entry) -> Cell:
    if bearing is None:
        return Cell(None, None)
    return Cell(bearing, sign(bearing.status) if bearing.status else entry.sign)
