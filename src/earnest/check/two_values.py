"""The answer to a proportion of two things by two values on record: 69 containers of 103, 287 votes to 55."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from earnest.check.answer import finding
from earnest.check.by_value import Ties, held_values, label_features
from earnest.check.context import Context
from earnest.check.figures import read_figures
from earnest.check.parties import parties
from earnest.check.proportions import Proportion, proportion_claimed
from earnest.check.query import series_query
from earnest.check.series import Candidate, is_about
from earnest.check.sought import Wording, wording
from earnest.check.told_value import value_words
from earnest.check.units import unit_class, unit_factor
from earnest.contract.finding import Finding, Number
from earnest.contract.rows import Statistic
from earnest.contract.text import Statement

METHOD: Final = (
    "The two values of one kind of unit and about one time whose labels are tied most closely to the words of"
    " the claim and of those around it."
)
# Ties of both values together, in nats, from which on they may answer, and those of each to refute.
ENOUGH: Final = 2.5
REFUTES: Final = 1.0
# What one period, one unit and a number told beside the proportion are worth.
SAME_PERIOD, SAME_UNIT, SAME_NUMBER = 1.0, 0.5, 2.0
# Pairs tied nearly as closely as the closest.
NEXT_BEST: Final = 0.6
# How much more closely tied than any other a pair is that refutes by the words around a claim.
STANDS_OUT: Final = 1.5
_NO_SIZES: Final = frozenset({"percent", "rank", "days", ""})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values, how closely they are tied to a claim, and whether each is by the claim's own words."""

    one: Statistic
    other: Statistic
    tie: float
    refutes: bool

    @property
    def sizes(self) -> tuple[float, float]:
        """The two values in one unit."""
        return tuple(v.value * unit_factor(v.unit) for v in (self.one, self.other))  # type: ignore[return-value]


def by_two_values(statement: Statement, context: Context) -> Finding | None:
    """The answer to a proportion of two things; None if no two values on record are tied to it."""
    claimed = proportion_claimed(statement.text)
    if claimed is None:
        return None
    sought = replace(wording(statement, None, context, is_dated=False), must=frozenset())
    ranked = sorted(
        _pairs(statement, sought, context),
        key=lambda p: (-p.tie, p.one.stat_id, p.other.stat_id),
    )
    if not ranked or ranked[0].tie < ENOUGH:
        return None
    near = [p for p in ranked if p.tie >= ranked[0].tie - NEXT_BEST]
    agreeing = next((p for p in near if claimed.holds(*p.sizes)), None)
    stands_out = len(ranked) == 1 or ranked[0].tie >= ranked[1].tie + STANDS_OUT
    if agreeing is None and not ranked[0].refutes and not stands_out:
        return None
    return _answer(statement, claimed, agreeing or ranked[0], context, is_so=agreeing is not None)


def _pairs(statement: Statement, sought: Wording, context: Context) -> Iterator[Pair]:
    ties = Ties(sought, context)
    told = {q.value for q in read_figures(sought.own)} | {
        q.value for q in read_figures(context.sentence(statement))
    }
    held = [
        (v, tie)
        for v in held_values(sought, None, context)
        if is_about(v, statement.text, parties(statement).states)
        and unit_class(v.unit) not in _NO_SIZES
        and v.value > 0
        and (tie := ties.weight(v)) > 0
    ]
    for (one, first), (other, second) in combinations(held, 2):
        if not _are_alike(one, other):
            continue
        tie = first + second - _common(one, other, ties)
        tie += SAME_PERIOD if one.date == other.date else 0.0
        tie += SAME_UNIT if one.unit == other.unit else 0.0
        tie += SAME_NUMBER * sum(v.value in told for v in (one, other))
        own = min(ties.own_weight(one), ties.own_weight(other))
        yield Pair(one, other, round(tie, 3), own >= REFUTES)


def _common(one: Statistic, other: Statistic, ties: Ties) -> float:
    """What both labels share with a claim counts once."""
    return (
        0.5 * min(ties.weight(one), ties.weight(other))
        if label_features(one) == label_features(other)
        else 0.0
    )


def _are_alike(one: Statistic, other: Statistic) -> bool:
    """Whether two values are sizes of like things of about one time, and not one series at two times."""
    if one.series_id == other.series_id and (one.country, one.partner) == (
        other.country,
        other.partner,
    ):
        return False
    if abs(int(one.date[:4]) - int(other.date[:4])) > 1:
        return one.unit == other.unit and {one.partner, other.partner} != {None}
    classes = {unit_class(one.unit), unit_class(other.unit)}
    return len(classes) == 1 or all(c.islower() for c in classes)


def _answer(
    statement: Statement, claimed: Proportion, pair: Pair, context: Context, *, is_so: bool
) -> Finding:
    small, large = sorted(pair.sizes)
    factor = small / large if claimed.high <= 1.0 else large / small
    values = (pair.one, pair.other)
    shown = " and ".join(value_words(Candidate(v, 0.0)) for v in values)
    return finding(
        "quantity",
        statement,
        context,
        question="In what proportion do the two things stand, by the record?",
        status="within" if is_so else "outside",
        words=f"The text: “{claimed.words}”. The record: {factor:.3g} ({shown}).",
        method=METHOD,
        query=series_query(
            values[0].country, sorted({v.series_id for v in values}), as_of=context.view.as_of
        ),
        numbers=(Number("one value by the other", round(factor, 4), unit="times"),),
        rows=[Candidate(v, 0.0).ref for v in values],
    )
