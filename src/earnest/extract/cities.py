"""Cities and regions that are no seat of a government, with the state that each lies in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from earnest.read.shipped import table

_WORD: Final = re.compile(r"(?<![\w’'-])[^\W\d_a-z][\w’'-]*")
_FIRST: Final = re.compile(r"[\w-]+")
_LONGEST: Final = 32  # characters of a name
# What comes from, goes to or passes by a city says nothing about its state.
_MERE_WAY: Final = re.compile(r"\b(?:from|for|into|via|towards?|past|way of)\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class City:
    """A city or region at `[start, end)` with the ISO 3166-1 alpha-3 code of its state."""

    start: int
    end: int
    country: str


def cities_in(text: str) -> tuple[City, ...]:
    """The cities and regions that a text names, in order; not as part of a longer name.

    Args:
        text: any text; offsets are its code points.
    """
    return tuple(_cities(text))


def is_on_the_way(text: str, city: City) -> bool:
    """Whether a city is only where something comes from or goes: "tomatoes from Osaka"."""
    return _MERE_WAY.search(text[max(0, city.start - 9) : city.start]) is not None


def _cities(text: str) -> Iterator[City]:
    names = _by_first_word()
    end = 0
    for word in _WORD.finditer(text):
        found = None if word.start() < end else _longest(text, word.start(), names)
        if found is not None and not _goes_on(text, found):
            yield found
        end = found.end if found is not None else end


def _longest(text: str, start: int, names: dict[str, list[tuple[str, str]]]) -> City | None:
    here = text[start : start + _LONGEST]
    first = _FIRST.match(here)
    for name, country in names.get(first.group(), ()) if first else ():
        end = start + len(name)
        if here.startswith(name) and not text[end : end + 1].isalnum():
            return City(start, end, country)
    return None


def _goes_on(text: str, city: City) -> bool:
    """Whether a name touches others: "the Venice Commission", "Maria Lyon"."""
    after, before = text[city.end : city.end + 2], text[max(0, city.start - 24) : city.start]
    if after[:1] == " " and after[1:].isupper():
        return True
    word = before.rsplit(None, 1)[-1] if before.endswith(" ") and before.strip() else ""
    return word[:1].isupper() and word.isalpha() and len(word) > 1 and not _opens(before, word)


def _opens(before: str, word: str) -> bool:
    """Whether the capitalised word before a name only opens its sentence: "In Osaka"."""
    rest = before.rstrip()[: -len(word)].rstrip()
    return not rest or rest[-1] in '.!?:;"“(\n'


@cache
def _by_first_word() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for row in table("cities.csv"):
        found.setdefault(row["name"].split()[0], []).append((row["name"], row["country"]))
    return {first: sorted(names, key=lambda n: -len(n[0])) for first, names in found.items()}
