"""Rows that may answer a statement: found by parties, then ranked by how well they fit."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from operator import attrgetter

from earnest.check.asked import Asked, asked
from earnest.check.candidates import LABEL_ROWS, candidate_events, events_with
from earnest.check.context import Context
from earnest.check.fit import (
    BROAD_CLASSES,
    BY_TIME,
    Fit,
    fit,
    fit_by_meaning,
    one_is_named,
)
from earnest.check.likeness import likeliest, rows_of_that_time
from earnest.check.parties import all_names, bodies_in, side
from earnest.check.row_facts import event_classes, id_of, is_vague, sides_of_row, start_of, time_of
from earnest.contract.finding import RowRef
from earnest.contract.rows import Event, Measure
from earnest.extract.acts import (
    classes_in,
    classes_of_type,
    names_another_object,
)

# What it is worth that a row lies between the dates told before and after an undated claim, and the
# least that it must share with the claim besides.
IN_STORY, LEAST_IN_STORY = 0.6, 1.2
# Pairs of names of actors above which rows without words are those of a feed.
MOST_NAMES = 500
# A row is an answer from here on; below it is only a lead.
STRONG = 1.8


@dataclass(frozen=True, slots=True)
class Match:
    """A row that may answer a statement.

    Attributes:
        fit: how well it fits; one object for all rows that are alike.
        gap_days: 0 inside the statement's window; positive if the row lies after it.
    """

    row: Event | Measure
    fit: Fit
    gap_days: int

    @property
    def score(self) -> float:
        """How well parties, act, body and words fit; `STRONG` and above is an answer."""
        return self.fit.score

    @property
    def reason(self) -> str:
        """What fits, in words."""
        return self.fit.reason

    @property
    def differs(self) -> str:
        """What keeps the row from being the act of the claim; empty if nothing does."""
        return self.fit.differs

    @property
    def is_detailed(self) -> bool:
        """Whether more than parties and kind of act are shared."""
        return self.fit.is_detailed

    @property
    def is_by_day(self) -> bool:
        """Whether its day and the one party that it names may tell the act of the claim."""
        return self.fit.is_by_day

    @property
    def id(self) -> str:
        """The id of the row in its table."""
        return id_of(self.row)

    @property
    def ref(self) -> RowRef:
        """The row by table and id."""
        return RowRef("measures" if isinstance(self.row, Measure) else "events", self.id)

    @property
    def is_sourced(self) -> bool:
        """Whether an address backs the row; one from memory is a lead and never answers."""
        return self.row.tier == "page"

    @property
    def is_told_by_time(self) -> bool:
        """Whether nothing but its time and parties tells that the row is the act of the claim."""
        return (self.fit.is_by_time or self.fit.is_by_day) and self.score <= BY_TIME

    @property
    def is_in_window(self) -> bool:
        """Whether the row falls in the time that the statement speaks of."""
        return self.gap_days == 0


def matches(question: Asked, context: Context) -> tuple[Match, ...]:
    """Rows that fit, best first; rows without a shared party are left out.

    Rows that a person put in are the answer, whatever they share with the claim.
    """
    key = ("matches", _content(question))
    if key not in context.worked_out:
        context.worked_out[key] = _matches(question, context)
    found = context.worked_out[key]
    assert isinstance(found, tuple)
    return found


def _content(question: Asked) -> Hashable:
    """What a question asks: two that ask the same have the same answer."""
    return _PLAIN(question), frozenset(question.directions.items())


_PLAIN = attrgetter(*(field.name for field in fields(Asked) if field.name != "directions"))


def _matches(question: Asked, context: Context) -> tuple[Match, ...]:
    if context.given:
        return _given(question, context)
    found = _by_words(question, context) if question.parties.states else []
    if question.is_dated and not any(m.is_in_window or m.is_detailed for m in strong(found)):
        found = [*filter(None, [_by_meaning(found, question, context)]), *found]
    return tuple(sorted(_once(found), key=lambda m: (*_rank(m), *_nearness(m, context))))


def _by_words(question: Asked, context: Context) -> list[Match]:
    """Rows that share a party with the claim, and acts, bodies, words or its time."""
    found = [_as_told(match, question) for match in _among(question, context)]
    if (question.guessed or len(question.named_states) < 2) and not strong(found):
        found += _by_the_subject(question, context)
    if (question.is_pointed or question.begins) and not strong(found):
        found = _with_the_only_one(found)
    if (question.is_pointed or question.is_of_days) and not strong(found):
        found += _by_others(question, context)
    if question.is_of_days and not strong(found):
        found = _with_the_only_one(_once(found), by_day=True)
    return found


def _as_told(match: Match, question: Asked) -> Match:
    """A match, surer if it lies where the text's story has got to."""
    if question.story is None or match.score < LEAST_IN_STORY or is_vague(match.row):
        return match
    is_then = question.story.overlaps(start_of(match.row))
    if not is_then:
        return match
    return replace(match, fit=replace(match.fit, score=round(match.score + IN_STORY, 3)))


def _once(found: Iterable[Match]) -> list[Match]:
    """The matches, each row once, as it fits best."""
    best: dict[tuple[type, str], Match] = {}
    for match in sorted(found, key=_rank):
        best.setdefault((type(match.row), match.id), match)
    return list(best.values())


def _rank(match: Match) -> tuple[bool, float]:
    return bool(match.fit.differs), -match.fit.score


def _nearness(match: Match, context: Context) -> tuple[int, int, str]:
    """Of rows that fit as well the one nearest to the claim's time comes first, then to the text."""
    return abs(match.gap_days), _apart(match.row, context), match.id


def _with_the_only_one(found: list[Match], *, by_day: bool = False) -> list[Match]:
    """The matches, the one act of that time between the parties named made an answer.

    An act and the measure that it began count as one. `by_day` is for an act of a day, of a party named.
    """
    alone = [
        m for m in found
        if (m.fit.is_by_time or (by_day and m.is_by_day)) and m.is_sourced and not m.differs
    ]  # fmt: skip
    if len({isinstance(m.row, Measure) for m in alone}) != len(alone):
        return found
    return [_raised(m) if m in alone else m for m in found]


def _by_meaning(found: list[Match], question: Asked, context: Context) -> Match | None:
    """The row of the time of a claim that its meaning tells, unless something is known to speak against it."""
    ruled_out = {m.id for m in found if m.differs} | _ruled_out_around(question, context)
    fits = {
        at: fitted
        for at in rows_of_that_time(question, context)
        if id_of(at.row) not in ruled_out and (fitted := fit_of_meaning(at.row, question))
    }
    meant = likeliest(list(fits), question)
    return Match(meant.row, fits[meant], meant.gap_days) if meant else None


def _ruled_out_around(question: Asked, context: Context) -> set[str]:
    """Rows of which the statements that hold this one differ: a fragment of a claim tells no other act."""
    around = (s for s in context.statements if question.text in s.text and s.text != question.text)
    return {m.id for s in around for m in matches(asked(s, context), context) if m.differs}


def fit_of_meaning(row: Event | Measure, question: Asked) -> Fit | None:
    """How a row fits that is told by its meaning; None for one that the claim cannot mean."""
    if isinstance(row, Measure):
        return fit_by_meaning(row, *_of_measure(row.object, row.type), question)
    return fit_by_meaning(row, _named(row), event_classes(row.code, row.description), question)


def _raised(match: Match) -> Match:
    return replace(match, fit=replace(match.fit, score=max(match.score, BY_TIME)))


def _among(question: Asked, context: Context) -> list[Match]:
    return [*_event_matches(question, context), *_measure_matches(question, context)]


def _by_the_subject(question: Asked, context: Context) -> list[Match]:
    """Rows among the states the text is about, for a claim whose pronoun may mean another party.

    Only a row that shares more than parties and kind of act tells that it is meant, or one of the very
    day of the claim.
    """
    sure = tuple(s for s in question.parties.states if s not in question.guessed)
    states = tuple(dict.fromkeys((*context.focus[:2], *sure)))
    meant = replace(question, parties=replace(question.parties, states=states))
    return [
        m
        for m in _among(meant, context)
        if (m.is_detailed and (question.guessed or m.is_in_window))
        or (question.is_exact and m.is_in_window and "kind of act" in m.reason)
    ]


def _by_others(question: Asked, context: Context) -> list[Match]:
    """Like acts of that time with one party of the claim and another one: leads, never an answer."""
    sides = {*question.parties.states, *context.focus[:2]}
    own = set(question.parties.states)
    since, until = question.window.start, question.window.end
    events = events_with(all_names(sides), context, since=since, until=until)
    known = {e.event_id for e in candidate_events(tuple(question.parties.states), context)}
    between_others = _alike(e for e in events if e.event_id not in known)
    near = [m for alike in between_others for m in _matches_alike(alike, question)]
    measures = [
        _match_measure(m, question)
        for m in context.measures_with(sides)
        if not {side(m.sender), side(m.target)} <= own
        and question.window.overlaps(time_of(m, question))
    ]
    near += filter(None, measures)
    names_nobody = not question.named - question.guessed and question.is_exact
    return [
        m
        if m.is_by_day
        or (m.is_sourced and isinstance(m.row, Event) and {*map(side, m.row.parties)} <= own)
        or (m.score >= STRONG and m.is_detailed and one_is_named(m.row, question))
        or (names_nobody and m.score >= STRONG and "kind of act" in m.reason)
        else replace(
            m, fit=replace(m.fit, differs=f"between other parties, {parties_words(m.row)}")
        )
        for m in near
        if (m.score >= STRONG or m.is_detailed or m.is_by_day or "kind of act" in m.reason)
    ]


def parties_words(row: Event | Measure) -> str:
    """Who acts in a row and toward whom, in words."""
    who, whom = (" and ".join(sorted(side)) or "nobody named" for side in sides_of_row(row))
    return f"{who} toward {whom}"


def strong(found: Iterable[Match]) -> tuple[Match, ...]:
    """Those matches that are an answer: sourced rows that fit well enough and differ in nothing."""
    return tuple(
        m for m in found if m.fit.score >= STRONG and m.row.tier == "page" and not m.fit.differs
    )


def _given(question: Asked, context: Context) -> tuple[Match, ...]:
    as_given = Fit(STRONG, "put in by a person", "", is_detailed=True)
    ids = {row.id for row in context.given}
    events = context.view.events_of([r.id for r in context.given if r.table == "events"])
    found = [Match(e, as_given, question.window.gap_days(e.period)) for e in events]
    found += [
        Match(m, as_given, question.window.gap_days(time_of(m, question)))
        for m in context.view.measures
        if m.measure_id in ids
    ]
    return tuple(sorted(found, key=lambda m: (abs(m.gap_days), m.ref.id)))


def _apart(row: Event | Measure, context: Context) -> int:
    """Days between a row and the text: of equal rows the one nearest to the text comes first."""
    day = row.visible_from if isinstance(row, Measure) else row.date
    return abs((day - context.written).days)


def _event_matches(question: Asked, context: Context) -> list[Match]:
    sides = tuple(dict.fromkeys(question.parties.states))
    key = ("alike", frozenset(sides))
    if key not in context.worked_out:
        context.worked_out[key] = _alike(candidate_events(sides, context))
    groups = context.worked_out[key]
    assert isinstance(groups, list)
    return [match for alike in groups for match in _matches_alike(alike, question)]


def _alike(events: Iterable[Event]) -> list[list[Event]]:
    """The events, those together that differ in nothing but their days and where they come from.

    In a feed, where rows have names of actors and the label of a code instead of words of their own,
    the names are left out too.
    """
    rows = list(events)
    is_feed = len({(e.actor_name, e.recipient_name) for e in rows}) > MOST_NAMES
    often = Counter(e.description for e in rows) if is_feed else Counter()
    groups: dict[tuple[object, ...], list[Event]] = {}
    for e in rows:
        is_bare = often[e.description] >= LABEL_ROWS
        actor = None if is_bare and e.actor_country else e.actor_name
        recipient = None if is_bare and e.recipient_country else e.recipient_name
        key = (
            e.code, e.root, e.quad, e.description, e.actor_country, actor,
            e.recipient_country, recipient, e.date_precision,
        )  # fmt: skip
        if key not in groups:
            groups[key] = [replace(e, actor_name=actor, recipient_name=recipient)]
        groups[key].append(e)
    return list(groups.values())


def _matches_alike(alike: Sequence[Event], question: Asked) -> Iterator[Match]:
    """The matches among events that are alike: those of the time asked for fit alike, as do the others.

    The first of `alike` stands for all of them, and is no match itself.
    """
    sample, *events = alike
    then, else_when = (_fit_event(sample, gap, question) for gap in (0, 1))
    if then is None and else_when is None:
        return
    for event in events:
        gap = question.window.gap_to(event.date, event.last)
        if found := else_when if gap else then:
            yield Match(event, found, gap)


def _fit_event(event: Event, gap: int, question: Asked) -> Fit | None:
    named = _named(event)
    classes = event_classes(event.code, event.description)
    if question.is_reversal and "reversal" not in classes:
        return None
    if gap and not named and not classes & question.classes:
        return None  # a row of a feed: nothing but its code could tell the act
    return fit(event, named, classes, gap, question)


def _named(event: Event) -> str:
    return " ".join(filter(None, (event.description, event.actor_name, event.recipient_name)))


def _measure_matches(question: Asked, context: Context) -> list[Match]:
    return [
        match
        for measure in context.measures_among(question.parties.states)
        if (match := _match_measure(measure, question))
    ]


def _match_measure(measure: Measure, question: Asked) -> Match | None:
    named, classes = _of_measure(measure.object, measure.type)
    own_body = set(question.parties.bodies) & bodies_in(measure.object)
    if names_another_object(question.text, measure.type) and not own_body:
        return None
    if measure.status == "lifted":
        classes |= {"reversal"}
    elif question.is_reversal:
        return None
    gap = question.window.gap_days(time_of(measure, question))
    found = fit(measure, named, classes, gap, question)
    return Match(measure, found, gap) if found else None


@lru_cache(maxsize=65_536)
def _of_measure(what: str, measure_type: str) -> tuple[str, frozenset[str]]:
    """The words of a measure and the classes of acts that it belongs to."""
    named = f"{what} {measure_type.replace('_', ' ')}"
    return named, classes_of_type(measure_type) | (classes_in(what) - BROAD_CLASSES)
