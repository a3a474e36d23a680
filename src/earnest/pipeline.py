"""START HERE. The main job, read from top to bottom: read, extract, check, weigh, report."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from earnest.case.draft import draft_case
from earnest.case.load import load_case
from earnest.case.model import Case
from earnest.case.review import is_reviewed
from earnest.check import Context, docket, silences
from earnest.contract.finding import Finding
from earnest.contract.report import Report, from_json
from earnest.contract.text import Document, Statement
from earnest.errors import InputError
from earnest.extract import extract_statements
from earnest.ledger import forecasts
from earnest.read.documents import read_document
from earnest.report.assemble import Weighed, assemble
from earnest.report.compare import differences
from earnest.store import Record
from earnest.weigh.consequence import headlines
from earnest.weigh.standing import lead_findings, theses, weighed_bearing

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks `assess` for.

    Attributes:
        source: a text, HTML or PDF file, an address, `-`, or a case folder.
        document: a text that was read already, in the place of the source.
        as_of: knowledge cut-off; None leaves it to the case, else it is `today`.
        today: the day on which the question is put.
        records: folders of the record, besides those that a case names.
        date, title, outlet, author: of the text, where it carries none.
        text_is_whole: whether the text may stand in the report as a whole.
        against: an earlier report to compare with.
        read: takes a document apart.
    """

    source: str
    today: dt.date
    document: Document | None = None
    as_of: dt.date | None = None
    records: tuple[Path, ...] = ()
    date: dt.date | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    question: str | None = None
    text_is_whole: bool = False
    against: Path | None = None
    read: Callable[[Document], tuple[Statement, ...]] = extract_statements
    step: Step = field(default=lambda _: None)


def assess(request: Request, *, record: Record | None = None) -> Report:
    """The report on a text or a case.

    Args:
        request: what is asked.
        record: an open record, for those who assess many texts; it takes the place of `records`
            and of the record that a case names.

    Raises:
        EarnestError: the text, the case or the record cannot be used as it is.
    """
    request.step("reading the text")
    case, is_drafted = case_of(request)
    if request.question:
        case = replace(case, question=request.question)
    request.step("reading the record")
    record = record or Record.open(*dict.fromkeys((*case.record, *request.records)))
    contexts = in_context(case, record, request.as_of or case.as_of or request.today)
    request.step("asking the record")
    findings = checked(case, contexts)
    request.step("weighing the theses")
    weighed = weigh(case, contexts, findings)
    report = assemble(
        case,
        contexts,
        weighed,
        sources=record.sources,
        is_reviewed=not is_drafted and _is_reviewed(case, weighed),
        text_is_whole=request.text_is_whole,
    )
    return compared(report, request.against)


def case_of(request: Request) -> tuple[Case, bool]:
    """The case to assess, and whether it was drafted just now rather than read from a folder."""
    path = Path(request.source)
    if request.document is None and path.is_dir():
        return load_case(path), False
    document = request.document or read_document(
        request.source,
        date=request.date,
        title=request.title,
        outlet=request.outlet,
        author=request.author,
    )
    return drafted(dated(document, request.source), request), True


def dated(document: Document, source: str) -> Document:
    """The document, if its date is known.

    Raises:
        InputError: the text carries no date and none was given.
    """
    if document.date is None:
        raise InputError(
            source,
            "the text carries no date, so nothing can be said about what was known when",
            "give the text's own date with --date YYYY-MM-DD",
        )
    return document


def drafted(document: Document, request: Request) -> Case:
    """A first draft of the case that a text makes."""
    request.step("taking the text apart")
    return draft_case(document, request.read(document), question=request.question)


def in_context(case: Case, record: Record, as_of: dt.date) -> tuple[Context, ...]:
    """Each text of the case beside the record as known at `as_of`.

    Raises:
        InputError: the case has no text, or `as_of` lies before a text.
    """
    if not case.documents:
        raise InputError("the case", "it has no text", "put one into its folder text/")
    for document in case.documents:
        if document.date and document.date > as_of:
            raise InputError(
                document.id,
                f"the text is of {document.date}, after the cut-off {as_of}",
                "give an --as-of on or after the text's date",
            )
    view = record.at_hand(as_of)
    predictions = {p.statement: p for p in case.predictions}
    return tuple(
        Context(
            d,
            tuple(s for s in case.statements if s.document == d.id),
            view,
            predictions=predictions,
        )
        for d in case.documents
    )


def checked(case: Case, contexts: Sequence[Context]) -> tuple[Finding, ...]:
    """The record's answers to the statements of all texts."""
    return tuple(f for context in contexts for f in docket(context, case.decisions))


def weigh(case: Case, contexts: Sequence[Context], findings: tuple[Finding, ...]) -> Weighed:
    """What the findings mean for the theses, and what the texts leave out."""
    own = [[f for f in findings if f.statement_id in c.by_id] for c in contexts]
    foreseen = tuple(f for c, found in zip(contexts, own, strict=True) for f in forecasts(found, c))
    lead = lead_findings(findings)
    bearing = weighed_bearing(case, lead)
    unsaid = [s for c, found in zip(contexts, own, strict=True) for s in silences(found, c)]
    return Weighed(
        findings=findings,
        headlines=headlines(findings, {s.id: s for s in case.statements}),
        theses=theses(case, bearing, lead, foreseen),
        bearing=bearing,
        silences=tuple(replace(s, rank=n) for n, s in enumerate(unsaid, start=1)),
        forecasts=foreseen,
    )


def compared(report: Report, against: Path | None) -> Report:
    """The report with what changed since an earlier one.

    Raises:
        InputError: the earlier report cannot be read.
    """
    if against is None:
        return report
    return replace(report, differences=differences(earlier(against), report))


def earlier(place: Path) -> Report:
    """The report in a folder or a `report.json`.

    Raises:
        InputError: there is none, or it is of another schema.
    """
    path = place / "report.json" if place.is_dir() else place
    try:
        return from_json(path.read_bytes())
    except (OSError, ValueError) as error:
        first = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise InputError(
            path, f"this is no earlier report ({first})", "give a report.json"
        ) from None


def _is_reviewed(case: Case, weighed: Weighed) -> bool:
    checks: dict[str, list[str]] = {}
    for finding in weighed.findings:
        checks.setdefault(finding.statement_id, []).append(finding.check)
    load_bearing = {statement for thesis in weighed.theses for statement in thesis.rests_on}
    return is_reviewed(case, load_bearing, checks=checks)
