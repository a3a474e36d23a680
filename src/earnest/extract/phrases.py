"""Longest matches of known phrases in running text, in linear time.

A phrase is a run of word tokens with the gaps between them ("Guinea-Bissau", "U.S.", "Côte
d'Ivoire"). Tokens are compared without case and accents; each phrase then says how much of its
own case the text must show.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Generic, Literal, TypeVar

Case = Literal["any", "initial", "exact"]
T = TypeVar("T")

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_SPACES = re.compile(r"\s+")
_ALIKE = str.maketrans("‘’ʼ´`‐‑‒–—−", "'''''------")
_LONGEST_GAP = 8  # no phrase has a wider gap, and a blank page must not be normalised


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text with its place and its folded form."""

    start: int
    end: int
    word: str
    folded: str

    @property
    def is_capitalised(self) -> bool:
        """Whether the word starts with a capital letter."""
        return self.word[0].isupper()


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """The longest known phrase at a token: its place in text and tokens, and what it stands for."""

    start: int
    end: int
    first: int
    after: int
    items: tuple[T, ...]


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """The word without case and accents."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def tokens_of(text: str) -> list[Token]:
    """The words of a text in order; every offset is a code point of `text`."""
    return [
        Token(m.start(), m.end(), word := m.group(), folded(word)) for m in _WORD.finditer(text)
    ]


@lru_cache(maxsize=64)
def phrase_tokens(phrase: str) -> tuple[Token, ...]:
    """The words of a name, kept while it is being entered: it is asked for several times over."""
    return tuple(tokens_of(phrase))


def gap_between(text: str, start: int, end: int) -> str:
    """What stands between two words, quotes, hyphens and spaces made alike.

    A blank line, or more than any phrase could hold, comes back as a newline.
    """
    gap = text[start : min(end, start + _LONGEST_GAP + 1)]
    if gap == " ":
        return gap
    if len(gap) > _LONGEST_GAP or gap.count("\n") > 1:
        return "\n"
    return _SPACES.sub(" ", gap).translate(_ALIKE)


@dataclass(slots=True)
class _Node(Generic[T]):
    next: dict[tuple[str, str], "_Node[T]"] = field(default_factory=dict)
    forms: list["_Form[T]"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Form(Generic[T]):
    words: tuple[str, ...]
    suffix: str
    case: Case
    item: T


class Phrases(Generic[T]):
    """A set of phrases, each standing for an item, that can be found in a text."""

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()

    def add(self, phrase: str, item: T, *, case: Case) -> None:
        """Let `phrase` stand for `item`; one phrase may stand for several.

        Args:
            phrase: as it is printed; marks at its end ("U.S.") must be in the text too.
            item: what a match brings back.
            case: `any`; `initial`: capital letters where the phrase has them, acronyms as they
                are; `exact`: as printed, or all in capitals where that is no acronym.

        Raises:
            ValueError: the phrase holds no word.
        """
        words = phrase_tokens(phrase)
        if not words:
            raise ValueError(f"the phrase {phrase!r} holds no word")
        node = self._root
        for gap, token in _steps(phrase, words):
            node = node.next.setdefault((gap, token.folded), _Node())
        suffix = phrase[words[-1].end :].strip()
        node.forms.append(_Form(tuple(t.word for t in words), suffix, case, item))

    def matches(self, text: str, tokens: Sequence[Token]) -> Iterator[Match[T]]:
        """The longest match at each place, left to right, none overlapping."""
        i = 0
        while i < len(tokens):
            found = self._longest(text, tokens, i)
            if found is None:
                i += 1
                continue
            yield found
            i = found.after

    def _longest(self, text: str, tokens: Sequence[Token], i: int) -> Match[T] | None:
        best: Match[T] | None = None
        node = self._root.next.get(("", tokens[i].folded))
        j = i + 1
        while node is not None:
            if node.forms:
                best = _match(text, tokens, i, j, node.forms) or best
            if j == len(tokens) or not node.next:
                break
            gap = gap_between(text, tokens[j - 1].end, tokens[j].start)
            node = node.next.get((gap, tokens[j].folded))
            j += 1
        return best


def _steps(phrase: str, words: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    yield "", words[0]
    for before, token in pairwise(words):
        yield gap_between(phrase, before.end, token.start), token


def _match(
    text: str, tokens: Sequence[Token], i: int, j: int, forms: Sequence[_Form[T]]
) -> Match[T] | None:
    words = [t.word for t in tokens[i:j]]
    end = tokens[j - 1].end
    fitting = [f for f in forms if text.startswith(f.suffix, end) and _case_fits(f, words)]
    if not fitting:
        return None
    suffix = max(len(f.suffix) for f in fitting)
    items = tuple(f.item for f in fitting if len(f.suffix) == suffix)
    return Match(tokens[i].start, end + suffix, i, j, items)


def _case_fits(form: _Form[T], words: Sequence[str]) -> bool:
    if form.case == "any":
        return True
    one = _fits_exactly if form.case == "exact" else _fits_initially
    return all(one(mine, theirs) for mine, theirs in zip(form.words, words, strict=True))


def _fits_exactly(mine: str, theirs: str) -> bool:
    if unicodedata.normalize("NFC", mine) == unicodedata.normalize("NFC", theirs):
        return True
    return len(mine) > 3 and not mine.isupper() and theirs == mine.upper()


def _fits_initially(mine: str, theirs: str) -> bool:
    if len(mine) > 1 and mine.isupper():
        return mine == theirs
    return not mine[0].isupper() or theirs[0].isupper()
