"""Which row a quantity belongs to, and which numbers only pass by."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from spacy.tokens import Token

from earnest.contract.text import Span
from earnest.contract.words import Kind
from earnest.extract.claim import Claim
from earnest.extract.fields import innermost
from earnest.extract.passages import Passage
from earnest.extract.quantities import QuantityMention, find_quantities
from earnest.extract.stretches import DAYS_IN
from earnest.extract.syntax import ancestors, child

_UNCOUNTED: Final[frozenset[Kind]] = frozenset({"rhetoric", "motive"})
_COMPARED: Final = frozenset({"share", "times", "percent", "percentage points"})
_FRAMES: Final = frozenset({"in", "within", "after", "for", "before"})
_FEW: Final = 10  # so many or fewer name who acts rather than count
_MORE: Final = re.compile(r"\s(?:more|less|fewer|[a-z]{3,12}er) than\b")
_APART: Final = re.compile(r"\s(?:after|later)\b")
_FROM: Final = re.compile(r"\bfrom\s$", re.IGNORECASE)
_TO: Final = re.compile(r"[^.;]{0,30}\sto\s", re.IGNORECASE)
_ALL: Final = frozenset({"all", "these", "those", "the"})
_ONLY: Final = ("only ", "just ", "a mere ")
_PRONOUNS: Final = frozenset({"them", "us", "you", "these", "those"})


@dataclass(frozen=True, slots=True)
class RowQuantities:
    """The quantity that is a row's point, and one that only passes by in it; null where there is none."""

    point: QuantityMention | None = None
    passing: QuantityMention | None = None
    is_margin: bool = False

    def of_kind(self, kind: Kind) -> QuantityMention | None:
        """What a row of a kind counts.

        Abuse and aims count nothing, a comparison shares and multiples, a quantity whatever number
        it holds; `is_margin` says that the point is by how much things differ.
        """
        point = self.point
        if kind in _UNCOUNTED:
            return None
        if kind == "comparison" and point is not None:
            return point if point.quantity.unit in _COMPARED or self.is_margin else None
        return point or (self.passing if kind == "quantity" else None)


def row_quantities(
    rows: Sequence[tuple[Claim, Span]], parsed: Sequence[Passage]
) -> tuple[RowQuantities, ...]:
    """The quantities of each row, with offsets of the text.

    Args:
        rows: the rows with their spans, sorted by start.
        parsed: the passages of the text.
    """
    spans = [span for _, span in rows]
    found: list[_Placed | None] = [None] * len(rows)
    passing: list[QuantityMention | None] = [None] * len(rows)
    wholes: set[int] = set()
    margins: list[bool] = [False] * len(rows)
    for passage in parsed:
        mentions = find_quantities(passage.doc)
        for mention, following in zip_longest(mentions, mentions[1:]):
            moved = QuantityMention(
                mention.start + passage.start, mention.end + passage.start, mention.quantity
            )
            place = innermost(spans, moved.start, moved.end)
            token = _token_of(mention, passage)
            words = passage.text[mention.start : mention.end].lower()
            passes = not words.startswith(_ONLY) and _passes_by(mention, token)
            passes = passes or _is_left_behind(passage.text, mention, following)
            if place is None or _is_distance(passage.text, mention):
                continue
            if passes or _is_reported(token, rows[place][0]):
                if passing[place] is None or place in wholes:
                    passing[place] = moved
                    (wholes.add if _is_whole_before(token) else wholes.discard)(place)
                continue
            placed = _Placed(moved, (_rank(mention), _is_own(token, rows[place][0].head)))
            other = found[place]
            if other is None or placed.rank > other.rank:
                found[place] = placed
                margins[place] = _is_margin(passage.text, mention)
    points = (p.mention if p is not None else None for p in found)
    return tuple(RowQuantities(*row) for row in zip(points, passing, margins, strict=True))


@dataclass(frozen=True, slots=True)
class _Placed:
    mention: QuantityMention
    rank: tuple[int, bool]


def _rank(mention: QuantityMention) -> int:
    """Counts before lengths of time and bare numbers, these before vague words; of equals the first."""
    if isinstance(mention.quantity.value, str):
        return 0
    return 1 if _is_time(mention) or mention.quantity.unit is None else 2


def _is_own(token: Token | None, head: Token) -> bool:
    """Whether a number stands in the clause of its row's head, not in one that describes a noun."""
    if token is None:
        return False
    for below in (token, *ancestors(token)):
        if below.i == head.i:
            return True
        if below.dep_ in ("relcl", "acl") or below.lower_ == "worth":
            return False
    return True


def _is_left_behind(text: str, mention: QuantityMention, following: QuantityMention | None) -> bool:
    """Whether a number is what something rose or fell from, told before what it came to."""
    if following is None or not _TO.fullmatch(text[mention.end : following.start]):
        return False
    return _FROM.search(text[max(0, mention.start - 8) : mention.start]) is not None


def _is_distance(text: str, mention: QuantityMention) -> bool:
    """Whether a length of time says how far off something was: "two days after the vote"."""
    lasting = text[max(0, mention.start - 4) : mention.start].lower().endswith("for ")
    return _is_time(mention) and not lasting and _APART.match(text, mention.end) is not None


def _is_margin(text: str, mention: QuantityMention) -> bool:
    """Whether a number says by how much things differ: "400 miles more than", "six years older"."""
    return _MORE.match(text, mention.end) is not None


def _is_time(mention: QuantityMention) -> bool:
    unit = (mention.quantity.unit or "").lower()
    return unit in DAYS_IN or unit.removesuffix("s") in DAYS_IN or unit == "centuries"


def _token_of(mention: QuantityMention, passage: Passage) -> Token | None:
    """The head of a quantity's words in the parse."""
    span = passage.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    return (child(span.root, "pobj") or span.root) if span.root.pos_ == "ADP" else span.root


def _passes_by(mention: QuantityMention, token: Token | None) -> bool:
    """Whether a number names or frames something instead of counting what the clause is about."""
    value, unit = mention.quantity.value, mention.quantity.unit
    if isinstance(value, str):
        return unit in _PRONOUNS or (token is not None and _is_definite(token))
    if _is_time(mention):
        return token is not None and _is_frame(token)
    if unit is None and token is not None and _is_age(token):
        return True
    if isinstance(value, tuple) or unit in ("percent", "times", "percentage points"):
        return False
    is_bounded = mention.quantity.low is None or mention.quantity.high is None
    if value == 1 or (unit is None and value <= _FEW and not is_bounded):
        return True
    if token is None:
        return False
    return (
        _is_definite(token) or _is_in_subject(token, few=value <= _FEW) or _is_whole_before(token)
    )


def _is_reported(token: Token | None, claim: Claim) -> bool:
    """Whether a number stands in what a report reports."""
    if token is None or claim.form != "report" or claim.report is None:
        return False
    return any(first <= token.i <= last for first, last in claim.report.content)


def _is_definite(token: Token) -> bool:
    """Whether a number is taken for granted: "its 120,000 inhabitants", "all three languages"."""
    start = min((t for t in (token, *token.children) if t.like_num), default=token)
    before = start.nbor(-1) if start.i else None
    return before is not None and (before.tag_ in ("PRP$", "WP$", "POS") or before.lower_ in _ALL)


def _is_in_subject(token: Token, *, few: bool) -> bool:
    """Whether a number only sizes who acts: "two governments", "a country of two million"."""
    if few and token.dep_ == "nsubj":
        return True
    whole = token.head.head
    is_size = token.dep_ == "pobj" and token.head.lower_ == "of"
    return is_size and whole.dep_ in ("nsubj", "nsubjpass")


def _is_whole_before(token: Token | None) -> bool:
    """Whether a number is the whole of which a part is told next: "of some 190 states, ten agreed"."""
    if token is None or token.dep_ != "pobj":
        return False
    return token.head.lower_ == "of" and token.head.i == token.sent.start


def _is_frame(token: Token) -> bool:
    """Whether a length of time only says when: "within three hours", "For thirty years …"."""
    governor = token.head
    if token.dep_ != "pobj" or governor.lower_ not in _FRAMES:
        return False
    return governor.lower_ == "in" or governor.left_edge.i - token.sent.start <= 1


def _is_age(token: Token) -> bool:
    """A number between commas after a name: "the minister, 63, resigned"."""
    doc, at = token.doc, token.i
    beside = doc[max(at - 1, 0)].text == "," and doc[min(at + 1, len(doc) - 1)].text == ","
    return beside and at > 1 and doc[at - 2].pos_ in ("PROPN", "NOUN")
