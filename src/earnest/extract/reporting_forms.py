"""Attribution without a verb of speech: "according to", a name and a colon, "the claim that"."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from earnest.extract.cues import cues
from earnest.extract.reporting_verbs import speaker_of
from earnest.extract.reports import Report, run_of, runs_of, source_of
from earnest.extract.syntax import child, is_finite, is_verb, subtree

_COLON_WORDS: Final = 6
_FEW_WORDS: Final = 4  # tokens, marks included
_DASHES: Final = frozenset({"—", "–", "--", "―"})


def according_to(word: Token, sentence: Span) -> Iterator[Report]:
    to = child(word, "prep")
    source = child(to, "pobj") if to else None
    if to is None or source is None or to.i != word.i + 1:
        return
    owned = {t.i for t in subtree(word)}
    governor = word.head if is_verb(word.head) else sentence.root
    tokens = [t for t in subtree(governor) if t.i not in owned]
    content = runs_of([t for t in tokens if not t.is_space])
    if content:
        yield Report(
            "according", word, source, tuple(subtree(source)), (word, to), tuple(content), governor
        )


def colon_report(sentence: Span) -> Report | None:
    """What follows a name and a colon at the start of a sentence, as in a transcript."""
    for token in sentence[: _COLON_WORDS + 2]:
        if token.text == ":":
            before = [t for t in sentence if t.i < token.i and not t.is_space]
            after = [t for t in sentence if t.i > token.i and not t.is_space]
            if not (before and after and _is_name(before)):
                return None
            said = (run_of(after),)
            return Report("colon", token, before[-1], tuple(before), (token,), said, sentence.root)
    return None


def credited_quote(quote: Span) -> Report | None:
    """A quotation with its speaker after a dash: “…” — Name."""
    doc, at = quote.doc, quote.end
    while at < len(doc) and doc[at].is_space:
        at += 1
    if at + 1 >= len(doc) or doc[at].text not in _DASHES:
        return None
    named: list[Token] = []
    for token in doc[at + 1 : at + 1 + _COLON_WORDS]:
        if token.pos_ != "PROPN":
            break
        named.append(token)
    if not named or len(quote) <= _FEW_WORDS:
        return None
    said = (run_of(list(quote)),)
    return Report("credit", doc[at], named[-1], tuple(named), (doc[at],), said, quote.root)


def _is_name(tokens: list[Token]) -> bool:
    """Whether words before a colon name somebody: capitals throughout, a name at the end."""
    named = all(t.pos_ in ("PROPN", "PUNCT", "ADP", "DET") or t.is_upper for t in tokens)
    return named and (tokens[-1].pos_ == "PROPN" or (tokens[-1].is_upper and len(tokens[-1]) > 1))


def noun_report(noun: Token) -> Iterator[Report]:
    clause = next(
        (c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and _is_that(c)), None
    )
    if clause is None and noun.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "pobj"):
        governor = noun.head
        found = next(
            (c for c in governor.children if c.dep_ in ("ccomp", "acl") and _is_that(c)), None
        )
        adjacent = found is not None and found.left_edge.i in (noun.i + 1, noun.i + 2)
        clause = found if adjacent else None
    speaker = _owner(noun)
    if clause is None:
        if _stands_for_claim(noun):
            source = tuple(source_of(speaker)) if speaker is not None else ()
            yield Report("bare", noun, speaker, source, (noun,), ())
        return
    source = tuple(source_of(speaker)) if speaker is not None else ()
    said = _completed(noun, *run_of(subtree(clause)))
    yield Report("noun", noun, speaker, source, (noun,), (said,), clause)


def _completed(noun: Token, first: int, last: int) -> tuple[int, int]:
    """What is said, with the complement that the parse took away from its copula.

    In "the view that all is a sham has spread" the sham may come out as a second subject of "spread".
    """
    doc = noun.doc
    if doc[last].lemma_ != "be":
        return first, last
    robbed = (t for t in doc[last + 1 : last + 8] if t.left_edge.i == last + 1)
    subjects = (t.i for t in robbed if t.dep_ in ("nsubj", "nsubjpass") and t.head.i > t.i)
    return first, next(subjects, last)


def _stands_for_claim(noun: Token) -> bool:
    """A claim without its content: "this claim is spread by", "there is a rumour"."""
    if noun.lemma_.lower() not in cues("claimed_noun"):
        return False
    if noun.dep_ == "attr" and child(noun.head, "expl") is not None:
        return True
    return noun.dep_ in ("nsubjpass", "dobj") and noun.head.lemma_.lower() in cues("promote")


def _is_that(clause: Token) -> bool:
    """Whether "that" opens a full clause rather than standing for the noun itself."""
    that = next((c for c in clause.children if c.lower_ == "that" and c.i < clause.i), None)
    if that is None or not is_finite(clause):
        return False
    return that.dep_ == "mark" or child(clause, "nsubj", "nsubjpass", "expl") not in (None, that)


def _owner(noun: Token) -> Token | None:
    """Who makes a claim: its possessor, the agent that promotes it, or the verb's subject."""
    possessor = child(noun, "poss")
    if possessor is not None and possessor.lower_ != "its":
        return possessor
    governor = noun.head
    if noun.dep_ == "nsubjpass":
        agent = child(governor, "agent")
        return child(agent, "pobj") if agent else None
    promoted = {*cues("promote"), "make", "hold", "have", "defend", "accept", "believe"}
    if noun.dep_ == "dobj" and governor.lemma_.lower() in promoted:
        return speaker_of(governor)
    return None
