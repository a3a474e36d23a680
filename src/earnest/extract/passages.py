"""A document parsed: its blocks as spaCy documents, with offsets back into the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Span, Token

from earnest.contract.text import Document
from earnest.contract.text import Span as Offsets
from earnest.extract.model import parse, pipeline
from earnest.extract.sentences import Role, blocks, readable

_ABBREVIATIONS: Final = frozenset(
    "mr. mrs. ms. dr. prof. sen. rep. gov. gen. col. lt. maj. capt. sgt. st. no. nos. vs. v. "
    "e.g. i.e. cf. al. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. approx. "
    "u.s. u.k. u.n. inc. ltd. co. corp. fig. art. para. pp. p. ed. vol. bros. hon. rev. ave. "
    "min. amb. lieut. adm. pres. dept. est.".split()
)
_FINAL: Final = re.compile(r"[.!?…]+$")
_TEXT: Final = "earnest.text"
_ENDS: Final = "earnest.sentence_ends"
_CLOSERS: Final = frozenset("\"')]}”’»")


@dataclass(frozen=True, slots=True)
class Passage:
    """A parsed block; `start` turns a token's offset into one of the text."""

    start: int
    doc: Doc
    role: Role

    @property
    def end(self) -> int:
        """Where the block ends in the text."""
        last = self.doc[-1] if len(self.doc) else None
        return self.start if last is None else self.start + last.idx + len(last.text_with_ws)

    @property
    def text(self) -> str:
        """What was parsed: the block with plain quotation marks and spaces."""
        return text_of(self.doc)

    def offsets(self, first: int, last: int) -> Offsets:
        """The span of the text from token `first` to token `last`, both included."""
        end = self.doc[last]
        return self.start + self.doc[first].idx, self.start + end.idx + len(end)

    def tokens_of(self, sentence: Span, start: int, end: int) -> list[Token]:
        """The tokens of a sentence that begin in `[start, end)` of the text."""
        low, high = start - self.start, end - self.start
        if high <= sentence.start_char or sentence.end_char <= low:
            return []
        return [token for token in sentence if low <= token.idx < high]

    @property
    def sentences(self) -> Iterator[Span]:
        """The sentences that hold at least one word."""
        for sentence in self.doc.sents:
            if any(token.is_alpha or token.like_num for token in sentence):
                yield sentence

    @property
    def sentence_ends(self) -> tuple[int, ...]:
        """The tokens after the last one of each sentence that holds a word, counted once."""
        kept: tuple[int, ...] | None = self.doc.user_data.get(_ENDS)
        if kept is None:
            kept = self.doc.user_data[_ENDS] = tuple(s.end for s in self.sentences)
        return kept


def passages(document: Document) -> tuple[Passage, ...]:
    """The parsed blocks of a document in order; asides are left out."""
    copy = readable(document.text)
    found = [block for block in blocks(document.text) if block.role != "aside"]
    make = pipeline().make_doc
    docs = (_bounded(make(copy[block.start : block.end])) for block in found)
    parsed = zip(found, parse(docs), strict=True)
    return tuple(Passage(block.start, doc, block.role) for block, doc in parsed)


def text_of(doc: Doc) -> str:
    """The text of a parsed block, put together from its tokens once."""
    kept: str | None = doc.user_data.get(_TEXT)
    if kept is None:
        kept = doc.user_data[_TEXT] = doc.text
    return kept


def _bounded(doc: Doc) -> Doc:
    """Sentences start after final punctuation only: the parser splits at commas otherwise."""
    for token in doc[1:]:
        token.is_sent_start = _starts(doc, token)
    return doc


def _starts(doc: Doc, token: Token) -> bool:
    at = token.i - 1
    while at > 0 and (doc[at].text in _CLOSERS or doc[at].is_space):
        at -= 1
    end = doc[at]
    if end.text == ";" and at == token.i - 1:
        return sum(t.text == '"' for t in doc[: token.i]) % 2 == 0
    if not _FINAL.search(end.text) or token.is_space or token.text in (")", "]"):
        return False
    if token.text in _CLOSERS and not (token.i and doc[token.i - 1].whitespace_):
        return False
    if end.text != "." and _FINAL.fullmatch(end.text):
        return not token.text[:1].islower()
    short = end.lower_ in _ABBREVIATIONS or re.fullmatch(r"(?:[A-Za-z]\.)+", end.text)
    return not short and not token.text[:1].islower() and token.text[:1] not in ",;:"
