"""The persons that a text tells of, each with the state behind it: whom "he" and a surname mean."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from earnest.extract.actors import ActorMention
from earnest.extract.cues import cues
from earnest.extract.passages import Passage
from earnest.extract.syntax import child, children

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_OURS: Final = frozenset({"our", "my"})
_WITHIN: Final = frozenset({"amod", "compound", "nmod", "poss"})
_OFFICE_REACH: Final = 800
_REACH: Final = 700  # code points that "he" looks back


@dataclass(frozen=True, slots=True)
class Person:
    """A person at `[start, end)`, by name, office or trade.

    Attributes:
        head: where the word itself starts.
        country: the state behind; None where nothing tells it.
        is_subject: whether it is what its clause tells of.
    """

    start: int
    end: int
    head: int
    country: str | None
    is_subject: bool


def people_of(
    parsed: Sequence[Passage], actors: Sequence[ActorMention], *, home: str | None
) -> tuple[Person, ...]:
    """The persons of a text in order.

    A person belongs to the state in its own phrase ("the Ruritanian minister"), else to that of the
    same name, or of the same office not far before; a bare "the president" to the text's own state.

    Args:
        parsed: the passages.
        actors: the parties that the text names.
        home: the state from which it speaks.
    """
    found: list[Person] = []
    known: dict[str, tuple[str, int]] = {}
    for passage in parsed:
        for token in passage.doc:
            if not (_is_person(token) or _is_surname(token, known)):
                continue
            at = passage.start + token.idx
            names = list(_names(token))
            country = _told(passage, token, actors, home) or _known(token, names, known, home, at)
            if country is not None:
                known.update(dict.fromkeys(names, (country, at)))
            start, end = passage.offsets(token.left_edge.i, token.i)
            found.append(Person(start, end, at, country, token.dep_ in _SUBJECTS))
    return tuple(found)


def person_before(people: Sequence[Person], offset: int) -> Person | None:
    """Whom "he" at an offset means: the last subject near enough, else the last person."""
    at = bisect_left(people, offset, key=lambda p: p.head)
    near = [p for p in people[:at] if offset - _REACH <= p.end <= offset]
    subjects = [p for p in near if p.is_subject]
    found = subjects or near
    return found[-1] if found else None


def person_at(people: Sequence[Person], offset: int) -> Person | None:
    """The person whose phrase has its head at an offset; None if there is none."""
    at = bisect_left(people, offset, key=lambda p: p.head)
    return people[at] if at < len(people) and people[at].head == offset else None


def _is_person(token: Token) -> bool:
    """Whether a word is the head of a phrase for one person."""
    if token.pos_ not in ("NOUN", "PROPN") or token.tag_ in ("NNS", "NNPS"):
        return False
    if token.dep_ in ("compound", "nmod") and token.head.i > token.i:
        return False
    word = token.lemma_.lower()
    return token.ent_type_ == "PERSON" or word in cues("office") or word in cues("person_noun")


def _is_surname(token: Token, known: Mapping[str, tuple[str, int]]) -> bool:
    """Whether a name has been told before with a first name or an office."""
    return token.pos_ == "PROPN" and token.dep_ != "compound" and token.lemma_.lower() in known


def _names(token: Token) -> Iterator[str]:
    """What a person may be called again: surname and office, of it and of what it is beside."""
    beside = [token, *children(token, "appos", "compound", "nmod")]
    if token.dep_ == "appos" and _is_person(token.head):
        beside.append(token.head)
    for word in beside:
        if word.lemma_.lower() in cues("office"):
            yield from _office_names(word)
        elif word.ent_type_ == "PERSON" or (word.i == token.i and word.pos_ == "PROPN"):
            yield word.lemma_.lower()


def _office_names(token: Token) -> Iterator[str]:
    """An office with what kind it is, then alone: "foreign minister", "minister"."""
    before = token.doc[token.i - 1] if token.i else None
    word = token.lemma_.lower()
    if before is not None and before.head.i == token.i and before.dep_ in ("amod", "compound"):
        yield f"{before.lower_} {word}"
    yield word


def _told(
    passage: Passage, token: Token, actors: Sequence[ActorMention], home: str | None
) -> str | None:
    """The state in a person's own phrase, or in the one that it stands beside."""
    beside = [token, *children(token, "appos")]
    if token.dep_ == "appos":
        beside.append(token.head)
    for word in beside:
        for part in _parts(word):
            if part.lower_ in _OURS:
                return home
            if (named := _state_at(passage, part, actors)) is not None:
                return named
    return None


def _parts(token: Token) -> Iterator[Token]:
    """A noun with what says whose it is: "Ruritania's", "Ruritanian", "of Ruritania"."""
    yield token
    for part in children(token, *_WITHIN):
        yield from (part, *children(part, *_WITHIN))
    for of in children(token, "prep"):
        whose = child(of, "pobj") if of.lower_ == "of" else None
        if whose is not None:
            yield whose


def _state_at(passage: Passage, token: Token, actors: Sequence[ActorMention]) -> str | None:
    at = passage.start + token.idx
    place = bisect_left(actors, at + 1, key=lambda a: a.start) - 1
    if place >= 0 and actors[place].end > at:
        return actors[place].country or None
    return None


def _known(
    token: Token,
    names: Sequence[str],
    known: Mapping[str, tuple[str, int]],
    home: str | None,
    at: int,
) -> str | None:
    """The state told before for a surname, or for "the president", "the foreign minister"."""
    if token.lemma_.lower() not in cues("office"):
        return next((known[name][0] for name in names if name in known), None)
    if not names or not any(c.lower_ == "the" for c in token.children) or child(token, "prep"):
        return None
    country, told = known.get(names[0], (None, 0))
    is_near = " " in names[0] or at - told < _OFFICE_REACH  # "the foreign minister" is told far off
    return country if country is not None and is_near else home or country
