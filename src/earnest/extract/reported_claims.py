"""Rows of reported speech: the attribution as a whole, and what is said."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from earnest.extract.claim import Claim
from earnest.extract.cues import cues
from earnest.extract.reports import Report
from earnest.extract.sentence_parts import SentenceParts
from earnest.extract.spans import Run, extent, quoted_part, trimmed
from earnest.extract.syntax import antecedent, child, is_finite, is_verb, marker, noun_phrase
from earnest.extract.telling import content_bounds

THAT: Final = frozenset({"that"})


def reported_claims(parts: SentenceParts) -> Iterator[Claim]:
    """The rows that the reports of a sentence make."""
    for report in parts.told:
        if not parts.is_own(report):
            yield from _claims_of(parts, report)
    for report in parts.unsaid:  # nobody said it: the author takes it to be so
        if report.clause is not None and report.head.lemma_ in cues("factive"):
            run = trimmed(parts.passage.doc, *content_bounds(report), marks=THAT)
            yield Claim(parts.passage, report.clause, run, "clause")


def report_run(parts: SentenceParts, report: Report) -> Run | None:
    """From the speaker to the end of what is said; None where the report makes no row itself."""
    if report.form in ("noun", "bare"):
        return _noun_run(parts, report)
    doc = parts.passage.doc
    ends = [i for run in report.content for i in run]
    start = report.source[0].i if report.source else report.head.i
    noun = antecedent(report.speaker) if report.speaker is not None else None
    if noun is not None:
        start = noun_phrase(noun)[0].i
    if report.form == "objection":
        return trimmed(doc, start, ends[-1])
    carrier = parts.carrier(report.head)
    places = [report.head.i, start, *ends]
    if carrier.i in parts.heads or report.form in ("according", "colon"):
        places.extend(extent(carrier, parts.detached()))
    first, last = min(places), max(places)
    return trimmed(doc, _from_mark(parts, first, last), last)


def _claims_of(parts: SentenceParts, report: Report) -> Iterator[Claim]:
    whole = report_run(parts, report)
    if whole is not None:
        yield Claim(parts.passage, report.head, whole, "report", report)
    yield from _second_speakers(parts, report)
    if report.clause is not None and report.content:
        for head, run in _content_runs(parts, report, report.clause):
            yield Claim(parts.passage, head, run, "content", report)


def _second_speakers(parts: SentenceParts, report: Report) -> Iterator[Claim]:
    """A row for Y in "spread at home by X, abroad by Y"."""
    agent = child(report.head.head, "agent")
    if report.form not in ("bare", "noun") or agent is None:
        return
    start = None  # where the part after the last comma starts
    for token in parts.sentence[agent.i - parts.sentence.start + 1 :]:
        speaker = child(token, "pobj") if token.lower_ == "by" else None
        if token.text == ",":
            start = token.i + 1
        elif speaker is not None and start is not None:
            run = trimmed(parts.passage.doc, start, speaker.right_edge.i)
            other = replace(report, speaker=speaker, content=(), clause=None)
            yield Claim(parts.passage, token, run, "report", other)


def _content_runs(
    parts: SentenceParts, report: Report, clause: Token
) -> Iterator[tuple[Token, Run]]:
    """Each of the clauses that are said, joined by "and" or by "that … and that …"."""
    first, last = _content_run(parts, report)
    apart = (*_joined(clause), *_that_heads(parts, first, last), *_after_colon(parts, first, last))
    joined = {t.i: t for t in apart}
    inside = [t for i, t in sorted(joined.items()) if first < i <= last and i != clause.i]
    if report.form in ("noun", "bare", "objection") or not inside:
        yield clause, (first, last)
        return
    doc = parts.passage.doc
    for head in (clause, *inside):
        others = [t for t in (clause, *inside) if t.i != head.i]
        low, high = extent(head, [*others, *parts.detached()])
        run = trimmed(doc, max(low, first), min(high, last), marks=THAT)
        yield head, (first, run[1]) if head.i == clause.i and first <= run[1] else run


def _that_heads(parts: SentenceParts, first: int, last: int) -> list[Token]:
    """The verbs of clauses that "and that" opens, wherever the parse hangs them."""
    doc = parts.passage.doc
    marks = [t for t in doc[first + 1 : last] if t.lower_ == "that" and t.dep_ == "mark"]
    opened = [t for t in marks if t.i > first and doc[t.i - 1].lower_ in ("and", "but")]
    return [t.head for t in opened if is_finite(t.head)]


def _after_colon(parts: SentenceParts, first: int, last: int) -> list[Token]:
    """The verb of a clause after a colon that goes on with what is said."""
    doc = parts.passage.doc
    colon = next((t.i for t in doc[first + 1 : last] if t.text == ":"), None)
    if colon is None:
        return []
    return [t for t in doc[colon + 1 : last + 1] if is_finite(t) and t.head.i <= colon][:1]


def _joined(clause: Token) -> list[Token]:
    """The finite clauses joined to one that is said, at any depth."""
    found: list[Token] = []
    for token in clause.children:
        listed = token.dep_ == "ccomp" and marker(token) == "that" and token.i > clause.i
        listed = listed and token.left_edge.i > 0 and token.left_edge.nbor(-1).text == ","
        joined = token.dep_ == "conj" and is_verb(token)
        if (listed or joined) and (is_finite(token) or token.tag_ == clause.tag_):
            found += [token, *_joined(token)]
    return found


def _content_run(parts: SentenceParts, report: Report) -> Run:
    """What is said; of "the myth that "…" by …" the quotation only."""
    first, last = content_bounds(report)
    doc = parts.passage.doc
    lead = 1 if doc[first].lower_ == "that" and first < last else 0
    if report.form == "noun" and doc[first + lead].text == '"':
        first, last = quoted_part(doc, first + lead, last)
    return trimmed(doc, first, last, marks=THAT)


def _from_mark(parts: SentenceParts, first: int, last: int) -> int:
    """The opening quotation mark before a run that holds only its closing one."""
    doc = parts.passage.doc
    marks = sum(t.text == '"' for t in doc[first : last + 1])
    opens = first > parts.sentence.start and doc[first - 1].text == '"'
    return first - 1 if opens and marks % 2 else first


def _noun_run(parts: SentenceParts, report: Report) -> Run | None:
    """The clause that spreads a claim, or the noun phrase that only names one."""
    noun, governor, doc = report.head, report.head.head, parts.passage.doc
    existential = noun.dep_ == "attr" and child(governor, "expl") is not None
    promoted = is_verb(governor) and governor.lemma_.lower() in cues("promote")
    carried = report.form == "bare" or existential
    if carried or (promoted and noun.dep_ in ("nsubjpass", "dobj")):
        of_noun = {c.i for c in noun.children} if existential else set()
        kept = [t for t in parts.detached() if t.i not in of_noun]
        return trimmed(doc, *extent(parts.carrier(governor), kept))
    if noun.lemma_.lower() not in cues("claimed_noun"):
        return None
    last = _content_run(parts, report)[1]
    closing = last + 1 if doc[last + 1 : last + 2].text == '"' else last
    return trimmed(doc, noun.left_edge.i, closing)
