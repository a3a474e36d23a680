"""Whose side a text speaks for: the state that its "we" and "our" were taken to mean."""

import re
from collections import Counter

from earnest.check.context import Context
from earnest.check.parties import parties
from earnest.extract.actors import find_actors
from earnest.extract.gazetteer import Gazetteer

FIRST_PERSON = re.compile(r"\b(?:we|us|ours?|ourselves)\b", re.IGNORECASE)
# Statements with "we" that mean one state, from which on the text speaks for it.
ENOUGH = 3


def own_side(context: Context) -> str | None:
    """The state that a text says "we" of, nowhere by name in the same words; None if nothing tells."""
    known = context.worked_out
    if "own side" not in known:
        known["own side"] = context.home or _own_side(context)
    found = known["own side"]
    assert found is None or isinstance(found, str)
    return found


def _own_side(context: Context) -> str | None:
    meant: Counter[str] = Counter()
    for statement in context.statements:
        if statement.holder == "author" and FIRST_PERSON.search(statement.text):
            meant.update(_unnamed(statement.text, parties(statement).states))
    state, n = next(iter(meant.most_common(1)), ("", 0))
    return state if n >= ENOUGH else None


def _unnamed(text: str, states: tuple[str, ...]) -> list[str]:
    """States that words speak of without naming them."""
    named = {
        code.partition(":")[0]
        for mention in find_actors(text)
        for code in (*mention.actors, mention.country or "")
    }
    return [s for s in states if s not in named and Gazetteer.load().is_state(s)]
