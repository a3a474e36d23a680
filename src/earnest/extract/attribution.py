"""Who says what: speaker, cue and content of reported speech and thought.

Rules over the dependency parse. `reports` keeps the tokens, which statements are made from;
`attributions` gives the spans as PolNeAR annotates them.
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from earnest.contract.text import Attribution, Document
from earnest.contract.text import Span as Offsets
from earnest.extract.cues import cues
from earnest.extract.languages import RUSSIAN, require_readable
from earnest.extract.news_quotes import Told, announced, give_block, give_quotations
from earnest.extract.news_spans import marked
from earnest.extract.passages import Passage, passages
from earnest.extract.quotes import Quote, quotes
from earnest.extract.reporting_forms import (
    according_to,
    colon_report,
    credited_quote,
    noun_report,
)
from earnest.extract.reporting_loose import is_aim, loose_reports
from earnest.extract.reporting_verbs import lemma_of, verb_report
from earnest.extract.reports import Report, run_of
from earnest.extract.ru import russian_attributions
from earnest.extract.spans import Run
from earnest.extract.syntax import is_verb

_DASHES = ("—", "–", "―", "-")


def attributions(document: Document) -> tuple[Attribution, ...]:
    """The reported speech and thought of a document, in the order of the cues.

    Raises:
        InputError: the text is in a language that the rules do not know.
    """
    require_readable(document)
    if document.language == RUSSIAN:
        return russian_attributions(document)
    kept = {a for a in _in_passages(document) if a.content}
    return tuple(sorted(kept, key=lambda a: (a.cue, a.content, a.source)))


def _in_passages(document: Document) -> Iterator[Attribution]:
    """Passage by passage; one waits for the next, which may quote on."""
    waiting: list[Told] = []
    before: Told | None = None
    for passage in passages(document):
        quoted = quotes(document.text, passage.start, passage.end)
        told = _told(passage, document.text, quoted)
        give_quotations(told, passage, quoted, before)
        if before is not None:
            give_block(told, passage, before)
        yield from _outermost(waiting)
        before = announced(passage)
        waiting = [*told, before] if before is not None else told
    yield from _outermost(waiting)


def _told(passage: Passage, text: str, quoted: tuple[Quote, ...]) -> list[Told]:
    runs = [(q.start, q.end - 1) for q in _tokens_quoted(passage, passage.doc[:], quoted)]
    whole = (marked(continued(passage, r, quoted), runs) for r in _wide(passage, text) if r.content)
    return [_placed(passage, report) for report in whole]


def _outermost(told: list[Told]) -> list[Attribution]:
    """The attributions that are not part of what another one reports."""
    spans = [(t, span) for t in told for span in t.content]
    return [
        t.attribution()
        for t in told
        if not t.cue
        or not any(o is not t and s <= t.cue[0][0] and t.cue[0][1] <= e for o, (s, e) in spans)
    ]


def _wide(passage: Passage, text: str) -> Iterator[Report]:
    """The reports of a passage, and those of the wide sense whose cue none of them has."""
    told = [r for r in reports(passage, text) if not _is_wish(r)]
    yield from told
    taken = {t.i for r in told for t in marked(r, []).cue if r.content}
    for sentence in passage.sentences:
        for report in loose_reports(sentence):
            if not taken & {t.i for t in marked(report, []).cue}:
                yield report


def _is_wish(report: Report) -> bool:
    """Whether a report is only an aim ("to reject the pact") and no part of a wider cue."""
    verb = report.head
    if not is_verb(verb) or report.form == "quote":
        return False
    return is_aim(verb)


def reports(passage: Passage, text: str) -> tuple[Report, ...]:
    """The attributions of a passage, at most one per cue word."""
    end = passage.end
    quoted = quotes(text, passage.start, end)
    found: dict[int, Report] = {}
    for sentence in passage.sentences:
        for report in _in_sentence(passage, sentence, quoted):
            found.setdefault(report.head.i, report)
    dashed = tuple(q for q in quoted if text[q.end : q.end + 4].strip()[:1] in _DASHES)
    for quote in _tokens_quoted(passage, passage.doc[:], dashed):
        if credit := credited_quote(quote):
            found.setdefault(credit.head.i, credit)
    return tuple(found.values())


def continued(passage: Passage, report: Report, quoted: tuple[Quote, ...]) -> Report:
    """The report with its quotations whole: up to their end, and with those that follow on."""
    if report.form not in ("quote", "colon"):
        return report
    doc, runs = passage.doc, list(report.content)
    if report.form == "colon":
        return replace(report, content=(run_of(list(doc[runs[0][0] :])),))
    for quote in quoted:
        inside = [t.i for t in doc if quote.start <= passage.start + t.idx < quote.end]
        if not inside or quote.is_scare:
            continue
        if any(first <= inside[-1] and inside[0] <= last for first, last in runs) or _follows_on(
            doc, runs, inside, report.head
        ):
            runs.append((inside[0], inside[-1]))
    return replace(report, content=tuple(_merged(runs)))


def _follows_on(doc: Doc, runs: list[Run], inside: list[int], verb: Token) -> bool:
    """Whether a quotation fills the sentences right after the one that names its speaker."""
    before = max(verb.sent.end - 1, *(last for _, last in runs))
    between = [t for t in doc[before + 1 : inside[0]] if not (t.is_space or t.is_punct)]
    after = inside[-1] + 1
    closed = after >= len(doc) or doc[after].is_sent_start or doc[after].is_space
    return inside[0] > before and not between and bool(closed or doc[inside[-1]].is_sent_end)


def _merged(runs: list[Run]) -> list[Run]:
    merged: list[Run] = []
    for first, last in sorted(runs):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _placed(passage: Passage, report: Report) -> Told:
    def span(tokens: tuple[Token, ...]) -> tuple[Offsets, ...]:
        return (passage.offsets(tokens[0].i, tokens[-1].i),) if tokens else ()

    content = [passage.offsets(first, last) for first, last in report.content]
    speaks = is_verb(report.head) and lemma_of(report.head) in cues("quoting")
    return Told(span(report.source), span(report.cue), content, speaks)


def _in_sentence(passage: Passage, sentence: Span, quoted: tuple[Quote, ...]) -> Iterator[Report]:
    colon = colon_report(sentence)
    if colon:
        yield colon
    inside = _tokens_quoted(passage, sentence, quoted)
    for token in sentence:
        if token.lower_ == "according":
            yield from according_to(token, sentence)
        elif is_verb(token):
            found = verb_report(token, inside)
            if found:
                yield found
        elif token.lemma_.lower() in cues("claim_noun") and token.pos_ in ("NOUN", "PROPN"):
            yield from noun_report(token)


def _tokens_quoted(passage: Passage, sentence: Span, quoted: tuple[Quote, ...]) -> list[Span]:
    """Runs of the sentence's tokens inside quotation marks, marks included."""
    found = []
    for quote in quoted:
        if quote.is_scare:
            continue
        if inside := passage.tokens_of(sentence, quote.start, quote.end):
            found.append(sentence.doc[inside[0].i : inside[-1].i + 1])
    return found
