"""Quotations: marks paired in order within a paragraph, apostrophes left alone."""

import re
from dataclasses import dataclass
from typing import Final

from earnest.contract.text import Span

_OPENING: Final = {"“": "”", "«": "»", "„": "“”"}
_STRAIGHT: Final = '"″＂'
_MARK: Final = re.compile('[“”«»„"″＂]')
_SINGLE_OPEN: Final = re.compile(r"(?<![\w'’])['‘](?=[\w“\"])")
_SINGLE_CLOSE: Final = re.compile(r"(?<=[\w.,!?…”\"])['’](?![\w])")
_WORD: Final = re.compile(r"\w+(?:[-'’]\w+)*")
_SCARE_WORDS: Final = 2


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: its whole span with the marks, and the span inside them."""

    start: int
    end: int
    inner: Span
    words: int

    @property
    def is_scare(self) -> bool:
        """Whether the marks set off a word or two: a name, a term or a sneer, not a clause."""
        return self.words <= _SCARE_WORDS


def quotes(text: str, start: int = 0, end: int | None = None) -> tuple[Quote, ...]:
    """The outermost quotations in one paragraph, in order.

    A mark left open at the end of the paragraph quotes up to that end, as print does when a
    quotation runs over several paragraphs; straight marks alternate.

    Args:
        text: the text as given.
        start: where the paragraph starts.
        end: where it ends; the end of the text if None.
    """
    stop = len(text) if end is None else end
    double = _double(text, start, stop)
    single = _single(text, start, stop, taken=double)
    outer = [q for q in double if not any(s.start < q.start and q.end < s.end for s in single)]
    return tuple(sorted((*outer, *single), key=lambda q: q.start))


def _double(text: str, start: int, stop: int) -> list[Quote]:
    found: list[Quote] = []
    opened: int | None = None
    closing = ""
    for seen in _MARK.finditer(text, start, stop):
        at, mark = seen.start(), seen[0]
        if opened is None:
            closing = _OPENING.get(mark, mark if mark in _STRAIGHT else "")
            opened = at if closing else None
        elif mark in closing or (mark in _STRAIGHT and closing in _STRAIGHT):
            found.append(_quote(text, opened, at + 1, closed=True))
            opened = None
    if opened is not None and _opens_clause(text, opened, start):
        found.append(_quote(text, opened, stop, closed=False))
    return found


def _opens_clause(text: str, at: int, start: int) -> bool:
    """Whether an unclosed mark opens the paragraph or stands before a capital letter."""
    return not text[start:at].strip() or text[at + 1 : at + 2].isupper()


def _single(text: str, start: int, stop: int, *, taken: list[Quote]) -> list[Quote]:
    found: list[Quote] = []
    at = start
    while opening := _SINGLE_OPEN.search(text, at, stop):
        inside = next((q for q in taken if q.start <= opening.start() < q.end), None)
        if inside:
            at = inside.end
            continue
        closing = _SINGLE_CLOSE.search(text, opening.end(), stop)
        if closing is None:
            break
        if any(q.start < closing.end() <= q.end for q in taken):
            at = opening.end()
            continue
        found.append(_quote(text, opening.start(), closing.end(), closed=True))
        at = closing.end()
    return found


def _quote(text: str, start: int, end: int, *, closed: bool) -> Quote:
    inner = (start + 1, end - 1 if closed else end)
    return Quote(start, end, inner, sum(1 for _ in _WORD.finditer(text, *inner)))
