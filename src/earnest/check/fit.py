"""How well a row fits what is asked: the score, what is shared, and what keeps it from answering."""

import re
from dataclasses import dataclass
from functools import lru_cache

from earnest.check.asked import Asked, office_stems, party_stems
from earnest.check.direction import ANY
from earnest.check.parties import bodies_in, side
from earnest.check.row_facts import is_vague, sides_of_row, start_of
from earnest.check.things import shared_things, things_in
from earnest.check.units import unit_class
from earnest.check.words import act_stems, content_stems, name_stems, plain
from earnest.contract.rows import Event, Measure
from earnest.contract.text import Quantity
from earnest.extract.acts import act_classes, tone_of, with_the_closure
from earnest.extract.numbers import find_numbers

# Classes so broad that sharing one says little about whether two texts mean the same act.
BROAD_CLASSES = frozenset({"tension", "signal", "foundation", "force_posture"})
# Acts of which one is not another: who recalls an envoy has expelled nobody.
SET_CLASSES = frozenset(
    {"closure", "media_block", "media_limit", "expulsion", "recall", "severance", "downgrade", "entry_ban",
     "trade_ban", "border_closure", "air_closure", "energy_cut", "suspension", "apology", "arrest",
     "release", "recognition"}
)  # fmt: skip
# Acts that no wording confuses with another: their words in a claim speak against a row of another.
HARD_CLASSES = SET_CLASSES | {"attack", "cyber_attack", "withdrawal", "arms_cut", "reversal"}
# Words of a claim that tell of something taken away, where they name no known act.
_RESTRICTS = re.compile(
    r"\b(?:no longer|no more|not any|without|stop\w*|halt\w*|end(?:s|ed|ing)?|cut\w*|off|out|away|home|"
    r"bar(?:s|red)?|ban\w*|refus\w*|shut\w*|clos\w*|forbid\w*|forbade|forbidden|l[eo]ss?(?:t|es)?|goodbye|"
    r"farewell|doors?|un\w+ed|"
    r"block\w*|seal\w*|suspend\w*|broke\w*|withdr\w+|pull\w*|throw\w*|threw|thrown|turn\w*|den(?:y|ies|"
    r"ied)|empty|"
    r"against|punish\w*|retaliat\w*|answer\w*|sanction\w*|reject\w*|halv\w*|freez\w*|froze\w*|revok\w*|"
    r"cancel\w*|dark|black(?:ed|out|list)\w*|fell|stripp\w*|ceas\w*|wall\w*|lock\w*|gone|go|leave|left|"
    r"no|neither|nor|not|never|none|around|berth|permits?|vain|notice|quit\w*|gave up|giv\w+ up|lapse\w*|"
    r"half|fewer|less|"
    r"unwelcome|unwanted|sealed|unable|cannot|could|empt(?:y|ied)|"
    r"penalt\w+|hostil\w+|quarrel\w*|coin|paid back)\b",
    re.IGNORECASE,
)
# What the time and the parties alone are worth where both are named and nothing speaks against.
BY_TIME = 1.9
# A lower score is not even a lead.
LEAST = 1.0
# What a shared word is worth beyond others that hardly any row of the parties has, and all such words.
RARE, MOST_RARE = 0.4, 0.8
# Words after a number in which the thing counted is looked for.
NOUN_REACH = 3
MANY_WORDS = 3  # shared words that tell as much as a name
HOSTILE_ROOT = "10"  # CAMEO roots from demand on
_FIRST_DEED = "14"  # and from protest on: those between are words
COUNT_TOLERANCE = 0.05


@dataclass(frozen=True, slots=True)
class Fit:
    """What a row shares with a claim.

    Attributes:
        score: how well parties, act, body and words fit.
        reason: what fits, in words.
        differs: what keeps the row from being the act of the claim; empty if nothing does.
        is_detailed: whether more is shared than parties and kind of act: a body, a name, a count, words.
        is_by_time: whether time and parties alone may tell the act of the claim.
        is_by_day: whether its day and the one party that it names may.
        is_by_meaning: whether its time and a likeness in meaning tell it.
    """

    score: float
    reason: str
    differs: str
    is_detailed: bool
    is_by_time: bool = False
    is_by_day: bool = False
    is_by_meaning: bool = False


@dataclass(frozen=True, slots=True)
class _Shared:
    """What a row and a claim have in common, before it is weighed."""

    acts: frozenset[str]  # classes that both belong to
    telling: frozenset[str]  # those of them that are not broad
    bodies: set[str]
    words: frozenset[str]
    names: frozenset[str]
    of_leaders: frozenset[str]
    own_names: frozenset[str]
    things: frozenset[str]
    further: int  # shared words beyond those of the act
    rare: int  # of these the ones that hardly any row of the parties has
    n_words: int
    count: str | None  # as `_count` tells


def fit(
    row: Event | Measure, named: str, classes: frozenset[str], gap: int, question: Asked
) -> Fit | None:
    """How a row fits; None if it shares too little to be a lead.

    Of an event's days nothing counts but whether `gap` is 0 and how exactly it is dated: events that
    are alike are fitted once.
    """
    classes = with_the_closure(classes, question.text)
    both = _shared(row, named, classes, question)
    is_then = gap == 0 and not (question.is_of_days and is_vague(row))
    score = _score(row, both, gap, question, is_then=is_then)
    shares = both.n_words > 0
    may_be_it = not both.telling and is_then and _may_be(row, classes, question, shares=shares)
    by_time = may_be_it and both_are_named(row, question)
    by_day = may_be_it and not by_time and one_is_named(row, question)
    if by_time and (question.is_exact or question.begins_exactly):
        score = max(score, BY_TIME)
    if score < LEAST and not by_time and not by_day:
        return None
    return Fit(
        score=round(score, 3),
        reason=_reason(both.telling or both.acts, both.bodies, both.words, both.things),
        differs=_differs(row, both.telling, classes, question)
        or both.count
        or other_person(question.text, named),
        is_detailed=bool(both.bodies or both.own_names or both.count == "" or both.further > 1),
        is_by_time=by_time,
        is_by_day=by_day,
    )


def fit_by_meaning(
    row: Event | Measure, named: str, classes: frozenset[str], question: Asked
) -> Fit | None:
    """How a row of the time of a claim fits that is told by its meaning: what speaks against it still counts.

    None for another known act or doer, and for a row without a number where the claim tells a share or a
    sum of money: that is no act.
    """
    both = _shared(row, named, with_the_closure(classes, question.text), question)
    if not both.telling and is_another(row, classes, question):
        return None
    if both.count is None and question.quantity and _is_amount(question.quantity):
        return None
    return Fit(
        score=BY_TIME,
        reason="time and meaning",
        differs=_differs(row, both.telling, classes, question)
        or both.count
        or other_person(question.text, named),
        is_detailed=False,
        is_by_meaning=True,
    )


def _is_amount(quantity: Quantity) -> bool:
    unit = unit_class(quantity.unit)
    return unit == "percent" or unit.isupper()


def _shared(row: Event | Measure, named: str, classes: frozenset[str], question: Asked) -> _Shared:
    acts = question.classes & classes
    telling = acts - BROAD_CLASSES
    bodies = set(question.parties.bodies) & bodies_in(named)
    words = (question.stems & content_stems(named)) - party_stems(named)
    of_act = act_stems(named)
    # The first word of the act counts already, by its class.
    further = len(words - of_act)
    things = _things(named, question, telling)
    names = words & question.names & name_stems(named)
    of_leaders = names & office_stems(named)
    return _Shared(
        acts=acts,
        telling=telling,
        bodies=bodies,
        words=words,
        names=names,
        of_leaders=of_leaders,
        own_names=names - _stems_of(bodies) - of_leaders,
        things=things,
        further=further,
        rare=len((words & question.rare) - of_act - names),
        n_words=further + max(0, len(words & of_act) - 1) + len(things),
        count=_count(row, question),
    )


def _score(
    row: Event | Measure, both: _Shared, gap: int, question: Asked, *, is_then: bool
) -> float:
    """What all that a row shares with a claim is worth; the weights are judged by the cases' keys."""
    telling, n_words = both.telling, both.n_words
    score = 1.2 if telling else 0.5 if both.acts else 0.0
    is_between = _is_between(row, question)
    score += 0.3 if is_between and any(act_classes()[name].types for name in telling) else 0.0
    score += 1.0 if both.bodies else 0.0
    score += min(1.2, 0.3 * n_words) + min(1.6, 0.8 * len(both.own_names))
    score += 0.4 if both.of_leaders else 0
    score += min(MOST_RARE, RARE * both.rare)
    tells = telling or both.bodies or both.names or n_words >= MANY_WORDS
    score += 0.6 if question.is_dated and is_then and tells else 0.0
    is_open = both.acts or not question.classes - BROAD_CLASSES
    score += 1.2 if question.is_exact and is_then and n_words and is_open else 0.0
    score += 1.9 if _is_like_tension(row, question, gap) else 0.0
    score += 0.3 if is_between and _acts_as_told(row, telling, question) else 0.0
    score += 0.6 if both.count == "" else 0.0
    return score - (0.8 if question.parties.bodies and not both.bodies else 0.0)


def _things(named: str, question: Asked, telling: frozenset[str]) -> frozenset[str]:
    """What claim and row name in different words, but for the parties and an act that they share."""
    held = things_in(named)
    known = party_stems(named) | (act_stems(named) if telling else frozenset())
    shared = shared_things(question.text, named)
    return frozenset(thing for thing in shared if not held[thing] <= known)


def both_are_named(row: Event | Measure, question: Asked) -> bool:
    """Whether the claim itself names both sides of a row."""
    sides = frozenset().union(*sides_of_row(row))
    return len(sides) > 1 and sides <= question.named


def one_is_named(row: Event | Measure, question: Asked) -> bool:
    """Whether a claim dated to a few days names one side of a row, and no state that is none."""
    sides = frozenset().union(*sides_of_row(row))
    told = frozenset(question.named_states) - question.guessed
    if not (question.is_of_days and question.is_dated_itself and len(sides) > 1 and told & sides):
        return False
    return told - question.places <= sides


def _may_be(
    row: Event | Measure, classes: frozenset[str], question: Asked, *, shares: bool
) -> bool:
    """Whether a claim whose act no word list knows may mean a row: no other act, and of its tone or words."""
    if is_another(row, classes, question):
        return False
    return shares or is_of_its_tone(row, classes, question)


def is_of_its_tone(row: Event | Measure, classes: frozenset[str], question: Asked) -> bool:
    """Whether a claim whose act no word list knows may mean a row: of its tone, and no other known act."""
    tone = tone_of(question.classes - {"tension"})
    is_hostile = isinstance(row, Measure) or row.root >= HOSTILE_ROOT
    restricts = tone == "conflict" or bool(_RESTRICTS.search(question.text))
    tells_nothing = not restricts and tone != "cooperation" and question.is_of_days
    if question.begins and not question.begins.widened(1).overlaps(start_of(row)):
        return False
    other = is_another(row, classes, question)
    return not other and (tells_nothing or is_hostile == restricts)


def is_another(row: Event | Measure, classes: frozenset[str], question: Asked) -> bool:
    """Whether a claim names another known act than that of a row, or another doer."""
    # "Can sell nothing any more": a lifting that is denied is no lifting.
    told = question.classes if question.is_reversal else question.classes - {"reversal"}
    other_act = told & HARD_CLASSES and (classes & HARD_CLASSES or _is_speech(row))
    return bool(other_act or (question.doer and question.doer not in sides_of_row(row)[0]))


def _is_speech(row: Event | Measure) -> bool:
    return isinstance(row, Event) and HOSTILE_ROOT <= row.root < _FIRST_DEED


def _differs(
    row: Event | Measure, telling: frozenset[str], classes: frozenset[str], question: Asked
) -> str:
    """What makes the row another act than the one claimed."""
    asked_for, held = question.classes & SET_CLASSES, classes & SET_CLASSES
    if not telling and asked_for and held:
        return f"another act ({', '.join(sorted(held)).replace('_', ' ')})"
    ways = [question.directions[c] for c in telling or (ANY,) if c in question.directions]
    mutual = telling - question.directions.keys()
    if not ways or mutual:
        return ""
    does, meets = sides_of_row(row)
    if all(way.actors and not way.actors & (does | meets) for way in ways) and does:
        return f"between other parties, {_listed(does)} toward {_listed(meets)}"
    if all(way.is_against(does, meets) for way in ways):
        return f"the other way round, {_listed(does)} toward {_listed(meets)}"
    if not question.is_pointed and all(w.is_open or w.is_against(does, meets) for w in ways):
        return f"the wording leaves open who acts; on record is {_listed(does)} toward {_listed(meets)}"
    return ""


_TITLED = re.compile(
    r"\b((?i:president|prime minister|premier|king|queen|chancellor|"
    r"(?:foreign|defen[cs]e|interior) minister|emir))"
    r"\s+((?:[A-Z][\w’'-]*\.?\s+)?[A-Z][\w’'-]+)",
)


def other_person(claimed: str, held: str) -> str:
    """What is wrong if claim and row name two persons in one office; empty if they do not."""
    ours, theirs = _in_office(claimed), _in_office(held)
    for title, name in ours.items():
        other = theirs.get(title)
        if other and not _names(name) & _names(other) and plain(other) not in plain(claimed):
            return f"another person ({other}, not {name})"
    return ""


def _names(name: str) -> frozenset[str]:
    return frozenset(plain(name).split())


@lru_cache(maxsize=65_536)
def _in_office(text: str) -> dict[str, str]:
    """Names that stand after a title, by the title."""
    lower = re.sub(
        r"\b[A-Z]\w+ [Mm]inister\b|\b[A-Z]\w+(?= [A-Z])", lambda m: m[0][0].lower() + m[0][1:], text
    )
    return {m[1].casefold(): m[2] for m in _TITLED.finditer(lower)}


def _listed(sides: frozenset[str]) -> str:
    return " and ".join(sorted(sides)) or "nobody named"


def _count(row: Event | Measure, question: Asked) -> str | None:
    """Empty if the row counts as many of the same thing as the claim, else what it counts; None if neither."""
    quantity = question.quantity
    if quantity is None or isinstance(row, Measure) or not isinstance(quantity.value, int | float):
        return None
    claimed = _counts(question.text)
    low = quantity.low if quantity.low is not None else quantity.value
    high = quantity.high if quantity.high is not None else quantity.value
    own = next((nouns for value, nouns in claimed if value == quantity.value), frozenset())
    every = _counts(row.description)
    if not own:  # "expelled another fifteen": what is counted is left out
        return "" if any(value == quantity.value for value, _ in every) else None
    held = [value for value, nouns in every if nouns & own]
    if not held:
        return None
    slack = 1 + COUNT_TOLERANCE
    if any(low / slack <= value <= high * slack for value in held):
        return ""
    return f"another number ({held[0]:,.10g}, not {quantity.value:,.10g})"


@lru_cache(maxsize=65_536)
def _counts(text: str) -> tuple[tuple[float, frozenset[str]], ...]:
    """The numbers of a text with the stems of the words that say what is counted."""
    return tuple(
        (n.value, content_stems(" ".join(text[n.end :].split()[:NOUN_REACH])))
        for n in find_numbers(text)
        if n.value is not None
    )


def _is_like_tension(row: Event | Measure, question: Asked, gap: int) -> bool:
    """Whether a dated claim of mere tension is borne out by a hostile act of that time."""
    only_tension = question.classes - {"force_posture"} == {"tension"}
    is_hostile = isinstance(row, Measure) or row.quad in (3, 4)
    return only_tension and question.is_dated and gap == 0 and is_hostile


def _is_between(row: Event | Measure, question: Asked) -> bool:
    """Whether both sides of a row are sides of the claim, not only one of them."""
    if isinstance(row, Measure):
        sides = {side(row.sender), side(row.target)}
    else:
        actor = row.actor_country or row.actor_name
        sides = {side(s) for s in (actor, row.recipient_country or row.recipient_name) if s}
    return sides <= {*question.parties.states, *question.parties.bodies}


def _acts_as_told(row: Event | Measure, telling: frozenset[str], question: Asked) -> bool:
    """Whether the side that acts in the row does so in the claim, or is the first that it names."""
    told = [question.directions[c] for c in telling if c in question.directions]
    if does := frozenset(s for way in told for s in way.actors):
        return bool(does & sides_of_row(row)[0])
    first = question.parties.states[0]
    return first in sides_of_row(row)[0]


def _stems_of(bodies: set[str]) -> frozenset[str]:
    return frozenset(s for body in bodies for s in content_stems(body))


def _reason(
    classes: frozenset[str], bodies: set[str], words: frozenset[str], things: frozenset[str]
) -> str:
    parts = [
        f"kind of act ({', '.join(sorted(classes)).replace('_', ' ')})" if classes else "",
        f"body ({', '.join(sorted(bodies))})" if bodies else "",
        f"{len(words)} shared word stems" if words else "",
        f"the same in other words ({', '.join(sorted(things))})" if things else "",
    ]
    return "same parties; " + "; ".join(part for part in parts if part)
