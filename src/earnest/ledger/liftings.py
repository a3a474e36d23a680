"""The measure that a prediction says will be lifted, and how likely that is by its day."""

from typing import Final

import numpy as np

from earnest.check.asked import asked
from earnest.check.context import Context
from earnest.check.rule import Rule
from earnest.check.words import content_stems
from earnest.contract.rows import Measure
from earnest.contract.text import Statement
from earnest.measure.lift_deadline import is_standing
from earnest.measure.lift_pooled import PooledLifting, lift_pooled

SEED: Final = 20250220


def lifting(
    statement: Statement, rule: Rule, context: Context
) -> tuple[Measure, PooledLifting] | None:
    """The one measure in force that the rule would see lifted, with its probability from others.

    Nothing after the view's `as_of` is looked at: the measure is as old as it was that day.

    Returns:
        None if the rule is about something else, its day has come, no single measure of its actors
        toward its recipients is in force, or too few measures were seen to end.
    """
    as_of = context.view.as_of
    if "reversal" not in rule.classes or rule.deadline is None or rule.deadline <= as_of:
        return None
    measure = _the_one(statement, rule, context)
    if measure is None:
        return None
    rng = np.random.default_rng(SEED)
    found = lift_pooled(measure, context.view.measures, by=rule.deadline, as_of=as_of, rng=rng)
    return (measure, found) if found else None


def _the_one(statement: Statement, rule: Rule, context: Context) -> Measure | None:
    """The only measure in force, else the only one whose object, or type, the statement names."""
    standing = [
        m
        for m in context.view.measures
        if m.sender in rule.actors and m.target in rule.recipients and is_standing(m)
    ]
    if len(standing) == 1:
        return standing[0]
    stems = asked(statement, context).stems
    of_object = [m for m in standing if stems & content_stems(m.object)]
    of_type = [m for m in standing if stems & content_stems(m.type.replace("_", " "))]
    return next((found[0] for found in (of_object, of_type) if len(found) == 1), None)
