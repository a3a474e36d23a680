"""The answer to a claim of how many times as much: two values of one series, or a change on record."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from earnest.check.answer import finding
from earnest.check.asked import asked
from earnest.check.concepts import unit_class, without_change
from earnest.check.context import Context
from earnest.check.parties import parties
from earnest.check.query import series_query
from earnest.check.ratios import Ratio, range_words, ratio_claimed
from earnest.check.series import Candidate, candidates, concepts_of
from earnest.check.sought import measured, sides_about
from earnest.check.told_value import value_words
from earnest.check.two_values import by_two_values
from earnest.contract.finding import Finding, Number
from earnest.contract.rows import Statistic
from earnest.contract.text import Quantity, Statement
from earnest.contract.when import Period

METHOD = (
    "The later value of the best-fitting series divided by the earlier one, or the change of that period"
    " on the year before where the record holds it as such."
)
_NOTHING = Quantity("no figure", None, None, None)
_MONTH, _YEAR = 7, 4
# What a series of changes scores for being one.
FOR_CHANGE = 1.0


def is_only_a_ratio(statement: Statement) -> bool:
    """Whether a claim's one number is how many times as much something is."""
    quantity = statement.quantity
    return (
        quantity is None or isinstance(quantity.value, str) or quantity.unit in ("percent", "times")
    )


def by_ratio(statement: Statement, context: Context) -> Finding | None:
    """The answer to the factor that a claim gives; None if the record has no two values for it."""
    claimed = ratio_claimed(statement.text)
    if claimed is None:
        return None
    for text in (statement.text, *measured(statement, _NOTHING, context)):
        if pair := next(_pairs(text, claimed, statement, context), None):
            return _answer(statement, claimed, *pair, context)
    return None


def other_ratio(statement: Statement, context: Context) -> Finding | None:
    """The same for a claim that gives another number beside the factor: a finding of its own."""
    if is_only_a_ratio(statement):
        return None
    found = by_ratio(statement, context) or by_two_values(statement, context)
    return found and replace(found, id=f"{statement.id}.quantity.ratio")


def _pairs(
    text: str, claimed: Ratio, statement: Statement, context: Context
) -> Iterator[tuple[float, tuple[Statistic, ...]]]:
    """Factors on record of series that fit, each with its values, best-fitting series first."""
    sides, until = sides_about(statement, context), _until(claimed, statement)
    must = frozenset(parties(statement).states) - asked(statement, context).guessed
    on = _day(until, context)
    held = candidates(without_change(text), None, sides, context, must=must, on=on)
    changes = candidates(f"{text} change", "percent", sides, context, must=must, on=on)
    levels = _best(c for c in held if unit_class(c.value.unit) != "percent")
    told = _best(c for c in changes if "change" in concepts_of(c.value))
    if levels and told and levels[0].score < told[0].score - FOR_CHANGE:
        levels = []
    for now in _at(levels, until, context):
        then = _value_then(now, claimed, context)
        if then is not None and then.value > 0:
            yield now.value / then.value, (now, then)
    for now in _at(told, until, context):
        if _is_on_the_year_before(now, claimed):
            yield 1 + now.value / 100, (now,)


def _best(found: Iterable[Candidate]) -> list[Candidate]:
    """The values of the best-fitting series."""
    ranked = [c for c in found if c.fits or c.is_named]
    return [c for c in ranked if c.score == ranked[0].score]


def _until(claimed: Ratio, statement: Statement) -> str | None:
    """The later period as the words give it: a year or a month; None if it is that of the text."""
    if claimed.until:
        return str(claimed.until)
    date = statement.date or ""
    if "/" in date or date[:_YEAR] == str(claimed.base):
        return None
    return date[:_MONTH] or None


def _day(until: str | None, context: Context) -> dt.date:
    return (Period.parse(until).start if until else None) or context.written


def _at(found: list[Candidate], until: str | None, context: Context) -> list[Statistic]:
    """Values in the later period, or the last before the text."""
    best = [c.value for c in found]
    if until:
        return [v for v in best if v.date in (until, until[:_YEAR])]
    known = [v for v in best if (Period.parse(v.date).start or dt.date.max) <= context.written]
    last = max((v.date for v in known), default="")
    return [v for v in known if v.date == last]


def _value_then(now: Statistic, claimed: Ratio, context: Context) -> Statistic | None:
    """The value of the same series in the period that a claim holds against, latest edition."""
    year = claimed.base or int(now.date[:_YEAR]) - (claimed.years or 1)
    if year >= int(now.date[:_YEAR]):
        return None
    date = f"{year:04}{now.date[_YEAR:]}"
    same = [
        v
        for v in context.statistics_of((now.country,))
        if (v.series_id, v.partner, v.unit) == (now.series_id, now.partner, now.unit)
        and v.date == date
    ]
    return max(same, key=lambda v: (v.known_at, v.stat_id), default=None)


def _is_on_the_year_before(now: Statistic, claimed: Ratio) -> bool:
    year = int(now.date[:_YEAR])
    return claimed.years == 1 or claimed.base == year - 1


def _answer(
    statement: Statement,
    claimed: Ratio,
    factor: float,
    values: tuple[Statistic, ...],
    context: Context,
) -> Finding:
    shown = " and ".join(value_words(Candidate(v, 0.0)) for v in values)
    return finding(
        "quantity",
        statement,
        context,
        question="How many times the earlier value is the later one?",
        status="within" if claimed.low <= factor <= claimed.high else "outside",
        words=(
            f"The text: “{claimed.words}”, read as {range_words(claimed.low, claimed.high)}"
            " the earlier value."
            f" The record: {factor:.3g} times ({shown})."
        ),
        method=METHOD,
        query=series_query(
            values[0].country, sorted({v.series_id for v in values}), as_of=context.view.as_of
        ),
        numbers=(Number("later value by earlier value", round(factor, 4), unit="times"),),
        rows=[Candidate(v, 0.0).ref for v in values],
    )
