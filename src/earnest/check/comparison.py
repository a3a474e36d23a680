"""Comparison: the compared cases placed among all recorded measures of the same type."""

from dataclasses import dataclass

import numpy as np

from earnest.check.answer import finding, told_measure
from earnest.check.context import Context
from earnest.check.lookup import asked, matches, strong
from earnest.check.parties import parties
from earnest.check.query import measures_query
from earnest.contract.finding import Finding, Number, RowRef
from earnest.contract.rows import Measure
from earnest.contract.text import Statement
from earnest.contract.words import FAMILIES, Status
from earnest.measure.reference import SMALLEST_CLASS, Placement, placement

CHECK = "comparison"
METHOD = (
    "Days from announcement to effect of all recorded measures of the type, else of the family, known"
    " to the day; mid-rank percentile of each compared case; spread held against random picks."
)


@dataclass(frozen=True, slots=True)
class Reference:
    """The compared measures and the class they come from."""

    cases: tuple[Measure, ...]
    timed: tuple[Measure, ...]
    name: str


def find(statement: Statement, context: Context) -> Finding | None:
    """The record's answer to a comparison of measures; others are not comparable here."""
    cases = _cases(statement, context)
    if not cases:
        return _not_a_measure(statement, context)
    reference = _reference(cases, context)
    lags = [float(m.lag_days) for m in reference.timed if m.lag_days is not None]
    own = [float(m.lag_days) for m in cases if m.lag_days is not None]
    placed = placement(own, lags, rng=np.random.default_rng(1)) if own else None
    status, words = _answer(reference, placed, lags)
    return finding(
        CHECK,
        statement,
        context,
        question=f"Where do the compared cases stand among all recorded measures ({reference.name})?",
        status=status,
        words=words,
        method=METHOD,
        query=measures_query(cases[0].sender, cases[0].family, as_of=context.view.as_of),
        numbers=_numbers(reference, placed, lags),
        rows=[RowRef("measures", m.measure_id) for m in (*cases, *reference.timed)],
    )


def _cases(statement: Statement, context: Context) -> tuple[Measure, ...]:
    """The measures that the compared states took, best match of each sender."""
    if context.given:
        ids = {row.id for row in context.given}
        return tuple(m for m in context.view.measures if m.measure_id in ids)
    question = asked(statement, context)
    best: dict[str, Measure] = {}
    for match in strong(matches(question, context)):
        if isinstance(match.row, Measure):
            best.setdefault(match.row.sender, match.row)
    named = parties(statement).states
    return tuple(measure for sender, measure in best.items() if sender in named)


def _reference(cases: tuple[Measure, ...], context: Context) -> Reference:
    same_type = _timed((cases[0].type,), context)
    if len(same_type) >= SMALLEST_CLASS:
        return Reference(cases, same_type, cases[0].type.replace("_", " "))
    family = cases[0].family
    return Reference(cases, _timed(FAMILIES[family], context), f"family {family.replace('_', ' ')}")


def _timed(types: tuple[str, ...], context: Context) -> tuple[Measure, ...]:
    return tuple(
        m
        for m in context.view.measures
        if m.type in types and m.tier == "page" and m.lag_days is not None and m.lag_days >= 0
    )


def _answer(
    reference: Reference, placed: Placement | None, lags: list[float]
) -> tuple[Status, str]:
    if placed is None:
        if not any(m.lag_days is not None for m in reference.cases):
            return (
                "cannot_see",
                "No compared case is in effect with both its dates known to the day.",
            )
        words = (
            f"Only {len(lags)} recorded measures of this kind have both dates known to the day, or none"
            f" of the compared cases has; {SMALLEST_CLASS} are needed."
        )
        return "cannot_see", words
    timed = [m for m in reference.cases if m.lag_days is not None]
    shown = "; ".join(
        f"{m.sender} {m.lag_days} days (percentile {p:.0f})"
        for m, p in zip(timed, placed.percentiles, strict=True)
    )
    pending = [told_measure(m) for m in reference.cases if m.start is None]
    later = f" Not in effect yet, so not comparable: {'; '.join(pending)}." if pending else ""
    words = (
        f"Among {placed.n} recorded measures ({reference.name}) the median is"
        f" {np.median(lags):.0f} days: {shown}.{later}"
    )
    if pending or (len(timed) > 1 and placed.is_unusual):
        return "selected", words + " The cases set side by side are not typical of the class."
    return "typical", words


def _numbers(reference: Reference, placed: Placement | None, lags: list[float]) -> list[Number]:
    numbers = [Number("recorded measures with both dates", float(len(lags)), n=len(lags))]
    if lags:
        low, high = np.quantile(lags, [0.05, 0.95])
        numbers.append(
            Number(
                "median days from announcement to effect",
                float(np.median(lags)),
                low=float(low),
                high=float(high),
                n=len(lags),
                unit="days",
            )
        )
    timed = [m for m in reference.cases if m.lag_days is not None]
    if placed:
        numbers += [
            Number(f"percentile of {m.sender}", round(p, 1), n=placed.n)
            for m, p in zip(timed, placed.percentiles, strict=True)
        ]
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
