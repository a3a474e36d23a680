"""Claims that set what is sold against what is bought: "sells us six times what it buys"."""

import re
from typing import Final

from earnest.check.answer import finding
from earnest.check.computed import is_way_back
from earnest.check.context import Context
from earnest.check.direction import subject
from earnest.check.factors import Range
from earnest.check.own_side import own_side
from earnest.check.parties import parties, side
from earnest.check.query import series_query
from earnest.check.ratios import factor_told, range_words
from earnest.check.series import Candidate, years_apart
from earnest.check.sought import day_about, sides_about
from earnest.check.told_value import value_words
from earnest.contract.finding import Finding, Number
from earnest.contract.rows import Statistic
from earnest.contract.text import Statement

METHOD: Final = (
    "The values of both ways of one trade in one period, the nearest to the claim's time."
)
# Years between a claim and the values beyond which they say nothing of each other.
MOST_YEARS: Final = 3
_SELLS: Final = re.compile(
    r"\b(?:s(?:ells?|old|elling)|export\w*|suppl(?:y|ies|ied))\b", re.IGNORECASE
)
_BUYS: Final = re.compile(
    r"\b(?:b(?:uys?|ought|uying)|import\w*|purchas\w*|takes?|took)\b", re.IGNORECASE
)


def flows_told(sentence: str) -> tuple[bool, Range] | None:
    """Whether a sentence says that its subject sells so many times what it buys (False: the reverse)."""
    told = factor_told(sentence)
    sells, buys = _SELLS.search(sentence), _BUYS.search(sentence)
    if told is None or sells is None or buys is None:
        return None
    at, factor = told
    first, second = sorted((sells.start(), buys.start()))
    return (sells.start() == first, factor) if first < at < second else None


def find_flows(statement: Statement, context: Context) -> Finding | None:
    """The ratio of both ways of a trade beside the one claimed; None where the record lacks either way."""
    sentence = context.sentence(statement)
    told = flows_told(sentence)
    if told is None or factor_told(statement.text) is None:
        return None
    sells, (low, high) = told
    pair = _both_ways(statement, context)
    if pair is None:
        return None
    sold, bought = pair if _acts(statement, context) == side(pair[0].country) else pair[::-1]
    above, below = (sold, bought) if sells else (bought, sold)
    if not below.value:
        return None
    factor = above.value / below.value
    shown = " and ".join(value_words(Candidate(v, 0.0)) for v in (above, below))
    return finding(
        "quantity",
        statement,
        context,
        question="How many times what goes one way is what comes the other?",
        status="within" if low <= factor <= high else "outside",
        words=f"The text: {range_words(low, high)}. The record: {factor:.3g} times ({shown}).",
        method=METHOD,
        query=series_query(
            above.country, sorted({above.series_id, below.series_id}), as_of=context.view.as_of
        ),
        numbers=(Number("one way by the other", round(factor, 4), unit="times"),),
        rows=[Candidate(v, 0.0).ref for v in (above, below)],
    )


def _both_ways(statement: Statement, context: Context) -> tuple[Statistic, Statistic] | None:
    """What one state of the claim sold the other and bought of it, in the period nearest to its time."""
    sides, day = sides_about(statement, context).states, day_about(statement, context)
    held = [v for v in context.statistics_of(sides) if v.partner and side(v.partner) in sides]
    pairs = [(one, other) for one in held for other in held if is_way_back(one, other)]
    near = [p for p in pairs if years_apart(p[0], day) <= MOST_YEARS]
    return min(near, key=lambda p: (years_apart(p[0], day), p[0].stat_id), default=None)


def _acts(statement: Statement, context: Context) -> str | None:
    """The state that is said to sell and buy."""
    if named := subject(statement.text):
        return side(named.partition(":")[0])
    own = own_side(context)
    return next((s for s in parties(statement).states if s != own), own)
