"""The shortest run of tokens that carries a claim: what stands around it is stripped."""

from collections.abc import Iterable
from typing import Final

from spacy.tokens import Doc, Token

from earnest.extract.cues import cues
from earnest.extract.syntax import subtree

Run = tuple[int, int]  # first and last token, both included

_MARKS: Final = frozenset("\"'“”‘’")
_TAIL: Final = frozenset(
    {".", ",", ";", ":", "!", "?", "…", "...", "—", "–", "-", "--", "?!", "!!"}
)
_COMMA_ONLY: Final = frozenset(
    "no yes well first second third then now still too simply again lastly finally clearly plus "
    "obviously actually basically recently for rather naturally".split()
)
_LONGEST_CONNECTIVE: Final = 5


def extent(head: Token, detached: Iterable[Token]) -> Run:
    """From the first to the last token below a head, the detached trees left out."""
    kept = [t for t in subtree(head, without=detached) if not t.is_space]
    while len(kept) > 1 and (kept[-1].text in _TAIL or kept[-1].dep_ == "cc"):
        kept.pop()
    while len(kept) > 1 and (kept[0].text in _TAIL or kept[0].dep_ == "cc"):
        kept.pop(0)
    return kept[0].i, kept[-1].i


def trimmed(doc: Doc, first: int, last: int, *, marks: frozenset[str] = frozenset()) -> Run:
    """The run without what leads up to the claim and what closes it.

    Args:
        doc: the parsed passage.
        first: the first token.
        last: the last token.
        marks: subordinators that are dropped too ("that", "because").
    """
    while first < last and (step := _leading(doc, first, last, marks)):
        first += step
    while last > first and _is_tail(doc, first, last):
        last -= 1
    return _unquoted(doc, first, last)


def quoted_part(doc: Doc, first: int, last: int) -> Run:
    """The quotation that a run starts with, if it closes before the run ends; else the run."""
    if doc[first].text not in _MARKS:
        return first, last
    mark = doc[first].text
    closing = next((i for i in range(first + 1, last + 1) if doc[i].text == mark), last)
    return first, closing


def _leading(doc: Doc, first: int, last: int, marks: frozenset[str]) -> int:
    """How many tokens at the start do not belong to the claim."""
    token = doc[first]
    if token.is_space or token.text in _TAIL or token.text in ")]":
        return 1
    if phrase := _connective(doc, first, last):
        return phrase
    if token.lower_ in marks or (token.dep_ == "cc" and token.lower_ != "neither"):
        return 1
    comma = doc[first + 1].text == ","
    if token.lower_ in cues("lead_adverb") and token.pos_ in ("ADV", "CCONJ", "SCONJ", "INTJ"):
        loose = comma or token.lower_ not in _COMMA_ONLY
        return 0 if not loose or _modifies_next(token) else 1
    return 0


def _modifies_next(token: Token) -> bool:
    """Whether an adverb belongs to the word after it ("so many", "too often")."""
    return token.head.i == token.i + 1 and token.head.pos_ in ("ADJ", "ADV", "NUM", "DET")


def _connective(doc: Doc, first: int, last: int) -> int:
    for size in range(min(_LONGEST_CONNECTIVE, last - first), 1, -1):
        words = " ".join(t.lower_ for t in doc[first : first + size])
        if words in cues("connective"):
            follows = doc[first + size].text == ","
            return size + 1 if follows and first + size < last else size
    return 0


def _is_tail(doc: Doc, first: int, last: int) -> bool:
    token = doc[last]
    if token.is_space or token.text in _TAIL:
        return True
    if token.dep_ == "cc" or (token.dep_ in ("mark", "preconj") and token.lower_ == "that"):
        return True
    inside = doc[first : last + 1]
    if token.text in _MARKS:
        return sum(t.text == token.text for t in inside) % 2 == 1
    return token.text == ")" and not any(t.text == "(" for t in inside)


def _unquoted(doc: Doc, first: int, last: int) -> Run:
    """The run without quotation marks that enclose it or that do not close inside it."""
    while first < last and doc[first].text in _MARKS:
        mark = doc[first].text
        others = [i for i in range(first + 1, last + 1) if doc[i].text == mark]
        if others and others[0] != last:
            break
        if others:
            last -= 1
            while last > first and doc[last].text in _TAIL:
                last -= 1
        first += 1
    return first, last
