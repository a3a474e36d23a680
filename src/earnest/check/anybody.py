"""Rules about anybody: "never had one member closed its border to another", held against acts near at hand."""

import re
from typing import Final

from earnest.check.context import Context
from earnest.check.fit import BROAD_CLASSES
from earnest.check.parties import all_names, parties
from earnest.check.row_facts import event_classes, sides_of_row
from earnest.check.universals import is_rule
from earnest.contract.rows import Event, Measure
from earnest.contract.text import Statement
from earnest.extract.acts import classes_in, classes_of_type, narrowed
from earnest.extract.gazetteer import Gazetteer

_STATE: Final = r"(?:member|state|country|neighbou?r|nation|capital|government|ally|republic)"
_ANYBODY: Final = re.compile(
    rf"\b(?:one|any|no|a|no other) {_STATE}\b.*\b(?:another|a neighbou?r|its neighbou?rs?|an ally|a fellow)\b",
    re.IGNORECASE,
)


def acts_of_anybody(statement: Statement, context: Context) -> tuple[Event | Measure, ...]:
    """Acts of the denied kind before the text between one of the two that it is about and a third state.

    Only of those does a record of the two hold anything; a claim that names a state is of that state. Events
    answer where no measure does.
    """
    named = [s for s in parties(statement).states if Gazetteer.load().is_state(s)]
    denied = narrowed(classes_in(statement.text)) - BROAD_CLASSES
    if named or not denied or not is_rule(statement.text) or not _ANYBODY.search(statement.text):
        return ()
    pair = context.focus[:2]
    measures = context.measures_with(pair)
    if found := tuple(m for m in measures if _is_such(m, denied, pair, context)):
        return found
    names = all_names(pair)
    events = (*context.view.events(actors=names), *context.view.events(recipients=names))
    once = {e.event_id: e for e in events}
    return tuple(e for e in once.values() if _is_such(e, denied, pair, context))


def _is_such(
    row: Event | Measure, denied: frozenset[str], pair: tuple[str, ...], context: Context
) -> bool:
    does, meets = sides_of_row(row)
    if isinstance(row, Event):
        of, day = event_classes(row.code, row.description), row.date
    else:
        of, day = classes_of_type(row.type), row.start or row.visible_from
    is_with_a_third = bool(does) and bool(meets) and not (does | meets) <= {*pair}
    return row.tier == "page" and bool(denied & of) and is_with_a_third and day < context.written
