"""Event: does the record hold the act that the statement reports, and on that date?"""

import re

from earnest.check.answer import (
    could_show_absence,
    counted,
    days_words,
    finding,
    listed,
    ref_of,
    seen,
    told,
    told_row,
)
from earnest.check.asked import NEGATED, Asked, asked, denies
from earnest.check.context import Context
from earnest.check.counted_time import days_of_slack
from earnest.check.fit import BROAD_CLASSES
from earnest.check.further_days import of_further_days
from earnest.check.lookup import STRONG, Match, matches, strong
from earnest.check.order import out_of_order
from earnest.check.query import events_query
from earnest.check.row_facts import sides_of_row
from earnest.contract.finding import Finding, RowRef, Wanted
from earnest.contract.rows import Event, Measure
from earnest.contract.text import Statement
from earnest.contract.when import Period
from earnest.contract.words import Status
from earnest.extract.acts import classes_of_event

CHECK = "event"
METHOD = (
    "Rows with the same parties are scored by kind of act, body, shared word stems and window;"
    " rows from memory never answer."
)
_BEGINS = re.compile(r"\b(?:beg[iau]n\w*|start\w*|first|announc\w*|confirm\w*)\b", re.IGNORECASE)
ENDS = re.compile(r"\b(?:complet\w*|finish\w*|last|final\w*|conclud\w*|ended)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\b(?:is|are|was|were) (?:\w+ly )?\w+ing\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
# "22 February is the day on which …" speaks of a day that comes back each year.
_YEARLY = re.compile(r"\b(?:anniversary|(?:is|was|marks) the (?:day|date))\b", re.IGNORECASE)
# "Since May" for a measure of 3 June is loose speech, not another date.
MOST_SINCE_DAYS = 31
# Days from the time of a claim within which a like act between the same parties is taken to be meant.
SAME_ACT_DAYS = 14
MOST_SAME_ACT_DAYS = 62
# A better score from which on a row that tells the act in detail goes before one that has only its time.
SURER = 1.0
# Words of a thesis that a quarrel is no real one, and what speaks against that.
STAGED = re.compile(
    r"\b(?:imitat\w*|simulat\w*|stag(?:e|ed|ing)|shows?|theat(?:re|er|rical)\w*|performances?|pretend\w*|"
    r"pretence|sham|fake\w*|feign\w*|spectacle|choreograph\w*)\b",
    re.IGNORECASE,
)
COSTLY = frozenset({"attack", "arrest", "cyber_attack"})
COST_DAYS = 366
# Days in which an act may be the answer to a like act of the other side.
BEFORE_DAYS = 120
_BY_TIME_WORDS = " (told by time and parties alone: read whether the words mean this act)"
_BY_MEANING_WORDS = (
    " (told by its time and a likeness in meaning: read whether the words mean this act)"
)
_BY_KIND_WORDS = " (an act of this kind by these parties; the claim gives no date)"
# Rows shown as leads where none answers.
MOST_LEADS = 3
# An act told by its beginning and its completion counts as one up to this length.
LONGEST_PHASE_DAYS = 731


def find(statement: Statement, context: Context) -> Finding | None:
    """The record's answer to an event claim."""
    if statement.kind == "thesis" and STAGED.search(statement.text):
        return _costs(statement, context)
    question = asked(statement, context)
    ranked = matches(question, context)
    status, words, shown = _other_order(statement, context) or _answer(
        statement, question, ranked, context
    )
    if status == "on_record":
        shown = [*shown, *(m.ref for m in of_further_days(statement, question, context))]
    return finding(
        CHECK,
        statement,
        context,
        question=_question(question),
        status=status,
        words=words,
        method=METHOD,
        query=events_query(question, as_of=context.view.as_of),
        rows=shown,
        coverage=seen(question, context),
        wanted=(_wanted(question),) if status in ("cannot_see", "not_on_record") else (),
    )


def _other_order(statement: Statement, context: Context) -> tuple[Status, str, list[RowRef]] | None:
    """The answer where an act told as the answer to another came before it."""
    found = out_of_order(statement, context)
    if found is None:
        return None
    words = (
        f"In the other order on record: {told_row(found.earlier)}, before {told_row(found.later)}."
    )
    return "conflicting", words, [ref_of(found.earlier), ref_of(found.later)]


def _costs(statement: Statement, context: Context) -> Finding | None:
    """For a thesis that a quarrel is staged: the acts between the parties that cost most."""
    question = asked(statement, context)
    sides = [s for s in question.parties.states if s in context.focus[:2]]
    if len(sides) < 2:
        return None
    acts = context.view.events(actors=sides, recipients=sides)
    costly = [
        e for e in acts
        if e.tier == "page" and classes_of_event(e.code, e.description) & COSTLY
        and abs((e.date - context.written).days) <= COST_DAYS
    ]  # fmt: skip
    costly.sort(key=lambda e: (-int(e.root) if e.root.isdigit() else 0, e.date, e.event_id))
    told_acts = listed([f"{e.date}: {e.description}" for e in costly], most=3)
    return finding(
        CHECK,
        statement,
        context,
        question="Does the record hold acts between the parties with a cost that a show would not bear?",
        status="on_record" if costly else "cannot_see",
        words=f"On record, costliest first: {told_acts}."
        if costly
        else "No such act is on record.",
        method=f"Acts of force, arrest and death within {COST_DAYS} days of the text, by CAMEO root.",
        query=events_query(question, as_of=context.view.as_of),
        rows=[RowRef("events", e.event_id) for e in costly],
        coverage=seen(question, context),
    )


def _question(question: Asked) -> str:
    parties = " and ".join((*question.parties.states, *question.parties.bodies)) or "anybody named"
    acts = ", ".join(sorted(question.classes)).replace("_", " ") or "the act described"
    until = f"{question.window.start or 'the beginning'} to {question.window.last or 'now'}"
    return f"Does the record hold an act ({acts}) involving {parties}, {until}?"


def _answer(
    statement: Statement, question: Asked, ranked: tuple[Match, ...], context: Context
) -> tuple[Status, str, list[RowRef]]:
    found = strong(ranked)
    if not found:
        return _miscounted(ranked) or _absent(question, ranked, context)
    if _denies_reversal(statement, question):
        found = tuple(match for match in found if _is_reversal(match)) or found
        if not any(_is_reversal(match) for match in found):
            return _not_reversed(found)
    slack = days_of_slack(statement.text)
    inside = [match for match in found if abs(match.gap_days) <= slack]
    best = found[0]
    if isinstance(best.row, Measure) and best.row.start is None:
        words = f"Announced, but not in effect as known on {context.view.as_of}: {told(best)}."
        return "conflicting", words, [match.ref for match in (best, *inside)]
    if isinstance(best.row, Measure) and not best.is_in_window and is_same_act(best, question):
        return _elsewhen([best, *inside], question, context)
    if (
        inside
        and not best.is_in_window
        and best.is_detailed
        and is_same_act(best, question)
        and all(best.score - m.score >= SURER and not m.is_detailed for m in inside)
    ):
        return _elsewhen([best, *inside], question, context)
    inside = inside or _on_that_day_of_another_year(statement, question, found)
    if not inside:
        same = [match for match in found if is_same_act(match, question)]
        if not same:
            return _absent(question, ranked, context)
        return _elsewhen(same, question, context)
    return _inside(statement, question, inside, ranked, context)


def is_same_act(match: Match, question: Asked) -> bool:
    """Whether a row outside the time of a claim is its act at another date, and not another act.

    A row that shares no more than parties and kind of act has to lie near, or on that day of another
    year: states expel each other's envoys again and again.
    """
    if match.is_detailed or not question.is_dated or _is_that_day(match, question):
        return True
    start, end = question.window.start, question.window.end
    length = (end - start).days if start and end else 0
    return abs(match.gap_days) <= max(SAME_ACT_DAYS, min(length, MOST_SAME_ACT_DAYS))


def _miscounted(ranked: tuple[Match, ...]) -> tuple[Status, str, list[RowRef]] | None:
    """The answer where the act of that time is on record with another number, or by another person."""
    close = [m for m in ranked if m.score >= STRONG and m.is_sourced and m.is_in_window]
    found = next(
        (m for m in close if m.differs.startswith(("another number", "another person"))), None
    )
    if found is None:
        return None
    return "conflicting", f"On record with {found.differs}: {told(found)}.", [found.ref]


def _on_that_day_of_another_year(
    statement: Statement, question: Asked, found: tuple[Match, ...]
) -> list[Match]:
    """Rows of the day and month that a claim on a yearly day gives without a year."""
    if not _YEARLY.search(statement.text) or _YEAR.search(statement.text):
        return []
    return [match for match in found if _is_that_day(match, question)]


def _is_that_day(match: Match, question: Asked) -> bool:
    """Whether an event has the day and month that the claim names, in whatever year."""
    start, end = question.window.start, question.window.end
    if not question.is_dated or start is None or end is None or (end - start).days != 1:
        return False
    row = match.row
    return isinstance(row, Event) and (row.date.month, row.date.day) == (start.month, start.day)


def _inside(
    statement: Statement,
    question: Asked,
    inside: list[Match],
    ranked: tuple[Match, ...],
    context: Context,
) -> tuple[Status, str, list[RowRef]]:
    """The answer where rows lie in the time that the claim speaks of."""
    rows = [match.ref for match in inside]
    if gap := 0 if question.is_reversal else _since_gap(statement, inside):
        words = f"On record as in force, but begun {days_words(gap)} than the text has it: {told(inside[0])}."
        return "other_date", words, rows
    tells_the_whole = not _BEGINS.search(statement.text) and not _GOES_ON.search(statement.text)
    if question.is_dated and tells_the_whole and (later := _completed_later(inside, ranked)):
        words = f"Begun in that time, completed {days_words(later.gap_days)}: {told(inside[0])}; {told(later)}."
        return "other_date", words, [later.ref, *rows]
    what = listed(list(dict.fromkeys(told(match) for match in inside)), most=3)
    if denies(statement.text, question.classes) and not _is_negative_fact(question):
        return "conflicting", f"The text denies it; the record holds {what}.", rows
    what = f"On record{_what_tells(inside[0], question)}: {what}."
    if before := next(filter(None, (_like_act_before(m, context) for m in inside)), None):
        return "on_record", f"{what} {_before_words(before)}", [*rows, before]
    return "on_record", what, rows


def _what_tells(best: Match, question: Asked) -> str:
    """A word of caution where little tells that the row is the act of the claim."""
    if best.fit.is_by_meaning:
        return _BY_MEANING_WORDS
    if best.is_told_by_time:
        return _BY_TIME_WORDS
    return "" if best.is_detailed or question.is_dated else _BY_KIND_WORDS


def is_of_kind_alone(finding: Finding) -> bool:
    """Whether nothing but the kind of act ties a finding to its row: another act may be meant."""
    return _BY_KIND_WORDS in finding.words


def _like_act_before(match: Match, context: Context) -> RowRef | None:
    """A measure of the same family by the other side in the months before, which this may answer."""
    row = match.row
    if not isinstance(row, Measure):
        return None
    earlier = [
        m
        for m in context.measures_among((row.sender, row.target))
        if m.sender == row.target and m.family == row.family and m.tier == "page"
        and 0 <= (row.visible_from - m.visible_from).days <= BEFORE_DAYS
    ]  # fmt: skip
    last = max(earlier, key=lambda m: (m.visible_from, m.measure_id), default=None)
    return RowRef("measures", last.measure_id) if last else None


def _before_words(row: RowRef) -> str:
    return f"The other side had taken a like measure in the {BEFORE_DAYS} days before ({row.id})."


def _since_gap(statement: Statement, inside: list[Match]) -> int:
    """Days by which all measures began outside the time from which the text says they hold."""
    since, slash, end = (statement.date or "").partition("/")
    starts = [m.row.start for m in inside if isinstance(m.row, Measure) and m.row.start]
    if not slash or end not in ("", "..") or not since or not starts:
        return 0
    claimed = Period.parse(since)
    gaps = [claimed.gap_days(Period.of_days(start, start)) for start in starts]
    nearest = min(gaps, key=abs)
    return nearest if abs(nearest) > MOST_SINCE_DAYS else 0


def _denies_reversal(statement: Statement, question: Asked) -> bool:
    """Whether the claim is that something was not lifted: then only a lifting speaks against it."""
    return "reversal" in question.classes and bool(NEGATED.search(statement.text))


def _is_reversal(match: Match) -> bool:
    row = match.row
    if isinstance(row, Measure):
        return row.status == "lifted"
    return "reversal" in classes_of_event(row.code, row.description)


def _not_reversed(found: tuple[Match, ...]) -> tuple[Status, str, list[RowRef]]:
    words = f"On record as imposed, with no lifting on record: {told(found[0])}."
    return "on_record", words, [match.ref for match in found]


def _completed_later(inside: list[Match], ranked: tuple[Match, ...]) -> Match | None:
    """A row that ends what the rows of the claimed time only begin."""
    if not all(isinstance(m.row, Event) and _BEGINS.search(m.row.description) for m in inside):
        return None
    after = (m for m in ranked if isinstance(m.row, Event) and 0 < m.gap_days <= LONGEST_PHASE_DAYS)
    return next((m for m in after if _ends_one(m, inside)), None)


def _ends_one(after: Match, begun: list[Match]) -> bool:
    """Whether a later row tells of the end of an act of that kind by the same side toward the same."""
    row = after.row
    if not isinstance(row, Event) or not ENDS.search(row.description):
        return False
    return any(
        sides_of_row(row) == sides_of_row(m.row)
        and isinstance(m.row, Event)
        and classes_of_event(row.code, row.description)
        & classes_of_event(m.row.code, m.row.description)
        for m in begun
    )


def _is_negative_fact(question: Asked) -> bool:
    """Whether the negation is itself the act ("keeps no envoy there")."""
    return "severance" in question.classes


def _elsewhen(
    found: list[Match], question: Asked, context: Context
) -> tuple[Status, str, list[RowRef]]:
    nearest = found[0]
    anchor = "the text" if not question.is_dated else "the date given"
    words = f"On record, but {days_words(nearest.gap_days)} than {anchor}: {told(nearest)}."
    row = nearest.row
    if (
        isinstance(row, Measure)
        and row.announced
        and row.start
        and row.announced <= context.written < row.start
    ):
        words = (
            f"Announced {row.announced}, before the text, but in effect only from {row.start},"
            f" {days_words(nearest.gap_days)}: {told(nearest)}."
        )
    return "other_date", words, [match.ref for match in found]


def _absent(
    question: Asked, ranked: tuple[Match, ...], context: Context
) -> tuple[Status, str, list[RowRef]]:
    if not question.parties.states:
        return (
            "cannot_see",
            "The statement names no state or body that the record can be asked for.",
            [],
        )
    could_see = seen(question, context)
    if could_show_absence(could_see):
        words = f"No such act among {counted(could_see.n, 'event')} that the record holds for these parties."
        return "not_on_record", words, []
    words = (
        f"No row fits among {counted(could_see.n, 'event')} of these parties; this record is {could_see.kind},"
        " so it cannot show that nothing happened."
    )
    if ranked:
        words += f" {_lead(ranked[0])}: {told(ranked[0])}."
    return "cannot_see", words, [match.ref for match in ranked[:MOST_LEADS]]


def _lead(match: Match) -> str:
    """What the nearest row is, and why it is no answer."""
    if not match.is_sourced:
        return "An unsourced lead, from memory"
    if match.differs:
        return f"Nearest, but {match.differs}"
    if match.score >= STRONG and not match.is_in_window:
        return f"Nearest of its kind, {days_words(match.gap_days)}"
    return "Nearest, but not the act"


def _wanted(question: Asked) -> Wanted:
    states = question.parties.states
    telling = sorted(question.classes - BROAD_CLASSES) or sorted(question.classes)
    return Wanted(
        table="events",
        actor=states[0] if states else None,
        recipient=states[1] if len(states) > 1 else None,
        act_class="|".join(telling) or None,
        since=question.window.start,
        until=question.window.last,
    )
