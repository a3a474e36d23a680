"""Telling parties from their namesakes: towns, persons, birds, and offices held by others."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from earnest.extract.gazetteer import Gazetteer, Term
from earnest.extract.phrases import Match, Token, tokens_of

_TITLES: Final = re.compile(r"president|minister|premier|secretary|chancellor|mr|mrs|ms")
_PLACED: Final = frozenset({"in", "at", "near"})
# "Went to The Hague", "before The Hague": a court is meant, not the state around it.
_BEFORE_IT: Final = frozenset({"to", "before", "from"})
_COUNTED: Final = re.compile(
    r"two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|some|"
    r"several|many|few|other|ethnic|young|fellow"
)
_CROWDS: Final = frozenset({"dozens", "hundreds", "thousands", "millions", "number", "group"})
# Adjectives that also name the people have these endings: "the French", "the Chinese".
_PEOPLE_ENDINGS: Final = ("ch", "ese", "sh", "ss")
_VERBS_OF_ALL: Final = re.compile(
    r"are|were|have|had|do|did|will|would|can|could|may|might|must|should|want|need|"
    r"say|said|think|believe|fear|know|never|always|themselves|who"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A name at `[start, end)` with the one term it stands for there."""

    start: int
    end: int
    term: Term


def hits_in(text: str, gazetteer: Gazetteer, *, on: dt.date | None) -> list[Hit]:
    """The names in a text that stand for what the gazetteer says, in order.

    Args:
        text: any text.
        gazetteer: the names.
        on: the day on which an office was held; None for its latest holder.
    """
    tokens = tokens_of(text)
    matches = list(gazetteer.matches(text, tokens))
    place = _Place(text, tokens, frozenset(i for m in matches for i in range(m.first, m.after)))
    hits = []
    for match in matches:
        term = _meant(place, match, on)
        if term is not None and term.form not in ("opener", "trap"):
            hits.append(Hit(match.start, match.end, term))
    return hits


@dataclass(frozen=True, slots=True)
class _Place:
    """The words around a match; `known` are the tokens that belong to some match."""

    text: str
    tokens: Sequence[Token]
    known: frozenset[int]

    def word_before(self, match: Match[Term], back: int = 1) -> str:
        i = match.first - back
        return self.tokens[i].folded if i >= 0 else ""

    def has_name_beside(self, match: Match[Term]) -> bool:
        """Whether an unknown capitalised word touches the match, as in a person's full name."""
        return self._is_name(match.first - 1, match) or self._is_name(match.after, match)

    def is_followed_by_name(self, match: Match[Term]) -> bool:
        return self._is_name(match.after, match)

    def _is_name(self, i: int, match: Match[Term]) -> bool:
        if i in self.known or not 0 <= i < len(self.tokens):
            return False
        token = self.tokens[i]
        low, high = (token.end, match.start) if i < match.first else (match.end, token.start)
        return token.is_capitalised and high - low == 1 and self.text[low] == " "

    def is_in_state(self, match: Match[Term]) -> bool:
        """Whether ", Elsewhere" follows, as after a town."""
        i = match.after
        if i in self.known or i >= len(self.tokens) or not self.tokens[i].is_capitalised:
            return False
        return self.text[match.end : match.end + 2] == ", " and (
            self.tokens[i].start - match.end == 2
        )

    def is_shouted(self, match: Match[Term]) -> bool:
        """Whether the words on both sides are in capitals, so that capitals mean nothing."""
        sides = [i for i in (match.first - 1, match.after) if 0 <= i < len(self.tokens)]
        shouted = [i for i in sides if self.tokens[i].word.isupper() and i not in self.known]
        return match.first - 1 in shouted and len(shouted) == len(sides)


def _meant(place: _Place, match: Match[Term], on: dt.date | None) -> Term | None:
    """What a name stands for here; None if it is somebody or something else."""
    offices = [t for t in match.items if t.form == "officeholder"]
    for term in match.items:
        if term.form == "officeholder":
            held = _held(offices, on)
            return held if held is not None and _is_holder(place, match, term) else None
        if _is_meant(place, match, term):
            return _with_people(place, match, term)
    return None


def _is_holder(place: _Place, match: Match[Term], term: Term) -> bool:
    if term.caution == "titled" and _TITLES.fullmatch(place.word_before(match)) is None:
        return False
    alone = term.caution is not None
    return not (place.has_name_beside(match) if alone else place.is_followed_by_name(match))


def _is_meant(place: _Place, match: Match[Term], term: Term) -> bool:
    if place.text.startswith("$", match.end):
        return False
    if term.caution == "person":
        return not place.has_name_beside(match)
    if term.caution == "place":
        return not (place.has_name_beside(match) or place.is_in_state(match))
    if term.caution == "phrase":
        return place.word_before(match) in ("the", "collective")
    placed = _PLACED | _BEFORE_IT if term.caution == "court" else _PLACED
    is_venue = term.caution in ("venue", "court") and place.word_before(match) in placed
    is_noise = term.caution == "word" and place.is_shouted(match)
    return not (is_venue or is_noise)


def _with_people(place: _Place, match: Match[Term], term: Term) -> Term:
    """The term, blanket where the words speak of a whole people."""
    if term.form == "people":
        return replace(term, blanket=not _is_counted(place, match))
    if term.form == "demonym" and term.kind == "state" and _is_people(place, match):
        return replace(term, blanket=True)
    return term


def _is_counted(place: _Place, match: Match[Term]) -> bool:
    before = place.word_before(match)
    if before == "of":
        return place.word_before(match, 2) in _CROWDS
    return before.isdigit() or _COUNTED.fullmatch(before) is not None


def _is_people(place: _Place, match: Match[Term]) -> bool:
    if place.word_before(match) != "the":
        return False
    if not place.tokens[match.after - 1].folded.endswith(_PEOPLE_ENDINGS):
        return False
    after = place.text[match.end : match.end + 1]
    if after in (".", ",", ";", "!", "?", ""):
        return True
    return (
        match.after < len(place.tokens)
        and after == " "
        and _VERBS_OF_ALL.fullmatch(place.tokens[match.after].folded) is not None
    )


def _held(terms: Sequence[Term], on: dt.date | None) -> Term | None:
    """The office that a name means on a day; None before any, or if several persons fit."""
    if on is None:
        return _latest(terms)
    current = [t for t in terms if t.held(on)]
    if current:
        return _latest(current)
    month = f"{on.year:04}-{on.month:02}"
    past = _latest([t for t in terms if (t.since or "") <= month])
    return past and replace(past, role=f"former_{past.role}")


def _latest(terms: Sequence[Term]) -> Term | None:
    persons = {t.name for t in terms}
    if len(persons) > 1 and len({t.code for t in terms}) > 1:
        return None
    return max(terms, key=lambda t: t.since or "", default=None)
