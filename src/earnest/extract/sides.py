"""The two states that a text is about, told without their names: "we", "both sides", "the other side"."""

import re
from typing import Final

from spacy.tokens import Token

from earnest.extract.claim import Claim
from earnest.extract.cues import cues
from earnest.extract.discourse import Discourse, is_bare_office, is_stand_in
from earnest.extract.syntax import noun_phrase

AUTHOR: Final = "author"
_WE: Final = frozenset({"we", "us", "our", "ours", "ourselves"})
_BOTH: Final = frozenset({"both", "two", "neither", "each", "either"})
_ALONE: Final = frozenset({"both", "neither", "each"})
_UNSURE: Final = frozenset({"a", "an", "any", "every", "each", "no", "next", "another", "some"})
_PAIRED: Final = frozenset(
    "country government side capital president state neighbour nation leader minister".split()
)
_MINE: Final = frozenset(
    "countryman compatriot country nation people government president minister parliament "
    "voter constituent".split()
)
_FACING: Final = frozenset({"neighbour", "neighbor", "side", "party", "capital", "camp"})
_STATE: Final = re.compile(r"[A-Z]{3}")


def sides(claim: Claim, token: Token, talk: Discourse, *, speaker: str) -> tuple[str, ...]:
    """The states behind "we", "both countries", and "the cabinet" of the writer's own state.

    Args:
        claim: the row.
        token: a word of it.
        talk: what the text has named.
        speaker: who says the word, whom its "we" means.
    """
    if token.lower_ in _WE:
        return _we(token, talk, speaker)
    if _is_each_of_two(token):
        return talk.main if len(talk.main) > 1 else ()
    if token.pos_ not in ("NOUN", "PROPN"):
        return ()
    if _is_other_side(token) and talk.home is not None and not is_named(claim, token, talk):
        return tuple(code for code in talk.main if code != talk.home)
    if _is_pair(token):
        return talk.main if not is_named(claim, token, talk) else ()
    if talk.home is None:
        return ()
    meant = _is_mine(token) or is_bare_office(token)
    return (talk.home,) if meant and not is_named(claim, token, talk) else ()


def _is_pair(token: Token) -> bool:
    """Whether "both countries" or "the two capitals" act; "both sides of the road" do not."""
    if token.lemma_.lower() not in _PAIRED or not any(c.lower_ in _BOTH for c in token.children):
        return False
    return token.lemma_.lower() != "side" or not any(c.lower_ == "of" for c in token.children)


def _is_mine(token: Token) -> bool:
    """Whether "the government" or "my countrymen" are those of the writer's state."""
    if is_stand_in(token) and any(c.lower_ == "the" for c in token.children):
        return True
    return token.lemma_.lower() in _MINE and any(c.lower_ == "my" for c in token.children)


def _is_other_side(token: Token) -> bool:
    """Whether a noun means the state against ours: "the other side", "our neighbour"."""
    if token.lemma_.lower() not in _FACING:
        return False
    before = {c.lower_ for c in token.children if c.i < token.i}
    if any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children):
        return False
    if token.lemma_.lower() in ("neighbour", "neighbor"):
        return bool(before & {"the", "our"}) and not any(c.dep_ == "amod" for c in token.children)
    return token.tag_ != "NNS" and {"the", "other"} <= before


def _is_each_of_two(token: Token) -> bool:
    """Whether "both", "each" or "neither (of them)" acts, with no noun told."""
    if token.lower_ not in _ALONE or token.dep_ != "nsubj":
        return False
    return all(_is_of_them(c) for c in token.children)


def _is_of_them(token: Token) -> bool:
    return token.lower_ == "of" and any(c.lower_ in ("them", "two") for c in token.children)


def _we(token: Token, talk: Discourse, speaker: str) -> tuple[str, ...]:
    if talk.home and not _is_quoted(token):
        return (talk.home,)
    if speaker == AUTHOR:
        return (talk.home,) if talk.home else ()
    state = speaker.partition(":")[0]
    if _STATE.fullmatch(state):
        return (state,)
    return (talk.home,) if talk.home else ()


def _is_quoted(token: Token) -> bool:
    """Whether a word stands in quotation marks that open in its sentence."""
    before = token.doc[token.sent.start : token.i]
    return sum(t.text == '"' for t in before) % 2 == 1


def is_of_the_two(token: Token) -> bool:
    """Whether a noun means what is between the two states of the text: "the quarrel", not "a quarrel"."""
    if token.lemma_.lower() not in cues("dyad_noun"):
        return False
    if token.dep_ == "attr" and not any(c.dep_ == "expl" for c in token.head.children):
        return True  # "this is a quarrel"
    plural = token.tag_ == "NNS" and token.lower_ not in ("relations", "tensions")
    return not plural and not any(c.lower_ in _UNSURE for c in token.children)


def is_named(claim: Claim, token: Token, talk: Discourse) -> bool:
    """Whether the noun phrase itself says whose government or side it is."""
    phrase = noun_phrase(token)
    return bool(talk.actors_between(*claim.passage.offsets(phrase[0].i, phrase[-1].i)))
