"""Baselines: found at any number of days, built the same from the same events, and aggregates only."""

import datetime as dt

import numpy as np
import pytest
from dyad_tables import START, busy_world, table
from hypothesis import given
from hypothesis import strategies as st

from earnest.contract.baselines import (
    Baselines,
    BaselineSource,
    BaseRate,
    DeadlineCoefficients,
    MeanRate,
    baselines_from_json,
    baselines_json,
)
from earnest.measure.act_groups import GROUP_NAMES
from earnest.measure.baselines import at_days, deadline_models, mean_rate, shipped_rate
from earnest.measure.calibration import calibrated, together
from earnest.measure.dyad_events import dyad_events
from earnest.store.baselines import shipped_baselines


def rates(*shares: tuple[int, float], sample: str = "all") -> tuple[BaseRate, ...]:
    return tuple(
        BaseRate("KEDS", sample, "any", days, share, share / 2, share * 1.2, 1000, 50, 300)
        for days, share in shares
    )


def with_rates(*found: BaseRate) -> Baselines:
    return Baselines(1, (), found, (), ())


def test_a_constant_hazard_is_interpolated_exactly() -> None:
    horizons = [7, 30, 90]
    p = [1 - np.exp(-0.01 * days) for days in horizons]
    for days in (1, 3, 7, 12, 30, 61, 90):
        assert at_days(horizons, p, days) == pytest.approx(1 - np.exp(-0.01 * days))


def test_a_hazard_of_nothing_stays_nothing_until_something_is_known() -> None:
    assert at_days([7, 30], [0.0, 0.0], 3) == 0
    assert 0 < at_days([7, 30], [0.0, 0.2], 20) < 0.2


@given(st.lists(st.floats(0.001, 0.99), min_size=3, max_size=3), st.integers(1, 90))
def test_more_days_are_never_less_likely(p: list[float], days: int) -> None:
    horizons = [7, 30, 90]
    assert at_days(horizons, p, days) <= at_days(horizons, p, min(90, days + 1)) + 1e-12


def test_a_shipped_rate_keeps_n_and_takes_its_interval_along() -> None:
    shipped = with_rates(*rates((14, 0.1), (30, 0.2)))
    rate = shipped_rate(shipped, "any", days=20, sample="all")
    assert rate is not None
    assert (rate.days, rate.n) == (20, 1000)
    assert 0.1 < rate.share < 0.2
    assert rate.low < rate.share < rate.high


def test_where_tense_dyads_have_no_rate_all_stand_in() -> None:
    shipped = with_rates(*rates((14, 0.1)))
    rate = shipped_rate(shipped, "any", days=14, sample="tense")
    assert rate is not None and rate.sample == "all"
    assert shipped_rate(shipped, "force", days=14, sample="all") is None
    assert shipped_rate(shipped, "any", days=14, sample="all", source="ICEWS") is None


def test_only_models_that_beat_the_base_rate_are_used() -> None:
    models = shipped_baselines().deadlines
    weak = {(m.act, m.days) for m in models if m.skill_low is None or m.skill_low <= 0}
    used = {
        (act, m.days)
        for act in GROUP_NAMES
        for m in deadline_models(shipped_baselines(), act, sample="all")
    }
    assert used and weak
    kept = {(m.act, m.days) for m in models if m.source == "KEDS" and m.sample == "all"}
    assert used == {
        (m.act, m.days)
        for m in models
        if (m.source, m.sample) == ("KEDS", "all") and m.skill_low is not None and m.skill_low > 0
    }
    assert used <= kept


def test_everything_that_ships_rests_on_enough_dyads_and_acts() -> None:
    shipped = shipped_baselines()
    entries: list[BaseRate | MeanRate | DeadlineCoefficients] = [
        *shipped.rates,
        *shipped.means,
        *shipped.deadlines,
    ]
    assert min(entry.dyads for entry in entries) >= 5
    assert min(entry.acts for entry in entries) >= 30
    assert all(len(model.coefficients) <= 6 for model in shipped.deadlines)
    assert all(rate.low <= rate.share <= rate.high for rate in shipped.rates)
    named = {source.id for source in shipped.sources}
    assert {entry.source for entry in (*entries, *shipped.survival)} == named
    assert all(share.clusters >= 5 and share.ended >= 30 for share in shipped.survival)
    assert all(len(source.sha256) == 64 for source in shipped.sources)


def test_the_mean_rate_of_a_class_ships_with_its_interval() -> None:
    mean = mean_rate(shipped_baselines(), "strict")
    assert mean is not None
    assert 0 < mean.low < mean.per_day < mean.high
    assert mean_rate(shipped_baselines(), "COERCE") is None


SOURCE = BaselineSource(
    "TEST", "invented", "0" * 64, 1, 1, START, START + dt.timedelta(days=899), "as told"
)


@pytest.fixture(scope="module")
def built() -> Baselines:
    events = dyad_events(busy_world(days=900, states=6, seed=5))
    return calibrated(events, SOURCE, test_from=START + dt.timedelta(days=600), seed=9)


@pytest.mark.slow
def test_the_same_events_give_the_same_file(built: Baselines) -> None:
    events = dyad_events(busy_world(days=900, states=6, seed=5))
    again = calibrated(events, SOURCE, test_from=START + dt.timedelta(days=600), seed=9)
    assert baselines_json(built) == baselines_json(again)


def test_a_file_is_read_back_as_it_was_written() -> None:
    shipped = shipped_baselines()
    assert baselines_from_json(baselines_json(shipped)) == shipped


@pytest.mark.slow
def test_two_collections_stand_in_one_file(built: Baselines) -> None:
    both = together([built, built])
    assert baselines_from_json(baselines_json(both)) == both
    assert len(both.rates) == 2 * len(built.rates)
    assert baselines_json(both).endswith("}\n")


@pytest.mark.slow
def test_what_was_built_holds_rates_means_and_scored_models(built: Baselines) -> None:
    assert {rate.act for rate in built.rates} >= {"any", "hostile"}
    assert built.means
    assert any(model.skill is not None for model in built.deadlines)
    assert all(rate.dyads >= 5 and rate.acts >= 30 for rate in built.rates)


def test_few_acts_leave_no_trace() -> None:
    rows = [(f"A{n}", "B", day, "010") for n in range(6) for day in range(0, 200, 5)]
    acts = [(f"A{n}", "B", 100 + n, "173") for n in range(6)]
    empty = calibrated(dyad_events(table(*rows, *acts)), SOURCE, test_from=None, seed=9)
    assert (empty.rates, empty.means, empty.deadlines) == ((), (), ())
