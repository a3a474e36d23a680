"""Silences: what is on record, bears on the text's claims, and is mentioned nowhere in it."""

import datetime as dt
from collections.abc import Iterable

from earnest.check.answer import told_date, told_measure
from earnest.check.context import Context
from earnest.check.parties import bodies_in, parties
from earnest.contract.finding import Finding, RowRef
from earnest.contract.report import Silence
from earnest.contract.rows import Event, Measure
from earnest.contract.when import Period
from earnest.extract.acts import classes_in

NEAR_DAYS = 60
# Classes that a near-date act must belong to before its absence from a text tells anything.
_TELLING = frozenset(
    {"apology", "signature", "visit", "reversal", "release", "withdrawal", "attack", "expulsion",
     "closure", "media_block", "entry_ban", "trade_ban", "severance", "recall", "arrest"}
)  # fmt: skip


def silences(findings: Iterable[Finding], context: Context) -> tuple[Silence, ...]:
    """Rows the text leaves out, ranked by how much they would change.

    First acts of the same sender and family against others in the same weeks, then counterexamples
    known when the text was written, then acts between the parties shortly before it.
    """
    found = list(findings)
    ordered = [
        *_wider(found, context),
        *_counterexamples(found, context),
        *_near_acts(found, context),
    ]
    first: dict[RowRef, str] = {}
    for row, reason in ordered:
        first.setdefault(row, reason)
    return tuple(
        Silence((row,), reason, rank) for rank, (row, reason) in enumerate(first.items(), start=1)
    )


def _wider(findings: list[Finding], context: Context) -> list[tuple[RowRef, str]]:
    by_id = {measure.measure_id: measure for measure in context.view.measures}
    return [
        (row, f"{told_measure(by_id[row.id])}: same sender, same kind of act, same weeks")
        for finding in findings
        if finding.status == "part_of_wider_measure"
        for row in finding.rows[1:]
        if row.id in by_id and not _is_mentioned(by_id[row.id], context)
    ]


def _counterexamples(findings: list[Finding], context: Context) -> list[tuple[RowRef, str]]:
    found = []
    for finding in findings:
        statement = context.by_id[finding.statement_id]
        # A counterexample to what a rival is said to hold is no silence of the author's.
        if finding.status != "counterexamples" or statement.holder != "author":
            continue
        rule = statement.text
        for row in finding.rows:
            told = _told_if_known(row, context)
            if told:
                found.append((row, f"{told}: against “{rule}”"))
    return found


def _told_if_known(row: RowRef, context: Context) -> str | None:
    """The row in words if it was known when the text was written."""
    if row.table == "measures":
        measure = next((m for m in context.view.measures if m.measure_id == row.id), None)
        known = measure is not None and (measure.end or dt.date.max) <= context.written
        return told_measure(measure) if measure and known else None
    event = next((e for e in _all_near(context, days=36_500) if e.event_id == row.id), None)
    return f"{told_date(event)}: {event.description}" if event else None


def _near_acts(findings: list[Finding], context: Context) -> list[tuple[RowRef, str]]:
    cited = {row.id for finding in findings for row in finding.rows}
    found = []
    for event in sorted(_all_near(context, days=NEAR_DAYS), key=lambda e: e.date, reverse=True):
        telling = classes_in(event.description) & _TELLING
        if event.event_id in cited or event.tier != "page" or not telling:
            continue
        apart = (context.written - event.last).days
        reason = f"{told_date(event)}: {event.description}: {apart} days before the text"
        found.append((RowRef("events", event.event_id), reason))
    return found


def _all_near(context: Context, *, days: int) -> tuple[Event, ...]:
    """Events among the text's main parties in the days before it was written."""
    sides = context.focus[:2]
    if len(sides) < 2:
        return ()
    window = Period.of_days(context.written - dt.timedelta(days=days), context.written)
    return context.view.events(actors=sides, recipients=sides, since=window.start, until=window.end)


def _is_mentioned(measure: Measure, context: Context) -> bool:
    """Whether the text names the measure's body, or its target together with a like act."""
    bodies = bodies_in(measure.object)
    acts = classes_in(f"{measure.object} {measure.type.replace('_', ' ')}")
    for statement in context.statements:
        sides = parties(statement)
        if bodies & set(sides.bodies):
            return True
        if {measure.sender, measure.target} <= set(sides.states) and acts & classes_in(
            statement.text
        ):
            return True
    return False
