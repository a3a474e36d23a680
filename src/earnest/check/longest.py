"""Claims that nothing of the kind ever lasted as long: held against how long each of the kind lasted."""

import datetime as dt
import re
from typing import Final

from earnest.check.answer import counted, finding, listed, told_measure
from earnest.check.context import Context
from earnest.check.domains import things
from earnest.check.measured import REACH, measure_meant
from earnest.check.parties import parties, side
from earnest.check.query import measures_query
from earnest.contract.finding import Finding, Number, RowRef
from earnest.contract.rows import Measure
from earnest.contract.text import Statement
from earnest.extract.acts import classes_in, classes_of_type

METHOD: Final = (
    "Measures of one type by the sender, backed by a page, by the days from their start to their end, or"
    " to the last day on which they are known to have been in force; those toward the parties of the"
    " claim apart from those toward others."
)
_SPAN: Final = r"(?:days?|weeks?|months?|years?)"
_LONGEST: Final = re.compile(
    r"\blonger than any\b|\bthe longest\b|"
    r"\b(?:no|nobody|none|never|nothing)\b[^.;]*\b(?:(?:as|so) long|longer)\b|"
    rf"\bonly (?:with|for|against|towards?|in)\b[^.;]*\b(?:more|longer) than [\w’'-]+ {_SPAN}\b",
    re.IGNORECASE,
)
# "No wall has stood as long as ours": of whomever's.
_ANYBODYS: Final = re.compile(
    r"\b(?:no|none|nobody|nothing)\b(?! (?:\w+ ){1,2}of (?:theirs|its|his|hers|ours)\b)[^.;]*"
    r"\b(?:(?:as|than) (?:ours|theirs|his|hers|this|that|the one)\b|longer\W*$)",
    re.IGNORECASE,
)


def claims_longest(text: str) -> bool:
    """Whether a text says that nothing of the kind, or nobody else's, lasted as long."""
    return bool(_LONGEST.search(text))


def find_longest(statement: Statement, context: Context) -> Finding | None:
    """The measures of the sender toward others that lasted longer; None where there is none."""
    sender, types = _kind(statement, context)
    if not sender or not types:
        return None
    alike = [
        m for m in context.measures_with((sender,))
        if side(m.sender) == sender and m.type in types and m.tier == "page" and _days(m, context)
    ]  # fmt: skip
    sides = {*parties(statement).states, *context.focus[:2]} - {sender}
    own = max((_days(m, context) for m in alike if side(m.target) in sides), default=0)
    longer = [m for m in alike if side(m.target) not in sides and _days(m, context) > own]
    if own and not longer and _ANYBODYS.search(statement.text):
        longer = [m for m in _by_others(sender, types, context) if _days(m, context) > own]
    if not own or not longer:
        return None
    longer.sort(key=lambda m: (-_days(m, context), m.measure_id))
    shown = listed([f"{told_measure(m)}, {_days(m, context):,} days" for m in longer], most=3)
    is_own = all(side(m.sender) == sender for m in longer)
    whose = f"of {sender} toward others" if is_own else "by others"
    return finding(
        "comparison",
        statement,
        context,
        question=f"How long did measures of this kind last {'toward' if is_own else 'between'} others?",
        status="selected",
        words=(
            f"{counted(len(longer), 'measure')} {whose} lasted longer than the {own:,} days on record"
            f" here: {shown}."
        ),
        method=METHOD,
        query=measures_query(as_of=context.view.as_of, sender=sender, types=sorted(types)),
        numbers=(Number("measures compared", float(len(alike)), n=len(alike)),),
        rows=[RowRef("measures", m.measure_id) for m in longer],
    )


def _by_others(sender: str, types: frozenset[str], context: Context) -> list[Measure]:
    """Measures of a type that others took with a state that the text is about as one side."""
    return [
        m for m in context.measures_with(context.focus[:2])
        if side(m.sender) != sender and m.type in types and m.tier == "page" and _days(m, context)
    ]  # fmt: skip


def _kind(statement: Statement, context: Context) -> tuple[str, frozenset[str]]:
    """Whose measures are compared, and of which types.

    Those that the claim names, else that of the measure it speaks of, else those that take hold of the
    things named in the claims just before it.
    """
    measure = measure_meant(statement, context)
    if measure is not None:
        return side(measure.sender), frozenset({measure.type})
    classes = classes_in(statement.text)
    before = [s for s in context.statements if s.end <= statement.start][-REACH:]
    senders = dict.fromkeys((*parties(statement).states[:1], *_pair(statement, context)))
    known = {s: _types_of(s, context) for s in senders}
    by_things = ((s, things(statement.text) & known[s]) for s in senders)
    by_act = ((s, {t for t in known[s] if classes & classes_of_type(t)}) for s in senders)
    told = ((s, things(b.text) & known[s]) for b in reversed(before) for s in senders)
    for sender, types in (*by_things, *by_act, *told):
        if types:
            return sender, frozenset(types)
    return "", frozenset()


def _types_of(sender: str, context: Context) -> frozenset[str]:
    """The types of the measures that a state has taken."""
    return frozenset(m.type for m in context.measures_with((sender,)) if side(m.sender) == sender)


def _pair(statement: Statement, context: Context) -> tuple[str, ...]:
    """The two that the text is about, for a claim on what nobody else did."""
    return context.focus[:2] if _ANYBODYS.search(statement.text) else ()


def _days(measure: Measure, context: Context) -> int:
    """Days in force up to the text, as far as is known; 0 where a day is missing."""
    last = min(measure.end or measure.censored_at or dt.date.min, context.written)
    if measure.start is None or last <= measure.start:
        return 0
    return (last - measure.start).days
