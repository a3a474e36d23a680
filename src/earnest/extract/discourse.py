"""What the text has named so far: parties and bodies, and what its pronouns stand for."""

import datetime as dt
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Token

from earnest.extract.actors import ActorMention, find_actors
from earnest.extract.bodies import Body, bodies_in
from earnest.extract.cities import City, cities_in, is_on_the_way
from earnest.extract.cues import cues
from earnest.extract.gazetteer import Gazetteer
from earnest.extract.home import home_of
from earnest.extract.passages import Passage
from earnest.extract.people import Person, people_of
from earnest.extract.sentences import normalised
from earnest.extract.syntax import is_passive

_PLURAL: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
_SINGULAR: Final = frozenset({"it", "its", "itself"})
PERSON_PRONOUNS: Final = frozenset({"he", "him", "his", "she", "her", "hers", "himself", "herself"})
PRONOUNS: Final = _PLURAL | _SINGULAR | PERSON_PRONOUNS
_STAND_INS: Final = frozenset(
    {"country", "nation", "state", "government", "republic", "authorities", "opposition", "regime"}
)
_OFFICES: Final = frozenset(
    "cabinet minister ministry president parliament congress assembly senate army police king "
    "judiciary kingdom".split()
)
_KINDS_OF: Final = {
    **dict.fromkeys(("court", "judge", "tribunal"), frozenset({"court"})),
    **dict.fromkeys(("company", "firm"), frozenset({"company", "airline", "bank"})),
    **dict.fromkeys(
        ("bloc", "alliance", "organisation", "organization", "union", "community", "commission"),
        frozenset({"union", "organisation", "alliance"}),
    ),
}
_HUMAN: Final = frozenset(
    {"president", "prime_minister", "foreign_minister", "leader", "ambassador"}
)
_OURS: Final = frozenset({"our", "my"})
_STATE: Final = re.compile(r"[A-Z]{3}")
# What is in a city, or goes there.
_IN: Final = re.compile(
    r"\b(?:in|at|(?:go|goes|going|gone|went|t[ao]ke[ns]?|took|travel\w*|fl(?:y|ies|ew|own)|c[ao]mes?|"
    r"return\w*|br(?:ing|ought)|back)(?: \w+){0,2} to)\s$",
    re.IGNORECASE,
)
_IN_REACH: Final = 32
_HAGUE: Final = re.compile(r"\bThe Hague\b")
_TRIBUNAL: Final = re.compile(r"\b(?:tribunal|arbitrat|[Cc]riminal [Cc]ourt|war crimes)")
_REACH: Final = 400  # code points a pronoun looks back: about two sentences
_FAR: Final = 1500  # "the opposition", "the government" look back further


@dataclass(frozen=True, slots=True)
class Discourse:
    """The mentions of a document in order of their start.

    Attributes:
        subjects: starts of the mentions that stand in a subject.
        main: codes of the two states named most, the most named first.
        home: the state whose side the text is written from, if it says "we".
        places: starts of the mentions of a capital that only say where something was.
        people: the persons that it tells of.
        cities: cities and regions that stand for their state, by start.
        court: the court of the United Nations, if the text speaks of The Hague and of no court by name.
    """

    actors: tuple[ActorMention, ...]
    bodies: tuple[Body, ...]
    subjects: frozenset[int]
    main: tuple[str, ...]
    home: str | None = None
    places: frozenset[int] = frozenset()
    people: tuple[Person, ...] = ()
    cities: tuple[City, ...] = ()
    court: ActorMention | None = None

    def actors_between(self, start: int, end: int) -> list[ActorMention]:
        """The parties named inside a span."""
        at = bisect_left(self.actors, start, key=lambda a: a.start)
        found = []
        while at < len(self.actors) and self.actors[at].start < end:
            found.append(self.actors[at])
            at += 1
        return found

    def cities_between(self, start: int, end: int) -> list[City]:
        """The cities abroad inside a span that are no part of a party's name; one at home is a mere place."""
        low = bisect_left(self.cities, start, key=lambda c: c.start)
        high = bisect_left(self.cities, end, key=lambda c: c.start)
        abroad = [c for c in self.cities[low:high] if c.country != self.home]
        return [c for c in abroad if not self.actors_between(c.start, c.end)]

    def bodies_between(self, start: int, end: int) -> list[Body]:
        """The bodies named inside a span."""
        at = bisect_left(self.bodies, start, key=lambda b: b.start)
        found = []
        while at < len(self.bodies) and self.bodies[at].start < end:
            if self.bodies[at].end <= end:
                found.append(self.bodies[at])
            at += 1
        return found

    def actor_for(self, token: Token, offset: int) -> ActorMention | None:
        """The party that a pronoun, "the country" or "the opposition" stands for."""
        reach = _REACH if token.lower_ in PRONOUNS else _FAR
        fitting = [a for a in self._before(offset, reach) if _fits(token, a)]
        if token.lower_ in _PLURAL:
            fitting = [a for a in fitting if _is_several(a)] or fitting
        if any(c.lower_ in _OURS for c in token.children):
            fitting = [a for a in fitting if a.country == (self.home or self.main[0])] or fitting
        near = [a for a in fitting if a.start in self.subjects and offset - a.end < _REACH]
        found = near or fitting
        return found[-1] if found else None

    def office_for(self, token: Token, offset: int) -> ActorMention | None:
        """The party last named with an office's own word ("the ministry")."""
        word = token.lemma_.lower()
        named = [a for a in self._before(offset, _FAR) if word in a.name.lower()]
        return named[-1] if named else None

    def organisation_for(self, token: Token, offset: int) -> ActorMention | None:
        """The organisation last named that "the court", "the company" or "the bloc" can be."""
        kinds = _KINDS_OF[token.lemma_.lower()]
        named = [a for a in self._before(offset, _FAR) if _kind_of(a) in kinds]
        if not named and "court" in kinds:
            return self.court
        return named[-1] if named else None

    def body_for(self, offset: int) -> Body | None:
        """The body most recently named before an offset."""
        at = bisect_left(self.bodies, offset, key=lambda b: b.start) - 1
        while at >= 0 and self.bodies[at].start >= offset - _REACH:
            if self.bodies[at].end <= offset:
                return self.bodies[at]
            at -= 1
        return None

    def _before(self, offset: int, reach: int) -> list[ActorMention]:
        low = bisect_left(self.actors, offset - reach, key=lambda a: a.start)
        high = bisect_left(self.actors, offset, key=lambda a: a.start)
        return [a for a in self.actors[low:high] if a.end <= offset]


def discourse(text: str, parsed: Sequence[Passage], *, on: dt.date | None) -> Discourse:
    """The parties and bodies that a document names.

    Args:
        text: the document's text.
        parsed: its passages.
        on: its date; an office names its holder of that day.
    """
    plain = normalised(text)
    actors = find_actors(plain, on=on)
    cities = tuple(c for c in cities_in(plain) if not is_on_the_way(plain, c))
    bodies = tuple(b for passage in parsed for b in _bodies(passage, text, actors))
    home = home_of(plain, parsed, actors)
    places = _places(plain, actors)
    people = people_of(parsed, actors, home=home)
    main = _main(actors, home)
    court = _court(plain, actors)
    subjects = _subjects(parsed, actors)
    return Discourse(actors, bodies, subjects, main, home, places, people, cities, court)


def _court(text: str, actors: Sequence[ActorMention]) -> ActorMention | None:
    """The International Court of Justice, where "The Hague" is told and no court or tribunal named."""
    place = _HAGUE.search(text)
    if place is None or _TRIBUNAL.search(text) or any(_kind_of(a) == "court" for a in actors):
        return None
    found = find_actors("International Court of Justice")
    return replace(found[0], start=place.start(), end=place.end()) if found else None


def stands_for_body(token: Token) -> bool:
    """Whether "it" or "them" is more likely a body acted upon or running than a party acting."""
    if token.lower_ not in ("it", "them", "they", "which", "that"):
        return False
    verb = token.head
    if token.dep_ in ("dobj", "nsubjpass"):
        return verb.lemma_.lower() in cues("body_verb")
    return token.dep_ == "nsubj" and not is_passive(verb) and verb.lemma_ in cues("running_verb")


def is_stand_in(token: Token) -> bool:
    """Whether a noun names a party only by its office: "the government", "our country"."""
    if token.lower_ not in _STAND_INS or token.pos_ not in ("NOUN", "PROPN"):
        return False
    return token.dep_ != "compound" and any(
        _is_definite(c) for c in token.children if c.i < token.i
    )


def _is_definite(token: Token) -> bool:
    return token.tag_ == "PRP$" or token.lower_ in ("the", "this", "own", "same")


def is_bare_office(token: Token) -> bool:
    """Whether a noun names an office of a state without saying of which: "the cabinet"."""
    if token.lemma_.lower() not in _OFFICES or token.pos_ not in ("NOUN", "PROPN"):
        return False
    if token.dep_ in ("compound", "poss") or _is_of_something(token):
        return False
    before = [c for c in token.children if c.i < token.i]
    bare = not before and (token.tag_ == "NNS" or token.text in ("Congress", "Parliament"))
    told = any(c.lower_ == "the" for c in before) or bare
    return told and not any(c.pos_ == "PROPN" or c.dep_ == "poss" for c in before)


def is_bare_organisation(token: Token) -> bool:
    """Whether a noun means an organisation named before: "the court", "the bloc"."""
    if token.lemma_.lower() not in _KINDS_OF or token.pos_ not in ("NOUN", "PROPN"):
        return False
    if token.dep_ == "compound" or any(
        c.dep_ in ("compound", "amod") or (c.dep_ == "prep" and c.lower_ != "in")
        for c in token.children
    ):
        return False
    return any(c.lower_ == "the" for c in token.children)


def _kind_of(actor: ActorMention) -> str | None:
    known = Gazetteer.load().resolve(actor.code)
    return known.kind if known is not None else None


def _is_of_something(token: Token) -> bool:
    """Whether an "of" says whose an office is; "the Ministry of Trade" is only its name."""
    owners = [c for c in token.children if c.lower_ == "of"]
    return bool(owners) and token.lemma_.lower() not in ("ministry", "minister", "department")


def _bodies(passage: Passage, text: str, actors: Sequence[ActorMention]) -> tuple[Body, ...]:
    end = passage.end
    low = bisect_left(actors, passage.start, key=lambda a: a.start)
    high = bisect_left(actors, end, key=lambda a: a.start)
    here = actors[low:high]
    known = [Body(a.start, a.end, a.code) for a in here if _is_body(a)]
    parties = [(a.start, a.end) for a in here if not _is_body(a)]
    return bodies_in(passage, text, known=known, parties=parties)


def _is_body(actor: ActorMention) -> bool:
    return actor.form == "organisation" and actor.country is not None


def _main(actors: Sequence[ActorMention], home: str | None) -> tuple[str, ...]:
    """The two states named most; of a text that speaks for one, that one and another."""
    counted = Counter(a.country for a in actors if a.country and _STATE.fullmatch(a.country))
    ranked = sorted(counted, key=lambda code: (-counted[code], code))
    if home in ranked[2:]:
        return (ranked[0], home)
    return tuple(ranked[:2])


def _places(text: str, actors: Sequence[ActorMention]) -> frozenset[int]:
    """Capitals after "in" or "went to" whose state the text names in no other way: places, no more."""
    cities = [
        a for a in actors if _is_city(a) and _IN.search(text, max(0, a.start - _IN_REACH), a.start)
    ]
    starts = {a.start for a in cities}
    named = {a.actors for a in actors if a.start not in starts}
    return frozenset(a.start for a in cities if a.actors not in named)


def _is_city(actor: ActorMention) -> bool:
    return actor.form in ("capital", "seat") or actor.name in ("Brussels", "Strasbourg")


def _subjects(parsed: Sequence[Passage], actors: Sequence[ActorMention]) -> frozenset[int]:
    found: set[int] = set()
    for passage in parsed:
        for token in passage.doc:
            if token.dep_ not in ("nsubj", "nsubjpass"):
                continue
            start, end = passage.offsets(token.left_edge.i, token.i)
            at = bisect_left(actors, start, key=lambda a: a.start)
            while at < len(actors) and actors[at].start < end:
                found.add(actors[at].start)
                at += 1
    return frozenset(found)


def _is_several(actor: ActorMention) -> bool:
    return actor.blanket or actor.role in ("opposition", "officials", "army")


def _fits(token: Token, actor: ActorMention) -> bool:
    word = token.lower_
    if word == "opposition":
        return actor.role == "opposition"
    if word in PERSON_PRONOUNS:
        return actor.form == "officeholder" or actor.role in _HUMAN
    if actor.form == "demonym" and not actor.blanket:
        return False
    if word in _PLURAL:
        return True
    if word in _SINGULAR:
        return not actor.blanket and actor.form != "officeholder"
    if actor.country is None:
        return False
    return actor.form in ("country", "capital", "seat") or actor.role == "government"
