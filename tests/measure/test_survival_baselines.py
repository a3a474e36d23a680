"""Survival shares that ship: of sets large enough, with nothing unknown in them."""

import numpy as np
import pytest

from earnest.measure.spells import Spell
from earnest.measure.survival_baselines import survival_shares


def spells(count: int, *, ended: int) -> list[Spell]:
    """Spells of 10, 20, 30 … days, the first of which ended."""
    return [Spell(str(n), 10 * (n + 1), n < ended, False, f"case {n}") for n in range(count)]


def test_a_share_has_its_interval_and_its_counts() -> None:
    half, all_of_it = survival_shares(
        spells(40, ended=40), source="X", kind="all", days=[200, 400], rng=np.random.default_rng(1)
    )
    assert (half.days, half.share, half.n, half.clusters, half.ended) == (200, 0.5, 40, 40, 40)
    assert half.low < 0.5 < half.high
    assert all_of_it.share == 0


def test_a_set_with_few_ends_or_few_cases_does_not_ship() -> None:
    rng = np.random.default_rng(1)
    assert survival_shares(spells(40, ended=29), source="X", kind="all", days=[90], rng=rng) == ()
    joint = [Spell(str(n), 10, True, False, f"case {n % 4}") for n in range(40)]
    assert survival_shares(joint, source="X", kind="all", days=[90], rng=rng) == ()


def test_spells_of_unknown_end_are_refused() -> None:
    lost = [Spell("1", 10, False, True, "case")]
    with pytest.raises(ValueError, match="unknown end"):
        survival_shares(lost, source="X", kind="all", days=[90], rng=np.random.default_rng(1))
