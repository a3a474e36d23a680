"""Who a text names: states, their peoples, seats and offices, unions and bodies.

Names come from the gazetteer alone. A name followed by a group noun is one mention with a role
("the Ruritanian opposition", "Ruritania's foreign ministry", "the president of Ruritania").
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from earnest.extract.gazetteer import Gazetteer, Term
from earnest.extract.namesakes import Hit, hits_in

ActorForm = Literal[
    "country", "demonym", "capital", "seat", "organisation", "officeholder", "group"
]

_GLUE: Final = frozenset({" ", "'s ", "' ", "-"})
_OF: Final = frozenset({" of ", " of the "})
_IN: Final = frozenset({" in ", " in the ", " inside "})
_AT_HOME: Final = frozenset({"government", "parliament", "ruling_party"})
_FORMER: Final = re.compile(r"\b(?:former |ex-)$", re.IGNORECASE)
_MOST_MODIFIERS: Final = 2
_WIDEST_GLUE: Final = 10
_IN_TONGUE: Final = re.compile(r"\b(?:in|into)\s$", re.IGNORECASE)
_NOUN_NEXT: Final = re.compile(r"\s+(?!(?:and|or|too|as|in|at|by|to|for|than)\b)[a-z]|-")
_ARTICLE: Final = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
# Code points of a text whose parties are kept: checks ask for those of a claim many times over.
LONGEST_KEPT: Final = 1_000
_FORMS: Final[dict[str, ActorForm]] = {
    "country": "country",
    "demonym": "demonym",
    "people": "demonym",
    "capital": "capital",
    "seat": "seat",
    "organisation": "organisation",
    "officeholder": "officeholder",
}


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A party as a text names it, at `[start, end)`.

    Attributes:
        code: ISO 3166-1 alpha-3, a pseudo code (`EU`, `UN`, `NATO`), or an organisation's name;
            several joined by `; ` where the name stands for several ("the West").
        name: as written.
        role: of a group or office (`government`, `opposition`, `president`), or the kind of an
            organisation; None for a state as such. `former_…` after the end of an office.
        blanket: whether it speaks of a whole people ("the Ruritanians").
        actors: the codes and names that the mention counts for.
        country: the state behind it; None for a union or a body of no state.
    """

    start: int
    end: int
    code: str
    name: str
    role: str | None
    form: ActorForm
    blanket: bool
    actors: tuple[str, ...]
    country: str | None


def find_actors(text: str, *, on: dt.date | None = None) -> tuple[ActorMention, ...]:
    """The parties that a text names, in order of their start, none overlapping.

    Args:
        text: any text; offsets are its code points.
        on: the day of the text: a surname means its holder of an office on that day, and who
            held none by then is not a party. Without it, the latest holder is meant.
    """
    return _found(text, on) if len(text) > LONGEST_KEPT else _kept(text, on)


def _found(text: str, on: dt.date | None) -> tuple[ActorMention, ...]:
    hits = hits_in(text, Gazetteer.load(), on=on)
    found: list[ActorMention] = []
    at = 0
    while at < len(hits):
        mention, at = _mention(text, hits, at)
        if mention is not None:
            found.append(mention)
    return tuple(found)


_kept = lru_cache(maxsize=16_384)(_found)


def actors_in(mentions: Sequence[ActorMention], start: int, end: int) -> tuple[str, ...]:
    """Codes and names of the parties mentioned in `[start, end)`, each once, in order.

    A state body counts for its state (`RUS:…`), a medium, firm or party for itself.
    """
    inside = (m for m in mentions if m.start < end and start < m.end)
    return tuple(dict.fromkeys(actor for m in inside for actor in m.actors))


def holder_code(holder: ActorMention | str) -> str:
    """Who speaks, as holders are written: `AZE`, `AZE:opposition`, `TASS`, `unknown`.

    Args:
        holder: a mention, or a phrase to look for names in; several names are joined by `; `, and
            a phrase without any comes back without its article.
    """
    if isinstance(holder, ActorMention):
        return _code_of(holder)
    phrase = holder.strip()
    known = Gazetteer.load().resolve(phrase) if ":" in phrase else None
    if known is not None:
        return phrase
    codes = dict.fromkeys(_code_of(m) for m in find_actors(phrase))
    return "; ".join(codes) or _ARTICLE.sub("", phrase) or "unknown"


def _code_of(mention: ActorMention) -> str:
    if mention.form == "organisation":
        return mention.actors[0]
    if mention.blanket:
        return f'{mention.code}:"the {_ARTICLE.sub("", mention.name)}"'
    if mention.role is None:
        return mention.code
    return "; ".join(f"{code}:{mention.role}" for code in mention.code.split("; "))


def _mention(text: str, hits: Sequence[Hit], at: int) -> tuple[ActorMention | None, int]:
    """The mention that starts with a hit, if any, and the place of the next hit to look at."""
    hit = hits[at]
    if hit.term.is_anchor:
        return _anchored(text, hits, at)
    if hit.term.form == "noun":
        return _noun_of(text, hits, at)
    if hit.term.form in ("organisation", "officeholder"):
        return _plain(text, hit), at + 1
    return None, at + 1


def _anchored(text: str, hits: Sequence[Hit], at: int) -> tuple[ActorMention | None, int]:
    """A state or union, with the group noun that leans on it."""
    hit, noun = hits[at], _leaning(text, hits, at)
    if noun is not None:
        return _group(text, hit, hits[noun], hit.start, hits[noun].end), noun + 1
    if _is_mere_label(text, hits, at):
        return None, at + 1
    return _plain(text, hit), at + 1


def _leaning(text: str, hits: Sequence[Hit], at: int) -> int | None:
    """The place of a group noun after an anchor and at most two modifiers."""
    if hits[at].term.form == "people":
        return None
    for place in range(at + 1, min(at + 2 + _MOST_MODIFIERS, len(hits))):
        if _between(text, hits[place - 1], hits[place]) not in _GLUE:
            return None
        if hits[place].term.form == "noun":
            return _longest_noun(text, hits, place)
        if hits[place].term.form != "modifier":
            return None
    return None


def _longest_noun(text: str, hits: Sequence[Hit], place: int) -> int:
    """The last of nouns in a row: "government officials", "army spokesman"."""
    after = place + 1
    while (
        after < len(hits)
        and hits[after].term.form == "noun"
        and _between(text, hits[after - 1], hits[after]) == " "
    ):
        after += 1
    return after - 1


def _is_language(text: str, hit: Hit) -> bool:
    """Whether a demonym after "in" stands for a tongue: "they teach in Ruritanian"."""
    before = text[max(0, hit.start - 6) : hit.start]
    return _IN_TONGUE.search(before) is not None and not _NOUN_NEXT.match(text, hit.end)


def _is_mere_label(text: str, hits: Sequence[Hit], at: int) -> bool:
    """Whether a name only labels a thing: "Ruritanian-language", "the Strelsau Convention"."""
    if hits[at].term.form == "demonym" and _is_language(text, hits[at]):
        return True
    if at + 1 == len(hits) or _between(text, hits[at], hits[at + 1]) not in (" ", "-"):
        return False
    labelled = {"demonym": "not_actor", "capital": "instrument"}
    return labelled.get(hits[at].term.form) == hits[at + 1].term.form


def _noun_of(text: str, hits: Sequence[Hit], at: int) -> tuple[ActorMention | None, int]:
    """A noun with its name after it; alone it is nobody yet ("the president of Ruritania")."""
    if at + 1 == len(hits):
        return None, at + 1
    noun, anchor = hits[at], hits[at + 1]
    is_local = noun.term.kind == "own" or noun.term.role in _AT_HOME
    glue = _OF | _IN if is_local else _OF
    is_named = anchor.term.form in ("country", "capital")
    if not is_named or _between(text, noun, anchor) not in glue:
        return None, at + 1
    if _leaning(text, hits, at + 1) is not None:
        return None, at + 1
    return _group(text, anchor, noun, noun.start, anchor.end), at + 2


def _between(text: str, before: Hit, after: Hit) -> str:
    gap = text[before.end : min(after.start, before.end + _WIDEST_GLUE)]
    return " ".join(gap.replace("’", "'").split("\n")) if gap.count("\n") < 2 else "\n"


def _plain(text: str, hit: Hit) -> ActorMention:
    term = hit.term
    return ActorMention(
        hit.start,
        hit.end,
        _code(term),
        text[hit.start : hit.end],
        term.role,
        _FORMS[term.form],
        term.blanket,
        term.actors,
        term.country,
    )


def _group(text: str, anchor: Hit, noun: Hit, start: int, end: int) -> ActorMention:
    named, group = anchor.term, noun.term
    actors = named.actors
    if group.kind == "own":
        actors = tuple(f"{code}:{group.role}" for code in named.actors)
    is_over = _FORMER.search(text, max(0, start - _WIDEST_GLUE), start) is not None
    role = f"former_{group.role}" if is_over else group.role
    mention = replace(_plain(text, anchor), start=start, end=end, name=text[start:end])
    return replace(mention, role=role, form="group", blanket=group.blanket, actors=actors)


def _code(term: Term) -> str:
    return "; ".join(term.actors) if len(term.actors) > 1 else term.code
