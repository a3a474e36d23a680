"""How much a finding changes the picture: the order in which a reader should meet findings."""

from collections.abc import Iterable, Mapping
from typing import Final

from earnest.contract.finding import Finding
from earnest.contract.text import Statement
from earnest.contract.words import Status

# Findings against what a text stands on come first; findings that merely bear it out come late.
_ORDER: Final[tuple[Status, ...]] = (
    "counterexamples",
    "part_of_wider_measure",
    "exception_breaks_rule",
    "contradicts",
    "circular",
    "selected",
    "typical",
    "denied",
    "outside",
    "not_occurred",
    "conflicting",
    "other_date",
    "not_on_record",
    "mixed",
    "occurred",
    "documented",
    "on_record",
    "within",
    "open",
    "no_other_target_found",
    "not_resolvable_as_written",
    "not_comparable",
    "not_identifiable",
    "none_found",
    "not_documented",
    "cannot_see",
    "no_series",
    "rests_on",
    "set_aside",
)
RANK: Final[Mapping[Status, int]] = {status: rank for rank, status in enumerate(_ORDER)}
HEADLINES: Final = 6
_NEVER_FIRST: Final = frozenset(
    {"rests_on", "set_aside", "cannot_see", "no_series", "no_other_target_found"}
)


def consequence(finding: Finding) -> int:
    """The place of a finding by its status; lower is more consequential."""
    return RANK[finding.status]


def headlines(findings: Iterable[Finding], statements: Mapping[str, Statement]) -> tuple[str, ...]:
    """Ids of the findings that head a report.

    What the author gives in support comes first, then the consequence of the status, then what
    more rows speak to, then the surer extraction. One finding of each check and of each statement:
    six answers to one question would tell a reader less than one to each.
    """
    chosen: dict[str, Finding] = {}
    for finding in sorted(findings, key=lambda f: _place(f, statements[f.statement_id])):
        told = {f.statement_id for f in chosen.values()}
        if finding.status not in _NEVER_FIRST and finding.statement_id not in told:
            chosen.setdefault(finding.check, finding)
    first = sorted(chosen.values(), key=lambda f: (consequence(f), f.id))
    return tuple(finding.id for finding in first[:HEADLINES])


def _place(finding: Finding, statement: Statement) -> tuple[int, bool, bool, int, int, float, str]:
    leans = {"supports": 0, "neutral": 1, "contradicts": 2}[statement.polarity]
    is_aside = finding.check == "specificity" and statement.kind == "quantity"
    said_by_another = statement.holder != "author"
    rank = consequence(finding)
    rows, surety = len(finding.rows), statement.confidence
    return leans, said_by_another, is_aside, rank, -rows, -surety, finding.statement_id
