"""Regularity: counterexamples to a claimed rule first, then what is usual for anybody.

Rules are read as: a subject, acts that it is said always or never to do, and a window up to the
text. "Never softens" asks for reversals; "never leaves" for withdrawals; "always a friend" for
hostile acts.
"""

import datetime as dt
import re

from earnest.check.answer import counted, finding, listed
from earnest.check.anybody import acts_of_anybody
from earnest.check.bodies_of_a_kind import against_the_rule
from earnest.check.context import Context
from earnest.check.counterexamples import (
    Counterexample,
    occasions,
    of_event,
    of_taken,
    ranked,
)
from earnest.check.domains import things
from earnest.check.fit import BROAD_CLASSES
from earnest.check.query import acts_of_query
from earnest.check.rule_broken import (
    CONCEDES,
    NO_OTHER,
    conceded_before,
    counterexamples,
    is_among_the_two,
    is_of_things,
)
from earnest.check.ruled import both_ruled, group_ruled, subject_ruled
from earnest.check.universals import harmed, most_times, rule_classes, stays_so
from earnest.check.usual import families_ruled, usual_share, usual_words
from earnest.contract.finding import Finding, Number
from earnest.contract.rows import Event
from earnest.contract.text import Statement
from earnest.contract.words import Status
from earnest.measure.survival import Share

CHECK = "regularity"
METHOD = (
    "Counterexamples are measures of the subject that were lifted, and acts of the denied kind (or of"
    " the opposite tone) by the subject; rows from memory do not count. The share still in force is"
    " Kaplan–Meier over page-backed measures by all senders, of the families of the counterexamples"
    " (else of the measures that the rule names), one weight per joint act, between two bounds for"
    " unknown ends."
)

_NEVER = re.compile(
    r"\b(?:never|not once|(?:ha(?:s|ve|d)|did) not (?:[\w’'-]+ ){0,4}?(?:a|one) "
    r"single(?! (?:day|night|week|month|year|hour|"
    r"minute|time))|no longer|no (?:\w+ ){1,4}(?:has|had|"
    r"have) ever|neither (?:[\w’'-]+ ){1,8}?ever|"
    r"under no circumstances|not under any|does not|do not|did not|"
    r"doesn[’']t|don[’']t|not only|cannot|no one|nobody|nothing|without exception"
    r"|никогда|ни разу|никто|ничто|ни (?:один|одна|одно|одного|одной|одну))\b",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(r"\b(?:who|whoever|if|when|whenever|unless|until)\b", re.IGNORECASE)
YEARS_WATCHED = 5


def find(statement: Statement, context: Context) -> Finding | None:
    """The record's answer to a claimed rule."""
    if found := _by_others(statement, context):
        return found
    subject = subject_ruled(statement, context)
    classes = rule_classes(statement, context)
    at_most = most_times(statement.text)
    is_never = (
        bool(_NEVER.search(statement.text)) or at_most is not None or stays_so(statement.text)
    )
    on_concession = is_never and "reversal" in classes and bool(CONCEDES.search(statement.text))
    hangs = bool(_CONDITIONAL.search(statement.text)) and not on_concession
    broken = [
        example
        for side in group_ruled(statement, context)
        or both_ruled(statement, context)
        or ((subject,) if subject else ())
        if not hangs
        for example in counterexamples(side, classes, statement, is_never, context)
        if not on_concession or not conceded_before(example, side, context)
    ]
    if at_most is not None and occasions(broken) <= at_most:
        broken = []
    if NO_OTHER.search(statement.text):
        broken = [example for example in broken if not is_among_the_two(example, context)]
    if harmed(statement.text) and things(statement.text):
        broken = [example for example in broken if is_of_things(example, statement, context)]
    families = families_ruled(broken, classes, context)
    share = usual_share(families, context) if "reversal" in classes else None
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


def _by_others(statement: Statement, context: Context) -> Finding | None:
    """The answer to a rule about all bodies of a kind, or about anybody; None if it is about a side."""
    if against := against_the_rule(statement, context):
        return _of_others(
            statement,
            [of_event(e, context) for e in against],
            context,
            question="Did a body of that kind ever act against the side that the rule says all are for?",
            method="Acts of words or deeds against that side by bodies of the kind, by their names.",
        )
    if acts := acts_of_anybody(statement, context):
        examples = [
            of_event(a, context) if isinstance(a, Event) else of_taken(a, context) for a in acts
        ]
        return _of_others(
            statement,
            examples,
            context,
            question="Did anybody near at hand ever do to another what the rule says nobody did?",
            method="Acts of the denied kind, before the text, of one of its two sides with a third state.",
        )
    return None


def _of_others(
    statement: Statement,
    broken: list[Counterexample],
    context: Context,
    *,
    question: str,
    method: str,
) -> Finding:
    """The answer to a rule about all bodies of a kind, or about anybody, some of whom did otherwise."""
    shown = ranked(broken)
    before = sum(example.is_before for example in shown)
    return finding(
        CHECK,
        statement,
        context,
        question=question,
        status="counterexamples",
        words=(
            f"{counted(len(shown), 'counterexample')} on record, {before} of them before the text:"
            f" {listed([example.words for example in shown], most=3)}."
        ),
        method=method,
        query=acts_of_query("", as_of=context.view.as_of),
        numbers=(Number("counterexamples", float(len(shown))),),
        rows=[example.ref for example in shown],
    )


def _is_exhaustive(subject: str | None, context: Context) -> bool:
    """Whether a source holds all acts of the subject in the years before the text."""
    if subject is None:
        return False
    since = context.written - dt.timedelta(days=round(365.25 * YEARS_WATCHED))
    kind = context.view.event_coverage((subject,), (), since=since, until=context.written)
    return kind == "exhaustive"


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
        return "not_identifiable", words + usual_words(share)
    before = [example for example in broken if example.is_before]
    words = (
        f"{len(broken)} counterexample{'s' if len(broken) > 1 else ''} on record, {len(before)} of them"
        f" before the text: {listed([example.words for example in broken], most=3)}."
    )
    return "counterexamples", words + usual_words(share)


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
