"""Whether a row measures two parties, places or times on one scale."""

from itertools import pairwise
from typing import Final

from spacy.tokens import Token

from earnest.contract.text import Span
from earnest.extract.claim import Claim
from earnest.extract.cues import cues
from earnest.extract.syntax import stands_in

_COMPARING: Final = frozenset({"unlike", "compared", "twice", "likewise"})
_LOOSE: Final = frozenset({"least", "most", "best", "last"})


def is_comparison(claim: Claim, amount: Span | None) -> bool:
    """Whether a claim compares.

    Args:
        claim: the row.
        amount: where its number stands: "more than six" bounds a number and compares nothing.
    """
    if claim.head.lemma_.lower() in cues("comparison_verb"):
        return True
    words = claim.words
    if any(_compares(t, claim, amount) for t in words):
        return True
    pairs = pairwise(words)
    return any(a.lower_ == "only" and b.pos_ == "PROPN" for a, b in pairs)


def _compares(token: Token, claim: Claim, amount: Span | None) -> bool:
    lower = token.lower_
    if lower in _COMPARING:
        return True
    if lower == "ahead":
        return any(t.lower_ == "of" for t in token.children)
    if lower == "than":
        return _has_comparative(token, claim) and not _bounds_number(token, claim, amount)
    if not stands_in(token, claim.head):
        return False
    if token.tag_ == "JJS" and _describes_part(token.head):
        return False
    if token.tag_ in ("JJS", "RBS"):
        return lower not in _LOOSE or token.dep_ in ("acomp", "attr")
    return token.tag_ == "JJR" and any(c.lower_ == "the" for c in token.head.children)


def _describes_part(noun: Token) -> bool:
    """Whether a noun only says of what another one is: "the site of the largest agency"."""
    whole = noun.head.head
    return noun.dep_ == "pobj" and whole.dep_ in ("nsubj", "nsubjpass", "dobj")


def _has_comparative(than: Token, claim: Claim) -> bool:
    before = [t for t in claim.words if t.i < than.i and stands_in(t, claim.head)]
    return any(t.tag_ in ("JJR", "RBR") or t.lower_ == "rather" for t in before)


def _bounds_number(than: Token, claim: Claim, amount: Span | None) -> bool:
    at = claim.passage.start + than.idx
    if amount is not None and amount[0] <= at < amount[1]:
        return True
    after = than.nbor(1) if than.i + 1 < len(than.doc) else than
    return after.like_num or (after.lower_ in ("a", "an") and than.dep_ == "quantmod")
