"""Rows that break a rule: what was lifted, what was taken, acts of the denied kind or tone."""

import datetime as dt
import re

from earnest.check.context import Context
from earnest.check.counterexamples import (
    Counterexample,
    of_event,
    of_measure,
    of_taken,
    ranked,
)
from earnest.check.domains import things
from earnest.check.first_blow import denies_beginning, unprovoked
from earnest.check.fit import BROAD_CLASSES
from earnest.check.own_side import own_side
from earnest.check.parties import all_names, parties
from earnest.check.row_facts import event_classes
from earnest.check.ruled import unsaid
from earnest.check.universals import UNKIND, is_universal
from earnest.contract.rows import Event, Measure
from earnest.contract.text import Statement
from earnest.extract.acts import classes_of_type

# Words of a rule that somebody is always hostile: acts of cooperation break it.
_HARD = re.compile(
    r"\b(?:hard(?:er|est|ly)?|harsh\w*|hostil\w*|enem(?:y|ies)|insult\w*|punish\w*|threat\w*|blackmail\w*|"
    r"force|fists?|cold|contempt\w*|scorn\w*|worse)\b",
    re.IGNORECASE,
)
# What "no other" state was met with, the two that the text is about may well have been.
NO_OTHER = re.compile(r"\b(?:no other|nobody else|no one else)\b", re.IGNORECASE)
CONCEDES = re.compile(
    r"\b(?:until|unless|before|without) (?:\w+ ){0,6}(?:gives?|given|gave|yields?|yielded|conced\w*|"
    r"apologi[sz]\w*|surrender\w*|bows?|bowed|submit\w*|back(?:s|ed)? down|pays?|paid|"
    r"kneels?|knelt|begs?|begged|crawl(?:s|ed)?|pleads?|pleaded|relents?|relented|"
    r"cav(?:es|ed) in|climb(?:s|ed) down|(?:says?|said) sorry|"
    r"(?:has|have|had|gets?|got) (?:what|its way|their way|his way)|(?:meets?|met|accept(?:s|ed)?) "
    r"(?:its|their|his|our|the|every|all) (?:\w+ )?(?:terms|conditions|demands?))\b",
    re.IGNORECASE,
)
# Days before a lifting in which a concession of the other side would count for it.
CONCESSION_DAYS = 180
CONCESSIONS = frozenset({"apology", "reversal", "release", "signature", "withdrawal", "payment"})
_OURS = re.compile(r"\bour\b", re.IGNORECASE)


def counterexamples(
    subject: str, classes: frozenset[str], statement: Statement, is_never: bool, context: Context
) -> list[Counterexample]:
    found: list[Counterexample] = []
    if denies_beginning(statement.text):
        return _begun(subject, statement, context)
    if is_never and "reversal" in classes:
        found += [of_measure(m, context) for m in _lifted(subject, context)]
    if is_universal(statement.text) and not is_never and not _HARD.search(statement.text):
        found += [of_taken(m, context) for m in _imposed(subject, statement, context)]
    if is_never and "reversal" not in classes:
        found += [of_taken(m, context) for m in _taken(subject, statement, classes, context)]
        if classes >= UNKIND:
            found = [e for e in found if _meets(e, context) in context.focus[:2]]
    denied = _denied(classes) if is_never else frozenset[str]()
    ours = own_side(context) if _OURS.search(statement.text) else None
    left_out = ({ours} if ours else set()) | unsaid(statement)
    others = tuple(s for s in parties(statement).states if s not in {subject, *left_out})
    is_of_the_two = is_universal(statement.text) and not is_never
    if not others and (is_of_the_two or classes >= UNKIND):
        others = tuple(state for state in context.focus[:2] if state != subject)
    for event in context.view.events(actors=all_names((subject,)), recipients=others):
        if event.tier == "page" and _breaks(event, denied, statement, is_never):
            found.append(of_event(event, context))
    return ranked(found)


def _meets(example: Counterexample, context: Context) -> str:
    """Whom a measure met that breaks a rule."""
    return next(m.target for m in context.view.measures if m.measure_id == example.ref.id)


def _begun(subject: str, statement: Statement, context: Context) -> list[Counterexample]:
    """Acts by which a side that is said never to begin did so."""
    others = [s for s in parties(statement).states if s != subject]
    others = others or [s for s in context.focus[:2] if s != subject]
    events, measures = unprovoked(subject, others, context)
    return ranked(
        [*(of_taken(m, context) for m in measures), *(of_event(e, context) for e in events)]
    )


def _lifted(subject: str, context: Context) -> list[Measure]:
    return [
        measure
        for measure in context.measures_with((subject,))
        if measure.sender == subject
        and measure.tier == "page"
        and measure.status == "lifted"
        and measure.end is not None
        and measure.source_end.startswith("http")
    ]


def _denied(classes: frozenset[str]) -> frozenset[str]:
    """What "never" denies: of "never reopens what it closed" the reopening, not the closing."""
    return frozenset({"reversal"}) if "reversal" in classes else classes - BROAD_CLASSES


def _taken(
    subject: str, statement: Statement, classes: frozenset[str], context: Context
) -> list[Measure]:
    """Measures of a kind that the rule says the subject never takes."""
    denied = classes - BROAD_CLASSES
    others = set(parties(statement).states) - {subject}
    return [
        m for m in context.measures_with((subject,))
        if m.sender == subject and m.tier == "page" and m.start
        and (not others or m.target in others)
        and denied & classes_of_type(m.type)
    ]  # fmt: skip


def _imposed(subject: str, statement: Statement, context: Context) -> list[Measure]:
    """Restrictive measures of the subject against the state it is said to be always close to."""
    others = set(parties(statement).states) - {subject}
    return [
        m for m in context.measures_with((subject,))
        if m.sender == subject and m.target in others and m.tier == "page" and m.start
    ]  # fmt: skip


def _breaks(event: Event, denied: frozenset[str], statement: Statement, is_never: bool) -> bool:
    if is_never:
        return bool(denied & event_classes(event.code, event.description))
    against = (1, 2) if _HARD.search(statement.text) else (3, 4)
    return is_universal(statement.text) and event.quad in against


def conceded_before(example: Counterexample, subject: str, context: Context) -> bool:
    """Whether the record holds a concession to the subject in the months before a lifting."""
    ref = example.ref
    if ref.table == "measures":
        measure = next(m for m in context.view.measures if m.measure_id == ref.id)
        day, other = measure.end, measure.target
    else:
        event = context.view.events_of([ref.id])[0]
        day, other = event.date, event.recipient_country or ""
    if day is None:
        return False
    since = day - dt.timedelta(days=CONCESSION_DAYS)
    acts = context.view.events(actors=(other,), recipients=(subject,), since=since, until=day)
    return any(CONCESSIONS & event_classes(e.code, e.description) for e in acts)


def is_among_the_two(example: Counterexample, context: Context) -> bool:
    """Whether a row is an act toward one of the two states that the text is about."""
    pair = context.focus[:2]
    if example.ref.table == "events":
        return context.view.events_of([example.ref.id])[0].recipient_country in pair
    return any(m.target in pair for m in context.view.measures if m.measure_id == example.ref.id)


def is_of_things(example: Counterexample, statement: Statement, context: Context) -> bool:
    """Whether a row is about the things that a rule says come to no harm."""
    about = things(statement.text)
    if example.ref.table == "events":
        return bool(about & things(context.view.events_of([example.ref.id])[0].description))
    return any(m.type in about for m in context.view.measures if m.measure_id == example.ref.id)
