"""Two sides set against each other by size: "A buys more from B than C and D together"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from earnest.check.answer import finding
from earnest.check.asked import party_stems
from earnest.check.concepts import concepts_in, unit_class
from earnest.check.context import Context
from earnest.check.own_side import own_side
from earnest.check.parties import parties, side
from earnest.check.query import series_query
from earnest.check.series import Candidate, candidates, is_about
from earnest.check.sought import measured, sides_about
from earnest.check.told_value import value_words
from earnest.check.units import unit_factor
from earnest.check.words import content_stems
from earnest.contract.finding import Finding, Number
from earnest.contract.rows import Statistic
from earnest.contract.text import Quantity, Statement
from earnest.contract.words import Status
from earnest.extract.actors import find_actors

METHOD: Final = (
    "Values of the two sides in one unit, of one series and period where there is one, else of the series of"
    " each whose labels share a word of the claim; the values of several states on one side are added up."
)
_THAN: Final = re.compile(
    r"(?P<left>.*?)\b(?:(?P<more>more|larger|bigger|higher|greater|longer)|(?P<less>fewer|less|smaller|"
    r"lower|shorter))\b"
    r"(?P<what>[^.;:]{0,60}?)\bthan (?!any|ever|before|anybody|anyone|all\b|\d)(?P<right>[^.;:]+)",
    re.IGNORECASE | re.DOTALL,
)
_OURS: Final = re.compile(r"\b(?:ours|ourselves|we|us|our own|our)\b", re.IGNORECASE)
_THEIRS: Final = re.compile(r"\b(?:theirs|they|them|its own|their own)\b", re.IGNORECASE)
_NOTHING: Final = Quantity("more", None, None, None)


@dataclass(frozen=True, slots=True)
class Sides:
    """Who is said to have more, and than whom; `with_whom` is the partner that both are measured by."""

    more: tuple[str, ...]
    less: tuple[str, ...]
    with_whom: str | None


def sides_compared(statement: Statement, context: Context) -> Sides | None:
    """The two sides that a statement sets against each other by size; None if it sets none."""
    found = _THAN.search(statement.text)
    if found is None:
        return None
    right = _meant(found["right"], context)
    left = _named(found["left"]) or _others(statement, right, context)
    third = [s for s in _named(found["what"]) if s not in (*left, *right)]
    if not left or not right or set(left) & set(right):
        return None
    more, less = (left, right) if found["more"] else (right, left)
    return Sides(more, less, third[0] if third else None)


def set_against(statement: Statement, context: Context, *, check: str) -> Finding | None:
    """The answer to a claim that one side has more than another; None if the record holds not both.

    Args:
        statement: the claim.
        context: the text.
        check: `quantity` says that the claim is within or outside, `comparison` whether it is typical.
    """
    sides = sides_compared(statement, context)
    pair = next(_pairs(sides, statement, context), None) if sides else None
    if sides is None or pair is None:
        return None
    more, less = (sum(v.value * unit_factor(v.unit) for v in values) for values in pair)
    values = (*pair[0], *pair[1])
    shown = " against ".join(
        " and ".join(value_words(Candidate(v, 0.0)) for v in one) for one in pair
    )
    return finding(
        check,
        statement,
        context,
        question=f"Has {' with '.join(sides.more)} more than {' with '.join(sides.less)}, by the record?",
        status=_status(check, is_so=more > less),
        words=f"The record: {shown}.",
        method=METHOD,
        query=series_query(
            values[0].country, sorted({v.series_id for v in values}), as_of=context.view.as_of
        ),
        numbers=(
            Number("the side said to have more", more, unit=values[0].unit),
            Number("the other side", less, unit=values[-1].unit),
        ),
        rows=[Candidate(v, 0.0).ref for v in values],
    )


def _status(check: str, *, is_so: bool) -> Status:
    if check == "quantity":
        return "within" if is_so else "outside"
    return "typical" if is_so else "selected"


def _named(text: str) -> tuple[str, ...]:
    """The states and unions that words name, each once."""
    codes = (c for m in find_actors(text) for c in (*m.actors, m.country or "") if c)
    return tuple(dict.fromkeys(side(c.partition(":")[0]) for c in codes))


def _meant(text: str, context: Context) -> tuple[str, ...]:
    """The sides that words name or, by "ours" and "theirs", mean."""
    if named := _named(text):
        return named
    own = own_side(context) or context.home
    if own and _OURS.search(text):
        return (own,)
    if own and _THEIRS.search(text):
        return tuple(s for s in context.focus[:2] if s != own)
    return ()


def _others(statement: Statement, right: Iterable[str], context: Context) -> tuple[str, ...]:
    """Whom "they" and "it" mean on the other side of a comparison."""
    told = [s for s in parties(statement).states if s not in set(right)]
    return tuple(told[:1]) or tuple(s for s in context.focus[:2] if s not in set(right))[:1]


def _pairs(
    sides: Sides, statement: Statement, context: Context
) -> Iterator[tuple[tuple[Statistic, ...], tuple[Statistic, ...]]]:
    """Values of both sides that can be held against each other, best-fitting and latest first."""
    for text in (statement.text, *measured(statement, _NOTHING, context)):
        found = _fitting(text, sides, statement, context)
        for first in found:
            for group in (sides.more, sides.less):
                if _owner(first, sides) not in group:
                    continue
                own = _beside(first, group, sides, found)
                other = sides.less if group is sides.more else sides.more
                twin = _twin(first, other, sides, found, text)
                theirs = _beside(twin, other, sides, found) if twin else ()
                if len(own) == len(group) and len(theirs) == len(other):
                    yield (own, theirs) if group is sides.more else (theirs, own)


def _fitting(text: str, sides: Sides, statement: Statement, context: Context) -> list[Statistic]:
    about = sides_about(statement, context)
    among = (*sides.more, *sides.less, *((sides.with_whom,) if sides.with_whom else ()))
    wide = type(about)(among, about.bodies)
    found = (
        *candidates(text, None, wide, context), *candidates(text, "percent", wide, context)
    )  # fmt: skip
    ranked = sorted(found, key=lambda c: -c.score)
    return [
        c.value
        for c in ranked
        if _owner(c.value, sides) and is_about(c.value, statement.text, among)
    ]


def _owner(value: Statistic, sides: Sides) -> str | None:
    """The side whose size a value gives: its own, or as the partner of the third that all are measured by."""
    country, partner = side(value.country), side(value.partner or "")
    if sides.with_whom:
        both = {country, partner}
        return next(iter(both - {sides.with_whom}), None) if sides.with_whom in both else None
    return country if country in (*sides.more, *sides.less) else None


def _beside(
    like: Statistic, group: tuple[str, ...], sides: Sides, found: Iterable[Statistic]
) -> tuple[Statistic, ...]:
    """For each member of a side its value of the same series, period and unit."""
    same = {
        _owner(v, sides): v
        for v in found
        if (v.series_id, v.date, v.unit) == (like.series_id, like.date, like.unit)
    }
    return tuple(same[one] for one in group if one in same)


def _twin(
    value: Statistic, others: tuple[str, ...], sides: Sides, found: list[Statistic], text: str
) -> Statistic | None:
    """The value of the other side of the same series and period, else of another one on the same thing."""
    theirs = [v for v in found if _owner(v, sides) == others[0] and v.unit == value.unit]
    same = [v for v in theirs if v.series_id == value.series_id]
    if at_once := [v for v in same if v.date == value.date]:
        return at_once[0]
    if same or unit_class(value.unit) == "percent":
        return None
    return next((v for v in theirs if _is_of_one_thing(v, value, text)), None)


def _is_of_one_thing(one: Statistic, other: Statistic, text: str) -> bool:
    """Whether two labels share a concept, or a word other than a name, with the claim."""
    labels = one.label, other.label
    mine = [content_stems(t) - party_stems(t) for t in labels]
    concepts = [concepts_in(t) for t in labels]
    stems = content_stems(text)
    return bool(mine[0] & mine[1] & stems or concepts[0] & concepts[1] & concepts_in(text))
