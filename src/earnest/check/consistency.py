"""Consistency: an exception that the text itself makes to a rule it states."""

import re

from earnest.check.answer import finding
from earnest.check.context import Context
from earnest.check.parties import parties
from earnest.contract.finding import Finding
from earnest.contract.text import Statement
from earnest.extract.acts import classes_in

CHECK = "consistency"
# Code points within which a rule and its exception are read together.
NEAR = 2_000
METHOD = (
    "A rule without exception, and a later or earlier statement by the same holder about the same"
    " actor and kind of act that names an exception; from the text alone."
)
_EXCEPTION = re.compile(
    r"\b(?:the only \w+ (?:where|on which|in which|that)|(?:one|only|sole|single) exceptions?|"
    r"(?:is|are|was|were) (?:the|an) exceptions?|except(?:ion)?\b|with one exception|apart from|"
    r"other than|unless)\b",
    re.IGNORECASE,
)
_RULE = re.compile(r"\b(?:never|always|under no circumstances|without exception)\b", re.IGNORECASE)


def find(statement: Statement, context: Context) -> Finding | None:
    """A rule that the text's own exception breaks; None if the text makes none."""
    if _EXCEPTION.search(statement.text):
        rule = next((s for s in context.statements if _is_rule(s) and _excepts(statement, s)), None)
        return (
            _broken(statement, f"An exception to the text's own rule: “{rule.text}”.", context)
            if rule
            else None
        )
    if not _is_rule(statement):
        return None
    exception = next((s for s in context.statements if _excepts(s, statement)), None)
    if exception is None:
        return None
    words = f"The text excepts from its own rule: “{exception.text}”."
    return _broken(statement, words, context)


def _is_rule(statement: Statement) -> bool:
    return statement.kind == "regularity" and bool(_RULE.search(statement.text))


def _broken(statement: Statement, words: str, context: Context) -> Finding:
    return finding(
        CHECK,
        statement,
        context,
        question="Does the text keep to its own rule?",
        status="exception_breaks_rule",
        words=words,
        method=METHOD,
        query="none: from the text alone",
    )


def _excepts(other: Statement, rule: Statement) -> bool:
    if other.id == rule.id or other.holder != rule.holder or not _EXCEPTION.search(other.text):
        return False
    ruled, excepted = set(parties(rule).states), set(parties(other).states)
    is_near = abs(other.start - rule.start) < NEAR
    is_same_act = bool(classes_in(rule.text) & classes_in(other.text))
    return is_near and is_same_act and (not excepted or bool(ruled & excepted))
