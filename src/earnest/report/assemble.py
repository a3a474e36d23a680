"""A report put together from a case, its findings and the record, and nothing else."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

from earnest import __version__
from earnest.case.model import Case
from earnest.check.context import Context
from earnest.contract.finding import Finding, RowRef
from earnest.contract.report import (
    SCHEMA_VERSION,
    Bearing,
    Forecast,
    Report,
    ReportDocument,
    ReportStatement,
    Silence,
    Source,
    Thesis,
    Timeline,
    Tool,
)
from earnest.contract.text import Document, Statement
from earnest.store.view import View

YEARS_BEFORE: Final = 2


@dataclass(frozen=True, slots=True)
class Weighed:
    """What checking and weighing a case gave."""

    findings: tuple[Finding, ...]
    headlines: tuple[str, ...]
    theses: tuple[Thesis, ...]
    bearing: tuple[Bearing, ...]
    silences: tuple[Silence, ...]
    forecasts: tuple[Forecast, ...]


def assemble(
    case: Case,
    contexts: Sequence[Context],
    weighed: Weighed,
    *,
    sources: Iterable[Source],
    is_reviewed: bool,
    text_is_whole: bool,
) -> Report:
    """The report on a case.

    Args:
        case: what is examined.
        contexts: one per text, all at the same `as_of`.
        weighed: what the checks and the weighing gave.
        sources: files that the record was read from.
        is_reviewed: whether a person decided on every load-bearing row.
        text_is_whole: whether the texts themselves may stand in the report.
    """
    view = contexts[0].view
    timeline = _timeline(contexts, view)
    return Report(
        schema=SCHEMA_VERSION,
        tool=Tool(__version__),
        as_of=view.as_of,
        reviewed=is_reviewed,
        question=case.question,
        record=tuple(sorted(sources, key=lambda source: source.source_id)),
        documents=tuple(_document(c, text_is_whole=text_is_whole) for c in contexts),
        statements=tuple(_statement(s) for c in contexts for s in c.statements),
        findings=weighed.findings,
        headlines=weighed.headlines,
        theses=weighed.theses,
        bearing=weighed.bearing,
        parties=case.parties,
        silences=weighed.silences,
        forecasts=weighed.forecasts,
        wanted=tuple(dict.fromkeys(w for f in weighed.findings for w in f.wanted)),
        timeline=timeline,
        differences=(),
        rows=_rows(weighed, timeline, view),
    )


def _document(context: Context, *, text_is_whole: bool) -> ReportDocument:
    document: Document = context.document
    return ReportDocument(
        id=document.id,
        title=document.title,
        outlet=document.outlet,
        author=document.author,
        date=context.written,
        language=document.language,
        sha256=document.sha256,
        address=document.address,
        text=document.text if text_is_whole else None,
    )


def _statement(statement: Statement) -> ReportStatement:
    names = {field.name for field in fields(ReportStatement)}
    return ReportStatement(**{name: getattr(statement, name) for name in names})


def _timeline(contexts: Sequence[Context], view: View) -> Timeline | None:
    """The record of the two states the texts speak of most, from two years before the first text."""
    sides = contexts[0].focus[:2]
    if len(sides) < 2:
        return None
    first = min(context.written for context in contexts)
    since = first - dt.timedelta(days=round(365.25 * YEARS_BEFORE))
    until = max(view.as_of, first) + dt.timedelta(days=1)
    events = view.events(actors=sides, recipients=sides, since=since, until=until)
    measures = [m for m in view.measures if {m.sender, m.target} == set(sides) and m.tier == "page"]
    rows = [RowRef("events", event.event_id) for event in events if event.tier == "page"]
    rows += [RowRef("measures", measure.measure_id) for measure in measures]
    return Timeline(parties=sides, since=since, until=until, rows=tuple(rows)) if rows else None


def _rows(
    weighed: Weighed, timeline: Timeline | None, view: View
) -> dict[str, dict[str, dict[str, Any]]]:
    """Every row that something in the report refers to, as it stood at `as_of`."""
    refs = [row for finding in weighed.findings for row in finding.rows]
    refs += [row for silence in weighed.silences for row in silence.rows]
    refs += timeline.rows if timeline else ()
    ids: dict[str, list[str]] = {}
    for ref in sorted(set(refs), key=lambda row: (row.table, row.id)):
        ids.setdefault(ref.table, []).append(ref.id)
    measures = {measure.measure_id: measure for measure in view.measures}
    return {
        table: {row_id: asdict(measures[row_id]) for row_id in wanted}
        if table == "measures"
        else view.rows(table, wanted)
        for table, wanted in ids.items()
    }
