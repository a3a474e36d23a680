"""Predictions of a number ("sales for 2023 will stay below a million"), by the value of that year."""

import datetime as dt
import re
from dataclasses import replace
from typing import Final

from earnest.check import quantity
from earnest.check.answer import finding
from earnest.check.claimed import range_of, range_words
from earnest.check.context import Context
from earnest.check.figures import figures
from earnest.check.query import series_query
from earnest.check.series import Candidate
from earnest.check.told_value import number_of, value_words
from earnest.check.units import unit_factor
from earnest.contract.finding import Finding
from earnest.contract.rows import Statistic
from earnest.contract.text import Quantity, Statement

_YEAR: Final = re.compile(r"\b(20\d\d|19\d\d)\b")
_SIZE: Final = re.compile(
    r"\b(?:below|under|above|over|exceed\w*|reach\w*|top|fall (?:to|below)|rise (?:to|above)|at least|at most|"
    r"less than|more than|fewer than|short of|beyond|past|no more than|not reach)\b",
    re.IGNORECASE,
)
METHOD: Final = (
    "The value of the best-fitting series for the year foretold, published after the text."
)


def foretold_number(statement: Statement, context: Context) -> Finding | None:
    """The answer to a prediction of a number; None if it foretells none of a year, or no series fits."""
    told = figures(statement)
    year = _year(statement)
    if not told or year is None or not _SIZE.search(statement.text):
        return None
    found = quantity.find(replace(statement, kind="quantity"), context)
    cited = {row.id for row in found.rows} if found else set()
    held = [v for v in context.view.statistics if v.stat_id in cited]
    if found is None or found.status not in ("within", "outside") or not held:
        return None
    then = [v for v in held if v.date == str(year) and v.known_at > context.written]
    if then:
        return _resolved(statement, told[0], then[0], context)
    return _open(statement, year, held[0], context)


def _year(statement: Statement) -> int | None:
    """The year that a prediction names, in its words or by its last day."""
    found = _YEAR.search(statement.text)
    if found:
        return int(found[1])
    last = (statement.date or "").rpartition("/")[2]
    return int(last[:4]) if last[:4].isdigit() and len(last) == 4 else None


def _resolved(
    statement: Statement, quantity_told: Quantity, value: Statistic, context: Context
) -> Finding:
    low, high = range_of(quantity_told) or (float("-inf"), float("inf"))
    size = value.value * unit_factor(value.unit)
    shown = Candidate(value, 0.0)
    return finding(
        "prediction",
        statement,
        context,
        question="Did the number of that year come out as foretold?",
        status="occurred" if low <= size <= high else "not_occurred",
        words=f"Foretold: {range_words((low, high))}. The record: {value_words(shown)}.",
        method=METHOD,
        query=series_query(value.country, [value.series_id], as_of=context.view.as_of),
        numbers=[number_of(shown)],
        rows=[shown.ref],
    )


def _open(statement: Statement, year: int, like: Statistic, context: Context) -> Finding | None:
    """The answer while the year is not over, or its value not yet published."""
    if context.view.as_of > dt.date(year, 12, 31):
        return None
    return finding(
        "prediction",
        statement,
        context,
        question="Did the number of that year come out as foretold?",
        status="open",
        words=f"The value for {year} was not published by {context.view.as_of}.",
        method=METHOD,
        query=series_query(like.country, [like.series_id], as_of=context.view.as_of),
        rows=[Candidate(like, 0.0).ref],
    )
