"""Specificity: was the act aimed at this target, or part of a wider measure of the same weeks?"""

from earnest.check.answer import finding, listed, seen, told_date, told_measure
from earnest.check.asked import asked
from earnest.check.context import Context
from earnest.check.exclusive import NEAR_DAYS, claims_alone, others_met
from earnest.check.measured import measure_of
from earnest.check.query import events_query, measures_query
from earnest.contract.finding import Finding, Number, RowRef, Seen
from earnest.contract.rows import Event, Measure
from earnest.contract.text import Statement
from earnest.measure.specificity import WINDOW_DAYS, Companion, Specificity, specificity

CHECK = "specificity"
METHOD = (
    f"Measures by the same sender, in the same family, against other targets, made public within"
    f" ±{WINDOW_DAYS} days; from types, parties and dates alone. Held against the sender's own pace of"
    " the ten years before (Poisson), and against windows of the same width laid over those years."
)


def find(statement: Statement, context: Context) -> Finding | None:
    """What else the sender did in those weeks; None if the statement is about no measure."""
    if claims_alone(statement.text) and (met := others_met(statement, context)):
        return _not_alone(statement, met, context)
    measure = measure_of(statement, context)
    if measure is None:
        return None
    found = specificity(measure, context.view.measures)
    others = found.companions
    family = measure.family.replace("_", " ")
    return finding(
        CHECK,
        statement,
        context,
        question=(
            f"Whom else did {measure.sender} meet with an act of the family “{family}” within"
            f" {WINDOW_DAYS} days of {measure.visible_from}?"
        ),
        status="part_of_wider_measure" if others else "no_other_target_found",
        words=_words(measure, found),
        method=METHOD,
        query=measures_query(measure.sender, measure.family, as_of=context.view.as_of),
        numbers=_numbers(found),
        rows=[RowRef("measures", m.measure_id) for m in (measure, *(o.measure for o in others))],
        coverage=Seen(
            n=sum(m.sender == measure.sender for m in context.view.measures),
            since=None,
            until=context.view.as_of,
            kind="selected",
        ),
    )


def _not_alone(
    statement: Statement, others: tuple[Event | Measure, ...], context: Context
) -> Finding:
    """The answer to a claim that an act met nobody else, where the record holds that it did."""
    told_rows = listed(
        [
            told_measure(row)
            if isinstance(row, Measure)
            else f"{told_date(row)}: {row.description}"
            for row in others
        ]
    )
    return finding(
        CHECK,
        statement,
        context,
        question="Did the same side meet anybody else with such an act in the same weeks?",
        status="part_of_wider_measure",
        words=f"The text says that nobody else was met; the record holds {told_rows}.",
        method=f"Acts of the same class by the same side toward others, within ±{NEAR_DAYS} days.",
        query=events_query(asked(statement, context), as_of=context.view.as_of),
        rows=[
            RowRef("measures", row.measure_id)
            if isinstance(row, Measure)
            else RowRef("events", row.event_id)
            for row in others
        ],
        coverage=seen(asked(statement, context), context),
    )


def _numbers(found: Specificity) -> list[Number]:
    targets = {other.measure.target for other in found.companions}
    numbers = [
        Number("other targets met", float(len(targets)), unit="states"),
        Number(
            "acts expected in such a window at the sender's pace of ten years",
            round(found.expected, 2),
        ),
    ]
    if found.companions and found.expected > 0:
        numbers.append(
            Number("probability of as many acts or more at that pace", round(found.chance, 4))
        )
    if found.companions and found.placebo is not None:
        numbers.append(
            Number(
                "share of earlier windows with as many acts or more",
                round(found.placebo, 3),
                n=found.placebo_windows,
            )
        )
    return numbers


def _words(measure: Measure, found: Specificity) -> str:
    if not found.companions:
        return (
            f"No other target of {measure.sender} in this family within {WINDOW_DAYS} days in the"
            " record, which is selected: others may be missing."
        )
    return (
        f"Part of a wider measure: within {WINDOW_DAYS} days {measure.sender} met also"
        f" {_named(found.companions)}. {_usual(found)} Asked of: {told_measure(measure)}."
    )


def _usual(found: Specificity) -> str:
    if not found.expected:
        return "The record holds no such act of it in the ten years before."
    usual = f"Its own pace over ten years would be {found.expected:.2g}"
    placebo = (
        f"; {found.placebo:.0%} of {found.placebo_windows} earlier windows hold as many"
        if found.placebo is not None
        else ""
    )
    return f"{usual} (chance of as many: {found.chance:.2g}{placebo})."


def _named(others: tuple[Companion, ...]) -> str:
    return "; ".join(
        f"{o.measure.target} {o.measure.object or o.measure.type.replace('_', ' ')}"
        f" ({o.measure.visible_from}, {_apart(o.days_apart)})"
        for o in others
    )


def _apart(days: int) -> str:
    if days == 0:
        return "the same day"
    return f"{abs(days)} days {'after' if days > 0 else 'before'}"
