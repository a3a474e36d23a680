"""Who a Russian text names: states by name, adjective, people or capital; bodies; roles.

All of it is data (`data/countries_ru.csv`, `organisations_ru.csv`, `roles_ru.csv`); words are
matched by their lemmas, so that every case and number of a name is found.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from earnest.extract.ru.model import parses
from earnest.extract.ru.sentence import Word
from earnest.read.shipped import table

Form = Literal["country", "adjective", "people", "capital", "organisation", "role"]
_COLUMNS: Final[dict[str, Form]] = {
    "names": "country", "adjectives": "adjective", "people": "people", "capitals": "capital",
}  # fmt: skip
_STEM: Final = 4  # letters a name must have before a form the dictionary lacks counts for it
_ENDING: Final = 3
_OPENING: Final = frozenset('«"“„')


@dataclass(frozen=True, slots=True)
class Name:
    """What stands at words `first` to `last` of a sentence: its code or role, and how it is put."""

    first: int
    last: int
    code: str
    form: Form


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    keys: tuple[str, ...]
    code: str
    form: Form
    caution: str


def names_in(words: Sequence[Word]) -> tuple[Name, ...]:
    """The states and bodies of a sentence in order, the longest names first, none overlapping."""
    return _found(words, _names())


def roles_in(words: Sequence[Word]) -> tuple[Name, ...]:
    """The offices, organs and groups of a sentence in order; `code` is the role."""
    return _found(words, _roles())


def _found(words: Sequence[Word], index: dict[str, list[_Entry]]) -> tuple[Name, ...]:
    found: list[Name] = []
    for word in words:
        if found and word.i <= found[-1].last:
            continue
        fitting = [e for e in _candidates(word, index) if _fits(words, word.i, e)]
        if fitting:
            entry = max(fitting, key=lambda e: len(e.keys))
            found.append(Name(word.i, word.i + len(entry.keys) - 1, entry.code, entry.form))
    return tuple(found)


def _candidates(word: Word, index: dict[str, list[_Entry]]) -> Iterator[_Entry]:
    known = [entry for lemma in word.lemmas for entry in index.get(lemma, ())]
    if known or not word.text[:1].isupper() or len(word.text) < _STEM:
        yield from known
        return
    for size in range(len(word.lower), max(_STEM, len(word.lower) - _ENDING) - 1, -1):
        yield from index.get(word.lower[:size] + "-", ())


def _fits(words: Sequence[Word], at: int, entry: _Entry) -> bool:
    run = words[at : at + len(entry.keys)]
    if len(run) < len(entry.keys):
        return False
    if entry.words[0][0].isupper() and not run[0].text[0].isupper():
        return False
    if entry.caution == "exact" and (at == 0 or run[0].text != entry.words[0]):
        return False
    if entry.caution == "quoted" and not (at and words[at - 1].text in _OPENING):
        return False
    return all(key in w.lemmas for w, key in zip(run[1:], entry.keys[1:], strict=True))


@cache
def _names() -> dict[str, list[_Entry]]:
    return _index((*_states(), *_organisations()))


@cache
def _roles() -> dict[str, list[_Entry]]:
    return _index(_entry(row["wording"], row["role"], "role") for row in table("roles_ru.csv"))


def _states() -> Iterator[_Entry]:
    for row in table("countries_ru.csv"):
        for column, form in _COLUMNS.items():
            for name in filter(None, row[column].split("|")):
                yield _entry(name, row["code"], form)


def _organisations() -> Iterator[_Entry]:
    for row in table("organisations_ru.csv"):
        for name in row["forms"].split("|"):
            yield _entry(name, row["name"], "organisation")


def _entry(name: str, code: str, form: Form) -> _Entry:
    written, _, caution = name.partition("=")
    words = tuple(written.split())
    return _Entry(words, tuple(map(_key, words)), code, form, caution)


def _key(word: str) -> str:
    """The lemma that a name's word is known by: itself where it is one."""
    plain = word.lower().replace("ё", "е")
    lemmas = parses(word.lower()).lemmas
    return plain if plain in lemmas or not lemmas else lemmas[0]


def _index(entries: Iterable[_Entry]) -> dict[str, list[_Entry]]:
    """Entries by the lemma of their first word, one-word names also by stem and a hyphen."""
    found: dict[str, list[_Entry]] = {}
    for entry in entries:
        found.setdefault(entry.keys[0], []).append(entry)
        if len(entry.keys) == 1 and entry.form in ("country", "capital"):
            stem = entry.words[0].lower().replace("ё", "е").rstrip("аеийоуыьэюя")
            found.setdefault(stem + "-", []).append(entry)
    return found
