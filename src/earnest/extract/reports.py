"""Reported speech and thought in tokens: what statements and attributions are made from."""

from dataclasses import dataclass
from typing import Final, Literal

from spacy.tokens import Token

from earnest.extract.syntax import children, subtree, verb_group

Form = Literal[
    "clause",
    "quote",
    "plan",
    "order",
    "object",
    "according",
    "colon",
    "credit",
    "noun",
    "bare",
    "objection",
    "so",
]
_EDGES: Final = frozenset({".", ",", ";", ":", "—", "-"})


@dataclass(frozen=True, slots=True)
class Report:
    """An attribution in tokens; `head` is the cue's main word.

    `content` are runs of tokens, each given by its first and last; `clause` is the head of
    the content where it is a clause. `speaker` is None if nobody is named.
    """

    form: Form
    head: Token
    speaker: Token | None
    source: tuple[Token, ...]
    cue: tuple[Token, ...]
    content: tuple[tuple[int, int], ...]
    clause: Token | None = None


def report_of(
    form: Form,
    verb: Token,
    speaker: Token | None,
    content: list[tuple[int, int]],
    clause: Token | None = None,
) -> Report:
    source = tuple(source_of(speaker)) if speaker is not None else ()
    return Report(form, verb, speaker, source, tuple(cue_of(verb)), tuple(content), clause)


def cue_of(verb: Token) -> list[Token]:
    """The verb group, from its first auxiliary or adverb to the verb or its particle."""
    adverbs = [c for c in children(verb, "advmod") if c.i < verb.i and c.tag_ == "RB"]
    group = {t.i for t in verb_group(verb) if t.i <= verb.i or t.dep_ == "prt"}
    near = {c.i for c in adverbs if c.i + 1 in group or c.i - 1 in group}
    return [verb.doc[i] for i in sorted(group | near)]


def source_of(speaker: Token) -> list[Token]:
    tokens = subtree(speaker)
    while tokens and (tokens[-1].is_punct or tokens[-1].dep_ == "case"):
        tokens.pop()
    return tokens or [speaker]


def run_of(tokens: list[Token]) -> tuple[int, int]:
    kept = [t for t in tokens if not t.is_space]
    while len(kept) > 1 and (kept[-1].text in _EDGES or kept[-1].dep_ == "cc"):
        kept.pop()
    while len(kept) > 1 and kept[0].text in _EDGES:
        kept.pop(0)
    return kept[0].i, kept[-1].i


def runs_of(tokens: list[Token]) -> list[tuple[int, int]]:
    """Maximal runs of neighbouring tokens, bare punctuation left out."""
    found: list[list[Token]] = []
    for token in tokens:
        if found and token.i == found[-1][-1].i + 1:
            found[-1].append(token)
        else:
            found.append([token])
    return [run_of(run) for run in found if any(t.is_alpha or t.like_num for t in run)]
