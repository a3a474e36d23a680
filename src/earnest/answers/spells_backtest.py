"""Back-test of "lifted within so many days" on the measures of a record, out of time."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

import numpy as np

from earnest.contract.rows import Measure
from earnest.errors import InputError
from earnest.measure.lifting import LiftCase, LiftingSkill, Model, lifting_skill
from earnest.measure.lifting_in_force import asked_in_force
from earnest.measure.spells import spells

TEST_FROM: Final = dt.date(2014, 1, 1)
HORIZONS: Final = (90, 365)
SCORED: Final[tuple[Model, ...]] = ("base_rate", "frailty", "marks")
SEED: Final = 1
QUARTERS: Final = (1, 4, 7, 10)


@dataclass(frozen=True, slots=True)
class Sample:
    """Spells that are scored together, by a name, at the horizons that their dates allow."""

    name: str
    cases: tuple[LiftCase, ...]
    horizons: tuple[int, ...] = HORIZONS


@dataclass(frozen=True, slots=True)
class SpellsRow:
    """The skill of one model on one sample."""

    sample: str
    found: LiftingSkill


def spells_backtest(
    samples: Sequence[Sample],
    *,
    test_from: dt.date = TEST_FROM,
    as_of: dt.date,
    asked: Literal["new", "in_force"] = "new",
    step: Callable[[str], None] = lambda _: None,
) -> tuple[SpellsRow, ...]:
    """The skill of each model at each horizon over the base rate of the type.

    Args:
        samples: each is scored by itself.
        test_from: spells that began earlier only train.
        as_of: the last day that is known.
        asked: about spells on their first day, or at the start of every quarter about those in force.
        step: told what is being done.

    Raises:
        InputError: no spell that began from `test_from` on can be scored.
    """
    found: list[SpellsRow] = []
    for sample, days in ((one, days) for one in samples for days in one.horizons):
        step(f"{sample.name}, {asked.replace('_', ' ')}, {days} days")
        if asked == "in_force":
            quarters = quarters_from(test_from, until=as_of)
            rows = _in_force(sample.cases, days=days, asked_on=quarters)
        else:
            rows = _new(sample.cases, days=days, test_from=test_from)
        found += [SpellsRow(sample.name, row) for row in rows]
    if not found:
        problem = f"no measure that began from {test_from} on can be scored at {as_of}"
        raise InputError("--test-from", problem, "give an earlier day")
    return tuple(found)


def json_rows(rows: Sequence[SpellsRow]) -> list[dict[str, Any]]:
    """The rows in the fields that every back-test prints."""
    return [
        {
            **asdict(row.found),
            "sample": row.sample,
            "class": "lifted",
            "horizon": row.found.days,
            "skill_low": row.found.low,
            "skill_high": row.found.high,
        }
        for row in rows
    ]


def quarters_from(day: dt.date, *, until: dt.date) -> list[dt.date]:
    """The first days of quarters from `day` to `until`, both included."""
    years = range(day.year, until.year + 1)
    quarters = (dt.date(year, month, 1) for year in years for month in QUARTERS)
    return [quarter for quarter in quarters if day <= quarter <= until]


def _rng() -> np.random.Generator:
    return np.random.default_rng(SEED)


def _new(cases: Sequence[LiftCase], *, days: int, test_from: dt.date) -> list[LiftingSkill]:
    rows = (
        lifting_skill(cases, days=days, test_from=test_from, model=model, rng=_rng())
        for model in SCORED
    )
    return [row for row in rows if row]


def _in_force(
    cases: Sequence[LiftCase], *, days: int, asked_on: list[dt.date]
) -> list[LiftingSkill]:
    found = asked_in_force(cases, days=days, asked_on=asked_on)
    rows = (found.skill(model, rng=_rng()) for model in found.forecasts)
    return [row for row in rows if row]


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
