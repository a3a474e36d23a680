"""Rows that may answer a statement: found by parties, kind of act, body and words, then ranked."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from earnest.check.context import Context
from earnest.check.parties import Parties, bodies_in, parties
from earnest.check.words import act_stems, content_stems, name_stems
from earnest.contract.finding import RowRef
from earnest.contract.rows import Event, Measure
from earnest.contract.text import Statement
from earnest.contract.when import Period
from earnest.extract.actors import find_actors
from earnest.extract.acts import (
    act_classes,
    classes_in,
    classes_of_event,
    classes_of_type,
    names_another_object,
    narrowed,
)

# Classes so broad that sharing one says little about whether two texts mean the same act.
BROAD_CLASSES = frozenset({"tension", "signal", "foundation", "force_posture"})
# Acts that both sides do: who is named first does not matter.
MUTUAL_CLASSES = frozenset({"talks", "signature", "attack", "withdrawal"})
# A row is an answer from here on; below it is only a lead.
STRONG = 1.8
POINTED_DAYS = 62
# A claim dated to a day or two is answered by a row of that day that shares a word with it.
EXACT_DAYS = 2
# States that a text is about, among which a claim that names none is looked up.
MOST_SUBJECTS = 4
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|is|are|be|got)\s+(?:\w+ly\s+|not\s+|never\s+)?"
    r"(?:\w+ed|shut|cut|told|thrown|taken|given|hit|held|sent|broken|driven|struck|kept|lost)\b",
    re.IGNORECASE,
)
NEGATED = re.compile(r"\b(?:never|not|no longer|n[’']t|не|никогда)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Match:
    """A row that may answer a statement.

    Attributes:
        score: how well parties, act, body and words fit; `STRONG` and above is an answer.
        gap_days: 0 inside the statement's window; positive if the row lies after it.
        reason: what fits, in words.
    """

    row: Event | Measure
    score: float
    gap_days: int
    reason: str

    @property
    def ref(self) -> RowRef:
        """The row by table and id."""
        if isinstance(self.row, Measure):
            return RowRef("measures", self.row.measure_id)
        return RowRef("events", self.row.event_id)

    @property
    def is_sourced(self) -> bool:
        """Whether an address backs the row; one from memory is a lead and never answers."""
        return self.row.tier == "page"

    @property
    def is_in_window(self) -> bool:
        """Whether the row falls in the time that the statement speaks of."""
        return self.gap_days == 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked up: parties, classes of acts, words and the window of time.

    A claim that something was lifted (`is_reversal`) is answered by liftings only. `direction` is who
    acts toward whom, where the claim names both and says so.
    """

    parties: Parties
    classes: frozenset[str]
    stems: frozenset[str]
    names: frozenset[str]
    window: Period
    is_dated: bool
    is_reversal: bool = False
    text: str = ""
    direction: tuple[str, str] | None = None

    @property
    def is_exact(self) -> bool:
        """Whether the claim names a day, or two."""
        start, end = self.window.start, self.window.end
        return self.is_dated and bool(start and end and (end - start).days <= EXACT_DAYS)

    @property
    def is_pointed(self) -> bool:
        """Whether the claim names a date of at most two months, and so an act rather than a state."""
        start, end = self.window.start, self.window.end
        if not self.is_dated or start is None or end is None:
            return False
        return (end - start).days <= POINTED_DAYS


def asked(statement: Statement, context: Context) -> Asked:
    """The lookup that a statement calls for.

    A claim without a date of its own is read as about the time up to the text; so is one whose
    date lies after the text although it tells of something that happened (an anniversary).
    """
    window, is_dated = _window(statement, context.written)
    sides = sides_of(statement, context)
    classes = narrowed(classes_in(statement.text))
    return Asked(
        parties=sides,
        classes=classes,
        stems=content_stems(statement.text),
        names=name_stems(statement.text) - _party_stems(statement.text),
        window=window,
        is_dated=is_dated,
        text=statement.text,
        direction=_direction(statement),
        is_reversal="reversal" in classes and not NEGATED.search(statement.text),
    )


def _window(statement: Statement, written: dt.date) -> tuple[Period, bool]:
    told = Period(None, written + dt.timedelta(days=1))
    if not statement.date:
        return told, False
    period = Period.parse(statement.date)
    if statement.kind == "prediction":
        return period, True
    if period.start and told.end and period.start >= told.end:
        return told, False
    if period.end is None or (told.end and period.end > told.end):
        return Period(period.start, told.end), True
    return period, True


def _direction(statement: Statement) -> tuple[str, str] | None:
    """Who acts toward whom: the two sides in the order of the text, turned round in the passive.

    None where the wording leaves it open: other than two states, "between", a passive without "by".
    """
    named = parties(statement)
    sides = [state for state in named.states if state not in named.owners]
    if len(sides) != 2:
        return None
    if re.search(r"\bbetween\b", statement.text, re.IGNORECASE):
        return None
    first, second = sides
    if not _PASSIVE.search(statement.text):
        return first, second
    return (second, first) if re.search(r"\bby\b", statement.text, re.IGNORECASE) else None


def sides_of(statement: Statement, context: Context) -> Parties:
    """The sides of a claim; where it names fewer than two states, those the text is about join in.

    "A deputy was barred from entering" in a text on two states is a claim about these two. States
    that stand behind a body ("the Institute was closed") do not count as named: somebody else acted.
    """
    sides = parties(statement)
    named = [state for state in sides.states if state not in sides.owners]
    if len(named) > 1 or (named and named[0] not in context.focus[:2]):
        return sides
    reach = 2 if named else MOST_SUBJECTS
    subject = [state for state in context.focus[:reach] if state not in sides.states]
    return replace(sides, states=(*named, *subject, *(s for s in sides.states if s not in named)))


def _given(question: Asked, context: Context) -> tuple[Match, ...]:
    reason = "put in by a person"
    ids = {row.id for row in context.given}
    events = context.view.events_of([r.id for r in context.given if r.table == "events"])
    found = [Match(e, STRONG, question.window.gap_days(e.period), reason) for e in events]
    found += [
        Match(m, STRONG, question.window.gap_days(_time_of(m, question)), reason)
        for m in context.view.measures
        if m.measure_id in ids
    ]
    return tuple(sorted(found, key=lambda m: (abs(m.gap_days), m.ref.id)))


@lru_cache(maxsize=65_536)
def _party_stems(text: str) -> frozenset[str]:
    """Stems of the words that name the states: shared by every row of a dyad."""
    sides = (m for m in find_actors(text) if m.form not in ("organisation", "officeholder"))
    return frozenset(s for m in sides for s in content_stems(m.name))


def matches(question: Asked, context: Context) -> tuple[Match, ...]:
    """Rows that fit, best first; rows without a shared party are left out.

    Rows that a person put in are the answer, whatever they share with the claim.
    """
    if context.given:
        return _given(question, context)
    if not question.parties.states:
        return ()
    found = [
        *_event_matches(question, context),
        *_measure_matches(question, context),
    ]
    return tuple(
        sorted(found, key=lambda m: (-m.score, abs(m.gap_days), _apart(m.row, context), m.ref.id))
    )


def _apart(row: Event | Measure, context: Context) -> int:
    """Days between a row and the text: of equal rows the one nearest to the text comes first."""
    day = row.visible_from if isinstance(row, Measure) else row.date
    return abs((day - context.written).days)


def strong(found: Iterable[Match]) -> tuple[Match, ...]:
    """Those matches that are an answer: sourced rows that fit well enough."""
    return tuple(match for match in found if match.score >= STRONG and match.is_sourced)


def candidate_events(states: Iterable[str], context: Context) -> tuple[Event, ...]:
    """Events among the states, either way; with one state, its events with anybody."""
    sides = tuple(states)
    if len(sides) > 1:
        return context.view.events(actors=sides, recipients=sides)
    outgoing = context.view.events(actors=sides)
    incoming = context.view.events(recipients=sides)
    return tuple({event.event_id: event for event in (*outgoing, *incoming)}.values())


def _event_matches(question: Asked, context: Context) -> list[Match]:
    return [
        match
        for event in candidate_events(question.parties.states, context)
        if (match := _match_event(event, question))
    ]


def _match_event(event: Event, question: Asked) -> Match | None:
    named = " ".join(filter(None, (event.description, event.actor_name, event.recipient_name)))
    classes = classes_of_event(event.code, event.description)
    if question.is_reversal and "reversal" not in classes:
        return None
    gap = question.window.gap_days(event.period)
    return _scored(event, named, classes, gap, question)


def _measure_matches(question: Asked, context: Context) -> list[Match]:
    states = set(question.parties.states)
    needed = min(2, len(states))
    return [
        match
        for measure in context.view.measures
        if len(states & {measure.sender, measure.target}) >= needed
        and (match := _match_measure(measure, question))
    ]


def _match_measure(measure: Measure, question: Asked) -> Match | None:
    named = f"{measure.object} {measure.type.replace('_', ' ')}"
    classes = classes_of_type(measure.type) | (classes_in(measure.object) - BROAD_CLASSES)
    if names_another_object(question.text, measure.type) and not bodies_in(measure.object):
        return None
    if measure.status == "lifted":
        classes |= {"reversal"}
    elif question.is_reversal:
        return None
    gap = question.window.gap_days(_time_of(measure, question))
    return _scored(measure, named, classes, gap, question)


def _time_of(measure: Measure, question: Asked) -> Period:
    """When a measure answers: a claim dated to days or weeks asks when it was taken, else when it held."""
    start = measure.start or measure.visible_from
    if question.is_reversal and measure.end:
        return Period.of_days(measure.end, measure.end)
    if question.is_pointed:
        first = min(measure.visible_from, start)
        return Period.of_days(first, max(first, measure.start_last or start))
    return Period(start, measure.end)


def _scored(
    row: Event | Measure, named: str, classes: frozenset[str], gap: int, question: Asked
) -> Match | None:
    shared = question.classes & classes
    telling = shared - BROAD_CLASSES
    bodies = set(question.parties.bodies) & bodies_in(named)
    words = (question.stems & content_stems(named)) - _party_stems(named)
    # The first word of the act counts already, by its class.
    n_words = len(words - act_stems(named)) + max(0, len(words & act_stems(named)) - 1)
    names = words & question.names & name_stems(named)
    if _goes_the_other_way(row, question) and not telling & MUTUAL_CLASSES:
        return None
    score = 1.2 if telling else 0.5 if shared else 0.0
    is_between = _is_between(row, question)
    score += 0.3 if is_between and any(act_classes()[name].types for name in telling) else 0.0
    score += 1.0 if bodies else 0.0
    score += min(1.2, 0.3 * n_words) + min(1.6, 0.8 * len(names - _stems_of(bodies)))
    if question.is_dated and gap == 0 and (telling or bodies or names):
        score += 0.6
    if (
        question.is_exact
        and gap == 0
        and n_words
        and (shared or not question.classes - BROAD_CLASSES)
    ):
        score += 1.2
    if _is_like_tension(row, question, gap):
        score += 1.9
    if is_between and _acts_first(row, question):
        score += 0.3
    if question.parties.bodies and not bodies:
        score -= 0.8
    if score < 1.0:
        return None
    return Match(row, round(score, 3), gap, _reason(telling or shared, bodies, words))


def _is_like_tension(row: Event | Measure, question: Asked, gap: int) -> bool:
    """Whether a dated claim of mere tension is borne out by a hostile act of that time."""
    only_tension = question.classes - {"force_posture"} == {"tension"}
    is_hostile = isinstance(row, Measure) or row.quad in (3, 4)
    return only_tension and question.is_dated and gap == 0 and is_hostile


def _goes_the_other_way(row: Event | Measure, question: Asked) -> bool:
    """Whether the row's sides are those of the claim, changed round."""
    if question.direction is None:
        return False
    actor, recipient = question.direction
    if isinstance(row, Measure):
        return (row.sender, row.target) == (recipient, actor)
    return recipient in (row.actor_country, row.actor_name) and actor in (
        row.recipient_country,
        row.recipient_name,
    )


def _is_between(row: Event | Measure, question: Asked) -> bool:
    """Whether both sides of a row are sides of the claim, not only one of them."""
    if isinstance(row, Measure):
        sides = {row.sender, row.target}
    else:
        actor = row.actor_country or row.actor_name
        sides = {side for side in (actor, row.recipient_country or row.recipient_name) if side}
    return sides <= {*question.parties.states, *question.parties.bodies}


def _acts_first(row: Event | Measure, question: Asked) -> bool:
    """Whether the side the claim names first is the one that acts in the row."""
    first = question.parties.states[0]
    if isinstance(row, Measure):
        return row.sender == first
    return first in (row.actor_country, row.actor_name)


def _stems_of(bodies: set[str]) -> frozenset[str]:
    return frozenset(s for body in bodies for s in content_stems(body))


def _reason(classes: frozenset[str], bodies: set[str], words: frozenset[str]) -> str:
    parts = [
        f"kind of act ({', '.join(sorted(classes)).replace('_', ' ')})" if classes else "",
        f"body ({', '.join(sorted(bodies))})" if bodies else "",
        f"{len(words)} shared word stems" if words else "",
    ]
    return "same parties; " + "; ".join(part for part in parts if part)
