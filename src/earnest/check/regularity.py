"""Regularity: counterexamples to a claimed rule first, then what is usual for anybody.

Rules are read as: a subject, acts that it is said always or never to do, and a window up to the
text. "Never softens" asks for reversals; "never leaves" for withdrawals; "always a friend" for
hostile acts.
"""

import datetime as dt
import re

import numpy as np

from earnest.check.answer import counted, finding, listed
from earnest.check.bodies_of_a_kind import against_the_rule, kind_ruled
from earnest.check.context import Context
from earnest.check.counterexamples import (
    Counterexample,
    occasions,
    of_event,
    of_measure,
    of_taken,
    ranked,
)
from earnest.check.domains import things
from earnest.check.first_blow import denies_beginning, unprovoked
from earnest.check.fit import BROAD_CLASSES
from earnest.check.lookup import event_classes
from earnest.check.other_side import other_side
from earnest.check.own_side import own_side
from earnest.check.parties import all_names, parties
from earnest.check.query import acts_of_query
from earnest.check.universals import harmed, most_times, rule_classes, stays_so
from earnest.contract.finding import Finding, Number
from earnest.contract.rows import Event, Measure
from earnest.contract.text import Statement
from earnest.contract.words import FAMILY_OF, Status
from earnest.extract.actors import find_actors
from earnest.extract.acts import classes_of_type
from earnest.measure.spells import spells
from earnest.measure.survival import WIDEST_BOUNDS, Share, share_in_force

CHECK = "regularity"
METHOD = (
    "Counterexamples are measures of the subject that were lifted, and acts of the denied kind (or of"
    " the opposite tone) by the subject; rows from memory do not count. The share still in force is"
    " Kaplan–Meier over page-backed measures by all senders, of the families of the counterexamples"
    " (else of the measures that the rule names), one weight per joint act, between two bounds for"
    " unknown ends."
)
_NEVER = re.compile(
    r"\b(?:never|not once|no longer|no (?:\w+ ){1,4}(?:has|had|have) ever|neither (?:[\w’'-]+ ){1,8}?ever|"
    r"under no circumstances|not under any|does not|do not|did not|"
    r"doesn[’']t|don[’']t|not only|cannot|no one|nobody|nothing|without exception"
    r"|никогда|ни разу|никто|ничто|ни (?:один|одна|одно|одного|одной|одну))\b",
    re.IGNORECASE,
)
_ALWAYS = re.compile(
    r"\b(?:always|consistently|invariably|every time|each time|completely|entirely|constantly|"
    r"without fail|whenever|всегда|постоянно|неизменно|(?:каждый|всякий) раз)\b",
    re.IGNORECASE,
)


# Words of a rule that somebody is always hostile: acts of cooperation break it.
_HARD = re.compile(
    r"\b(?:hard(?:er|est|ly)?|harsh\w*|hostil\w*|enem(?:y|ies)|insult\w*|punish\w*|threat\w*|blackmail\w*|"
    r"force|fists?|cold|contempt\w*|scorn\w*|worse)\b",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(r"\b(?:who|whoever|if|when|whenever|unless|until)\b", re.IGNORECASE)


def find(statement: Statement, context: Context) -> Finding | None:
    """The record's answer to a claimed rule."""
    if against := against_the_rule(statement, context):
        return _of_bodies(statement, [of_event(e, context) for e in against], context)
    subject = _subject(statement, context)
    classes = rule_classes(statement, context)
    at_most = most_times(statement.text)
    is_never = (
        bool(_NEVER.search(statement.text)) or at_most is not None or stays_so(statement.text)
    )
    on_concession = is_never and "reversal" in classes and bool(_CONCEDES.search(statement.text))
    hangs = bool(_CONDITIONAL.search(statement.text)) and not on_concession
    broken = [
        example
        for side in _group(statement, context)
        or _both(statement, context)
        or ((subject,) if subject else ())
        if not hangs
        for example in _counterexamples(side, classes, statement, is_never, context)
        if not on_concession or not _conceded_before(example, side, context)
    ]
    if at_most is not None and occasions(broken) <= at_most:
        broken = []
    if _NO_OTHER.search(statement.text):
        broken = [example for example in broken if not _is_among_the_two(example, context)]
    if harmed(statement.text) and things(statement.text):
        broken = [example for example in broken if _is_of_things(example, statement, context)]
    families = _families(broken, classes, context)
    share = _usual_share(families, context) if "reversal" in classes else None
    status, words = _answer(
        subject, classes, broken, share, hangs=hangs, is_exhaustive=_is_exhaustive(subject, context)
    )
    return finding(
        CHECK,
        statement,
        context,
        question=_question(subject, classes, is_never),
        status=status,
        words=words,
        method=METHOD,
        query=acts_of_query(subject or "", as_of=context.view.as_of),
        numbers=_numbers(broken, share),
        rows=[example.ref for example in broken],
    )


def _of_bodies(statement: Statement, broken: list[Counterexample], context: Context) -> Finding:
    """The answer to a rule about all bodies of a kind, some of which did otherwise."""
    shown = ranked(broken)
    before = sum(example.is_before for example in shown)
    return finding(
        CHECK,
        statement,
        context,
        question="Did a body of that kind ever act against the side that the rule says all are for?",
        status="counterexamples",
        words=(
            f"{counted(len(shown), 'counterexample')} on record, {before} of them before the text:"
            f" {listed([example.words for example in shown], most=3)}."
        ),
        method="Acts of words or deeds against that side by bodies of the kind, by their names.",
        query=acts_of_query("", as_of=context.view.as_of),
        numbers=(Number("counterexamples", float(len(shown))),),
        rows=[example.ref for example in shown],
    )


# What "no other" state was met with, the two that the text is about may well have been.
_NO_OTHER = re.compile(r"\b(?:no other|nobody else|no one else)\b", re.IGNORECASE)


def _is_among_the_two(example: Counterexample, context: Context) -> bool:
    """Whether a row is an act toward one of the two states that the text is about."""
    pair = context.focus[:2]
    if example.ref.table == "events":
        return context.view.events_of([example.ref.id])[0].recipient_country in pair
    return any(m.target in pair for m in context.view.measures if m.measure_id == example.ref.id)


def _is_of_things(example: Counterexample, statement: Statement, context: Context) -> bool:
    """Whether a row is about the things that a rule says come to no harm."""
    about = things(statement.text)
    if example.ref.table == "events":
        return bool(about & things(context.view.events_of([example.ref.id])[0].description))
    return any(m.type in about for m in context.view.measures if m.measure_id == example.ref.id)


_CONCEDES = re.compile(
    r"\b(?:until|unless|before|without) (?:\w+ ){0,6}(?:gives?|given|gave|yields?|yielded|conced\w*|"
    r"apologi[sz]\w*|surrender\w*|bows?|bowed|submit\w*|back(?:s|ed)? down|pays?|paid|"
    r"kneels?|knelt|begs?|begged|crawl(?:s|ed)?|pleads?|pleaded|relents?|relented|"
    r"cav(?:es|ed) in|climb(?:s|ed) down|(?:says?|said) sorry|"
    r"(?:has|have|had|gets?|got) (?:what|its way|their way|his way)|(?:meets?|met|accept(?:s|ed)?) "
    r"(?:its|their|his|our|the|every|all) (?:\w+ )?(?:terms|conditions|demands?))\b",
    re.IGNORECASE,
)
_GROUP = re.compile(r"\b(?:the|all|these|those) (two|three|four|five|six|seven)\b", re.IGNORECASE)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
# Days before a lifting in which a concession of the other side would count for it.
CONCESSION_DAYS = 180
CONCESSIONS = frozenset({"apology", "reversal", "release", "signature", "withdrawal", "payment"})
YEARS_WATCHED = 5


def _group(statement: Statement, context: Context) -> tuple[str, ...]:
    """The states that "the four" stands for: the first so many that the text names in one breath."""
    found = _GROUP.search(statement.text)
    if found is None or parties(statement).states:
        return ()
    n = _COUNTS[found[1].casefold()]
    named = (parties(s) for s in context.statements)
    states = ([s for s in p.states if s not in p.owners] for p in named)
    return next((tuple(s[:n]) for s in states if len(s) >= n), ())


_BOTH_SIDES = re.compile(
    r"^\W*(?:and )?(?:neither|both|the two|not one of the two)\b(?! [\w’'-]+ nor\b)", re.IGNORECASE
)


def _both(statement: Statement, context: Context) -> tuple[str, ...]:
    """The two that "neither side" and "both" stand for."""
    return context.focus[:2] if _BOTH_SIDES.search(statement.text) else ()


def _conceded_before(example: Counterexample, subject: str, context: Context) -> bool:
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


def _is_exhaustive(subject: str | None, context: Context) -> bool:
    """Whether a source holds all acts of the subject in the years before the text."""
    if subject is None:
        return False
    since = context.written - dt.timedelta(days=round(365.25 * YEARS_WATCHED))
    kind = context.view.event_coverage((subject,), (), since=since, until=context.written)
    return kind == "exhaustive"


_RULE = re.compile(
    r"\b(?:never|not once|under no circumstances|always|every time|each time|invariably|without exception|"
    r"whenever|consistently|no (?:\w+ ){1,4}(?:has|had|have) ever|neither (?:[\w’'-]+ ){1,8}?ever)\b",
    re.IGNORECASE,
)


def is_rule(text: str) -> bool:
    """Whether a text tells what somebody always or never does."""
    if _RULE.search(text) or most_times(text) is not None:
        return True
    return stays_so(text) or kind_ruled(text) is not None


def is_universal(text: str) -> bool:
    """Whether a text claims something without exception."""
    return bool(_ALWAYS.search(text))


def _subject(statement: Statement, context: Context) -> str | None:
    """The state whose conduct the rule is about: the first one named, else the text's focus."""
    leaning = _leant_to(statement.text)
    if _WE_ACT.search(statement.text) and (own := own_side(context)):
        return own
    if other := other_side(statement.text, context):
        return other if not _ABOUT_OTHER.search(statement.text) else own_side(context)
    named = [state for state in parties(statement).states if state not in leaning]
    met = _met(statement.text)
    if named:
        return next((state for state in named if state not in met), named[0])
    return context.focus[0] if context.focus else None


# "We have never", "our police do not": whose conduct the rule is about, whomever it names.
_WE_ACT = re.compile(
    r"^\W*(?:(?:never|not) (?:once )?(?:has|have) )?(?:we|our|this (?:government|cabinet|transition|"
    r"administration|country|"
    r"republic|ministry))\b",
    re.IGNORECASE,
)
# "Has never shut a door on the neighbour": toward whom, not whose conduct.
_ABOUT_OTHER = re.compile(
    r"\b(?:to|towards?|against|with|on|upon|for|of|from)\s+(?:the|our|a)\s+(?:\w+ )?(?:neighbou?r|other)",
    re.IGNORECASE,
)
_TOWARD = re.compile(r"\b(?:to|towards?|against|with) (?:the )?$", re.IGNORECASE)


def _met(text: str) -> frozenset[str]:
    """States toward which somebody acts: "towards Ruritania the others …"."""
    return frozenset(
        actor
        for mention in find_actors(text)
        if _TOWARD.search(text[: mention.start])
        for actor in mention.actors
    )


def _leant_to(text: str) -> frozenset[str]:
    """States that only say which way somebody leans: "pro-Ruritanian", "anti-Ruritanian"."""
    return frozenset(
        actor
        for mention in find_actors(text)
        if text[: mention.start].casefold().endswith(("pro-", "anti-"))
        for actor in mention.actors
    )


def _counterexamples(
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
    denied = _denied(classes) if is_never else frozenset[str]()
    ours = own_side(context) if _OURS.search(statement.text) else None
    unsaid = ({ours} if ours else set()) | _unsaid(statement)
    others = tuple(s for s in parties(statement).states if s not in {subject, *unsaid})
    if is_universal(statement.text) and not is_never and not others:
        others = tuple(state for state in context.focus[:2] if state != subject)
    for event in context.view.events(actors=all_names((subject,)), recipients=others):
        if event.tier == "page" and _breaks(event, denied, statement, is_never):
            found.append(of_event(event, context))
    return ranked(found)


_OURS = re.compile(r"\b(?:our|us)\b", re.IGNORECASE)


def _unsaid(statement: Statement) -> frozenset[str]:
    """States that only a word such as "neither side" stands for."""
    if not _BOTH_SIDES.search(statement.text):
        return frozenset()
    return frozenset(parties(statement).states)


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


def _families(
    broken: list[Counterexample], classes: frozenset[str], context: Context
) -> frozenset[str]:
    """The families of the measures that break the rule, else of those that the rule names."""
    ids = {example.ref.id for example in broken if example.ref.table == "measures"}
    at_hand = {m.family for m in context.view.measures if m.measure_id in ids}
    named = {family for t, family in FAMILY_OF.items() if classes & classes_of_type(t)}
    return frozenset(at_hand or named)


def _usual_share(families: frozenset[str], context: Context) -> Share | None:
    known = context.worked_out
    key = ("usual share", families)
    if key not in known:
        known[key] = _share_of(families, context)
    found = known[key]
    assert found is None or isinstance(found, Share)
    return found


def _share_of(families: frozenset[str], context: Context) -> Share | None:
    same = [m for m in context.view.measures if m.family in families]
    watched = spells(same, as_of=context.view.as_of)
    if not watched:
        return None
    return share_in_force(watched, days=365, rng=np.random.default_rng(1))


def _answer(
    subject: str | None,
    classes: frozenset[str],
    broken: list[Counterexample],
    share: Share | None,
    *,
    hangs: bool,
    is_exhaustive: bool,
) -> tuple[Status, str]:
    if subject is None or (not classes - BROAD_CLASSES - {"tension"} and not broken):
        return "cannot_see", "The rule names no act and subject that the record could be asked for."
    if hangs:
        return (
            "not_identifiable",
            "The rule hangs on a condition that no column of the record holds.",
        )
    if not broken and is_exhaustive:
        return (
            "none_found",
            f"No act of {subject} breaks the rule, and the record is exhaustive here.",
        )
    if not broken:
        words = f"No row breaks the rule for {subject}, but this record is selected: it cannot show “never”."
        return "not_identifiable", words + _usual_words(share)
    before = [example for example in broken if example.is_before]
    words = (
        f"{len(broken)} counterexample{'s' if len(broken) > 1 else ''} on record, {len(before)} of them"
        f" before the text: {listed([example.words for example in broken], most=3)}."
    )
    return "counterexamples", words + _usual_words(share)


def _usual_words(share: Share | None) -> str:
    if share is None:
        return ""
    if not share.is_identifiable:
        why = (
            "fewer than ten joint acts were still watched after a year."
            if share.high - share.low <= WIDEST_BOUNDS
            else f"between {share.low:.0%} and {share.high:.0%} of {share.n} were still in force after a"
            " year, and those bounds are too far apart."
        )
        return f" How long such measures last for anybody is not identifiable here: {why}"
    return (
        f" Of {share.n} such measures by all senders {share.low:.0%} to {share.high:.0%} were still in"
        " force after a year: that a measure stays is expected of anyone."
    )


def _question(subject: str | None, classes: frozenset[str], is_never: bool) -> str:
    telling = sorted(classes - BROAD_CLASSES) or sorted(classes)
    acts = ", ".join(telling).replace("_", " ") or "an act against the rule"
    who = subject or "the subject"
    if is_never:
        return f"Did {who} ever do what the rule denies ({acts})?"
    return f"Are there acts of {who} that break the rule ({acts})?"


def _numbers(broken: list[Counterexample], share: Share | None) -> list[Number]:
    before = sum(example.is_before for example in broken)
    numbers = [
        Number("counterexamples", float(len(broken))),
        Number("counterexamples before the text", float(before)),
    ]
    if share and share.is_identifiable:
        middle = (share.low + share.high) / 2
        numbers.append(
            Number(
                "share still in force after 365 days, all senders",
                round(middle, 3),
                low=round(share.interval_low, 3),
                high=round(share.interval_high, 3),
                n=share.n,
                source_id="embedded/measures.csv",
            )
        )
    return numbers
