"""Rules on who begins: acts of a side that no like act of the other had gone before."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from earnest.check.context import Context
from earnest.check.parties import all_names, side
from earnest.contract.rows import Event, Measure

# Days in which an act may be the answer to one of the other side.
ANSWER_DAYS: Final = 60
_ACTS: Final = r"(?:str(?:ikes?|uck|iking)|acts?|acted|acting|moves?|moved|begins?|began|begun|starts?|started)"
_BEGINS: Final = (
    r"(?:begins?|began|begun|starts?|started) (?:it|this|anything|(?:a|the) (?:quarrel|fight|row))"
)
_FIRST_ACT: Final = r"first (?:blow|stone|shot|punch|move|step|strike|act)"
# Without an object: who "only answered the letter" did something else.
_ANSWERS: Final = (
    r"(?:answer|repl(?:y|ie)|react|respond|retaliat)(?:s|ed)?\b"
    r"(?! (?:the|an?|our|his|her|its|to|with|by)\b)"
)
_FIRST: Final = re.compile(
    rf"\b(?:never|not once|nor|neither|not|n[’']t)\b[^.;:]*\b(?:{_ACTS} first|{_FIRST_ACT}|{_BEGINS}|"
    rf"(?:been|be|is|was) the first|first to \w+)\b|"
    rf"\b(?:only|merely|just) (?:ever )?{_ANSWERS}",
    re.IGNORECASE,
)


def denies_beginning(text: str) -> bool:
    """Whether a text says that a side never begins, or only ever answers."""
    return bool(_FIRST.search(text))


def unprovoked(
    subject: str, others: Iterable[str], context: Context
) -> tuple[list[Event], list[Measure]]:
    """Material acts of a side against others that none of theirs against it had gone before.

    Args:
        subject: the side said never to begin.
        others: toward whom; an act of any of them in the two months before counts as what it answers.
        context: the text; rows from memory neither answer nor excuse.
    """
    other = tuple(others)
    theirs = _days(other, (subject,), context)
    events = [e for e in _events((subject,), other, context) if not _is_answer(e.date, theirs)]
    measures = [
        m for m in _measures((subject,), other, context) if not _is_answer(m.visible_from, theirs)
    ]
    return events, measures


def _is_answer(day: dt.date, theirs: list[dt.date]) -> bool:
    return any(0 <= (day - before).days <= ANSWER_DAYS for before in theirs)


def _days(actors: tuple[str, ...], recipients: tuple[str, ...], context: Context) -> list[dt.date]:
    events = [e.date for e in _events(actors, recipients, context)]
    return [*events, *(m.visible_from for m in _measures(actors, recipients, context))]


def _events(actors: tuple[str, ...], recipients: tuple[str, ...], context: Context) -> list[Event]:
    if not recipients:
        return []
    found = context.view.events(actors=all_names(actors), recipients=all_names(recipients))
    return [e for e in found if e.tier == "page" and e.quad == 4]


def _measures(
    actors: tuple[str, ...], recipients: tuple[str, ...], context: Context
) -> list[Measure]:
    return [
        m
        for m in context.measures_with(actors)
        if side(m.sender) in actors and side(m.target) in recipients and m.tier == "page"
    ]
