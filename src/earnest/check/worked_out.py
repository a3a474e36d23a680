"""Answers that follow from values on record: a place in an order, a change, a sum, a part of a whole."""

from earnest.check.answer import finding
from earnest.check.asked import asked
from earnest.check.by_value import Ties
from earnest.check.claimed import range_words, told_quantity
from earnest.check.computed import Computed, Sought, both_ways, change, place
from earnest.check.concepts import concepts_in, unit_class
from earnest.check.context import Context
from earnest.check.parties import parties
from earnest.check.parts import part_of_whole
from earnest.check.query import series_query
from earnest.check.series import Candidate
from earnest.check.sought import day_about, measured, sides_about, wording
from earnest.check.told_value import value_words
from earnest.contract.finding import Finding, Number
from earnest.contract.rows import Statistic
from earnest.contract.text import Quantity, Statement

# Asked where a part and its whole are picked from the record: the pair may be another than is meant.
SHARE_OF_TWO = "What share follows from the values on record?"


def is_a_share_of_two(found: Finding) -> bool:
    """Whether an answer is a share of two values that the words only hint at."""
    return found.question == SHARE_OF_TWO


def by_place(claimed: int, statement: Statement, context: Context) -> Finding | None:
    """The answer to a claim of a place in an order ("more than any other", "fifth place")."""
    if found := place_on_record(statement, context):
        return _computed(statement, f"place {claimed}", claimed == found.value, found, context)
    return None


def place_on_record(statement: Statement, context: Context) -> Computed | None:
    """The place in an order that the record gives to what a claim names; None if it gives none."""
    nothing = Quantity("place", None, None, None)
    texts = (statement.text, *measured(statement, nothing, context))
    found = (place(_sought(statement, text, context), context) for text in texts)
    return next(filter(None, found), None)


def worked_out(
    statement: Statement, quantity: Quantity, claim: tuple[float, float], context: Context
) -> Finding | None:
    """The answer to a number that follows from the record: a change, or a sum of both ways."""
    low, high = claim
    if unit_class(quantity.unit) == "percent" and "change" not in concepts_in(statement.text):
        return _part(statement, quantity, claim, context)
    for text in measured(statement, quantity, context):
        sought = _sought(statement, text, context)
        is_change = "change" in concepts_in(statement.text)
        if unit_class(quantity.unit) == "percent":
            found = change(sought, context) if is_change else None
        else:
            found = both_ways(sought, quantity.unit, context)
        if found:
            said = f"{told_quantity(quantity)}, read as {range_words(claim)}"
            return _computed(statement, said, low <= found.value <= high, found, context)
    return None


def fits_better(other: Finding, found: Finding, statement: Statement, context: Context) -> bool:
    """Whether an answer cites another series than the one found, tied more closely to the claim."""
    if other.status not in ("within", "outside"):
        return False
    ties = Ties(wording(statement, None, context, is_dated=False), context)
    mine, theirs = (_cited(one, context) for one in (other, found))
    if {v.series_id for v in mine} & {v.series_id for v in theirs[:1]}:
        return False
    best = [max((ties.own_weight(v) for v in one[:2]), default=0.0) for one in (mine, theirs)]
    return best[0] > best[1]


def _cited(finding_: Finding, context: Context) -> list[Statistic]:
    ids = [row.id for row in finding_.rows]
    held = {v.stat_id: v for v in context.view.statistics if v.stat_id in set(ids)}
    return [held[one] for one in ids if one in held]


def _sought(statement: Statement, text: str, context: Context) -> Sought:
    must = frozenset(parties(statement).states) - asked(statement, context).guessed
    return Sought(text, sides_about(statement, context), must, day_about(statement, context))


def _part(
    statement: Statement, quantity: Quantity, claim: tuple[float, float], context: Context
) -> Finding | None:
    """The answer to a share by two values, a part and its whole; it can confirm, not refute.

    What the claim means by part and whole may be wider or narrower than what the two series count.
    """
    found = part_of_whole(wording(statement, quantity.of, context, is_dated=False), context)
    if found is None:
        return None
    low, high = claim
    is_within = low <= found.percent <= high
    shown = " of ".join(value_words(Candidate(v, 0.0)) for v in (found.part, found.whole))
    unlike = "" if is_within else " Part and whole may not be those that the text means."
    return finding(
        "quantity",
        statement,
        context,
        question=SHARE_OF_TWO,
        status="within" if is_within else "not_comparable",
        words=(
            f"The text: {told_quantity(quantity)}, read as {range_words(claim)}."
            f" From the record: {found.percent:g} percent ({shown}).{unlike}"
        ),
        method="A part by the claim's own words, and the larger value of the same sides, period and unit.",
        query=series_query(
            found.part.country,
            sorted({found.part.series_id, found.whole.series_id}),
            as_of=context.view.as_of,
        ),
        numbers=(Number("worked out", found.percent, unit="percent"),),
        rows=found.rows,
    )


def _computed(
    statement: Statement, said: str, is_within: bool, found: Computed, context: Context
) -> Finding:
    return finding(
        "quantity",
        statement,
        context,
        question="What number follows from the values on record?",
        status="within" if is_within else "outside",
        words=f"The text: {said}. From the record: {found.value:,.10g} {found.unit} ({found.words}).",
        method="Worked out from the values of one series, or of the two ways of one trade, in one period.",
        query=series_query(
            found.values[0].country,
            sorted({v.series_id for v in found.values}),
            as_of=context.view.as_of,
        ),
        numbers=(Number("worked out", found.value, unit=found.unit),),
        rows=found.rows,
    )
