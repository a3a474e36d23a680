"""Whose persons a claim names: the record tells of which state "Prime Minister A" is.

Lists of office-holders end somewhere. The rows of a quarrel name its persons with their offices, and
one state is a side of every row that names a person of its own.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from earnest.check.context import Context
from earnest.check.parties import side
from earnest.contract.rows import Event
from earnest.extract.actors import find_actors
from earnest.extract.gazetteer import Gazetteer

# A record of so many rows is a feed, whose rows have no words of their own.
FEED_ROWS = 5_000
_OFFICE = (
    r"president|premier|(?:[a-z]+ )?ministers?|chancellor|ambassador|envoy|spokes(?:man|woman|person)|"
    r"secretary|"
    r"speaker|general|commissioner|chief|king|queen|emir|leader|deputy|senator|governor|mayor|"
    r"secretary[- ]general"
)
_TITLED = re.compile(
    rf"\b(?i:{_OFFICE}) ((?:[A-ZÀ-ÞŁŚŠŻŽČ][\w’'-]+ ){{0,2}}[A-ZÀ-ÞŁŚŠŻŽČ][\w’'-]+)"
)
_NAME = re.compile(r"\b[A-ZÀ-ÞŁŚŠŻŽČ][\w’'-]{2,}")


def states_of_persons(text: str, context: Context) -> tuple[str, ...]:
    """The states of the persons that a text names and no list knows, in order of mention."""
    known = _persons(context)
    if not known:
        return ()
    taken = [(m.start, m.end) for m in find_actors(text)]
    names = (
        m[0].casefold().removesuffix("’s").removesuffix("'s")
        for m in _NAME.finditer(text)
        if not any(start <= m.start() < end for start, end in taken)
    )
    return tuple(dict.fromkeys(known[name] for name in names if name in known))


def _persons(context: Context) -> Mapping[str, str]:
    """Surnames that rows give with an office, each with the state that it is of."""
    key = "persons"
    if key not in context.worked_out:
        context.worked_out[key] = _by_rows(context)
    found = context.worked_out[key]
    assert isinstance(found, dict)
    return found


def _by_rows(context: Context) -> dict[str, str]:
    if context.view.count_events() > FEED_ROWS:
        return {}
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for event in context.view.events():
        for name in _TITLED.finditer(event.description):
            surname = name[1].split()[-1].casefold()
            told[surname].update(_sides(event))
            if name.start() == 0 and event.actor_country:
                told[surname][event.actor_country] += 1
    return {name: state for name, states in told.items() if (state := _leading(states))}


def _sides(event: Event) -> Iterable[str]:
    sides = {side(s) for s in (event.actor_country, event.recipient_country) if s}
    return [s for s in sides if Gazetteer.load().is_state(s)]


def _leading(states: Counter[str]) -> str | None:
    """The state that most rows naming a person have as a side; None where two have as many."""
    ranked = states.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
