"""The report as Markdown: the same content, compact, for issues, wikis and mail."""

from collections.abc import Iterable, Iterator, Sequence

from earnest.contract.finding import Finding, RowRef
from earnest.contract.report import Forecast, Report, Thesis
from earnest.report import wording
from earnest.report.docket import Docket, Entry
from earnest.report.legend import GLYPHS, Sign, sign
from earnest.report.links import Piece
from earnest.report.matrix import Cell, matrix
from earnest.report.outside_text import markdown_escaped as md
from earnest.report.outside_text import on_one_line
from earnest.report.reach import reach_words
from earnest.report.record_rows import RowView, row_views
from earnest.report.strip import timeline
from earnest.report.wanted import fetch_line


def render_markdown(report: Report) -> str:
    """The report as Markdown; nothing in outside text is acted on as markup."""
    docket = Docket(report)
    sections = (
        _first(report, docket),
        _docket(report, docket),
        _silences(report),
        _timeline(report),
        _evidence(report, docket),
        _forecasts(report, docket),
        _parties(report),
        _wanted(report),
        _differences(report),
        _methods(report),
    )
    return "\n".join(line for section in sections for line in section).rstrip() + "\n"


def _stamp(its: Sign) -> str:
    return f"{its.glyph} **{its.word}**"


def _quote(text: str, limit: int = 120) -> str:
    return f"“{md(wording.shortened(text, limit))}”"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell or '–' for cell in row)} |"
    yield ""


def _first(report: Report, docket: Docket) -> Iterator[str]:
    state = "Reviewed" if report.reviewed else "**Unreviewed**"
    yield from (f"# {md(report.question)}", "")
    yield f"{state} · as of {report.as_of} · {wording.text_words(report)} · " + md(
        wording.record_words(report)
    )
    yield from ("", f"*{wording.disclaimer(report)}*", "", reach_words(report), "")
    for document in report.documents:
        parts = (document.title, document.author, document.outlet, str(document.date))
        yield f"- Text: {', '.join(md(part) for part in parts if part)}"
    yield from ("", "## What the answers stand on", "")
    for thesis in report.theses:
        yield from _thesis(thesis, docket)
    yield from ("## What the record holds, most consequential first", "")
    for entry, finding in docket.headlines(report):
        yield f"- {_stamp(sign(finding.status))} {_quote(entry.statement.text)} {md(finding.words)}"
    yield ""


def _thesis(thesis: Thesis, docket: Docket) -> Iterator[str]:
    yield from (f"### {md(thesis.id)}: {md(thesis.text)}", "")
    stated = "".join(f" · {_quote(e.statement.text)}" for e in docket.known(thesis.stated_in)[:2])
    yield from (md(wording.held_by(thesis)) + stated, "")
    for entry in docket.known(thesis.rests_on):
        yield f"- {_stamp(entry.sign)} {entry.number}. {_quote(entry.statement.text)}"
    by = ((c.what, f" (by {c.by})" if c.by else "") for c in thesis.would_change)
    changes = "; ".join(md(what) + when for what, when in by)
    yield from ("", f"What would change this: {changes or 'not stated'}", "")


def _docket(report: Report, docket: Docket) -> Iterator[str]:
    key = " · ".join(f"{glyph} {word}" for glyph, _, word in GLYPHS.values())
    yield from ("## The docket", "", key, "")
    for entry in docket.to_settle:
        yield from _entry(entry, report)
    if docket.set_aside:
        yield from ("### Set aside", "")
        for entry in docket.set_aside:
            statement = entry.statement
            who = f"{md(statement.holder)} · {statement.kind}"
            yield f"- {entry.number}. {_quote(statement.text, 300)} – {who}"
        yield ""


def _entry(entry: Entry, report: Report) -> Iterator[str]:
    statement = entry.statement
    yield f"### {entry.number}. {_quote(statement.text, 300)}"
    yield from ("", f"{md(statement.holder)} · {statement.kind} · {_stamp(entry.sign)}", "")
    for finding in entry.findings:
        yield from _finding(finding, report)
    if not entry.findings:
        yield from ("No question was put to the record about this statement.", "")


def _finding(finding: Finding, report: Report) -> Iterator[str]:
    yield f"- Question to the record: {md(finding.question)}"
    yield f"- Answer: {_stamp(sign(finding.status))} {md(finding.words)}"
    for number in finding.numbers:
        yield f"- Number: {md(wording.number_words(number))}"
    yield f"- Method: {md(finding.method)}"
    yield f"- Query: {md(finding.query)}"
    yield f"- As of {finding.as_of}; coverage: {md(wording.seen_words(finding.coverage))}"
    yield ""
    yield from _rows(finding.rows, report)


def _rows(refs: tuple[RowRef, ...], report: Report) -> Iterator[str]:
    views = row_views(refs, report)
    if views:
        head = ("Row", "When", "Parties", "What", "Source", "Tier", "Known at")
        yield from _table(head, (_row(view) for view in views))


def _row(view: RowView) -> tuple[str, ...]:
    sources = "; ".join(" ".join(map(_piece, pieces)) for pieces in view.sources)
    cells = (view.ref.id, " ".join(view.when), view.parties, view.what)
    return (*map(md, cells), sources, md(view.tier), md(view.known_at))


def _piece(piece: Piece) -> str:
    """An address as a link; one that may not be followed is code, so that no viewer links it."""
    if piece.href:
        address = on_one_line(piece.href)
        return f"<{address}>"
    if "://" in piece.text:
        return f"`{on_one_line(piece.text).replace('`', chr(39)).replace('|', '/')}`"
    return md(piece.text)


def _silences(report: Report) -> Iterator[str]:
    if not report.silences:
        return
    yield from ("## What the text leaves out", "")
    for i, silence in enumerate(sorted(report.silences, key=lambda s: s.rank), 1):
        yield from (f"{i}. {md(silence.reason)}", "")
        yield from _rows(silence.rows, report)


def _timeline(report: Report) -> Iterator[str]:
    strip = timeline(report)
    if strip is None:
        return
    yield from (f"## Timeline: {md(strip.title)}", "")
    n = wording.counted(strip.n, "event")
    yield from (f"{n} drawn, {strip.since} to {strip.until}; the chart is in report.html.", "")
    if strip.bars:
        rows = (
            (md(b.label), str(b.start), str(b.end), "no end known" if b.is_open else "ended")
            for b in strip.bars
        )
        yield from _table(("Measure", "From", "To", "End"), rows)


def _evidence(report: Report, docket: Docket) -> Iterator[str]:
    table = matrix(report, docket)
    if not (table.columns and table.rows):
        return
    yield from ("## Theses and evidence", "")
    head = ["Thesis", *(f"{e.number}. {_quote(e.statement.text, 34)}" for e in table.columns)]
    rows = ([md(thesis.id), *map(_cell, cells)] for thesis, cells in table.rows)
    yield from _table(head, rows)


def _cell(cell: Cell) -> str:
    if cell.bearing is None or cell.sign is None:
        return ""
    return f"{cell.bearing.direction}, {cell.sign.glyph} {cell.sign.word}"


def _forecasts(report: Report, docket: Docket) -> Iterator[str]:
    if not report.forecasts:
        return
    yield from ("## Forecasts", "")
    head = ("Prediction", "Rule", "Deadline", "Probability", "Base rate", "Status", "Missing")
    yield from _table(head, (_forecast(forecast, docket) for forecast in report.forecasts))
    for forecast in report.forecasts:
        if forecast.proposed:
            yield f"- Proposed: {md(forecast.proposed)}"
    yield ""


def _forecast(forecast: Forecast, docket: Docket) -> tuple[str, ...]:
    found = docket.known((forecast.statement_id,))
    name = f"{found[0].number}. {_quote(found[0].statement.text, 60)}" if found else ""
    return (
        name or md(forecast.statement_id),
        md(forecast.rule),
        str(forecast.deadline or "none"),
        md(wording.probability_from(forecast)),
        md(wording.base_rate(forecast)),
        _stamp(sign(forecast.status)),
        md(", ".join(forecast.missing)),
    )


def _parties(report: Report) -> Iterator[str]:
    if report.parties:
        yield from ("## Parties and their interests", "")
        for party in report.parties:
            yield f"- {md(party.name)}: {md('; '.join(party.interests)) or 'none listed'}"
        yield ""


def _wanted(report: Report) -> Iterator[str]:
    if not report.wanted:
        return
    yield from ("## What is wanted", "")
    yield from ("Enter rows in `record-to-fill/events.csv`, or fetch them:", "")
    for one in report.wanted:
        command = fetch_line(one)
        yield f"- {md(wording.wanted_words(one))}" + (f": `{command}`" if command else "")
    yield ""


def _differences(report: Report) -> Iterator[str]:
    if report.differences:
        yield from ("## What changed since the earlier report", "")
        rows = ((md(d.statement), md(d.before), md(d.after), d.cause) for d in report.differences)
        yield from _table(("Statement", "Before", "Now", "Because of the"), rows)


def _methods(report: Report) -> Iterator[str]:
    yield from ("## Data", "", f"Made by earnest {md(report.tool.version)}.", "")
    rows = (
        (md(s.source_id), md(s.kind), f"{s.rows:,}", f"`{s.sha256[:12]}`") for s in report.record
    )
    yield from _table(("Source", "Kind", "Rows", "SHA-256 begins"), rows)
