"""Which time a word's clause tells of: what was done, what is to come, or neither."""

from typing import Final, Literal

from spacy.tokens import Token

from earnest.extract.syntax import ancestors, is_infinitive, is_verb, modals, own_subject

Tense = Literal["past", "present", "future"]

_TO_COME: Final = frozenset(
    {"will", "shall", "'ll", "wo", "must", "should", "ought", "may", "might"}
)
_DONE: Final = frozenset({"had", "have", "has", "was", "were", "did", "been"})


def tense_of(token: Token) -> Tense:
    """The tense of the nearest clause around a token that has one."""
    for verb in (token, *ancestors(token)):
        if is_verb(verb) and (found := _tense(verb)) is not None:
            return found
    return "present"


def is_perfect(token: Token) -> bool:
    """Whether the nearest finite verb around a token is in the present perfect."""
    for verb in (token, *ancestors(token)):
        if is_verb(verb) and _tense(verb) is not None:
            return any(
                c.lower_ in ("has", "have", "'ve") and c.dep_ == "aux" for c in verb.children
            )
    return False


def _tense(verb: Token) -> Tense | None:
    helpers = modals(verb)
    if helpers & _TO_COME:
        return "future"
    if is_infinitive(verb):
        return "future" if verb.head.lemma_ == "be" and verb.dep_ == "xcomp" else None
    if verb.tag_ == "VBD" or helpers & _DONE:
        return "past"
    if verb.tag_ in ("VBZ", "VBP") or any(c.tag_ in ("VBZ", "VBP", "MD") for c in verb.children):
        return "present"
    if verb.tag_ == "VBN":
        return "past"
    return "future" if verb.tag_ == "VB" and own_subject(verb) is None else None
