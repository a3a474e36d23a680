"""The answer to a number by the values on record that agree with it."""

from dataclasses import replace

from earnest.check.answer import MOST_ROWS, finding
from earnest.check.by_value import by_value, nearest_by_words
from earnest.check.claimed import TOLERANCE, range_of, range_words, signed, told_quantity
from earnest.check.context import Context
from earnest.check.figures import of_a_fraction
from earnest.check.query import series_query
from earnest.check.series import Candidate
from earnest.check.sought import wording
from earnest.check.told_value import number_of, ratio_words, value_words
from earnest.check.units import unit_factor
from earnest.contract.finding import Finding
from earnest.contract.text import Quantity, Statement

# Numbers further apart are taken for numbers of two things.
MOST_APART = 10.0
METHOD = (
    "Values between the sides whose unit, period and number agree with the claim; a figure without a"
    f" modifier has a tolerance of {TOLERANCE:.0%}, “about” one of 10 %."
)


def agreeing(
    statement: Statement,
    quantity: Quantity,
    claim: tuple[float, float] | None,
    context: Context,
    *,
    is_main: bool = True,
) -> Finding | None:
    """The answer by the values that agree with the number and are tied to its words."""
    if claim is None or not isinstance(quantity.value, int | float):
        return None
    sought = wording(statement, quantity.of, context, is_dated=is_main)
    value = quantity.value if claim[0] >= 0 else -quantity.value
    found = by_value(sought, value, claim, quantity.unit, context)
    if found is None:
        return None
    shown = " and ".join(value_words(c) for c in found.candidates)
    ratio = ratio_words(quantity, found.candidates[0])
    return finding(
        "quantity",
        statement,
        context,
        question=f"Does the record hold {told_quantity(quantity)}?",
        status="within",
        words=f"The text: {told_quantity(quantity)}, read as {range_words(claim)}. The record: {shown}.{ratio}",
        method=f"{METHOD} {found.words}",
        query=series_query(
            found.values[0].country,
            sorted({v.series_id for v in found.values}),
            as_of=context.view.as_of,
        ),
        numbers=[number_of(c) for c in found.candidates],
        rows=found.rows,
    )


def with_others(
    found: Finding, statement: Statement, others: tuple[Quantity, ...], context: Context
) -> Finding:
    """The answer with the other numbers of the statement that agree with values on record."""
    for other in others:
        quantity = of_a_fraction(statement.text, other)
        claim = signed(range_of(quantity), quantity.unit, statement)
        also = agreeing(statement, quantity, claim, context, is_main=False)
        if also is None:
            continue
        if found.status not in ("within", "outside"):
            found = also
            continue
        rows = tuple(dict.fromkeys((*found.rows[: MOST_ROWS - len(also.rows)], *also.rows)))
        found = replace(
            found,
            words=f"{found.words} {also.words}",
            query=f"{found.query}\n{also.query}",
            numbers=(*found.numbers, *also.numbers),
            rows=rows,
        )
    return found


def disagreeing(
    statement: Statement, quantity: Quantity, claim: tuple[float, float], context: Context
) -> Finding | None:
    """The answer by the one series that the claim's own words single out, where its value is another."""
    value = quantity.value
    own = context.by_id.get(statement.id)
    is_foretold = own is not None and own.kind == "prediction"
    if is_foretold or not isinstance(value, int | float) or not value:
        return None
    sought = wording(statement, quantity.of, context, is_dated=True)
    near = nearest_by_words(sought, quantity.unit, context)
    if near is None or not near.value:
        return None
    ratio = abs(value * unit_factor(quantity.unit) / (near.value * unit_factor(near.unit)))
    if not 1 / MOST_APART <= ratio <= MOST_APART:
        return None
    shown = Candidate(near, 0.0)
    return finding(
        "quantity",
        statement,
        context,
        question=f"Does the record hold {told_quantity(quantity)}?",
        status="outside",
        words=(
            f"The text: {told_quantity(quantity)}, read as {range_words(claim)}. The record:"
            f" {value_words(shown)}.{ratio_words(quantity, shown)}"
        ),
        method="The only series of that unit between the sides whose label the words of the claim single out.",
        query=series_query(near.country, [near.series_id], as_of=context.view.as_of),
        numbers=[number_of(shown)],
        rows=[shown.ref],
    )
