"""Who is said to have spoken, and which indexed texts are by them."""

import re

from earnest.check.context import Context
from earnest.check.direction import subject
from earnest.check.parties import bodies_in, parties, side
from earnest.check.words import content_stems, name_stems
from earnest.contract.rows import IndexedDocument
from earnest.contract.text import Statement
from earnest.extract.gazetteer import Gazetteer

# Roles that speak for a state.
_OFFICIAL = re.compile(
    r"\b(?:minist\w+|government|president\w*|premier|chancellor|spokes\w+|officials?|cabinet|foreign office|"
    r"high representative|secretary|commissioner|diplomacy|king|prince)\b",
    re.IGNORECASE,
)
# Words at the head of a claim in which it names who says it.
HEAD = 7
_STARTS_LATER = frozenset("in on at by after before when while since for if as".split())
# Whoever conducts a foreign policy, under the titles that states and unions give them.
_CHIEF_DIPLOMAT = re.compile(
    r"\b(?:high representative|foreign (?:policy|affairs) (?:chief|supremo)|(?:chief|top) diplomat|"
    r"(?:chief|head) of (?:the |its |their )?(?:foreign policy|diplomacy)|foreign secretary|secretary of state|"
    r"minister (?:of|for) foreign affairs|foreign affairs minister|external affairs minister)\b"
)
# Words for one office.
_SAME_OFFICE = {
    "monarch": "king", "queen": "king", "emir": "king", "sultan": "king", "defense": "defence",
    "media": "press", "newspapers": "press", "papers": "press", "newspaper": "press", "journalists": "press",
    "premier": "prime", "spokesperson": "spokesman", "spokeswoman": "spokesman", "envoy": "ambassador",
}  # fmt: skip


def by_speaker(speaker: str, statement: Statement, context: Context) -> tuple[IndexedDocument, ...]:
    """The indexed texts by a speaker; of an unknown one those by whom the words of the claim name."""
    if speaker == "unknown":
        return (
            _by_office(statement, context)
            or _by_role(statement, context)
            or _by_state(statement, context)
        )
    return tuple(
        d for d in context.view.documents if any(_speaks(d, one) for one in each_of(speaker))
    )


def names_a_holder(statement: Statement, context: Context) -> bool:
    """Whether a claim begins with the office or group that indexed texts are by."""
    return bool(_by_office(statement, context))


def _by_office(statement: Statement, context: Context) -> tuple[IndexedDocument, ...]:
    """Texts by a holder all words of whose office stand at the head of a claim.

    Of a group in brackets ("business (exporters)") the word before them is enough.
    """
    words = re.findall(r"[\w’'-]+", statement.text)
    if not words or words[0].casefold() in _STARTS_LATER:
        return ()
    head = _words(" ".join(words[:HEAD]))
    named = set(parties(statement).states)
    found = tuple(
        d for d in context.view.documents if (office := _words(_office_of(d))) and office <= head
    )
    who = subject(statement.text).partition(":")[0]
    of_theirs = (tuple(d for d in found if country_of(d) in some) for some in ({who}, named))
    return next(filter(None, of_theirs), found)


def _office_of(document: IndexedDocument) -> str:
    return document.holder.partition(":")[2].partition("(")[0]


def _by_role(statement: Statement, context: Context) -> tuple[IndexedDocument, ...]:
    """Texts by holders whose role a statement names where it names nobody ("one researcher")."""
    if bodies_in(statement.text):
        return ()
    words = content_stems(statement.text)
    return tuple(
        d for d in context.view.documents if words & content_stems(d.holder.partition(":")[2])
    )


def _by_state(statement: Statement, context: Context) -> tuple[IndexedDocument, ...]:
    """Texts by holders of the state that a claim opens with as the one who speaks."""
    who = subject(statement.text)
    state = side(who.partition(":")[0]) if who else ""
    return tuple(d for d in context.view.documents if state and side(country_of(d)) == state)


def _speaks(document: IndexedDocument, speaker: str) -> bool:
    """Whether a document's holder is the speaker or, for a blanket name, one of the nation."""
    country, _, role = speaker.partition(":")
    holder_country, _, holder_role = document.holder.partition(":")
    gazetteer = Gazetteer.load()
    if gazetteer.is_union(side(country)):
        country, holder_country = side(country), side(holder_country)
    elif not gazetteer.is_state(country):
        if (names := name_stems(speaker)) and names <= name_stems(document.outlet):
            return True
        return bool(name_stems(speaker) & content_stems(f"{document.holder} {document.gist}"))
    if country != holder_country:
        return False
    if not role or is_blanket(speaker) or _words(role) & _words(holder_role):
        return True
    return all(_OFFICIAL.search(one.replace("_", " ")) for one in (role, holder_role))


def _words(role: str) -> frozenset[str]:
    plain = _CHIEF_DIPLOMAT.sub("foreign minister", role.casefold().replace("_", " "))
    words = re.findall(r"[^\W_]+", plain)
    return frozenset(_SAME_OFFICE.get(word, word) for word in words)


def country_of(document: IndexedDocument) -> str:
    """The state or union whose holder a text is by."""
    return document.holder.partition(":")[0]


def is_blanket(speaker: str) -> bool:
    """Whether a holder names a whole nation or group, without a body behind it."""
    return '"' in speaker


def each_of(speaker: str) -> list[str]:
    """The speakers of a claim that has several."""
    return [part.strip() for part in speaker.split(";")]


def named(speaker: str) -> str:
    """The speakers in words."""
    if speaker == "unknown":
        return "anyone"
    return " and ".join(_name(one) for one in each_of(speaker))


def _name(speaker: str) -> str:
    """A speaker in words: the wording of a blanket name, else the role beside its country."""
    if is_blanket(speaker):
        return speaker.split('"')[1]
    return speaker.replace(":", " ")
