"""Growth and decline claimed without a number: "trade has withered", "our sales have not grown"."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from earnest.check.answer import finding
from earnest.check.asked import asked
from earnest.check.concepts import unit_class, without_change
from earnest.check.context import Context
from earnest.check.figures import may_count
from earnest.check.parties import parties
from earnest.check.query import series_query
from earnest.check.series import Candidate, candidates, concepts_of
from earnest.check.sought import sides_about
from earnest.check.told_value import value_words
from earnest.contract.finding import Finding, Number
from earnest.contract.rows import Statistic
from earnest.contract.text import Statement
from earnest.contract.when import Period

METHOD: Final = (
    "The latest value of the best-fitting series before the text held against each earlier one, and"
    " changes on record as such; the claim is outside only where all of them go the other way."
)
# A change by less leaves a thing as it was.
STILL: Final = 0.02
_DOWN: Final = (
    r"wither(?:s|ed|ing)|collaps(?:es|ed|ing)|dwindl(?:es|ed|ing)|shrivel\w+|evaporat(?:es|ed|ing)|"
    r"plummet\w*|"
    r"crumbl(?:es|ed|ing)|(?:dries|dried|drying) up|wast(?:es|ed|ing) away|shrank|shrunk|shrink(?:s|ing)|"
    r"slump(?:s|ed|ing)|tumbl(?:es|ed|ing)|sank|sunk|sinks|sinking|plung(?:es|ed|ing)|declin(?:es|ed|ing)|"
    r"falls|fallen|falling|fell|dropp(?:ed|ing)|drops|ebb(?:s|ed|ing)|(?:going|gone|went) (?:down|downhill)|"
    r"(?:is|are|was|were|lies?|lay) in (?:ruins|decline|free fall|tatters)|melt(?:s|ed|ing) away|"
    r"suffer(?:s|ed|ing)?|contract(?:s|ed|ing)"
)
_UP: Final = (
    r"grow(?:s|n|ing)?|grew|ris(?:es|en|ing)|rose|boom(?:s|ed|ing)?|flourish(?:es|ed|ing)?|thriv(?:es|ed|"
    r"ing|e)|"
    r"soar(?:s|ed|ing)|blossom(?:s|ed|ing)|swell(?:s|ed|ing)|swollen|mushroom(?:s|ed|ing)|rocket(?:s|ed|ing)|"
    r"surg(?:es|ed|ing)|climb(?:s|ed|ing)|multipl(?:ies|ied|ying)|bloom(?:s|ed|ing)|expand(?:s|ed|ing)|"
    r"prosper(?:s|ed|ing)?|(?:is|are|was|were) on the rise|recover(?:s|ed|ing)"
)
_TREND: Final = re.compile(
    rf"\b(?:(?P<not>(?:ha(?:s|ve|d)|d(?:o|oes|id)) ?(?:n[’']t|not|never|hardly|scarcely)(?: \w+)?|never) )?"
    rf"(?:(?P<down>{_DOWN})|(?P<up>{_UP}))\b",
    re.IGNORECASE,
)
_NO_COUNT: Final = re.compile(r"\b(?:the|these|those|our|both) two\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trend:
    """The factors between an earlier and a later value that a wording allows; `of` is what it is told of."""

    low: float
    high: float
    words: str
    of: str


@lru_cache(maxsize=16_384)
def trend_claimed(text: str) -> Trend | None:
    """The growth or decline that a text claims without a number; None if it claims none."""
    found = _TREND.search(text)
    if found is None or may_count(_NO_COUNT.sub(" ", text)) or not found.start():
        return None
    is_up = bool(found["up"]) != bool(found["not"])
    slack = STILL if found["not"] else 0.0
    low, high = (1.0 - slack, float("inf")) if is_up else (0.0, 1.0 + slack)
    return Trend(low, high, found[0], text[: found.start()])


def by_trend(statement: Statement, context: Context) -> Finding | None:
    """The answer to a growth or decline without a number; None if the record has no values for it."""
    claimed = trend_claimed(statement.text)
    if claimed is None:
        return None
    known = list(_factors(claimed, statement, context))
    if not known:
        return None
    agreeing = [pair for pair in known if claimed.low <= pair[0] <= claimed.high]
    factor, values = (agreeing or known)[0]
    shown = " and ".join(value_words(Candidate(v, 0.0)) for v in values)
    rows = dict.fromkeys(v.stat_id for _, all_of in (agreeing or known) for v in all_of)
    by_id = {v.stat_id: v for _, all_of in known for v in all_of}
    return finding(
        "quantity",
        statement,
        context,
        question="Did it grow or decline, by the record?",
        status="within" if agreeing else "outside",
        words=f"The text: “{claimed.words}”. The record: {factor:.3g} times as much ({shown}).",
        method=METHOD,
        query=series_query(
            values[0].country, sorted({v.series_id for v in values}), as_of=context.view.as_of
        ),
        numbers=(Number("later value by earlier value", round(factor, 4), unit="times"),),
        rows=[Candidate(by_id[one], 0.0).ref for one in rows],
    )


def _factors(
    claimed: Trend, statement: Statement, context: Context
) -> Iterator[tuple[float, tuple[Statistic, ...]]]:
    """Later by earlier values of the series that fits best, nearest first, then changes as such."""
    sides = sides_about(statement, context)
    must = frozenset(parties(statement).states) - asked(statement, context).guessed
    on = Period.parse(statement.date).start if statement.date else None
    day = on or context.written
    held = candidates(without_change(claimed.of), None, sides, context, must=must, on=day)
    changes = candidates(f"{claimed.of} change over", "percent", sides, context, must=must, on=day)
    levels = _best((c for c in held if unit_class(c.value.unit) != "percent"), context)
    told = _best((c for c in changes if "change" in concepts_of(c.value)), context)
    if levels:
        now, *before = sorted(levels, key=lambda v: v.date, reverse=True)
        yield from (
            (now.value / v.value, (now, v)) for v in before if v.value > 0 and v.date < now.date
        )
    yield from ((1 + v.value / 100, (v,)) for v in told)


def _best(found: Iterable[Candidate], context: Context) -> list[Statistic]:
    """The values before the text of the series that fits best, of one partner and country."""
    ranked = [c.value for c in found if c.fits and _begins(c.value) <= context.written]
    same = (v for v in ranked if _series(v) == _series(ranked[0]))
    return list(same)


def _series(value: Statistic) -> tuple[str, str, str | None, str]:
    return value.series_id, value.country, value.partner, value.unit


def _begins(value: Statistic) -> dt.date:
    return Period.parse(value.date).start or dt.date.max
