"""The language of a text, told by its small words."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from runpy import run_path
from typing import Final

ENGLISH: Final = "en"
FEWEST_WORDS: Final = 30
_MOST: Final = 2_000  # words looked at
_SURE: Final = 0.15  # share of small words; running English has .35 to .5
_WORD: Final = re.compile(r"[^\W\d_]+")
# Languages whose small words come with the parser's package.
_OTHERS: Final = (
    "ar az bg cs da de el es et fa fi fr he hi hr hu hy id it lt lv mk nb nl pl pt ro ru sk sl sq sr"
    " sv tr tt uk ur vi"
).split()
_SCRIPTS: Final = (  # scripts that put no space between words, or stand for one language
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
)


def detected_language(text: str) -> str | None:
    """The ISO 639-1 code of the language most of a text is in; None if it cannot be told.

    English is told by the share of its small words alone, which costs nothing; only a text with
    too few of them is held against the other languages.

    Args:
        text: the whole text; its first words decide.
    """
    words = [w for w, _ in zip(_words(text), range(_MOST), strict=False)]
    if len(words) < FEWEST_WORDS:
        return _by_script(text)
    if _share(words, ENGLISH) >= _SURE:
        return ENGLISH
    best = max(_OTHERS, key=lambda code: _share(words, code))
    return best if _share(words, best) >= _SURE else _by_script(text)


def _words(text: str) -> Iterator[str]:
    return (match.group().casefold() for match in _WORD.finditer(text))


def _share(words: list[str], code: str) -> float:
    small = _small_words(code)
    return sum(w in small for w in words) / len(words)


@cache
def _small_words(code: str) -> frozenset[str]:
    """The stop words of a language, from their file alone: its package would load much more."""
    import spacy  # noqa: PLC0415 - half a second

    place = Path(spacy.__file__).parent / "lang" / code / "stop_words.py"
    return frozenset(run_path(str(place))["STOP_WORDS"])


def _by_script(text: str) -> str | None:
    """The language of a script that most letters of the text are in."""
    letters = sum(map(str.isalpha, text[:20_000]))
    for code, script in _SCRIPTS:
        if letters and 2 * len(script.findall(text[:20_000])) > letters:
            return code
    return None
