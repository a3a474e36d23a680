"""What each thesis stands on, what the record says about that, and what would change it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from earnest.case.model import Case, CaseThesis
from earnest.contract.finding import Finding
from earnest.contract.report import Bearing, Change, Forecast, Thesis
from earnest.contract.text import Statement
from earnest.weigh.consequence import consequence

MOST_LOAD_BEARING: Final = 6
MOST_CHANGES: Final = 3
UNANSWERED: Final = frozenset({"cannot_see", "no_series", "not_identifiable", "not_comparable"})
# Kinds in the order in which an argument usually leans on them.
_WEIGHT_OF_KIND: Final = {
    "comparison": 0,
    "regularity": 0,
    "event": 1,
    "quantity": 2,
    "attribution": 3,
}


def lead_findings(findings: Iterable[Finding]) -> dict[str, Finding]:
    """The most consequential finding of each statement, by statement id."""
    lead: dict[str, Finding] = {}
    for finding in sorted(findings, key=lambda f: (consequence(f), f.id)):
        lead.setdefault(finding.statement_id, finding)
    return lead


def weighed_bearing(case: Case, lead: Mapping[str, Finding]) -> tuple[Bearing, ...]:
    """The bearing rows of the case with the status of the finding behind each."""
    return tuple(
        replace(row, status=lead[row.statement_id].status if row.statement_id in lead else None)
        for row in case.bearing
    )


def theses(
    case: Case,
    bearing: Sequence[Bearing],
    lead: Mapping[str, Finding],
    forecasts: Sequence[Forecast],
) -> tuple[Thesis, ...]:
    """The theses of the case, each with the statements it stands on."""
    statements = {statement.id: statement for statement in case.statements}
    return tuple(
        Thesis(
            id=thesis.id,
            text=thesis.text,
            holders=thesis.holders,
            origin=thesis.origin,
            stated_in=thesis.stated_in,
            rests_on=(rests_on := _rests_on(thesis, bearing, lead, statements)),
            would_change=_would_change(_own(thesis, case), rests_on, lead, statements, forecasts),
        )
        for thesis in case.theses
    )


def _rests_on(
    thesis: CaseThesis,
    bearing: Sequence[Bearing],
    lead: Mapping[str, Finding],
    statements: Mapping[str, Statement],
) -> tuple[str, ...]:
    """Supporting statements: those the record answers first, then by kind and consequence."""
    supporting = [
        row.statement_id
        for row in bearing
        if row.thesis == thesis.id
        and row.direction == "supports"
        and row.statement_id in statements
    ]

    def order(statement_id: str) -> tuple[bool, int, int, str]:
        found = lead.get(statement_id)
        is_open = found is None or found.status in UNANSWERED
        rank = consequence(found) if found else 0
        return is_open, _WEIGHT_OF_KIND.get(statements[statement_id].kind, 9), rank, statement_id

    return tuple(sorted(dict.fromkeys(supporting), key=order))[:MOST_LOAD_BEARING]


def _own(thesis: CaseThesis, case: Case) -> frozenset[str]:
    """Statements by the holders of a thesis; "author" is the author of each text."""
    authors = {document.id: document.author for document in case.documents}
    is_one = len(case.documents) <= 1
    return frozenset(
        s.id
        for s in case.statements
        if (s.holder in thesis.holders and (s.holder != "author" or is_one))
        or (s.holder == "author" and authors.get(s.document) in thesis.holders)
    )


def _would_change(
    own: frozenset[str],
    rests_on: Sequence[str],
    lead: Mapping[str, Finding],
    statements: Mapping[str, Statement],
    forecasts: Sequence[Forecast],
) -> tuple[Change, ...]:
    """Open forecasts of the thesis's holders, then load-bearing statements without an answer."""
    changes = [
        Change(f"whether this comes about: {_short(statements[f.statement_id].text)}",
               by=f.deadline or _proposed_date(f), statement_id=f.statement_id)
        for f in forecasts
        if f.status in ("open", "not_resolvable_as_written", "cannot_see")
        and f.statement_id in own
        and (f.deadline is not None or f.proposed)
    ]  # fmt: skip
    changes += [
        Change(f"rows that answer: {_short(statements[s].text)}", statement_id=s)
        for s in rests_on
        if s in lead and lead[s].status in UNANSWERED
    ]
    return tuple(changes[:MOST_CHANGES])


def _proposed_date(forecast: Forecast) -> dt.date | None:
    """The date that a proposed wording names ("By 2026-02-20, ...")."""
    first = forecast.proposed.removeprefix("By ").split(",")[0]
    try:
        return dt.date.fromisoformat(first)
    except ValueError:
        return None


def _short(text: str, limit: int = 110) -> str:
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"
