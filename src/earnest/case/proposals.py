"""Proposed rows for a drafted case: what bears on which thesis, how predictions resolve."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from earnest.case.model import CasePrediction
from earnest.case.theses import AUTHOR, Candidate
from earnest.contract.report import Bearing
from earnest.contract.text import Document, Statement
from earnest.contract.when import Period

_EVIDENCE: Final = ("event", "quantity", "regularity", "comparison")


def proposed_bearing(
    theses: Mapping[str, Candidate], statements: Sequence[Statement]
) -> tuple[Bearing, ...]:
    """What the texts themselves say for and against each thesis, with the reason in words.

    Args:
        theses: candidates by thesis id.
        statements: of all texts, with ids, in order.
    """
    evidence = [row for row in statements if row.kind in _EVIDENCE]
    main = next((thesis_id for thesis_id, c in theses.items() if c.is_main), None)
    rows: list[Bearing] = []
    for thesis_id, candidate in theses.items():
        outside = [row for row in evidence if row.id not in candidate.stated_in]
        if candidate.is_main:
            rows.extend(_on_main(thesis_id, outside))
        else:
            rows.extend(_on_rival(thesis_id, candidate, outside, main))
    return tuple(rows)


def _on_main(thesis_id: str, evidence: Sequence[Statement]) -> Iterator[Bearing]:
    for row in evidence:
        own = row.holder == AUTHOR
        if own and row.polarity == "supports":
            yield Bearing(thesis_id, row.id, "supports", "the author gives this in support")
        elif own and row.polarity == "contradicts":
            yield Bearing(thesis_id, row.id, "contradicts", "the author concedes this")
        elif row.polarity == "contradicts":
            yield Bearing(thesis_id, row.id, "contradicts", f"{row.holder} says this against it")


def _on_rival(
    thesis_id: str, candidate: Candidate, evidence: Sequence[Statement], main: str | None
) -> Iterator[Bearing]:
    holders = {name for name in candidate.holders if name not in (AUTHOR, "unknown")}
    for row in evidence:
        if holders & set(row.holder.split("; ")):
            yield Bearing(thesis_id, row.id, "supports", f"{row.holder} gives this in support")
        elif candidate.polarity == "contradicts" and main and _supports_main(row):
            reason = f"the author gives this in support of {main}, which this thesis denies"
            yield Bearing(thesis_id, row.id, "contradicts", reason)


def _supports_main(row: Statement) -> bool:
    return row.holder == AUTHOR and row.polarity == "supports"


def proposed_predictions(
    statements: Sequence[Statement], documents: Sequence[Document]
) -> tuple[CasePrediction, ...]:
    """One row per prediction of the texts; the deadline is null where the text sets none."""
    written = {document.id: document.date for document in documents}
    return tuple(
        _prediction(row, written.get(row.document))
        for row in statements
        if row.kind == "prediction"
    )


def _prediction(row: Statement, written: dt.date | None) -> CasePrediction:
    deadline = _deadline(row, written)
    limit = "at a time the text leaves open" if deadline is None else f"by {deadline}"
    sides = (*row.actors, None, None)
    return CasePrediction(
        statement=row.id,
        rule=f"on record {limit}: '{row.text}'",
        deadline=deadline,
        actor=sides[0],
        recipient=sides[1],
    )


def _deadline(row: Statement, written: dt.date | None) -> dt.date | None:
    last = Period.parse(row.date).last if row.date else None
    is_past = last is not None and written is not None and last < written
    return None if is_past else last
