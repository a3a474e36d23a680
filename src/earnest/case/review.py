"""Whether a person has looked at what a case rests on."""

from collections.abc import Collection, Iterable, Mapping

from earnest.case.model import Case, Decision


def decision_for(case: Case, statement_id: str, check: str) -> Decision | None:
    """What a person decided about this check of this statement; null if nobody did."""
    found = (d for d in case.decisions if (d.statement, d.check) == (statement_id, check))
    return next(found, None)


def is_reviewed(
    case: Case,
    load_bearing: Iterable[str],
    *,
    checks: Mapping[str, Collection[str]] | None = None,
) -> bool:
    """Whether every load-bearing statement has a decision for each of its checks.

    Args:
        case: the case with its decisions.
        load_bearing: ids of the statements that the theses rest on; none at all is not reviewed.
        checks: the checks that were run, by statement id; without it, or for a statement it
            does not name, the check that is called like the statement's kind.
    """
    asked = checks or {}
    kinds = {row.id: row.kind for row in case.statements}
    pairs = [
        (statement_id, check)
        for statement_id in load_bearing
        for check in asked.get(statement_id) or (kinds.get(statement_id, ""),)
    ]
    return bool(pairs) and all(decision_for(case, *pair) for pair in pairs)
