"""What a row says beside its kind: date, quantity, hedge, and whether a record could settle it."""

import datetime as dt
import re
import sys
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from earnest.contract.text import Span
from earnest.contract.words import Checkable, Kind, Polarity
from earnest.extract.claim import Claim, ClaimForm
from earnest.extract.cues import cues
from earnest.extract.dates import DateMention, find_dates
from earnest.extract.passages import Passage
from earnest.extract.quantities import QuantityMention, find_quantities
from earnest.extract.sentences import LONGEST

_NEXT_DAY: Final = re.compile(r"\b(?:the (?:next|following) day|a day later)\b")
_YEAR: Final = re.compile(r"\b(?:1[89]|20)\d\d\b")
_DAY_OR_MONTH: Final = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_FULL: Final = 10
_REACH: Final = 400  # code points an anaphoric date looks back: about two sentences
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


def dates_of(spans: Sequence[Span], text: str, *, on: dt.date | None) -> tuple[str | None, ...]:
    """The date of each row: of the mention whose innermost row it is; null where there is none.

    Args:
        spans: the rows, sorted by start.
        text: the document's normalised text.
        on: the document's date, from which relative dates are told.
    """
    found: list[str | None] = [None] * len(spans)
    known: list[tuple[int, str]] = []
    for mention in find_dates(text, anchor=on):
        iso = _iso(mention, known, text, on)
        if iso is None:
            continue
        if not mention.anaphoric:
            known.append((mention.end, iso))
        place = innermost(spans, mention.start, _end(mention, text))
        if place is not None and found[place] is None:
            found[place] = iso
    return tuple(found)


def _end(mention: DateMention, text: str) -> int:
    """Where a mention ends without the full stop of its sentence."""
    return mention.start + len(text[mention.start : mention.end].rstrip(" .,;"))


def _iso(
    mention: DateMention, known: list[tuple[int, str]], text: str, on: dt.date | None
) -> str | None:
    if mention.is_duration:
        return _remaining(mention, text, on)
    before = [iso for end, iso in known if mention.start - _REACH <= end <= mention.start]
    if days := _days_on(mention, text):
        return _moved(before[-1], days) if before else mention.iso
    if not mention.anaphoric:
        return mention.iso
    if not before:
        return None
    last = before[-1].rpartition("/")[2]
    if last == "..":
        return None
    if mention.modifier in ("before", "by", "until") and on is not None:
        return f"{on.isoformat()}/{last}"
    return f"{last}/.." if mention.modifier == "after" else before[-1]


def _days_on(mention: DateMention, text: str) -> int:
    """Days that a mention counts from the date told before it ("the next day"); 0 if it counts none."""
    words = text[mention.start : mention.end].casefold()
    if _NEXT_DAY.search(words):
        return 1
    if mention.modifier in ("later", "earlier") and mention.days_low is not None:
        return round(mention.days_low) * (1 if mention.modifier == "later" else -1)
    return 0


def _moved(iso: str, days: int) -> str | None:
    """A day so many days from another; None from a month, a year or an interval."""
    try:
        return (dt.date.fromisoformat(iso) + dt.timedelta(days=days)).isoformat()
    except ValueError:
        return None


def _remaining(mention: DateMention, text: str, on: dt.date | None) -> str | None:
    """From the document's date to so many days later, for "two days left"."""
    after = text[mention.end : mention.end + 12].lower().split()
    if (
        on is None
        or mention.days_high is None
        or not after
        or after[0][:6] not in ("left", "remain")
    ):
        return None
    return f"{on.isoformat()}/{(on + dt.timedelta(days=int(mention.days_high))).isoformat()}"


def quantities_of(
    spans: Sequence[Span], parsed: Sequence[Passage]
) -> tuple[QuantityMention | None, ...]:
    """The quantity that is each row's point, with offsets of the text; null where there is none."""
    found: list[QuantityMention | None] = [None] * len(spans)
    for passage in parsed:
        for mention in find_quantities(passage.doc):
            shifted = QuantityMention(
                mention.start + passage.start, mention.end + passage.start, mention.quantity
            )
            place = innermost(spans, shifted.start, shifted.end)
            if place is not None and _outranks(shifted, found[place]):
                found[place] = shifted
    return tuple(found)


def _outranks(mention: QuantityMention, other: QuantityMention | None) -> bool:
    """Numbers before vague words, and the first of each."""
    vague = isinstance(mention.quantity.value, str)
    return other is None or (isinstance(other.quantity.value, str) and not vague)


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


def as_told(date: str | None, text: str, *, on: dt.date | None) -> str | None:
    """The date of a row that tells of something done: of a day or month without a year the last one.

    "On 14 July the court ruled", in a text of June, is the July before.
    """
    if date is None or on is None or _YEAR.search(text) or not _DAY_OR_MONTH.fullmatch(date):
        return date
    first = dt.date.fromisoformat(date if len(date) == _FULL else f"{date}-01")
    if first <= on:
        return date
    try:
        return first.replace(year=first.year - 1).isoformat()[: len(date)]
    except ValueError:  # 29 February
        return date
