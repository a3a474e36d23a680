"""Content words of claims and rows, stemmed, so that wordings can be held against each other."""

import re
import unicodedata
from functools import cache, lru_cache

import snowballstemmer
from spacy.lang.en.stop_words import STOP_WORDS

from earnest.extract.acts import act_classes

# Letters that no decomposition strips of their strokes and hooks.
_BARE = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "þ": "th"}
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# Words that occur in nearly every row or claim about states and so tell nothing apart.
_EMPTY = frozenset(
    "say says said state states country countries government side russian-side year years day days "
    "month months time times way fact thing people new old large small good bad true".split()
)


@cache
def _stemmer() -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The Snowball stem of an English word, without a possessive."""
    return str(_stemmer().stemWord(re.sub(r"[’']s?$", "", plain(word.casefold()))))


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """A text with its Latin letters bare of accents: texts and rows spell names either way."""
    if text.isascii():
        return text
    return "".join(_bare(c) for c in text.translate(_BARE))


def _bare(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() else letter


@lru_cache(maxsize=65_536)
def content_stems(text: str) -> frozenset[str]:
    """Stems of the words in a text that carry content; names count, function words do not."""
    words = (found.group().casefold() for found in _WORD.finditer(text))
    return frozenset(
        stem(word)
        for word in words
        if word not in STOP_WORDS and word not in _EMPTY and len(word) > 2
    )


@lru_cache(maxsize=65_536)
def act_stems(text: str) -> frozenset[str]:
    """Stems of the words by which a text belongs to its classes of acts: counted there already."""
    found = (words for act in act_classes().values() for words in act.words.findall(text))
    ends = (f"{words.split()[0]} {words.split()[-1]}" for words in found if words.strip())
    return frozenset(s for words in ends for s in content_stems(words))


@lru_cache(maxsize=65_536)
def name_stems(text: str) -> frozenset[str]:
    """Stems of words written with a capital: names, which tell more than other words."""
    words = (found.group() for found in _WORD.finditer(text))
    return frozenset(stem(w) for w in words if w[0].isupper() and w.casefold() not in STOP_WORDS)


_QUOTED = re.compile(r"[\"“”«»][^\"“”«»]{3,}[\"“”«»]")


def unquoted(text: str) -> str:
    """A text without what it quotes: words of others are not its own."""
    return _QUOTED.sub(" ", text)
