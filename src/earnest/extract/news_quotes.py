"""Quotations that stand by themselves, given to the speaker named next to them.

A news report names a speaker once and quotes on: in the sentences after, in the next paragraph, or
after "He said:" at the end of one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from earnest.contract.text import Attribution
from earnest.contract.text import Span as Offsets
from earnest.extract.cues import cues
from earnest.extract.passages import Passage
from earnest.extract.quotes import Quote
from earnest.extract.reporting_verbs import lemma_of, speaker_of
from earnest.extract.reports import cue_of, run_of, source_of
from earnest.extract.syntax import is_verb

_FEW: Final = 3  # words; a shorter quotation is part of its sentence
_NEAR: Final = 8  # tokens between a quotation and the verb that follows it


@dataclass(slots=True)
class Told:
    """An attribution that may yet get further quotations; `speaks` if it can."""

    source: tuple[Offsets, ...]
    cue: tuple[Offsets, ...]
    content: list[Offsets]
    speaks: bool

    @property
    def at(self) -> int:
        """Where its cue starts, or what is said if it has none."""
        return (self.cue or self.content)[0][0]

    def attribution(self) -> Attribution:
        """The attribution as it stands."""
        return Attribution(self.source, self.cue, tuple(sorted(self.content)))


def give_quotations(
    told: list[Told], passage: Passage, quoted: Sequence[Quote], before: Told | None
) -> None:
    """Add to the attributions of a passage the quotations that nobody was given.

    Args:
        told: the attributions of the passage; changed in place.
        passage: the passage.
        quoted: its quotations.
        before: who is announced to speak at the end of the passage before.
    """
    for quote in quoted:
        outside = [t for t in told if not quote.start <= t.at < quote.end]
        if quote.words < _FEW or any(_touches(t.content, quote) for t in outside):
            continue
        if (verb := _verb_after(passage, quote, told)) is not None:
            told.append(_said(passage, verb, quote))
        elif _stands_alone(passage, quote):
            speaker = _last(outside, quote.start) or (before if _opens(passage, quote) else None)
            if speaker is not None:
                speaker.content.append((quote.start, quote.end))
                told[:] = outside  # what is said inside the quotation is its speaker's


def announced(passage: Passage) -> Told | None:
    """Who is to speak in the next paragraph: "He said:"."""
    end = next((t for t in reversed(passage.doc) if not t.is_space), None)
    if end is None or end.text != ":":
        return None
    verbs = [t for t in end.sent if _speaks(t)]
    return _told(passage, verbs[-1], []) if verbs else None


def give_block(told: list[Told], passage: Passage, before: Told) -> None:
    """Give a paragraph without quotation marks to whom the one before announces."""
    if not before.content and len(passage.doc) > _FEW:
        before.content.append(passage.offsets(*run_of(list(passage.doc))))
        told.clear()


def _touches(spans: Sequence[Offsets], quote: Quote) -> bool:
    return any(a < quote.end and quote.start < b for a, b in spans)


def _last(told: Sequence[Told], at: int) -> Told | None:
    return max((t for t in told if t.speaks and t.at < at), key=lambda t: t.at, default=None)


def _opens(passage: Passage, quote: Quote) -> bool:
    return not passage.text[: quote.start - passage.start].strip()


def _stands_alone(passage: Passage, quote: Quote) -> bool:
    """Whether a quotation starts and ends a sentence."""
    lead = passage.text[: quote.start - passage.start].rstrip()
    inside = passage.text[: quote.end - passage.start].rstrip("\"'”’ ")
    return (not lead or lead[-1] in ".!?:\"'”’…") and inside[-1:] in ".!?…"


def _verb_after(passage: Passage, quote: Quote, taken: Sequence[Told]) -> Token | None:
    """The verb of saying that follows a quotation: its own sentence, or "said X" right after it."""
    after = [t for t in passage.doc if passage.start + t.idx >= quote.end and not t.is_space]
    cued = [span for t in taken for span in t.cue]
    for place, token in enumerate(after[:_NEAR]):
        at = passage.start + token.idx
        if any(s <= at < e for s, e in cued) or (token.is_sent_start and place > 1):
            return None
        if _speaks(token) and (place < 2 or token.sent.start >= after[0].i - 1):
            return token
    return None


def _speaks(verb: Token) -> bool:
    if not is_verb(verb) or lemma_of(verb) not in cues("quoting"):
        return False
    return _speaker(verb) is not None


def _speaker(verb: Token) -> Token | None:
    """The subject, or the name after the verb that the parse took for something else."""
    found = speaker_of(verb)
    following = verb.doc[verb.i + 1 : verb.i + 2]
    if found is not None or not following or following[0].pos_ not in ("PROPN", "DET", "PRON"):
        return found
    name = following[0]
    while name.head.i != verb.i and name.head.i > verb.i and name.dep_ in ("compound", "det"):
        name = name.head
    return name


def _said(passage: Passage, verb: Token, quote: Quote) -> Told:
    return _told(passage, verb, [(quote.start, quote.end)])


def _told(passage: Passage, verb: Token, content: list[Offsets]) -> Told:
    def span(tokens: Sequence[Token]) -> tuple[Offsets, ...]:
        return (passage.offsets(tokens[0].i, tokens[-1].i),) if tokens else ()

    who = _speaker(verb)
    return Told(span(source_of(who)) if who else (), span(cue_of(verb)), content, True)
