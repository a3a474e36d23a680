"""What a Russian row says beside its kind: date, quantity, hedge, and what could settle it."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from earnest.contract.text import Span
from earnest.contract.when import Period
from earnest.contract.words import Checkable, Kind
from earnest.extract.fields import innermost
from earnest.extract.ru.claims import Claim
from earnest.extract.ru.clauses import is_finite
from earnest.extract.ru.cues import cues
from earnest.extract.ru.dates import find_dates, settled
from earnest.extract.ru.kinds import looks_ahead
from earnest.extract.ru.model import parses
from earnest.extract.ru.quantities import QuantityMention, find_quantities
from earnest.extract.ru.sentence import Sentence
from earnest.extract.sentences import normalised

_REACH: Final = 400  # code points an anaphoric date looks back
_NAME: Final = 24
_LEAD_WORDS: Final = 3
_MOST_HEDGE_WORDS: Final = 4
_PASSING: Final = frozenset({"несколько", "множество"})
# Shares of rows that match the annotated texts with their kind (docs/russian.md), rounded down.
_CONFIDENCE: Final[dict[Kind, float]] = {
    "attribution": 0.9,
    "prediction": 0.85,
    "motive": 0.85,
    "comparison": 0.75,
    "quantity": 0.8,
    "regularity": 0.55,
    "thesis": 0.5,
    "event": 0.6,
    "rhetoric": 0.5,
}


@dataclass(frozen=True, slots=True)
class Row:
    """A claim with its span and the number of its sentence."""

    claim: Claim
    span: Span
    sentence: int


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of each row, and the spans of the text that are dates."""

    dates: tuple[str | None, ...]
    spans: tuple[Span, ...]


def dates_of(rows: Sequence[Row], text: str, *, on: dt.date | None) -> Dated:
    """The date of each row: of the mention whose innermost row it is.

    Args:
        rows: sorted by start.
        text: the document's text.
        on: the document's date.
    """
    spans = [row.span for row in rows]
    found: list[str | None] = [None] * len(rows)
    taken: list[Span] = []
    known: list[tuple[int, str]] = []
    for mention in find_dates(normalised(text), anchor=on):
        place = innermost(spans, mention.start, mention.end)
        before = [iso for end, iso in known if mention.start - _REACH <= end <= mention.start]
        if is_name_part(text[max(0, mention.start - _NAME) : mention.start]):
            taken.append((mention.start, mention.end))
            continue
        ahead = place is not None and looks_ahead(rows[place].claim)
        iso = settled(mention, on=on, before=before[-1] if before else None, ahead=ahead)
        taken.append((mention.start, mention.end))
        if iso is None:
            continue
        known = [*known[-8:], (mention.end, iso)]
        if place is not None and found[place] is None:
            found[place] = iso
    return Dated(tuple(found), tuple(taken))


def is_name_part(before: str) -> bool:
    """Whether a year names a law or treaty: "договор 1920 года"."""
    word = before.rstrip().rpartition(" ")[2].lower()
    return before.endswith((" ", "\u00a0")) and bool({*parses(word).lemmas} & cues("law_noun"))


def quantities_of(
    rows: Sequence[Row], sentences: Sequence[Sentence], dates: Sequence[Span]
) -> tuple[QuantityMention | None, ...]:
    """The quantity that is each row's own; null where there is none."""
    spans = [row.span for row in rows]
    found: list[QuantityMention | None] = [None] * len(rows)
    for sentence in sentences:
        start, end = sentence.words[0].start, sentence.words[-1].end
        near = dates[bisect_left(dates, (start, 0)) : bisect_left(dates, (end, 0))]
        for mention in find_quantities(sentence.words, near):
            place = innermost(spans, mention.start, mention.end)
            if place is not None and _outranks(mention, found[place]):
                found[place] = mention
    return tuple(found)


def _outranks(mention: QuantityMention, other: QuantityMention | None) -> bool:
    """Numbers before vague words, and the first of each."""
    vague = isinstance(mention.quantity.value, str)
    return other is None or (isinstance(other.quantity.value, str) and not vague)


def is_point(mention: QuantityMention | None, claim: Claim) -> bool:
    """Whether a quantity is what its row is about: a share, a multiple, a measure, a counted subject."""
    if mention is None or mention.quantity.value in _PASSING:
        return False
    if mention.quantity.unit in ("percent", "times") or claim.form == "fragment":
        return True
    if claim.head.lemma in cues("measure_verb") or not is_finite(claim.head):
        return True
    counted = [w for w in claim.words if mention.start <= w.start < mention.end]
    if any(w.lemma in cues("physical_unit") for w in counted):
        return True
    paid = (mention.quantity.unit or "").isupper() and claim.head.tense == "pres"
    return paid or any(w.rel.startswith("nsubj") or w.rel == "dep" for w in counted)


def is_due(date: str | None, *, on: dt.date | None) -> bool:
    """Whether a date lies after the text's own."""
    if date is None or on is None or date.startswith(".."):
        return False
    start = Period.parse(date).start
    return start is not None and start > on


def hedge_of(claim: Claim) -> str | None:
    """The words that limit the author's certainty, in order, joined by an ellipsis."""
    words = claim.sentence.words[max(0, claim.run[0] - _LEAD_WORDS) : claim.run[1] + 1]
    lower = [w.lower for w in words]
    found, at = [], 0
    while at < len(lower):
        size = _hedge_at(lower, at) if lower[at] in _hedge_openings() else 0
        if size:
            found.append(" ".join(lower[at : at + size]))
        at += max(1, size)
    return " … ".join(dict.fromkeys(found)) or None


@cache
def _hedge_openings() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in cues("hedge"))


def _hedge_at(words: Sequence[str], at: int) -> int:
    """How many words from a place on make a hedge."""
    sizes = range(_MOST_HEDGE_WORDS, 0, -1)
    return next((n for n in sizes if " ".join(words[at : at + n]) in cues("hedge")), 0)


def checkable_of(claim: Claim, kind: Kind, *, date: str | None, named: bool) -> Checkable:
    """Whether a public record could settle the row.

    Args:
        claim: the row.
        kind: its kind.
        date: its date.
        named: for an attribution, whether one nameable speaker is reported.
    """
    if kind in ("rhetoric", "motive"):
        return "no"
    if kind == "attribution":
        return "yes" if named else "partly"
    if kind == "prediction":
        return "yes" if date is not None else "partly"
    if kind == "thesis":
        return "no" if _is_proposal(claim) else "partly"
    return "partly" if hedge_of(claim) is not None else "yes"


def _is_proposal(claim: Claim) -> bool:
    return claim.head.lower in cues("norm_word")


def confidence_of(kind: Kind, form: str) -> float:
    """The chance that a careful reader would mark the same row with the same kind."""
    return round(_CONFIDENCE[kind] * (0.8 if form in ("relative", "fragment") else 1.0), 2)
