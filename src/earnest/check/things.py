"""The things that words stand for, so that "chauffeurs" of a claim meet the "drivers" of a row.

The table (`data/things.csv`) is a small thesaurus of what states quarrel over, by stems; a wording of
several words is looked for as it stands. A word may belong to several things.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from earnest.check.words import stem
from earnest.read.shipped import table

_WORD = re.compile(r"[^\W\d_][\w’'-]*")


@cache
def _by_stem() -> Mapping[str, frozenset[str]]:
    """The things of each word, by its stem."""
    found: dict[str, set[str]] = {}
    for row in table("things.csv"):
        for word in row["words"].split("|"):
            if " " not in word:
                found.setdefault(stem(word), set()).add(row["thing"])
    return {word: frozenset(things) for word, things in found.items()}


@cache
def _phrases() -> tuple[re.Pattern[str], Mapping[str, frozenset[str]]]:
    """What finds wordings of several words, and the things of each."""
    found: dict[str, set[str]] = {}
    for row in table("things.csv"):
        for words in row["words"].split("|"):
            if " " in words:
                found.setdefault(words, set()).add(row["thing"])
    longest = "|".join(sorted(map(re.escape, found), key=len, reverse=True))
    things = {words: frozenset(names) for words, names in found.items()}
    return re.compile(rf"\b(?:{longest})", re.IGNORECASE), things


@lru_cache(maxsize=65_536)
def things_in(text: str) -> Mapping[str, frozenset[str]]:
    """The things that a text names, each with the stems of the words that name it."""
    found: dict[str, set[str]] = {}
    known = _by_stem()
    for word in _WORD.findall(text):
        word_stem = stem(word)
        for thing in known.get(word_stem, ()):
            found.setdefault(thing, set()).add(word_stem)
    pattern, phrases = _phrases()
    for match in pattern.finditer(text):
        for thing in phrases[match.group().casefold()]:
            found.setdefault(thing, set()).update(map(stem, match.group().split()))
    return {thing: frozenset(stems) for thing, stems in found.items()}


def shared_things(one: str, other: str) -> frozenset[str]:
    """The things that two texts name in words of their own: those named by one word in both are left out."""
    ours, theirs = things_in(one), things_in(other)
    return frozenset(
        thing for thing in ours.keys() & theirs.keys() if not ours[thing] & theirs[thing]
    )
