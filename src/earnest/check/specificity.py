"""Specificity: was the act aimed at this target, or part of a wider measure of the same weeks?"""

from earnest.check.answer import finding, told_measure
from earnest.check.context import Context
from earnest.check.measured import measure_of
from earnest.check.query import measures_query
from earnest.contract.finding import Finding, Number, RowRef, Seen
from earnest.contract.rows import Measure
from earnest.contract.text import Statement
from earnest.measure.specificity import WINDOW_DAYS, Companion, companions, usual_rate

CHECK = "specificity"
METHOD = (
    f"Measures by the same sender, in the same family, against other targets, made public within"
    f" ±{WINDOW_DAYS} days; from types, parties and dates alone."
)


def find(statement: Statement, context: Context) -> Finding | None:
    """What else the sender did in those weeks; None if the statement is about no measure."""
    measure = measure_of(statement, context)
    if measure is None:
        return None
    others = companions(measure, context.view.measures)
    rate = usual_rate(measure, context.view.measures)
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
        words=_words(measure, others, rate),
        method=METHOD,
        query=measures_query(measure.sender, measure.family, as_of=context.view.as_of),
        numbers=(
            Number(
                "other targets met", float(len({o.measure.target for o in others})), unit="states"
            ),
            Number("acts expected in 120 days from the sender's last ten years", round(rate, 2)),
        ),
        rows=[RowRef("measures", m.measure_id) for m in (measure, *(o.measure for o in others))],
        coverage=Seen(
            n=sum(m.sender == measure.sender for m in context.view.measures),
            since=None,
            until=context.view.as_of,
            kind="selected",
        ),
    )


def _words(measure: Measure, others: tuple[Companion, ...], rate: float) -> str:
    if not others:
        return (
            f"No other target of {measure.sender} in this family within {WINDOW_DAYS} days in the"
            " record, which is selected: others may be missing."
        )
    named = "; ".join(
        f"{o.measure.target} {o.measure.object or o.measure.type.replace('_', ' ')}"
        f" ({o.measure.visible_from}, {_apart(o.days_apart)})"
        for o in others
    )
    return (
        f"Part of a wider measure: within {WINDOW_DAYS} days {measure.sender} met also {named}."
        f" Its own pace over ten years would be {rate:.1f}. Asked of: {told_measure(measure)}."
    )


def _apart(days: int) -> str:
    if days == 0:
        return "the same day"
    return f"{abs(days)} days {'after' if days > 0 else 'before'}"
