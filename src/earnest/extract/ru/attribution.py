"""Attributions of a Russian document: source, cue and content of each report, as spans."""

from earnest.contract.text import Attribution, Document, Span
from earnest.extract.ru.clauses import clauses_in
from earnest.extract.ru.reports import Report, reports_in
from earnest.extract.ru.sentence import Sentence, parsed, subtree


def russian_attributions(document: Document) -> tuple[Attribution, ...]:
    """The attributions of a document in the order of its text; titles are left out."""
    return tuple(
        _attribution(sentence, report)
        for sentence in parsed(document)
        if sentence.role != "title"
        for report in reports_in(sentence, clauses_in(sentence))
    )


def _attribution(sentence: Sentence, report: Report) -> Attribution:
    content = tuple(sentence.offsets(*run) for run in report.content)
    return Attribution(_source(sentence, report), (sentence.offsets(*report.cue),), content)


def _source(sentence: Sentence, report: Report) -> tuple[Span, ...]:
    if report.speaker is None:
        return ()
    phrase = subtree(
        report.speaker, without=[c for c in report.speaker.children if c.rel == "acl:relcl"]
    )
    words = [w.i for w in phrase if w.is_word]
    return (sentence.offsets(words[0], words[-1]),) if words else ()
