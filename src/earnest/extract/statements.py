"""Statements of a document: every row with its fields, in the order of the text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from earnest.contract.text import Document, Span, Statement
from earnest.contract.words import Kind
from earnest.extract.attribution import continued
from earnest.extract.carried_dates import carried_dates
from earnest.extract.claim import Claim, MarkedRow
from earnest.extract.claims import claims
from earnest.extract.dates_in_context import told_dates
from earnest.extract.discourse import Discourse, discourse
from earnest.extract.fields import (
    checkable_of,
    confidence_of,
    hedge_of,
    is_point,
    polarity_of,
)
from earnest.extract.holders import (
    UNKNOWN,
    Said,
    about_of,
    actors_of,
    explained_of,
    holder_of,
    linked,
    said,
)
from earnest.extract.kinds import ToldKind, kinds_of
from earnest.extract.languages import RUSSIAN, require_readable
from earnest.extract.neighbours import continued_kinds, shared_dates
from earnest.extract.passages import Passage, passages
from earnest.extract.quantities import QuantityMention
from earnest.extract.quotes import Quote, quotes
from earnest.extract.reports import Report
from earnest.extract.row_dates import row_dates
from earnest.extract.row_quantities import RowQuantities, row_quantities
from earnest.extract.ru import russian_statements
from earnest.extract.sentences import normalised
from earnest.extract.sides import AUTHOR

_IN_HEADINGS: Final = frozenset({"clause", "report", "content"})
_CLAUSAL: Final = frozenset({"clause", "aim", "part"})


@dataclass(frozen=True, slots=True)
class _Row:
    claim: Claim
    span: Span


def rows_with_amounts(document: Document) -> tuple[MarkedRow, ...]:
    """The rows of a document as the kind of each is decided on them."""
    parsed = passages(document)
    rows = _rows(document, parsed)
    amounts = row_quantities([(row.claim, row.span) for row in rows], parsed)
    return tuple(_marked(rows, amounts))


def _marked(rows: Sequence[_Row], amounts: Sequence[RowQuantities]) -> list[MarkedRow]:
    return [
        MarkedRow(row.claim, row.span, _point(amount.point))
        for row, amount in zip(rows, amounts, strict=True)
    ]


def _point(amount: QuantityMention | None) -> Span | None:
    return (amount.start, amount.end) if amount is not None and is_point(amount) else None


def extract_statements(document: Document) -> tuple[Statement, ...]:
    """The statements of a document, sorted by start, then the longer first; no span twice.

    `text` is the slice of the document; ids run from `s001`. Without a date of the document
    relative dates stay null.

    Raises:
        InputError: the text is in a language that the rules do not know, or whose models are not
            installed.
    """
    require_readable(document)
    if document.language == RUSSIAN:
        return russian_statements(document)
    parsed = passages(document)
    talk = discourse(document.text, parsed, on=document.date)
    rows = _rows(document, parsed)
    pairs = [(row.claim, row.span) for row in rows]
    dated = told_dates(normalised(document.text), parsed, on=document.date)
    amounts = row_quantities(pairs, parsed)
    kinds = kinds_of(_marked(rows, amounts))
    dates = carried_dates(pairs, row_dates(pairs, dated), [k.kind for k in kinds], dated)
    told = _told(rows, talk, document.text)
    found = [
        _statement(
            document,
            row,
            kind,
            date,
            amount.of_kind(kind.kind),
            told.get(row.claim.passage.start, ()),
            talk,
        )
        for row, kind, date, amount in zip(rows, kinds, dates, amounts, strict=True)
    ]
    settled = shared_dates(continued_kinds(found))
    return tuple(replace(s, id=f"s{n:03d}") for n, s in enumerate(settled, 1))


def _rows(document: Document, parsed: Sequence[Passage]) -> list[_Row]:
    found: dict[Span, _Row] = {}
    for passage in parsed:
        for row in _rows_of(document, passage):
            found.setdefault(row.span, row)
    return sorted(found.values(), key=lambda row: (row.span[0], -row.span[1]))


def _rows_of(document: Document, passage: Passage) -> list[_Row]:
    if passage.role == "title":
        return []
    made = [_Row(c, passage.offsets(*c.run)) for c in claims(passage, document.text)]
    if passage.role == "heading":
        return [row for row in made if row.claim.form in _IN_HEADINGS]
    return [row for row in made if not any(_repeats(row, other) for other in made)]


def _repeats(row: _Row, other: _Row) -> bool:
    """Whether an event in a noun phrase is nearly all of a clause that is a row itself."""
    if row.claim.form not in ("event", "scale") or other.claim.form not in _CLAUSAL:
        return False
    (start, end), (first, last) = row.span, other.span
    return first <= start and end <= last and 5 * (end - start) > 3 * (last - first)


def _told(rows: Sequence[_Row], talk: Discourse, text: str) -> dict[int, list[Said]]:
    """The reports with their speakers, by the start of their passage."""
    found: dict[int, list[Said]] = {}
    reports = [row.claim for row in rows if row.claim.form == "report"]
    quoted = {c.passage.start: _quotes(c.passage, text) for c in reports}
    told = [said(c, talk, _whole(c, quoted[c.passage.start])) for c in reports]
    for claim, report in zip(reports, linked(told), strict=True):
        found.setdefault(claim.passage.start, []).append(report)
    return found


def _quotes(passage: Passage, text: str) -> tuple[Quote, ...]:
    return quotes(text, passage.start, passage.end)


def _whole(claim: Claim, quoted: tuple[Quote, ...]) -> Report:
    """A quotation with those that go on with it."""
    assert claim.report is not None  # a report row has its report
    if claim.report.form != "quote":
        return claim.report
    return continued(claim.passage, claim.report, quoted)


def _statement(
    document: Document,
    row: _Row,
    told_kind: ToldKind,
    date: str | None,
    amount: QuantityMention | None,
    told: Sequence[Said],
    talk: Discourse,
) -> Statement:
    claim, span = row.claim, row.span
    kind = told_kind.kind
    holder = holder_of(claim, span, told)
    own = next((s for s in told if claim.form == "report" and s.report is claim.report), None)
    actors = actors_of(claim, span, talk, holder=holder, own=own)
    main = bool({*talk.main} & {a.partition(":")[0] for a in actors})
    named = own is not None and own.named
    return Statement(
        document=document.id,
        start=span[0],
        end=span[1],
        text=document.text[span[0] : span[1]],
        kind=kind,
        holder=holder,
        cue=_cue(claim),
        actors=actors,
        date=date,
        quantity=amount.quantity if amount is not None else None,
        speaker=_speaker(own, kind),
        explained=explained_of(claim, kind, talk),
        attributed_by=None if holder == AUTHOR else AUTHOR,
        checkable=checkable_of(claim, kind, date=date, named=named),
        hedge=hedge_of(claim),
        polarity=polarity_of(kind, holder=holder, form=claim.form, main=main),
        confidence=confidence_of(told_kind.probability, claim.form),
        about=about_of(claim, span, talk),
        second=told_kind.rule if told_kind.rule != kind else None,
    )


def _cue(claim: Claim) -> Span | None:
    if claim.form != "report" or claim.report is None:
        return None
    return claim.passage.offsets(claim.report.cue[0].i, claim.report.cue[-1].i)


def _speaker(own: Said | None, kind: Kind) -> str | None:
    if kind != "attribution":
        return None
    return own.speaker if own is not None else UNKNOWN
