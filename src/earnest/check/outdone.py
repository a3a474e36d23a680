"""Claims that somebody comes first: held against those that stand above on record."""

from typing import Final

from earnest.check.answer import finding
from earnest.check.computed import place_claimed
from earnest.check.context import Context
from earnest.check.query import series_query
from earnest.check.worked_out import place_on_record
from earnest.contract.finding import Finding, Number
from earnest.contract.text import Statement

METHOD: Final = "A series of places, else the values of one series and period, in order of size."


def find_outdone(statement: Statement, context: Context) -> Finding | None:
    """What stands above the one that a claim puts first; None where nothing on record does."""
    if place_claimed(statement.text) != 1:
        return None
    found = place_on_record(statement, context)
    if found is None or found.value <= 1:
        return None
    return finding(
        "comparison",
        statement,
        context,
        question="Does anything on record stand above what the text puts first?",
        status="selected",
        words=f"On record it is not the first: {found.words}.",
        method=METHOD,
        query=series_query(
            found.values[0].country,
            sorted({v.series_id for v in found.values}),
            as_of=context.view.as_of,
        ),
        numbers=(Number("place on record", found.value, unit="rank"),),
        rows=found.rows,
    )
