"""A text cut into pieces with its statements marked, nested marks inside outer ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from earnest.contract.report import ReportDocument
from earnest.report.docket import Entry

GAP = " … "


@dataclass(frozen=True, slots=True)
class Token:
    """A step in writing the text: words, a mark that opens, a mark that closes.

    Attributes:
        is_first, is_last: whether the piece begins or ends its statement; a statement that
            runs across the end of another is marked in two pieces.
    """

    what: Literal["words", "open", "close"]
    words: str = ""
    entry: Entry | None = None
    is_first: bool = True
    is_last: bool = True


def marked(document: ReportDocument, entries: Sequence[Entry]) -> list[Token]:
    """The text with its statements marked, in order.

    Where the text may not be reproduced, only the statements are given, with ellipses
    between them.
    """
    placed = [e for e in entries if 0 <= e.statement.start < e.statement.end]
    letters = _letters(document, placed)
    return list(_walk(letters, _pieces(placed), document.text is not None))


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    entry: Entry

    @property
    def is_first(self) -> bool:
        return self.start == self.entry.statement.start

    @property
    def is_last(self) -> bool:
        return self.end == self.entry.statement.end


def _letters(document: ReportDocument, entries: Sequence[Entry]) -> dict[int, str]:
    if document.text is not None:
        return dict(enumerate(document.text))
    return {
        statement.start + i: letter
        for statement in (entry.statement for entry in entries)
        for i, letter in enumerate(statement.text[: statement.end - statement.start])
    }


def _pieces(entries: Sequence[Entry]) -> list[_Mark]:
    """Marks that nest: one that would cross the end of another is cut there."""
    waiting = [_Mark(e.statement.start, e.statement.end, e) for e in entries]
    done: list[_Mark] = []
    while waiting:
        waiting.sort(key=lambda m: (m.start, -m.end, m.entry.number), reverse=True)
        mark = waiting.pop()
        crossed = [m.end for m in done if m.start <= mark.start < m.end < mark.end]
        if crossed:
            cut = min(crossed)
            waiting.append(_Mark(cut, mark.end, mark.entry))
            mark = _Mark(mark.start, cut, mark.entry)
        done.append(mark)
    return done


def _walk(letters: dict[int, str], marks: list[_Mark], is_whole: bool) -> Iterator[Token]:
    opens, closes = _by_start(marks), _by_end(marks)
    places = sorted({*opens, *closes, *((0, len(letters)) if is_whole else ())})
    for place, following in pairwise([*places, *places[-1:]]):
        yield from (_token("close", mark) for mark in closes.get(place, ()))
        yield from (_token("open", mark) for mark in opens.get(place, ()))
        words = "".join(letters.get(i, "") for i in range(place, following))
        if words or following > place:
            yield Token("words", words or GAP)


def _by_start(marks: list[_Mark]) -> dict[int, list[_Mark]]:
    found: dict[int, list[_Mark]] = {}
    for mark in marks:  # in the order of nesting, outermost first
        found.setdefault(mark.start, []).append(mark)
    return found


def _by_end(marks: list[_Mark]) -> dict[int, list[_Mark]]:
    found: dict[int, list[_Mark]] = {}
    for mark in reversed(marks):  # innermost first
        found.setdefault(mark.end, []).append(mark)
    return found


def _token(what: Literal["open", "close"], mark: _Mark) -> Token:
    return Token(what, "", mark.entry, mark.is_first, mark.is_last)
