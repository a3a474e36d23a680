"""Questions asked of a dependency tree: who is the subject, is the verb finite, what belongs."""

from collections.abc import Iterable, Iterator
from typing import Final

from spacy.tokens import Token

_FINITE: Final = frozenset({"VBD", "VBP", "VBZ", "MD"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_GROUP: Final = frozenset({"aux", "auxpass", "neg", "prt"})
_CLAUSES: Final = frozenset({"relcl", "advcl", "ccomp", "acl"})
_DEPTH: Final = 64  # trees deeper than this are a parser's accident


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these dependencies; None if there is none."""
    return next((c for c in token.children if c.dep_ in deps), None)


def children(token: Token, *deps: str) -> list[Token]:
    """The children with one of these dependencies, in order."""
    return [c for c in token.children if c.dep_ in deps]


def own_subject(head: Token) -> Token | None:
    """The subject that hangs on this verb itself; None if it was dropped."""
    found = [c for c in head.children if c.dep_ in _SUBJECTS]
    return next((c for c in found if c.dep_ != "expl"), found[0] if found else None)


def subject(head: Token) -> Token | None:
    """The subject of a verb, looked up along coordination, participles and infinitives."""
    for _ in range(_DEPTH):
        found = own_subject(head)
        if found is not None:
            return found
        if head.dep_ == "acl" and is_infinitive(head):
            return None
        if head.dep_ in ("acl", "relcl"):
            return head.head
        if head.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "aux", "acomp"):
            return None
        head = head.head.head if head.dep_ == "pcomp" else head.head
    return None


def antecedent(relative: Token) -> Token | None:
    """The noun that "who" or "which" stands for; None for any other word."""
    if relative.tag_ not in ("WP", "WDT"):
        return None
    clause = next((t for t in ancestors(relative) if t.dep_ == "relcl"), None)
    return clause.head if clause is not None else None


def is_finite(head: Token) -> bool:
    """Whether the verb group carries tense or a modal."""
    return head.tag_ in _FINITE or any(
        c.tag_ in _FINITE for c in head.children if c.dep_ in ("aux", "auxpass")
    )


def is_verb(token: Token) -> bool:
    """Whether the token is tagged as a verb or auxiliary."""
    return token.pos_ in ("VERB", "AUX")


def is_infinitive(head: Token) -> bool:
    """Whether the verb stands with "to"."""
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in head.children)


def is_passive(head: Token) -> bool:
    """Whether the verb is in the passive."""
    return any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in head.children)


def is_negated(head: Token) -> bool:
    """Whether the verb, or a modal or auxiliary beside it, is negated."""
    return any(c.dep_ == "neg" for c in head.children)


def verb_group(head: Token) -> list[Token]:
    """The verb with its auxiliaries, negation and particle, in order."""
    return sorted([head, *(c for c in head.children if c.dep_ in _GROUP)], key=lambda t: t.i)


def modals(head: Token) -> frozenset[str]:
    """The lower-case forms of the auxiliaries beside a verb.

    "On 11 May the two signed": a month that the parser takes for one is none.
    """
    helpers = (c for c in head.children if c.dep_ in ("aux", "auxpass"))
    return frozenset(c.lower_ for c in helpers if c.tag_ != "NNP")


def marker(head: Token) -> str:
    """The word that subordinates a clause ("because", "when"); empty if there is none."""
    marks = (c for c in head.children if c.dep_ == "mark" or c.tag_ == "WRB")
    return next((c.lower_ for c in marks if c.i < head.i), "")


def subtree(head: Token, without: Iterable[Token] = ()) -> list[Token]:
    """The tokens below a head, in order, leaving out the trees of `without`."""
    omitted = {t.i for t in without if t.i != head.i}
    kept: list[Token] = []
    stack = [head]
    while stack:
        token = stack.pop()
        kept.append(token)
        stack.extend(c for c in token.children if c.i not in omitted)
    return sorted(kept, key=lambda t: t.i)


def ancestors(token: Token) -> Iterator[Token]:
    """The governors of a token, nearest first."""
    while token.head.i != token.i:
        token = token.head
        yield token


def stands_in(token: Token, head: Token) -> bool:
    """Whether a word stands in a head's own clause, not in one inside a phrase of it."""
    for above in (token, *ancestors(token)):
        if above.i == head.i:
            return True
        if above.dep_ in _CLAUSES or (
            above.dep_ == "pobj" and above.i not in (token.i, token.head.i)
        ):
            return False
    return False


def noun_phrase(noun: Token) -> list[Token]:
    """The tokens of a noun phrase without relative clauses and coordinated phrases."""
    cut = ("relcl", "conj", "cc", "punct", "appos", "acl")
    tail = [c for c in noun.children if c.dep_ in cut and c.i > noun.i]
    return subtree(noun, without=tail)
