"""Bodies a text names: agencies, missions, ports, treaties, whatever can be shut or kept."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from earnest.contract.text import Span
from earnest.extract.cues import cues
from earnest.extract.passages import Passage
from earnest.extract.quotes import quotes
from earnest.extract.syntax import noun_phrase

_LABELS: Final = frozenset({"ORG", "FAC", "PRODUCT", "WORK_OF_ART", "LAW"})
_LEAD: Final = re.compile(r"^(?:the|a|an|its|their|his|her|our|this|that)\s+", re.IGNORECASE)
_NAME: Final = re.compile(r"[A-Z][\w.&'’-]*(?:\s+(?:[A-Z][\w.&'’-]*|of|the|and|for))*")


@dataclass(frozen=True, slots=True)
class Body:
    """A body named at `[start, end)`: its name without article, possessor or description."""

    start: int
    end: int
    name: str


def bodies_in(
    passage: Passage, text: str, *, known: Sequence[Body], parties: Sequence[Span]
) -> tuple[Body, ...]:
    """The bodies of a passage in order, one per noun phrase.

    Args:
        passage: the parsed block.
        text: the document's text.
        known: bodies of the passage that the gazetteer names.
        parties: spans that name a state, a people or an office; a body's name is none of these.
    """
    found = list(known)
    for body in (*_quoted(passage, text), *_named(passage), *_described(passage)):
        inside = any(body.start < b.end and b.start < body.end for b in found)
        party = any(start <= body.start and body.end <= end for start, end in parties)
        if body.name and not inside and not party:
            found.append(body)
    return tuple(sorted(found, key=lambda b: b.start))


def _quoted(passage: Passage, text: str) -> Iterator[Body]:
    end = passage.end
    for quote in quotes(text, passage.start, end):
        name = text[quote.inner[0] : quote.inner[1]].strip(" ,.")
        if quote.words <= 5 and _NAME.fullmatch(name):
            yield Body(*quote.inner, name)


def _named(passage: Passage) -> Iterator[Body]:
    for entity in passage.doc.ents:
        if entity.label_ in _LABELS:
            yield Body(*passage.offsets(entity.start, entity.end - 1), _LEAD.sub("", entity.text))


def _described(passage: Passage) -> Iterator[Body]:
    for token in passage.doc:
        if token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in cues("body_noun"):
            phrase = [t for t in _premodified(_named_after(token)) if not t.is_space]
            span = passage.offsets(phrase[0].i, phrase[-1].i)
            yield Body(*span, _name(phrase))


def _named_after(noun: Token) -> Token:
    """The name right after its description ("the newspaper Kurier"), else the noun itself."""
    beside = (c for c in noun.children if c.dep_ == "appos" and c.left_edge.i == noun.i + 1)
    return next((c for c in beside if c.pos_ == "PROPN"), noun)


def _premodified(noun: Token) -> list[Token]:
    """The noun with what stands before it, and with a name that it describes."""
    while noun.dep_ in ("compound", "nmod") and noun.head.i > noun.i:
        noun = noun.head
    return [t for t in noun_phrase(noun) if t.i <= noun.i]


def _name(phrase: list[Token]) -> str:
    """The proper part of a phrase if it ends in one, else the phrase without its determiners."""
    proper = phrase[-1:]
    while len(proper) < len(phrase) and phrase[-len(proper) - 1].pos_ == "PROPN":
        proper = phrase[-len(proper) - 1 :]
    if phrase[-1].pos_ == "PROPN" and phrase[-1].lemma_.lower() not in cues("body_noun"):
        return "".join(t.text_with_ws for t in proper).strip()
    kept = [t for t in phrase if t.dep_ not in ("det", "poss", "case") and not t.is_punct]
    return "".join(t.text_with_ws for t in kept or phrase).strip()
