"""The docket: every statement put to the checks of its kind, people's decisions applied."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from earnest.case.model import Decision
from earnest.check import (
    aside,
    attribution,
    by_ratio,
    comparison,
    consistency,
    event,
    prediction,
    quantity,
    regularity,
    specificity,
)
from earnest.check.concepts import unit_class
from earnest.check.context import Context
from earnest.check.fit import BROAD_CLASSES
from earnest.check.readings import readings
from earnest.check.universals import is_universal
from earnest.contract.finding import Finding
from earnest.contract.text import Statement
from earnest.contract.when import Period
from earnest.contract.words import Kind
from earnest.extract.acts import classes_in

MONTH: Final = 31
Check = Callable[[Statement, Context], Finding | None]
CHECKS: Final[Mapping[str, Check]] = {
    "event": event.find,
    "quantity": quantity.find,
    "regularity": regularity.find,
    "comparison": comparison.find,
    "specificity": specificity.find,
    "prediction": prediction.find,
    "attribution": attribution.find,
    "consistency": consistency.find,
    "motive": aside.find_motive,
    "rhetoric": aside.find_rhetoric,
    "ratio": by_ratio.other_ratio,
}
# Checks whose findings are of another's kind: a person's decision on that one holds for them, too.
SECOND_OF: Final = {"ratio": "quantity"}
_SAYS_NOTHING: Final = frozenset(
    {"cannot_see", "no_series", "not_comparable", "not_identifiable", "set_aside"}
)
CHECKS_OF_KIND: Final[Mapping[Kind, tuple[str, ...]]] = {
    "event": ("event", "specificity", "consistency"),
    "quantity": ("quantity", "event", "specificity", "comparison"),
    "regularity": ("regularity", "consistency", "event"),
    "comparison": ("comparison", "quantity", "specificity", "event", "consistency"),
    "prediction": ("prediction", "consistency", "event"),
    "attribution": ("attribution", "event", "consistency"),
    "motive": ("motive",),
    "rhetoric": ("rhetoric",),
    "thesis": ("regularity", "consistency", "event", "quantity", "comparison"),
}


def docket(context: Context, decisions: Iterable[Decision] = ()) -> tuple[Finding, ...]:
    """The findings on all statements of a text, in the order of the text."""
    decided = {(d.statement, d.check): d for d in decisions}
    found: list[Finding] = []
    for statement in context.statements:
        first = tuple(_asked(CHECKS_OF_KIND[statement.kind], statement, context, decided))
        found += first
        second = tuple(_asked_as_second(statement, context, decided, {f.check for f in first}))
        found += second
        found += _asked_by_wording(
            statement, context, decided, {f.check for f in (*first, *second)}
        )
    return tuple(found)


def _asked(
    names: Iterable[str],
    statement: Statement,
    context: Context,
    decided: Mapping[tuple[str, str], Decision],
) -> Iterator[Finding]:
    for name in names:
        if _applies(name, statement, context):
            finding = _found(name, statement, context, decided.get((statement.id, name)))
            if finding:
                yield finding


def _asked_as_second(
    statement: Statement,
    context: Context,
    decided: Mapping[tuple[str, str], Decision],
    done: Collection[str],
) -> Iterator[Finding]:
    """What the record holds of a statement read as of its second kind; nothing if it cannot say."""
    if statement.second is None:
        return
    others = [name for name in CHECKS_OF_KIND[statement.second] if name not in done]
    read_so = replace(statement, kind=statement.second)
    for finding in _asked(others, read_so, context, decided):
        if finding.status not in _SAYS_NOTHING or _shows_the_nearest(finding):
            yield finding


def _shows_the_nearest(finding: Finding) -> bool:
    """Whether an answer that cannot compare still shows the nearest numbers on record."""
    return finding.status == "not_comparable" and bool(finding.rows)


def _asked_by_wording(
    statement: Statement,
    context: Context,
    decided: Mapping[tuple[str, str], Decision],
    done: Collection[str],
) -> Iterator[Finding]:
    """What the record holds of a statement by its words, whatever kind it is; nothing if it cannot say."""
    for name, kind in readings(statement, context):
        if name in done or name == statement.kind:
            continue
        finding = _found(
            name,
            replace(statement, kind=kind),
            context,
            decided.get((statement.id, SECOND_OF.get(name, name))),
        )
        if finding and (finding.status not in _SAYS_NOTHING or name == "motive"):
            yield finding


def _applies(name: str, statement: Statement, context: Context) -> bool:
    """Whether a check that only some statements of a kind call for has something to ask."""
    if name == "event" and statement.kind == "quantity":
        unit = statement.quantity.unit if statement.quantity else None
        tells = bool(classes_in(statement.text) - BROAD_CLASSES)
        return is_dated_to_days(statement) or (unit_class(unit) == "days" and tells)
    if name == "event" and statement.kind == "prediction":
        return is_dated_to_days(statement) and _is_past(statement, context)
    if name == "event" and statement.kind == "thesis" and event.STAGED.search(statement.text):
        return True
    if name == "event" and statement.kind != "event":
        return is_dated_to_days(statement)
    if name == "comparison" and statement.kind != "comparison":
        return comparison.applies(statement, context)
    if name == "quantity" and statement.kind in ("thesis", "comparison"):
        return statement.quantity is not None or quantity.is_of_a_series(statement)
    if name == "regularity" and statement.kind == "thesis":
        return is_universal(statement.text)
    return True


def _is_past(statement: Statement, context: Context) -> bool:
    """Whether the last day that a statement names lies before the text."""
    last = Period.parse(statement.date or "").last if statement.date else None
    return last is not None and last < context.written


def is_dated_to_days(statement: Statement) -> bool:
    """Whether a statement names a day, or a stretch of a month at most."""
    if not statement.date:
        return False
    period = Period.parse(statement.date)
    return bool(period.start and period.end and (period.end - period.start).days <= MONTH)


def _found(
    name: str, statement: Statement, context: Context, decision: Decision | None
) -> Finding | None:
    if decision is None or (decision.verdict == "accepted" and not decision.rows):
        return CHECKS[name](statement, context)
    if decision.verdict == "rejected":
        return _rejected(name, statement, context, decision)
    known = tuple(row for row in decision.rows if context.view.knows(row))
    if decision.verdict == "replaced":
        context = replace(context, given=known)
    found = CHECKS[name](statement, context)
    if found is None:
        return None
    rows = tuple(row for row in found.rows if row in known) or known
    return replace(found, rows=rows, words=f"{found.words} {_decided_words(decision)}")


def _rejected(
    name: str, statement: Statement, context: Context, decision: Decision
) -> Finding | None:
    """The answer without the rows that a person rejected; none at all if it named no rows."""
    if not decision.rows:
        return None
    without = replace(context, view=context.view.without(decision.rows))
    found = CHECKS[name](statement, without)
    return found and replace(found, words=f"{found.words} {_decided_words(decision)}")


def _decided_words(decision: Decision) -> str:
    rows = ", ".join(row.id for row in decision.rows)
    return f"A person {decision.verdict} {rows}: {decision.reason}."
