"""Spans as news corpora mark them: the whole cue, and what is said up to its last word.

Statements take the shortest clause that carries the claim; an attribution takes all that its source
is said to say. The reports are the same, their edges differ.
"""

from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from earnest.extract.cues import cues
from earnest.extract.reporting_verbs import content_clause, lemma_of
from earnest.extract.reports import Report, run_of
from earnest.extract.spans import Run
from earnest.extract.syntax import (
    child,
    is_infinitive,
    is_verb,
    verb_group,
)

_LINKED: Final = frozenset({"xcomp", "pcomp", "ccomp"})
_NEAR: Final = 3  # tokens from a cue to a preposition of its own: "weighed in Friday about"
_HUNG: Final = frozenset({"prep", "npadvmod", "xcomp", "ccomp"})


def marked(report: Report, quoted: list[Run]) -> Report:
    """The report with its cue and its content as wide as a reader of news marks them.

    Args:
        report: a report.
        quoted: runs of the passage's tokens in quotation marks.
    """
    content = _whole_quotes(report, _to_the_end(report, _whole_clause(report)), quoted)
    content = [_without_tail(report, run, quoted) for run in content]
    return replace(report, cue=_whole_cue(report), content=tuple(content), source=_source(report))


def _source(report: Report) -> tuple[Token, ...]:
    """The source without what a comma and "which" add to it, and without the cue itself."""
    who = report.speaker
    loose = [] if who is None else [c for c in who.subtree if c.dep_ == "relcl" and _is_added(c)]
    ends = [c.left_edge.i - 1 for c in loose]
    if report.cue and report.source and report.source[0].i < report.cue[0].i:
        ends.append(report.cue[0].i)
    kept = [t for t in report.source if not ends or t.i < min(ends)]
    while kept and (kept[-1].is_punct or kept[-1].is_space):
        kept.pop()
    return tuple(kept) or report.source


def _without_tail(report: Report, run: Run, quoted: list[Run]) -> Run:
    """The run without what the writer adds to it: ", which …", ", saying …"."""
    first, last = run
    doc = report.head.doc
    if any(first <= b <= last and b >= last - 1 for _, b in quoted):
        return run
    for token in doc[first : last + 1]:
        edge = token.left_edge.i
        if edge <= first + 1 or doc[edge - 1].text != "," or token.right_edge.i < last:
            continue
        if _is_comment(token):
            return run_of(list(doc[first:edge]))
    return run


def _is_comment(token: Token) -> bool:
    if token.dep_ == "relcl":
        return token.left_edge.lower_ in ("which", "who", "whose", "whom")
    return token.dep_ == "advcl" and token.tag_ == "VBG" and token.left_edge.i == token.i


def _is_added(clause: Token) -> bool:
    edge = clause.left_edge
    return edge.lower_ == "which" and edge.i > 0 and edge.nbor(-1).text == ","


def _whole_cue(report: Report) -> tuple[Token, ...]:
    head, cue = report.head, list(report.cue)
    if not is_verb(head) or not cue:
        return report.cue
    doc = head.doc
    first, last = cue[0].i, _link(report) or cue[-1].i
    governor = raised(head)
    if governor is not None:
        first = min(t.i for t in verb_group(governor))
    after = next((c for c in head.children if c.i == last + 1 or c.left_edge.i == last + 1), None)
    held = after is None or any(a <= after.i <= b for a, b in report.content)
    if after is not None and (not held or report.form == "order"):
        last = _cue_end(after, last)
    return tuple(doc[first : last + 1])


def _cue_end(after: Token, last: int) -> int:
    if after.dep_ == "advmod" and after.left_edge.i == after.right_edge.i:
        return after.i
    where = (
        child(after, "pobj") if after.dep_ == "prep" and after.lower_ in ("in", "during") else None
    )
    if where is not None and where.lemma_.lower() in cues("medium"):
        return after.right_edge.i
    return last


def raised(head: Token) -> Token | None:
    """The verb that a cue is told with: "refused to disclose", "keeps saying"."""
    if head.dep_ not in _LINKED or not (is_infinitive(head) or head.tag_ == "VBG"):
        return None
    above = head.head
    near = 0 < head.i - above.i <= 4
    return above if near and above.lemma_.lower() in cues("raising") else None


def _whole_clause(report: Report) -> list[Run]:
    """The content with what the parse or the marks cut off at its start."""
    runs, head = list(report.content), report.head
    link = _link(report)
    if runs and link is not None and runs[-1][1] > link:
        return [(link + 1, runs[-1][1])]
    if not runs or not is_verb(head) or report.form not in ("clause", "quote"):
        return runs
    clause = report.clause or content_clause(head, lemma_of(head))
    if clause is None:
        return runs
    edge = clause.left_edge.i
    first, last = runs[0]
    if head.i < edge < first or edge < first < head.i:
        runs[0] = (edge, last)
    if report.form == "quote" and len(runs) == 1:
        runs[0] = (runs[0][0], max(last, _before_speaker(report, last)))
    return runs


def _before_speaker(report: Report, last: int) -> int:
    """The end of a sentence that goes on after its quotation: “… face jail” for crime, she said."""
    told = min((t.i for t in (*report.source, *report.cue)), default=0)
    between = list(report.head.doc[last + 1 : max(told, last + 1)])
    words = [t for t in between if not (t.is_punct or t.is_space)]
    goes_on = bool(words) and between[-1].text == "," and not any(t.is_sent_start for t in between)
    return run_of(between)[1] if goes_on else last


def _link(report: Report) -> int | None:
    """The preposition that belongs to a cue and not to what is asked: "called on", "called Friday for"."""
    head, runs = report.head, report.content
    before = head.doc[runs[0][0] - 1] if runs and runs[0][0] else head
    if report.form == "object" and before.dep_ == "prep" and before.head.i == head.i:
        return before.i if 0 < before.i - head.i <= _NEAR else None
    following = head.doc[head.i + 1 : head.i + 2]
    asked = report.form == "order" or (report.form == "clause" and head.lemma_ == "call")
    linked = asked and bool(following) and following[0].lower_ in ("on", "upon", "for")
    return following[0].i if linked else None


def _to_the_end(report: Report, runs: list[Run]) -> list[Run]:
    """The content with the phrases after it that the parse hung on the cue instead."""
    head = report.head
    if not runs:
        return runs
    if report.form == "according":
        return _whole_sentence(report, runs)
    if not is_verb(head) or runs[-1][0] < head.i or report.form == "colon":
        return runs
    first, last = runs[-1]
    if report.form != "order" and lemma_of(head) in cues("naming") and len(runs) == 1:
        first = min(first, (_link(report) or report.cue[-1].i) + 1)
    stance = report.form == "object" and lemma_of(head) in cues("stance")
    hung = _HUNG - {"prep", "npadvmod"} if stance else _HUNG  # where and when a stance was taken
    for part in head.children:
        joined = part.dep_ == "conj" and part.tag_ == "VB" and head.tag_ != "VB" and part.i > last
        if joined or (part.left_edge.i == last + 1 and part.dep_ in hung):
            last = run_of(list(part.subtree))[1]
    return [*runs[:-1], (first, last)]


def _whole_sentence(report: Report, runs: list[Run]) -> list[Run]:
    """All of a sentence that ends in "according to"."""
    last = runs[0][1]
    start = next(t for t in report.head.sent if not (t.is_space or t.dep_ == "cc"))
    return [(start.i, last)] if len(runs) == 1 and last < report.head.i else runs


def _whole_quotes(report: Report, runs: list[Run], quoted: list[Run]) -> list[Run]:
    """The content up to the end of the quotations that it starts or ends in."""
    if report.form in ("noun", "object", "plan") or not runs:
        return runs
    cue = {t.i for t in report.cue}
    for first, last in quoted:
        if any(first <= i <= last for i in cue):
            continue
        if any(first <= b and a <= last for a, b in runs):
            kept = [r for r in runs if not _is_before(report, r, first)]
            runs = [*kept, (first, last)]
    return merged(runs)


def _is_before(report: Report, run: Run, opening: int) -> bool:
    """Whether a run comes from a sentence that ended before the quotation opened."""
    before = report.head.doc[opening - 1] if opening else None
    if before is None or not run[0] < opening <= run[1] or report.head.i < opening:
        return False
    return before.text in (".", "!", "?", '"') or before.is_space


def merged(runs: list[Run]) -> list[Run]:
    """The runs in order, those that touch made one."""
    found: list[Run] = []
    for first, last in sorted(runs):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found
