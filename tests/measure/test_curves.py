import time
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_survival import ENDED, WEEKS

from earnest.measure.curves import chi2_tail, curves, log_rank
from earnest.measure.survival import kaplan_meier

# The placebo arm of the same trial: every remission ended.
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
DAYS = np.array(WEEKS + PLACEBO)
GONE = np.array(ENDED + [1] * 21, dtype=bool)
ARM = np.repeat([0, 1], 21)


def test_both_arms_of_the_textbook_trial_come_out_at_once() -> None:
    found = curves(DAYS, GONE, group=ARM)
    assert found.shares_at([6, 7, 10, 13, 16, 22, 23])[0] == pytest.approx(
        [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482], abs=5e-5
    )
    assert found.shares_at([0, 1, 8, 23])[1] == pytest.approx([1, 19 / 21, 8 / 21, 0])
    assert found.hazards_at([5, 6, 7])[0] == pytest.approx([0, 3 / 21, 3 / 21 + 1 / 17])


def test_the_log_rank_test_tells_the_arms_apart() -> None:
    found = log_rank(DAYS, GONE, ARM)
    assert found.chi2 == pytest.approx(16.792941, abs=1e-6)
    assert found.p == pytest.approx(4.1688e-05, rel=1e-4)
    assert found.degrees == 1
    assert found.observed.tolist() == [9, 21]
    assert found.expected.sum() == pytest.approx(30)


def test_a_log_rank_test_needs_two_groups_and_an_end() -> None:
    with pytest.raises(ValueError, match="two groups"):
        log_rank(DAYS, GONE, np.zeros(42, dtype=int))
    with pytest.raises(ValueError, match="at least one end"):
        log_rank(DAYS, np.zeros(42, dtype=bool), ARM)


def test_the_chi_squared_tail_matches_the_printed_tables() -> None:
    for degrees, value in ((1, 3.841), (2, 5.991), (3, 7.815), (4, 9.488), (7, 14.067)):
        assert chi2_tail(value, degrees) == pytest.approx(0.05, abs=5e-5)
    assert chi2_tail(0.0, 3) == 1.0


def test_a_late_entrant_is_at_risk_only_after_it_entered() -> None:
    found = curves(np.array([5, 8, 9]), np.array([True, True, False]), entered=np.array([0, 5, 0]))
    assert found.at_risk.tolist() == [2, 2, 1]
    assert found.shares_at([5, 8])[0] == pytest.approx([1 / 2, 1 / 4])


def test_a_group_without_spells_lasts_and_so_does_an_empty_record() -> None:
    found = curves(np.array([3]), np.array([True]), group=np.array([1]))
    assert found.shares_at([1, 5]).tolist() == [[1, 1], [1, 0]]
    nothing = curves(np.zeros(0, dtype=int), np.zeros(0, dtype=bool))
    assert len(nothing.days) == 0


def test_durations_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        curves(np.array([-1]), np.array([True]))
    with pytest.raises(ValueError, match="after it ended"):
        curves(np.array([3]), np.array([True]), entered=np.array([4]))


SPELLS = st.lists(
    st.tuples(st.integers(0, 30), st.booleans(), st.integers(0, 3), st.integers(1, 4)),
    min_size=1,
    max_size=60,
)


@given(SPELLS, st.integers(0, 30))
def test_each_group_equals_its_own_single_curve(
    rows: list[tuple[int, bool, int, int]], at: int
) -> None:
    days, ended, group, weight = (np.array(column) for column in zip(*rows, strict=True))
    weights = weight.astype(float)
    found = curves(days, ended, group=group, weights=weights).shares_at([at])
    for number in np.unique(group):
        mine = group == number
        alone = kaplan_meier(days[mine].astype(float), ended[mine], weights[mine], at=at)
        assert found[number, 0] == pytest.approx(alone, abs=1e-9)


@given(SPELLS)
def test_weights_of_one_change_nothing(rows: list[tuple[int, bool, int, int]]) -> None:
    days, ended, group, _ = (np.array(column) for column in zip(*rows, strict=True))
    plain = curves(days, ended, group=group)
    weighed = curves(days, ended, group=group, weights=np.ones(len(days)))
    assert plain.share == pytest.approx(weighed.share, abs=1e-12)
    assert plain.hazard == pytest.approx(weighed.hazard, abs=1e-12)


@pytest.mark.slow
def test_curves_equal_those_of_lifelines() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        lifelines = pytest.importorskip("lifelines")
        rng = np.random.default_rng(8)
        size = 600
        group, days = rng.integers(0, 12, size), rng.integers(60, 900, size)
        ended, weights = rng.random(size) < 0.6, rng.integers(1, 4, size)
        entered = np.where(rng.random(size) < 0.6, 0, rng.integers(0, 50, size))
        plain = curves(days, ended, group=group)
        late = curves(days, ended, group=group, entered=entered)
        heavy = curves(days, ended, group=group, weights=weights.astype(float))
        for number in range(12):
            mine = group == number
            at = plain.days[plain.start[number] : plain.start[number + 1]]
            single = lifelines.KaplanMeierFitter()
            hazard = lifelines.NelsonAalenFitter(nelson_aalen_smoothing=False)
            for found, options in (
                (plain, {}),
                (late, {"entry": entered[mine]}),
                (heavy, {"weights": weights[mine]}),
            ):
                step = slice(found.start[number], found.start[number + 1])
                single.fit(days[mine], ended[mine], **options)
                expected = single.survival_function_at_times(at).to_numpy()
                assert np.abs(found.share[step] - expected).max() < 1e-9
                hazard.fit(days[mine], ended[mine], **options)
                total = hazard.cumulative_hazard_.reindex(at).to_numpy()[:, 0]
                assert np.abs(found.hazard[step] - total).max() < 1e-9


@pytest.mark.slow
def test_forty_thousand_curves_take_a_fifth_of_a_second() -> None:
    rng = np.random.default_rng(1)
    size = 400_000
    group, days = rng.integers(0, 40_000, size), rng.integers(0, 2_000, size)
    ended = rng.random(size) < 0.6
    times = []
    for _ in range(5):
        begin = time.process_time()
        curves(days, ended, group=group)
        times.append(time.process_time() - begin)
    assert min(times) <= 0.2
