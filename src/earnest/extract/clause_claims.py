"""Rows of the author's own clauses."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from earnest.extract.claim import Claim, ClaimForm
from earnest.extract.clauses import Clause
from earnest.extract.cues import cues
from earnest.extract.reported_claims import THAT, report_run
from earnest.extract.sentence_parts import SentenceParts
from earnest.extract.spans import Run, extent, trimmed
from earnest.extract.syntax import child, is_verb, noun_phrase, subtree
from earnest.extract.telling import (
    comma_beside,
    is_address,
    is_aim,
    is_aside,
    is_past,
    names_subject,
)

_WHEN: Final = frozenset({"when", "after", "before", "until", "till", "once", "whenever", "where"})
_DROPPED: Final = {
    "reason": frozenset({"because", "since", "as", "for", "given"}),
    "contrast": frozenset({"while", "whereas", "although", "though", "albeit", "whilst"}),
    "after": _WHEN,
    "time": _WHEN,
}
_FAR: Final = 12  # tokens: a relative clause takes its noun along, not a whole list before it


def clause_claims(parts: SentenceParts) -> Iterator[Claim]:
    """The rows that the clauses of a sentence make, reports and what is said left out."""
    for clause in parts.heads.values():
        yield from _claims_of(parts, clause)


def _claims_of(parts: SentenceParts, clause: Clause) -> Iterator[Claim]:
    head, own = clause.head, parts.reported.get(clause.head.i)
    if own is not None and (not parts.is_own(own) or parts.is_in_passing(own)):
        return
    if parts.is_joined(clause) or head.i in parts.said or _carries_report(parts, clause):
        return
    inner = parts.framed(head)
    if inner is not None:
        yield from _framed_claims(parts, inner)
    elif clause.role == "absolute":
        yield from _absolute(parts, head)
    elif _tells(clause) and not _describes_report(parts, clause):
        yield Claim(parts.passage, head, _run(parts, clause), _form(clause), role=clause.role)


def _carries_report(parts: SentenceParts, clause: Clause) -> bool:
    """Whether the clause's row is the report that hangs on it ("continues to claim")."""
    for report in parts.told:
        by_noun = report.form in ("noun", "bare")
        verb = report.head.head if by_noun else report.head
        if parts.carrier(verb).i != clause.head.i:
            continue
        same = by_noun and report_run(parts, report) == _run(parts, clause)
        if same or report.form == "bare":
            return True
        if report.form == "according" or (not by_noun and report.head.dep_ == "xcomp"):
            return True
    return False


def _describes_report(parts: SentenceParts, clause: Clause) -> bool:
    """Whether a relative clause goes with "there is a version …", a row already."""
    named = parts.reported.get(clause.head.head.i)
    return clause.role == "relative" and named is not None and named.form == "bare"


def _framed_claims(parts: SentenceParts, inner: Token) -> Iterator[Claim]:
    joined = [c for c in inner.conjuncts if is_verb(c) and c.i > inner.i]
    for head in (inner, *joined):
        apart = [*parts.detached(), *(joined if head is inner else ())]
        run = trimmed(parts.passage.doc, *extent(head, apart), marks=THAT)
        yield Claim(parts.passage, head, run, "clause")


def _run(parts: SentenceParts, clause: Clause) -> Run:
    run = extent(clause.head, parts.detached())
    marks = _DROPPED.get(clause.role, frozenset())
    first, last = trimmed(parts.passage.doc, *run, marks=marks)
    return (_antecedent(clause.head), last) if clause.role == "relative" else (first, last)


def _antecedent(head: Token) -> int:
    """Where a relative clause's noun starts; the clause itself after a mere date."""
    noun = head.head
    if noun.ent_type_ in ("DATE", "TIME"):
        return int(head.left_edge.i)
    start = noun_phrase(noun)[0].i
    return int(start if head.left_edge.i - start <= _FAR else noun.i)


def _form(clause: Clause) -> ClaimForm:
    if clause.role == "purpose":
        return "aim"
    return "fragment" if clause.role == "fragment" else "clause"


def _tells(clause: Clause) -> bool:
    head, role = clause.head, clause.role
    if role in ("front", "condition"):
        return False
    if role == "purpose":
        return is_aim(head)
    if role in ("participle", "means"):
        return _is_act(head)
    if role in ("time", "after"):
        return is_past(head) and names_subject(head)
    return not (is_aside(head) or (role == "main" and is_address(head)))


def _is_act(head: Token) -> bool:
    """Whether a participle reports an act of its own: it names an act, its object or a number."""
    if head.tag_ != "VBG" or (head.dep_ == "advcl" and not comma_beside(head)):
        return False
    words = [t for t in subtree(head) if t.i != head.i]
    acts = cues("event_noun") | cues("act_object")
    return len(words) > 2 and any(t.lemma_.lower() in acts or t.like_num for t in words)


def _absolute(parts: SentenceParts, head: Token) -> Iterator[Claim]:
    """Each noun phrase of "with 60 percent going north and the rest going south"."""
    noun = child(head, "pobj")
    if noun is None:
        return
    joined = [c for c in noun.conjuncts if c.dep_ == "conj"]
    for part in (noun, *joined):
        run = extent(part, joined if part is noun else ())
        yield Claim(parts.passage, part, trimmed(parts.passage.doc, *run), "part", role="absolute")
