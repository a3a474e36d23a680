"""A sentence taken apart: its clauses, who is reported in it, and what only frames a claim."""

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Span, Token

from earnest.extract.clauses import DETACHED, Clause, clauses
from earnest.extract.cues import cues
from earnest.extract.passages import Passage
from earnest.extract.reports import Report
from earnest.extract.syntax import (
    ancestors,
    child,
    is_finite,
    is_negated,
    is_passive,
    is_verb,
    own_subject,
    subtree,
)
from earnest.extract.telling import is_told

_SPEAKERS: Final = frozenset({"i", "we", "you", "one"})
_INNER: Final = frozenset({"ccomp", "acl", "csubj"})
_FRAME_DEPTH: Final = 3


class SentenceParts:
    """The clauses and reports of one sentence.

    Attributes:
        heads: clauses by the index of their head.
        told: reports that make rows.
        unsaid: reports of what somebody does not say, by the index of the verb.
    """

    def __init__(self, passage: Passage, sentence: Span, reports: Sequence[Report]) -> None:
        self.passage, self.sentence = passage, sentence
        self.heads = {c.head.i: c for c in clauses(sentence)}
        self.told = [r for r in reports if is_told(r)]
        self.unsaid = [r for r in reports if r.form == "clause" and not is_told(r)]
        self.reported = {r.head.i: r for r in self.told}
        self.said = {
            r.clause.i for r in self.told if r.clause is not None and not self.is_in_passing(r)
        }
        self._denied = {r.clause.i for r in self.unsaid if r.clause is not None}

    @property
    def is_question(self) -> bool:
        """Whether the sentence ends in a question mark."""
        return any(t.text == "?" for t in self.sentence[-3:])

    def detached(self) -> list[Token]:
        """Heads of the clauses that do not belong to the clause they hang on."""
        found = (c for c in self.heads.values() if c.role in DETACHED)
        return [c.head for c in found if not self.is_joined(c)]

    def is_joined(self, clause: Clause) -> bool:
        """Whether a clause is one of several that somebody is reported to say, or not to."""
        if clause.role != "coordinate":
            return False
        joined = self.said | self._denied
        return any(t.i in joined for t in ancestors(clause.head))

    def carrier(self, verb: Token) -> Token:
        """The nearest verb at or above this one that has its own subject or heads a clause."""
        for token in (verb, *ancestors(verb)):
            if is_verb(token) and (token.i in self.heads or own_subject(token) is not None):
                return token
        return self.sentence.root

    def is_own(self, report: Report) -> bool:
        """Whether the author reports only himself: "I think that P" is P."""
        if report.form != "clause" or is_passive(report.head):
            return False
        spoken = own_subject(self.carrier(report.head))
        who = spoken.lower_ if spoken is not None else ""
        return who in _SPEAKERS - {"you"} or (who == "you" and report.head.lemma_ != "say")

    def is_in_passing(self, report: Report) -> bool:
        """Whether the author's own telling only interrupts what is told: "the port, we note, was shut"."""
        return report.head.dep_ == "parataxis" and self.is_own(report)

    def framed(self, head: Token) -> Token | None:
        """The claim that a clause only introduces, to any depth; None if it introduces none."""
        inner = _framed(head)
        while inner is not None and (deeper := _framed(inner)) is not None:
            inner = deeper
        return inner


def _framed(head: Token) -> Token | None:
    inner = next((t for t in subtree(head) if t.i != head.i and _is_inner(t, head)), None)
    spoken = own_subject(head)
    if inner is None or spoken is None or is_negated(head):
        return None
    if spoken.lower_ in _SPEAKERS:
        return inner if head.lemma_.lower() in cues("framing") else None
    predicate = child(head, "acomp", "attr")
    impersonal = spoken.lower_ in ("it", "there") and predicate is not None
    if not impersonal or predicate is None:
        return None
    return inner if predicate.lemma_.lower() in cues("framing_predicate") else None


def _is_inner(token: Token, head: Token) -> bool:
    """Whether a token heads a full clause a few steps below a head."""
    if token.dep_ not in _INNER or not is_finite(token) or own_subject(token) is None:
        return False
    near = [t.i for t, _ in zip(ancestors(token), range(_FRAME_DEPTH), strict=False)]
    return head.i in near
