"""How a sentence comes apart: which tokens head clauses, and what each does there."""

from dataclasses import dataclass
from typing import Final, Literal

from spacy.tokens import Span, Token

from earnest.extract.syntax import (
    ancestors,
    child,
    is_finite,
    is_infinitive,
    is_verb,
    marker,
    own_subject,
    subtree,
)

Role = Literal[
    "main",
    "fragment",
    "coordinate",
    "reason",
    "contrast",
    "time",
    "after",
    "condition",
    "purpose",
    "participle",
    "means",
    "relative",
    "absolute",
    "apposition",
    "front",
]
# Roles whose tokens do not belong to the clause they hang on.
DETACHED: Final = frozenset(
    {"coordinate", "reason", "contrast", "after", "relative", "absolute", "apposition", "front"}
)
_REASON: Final = frozenset({"because", "since", "as", "for", "given", "inasmuch", "seeing"})
_CONTRAST: Final = frozenset({"while", "whereas", "although", "though", "albeit", "whilst"})
_TIME: Final = frozenset({"when", "after", "before", "until", "till", "once", "whenever", "where"})
_CONDITION: Final = frozenset({"if", "unless", "provided", "whether", "lest"})
_CONCESSION: Final = frozenset({"despite", "notwithstanding"})
_FRONT_WORDS: Final = 6
_LOOSE: Final = frozenset({",", ";", ":", "—", "–", "-", "--"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause by its head and its role in the sentence."""

    head: Token
    role: Role


def clauses(sentence: Span) -> tuple[Clause, ...]:
    """The clauses of a sentence in the order of their heads."""
    found = ((token, role_of(token)) for token in sentence)
    return tuple(Clause(token, role) for token, role in found if role is not None)


def role_of(token: Token) -> Role | None:
    """What clause a token heads in its sentence; None if it heads none that could be a row."""
    if token.dep_ == "ROOT":
        return "main" if is_verb(token) else "fragment"
    if token.dep_ in ("conj", "parataxis", "ccomp"):
        return "coordinate" if _is_coordinate(token) else None
    if token.dep_ == "advcl":
        return _adverbial(token)
    if token.dep_ == "relcl":
        return "relative" if _is_loose_relative(token) else None
    if token.dep_ == "pcomp" and token.tag_ == "VBG":
        return "means" if token.head.lower_ == "by" else None
    if token.dep_ == "appos":
        return "apposition" if child(token, "relcl", "acl") and _comma_before(token) else None
    return _prepositional(token)


def _is_coordinate(token: Token) -> bool:
    if not is_verb(token) and own_subject(token) is None:
        return False
    if token.dep_ == "conj":
        clausal = is_verb(token.head) and token.head.dep_ not in ("xcomp", "pcomp", "acl")
        return clausal and (is_finite(token) or _shares_auxiliary(token))
    root = token.head.dep_ in ("ROOT", "conj") and is_finite(token)
    return root and own_subject(token) is not None and not marker(token) and _is_apart(token)


def _shares_auxiliary(token: Token) -> bool:
    """A bare verb after "and" that the first verb's auxiliary goes for, with its own object."""
    if is_infinitive(token) or is_infinitive(token.head) or token.tag_ not in ("VB", "VBN"):
        return False
    objects = ("dobj", "prep", "agent", "attr", "acomp", "xcomp")
    return token.tag_ == token.head.tag_ and child(token, *objects) is not None


def _is_apart(token: Token) -> bool:
    """Whether a mark other than a quotation's comma parts a clause from its governor."""
    governor = token.head
    low, high = sorted((token.i, governor.i))
    between = [t.text for t in token.doc[low:high]]
    return any(mark in between for mark in (";", "—", "–", "-", ":", ","))


def _adverbial(token: Token) -> Role | None:
    mark = marker(token)
    if mark in _CONDITION:
        return "condition"
    if mark in _REASON:
        return "reason" if is_finite(token) and token.lemma_ != "do" else None
    if mark in _CONTRAST:
        return "contrast" if is_finite(token) else None
    if mark in _TIME:
        return "after" if token.i > token.head.i and _comma_before(token) else "time"
    if is_infinitive(token):
        return "purpose"
    if token.tag_ in ("VBG", "VBN") and not mark:
        return "participle"
    return "coordinate" if is_finite(token) and own_subject(token) and not mark else None


def _is_loose_relative(token: Token) -> bool:
    if not is_finite(token):
        return False
    noun = token.head
    return noun.pos_ == "PROPN" or _comma_before(token)


def _comma_before(token: Token) -> bool:
    edge = token.left_edge.i
    return edge > 0 and token.doc[edge - 1].text in _LOOSE


def _prepositional(token: Token) -> Role | None:
    if token.dep_ not in ("prep", "advmod") or not is_verb(token.head):
        return None
    if token.lower_ == "with" and _comma_before(token):
        noun = child(token, "pobj", "pcomp")
        return "absolute" if noun is not None and _holds_verb(noun) else None
    if token.lower_ in _CONCESSION:
        return "front"
    starts = token.left_edge.i <= _first_word(token.sent)
    loose = [t for t in subtree(token) if t.dep_ == "relcl"]
    words = [t for t in subtree(token, without=loose) if not t.is_punct]
    after = token.right_edge.i + 1
    comma = after < len(token.doc) and token.doc[after].text == ","
    return "front" if starts and comma and len(words) > _FRONT_WORDS else None


def _holds_verb(noun: Token) -> bool:
    return any(t.dep_ in ("acl", "ccomp", "relcl") for t in subtree(noun)) or is_verb(noun)


def _first_word(sentence: Span) -> int:
    lead = ("cc", "intj")
    words = (t for t in sentence if t.is_alpha and t.dep_ not in lead and t.lower_ not in ("even",))
    return next((t.i for t in words), sentence.start)


def governing(token: Token, heads: dict[int, Clause]) -> Clause | None:
    """The clause that a token stands in."""
    if token.i in heads:
        return heads[token.i]
    return next((heads[t.i] for t in ancestors(token) if t.i in heads), None)
