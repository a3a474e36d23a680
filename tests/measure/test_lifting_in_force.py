"""Lifting of measures that have stood for some time, scored out of time against the type's base rate."""

import datetime as dt

import numpy as np
import pytest

from earnest.measure.lifting import LiftCase, LiftingSkill, Model, known_at
from earnest.measure.lifting_in_force import MODELS, asked_in_force

FIRST = dt.date(2000, 1, 1).toordinal()
UNTIL = dt.date(2016, 1, 1).toordinal()
JANUARIES = [dt.date(year, 1, 1) for year in (2008, 2009, 2012)]


def case(start: int, days: int, *, ended: bool = True, type_: str = "x") -> LiftCase:
    return LiftCase(start, days, ended, False, type_, (), f"{start}:{days}")


def simulated(*, shape: float, n: int = 240) -> list[LiftCase]:
    """Weibull lengths; below a shape of 1 what has stood long is lifted ever more seldom."""
    rng = np.random.default_rng(3)
    found = []
    for _ in range(n):
        start = FIRST + int(rng.integers(0, UNTIL - FIRST))
        length, watched = int(900 * rng.weibull(shape)), UNTIL - start
        found.append(case(start, min(length, watched), ended=length <= watched))
    return found


def skills(
    given: list[LiftCase], *models: Model, told_only: bool = False
) -> dict[str, LiftingSkill]:
    asked = asked_in_force(given, days=365, asked_on=JANUARIES, models=models or ("rate",))
    rows = {
        model: asked.skill(model, rng=np.random.default_rng(1), told_only=told_only)
        for model in asked.forecasts
    }
    return {model: row for model, row in rows.items() if row}


@pytest.mark.slow
def test_age_is_worth_knowing_where_old_measures_last() -> None:
    found = skills(simulated(shape=0.4), "age", "frailty")
    assert found["age"].beats_base_rate
    assert found["frailty"].beats_base_rate


@pytest.mark.slow
def test_age_is_worth_nothing_where_the_hazard_is_constant() -> None:
    found = skills(simulated(shape=1.0), "age")
    assert not found["age"].beats_base_rate
    assert found["age"].skill > -0.05


def test_a_measure_is_asked_about_on_every_day_it_stands() -> None:
    old = [case(FIRST + n, 100 + n) for n in range(50)]
    standing = case(dt.date(2007, 6, 1).toordinal(), 900)  # to November 2009: two days asked
    found = skills([*old, standing])["rate"]
    assert (found.n, found.clusters, found.base_rate) == (2, 1, 0.5)


def test_what_is_lifted_on_the_day_itself_was_in_force_before_it() -> None:
    new_year = dt.date(2009, 1, 1).toordinal()
    old = [case(FIRST + n, 100 + n) for n in range(50)]
    assert skills([*old, case(new_year - 10, 10)])["rate"].base_rate == 1.0
    assert skills([*old, case(new_year - 10, 9)]) == {}


def test_an_outcome_that_nobody_saw_is_not_scored() -> None:
    old = [case(FIRST + n, 100 + n) for n in range(50)]
    seen_to = dt.date(2009, 3, 1).toordinal() - dt.date(2008, 6, 1).toordinal()
    unseen = case(dt.date(2008, 6, 1).toordinal(), seen_to, ended=False)
    assert skills([*old, unseen]) == {}


def test_where_the_gate_is_shut_age_is_the_base_rate() -> None:
    given = [*simulated(shape=0.4), case(JANUARIES[0].toordinal() - 20, 400, type_="rare")]
    day = JANUARIES[0].toordinal()
    past = known_at(given, day)
    asked = known_at(given[-1:], day)
    assert MODELS["age"](past, asked, 365) == pytest.approx(MODELS["base_rate"](past, asked, 365))


@pytest.mark.slow
def test_only_what_a_user_would_be_told_can_be_scored_alone() -> None:
    given = [*simulated(shape=0.4), case(JANUARIES[0].toordinal() - 20, 300, type_="rare")]
    assert 0 < skills(given, told_only=True)["rate"].n < skills(given)["rate"].n
