"""The docket: every statement with its number, its findings and the one that leads."""

from collections import defaultdict
from dataclasses import dataclass

from earnest.contract.finding import Finding, RowRef
from earnest.contract.report import Report, ReportStatement
from earnest.report.anchors import anchor
from earnest.report.legend import TONE_ORDER, Sign, sign


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement on the docket.

    Attributes:
        number: counted from 1 in the order of the text, over all statements.
        findings: the leading one first.
    """

    number: int
    statement: ReportStatement
    findings: tuple[Finding, ...]

    @property
    def lead(self) -> Finding | None:
        """The finding that gives the statement its sign; None if nothing was asked."""
        return self.findings[0] if self.findings else None

    @property
    def sign(self) -> Sign:
        """The sign of the leading finding."""
        return sign(self.lead.status if self.lead else None)

    @property
    def is_set_aside(self) -> bool:
        """Whether no record could settle the statement."""
        if not self.findings:
            return self.statement.checkable == "no"
        return all(finding.status == "set_aside" for finding in self.findings)

    @property
    def place(self) -> str:
        """The anchor of the statement in the text."""
        return anchor("statement", self.statement.id)

    @property
    def row(self) -> str:
        """The anchor of the statement's docket row."""
        return anchor("docket", self.statement.id)


class Docket:
    """The statements of a report by id, in the order of the text."""

    def __init__(self, report: Report) -> None:
        self.findings = {finding.id: finding for finding in report.findings}
        rank = {id_: i for i, id_ in enumerate(report.headlines)}
        by_statement = defaultdict(list)
        for finding in report.findings:
            by_statement[finding.statement_id].append(finding)
        order = {document.id: i for i, document in enumerate(report.documents)}
        statements = sorted(
            report.statements,
            key=lambda s: (order.get(s.document, len(order)), s.start, -s.end, s.id),
        )
        self.entries = {
            statement.id: Entry(i, statement, _led(by_statement[statement.id], rank))
            for i, statement in enumerate(statements, 1)
        }

    def __getitem__(self, statement_id: str) -> Entry:
        return self.entries[statement_id]

    @property
    def to_settle(self) -> tuple[Entry, ...]:
        """Entries that a record could settle."""
        return tuple(e for e in self.entries.values() if not e.is_set_aside)

    @property
    def set_aside(self) -> tuple[Entry, ...]:
        """Entries that no record could settle."""
        return tuple(e for e in self.entries.values() if e.is_set_aside)

    def known(self, statement_ids: tuple[str, ...]) -> tuple[Entry, ...]:
        """The entries of these statements, in the order given; unknown ids are left out."""
        return tuple(self.entries[id_] for id_ in statement_ids if id_ in self.entries)

    def of_document(self, document_id: str) -> tuple[Entry, ...]:
        """The entries of one document."""
        return tuple(e for e in self.entries.values() if e.statement.document == document_id)

    def headlines(self, report: Report) -> tuple[tuple[Entry, Finding], ...]:
        """The findings that head the report, with their statements."""
        found = (self.findings[id_] for id_ in report.headlines if id_ in self.findings)
        return tuple((self[f.statement_id], f) for f in found if f.statement_id in self.entries)


def cited_rows(report: Report) -> tuple[RowRef, ...]:
    """Rows that a finding or a silence rests on, each once, in the order of first mention."""
    found = [row for finding in report.findings for row in finding.rows]
    left_out = [row for silence in report.silences for row in silence.rows]
    return tuple(dict.fromkeys(found + left_out))


def _led(findings: list[Finding], rank: dict[str, int]) -> tuple[Finding, ...]:
    last = len(rank)
    return tuple(
        sorted(
            findings,
            key=lambda f: (rank.get(f.id, last), TONE_ORDER.index(sign(f.status).tone), f.id),
        )
    )
