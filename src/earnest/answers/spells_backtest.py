"""Back-test of "lifted within so many days" on the measures of a record, out of time."""

import datetime as dt
from collections.abc import Callable
from typing import Final

import numpy as np

from earnest.contract.rows import Measure
from earnest.errors import InputError
from earnest.measure.lifting import LiftCase, LiftingSkill, Model, lifting_skill
from earnest.measure.spells import spells
from earnest.store import Record

TEST_FROM: Final = dt.date(2014, 1, 1)
HORIZONS: Final = (90, 365)
SCORED: Final[tuple[Model, ...]] = ("base_rate", "frailty", "marks")
SEED: Final = 1


def spells_backtest(
    record: Record,
    *,
    test_from: dt.date = TEST_FROM,
    as_of: dt.date,
    step: Callable[[str], None] = lambda _: None,
) -> tuple[LiftingSkill, ...]:
    """The skill of each model at each horizon over the base rate of the type.

    Args:
        record: page-backed measures with an end to wait for are scored.
        test_from: spells that began earlier only train.
        as_of: the last day that is known.
        step: told what is being done.

    Raises:
        InputError: no spell that began from `test_from` on can be scored.
    """
    cases = lift_cases(record.at(as_of).measures, as_of=as_of)
    found = []
    for days in HORIZONS:
        for model in SCORED:
            step(f"{model}, {days} days")
            skill = lifting_skill(
                cases,
                days=days,
                test_from=test_from,
                model=model,
                rng=np.random.default_rng(SEED),
            )
            found += [skill] if skill else []
    if not found:
        problem = f"no measure that began from {test_from} on can be scored at {as_of}"
        raise InputError("--test-from", problem, "give an earlier day")
    return tuple(found)


def lift_cases(measures: tuple[Measure, ...], *, as_of: dt.date) -> list[LiftCase]:
    """Page-backed measures with an end to wait for, marked by sender, target and turn."""
    by_id = {measure.measure_id: measure for measure in measures}
    return [
        _case(by_id[spell.measure_id], spell.days, spell.ended, spell.end_unknown, spell.cluster)
        for spell in spells(measures, as_of=as_of)
    ]


def _case(measure: Measure, days: int, ended: bool, lost: bool, cluster: str) -> LiftCase:
    reply = "reply" if measure.reciprocal_of else "first"
    return LiftCase(
        start=(measure.start or measure.visible_from).toordinal(),
        days=days,
        ended=ended,
        lost=lost,
        type=measure.type,
        marks=(f"sender:{measure.sender}", f"target:{measure.target}", f"turn:{reply}"),
        cluster=cluster,
    )
