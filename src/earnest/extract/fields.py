"""What a row says beside its kind: quantity, hedge, and whether a record could settle it."""

import sys
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from earnest.contract.text import Span
from earnest.contract.words import Checkable, Kind, Polarity
from earnest.extract.claim import Claim, ClaimForm
from earnest.extract.cues import cues
from earnest.extract.quantities import QuantityMention
from earnest.extract.sentences import LONGEST

_VAGUE: Final = frozenset({"several", "some", "many", "few", "various", "numerous", "a few"})
_CLASS_WORDS: Final = frozenset({"several", "some", "many", "leading", "various", "most", "other"})
_UNIVERSAL: Final = frozenset({"never", "always", "any", "every", "none", "nobody", "each"})
_LEAD_WORDS: Final = 4
# Shares of rows of a form that a careful reader marks, too (corpus/dev), rounded down.
_FORM_FACTOR: Final[dict[ClaimForm, float]] = {"event": 0.8, "fragment": 0.8, "quote": 0.9}


def innermost(spans: Sequence[Span], start: int, end: int) -> int | None:
    """The place of the shortest of the sorted spans that contain `[start, end)`, or None."""
    holding = []
    for place in range(bisect_right(spans, (start, sys.maxsize)) - 1, -1, -1):
        first, last = spans[place]
        if first < start - LONGEST:
            break
        if end <= last:
            holding.append((last - first, place))
    return min(holding)[1] if holding else None


def is_point(mention: QuantityMention | None) -> bool:
    """Whether a quantity is what its row is about rather than a passing "several"."""
    return mention is not None and mention.quantity.value not in _VAGUE


def hedge_of(claim: Claim) -> str | None:
    """The words that limit the author's certainty, in order, joined by an ellipsis."""
    doc, (first, last) = claim.passage.doc, claim.run
    start = max(first - _LEAD_WORDS, claim.head.sent.start)
    lead = [t for t in doc[start:first] if t.lower_ in cues("certainty")]
    inside = [t for t in doc[first : last + 1] if _hedges(claim, t)]
    words = [t.lower_ for t in (*lead, *inside)]
    return " … ".join(words) or None


def _hedges(claim: Claim, token: Token) -> bool:
    if token.lower_ not in cues("certainty"):
        return False
    return token.head.i == claim.head.i or (
        token.dep_ == "advmod" and token.head.head.i == claim.head.i
    )


def checkable_of(claim: Claim, kind: Kind, *, date: str | None, named: bool) -> Checkable:
    """Whether a public record could settle the row.

    Args:
        claim: the row.
        kind: its kind.
        date: its date.
        named: for an attribution, whether one nameable speaker is reported.
    """
    words = {t.lower_ for t in claim.words}
    if kind in ("rhetoric", "motive"):
        return "partly" if kind == "motive" and words & cues("motive_noun") and named else "no"
    if kind == "attribution":
        return "yes" if named else "partly"
    if kind == "prediction":
        return "yes" if date is not None and not words & {"should", "may", "might"} else "partly"
    if kind == "thesis":
        return "partly"
    if kind == "regularity":
        return "yes" if words & _UNIVERSAL else "partly"
    if kind == "comparison":
        return "partly" if words & _CLASS_WORDS else "yes"
    return "partly" if words & {"can", "could", "possible", "may", "might"} else "yes"


def confidence_of(probability: float, form: ClaimForm) -> float:
    """The chance that a careful reader would mark the same row with the same kind.

    Args:
        probability: of its kind.
        form: why it became a row.
    """
    return round(probability * _FORM_FACTOR.get(form, 0.8), 2)


def polarity_of(kind: Kind, *, holder: str, form: str, main: bool) -> Polarity:
    """The row's bearing on the text's own main thesis, as a first guess.

    Args:
        kind: the row's kind.
        holder: who asserts it.
        form: why it became a row.
        main: whether it names the parties that the text is mostly about.
    """
    if kind in ("attribution", "motive", "rhetoric"):
        return "neutral"
    if holder != "author":
        return "contradicts" if kind in ("thesis", "prediction") else "neutral"
    return "supports" if main and form in ("clause", "event", "content") else "neutral"
