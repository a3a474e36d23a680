"""Acts that a prediction foretells without a word that is listed: by its things, or by its own words."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from earnest.check.asked import party_stems
from earnest.check.context import Context
from earnest.check.domains import none_of, things
from earnest.check.parties import all_names, parties
from earnest.check.rule import Rule, telling_stems
from earnest.check.words import content_stems
from earnest.contract.rows import Event
from earnest.contract.text import Statement
from earnest.extract.acts import classes_of_event

# Words apart from parties and times that a row shares with a prediction which it is to fulfil.
SHARED_WORDS: Final = 2
# Rows of a window beyond which a record is a feed, whose rows have no words of their own.
MOST_ROWS: Final = 500
_AGAIN: Final = re.compile(
    r"\b(?:again|once more|anew|as (?:it|they|he|she|we) (?:used to|once did)|as before|as it was)\b",
    re.IGNORECASE,
)


def told_otherwise(statement: Statement, rule: Rule, context: Context) -> tuple[Event, ...]:
    """Rows of the window that fulfil a prediction which names no listed act.

    They are acts of cooperation by its actor upon the things it names ("will send an ambassador"), or
    acts of anybody with the main parties that share two of its telling words.
    """
    if rule.deadline is None or rule.classes or rule.expects != "act" or not rule.is_resolvable:
        return ()
    own = _between(*sides_foretold(statement, rule, context), rule, context)
    return of_its_things(statement, own) or _in_its_words(statement, rule, context)


def sides_foretold(
    statement: Statement, rule: Rule, context: Context
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who would act and toward whom; of a prediction that names nobody, either main party."""
    if rule.classes or parties(statement).states:
        return rule.actors, rule.recipients
    return context.focus[:2], context.focus[:2]


def of_its_things(statement: Statement, events: Iterable[Event]) -> tuple[Event, ...]:
    """Acts of cooperation upon the things of a prediction, which it sees come, go or open."""
    named = things(statement.text)
    if not named or none_of(statement.text):
        return ()
    return tuple(
        e for e in events if e.tier == "page" and e.quad in (1, 2) and named & things(e.description)
    )


def resumed(statement: Statement, events: Iterable[Event], context: Context) -> tuple[Event, ...]:
    """Liftings, where a prediction sees something go on as it used to."""
    if not _AGAIN.search(context.sentence(statement)):
        return ()
    return tuple(
        e
        for e in events
        if e.tier == "page" and "reversal" in classes_of_event(e.code, e.description)
    )


def _in_its_words(statement: Statement, rule: Rule, context: Context) -> tuple[Event, ...]:
    told = telling_stems(statement.text)
    sides = context.focus[:2]
    found = {
        e.event_id: e
        for e in (*_between(sides, (), rule, context), *_between((), sides, rule, context))
    }
    return tuple(
        e
        for e in found.values()
        if e.tier == "page"
        and len(told & (content_stems(e.description) - party_stems(e.description))) >= SHARED_WORDS
    )


def _between(
    actors: tuple[str, ...], recipients: tuple[str, ...], rule: Rule, context: Context
) -> tuple[Event, ...]:
    if (not actors and not recipients) or rule.deadline is None:
        return ()
    who, whom = all_names(actors), all_names(recipients)
    since, until = rule.since, rule.deadline + dt.timedelta(days=1)
    n = context.view.count_events(actors=who, recipients=whom, since=since, until=until)
    if n > MOST_ROWS:
        return ()
    return context.view.events(actors=who, recipients=whom, since=since, until=until)
