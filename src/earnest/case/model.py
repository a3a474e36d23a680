"""What a case holds once it is read: a question, texts, statements, theses, decisions."""

import datetime as dt
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal

from earnest.contract.finding import RowRef
from earnest.contract.report import Bearing, Party
from earnest.contract.text import Document, Statement

Origin = Literal["text", "analyst"]
Verdict = Literal["accepted", "rejected", "replaced"]
Expects = Literal["act", "none", "reading"]
RESIDUAL_ID: Final = "none"
RESIDUAL_TEXT: Final = "none of these"


@dataclass(frozen=True, slots=True)
class CaseThesis:
    """A rival answer to the question of the case.

    Attributes:
        holders: who holds it; empty only for a thesis that an analyst added.
        origin: `text` if a text states it, `analyst` if a person added it.
        stated_in: statements in which a text states it.
    """

    id: str
    text: str
    holders: tuple[str, ...] = ()
    origin: Origin = "text"
    stated_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about one check of one statement.

    Attributes:
        verdict: `accepted` with rows keeps these rows only, without rows the whole answer;
            `rejected` with rows drops these rows, without rows sets the answer aside;
            `replaced` puts these rows in the place of those found.
        parameters: settings of the check that the person fixed, by name.
        reason: why, in words.
    """

    statement: str
    check: str
    verdict: Verdict
    reason: str
    rows: tuple[RowRef, ...] = ()
    parameters: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CasePrediction:
    """How a prediction of a text is to be resolved.

    Attributes:
        rule: what would have to be on record, for whom, by when.
        deadline: the last day that counts; null if the text sets none.
        act_class: the class of acts that would decide it, as the ledger names classes.
        expects: "act" if such an act fulfils it, "none" if it is fulfilled by there being none,
            "reading" if no class of acts can tell and a person has to read the rows.
    """

    statement: str
    rule: str
    deadline: dt.date | None = None
    actor: str | None = None
    recipient: str | None = None
    act_class: str | None = None
    expects: Expects = "act"


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a case folder says.

    Attributes:
        as_of: the knowledge cut-off; null if the person who assesses the case chooses it.
        record: folders of the case's own record.
        theses: the main thesis first, in the order a person gave them.
    """

    question: str
    as_of: dt.date | None = None
    record: tuple[Path, ...] = ()
    parties: tuple[Party, ...] = ()
    documents: tuple[Document, ...] = ()
    statements: tuple[Statement, ...] = ()
    theses: tuple[CaseThesis, ...] = ()
    bearing: tuple[Bearing, ...] = ()
    decisions: tuple[Decision, ...] = ()
    predictions: tuple[CasePrediction, ...] = ()


def in_order(case: Case) -> Case:
    """The case with its rows as the files list them: by place in the texts.

    Theses and parties keep the order a person gave them.
    """
    statements = tuple(sorted(case.statements, key=_place))
    rank = {row.id: n for n, row in enumerate(statements)}
    thesis_rank = {row.id: n for n, row in enumerate(case.theses)}
    last = len(rank)

    def at(statement_id: str) -> tuple[int, str]:
        return rank.get(statement_id, last), statement_id

    return replace(
        case,
        documents=tuple(sorted(case.documents, key=lambda row: row.id)),
        statements=statements,
        bearing=tuple(
            sorted(
                case.bearing,
                key=lambda row: (
                    thesis_rank.get(row.thesis, len(thesis_rank)),
                    row.thesis,
                    at(row.statement_id),
                ),
            )
        ),
        decisions=tuple(sorted(case.decisions, key=lambda row: (at(row.statement), row.check))),
        predictions=tuple(sorted(case.predictions, key=lambda row: at(row.statement))),
    )


def _place(row: Statement) -> tuple[str, int, int, str, str]:
    return row.document, row.start, row.end, row.kind, row.id
