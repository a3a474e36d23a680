"""How far the record reached: which statements it answers, from what, and which it leaves open."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from earnest.contract.finding import Finding
from earnest.contract.report import Report

_OPEN: Final = frozenset(
    {"cannot_see", "no_series", "not_identifiable", "not_comparable", "not_documented"}
)
_ASIDE: Final = frozenset({"set_aside", "rests_on"})
_EMBEDDED: Final = "embedded/"


@dataclass(frozen=True, slots=True)
class Reach:
    """Statements that the record was asked about.

    Attributes:
        answered: with at least one answer; from_embedded: by embedded rows alone.
        open_: asked, and left without an answer.
    """

    answered: tuple[str, ...]
    from_embedded: tuple[str, ...]
    open_: tuple[str, ...]


def reach(report: Report) -> Reach:
    """Which statements the record answers and which it cannot."""
    by_statement: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        if finding.status not in _ASIDE:
            by_statement[finding.statement_id].append(finding)
    telling = {s: [f for f in found if f.status not in _OPEN] for s, found in by_statement.items()}
    answered = tuple(s for s, found in telling.items() if found)
    return Reach(
        answered=answered,
        from_embedded=tuple(s for s in answered if _is_embedded(telling[s], report)),
        open_=tuple(s for s, found in telling.items() if not found),
    )


def reach_words(report: Report) -> str:
    """The reach in a sentence or two; a record without events of the dyad says so first."""
    its = reach(report)
    asked = len(its.answered) + len(its.open_)
    words = f"Of {asked} statements asked about, the record answers {len(its.answered)}"
    if its.from_embedded:
        words += f" ({len(its.from_embedded)} from the embedded measures and figures alone)"
    words += f" and leaves {len(its.open_)} open"
    words += "; wanted.csv lists the rows that would answer them." if report.wanted else "."
    if not any(source.kind == "events" for source in report.record):
        words = f"This record holds no events at all. {words}"
    elif report.timeline is None:
        words = f"This record holds no events of the parties. {words}"
    return words


def _is_embedded(findings: list[Finding], report: Report) -> bool:
    """Whether all rows behind some answer come with the package."""
    sources = {
        str(report.rows.get(row.table, {}).get(row.id, {}).get("source_id", ""))
        for finding in findings
        for row in finding.rows
    }
    return bool(sources) and all(source.startswith(_EMBEDDED) for source in sources)
