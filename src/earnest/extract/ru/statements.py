"""Statements of a Russian document: every row with its fields, in the order of the text."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from earnest.contract.text import Document, Span, Statement
from earnest.contract.words import Kind
from earnest.extract.fields import polarity_of
from earnest.extract.ru.claims import claims_in
from earnest.extract.ru.fields import (
    Row,
    checkable_of,
    confidence_of,
    dates_of,
    hedge_of,
    is_due,
    is_point,
    quantities_of,
)
from earnest.extract.ru.holders import (
    AUTHOR,
    UNKNOWN,
    Said,
    dropped_subject,
    explained_of,
    holder_of,
    said,
)
from earnest.extract.ru.kinds import kind_of
from earnest.extract.ru.parties import Parties, Party
from earnest.extract.ru.quantities import QuantityMention
from earnest.extract.ru.sentence import Sentence, parsed

_TELLING: Final = frozenset({"prediction", "motive"})


def russian_statements(document: Document) -> tuple[Statement, ...]:
    """The statements of a document, sorted by start, then the longer first; no span twice.

    Raises:
        InputError: the reader's models are not installed.
    """
    sentences = parsed(document)
    parties = Parties(sentences)
    rows = _rows(sentences)
    found = _read(document, sentences, rows, parties)
    kept = [row for s, row in zip(found, rows, strict=True) if _tells(s, row)]
    if len(kept) < len(rows):
        found = _read(document, sentences, kept, parties)
    return tuple(replace(s, id=f"s{n:03d}") for n, s in enumerate(found, 1))


def _read(
    document: Document, sentences: Sequence[Sentence], rows: Sequence[Row], parties: Parties
) -> list[Statement]:
    dated = dates_of(rows, document.text, on=document.date)
    amounts = quantities_of(rows, sentences, dated.spans)
    told = _told(rows, parties)
    return [
        _statement(document, row, date, amount, told.get(row.sentence, []), parties)
        for row, date, amount in zip(rows, dated.dates, amounts, strict=True)
    ]


def _rows(sentences: Sequence[Sentence]) -> list[Row]:
    found: dict[Span, Row] = {}
    for n, sentence in enumerate(sentences):
        for claim in claims_in(sentence):
            span = sentence.offsets(*claim.run)
            found.setdefault(span, Row(claim, span, n))
    return sorted(found.values(), key=lambda row: (row.span[0], -row.span[1]))


def _told(rows: Sequence[Row], parties: Parties) -> dict[int, list[Said]]:
    """The reports with their speakers, by sentence."""
    found: dict[int, list[Said]] = {}
    for row in rows:
        if row.claim.form == "report":
            found.setdefault(row.sentence, []).append(said(row.claim, row.sentence, parties))
    return found


def _tells(statement: Statement, row: Row) -> bool:
    """Whether a relative clause says something of its own: when, what for, what next."""
    if row.claim.form != "relative":
        return True
    return statement.date is not None or statement.kind in _TELLING


def _statement(
    document: Document,
    row: Row,
    date: str | None,
    amount: QuantityMention | None,
    told: Sequence[Said],
    parties: Parties,
) -> Statement:
    claim, span, n = row.claim, row.span, row.sentence
    kind = kind_of(claim, is_counted=is_point(amount, claim), is_due=is_due(date, on=document.date))
    holder = holder_of(claim, told)
    own = next((s for s in told if claim.form == "report" and s.report is claim.report), None)
    voice = own.speaker if own is not None and own.report.form == "quote" else holder
    us = parties.home if voice == AUTHOR else voice.partition(":")[0]
    actors = parties.actors(
        n, claim.words, dropped_subject(claim), us=us if us != UNKNOWN else None
    )
    return Statement(
        document=document.id,
        start=span[0],
        end=span[1],
        text=document.text[span[0] : span[1]],
        kind=kind,
        holder=holder,
        cue=_cue(row, own),
        actors=actors,
        date=date,
        quantity=amount.quantity if amount is not None else None,
        speaker=_speaker(own, kind),
        explained=explained_of(claim, kind, n, parties),
        attributed_by=None if holder == AUTHOR else AUTHOR,
        checkable=checkable_of(claim, kind, date=date, named=own is not None and own.named),
        hedge=hedge_of(claim),
        polarity=polarity_of(
            kind, holder=holder, form=claim.form, main=bool({*parties.main} & {*actors})
        ),
        confidence=confidence_of(kind, claim.form),
        about=_about(parties.within(n, span)),
    )


def _about(named: Sequence[Party]) -> tuple[str, ...]:
    """Names of the bodies, without the state that a state's own body counts for."""
    codes = (p.code.rpartition(":")[2] for p in named if p.is_body and p.code)
    return tuple(dict.fromkeys(codes))


def _cue(row: Row, own: Said | None) -> Span | None:
    return row.claim.sentence.offsets(*own.report.cue) if own is not None else None


def _speaker(own: Said | None, kind: Kind) -> str | None:
    if kind != "attribution":
        return None
    return own.speaker if own is not None else UNKNOWN
