"""The median time to effect, with cases not in effect censored."""

import numpy as np
import pytest

from earnest.measure.effect_time import median_days
from earnest.measure.spells import Spell


def cases(*days: int, waiting: tuple[int, ...] = ()) -> list[Spell]:
    found = [(d, True) for d in days] + [(d, False) for d in waiting]
    return [
        Spell(f"m{n}", d, e, end_unknown=False, cluster=f"c{n}") for n, (d, e) in enumerate(found)
    ]


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def test_the_median_is_the_day_by_which_half_are_in_effect() -> None:
    found = median_days(cases(*range(1, 12)), rng=rng())
    assert (found.days, found.n, found.clusters, found.in_effect) == (6, 11, 11, 11)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= 6 <= found.high
    assert found.is_identifiable


def test_waiting_cases_push_it_back() -> None:
    # 1 to 6 of 12 in effect: half are left after day 6; the six waiting were watched to day 100.
    assert median_days(cases(*range(1, 7), waiting=(100,) * 6), rng=rng()).days == 6
    assert median_days(cases(*range(1, 6), waiting=(100,) * 6), rng=rng()).days is None


def test_a_joint_act_counts_once() -> None:
    joint = [Spell(f"j{n}", 50, ended=True, end_unknown=False, cluster="one") for n in range(30)]
    assert median_days([*cases(*range(1, 12)), *joint], rng=rng()).days == 6


@pytest.mark.parametrize("n", [0, 1, 9])
def test_fewer_than_ten_joint_acts_are_not_enough(n: int) -> None:
    assert not median_days(cases(*range(1, n + 1)), rng=rng()).is_identifiable
