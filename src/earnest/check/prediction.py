"""Prediction: can it be resolved as written, and if its day has passed, what is on record?"""

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import replace

from earnest.check.answer import (
    could_show_absence,
    counted,
    finding,
    listed,
    told_date,
    told_measure,
)
from earnest.check.asked import asked, party_stems
from earnest.check.context import Context
from earnest.check.domains import things
from earnest.check.event import ENDS
from earnest.check.foretold import of_its_things, resumed, sides_foretold, told_otherwise
from earnest.check.foretold_numbers import foretold_number
from earnest.check.lookup import matches, strong
from earnest.check.parties import all_names, side
from earnest.check.query import events_query
from earnest.check.rule import Rule, proposed, rule_of
from earnest.check.words import content_stems, name_stems
from earnest.contract.finding import Finding, RowRef, Seen, Wanted
from earnest.contract.rows import Event, Measure
from earnest.contract.text import Statement
from earnest.contract.when import Period
from earnest.contract.words import FAMILY_OF, Status
from earnest.extract.acts import classes_of_event, classes_of_type

LATE_DAYS = 365
CHECK = "prediction"
METHOD = (
    "A prediction is resolvable if it names an actor, an act that a record would show and a last day,"
    " and neither hangs on a condition nor states a mere possibility. Past its day it occurred if the"
    " record holds such an act; only exhaustive coverage or an ample feed can say that it did not."
)


def find(statement: Statement, context: Context) -> Finding | None:
    """Whether a prediction can be resolved, and how."""
    if by_number := foretold_number(statement, context):
        return by_number
    rule = rule_of(statement, context)
    hits = (
        occurrences(rule, context)
        or _told_by_words(statement, rule, context)
        or told_otherwise(statement, rule, context)
    )
    if _ALL.search(statement.text):
        hits = tuple(
            row for row in hits if isinstance(row, Measure) or ENDS.search(row.description)
        )
    later = () if hits else _later(statement, rule, context)
    status, words = _answer(rule, hits, later, context)
    if status == "cannot_see" and (standing := _still_on(statement, rule, context)):
        status = _absent(rule)
        words = (
            f"Not lifted by {rule.deadline}: still in force then was {told_measure(standing[0])}."
        )
    coverage = _seen(rule, context) if rule.deadline else None
    return finding(
        CHECK,
        statement,
        context,
        question=f"Can this be resolved, and did it happen? {rule.words()}",
        status=status,
        words=words,
        method=METHOD,
        query=events_query(asked(statement, context), as_of=context.view.as_of),
        rows=_rows(statement, rule, hits, later, context),
        coverage=coverage,
        wanted=(_wanted(rule),) if status == "cannot_see" else (),
    )


# "The last of them will have left" comes true by an end, not by a beginning.
_ALL = re.compile(r"\b(?:the last|all (?:of|the)|completely|entirely|every)\b", re.IGNORECASE)


def occurrences(rule: Rule, context: Context) -> tuple[Event | Measure, ...]:
    """Rows that would make the rule come true, in the window and known at `as_of`.

    A measure counts on the day it takes effect or, for a rule about lifting, on the day it ends.
    """
    if not rule.actors or not rule.classes or rule.deadline is None:
        return ()
    events = (event for event in _window(rule, context) if _counts(event, rule))
    measures = (
        m
        for m in context.measures_with(rule.actors)
        if m.tier == "page" and _measure_counts(m, rule)
    )
    return (*events, *measures)


def _told_by_words(
    statement: Statement, rule: Rule, context: Context
) -> tuple[Event | Measure, ...]:
    """Rows of the window that tell the act of a prediction in its own words."""
    if rule.deadline is None or not rule.is_resolvable or rule.written:
        return ()
    window = Period.of_days(rule.since, rule.deadline)
    question = replace(asked(statement, context), window=window, is_dated=True)
    return tuple(
        m.row
        for m in strong(matches(question, context))
        if m.is_in_window and m.is_detailed and _day(m.row) >= rule.since
    )


def _day(row: Event | Measure) -> dt.date:
    return row.date if isinstance(row, Event) else row.start or row.visible_from


def _later(statement: Statement, rule: Rule, context: Context) -> tuple[Event, ...]:
    """Acts of the rule's kind in the year after its last day; of a rule that names none, of its things."""
    if rule.deadline is None or not rule.actors:
        return ()
    actors, recipients = sides_foretold(statement, rule, context)
    found = context.view.events(
        actors=all_names(actors),
        recipients=all_names(recipients),
        since=rule.deadline + dt.timedelta(days=1),
        until=rule.deadline + dt.timedelta(days=LATE_DAYS),
    )
    if rule.classes:
        return tuple(e for e in found if _counts(e, rule))
    return of_its_things(statement, found) or resumed(statement, found, context)


def _measure_counts(measure: Measure, rule: Rule) -> bool:
    if side(measure.sender) not in rule.actors or rule.deadline is None:
        return False
    if rule.recipients and side(measure.target) not in rule.recipients:
        return False
    if "reversal" in rule.classes:
        day = measure.end if measure.status == "lifted" else None
    else:
        day = measure.start if classes_of_type(measure.type) & rule.classes else None
    return day is not None and rule.since <= day <= rule.deadline


def _rows(
    statement: Statement,
    rule: Rule,
    hits: tuple[Event | Measure, ...],
    later: tuple[Event, ...],
    context: Context,
) -> list[RowRef]:
    """What came true; else what was looked at in the window; else what the prediction is about."""
    window: tuple[Event | Measure, ...] = hits or _window(rule, context)
    about = [match.ref for match in matches(asked(statement, context), context)]
    about.sort(key=lambda ref: ref.table != "measures")
    standing = [_ref(m) for m in _still_on(statement, rule, context)]
    return [
        *standing,
        *(_ref(event) for event in later[:2]),
        *(_ref(row) for row in window),
        *about[:4],
    ]


# "Will be at work", "will be back at her desk": who or what is there again, or still.
_PRESENT = re.compile(
    r"\b(?:will|shall) (?:\w+ ){0,2}(?:be|sit|stand|work|serve|run|fly|sail|roll) (?:\w+ ){0,3}?"
    r"(?:at|in|back|again|open|here|there|under way)\b",
    re.IGNORECASE,
)
# Where one of these holds no envoy is at his post.
_NO_ENVOY = frozenset(
    {"ambassador_recalled", "relations_downgraded", "relations_severed", "embassy_closed"}
)


def _still_on(statement: Statement, rule: Rule, context: Context) -> list[Measure]:
    """Measures that a prediction says will be lifted, or that keep away what it says will be there.

    Those in force on its last day; while it is open, those in force as known.
    """
    foretells_presence = bool(_PRESENT.search(statement.text)) and rule.expects == "act"
    if rule.deadline is None:  # not to be resolved: what it speaks of is shown all the same
        foretells_presence = True
    if not ("reversal" in rule.classes or foretells_presence):
        return []
    told = asked(statement, context)
    sides = {*told.parties.states, *context.focus[:2]}
    types = _kept_away(statement.text) if foretells_presence else frozenset[str]()
    return [
        m
        for m in context.measures_with(sides)
        if m.tier == "page"
        and (
            _is_meant(m, content_stems(statement.text), sides)
            or (m.type in types and _is_between(m, rule))
        )
        and m.start is not None
        and m.start <= context.written
        and _holds(m, rule.deadline, context)
    ]


def _holds(measure: Measure, deadline: dt.date | None, context: Context) -> bool:
    """Whether a measure was in force on a day or, before that day, is so as known."""
    if deadline is None:
        return (measure.end or dt.date.max) > context.written
    if context.view.as_of <= deadline:
        return measure.end is None
    return (measure.end or measure.censored_at or dt.date.min) > deadline


def _kept_away(text: str) -> frozenset[str]:
    """Types of measures that keep away what a text names: envoys, ferries, goods."""
    named = things(text) & FAMILY_OF.keys()
    return frozenset(named | _NO_ENVOY) if named & _NO_ENVOY else frozenset(named)


def _is_between(measure: Measure, rule: Rule) -> bool:
    """Whether a measure is of the very sides that a prediction names."""
    return {side(measure.sender), side(measure.target)} <= {*rule.actors, *rule.recipients}


def _is_meant(measure: Measure, stems: frozenset[str], sides: Collection[str]) -> bool:
    """Whether words name a measure: between its sides by object or type, else by a name in its object."""
    if {measure.sender, measure.target} <= set(sides):
        return bool(stems & content_stems(f"{measure.object} {measure.type.replace('_', ' ')}"))
    return bool(stems & (name_stems(measure.object) - party_stems(measure.object)))


def _ref(row: Event | Measure) -> RowRef:
    if isinstance(row, Measure):
        return RowRef("measures", row.measure_id)
    return RowRef("events", row.event_id)


def _told(row: Event | Measure) -> str:
    return told_measure(row) if isinstance(row, Measure) else f"{told_date(row)}: {row.description}"


def _window(rule: Rule, context: Context) -> tuple[Event, ...]:
    """Events by the rule's actors toward its recipients from the text to the deadline."""
    if not rule.actors or rule.deadline is None:
        return ()
    return context.view.events(
        actors=all_names(rule.actors),
        recipients=all_names(rule.recipients),
        since=rule.since,
        until=rule.deadline + dt.timedelta(days=1),
    )


def _counts(event: Event, rule: Rule) -> bool:
    """Whether an event is an act of the rule's kind by a state itself, not by a private body."""
    classes = classes_of_event(event.code, event.description)
    return event.tier == "page" and not event.actor_name and bool(rule.classes & classes)


def _answer(
    rule: Rule, hits: tuple[Event | Measure, ...], later: tuple[Event, ...], context: Context
) -> tuple[Status, str]:
    if not rule.is_resolvable:
        words = f"Not resolvable as written; it lacks {listed(rule.missing)}. Proposed: {proposed(rule)}"
        return "not_resolvable_as_written", words
    if hits:
        shown = listed([_told(row) for row in hits], most=2)
        if rule.expects == "none":
            return "not_occurred", f"Foretold was that there would be none; on record: {shown}."
        return "occurred", f"Occurred by {rule.deadline}: {shown}."
    if rule.deadline and context.view.as_of <= rule.deadline:
        return "open", f"Open until {rule.deadline}; nothing on record so far. {rule.words()}"
    could_see = _seen(rule, context)
    if rule.expects == "reading":
        rows = counted(could_see.n, "event")
        return (
            "cannot_see",
            f"For a person to read: {rows} of the window may bear on it. {rule.words()}",
        )
    if could_show_absence(could_see):
        words = f"Not on record by {rule.deadline}, and the record is {could_see.kind} here."
        return _absent(rule), words
    words = (
        f"The day {rule.deadline} has passed; no such act is among"
        f" {counted(could_see.n, 'event')} of the window, but this record is {could_see.kind},"
        " so it cannot show that none happened."
    )
    if later:
        words += f" First on record after that day: {_told(later[0])}."
    return "cannot_see", words


def _absent(rule: Rule) -> Status:
    """What it means for a prediction that no act of its kind took place."""
    return "occurred" if rule.expects == "none" else "not_occurred"


def _seen(rule: Rule, context: Context) -> Seen:
    until = rule.deadline + dt.timedelta(days=1) if rule.deadline else None
    n = context.view.count_events(
        actors=rule.actors, recipients=rule.recipients, since=rule.since, until=until
    )
    kind = context.view.event_coverage(
        rule.actors, rule.recipients, since=rule.since, until=rule.deadline
    )
    return Seen(n=n, since=rule.since, until=rule.deadline, kind=kind)


def _wanted(rule: Rule) -> Wanted:
    return Wanted(
        table="events",
        actor="|".join(rule.actors) or None,
        recipient="|".join(rule.recipients) or None,
        act_class="|".join(sorted(rule.classes)) or None,
        since=rule.since,
        until=rule.deadline,
    )
