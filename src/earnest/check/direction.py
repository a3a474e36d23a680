"""Who acts toward whom in a claim, for each kind of act that it names.

"A banned goods of B", "goods of B were banned by A", "B's envoys were ordered out of A": the party
before the act does it, unless the wording is passive; then the party after "by" does. Where the
wording leaves it open, the answer says so rather than take either row for the claim.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from earnest.check.parties import parties
from earnest.contract.text import Statement
from earnest.extract.actors import find_actors
from earnest.extract.acts import act_classes

# Acts whose object in the passive is the actor's own: "the ambassador was recalled".
OWN_CLASSES = frozenset({"recall", "withdrawal", "border_closure", "air_closure"})
_CLOSURES = frozenset({"border_closure", "air_closure"})
# The key of the direction that the wording gives to an act of no known class.
ANY = ""
# Words for what two sides do to each other: who is named first does not matter.
_MUTUAL: Mapping[str, re.Pattern[str]] = {
    "talks": re.compile(r"\w"),
    "signature": re.compile(r"\w"),
    "attack": re.compile(r"\b(?:wars?|f(?:ight|ought)\w*|clash\w*|battles?)\b", re.I),
    "severance": re.compile(r"\b(?:no|without) diplomatic relations\b", re.I),
}  # fmt: skip
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|is|are|be|got)\s+(?:\w+ly\s+|not\s+|never\s+|again\s+)?"
    r"(?:\w+ed|shut|cut|told|thrown|taken|given|hit|held|sent|broken|driven|struck|kept|lost|let|put|"
    r"withdrawn|frozen|left|found|forbidden|made)\b",
    re.IGNORECASE,
)
# Code points before a verb that opens a clause without its subject.
ELIDED = 2
_PASSIVE_REACH = 30
_BY = re.compile(r"\bby (?:the |its |a )?(?:\w+ )?$", re.IGNORECASE)
_FROM = re.compile(
    r"(?<!call )(?<!called )(?<!calls )\b(?:from|out of|in|inside|at) (?:the |its )?$",
    re.IGNORECASE,
)
# "The embassy in X": X is where it stands, not who acts.
_HOST = re.compile(
    r"\b(?:embass(?:y|ies)|consulates?|missions?|ambassadors?|"
    r"envoys?|consuls?|diplomats?) (?:in|at) (?:the )?$",
    re.IGNORECASE,
)
_ENVOY = re.compile(r"\b(?:ambassadors?|envoys?|heads? of mission|top diplomats?)\b", re.IGNORECASE)
_TOWARD = re.compile(
    r"\b(?:to|against|toward|towards|for|with|of|on) (?:the |its )?$", re.IGNORECASE
)
# "On the Ruritanian side": who is there acts, and is not acted on.
_OWN_GROUND = re.compile(r"^\W{0,3}(?:side|end|bank|shore|half)\b", re.IGNORECASE)
_LEADING = re.compile(
    r"^\W*(?:after|following|in (?:response|retaliation|reply|answer)|because of|over|amid|despite|"
    r"when|as|since|before|for)\b[^,]*,",
    re.IGNORECASE,
)
_FORCES = re.compile(
    r"^\W*(?:\w+ )?(?:troops?|arm(?:y|ies)|forces?|soldiers?|peacekeep\w*|guards?|units?|military|"
    r"contingent|bases?)\b",
    re.IGNORECASE,
)
# Who loses or may no longer do something meets the act; who does it the wording seldom tells.
_SUFFERS = re.compile(
    r"\b(?:los(?:e|es|t|ing)|forfeit\w*|(?:can|could|may) (?:no longer|not|get no|obtain no)|unable|"
    r"(?:has|have|had) (?:had to|been (?:without|able|shut)|got no|(?:\w+ )?found)|had (?:its|their|his|her)|"
    r"(?:has|have|had) to (?:go|close|leave)|must go|cost\w* (?:[\w’'-]+ ){1,3}(?:its|their)|"
    r"no \w+ (?:\w+ )?(?:may|can|could)|(?:get|gets|got) no|wait(?:s|ed)?|need(?:s|ed)?|"
    r"no longer (?:reach\w*|arriv\w*))\b",
    re.IGNORECASE,
)
# A pronoun that acts, after a phrase of time or place if there is one.
_BY_A_PRONOUN = re.compile(
    r"^\W*(?:(?:and|but|so|then|yet|soon)\s)?"
    r"(?:(?:on|in|at|by|before|after|for|since|during)\b[^,:]{0,60}?[,:]?\s)?"
    r"(?:they|we|he|she|it(?! (?:was|is|were) (?:on|in|at|by|not|only)\b))\s",
    re.IGNORECASE,
)
# "The banks of A were told to …": who is told to do something does it.
_TOLD_TO = re.compile(
    r"\b(?:told|ordered|instructed|directed|advised|bidden|allowed|forced) (?:not )?to\b",
    re.IGNORECASE,
)
# Words before the name of the state that a subject belongs to: "On 3 May three Ruritanian deputies".
SUBJECT_REACH = 8
_PLACED = re.compile(
    r"\b(?:in|at|near|inside|outside|to|toward|towards|from|against|with|for|of|by|on|into|over)\s+(?:the\s+)?"
    r"(?:[\w’'-]+(?:ern|al)\s+)?$",
    re.IGNORECASE,
)
_SUBJECT_FORMS = ("country", "capital", "seat", "officeholder")
_BETWEEN = re.compile(r"\bbetween\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Direction:
    """Who acts and toward whom; an empty side is anybody, and `is_open` a wording that says neither."""

    actors: frozenset[str] = field(default_factory=frozenset)
    recipients: frozenset[str] = field(default_factory=frozenset)
    is_open: bool = False

    def is_against(self, actors: Iterable[str], recipients: Iterable[str]) -> bool:
        """Whether a row's sides are those of the claim, changed round."""
        does, meets = set(actors), set(recipients)
        if does & self.actors:
            return False
        return bool(does & self.recipients) or bool(meets & self.actors - self.recipients)


@dataclass(frozen=True, slots=True)
class _Named:
    """A state at a place in the text; -1 if the sentence leaves its name out before the act."""

    at: int
    end: int
    code: str


def directions(
    statement: Statement, classes: Iterable[str], *, guessed: Collection[str] = ()
) -> Mapping[str, Direction]:
    """The direction of the claim for each class of act in it; a class of mutual acts is left out.

    A party that is only guessed (a pronoun) says nothing of who acts; a wording that tells of a loss
    tells who meets the act, if it opens with them.
    """
    sides, text = parties(statement), statement.text
    states = tuple(s for s in sides.states if s not in sides.owners and s not in guessed)
    if not states or _BETWEEN.search(text):
        return {}
    named = _named(text, states)
    if _is_by_a_pronoun(text, named):
        return {name: _made((), named) for name in classes if name not in _MUTUAL}
    if loses := _SUFFERS.search(text):
        return _of_a_loss(text, loses.start(), named, classes)
    told = (*classes, ANY) if _does_plainly(text, named) else tuple(classes)
    return {
        name: _direction(text, name, named)
        for name in told
        if not (name in _MUTUAL and _MUTUAL[name].search(text))
    }


def _is_by_a_pronoun(text: str, named: tuple[_Named, ...]) -> bool:
    """Whether "they" or "we" does the act, and all states are named after it: "they blocked A's channels"."""
    opening = _BY_A_PRONOUN.match(text)
    if opening is None or _SUFFERS.search(text) or any(n.at < opening.end() for n in named):
        return False
    return not _PASSIVE.search(text)


def _of_a_loss(
    text: str, at: int, named: tuple[_Named, ...], classes: Iterable[str]
) -> Mapping[str, Direction]:
    """Who loses something by an act: "A's airlines have to fly around B"; nothing if that is open."""
    before = [n for n in named if 0 <= n.at < at]
    if len(before) != 1 or len(named) != 2 or _PLACED.search(text[: before[0].at]):
        return {}
    way = _made([n for n in named if n not in before], before)
    return {
        name: way for name in classes if name not in OWN_CLASSES - _CLOSURES and name != "reversal"
    }


def _does_plainly(text: str, named: tuple[_Named, ...]) -> bool:
    """Whether a state is the plain subject of an act that no word list knows: "A … B"."""
    lead = _LEADING.match(text)
    start = lead.end() if lead else 0
    first = next((m for m in find_actors(text) if m.start >= start), None)
    if first is None or first.form not in _SUBJECT_FORMS or len(named) < 2:
        return False
    is_possessive = text[first.end : first.end + 1] in ("'", "’")
    return not is_possessive and not _PASSIVE.search(text)


@lru_cache(maxsize=16_384)
def subject(text: str) -> str:
    """Who acts in a claim that opens with its plain subject: a state, its leader, its troops; else empty.

    "A's envoy was" and "A lost" tell who meets an act, "in A" where it happens.
    """
    if _PASSIVE.search(text) or _SUFFERS.search(text) or _BETWEEN.search(text):
        return ""
    lead = _LEADING.match(text)
    start = lead.end() if lead else 0
    first = next((m for m in find_actors(text) if m.start >= start), None)
    if first is None or text[first.end : first.end + 1] in ("'", "’"):
        return ""
    if len(text[start : first.start].split()) > SUBJECT_REACH or _PLACED.search(
        text[: first.start]
    ):
        return ""
    return next(iter(first.actors), first.country or "")


@lru_cache(maxsize=16_384)
def _named(text: str, states: tuple[str, ...]) -> tuple[_Named, ...]:
    """The states in the order of the claim's parties, with their places in its text."""
    places: dict[str, tuple[int, int]] = {}
    for mention in find_actors(text):
        for code in (*mention.actors, mention.country or ""):
            places.setdefault(code.partition(":")[0], (mention.start, mention.end))
    found = [_Named(*places.get(state, (-1, -1)), state) for state in states]
    return tuple(sorted(found, key=lambda n: n.at))


def _direction(text: str, name: str, named: tuple[_Named, ...]) -> Direction:
    at, end = _act(text, name)
    if lead := _LEADING.match(text):
        named = tuple(n for n in named if n.at < 0 or n.at >= lead.end()) or named
    if by := [n for n in named if n.at > 0 and _BY.search(text[: n.at])]:
        return _made(by, [n for n in named if n not in by])
    if name == "withdrawal" and (own := [n for n in named if n.at >= 0 and _has_forces(text, n)]):
        return _made(own, [n for n in named if n not in own])
    before = [n for n in named if n.at < at]
    if not before and at <= ELIDED and text[at:end].casefold().endswith("ed"):
        return Direction()  # "apologised to B for the dead in C": who does it was named before
    if before and _TOLD_TO.search(text, before[0].end, max(before[0].end, at)):
        return _active(text, before, [n for n in named if n not in before])
    if not before or _is_passive(text, at, end):
        return _passive(text, name, named, at)
    return _active(text, before, [n for n in named if n not in before])


def _has_forces(text: str, named: _Named) -> bool:
    """Whether the name is that of troops: "the Ruritanian army"."""
    after_name, after_word = text[named.end :], text[named.at :].partition(" ")[2]
    return bool(_FORCES.match(after_name) or _FORCES.match(after_word))


def _act(text: str, name: str) -> tuple[int, int]:
    """Where the words of a class first stand; the end of the text if they do not."""
    if name == ANY:
        first = next(iter(find_actors(text)), None)
        return (first.end, first.end) if first else (len(text), len(text))
    act = act_classes()[name]
    thing = act.words.search(text)
    if thing is None or act.beside is None:
        return thing.span() if thing else (len(text), len(text))
    # Of "at the end of May A turned off the tap" the verb nearest to the thing is meant.
    verbs = (verb.span() for verb in act.beside.finditer(text))
    return min(verbs, key=lambda v: abs(v[0] - thing.start()), default=thing.span())


def _is_passive(text: str, at: int, end: int) -> bool:
    near = text[max(0, at - _PASSIVE_REACH) : end + 3]
    return bool(_PASSIVE.search(near))


def _active(text: str, before: list[_Named], after: list[_Named]) -> Direction:
    """The party before the act does it; of several not joined by "and" or a comma, the first."""
    toward = [
        n
        for n in before
        if n.at > 0
        and (_TOWARD.search(text[: n.at]) or _HOST.search(text[: n.at]))
        and not _OWN_GROUND.match(text[n.end :])
    ]
    does = [n for n in before if n not in toward]
    if not does and _HOST.search(text[: before[0].at]):
        return _made((), [*before, *after])
    does = does or before
    if len(does) > 1 and not after and not _are_joined(text, does):
        does, after = does[:1], does[1:]
    return _made(does, [*after, *(n for n in toward if n not in does)])


def _are_joined(text: str, named: list[_Named]) -> bool:
    gaps = [text[one.end : other.at] for one, other in pairwise(named) if one.at >= 0]
    return all(re.search(r"\band\b|,|;", gap) and len(gap) < 30 for gap in gaps)


def _passive(text: str, name: str, named: tuple[_Named, ...], at: int) -> Direction:
    """Without "by": the party before the act meets it, the one that it happens in or from does it."""
    is_own = name in OWN_CLASSES or (name == "reversal" and bool(_ENVOY.search(text)))
    if (
        is_own
        and name.endswith("closure")
        and len(named) == 1
        and not _FROM.search(text[: named[0].at])
    ):
        return Direction(is_open=True)
    does: list[_Named] = []
    meets: list[_Named] = []
    for n in named:
        lead = text[: max(n.at, 0)]
        if _TOWARD.search(lead):
            meets.append(n)
        elif n.at > 0 and _FROM.search(lead):
            (meets if is_own else does).append(n)
        elif n.at <= at and is_own and not does:
            does.append(n)
        else:
            meets.append(n)
    if len(named) > 1 and not does and not is_own:
        return Direction(is_open=True)
    return _made(does, meets)


def _made(does: Iterable[_Named], meets: Iterable[_Named]) -> Direction:
    return Direction(frozenset(n.code for n in does), frozenset(n.code for n in meets))
