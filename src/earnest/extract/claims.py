"""All rows of a passage: reports, clauses, and what lies folded inside them."""

from collections.abc import Iterator
from typing import Final

from earnest.extract.attribution import reports
from earnest.extract.claim import Claim
from earnest.extract.clause_claims import clause_claims
from earnest.extract.nominals import nominal_runs
from earnest.extract.passages import Passage
from earnest.extract.quotes import Quote, quotes
from earnest.extract.reported_claims import reported_claims
from earnest.extract.sentence_parts import SentenceParts
from earnest.extract.spans import Run, extent, trimmed
from earnest.extract.telling import is_mere_name, is_presupposed

_WHY: Final = frozenset({"why"})
_QUOTED_WORDS: Final = 4  # fewer in quotation marks are a name or a sneer


def claims(passage: Passage, text: str) -> tuple[Claim, ...]:
    """The rows of a passage, at most one per run of tokens, in order.

    Args:
        passage: a parsed block.
        text: the document's text.
    """
    found: dict[Run, Claim] = {}
    told = reports(passage, text)
    quoted = quotes(text, passage.start, passage.end)
    for sentence in passage.sentences:
        here = [r for r in told if sentence.start <= r.head.i < sentence.end]
        for claim in _in_sentence(SentenceParts(passage, sentence, here), quoted):
            if _says_something(claim):
                found.setdefault(claim.run, claim)
    return tuple(sorted(found.values(), key=lambda c: (c.run[0], -c.run[1])))


def _in_sentence(parts: SentenceParts, quoted: tuple[Quote, ...]) -> Iterator[Claim]:
    """Reports before clauses, clauses before what lies inside: the first keeps its span."""
    if parts.is_question:
        words = [t.i for t in parts.sentence if not t.is_space]
        run = (words[0], words[-1])
        yield Claim(parts.passage, parts.sentence.root, run, "clause", role="question")
    else:
        yield from reported_claims(parts)
        yield from clause_claims(parts)
    yield from _presupposed(parts)
    for form, head, run in nominal_runs(parts.sentence):
        yield Claim(parts.passage, head, trimmed(parts.passage.doc, *run), form)
    yield from _quoted(parts, quoted)


def _presupposed(parts: SentenceParts) -> Iterator[Claim]:
    for token in parts.sentence:
        if is_presupposed(token) and token.i not in parts.reported:
            run = trimmed(parts.passage.doc, *extent(token, parts.detached()), marks=_WHY)
            yield Claim(parts.passage, token, run, "clause")


def _quoted(parts: SentenceParts, quoted: tuple[Quote, ...]) -> Iterator[Claim]:
    """Quotations of four words or more that nobody is named for."""
    spoken = [run for r in parts.told for run in r.content]
    for quote in quoted:
        if quote.words < _QUOTED_WORDS:
            continue
        inside = parts.passage.tokens_of(parts.sentence, quote.start, quote.end)
        if len(inside) < 2 or is_mere_name(inside):
            continue
        first, last = inside[0].i, inside[-1].i
        if not any(a <= first + 1 and last - 1 <= b for a, b in spoken):
            yield Claim(parts.passage, inside[1], (first, last), "quote")


def _says_something(claim: Claim) -> bool:
    words = [t for t in claim.words if t.is_alpha or t.like_num]
    if claim.form == "fragment":
        going_on = any(t.lower_ == "only" for t in claim.words)
        leading = not going_on and claim.head.pos_ in ("ADP", "ADV", "PART", "SCONJ", "CCONJ")
        return not leading and any(t.pos_ in ("NOUN", "PROPN") for t in words)
    if claim.form == "aim":
        return len(words) > 2
    return len(words) > 1 or claim.form == "quote"
