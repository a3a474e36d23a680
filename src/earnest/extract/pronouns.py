"""What a pronoun can stand for: whether it fills a place, acts as only a party can, or goes on with another."""

from typing import Final

from spacy.tokens import Token

from earnest.extract.cues import cues
from earnest.extract.stretches import DAYS_IN

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_WILLED: Final = ("motive_verb", "promise", "vow", "order", "party_verb")


def is_expletive(token: Token) -> bool:
    """Whether "it" or "them" names no party: it fills a place, tells what is, or is acted upon."""
    if token.dep_ == "expl" or _is_of_nothing(token):
        return True
    if acts_as_party(token):
        return False
    if token.lower_ == "them" or (token.lower_ == "it" and token.dep_ in ("nsubjpass", "dobj")):
        return True
    if token.lower_ != "it" or token.dep_ != "nsubj" or token.head.lemma_ != "be":
        return False
    return any(c.dep_ in ("attr", "acomp", "ccomp", "xcomp") for c in token.head.children)


def _is_of_nothing(token: Token) -> bool:
    """Whether "it" rains, or takes some time: nothing does."""
    verb = token.head
    if token.lower_ != "it" or token.dep_ != "nsubj":
        return False
    if verb.lemma_ in ("rain", "snow", "thunder"):
        return True
    measured = (
        c.lemma_.lower().rstrip("s") for c in verb.children if c.dep_ in ("dobj", "npadvmod")
    )
    return verb.lemma_ == "take" and any(word in DAYS_IN for word in measured)


def acts_as_party(token: Token) -> bool:
    """Whether "it" does or undergoes what only a party can: "it wants", "it was ready", "it was told"."""
    verb = token.head
    if token.dep_ == "nsubj":
        if verb.lemma_ == "be":
            told = (c.lower_ for c in verb.children if c.dep_ == "acomp")
            return any(word in cues("party_adjective") for word in told)
        return any(verb.lemma_.lower() in cues(group) for group in _WILLED)
    if token.dep_ in ("nsubjpass", "dobj", "dative"):
        return verb.lemma_.lower() in cues("addressing_verb")
    return False


def subject_before(token: Token) -> Token | None:
    """The subject nearest before a pronoun in its sentence, else the one of the sentence before."""
    sentence = token.sent
    for earlier in reversed(token.doc[sentence.start : token.i]):
        if earlier.dep_ in _SUBJECTS:
            return earlier
    if not sentence.start:
        return None
    previous = token.doc[sentence.start - 1].sent.root
    return next((c for c in previous.children if c.dep_ in _SUBJECTS), None)


def is_subject_pronoun(token: Token) -> bool:
    """Whether a word is "it" or "they" as a subject."""
    return token.lower_ in ("it", "they") and token.dep_ in _SUBJECTS


def can_act(noun: Token) -> bool:
    """Whether a noun is that of a person or body, which may want and refuse things itself."""
    word = noun.lemma_.lower()
    return any(word in cues(group) for group in ("person_noun", "office", "body_noun"))
