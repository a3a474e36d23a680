"""Rules about all bodies of a kind: "every court has sided with us", "no organisation ever blamed us"."""

import re
from collections.abc import Iterable
from typing import Final

from earnest.check.context import Context
from earnest.check.own_side import FIRST_PERSON, own_side
from earnest.check.parties import side
from earnest.contract.rows import Event
from earnest.contract.text import Statement
from earnest.extract.actors import find_actors

# For each kind of body the words for it in a claim, and those in the name of a row's actor.
_KINDS: Final = {
    "court": (
        r"courts?|judges?|tribunals?|benches|arbit(?:er|rator)s?|panels?",
        r"court|tribunal|judges?|arbitra\w+|panel|dispute settlement",
    ),
    "organisation": (
        r"(?:international )?(?:organi[sz]ations?|bodies|body|institutions?|agenc(?:y|ies))",
        r"organi[sz]ation|union|council|agency|commission|united nations|fund|bank|league|assembly",
    ),
    "bank": (r"banks?|lenders?|creditors?", r"bank|fund"),
    "watchdog": (
        r"watchdogs?|rights (?:groups?|organi[sz]ations?)|monitors?|observers?",
        r"watch|amnesty|rights|monitor\w*|observer\w*",
    ),
}
_EVERY: Final = re.compile(
    r"^\W*(?:(?:and|but) )?(?:every|each|all(?: of)?(?: the)?|any|(?P<none>no|not one|not a single|"
    r"none of the))"
    r" (?:single |independent |serious |foreign |other )?(?P<what>[\w’'-]+(?: [\w’'-]+)?)\b",
    re.IGNORECASE,
)
_FOR: Final = re.compile(
    r"\b(?:side[sd]?|agree[sd]?|stood|stands?|rule[sd]|decide[sd]?|found|finds?|held|voted) (?:with|for|by|"
    r"in favou?r of|in)\b|"
    r"\b(?:back|support|vindicat|acquit|clear|upheld|uphold|endors|prais|confirm)\w*",
    re.IGNORECASE,
)
_AGAINST: Final = re.compile(
    r"\b(?:against|condemn\w*|blam\w*|criticis\w*|criticiz\w*|refus\w*|reject\w*|rebuk\w*|fault\w*|censur\w*|"
    r"convict\w*|find(?:s|ing)? (?:us|it|them) (?:guilty|wrong)|found (?:us|it|them) (?:guilty|wrong)|"
    r"turned (?:us|it|them) (?:down|away))\b",
    re.IGNORECASE,
)


def kind_ruled(text: str) -> str | None:
    """The kind of body of which a text says that all, or none, did something; None if it says so of none."""
    found = _EVERY.search(text)
    if found is None:
        return None
    said = bool(_AGAINST.search(text)) if found["none"] else bool(_FOR.search(text))
    kinds = (k for k, (words, _) in _KINDS.items() if re.match(words + r"\b", found["what"], re.I))
    return next(kinds, None) if said else None


def against_the_rule(statement: Statement, context: Context) -> tuple[Event, ...]:
    """Acts of bodies of that kind that went against the side which the rule says they were for."""
    kind = kind_ruled(statement.text)
    favoured = _favoured(statement, context) if kind else None
    if kind is None or favoured is None:
        return ()
    names = re.compile(rf"\b(?:{_KINDS[kind][1]})\b", re.IGNORECASE)
    met = context.view.events(recipients=(favoured,))
    return tuple(e for e in met if e.tier == "page" and e.quad in (3, 4) and _is_by(e, names))


def _favoured(statement: Statement, context: Context) -> str | None:
    """The side that a rule says all are for: ours, else the one named after the verb."""
    if FIRST_PERSON.search(statement.text):
        return context.home or own_side(context) or _last_state(statement.actors)
    codes = [c for m in find_actors(statement.text) for c in m.actors]
    return side(codes[-1].partition(":")[0]) if codes else None


def _last_state(actors: Iterable[str]) -> str | None:
    return next((a.partition(":")[0] for a in reversed(list(actors))), None)


def _is_by(event: Event, names: re.Pattern[str]) -> bool:
    return bool(names.search(event.actor_name or ""))
