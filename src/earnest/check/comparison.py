"""Comparison: the compared cases placed among all recorded measures of the same type."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from earnest.check.answer import finding, listed, told_measure
from earnest.check.asked import asked
from earnest.check.computed import place_claimed
from earnest.check.concepts import concepts_in, unit_class
from earnest.check.context import Context
from earnest.check.longest import claims_longest, find_longest
from earnest.check.lookup import matches, strong
from earnest.check.measured import measure_meant
from earnest.check.outdone import find_outdone
from earnest.check.parties import parties
from earnest.check.query import measures_query, series_query
from earnest.check.set_against import set_against
from earnest.check.worked_out import by_place
from earnest.contract.finding import Finding, Number, RowRef
from earnest.contract.rows import Measure
from earnest.contract.text import Statement
from earnest.contract.words import FAMILIES, FAMILY_OF, Status
from earnest.measure.comparison import Case, Comparison, comparison
from earnest.measure.reference import SMALLEST_CLASS

CHECK = "comparison"
METHOD = (
    "Days from announcement to effect of all recorded measures of the types compared, else of their"
    " families, known to the day; a measure not yet in effect counts as long as it has been waited"
    " for (censored). Mid-rank percentile of each compared case; their difference held against the"
    " 90 % range of as many cases picked at random."
)
# Code points within which lengths of time of several acts are set side by side.
SIDE_BY_SIDE = 400
CUE_REACH = 40
MOST_BEFORE = 4
_CONTRAST = re.compile(
    r"\b(?:in contrast|by contrast|whereas|unlike|on the other hand|while)\b", re.IGNORECASE
)
NO_CASE = "No compared case has both its days, or a day of announcement to wait from, on record."


@dataclass(frozen=True, slots=True)
class Reference:
    """The compared measures and the class they come from.

    Attributes:
        cases: those with an announcement and, if in effect, a start known to the day.
        untimed: compared measures without.
        population: the class, the cases included.
    """

    cases: tuple[Measure, ...]
    untimed: tuple[Measure, ...]
    population: tuple[Measure, ...]
    name: str


def find(statement: Statement, context: Context) -> Finding | None:
    """The record's answer to a comparison of measures; others are not comparable here."""
    if claims_longest(statement.text) and (found := find_longest(statement, context)):
        return found
    if found := find_outdone(statement, context):
        return found
    if statement.kind != "comparison" and (other := contrasted(statement, context)):
        return _contrast(statement, other, context)
    cases = _cases(statement, context)
    if not cases:
        return (
            set_against(statement, context, check=CHECK)
            or _by_place(statement, context)
            or _not_a_measure(statement, context)
        )
    reference, as_of = _reference(cases, context), context.view.as_of
    placed = comparison(
        [_case(m, as_of) for m in reference.cases],
        [_case(m, as_of) for m in reference.population],
        rng=np.random.default_rng(1),
    )
    status, words = _answer(reference, placed, as_of)
    return finding(
        CHECK,
        statement,
        context,
        question=f"Where do the compared cases stand among all recorded measures ({reference.name})?",
        status=status,
        words=words,
        method=METHOD,
        query=measures_query(as_of=as_of, types=sorted({m.type for m in reference.population})),
        numbers=_numbers(reference, placed),
        rows=[RowRef("measures", m.measure_id) for m in (*cases, *reference.population)],
    )


def _by_place(statement: Statement, context: Context) -> Finding | None:
    """A place in an order ("no port ships as much as ours") that the record gives or lets work out."""
    claimed = place_claimed(statement.text)
    found = by_place(claimed, statement, context) if claimed else None
    if found is None:
        return None
    status: Status = "typical" if found.status == "within" else "selected"
    return replace(found, id=f"{statement.id}.{CHECK}", check=CHECK, status=status)


def applies(statement: Statement, context: Context) -> bool:
    """Whether a statement of another kind compares: by lengths of time, or by a contrast of two states."""
    if claims_longest(statement.text) and find_longest(statement, context):
        return True
    unit = statement.quantity.unit if statement.quantity else None
    if statement.kind == "quantity" and unit_class(unit) == "days":
        return len(_timed_beside(statement, context)) > 1
    return contrasted(statement, context) is not None


def _timed_beside(statement: Statement, context: Context) -> tuple[Measure, ...]:
    """Measures whose lengths of time the text sets side by side, one of each sender."""
    found: dict[str, Measure] = {}
    for other in (statement, *context.statements):
        unit = other.quantity.unit if other.quantity else None
        if abs(other.start - statement.start) > SIDE_BY_SIDE or unit_class(unit) != "days":
            continue
        measure = measure_meant(other, context)
        if measure and (not found or measure.family == next(iter(found.values())).family):
            found.setdefault(measure.sender, measure)
    return tuple(found.values())


def contrasted(statement: Statement, context: Context) -> Statement | None:
    """The number of another state that the text sets a statement against ("in contrast")."""
    concepts, own = concepts_in(statement.text) - {"share"}, parties(statement).states
    lead = context.document.text[max(0, statement.start - CUE_REACH) : statement.end]
    if not concepts or not own or not _CONTRAST.search(lead):
        return None
    before = [s for s in context.statements if s.end <= statement.start][-MOST_BEFORE:]
    return next(
        (
            s
            for s in reversed(before)
            if (s.kind == "quantity" or s.quantity is not None)
            and (theirs := concepts_in(s.text) - {"share"})
            and not theirs & concepts
            and parties(s).states[:1] not in ((), own[:1])
        ),
        None,
    )


def _contrast(statement: Statement, other: Statement, context: Context) -> Finding:
    """Two states set against each other on different counts, beside the counts they share."""
    own, their = parties(statement).states, parties(other).states
    sides, partners = (own[0], their[0]), {*own[1:], *their[1:]}
    values = [v for v in context.statistics_of(sides) if v.partner in partners]
    latest = {(v.series_id, v.country, v.partner): v for v in sorted(values, key=lambda v: v.date)}
    shown = listed(
        [
            f"{v.label}, {v.country}–{v.partner}, {v.date}: {v.value:,.6g} {v.unit}"
            for v in latest.values()
        ]
    )
    return finding(
        CHECK,
        statement,
        context,
        question=f"Are {sides[0]} and {sides[1]} compared on one count?",
        status="selected" if latest else "not_comparable",
        words=(
            f"One count for each side: “{other.text}” and “{statement.text}”."
            + (f" Like for like the record holds: {shown}." if shown else "")
        ),
        method="Concepts of two numbers that the text contrasts; series of both states with the same partner.",
        query=series_query(
            sides[0], sorted({v.series_id for v in latest.values()}), as_of=context.view.as_of
        ),
        rows=[RowRef("statistics", v.stat_id) for v in latest.values()],
    )


def _cases(statement: Statement, context: Context) -> tuple[Measure, ...]:
    """The measures that the compared states took, best match of each sender."""
    if context.given:
        ids = {row.id for row in context.given}
        return tuple(m for m in context.view.measures if m.measure_id in ids)
    if statement.kind == "quantity":
        return _timed_beside(statement, context)
    question = asked(statement, context)
    best: dict[str, Measure] = {}
    for match in strong(matches(question, context)):
        if isinstance(match.row, Measure):
            best.setdefault(match.row.sender, match.row)
    named = parties(statement).states
    return tuple(measure for sender, measure in best.items() if sender in named)


def _reference(cases: tuple[Measure, ...], context: Context) -> Reference:
    """The class of the compared types, or of their families where there are too few of those."""
    types = tuple(sorted({m.type for m in cases}))
    population, name = _timed(types, context), _listed(types)
    if len(population) < SMALLEST_CLASS:
        families = tuple(sorted({FAMILY_OF[t] for t in types if t in FAMILY_OF}))
        wider = {t for family in families for t in FAMILIES[family]} | set(types)
        population, name = _timed(wider, context), f"family {_listed(families)}"
    return Reference(
        cases=tuple(m for m in cases if m in population),
        untimed=tuple(m for m in cases if m not in population),
        population=population,
        name=name,
    )


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(name.replace("_", " ") for name in names)


def _timed(types: Iterable[str], context: Context) -> tuple[Measure, ...]:
    """Page-backed measures of these types that took, or have waited, a known number of days."""
    wanted, as_of = set(types), context.view.as_of
    return tuple(
        m
        for m in context.view.measures
        if m.type in wanted and m.tier == "page" and _days(m, as_of) is not None
    )


def _days(measure: Measure, as_of: dt.date) -> int | None:
    """Days from announcement to effect, or to `as_of` where it is waited for; None if not known."""
    waits = measure.start is None and measure.announced is not None
    days = (as_of - measure.announced).days if waits and measure.announced else measure.lag_days
    return days if days is not None and days >= 0 else None


def _case(measure: Measure, as_of: dt.date) -> Case:
    return Case(measure.measure_id, _days(measure, as_of) or 0, is_censored=measure.start is None)


def _answer(reference: Reference, found: Comparison, as_of: dt.date) -> tuple[Status, str]:
    untimed = "; ".join(told_measure(m) for m in reference.untimed)
    rest = f" Not to be placed, for want of a day: {untimed}." if untimed else ""
    if not reference.cases:
        return "cannot_see", NO_CASE
    if found.status == "cannot_see":
        words = (
            f"Only {found.n} recorded measures of this kind have both dates known to the day;"
            f" {SMALLEST_CLASS} are needed."
        )
        return "cannot_see", words
    shown = "; ".join(
        f"{_told_days(m, as_of)} (percentile {place.percentile:.0f}, {place.low:.0f}–{place.high:.0f})"
        for m, place in zip(reference.cases, found.places, strict=True)
    )
    waiting = f", {found.censored} of them not in effect yet" if found.censored else ""
    words = f"Among {found.n} recorded measures ({reference.name}){waiting}: {shown}.{rest}"
    return found.status, words + _spread_words(found)


def _told_days(measure: Measure, as_of: dt.date) -> str:
    days = _days(measure, as_of)
    return f"{measure.sender} {days} days" + (" so far" if measure.start is None else "")


def _spread_words(found: Comparison) -> str:
    if found.difference is None or found.usual_difference is None:
        return ""
    low, high = found.usual_difference
    usual = f"they differ by {found.difference} days, random picks by {low:.0f} to {high:.0f}"
    if found.status == "selected":
        return f" The cases set side by side are not typical of the class: {usual}."
    return f" The cases are a usual pick: {usual}."


def _numbers(reference: Reference, found: Comparison) -> list[Number]:
    n = len(reference.population)
    numbers = [
        Number("recorded measures with both dates", float(n - found.censored), n=n),
        Number("recorded measures not in effect yet", float(found.censored), n=n),
    ]
    lags = [m.lag_days for m in reference.population if m.lag_days is not None]
    if found.status == "cannot_see" or not lags:
        return numbers
    low, high = np.quantile(lags, [0.05, 0.95])
    numbers.append(
        Number(
            "median days from announcement to effect, those in effect",
            float(np.median(lags)),
            low=float(low),
            high=float(high),
            n=len(lags),
            unit="days",
        )
    )
    numbers += [
        Number(
            f"percentile of {m.sender}",
            round(place.percentile, 1),
            low=round(place.low, 1),
            high=round(place.high, 1),
            n=found.n,
        )
        for m, place in zip(reference.cases, found.places, strict=True)
    ]
    if found.difference is not None and found.usual_difference is not None:
        low, high = found.usual_difference
        numbers.append(
            Number(
                "difference of the compared cases",
                float(found.difference),
                low=low,
                high=high,
                n=found.n,
                unit="days",
            )
        )
    return numbers


def _not_a_measure(statement: Statement, context: Context) -> Finding:
    return finding(
        CHECK,
        statement,
        context,
        question="Do the compared cases stand on one scale that the record holds?",
        status="cannot_see",
        words="The compared cases are no recorded measures, so the record has no class to place them in.",
        method=METHOD,
        query="none: no measure matches the statement",
    )
