"""The back-test of deadlines: no look ahead, no skill from nothing, and weights that are found."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from dyad_tables import START, busy_world, table

from earnest.measure.act_groups import act_group
from earnest.measure.backtest import BacktestRow, deadline_backtest, json_rows
from earnest.measure.deadline_models import (
    EXPECTED,
    LIGHT_MODELS,
    Task,
    forecasts,
    mutually_exciting,
    self_exciting,
)
from earnest.measure.drift import drift
from earnest.measure.dyad_days import Bools, Days
from earnest.measure.dyad_events import DyadEvents, dyad_events
from earnest.measure.pasts import Past, past, set_means
from earnest.measure.points import Points, Protocol, came_within, day_number, evaluation_points

ZERO = day_number(START)
LAID = Protocol(60, 14, 10, None, 31, (7.0, 30.0))
WORLD = busy_world(days=900, states=6, seed=1)
CUT = START + dt.timedelta(days=600)


def scored(events: pa.Table, **kinds: object) -> tuple[BacktestRow, ...]:
    return deadline_backtest(
        dyad_events(events),
        test_from=CUT,
        rng=np.random.default_rng(2),
        protocol=LAID,
        classes=("any",),
        horizons=(14,),
        **kinds,  # type: ignore[arg-type]
    )


def row(rows: tuple[BacktestRow, ...], model: str, sample: str = "all") -> BacktestRow:
    return next(r for r in rows if (r.model, r.sample) == (model, sample))


@pytest.fixture(scope="module")
def rows() -> tuple[BacktestRow, ...]:
    return scored(WORLD, placebo=("any",))


def test_every_model_has_a_row_for_every_sample(rows: tuple[BacktestRow, ...]) -> None:
    assert [r.model for r in rows if r.sample == "all"] == list(LIGHT_MODELS)
    assert {r.sample for r in rows} >= {"all", "all placebo"}


def test_climatology_has_no_skill_and_no_line_of_calibration(rows: tuple[BacktestRow, ...]) -> None:
    climatology = row(rows, "climatology")
    assert climatology.skill == 0
    assert climatology.slope is None
    assert climatology.auc == 0.5


@pytest.mark.parametrize(
    "model", ["self_exciting", "mutually_exciting", "drift_tracking", "refitted"]
)
def test_acts_in_bursts_are_foreseen_better_than_by_their_share(
    rows: tuple[BacktestRow, ...], model: str
) -> None:
    found = row(rows, model)
    assert found.skill_low > 0
    assert found.skill_low < found.skill < found.skill_high
    assert found.slope == pytest.approx(1, abs=0.25)


def test_the_past_of_one_dyad_says_nothing_about_another(rows: tuple[BacktestRow, ...]) -> None:
    placebo = row(rows, "mutually_exciting", "all placebo")
    assert placebo.skill < row(rows, "mutually_exciting").skill / 3
    assert placebo.n == row(rows, "mutually_exciting").n


def test_the_parts_of_the_brier_score_and_the_skill_agree(rows: tuple[BacktestRow, ...]) -> None:
    best, base = row(rows, "mutually_exciting"), row(rows, "climatology")
    assert best.skill == pytest.approx(1 - best.brier / base.brier)
    assert best.uncertainty == pytest.approx(best.base_rate * (1 - best.base_rate))


def test_printed_rows_have_the_promised_keys(rows: tuple[BacktestRow, ...]) -> None:
    promised = {"sample", "class", "horizon", "model", "n", "base_rate", "brier", "log_loss"}
    promised |= {"skill", "skill_low", "skill_high", "ece"}
    assert promised <= json_rows(rows)[0].keys()


def test_what_happens_after_the_test_points_changes_no_forecast() -> None:
    until = CUT + dt.timedelta(days=60)
    later = table(("S00", "S01", 890, "057"), ("S00", "S01", 891, "057"))
    once = scored(WORLD, test_until=until)
    again = scored(pa.concat_tables([WORLD, later]), test_until=until)
    assert once == again


def test_a_question_with_too_few_points_has_no_row() -> None:
    assert scored(table(("S00", "S01", 0, "057"), ("S00", "S01", 899, "057"))) == ()


@pytest.mark.slow
def test_boosting_is_compared_with_in_pairs() -> None:
    pytest.importorskip("sklearn")
    found = scored(WORLD, models=("mutually_exciting", "boosting"))
    ours, theirs = row(found, "mutually_exciting"), row(found, "boosting")
    assert ours.lead == pytest.approx(ours.skill - theirs.skill)
    assert theirs.lead is None
    assert None not in (ours.lead, ours.lead_low, ours.lead_high)
    assert (ours.lead_low or 0) <= (ours.lead or 0) <= (ours.lead_high or 0)


def test_a_model_of_no_name_is_refused() -> None:
    with pytest.raises(ValueError, match="no model 'oracle'; there are climatology"):
        scored(WORLD, models=("oracle",))


def task_of(found: Past, points: Points, horizon: int, outcome: Bools) -> Task:
    every = np.ones(len(points), dtype=bool)
    return Task(
        past=found,
        outcome=outcome,
        clusters=points.dyad,
        day=points.day,
        group=np.zeros(len(points), dtype=np.int64),
        sample=every,
        is_training=every,
        is_test=every,
        horizon=horizon,
    )


def test_the_weights_of_a_self_exciting_rate_are_recovered() -> None:
    events, acts, points = bursts(weight=0.5, quiet=0.01, tau=30.0)
    means = set_means(events, acts, dyads=np.arange(len(events.names)), until=ZERO + 10_000)
    found = past(events, act_group("strict"), points, means=means, taus=(30.0,))
    came = came_within(acts, points, horizon=1)
    fit = self_exciting(found, came, horizon=1, clusters=points.dyad)
    mean_weight, rate_weight, burst_weight = np.exp(fit.coefficients)
    assert burst_weight == pytest.approx(0.5, abs=0.08)
    quiet = mean_weight * means[0] + rate_weight * found.rate.mean()
    assert quiet == pytest.approx(0.01, abs=0.003)
    p = forecasts("self_exciting", task_of(found, points, 1, came))
    assert p.mean() == pytest.approx(came.mean(), abs=0.002)


def bursts(*, weight: float, quiet: float, tau: float) -> tuple[DyadEvents, Days, Points]:
    """Sixty dyads for three years, each day an act with probability 1 − exp(−quiet − weight·k)."""
    rng = np.random.default_rng(8)
    rows, level = [], np.zeros(60)
    for day in range(1_095):
        level = level * np.exp(-1 / tau)
        acts = rng.random(60) < -np.expm1(-(quiet + weight * level / tau))
        level = level + acts
        rows += [(f"A{number:02d}", "B", day, "057") for number in np.flatnonzero(acts)]
    events = dyad_events(table(*rows, ("B", "A00", 0, "010")))
    laid = replace(LAID, spacing=3, minimum_events=5)
    return events, events.days_of(act_group("strict")), evaluation_points(events, laid, horizon=1)


def test_a_model_fitted_anew_follows_a_source_that_sees_more_than_it_did() -> None:
    """Four quiet years, then four in which every dyad acts three times as often."""
    rng = np.random.default_rng(4)
    rows = [
        (f"A{number:02d}", "B", day, "057")
        for number in range(40)
        for day in range(2_900)
        if rng.random() < (0.01 if day < 1_450 else 0.03)
    ]
    found = deadline_backtest(
        dyad_events(table(*rows)),
        test_from=START + dt.timedelta(days=1_500),
        rng=rng,
        protocol=replace(LAID, spacing=28, burn_in=365, minimum_events=5),
        classes=("any",),
        horizons=(14,),
        models=("climatology", "mutually_exciting", "refitted"),
    )
    anew, once = row(found, "refitted"), row(found, "mutually_exciting")
    assert anew.ece < once.ece
    assert anew.log_loss < once.log_loss


def test_overlapping_points_count_for_less() -> None:
    events, acts, points = bursts(weight=0.5, quiet=0.01, tau=30.0)
    means = set_means(events, acts, dyads=np.arange(len(events.names)), until=ZERO + 10_000)
    found = past(events, act_group("strict"), points, means=means, taus=(7.0, 30.0))
    came = came_within(acts, points, horizon=30)
    columns = found.predictors
    apart = mutually_exciting(columns, came, clusters=points.dyad).coefficients
    many = mutually_exciting(columns, came, clusters=points.dyad, overlap=1e6).coefficients
    assert many[1:] == pytest.approx(np.array(EXPECTED[1:]), abs=0.01)
    assert np.abs(apart - many).max() > 0.02


def test_drift_is_one_until_something_is_known_and_follows_what_came() -> None:
    day = np.arange(0, 4_000, 2)
    p, came = np.full(len(day), 0.5), np.ones(len(day), dtype=bool)
    ratio = drift(
        p, came, day=day, group=np.zeros(len(day), dtype=np.int64), horizon=30, weight=200.0
    )
    assert (ratio[day < 30] == 1).all()
    in_a_year = 365 // 2 + 1
    assert ratio[-1] == pytest.approx((in_a_year + 200) / (in_a_year / 2 + 200), rel=0.01)


def test_drift_does_not_see_outcomes_that_are_still_open() -> None:
    day = np.arange(0, 400, 2)
    rng = np.random.default_rng(3)
    came = rng.random(len(day)) < 0.5
    flipped = came.copy()
    flipped[day > 270] ^= True
    group = np.zeros(len(day), dtype=np.int64)
    p = np.full(len(day), 0.5)
    before = drift(p, came, day=day, group=group, horizon=30, weight=200.0)
    after = drift(p, flipped, day=day, group=group, horizon=30, weight=200.0)
    assert (before[day <= 300] == after[day <= 300]).all()
    assert (before[day > 310] != after[day > 310]).any()
