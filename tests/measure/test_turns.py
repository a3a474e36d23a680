import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earnest.measure.surprise import SetMean, surprise
from earnest.measure.turns import (
    METHODS,
    is_label_usable,
    level_is_up,
    method_states,
    null_rate,
    sight,
    stationary_null,
    surprise_turns,
    turns,
)

PRIOR = SetMean(hostile_per_day=0.1, conflict_share=0.4)
Counts = np.ndarray[tuple[int], np.dtype[np.float64]]


def dyad(days: int = 2_100, crisis: slice | None = None, seed: int = 1) -> tuple[Counts, Counts]:
    rng = np.random.default_rng(seed)
    hostile = rng.poisson(0.15, days).astype(float)
    other = rng.poisson(0.3, days).astype(float)
    if crisis:
        hostile[crisis] += rng.poisson(1.5, len(hostile[crisis]))
    return hostile, hostile + other


def test_a_crisis_is_one_turn_seen_by_all_three_methods_within_weeks() -> None:
    found = turns(*dyad(crisis=slice(1_400, 1_500)), prior=PRIOR)
    (turn,) = [turn for turn in found.turns if len(turn.methods) == 3]
    assert 200 <= turn.first <= 203  # day 1,400 is the first of week 200
    assert not turn.is_open
    assert found.now == ()
    assert found.since is None
    assert found.sight == "sees"


def test_a_crisis_going_on_is_told_with_its_methods_and_since_when() -> None:
    found = turns(*dyad(days=1_470, crisis=slice(1_400, 1_470)), prior=PRIOR)
    assert found.now == METHODS
    assert found.since is not None
    assert 200 <= found.since <= 203
    assert found.turns[-1].is_open


def test_more_of_everything_is_no_turn_of_the_online_detector() -> None:
    hostile, other = np.zeros(2_000), np.zeros(2_000)
    hostile[::4], other[::2] = 1.0, 1.0
    hostile[1_500:1_560:4], other[1_500:1_560:2] = 5.0, 5.0
    found = surprise(hostile, hostile + other, prior=PRIOR)
    assert found.nats[:, 1_540].max() > 6.9
    assert len(surprise_turns(found)) == 0


def test_below_the_gate_nothing_is_seen_and_it_is_said() -> None:
    hostile = np.zeros(1_500)
    hostile[1_400:1_428:7] = 1.0  # four hostile acts in four weeks, and nothing else ever
    found = turns(hostile, hostile, prior=SetMean(0.001, 0.4))
    assert not found.states.any()
    assert found.turns == ()
    assert found.sight == "cannot_see"


def test_the_gates_are_five_and_two_acts_a_month() -> None:
    assert [sight(rate) for rate in (5.0, 4.9, 2.0, 1.9)] == ["sees", "thin", "thin", "cannot_see"]


def test_an_empty_record_has_no_turn() -> None:
    found = turns(np.zeros(0), np.zeros(0), prior=PRIOR)
    assert (found.turns, found.now, found.since) == ((), (), None)
    assert found.sight == "cannot_see"


def test_a_level_held_for_three_years_is_no_turn_any_more() -> None:
    weekly = np.concatenate([np.full(200, 2.0), np.full(250, 9.0)])
    up = level_is_up(weekly, usual=np.full(450, 2.0))
    assert not up[:200].any()
    assert up[205:350].all()
    assert not up[360:].any()


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_what_a_method_said_in_a_week_never_changes_later(seed: int) -> None:
    hostile, events = dyad(days=1_750, crisis=slice(1_300, 1_420), seed=seed)
    whole = method_states(hostile, surprise(hostile, events, prior=PRIOR))
    early = method_states(hostile[:1_400], surprise(hostile[:1_400], events[:1_400], prior=PRIOR))
    assert early[0].tolist() == whole[0, :200].tolist()
    assert early[2].tolist() == whole[2, :200].tolist()


def test_the_null_keeps_the_volume_and_loses_the_crisis() -> None:
    hostile, events = dyad(crisis=slice(1_400, 1_500))
    rng = np.random.default_rng(3)
    drawn = [stationary_null(hostile, events, rng=rng) for _ in range(20)]
    assert np.mean([pair[0].sum() for pair in drawn]) == pytest.approx(hostile.sum(), rel=0.1)
    assert np.mean([pair[1].sum() for pair in drawn]) == pytest.approx(events.sum(), rel=0.1)
    best = max(pair[0].reshape(-1, 70).sum(axis=1).max() for pair in drawn)
    assert best < hostile[1_400:1_470].sum()


def test_a_label_that_chance_explains_by_more_than_a_third_is_refused() -> None:
    assert is_label_usable(3, 1.0)
    assert not is_label_usable(3, 1.01)
    assert not is_label_usable(0, 0.0)


@pytest.mark.slow
def test_chance_explains_little_of_a_dyad_with_crises_and_all_of_a_calm_one() -> None:
    hostile, events = dyad(days=4_000, crisis=slice(1_400, 1_480))
    for begin in (2_400, 3_300):
        hostile[begin : begin + 80] += 1.5
        events[begin : begin + 80] += 1.5
    observed = len(surprise_turns(surprise(hostile, events, prior=PRIOR)))
    null = null_rate(hostile, events, prior=PRIOR, rng=np.random.default_rng(1), draws=20)
    assert observed >= 3
    assert is_label_usable(observed, null)
    calm, all_calm = dyad()
    observed = len(surprise_turns(surprise(calm, all_calm, prior=PRIOR)))
    null = null_rate(calm, all_calm, prior=PRIOR, rng=np.random.default_rng(1), draws=10)
    assert not is_label_usable(observed, null)


@pytest.mark.slow
def test_crises_put_in_are_found_and_calm_dyads_stay_calm() -> None:
    found, false, years = 0, 0, 0.0
    for seed in range(100):
        series = dyad(crisis=slice(1_400, 1_480), seed=seed)
        onsets = surprise_turns(surprise(*series, prior=PRIOR)).first
        found += bool(np.any((onsets >= 1_400) & (onsets <= 1_456)))
        calm = surprise(*dyad(seed=1_000 + seed), prior=PRIOR)
        false += len(surprise_turns(calm))
        years += 2_100 / 365.25
    assert found >= 95
    assert false / years <= 0.05
