"""Rates of single pairs of states: shrunk, with an exact interval, from the last three years."""

import numpy as np
import pytest
from dyad_tables import busy_world, table

from earnest.contract.baselines import DyadRate
from earnest.measure.drift import drift_level
from earnest.measure.dyad_events import dyad_events
from earnest.measure.dyad_rates import dyad_rates


def rates(*rows: tuple[str, str, int, str]) -> dict[tuple[str, str], DyadRate]:
    found = dyad_rates(dyad_events(table(*rows)), classes=("any",), source="record")
    return {(rate.actor, rate.recipient): rate for rate in found}


def steady(
    actor: str, recipient: str, *, every: int, days: int = 2_000
) -> list[tuple[str, str, int, str]]:
    acts = [(actor, recipient, day, "057") for day in range(0, days, every)]
    return acts + [(actor, recipient, day, "112") for day in range(0, days, 10)]


def test_a_pair_keeps_its_own_rate_over_the_last_three_years() -> None:
    found = rates(*steady("A", "B", every=10), *steady("A", "C", every=50))
    busy, quiet = found["A", "B"], found["A", "C"]
    assert busy.days == quiet.days == 1_095
    assert busy.per_day == pytest.approx(0.1, abs=0.005)
    assert quiet.per_day == pytest.approx(0.02, abs=0.003)
    assert busy.low < 0.1 < busy.high
    assert (busy.acts, quiet.acts) == (110, 22)


def test_a_pair_without_an_act_is_rare_and_not_impossible() -> None:
    silent = [("A", "C", day, "112") for day in range(0, 2_000, 10)]
    found = rates(*steady("A", "B", every=10), *silent)["A", "C"]
    assert found.acts == 0
    assert 0 < found.low < found.per_day < found.high < 0.003


def test_thin_pairs_have_no_rate_of_their_own() -> None:
    found = rates(*steady("A", "B", every=10), ("A", "C", 5, "057"))
    assert set(found) == {("A", "B")}


@pytest.mark.slow
def test_nine_intervals_of_ten_hold_the_rate_of_a_pair() -> None:
    rng = np.random.default_rng(3)
    truth = {f"A{n:03d}": float(rate) for n, rate in enumerate(rng.gamma(0.5, 0.04, 300))}
    rows = [
        (name, "B", int(day), "057" if kind else "112")
        for name, rate in truth.items()
        for kind, days in (
            (True, np.flatnonzero(rng.random(1_095) < rate)),
            (False, range(0, 1_095, 15)),
        )
        for day in days
    ]
    found = rates(*rows)
    inside = [found[name, "B"].low <= rate <= found[name, "B"].high for name, rate in truth.items()]
    assert np.mean(inside) == pytest.approx(0.90, abs=0.05)


def test_an_empty_record_has_no_rates() -> None:
    nothing = dyad_events(busy_world(days=30, states=2, seed=1).slice(0, 0))
    assert dyad_rates(nothing, classes=("any",), source="record") == ()


def test_few_acts_hardly_move_the_level_of_a_source() -> None:
    assert drift_level(20, 10) == pytest.approx(120 / 110)
    assert drift_level(2_000, 1_000) == pytest.approx(2_100 / 1_100)
    assert drift_level(0, 0) == 1
