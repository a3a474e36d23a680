"""Whose conduct a rule is about: one side, a group that is counted, or both."""

import re

from earnest.check.context import Context
from earnest.check.other_side import other_side
from earnest.check.own_side import own_side
from earnest.check.parties import parties
from earnest.contract.text import Statement
from earnest.extract.actors import find_actors

_GROUP = re.compile(r"\b(?:the|all|these|those) (two|three|four|five|six|seven)\b", re.IGNORECASE)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_BOTH_SIDES = re.compile(
    r"^\W*(?:and )?(?:neither|both|the two|not one of the two)\b(?! [\w’'-]+ nor\b)", re.IGNORECASE
)
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


def group_ruled(statement: Statement, context: Context) -> tuple[str, ...]:
    """The states that "the four" stands for: the first so many that the text names in one breath."""
    found = _GROUP.search(statement.text)
    if found is None or parties(statement).states:
        return ()
    n = _COUNTS[found[1].casefold()]
    named = (parties(s) for s in context.statements)
    states = ([s for s in p.states if s not in p.owners] for p in named)
    return next((tuple(s[:n]) for s in states if len(s) >= n), ())


def both_ruled(statement: Statement, context: Context) -> tuple[str, ...]:
    """The two that "neither side" and "both" stand for."""
    return context.focus[:2] if _BOTH_SIDES.search(statement.text) else ()


def unsaid(statement: Statement) -> frozenset[str]:
    """States that only a word such as "neither side" stands for."""
    if not _BOTH_SIDES.search(statement.text):
        return frozenset()
    return frozenset(parties(statement).states)


def subject_ruled(statement: Statement, context: Context) -> str | None:
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
