import datetime as dt

import numpy as np
import pyarrow as pa
import pytest

from earnest.contract.tables import EVENTS
from earnest.measure.relation import (
    exposure_prior,
    relation_daily,
    relation_surprise,
    relation_weekly,
)

MONDAY = dt.date(2021, 3, 1)


def event(
    day: int, actor: str, recipient: str, root: str, quad: int, **more: object
) -> dict[str, object]:
    return {
        "event_id": f"{day}{actor}{recipient}{root}{len(more)}",
        "date": MONDAY + dt.timedelta(days=day),
        "actor_country": actor,
        "recipient_country": recipient,
        "root": root,
        "quad": quad,
    } | more


ROWS = [
    event(0, "CHL", "PER", "05", 1, goldstein=3.5),
    event(0, "CHL", "PER", "17", 4, goldstein=-5.0),
    event(2, "PER", "CHL", "13", 3),
    event(9, "CHL", "PER", "10", 3),
    event(3, "CHL", "BOL", "01", 1),
    event(3, "CHL", "CHL", "14", 3),
    event(4, "CHL", "PER", "18", 4, tier="memory"),
    event(5, "CHL", "PER", "18", 4, date_precision="month"),
    event(-1, "CHL", "PER", "18", 4),
]
TABLE = pa.Table.from_pylist(ROWS, schema=EVENTS)
LAST = MONDAY + dt.timedelta(days=9)


def test_each_direction_and_both_are_counted_by_quad_and_root() -> None:
    found = relation_daily(TABLE, "CHL", "PER", since=MONDAY, until=LAST)
    assert found.a_to_b.quads[0].tolist() == [1, 0, 0, 1]
    assert found.a_to_b.roots[0, 4] == found.a_to_b.roots[0, 16] == 1
    assert found.b_to_a.events.tolist() == [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
    assert found.both.hostile.tolist() == [1, 0, 1, 0, 0, 0, 0, 0, 0, 1]
    assert found.both.events.sum() == 4
    assert len(found.dates) == 10


def test_acts_without_a_day_or_from_memory_are_left_out_and_counted() -> None:
    assert relation_daily(TABLE, "CHL", "PER", since=MONDAY, until=LAST).left_out == 2


def test_exposure_counts_all_acts_between_states() -> None:
    found = relation_daily(TABLE, "CHL", "PER", since=MONDAY, until=LAST)
    assert found.exposure.tolist() == [2, 0, 1, 1, 0, 0, 0, 0, 0, 1]


def test_goldstein_is_the_mean_of_the_acts_that_have_one() -> None:
    found = relation_daily(TABLE, "CHL", "PER", since=MONDAY, until=LAST)
    assert found.a_to_b.goldstein[0] == pytest.approx(-0.75)
    assert np.isnan(found.a_to_b.goldstein[9])


def test_weeks_begin_on_monday_and_sum_the_days() -> None:
    found = relation_weekly(TABLE, "CHL", "PER", since=MONDAY + dt.timedelta(days=2), until=LAST)
    assert found.since == MONDAY
    assert found.both.events.tolist() == [3, 1]
    assert found.dates == (MONDAY, MONDAY + dt.timedelta(days=7))


def test_the_conflict_share_is_shrunken_toward_the_prior() -> None:
    found = relation_weekly(TABLE, "CHL", "PER", since=MONDAY, until=LAST)
    assert found.both.conflict_share(toward=0.5).tolist() == pytest.approx([4 / 7, 3 / 5])


def test_the_prior_is_the_mean_dyad_of_the_period() -> None:
    prior = exposure_prior(TABLE, since=MONDAY, until=LAST)
    assert prior.hostile_per_day == pytest.approx(3 / 2 / 10)  # two dyads, ten days
    assert prior.conflict_share == pytest.approx(3 / 5)
    with pytest.raises(ValueError, match="two states"):
        exposure_prior(TABLE, since=dt.date(1990, 1, 1), until=dt.date(1990, 2, 1))


def test_surprise_is_counted_by_day_in_the_direction_asked_for() -> None:
    prior = exposure_prior(TABLE, since=MONDAY, until=LAST)
    daily = relation_daily(TABLE, "CHL", "PER", since=MONDAY, until=LAST)
    assert relation_surprise(daily, prior=prior, side="b_to_a").nats.shape == (3, 10)
    weekly = relation_weekly(TABLE, "CHL", "PER", since=MONDAY, until=LAST)
    with pytest.raises(ValueError, match="daily"):
        relation_surprise(weekly, prior=prior)


def test_one_state_is_no_relation_and_days_run_forward() -> None:
    with pytest.raises(ValueError, match="CHL twice"):
        relation_daily(TABLE, "CHL", "CHL", since=MONDAY, until=LAST)
    with pytest.raises(ValueError, match="before it starts"):
        relation_daily(TABLE, "CHL", "PER", since=LAST, until=MONDAY)


def test_a_record_without_the_dyad_gives_zeros() -> None:
    found = relation_daily(TABLE, "URY", "PRY", since=MONDAY, until=LAST)
    assert not found.both.events.any()
    assert found.exposure.sum() == 5
