"""Claims folded into noun phrases: presupposed events, aims, and rankings."""

from collections.abc import Iterator
from typing import Final, Literal

from spacy.tokens import Span, Token

from earnest.extract.cues import cues
from earnest.extract.spans import Run
from earnest.extract.syntax import child, children, noun_phrase, subtree

NominalForm = Literal["event", "scale", "aim"]
_ARGUMENTS: Final = frozenset({"of", "by", "with", "on", "against", "from", "in", "between", "to"})
_DEFINITE: Final = frozenset(
    {"the", "this", "that", "these", "those", "its", "their", "his", "her"}
)
_AIM_NOUNS: Final = frozenset(
    "goal aim purpose intention intent objective hope attempt effort bid endeavour".split()
)


def nominal_runs(sentence: Span) -> Iterator[tuple[NominalForm, Token, Run]]:
    """Noun phrases that carry a claim of their own, with the token that heads each."""
    for token in sentence:
        if token.pos_ not in ("NOUN", "PROPN"):
            continue
        lemma = token.lemma_.lower()
        if lemma in _AIM_NOUNS | {"order"} and (run := _aim(token)):
            yield "aim", token, run
        elif lemma in cues("event_noun") and _is_presupposed(token):
            yield "event", token, _phrase(token)
        elif _is_ranking(token):
            yield "scale", token, _phrase(token)


def _phrase(noun: Token) -> Run:
    while noun.dep_ in ("compound", "nmod") and noun.head.i > noun.i:
        noun = noun.head
    tokens = [t for t in noun_phrase(noun) if not t.is_space]
    return tokens[0].i, tokens[-1].i


def _is_presupposed(noun: Token) -> bool:
    """A definite act with a party, a date or an object of its own: it is taken to have happened."""
    if noun.dep_ in ("compound", "attr", "nmod") or noun.head.dep_ == "compound":
        return False
    possessor = child(noun, "poss")
    determiner = child(noun, "det")
    definite = possessor is not None or (determiner is not None and determiner.lower_ in _DEFINITE)
    if noun.dep_ in ("nsubj", "conj", "nsubjpass") and determiner is None and possessor is None:
        definite = noun.tag_ in ("NN", "NNS")
    named = _names_party(noun)
    return definite and named and not _is_future(noun)


def _names_party(noun: Token) -> bool:
    if any(t.lower_ in _ARGUMENTS and t.dep_ in ("prep", "agent") for t in noun.children):
        return True
    return any(t.pos_ == "PROPN" or t.ent_type_ == "DATE" for t in children(noun, "poss"))


def _is_future(noun: Token) -> bool:
    """Whether the phrase is the object of a verb about what is still to come or may never."""
    governor = noun.head
    if governor.dep_ == "prep" and noun.dep_ == "pobj" and governor.lower_ in ("to", "for", "of"):
        governor = governor.head
    if governor.pos_ not in ("VERB", "AUX"):
        return False
    modal = any(c.tag_ in ("MD", "TO") for c in governor.children)
    return modal or any(c.dep_ == "neg" for c in governor.children)


def _aim(noun: Token) -> Run | None:
    """The run of "with the goal of …", "in the hope that …", "its intention to …"."""
    tail = next(
        (c for c in noun.children if c.dep_ in ("prep", "acl", "relcl") and c.i > noun.i), None
    )
    if tail is None:
        return None
    if noun.dep_ == "pobj" and noun.head.lower_ in ("with", "in", "for"):
        return noun.head.i, tail.right_edge.i
    if child(noun, "poss") is None:
        return None
    loose = [t for t in subtree(noun) if t.dep_ == "advcl" and t.left_edge.nbor(-1).text == ","]
    tokens = subtree(noun, without=[*children(noun, "relcl"), *loose])
    while tokens[-1].is_punct:
        tokens.pop()
    return tokens[0].i, tokens[-1].i


def _is_ranking(noun: Token) -> bool:
    """A superlative with a field to rank in, such as "the largest port of the coast"."""
    ranked = next((c for c in noun.children if _is_superlative(c)), None)
    if ranked is None or (noun.dep_ in ("attr", "nsubj") and noun.head.lemma_ == "be"):
        return False
    return noun.dep_ not in ("npadvmod",) and len(noun_phrase(noun)) > 3


def _is_superlative(token: Token) -> bool:
    if token.tag_ == "JJS":
        return token.lower_ not in ("least", "most", "last", "best")
    return any(c.tag_ == "RBS" for c in token.children) and token.pos_ == "ADJ"
