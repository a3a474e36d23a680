"""Prediction: can it be resolved as written, and if its day has passed, what is on record?"""

import datetime as dt

from earnest.check.answer import finding, listed, told_date
from earnest.check.context import Context
from earnest.check.lookup import asked, matches
from earnest.check.query import events_query
from earnest.check.rule import Rule, proposed, rule_of
from earnest.contract.finding import Finding, RowRef, Seen, Wanted
from earnest.contract.rows import Event
from earnest.contract.text import Statement
from earnest.contract.words import Status
from earnest.extract.acts import classes_of_event

CHECK = "prediction"
METHOD = (
    "A prediction is resolvable if it names an actor, an act that a record would show and a last day,"
    " and neither hangs on a condition nor states a mere possibility. Past its day it occurred if the"
    " record holds such an act; only exhaustive coverage or an ample feed can say that it did not."
)


def find(statement: Statement, context: Context) -> Finding | None:
    """Whether a prediction can be resolved, and how."""
    rule = rule_of(statement, context)
    hits = occurrences(rule, context) if rule.deadline else ()
    status, words = _answer(rule, hits, context)
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
        rows=_rows(statement, rule, hits, context),
        coverage=coverage,
        wanted=(_wanted(rule),) if status == "cannot_see" else (),
    )


def occurrences(rule: Rule, context: Context) -> tuple[Event, ...]:
    """Events that would make the rule come true, in the window and known at `as_of`."""
    return tuple(event for event in _window(rule, context) if _counts(event, rule))


def _rows(
    statement: Statement, rule: Rule, hits: tuple[Event, ...], context: Context
) -> list[RowRef]:
    """What came true; else what was looked at in the window; else what the prediction is about."""
    window = hits or (_window(rule, context) if rule.deadline else ())
    if window:
        return [RowRef("events", event.event_id) for event in window]
    return [match.ref for match in matches(asked(statement, context), context)[:4]]


def _window(rule: Rule, context: Context) -> tuple[Event, ...]:
    """Events by the rule's actors toward its recipients from the text to the deadline."""
    if not rule.actors or rule.deadline is None:
        return ()
    return context.view.events(
        actors=rule.actors,
        recipients=rule.recipients,
        since=rule.since,
        until=rule.deadline + dt.timedelta(days=1),
    )


def _counts(event: Event, rule: Rule) -> bool:
    """Whether an event is an act of the rule's kind by a state itself, not by a private body."""
    classes = classes_of_event(event.code, event.description)
    return event.tier == "page" and not event.actor_name and bool(rule.classes & classes)


def _answer(rule: Rule, hits: tuple[Event, ...], context: Context) -> tuple[Status, str]:
    if not rule.is_resolvable:
        words = f"Not resolvable as written; it lacks {listed(rule.missing)}. Proposed: {proposed(rule)}"
        return "not_resolvable_as_written", words
    if hits:
        shown = listed([f"{told_date(e)}: {e.description}" for e in hits], most=2)
        return "occurred", f"Occurred by {rule.deadline}: {shown}."
    if rule.deadline and context.view.as_of <= rule.deadline:
        return "open", f"Open until {rule.deadline}; nothing on record so far. {rule.words()}"
    could_see = _seen(rule, context)
    if could_see.kind == "exhaustive":
        return (
            "not_occurred",
            f"Not on record by {rule.deadline}, and the record is exhaustive here.",
        )
    words = (
        f"The day {rule.deadline} has passed; no such act is among {could_see.n} events of the window,"
        f" but this record is {could_see.kind}, so it cannot show that none happened."
    )
    return "cannot_see", words


def _seen(rule: Rule, context: Context) -> Seen:
    until = rule.deadline + dt.timedelta(days=1) if rule.deadline else None
    n = context.view.count_events(
        actors=rule.actors, recipients=rule.recipients, since=rule.since, until=until
    )
    kind = context.view.event_coverage(rule.actors, rule.recipients)
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
