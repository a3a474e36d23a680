"""Evaluation points: when they fall, whom they admit, and what counts as having come in time."""

from dataclasses import replace

import numpy as np
from dyad_tables import START, table

from earnest.measure.act_groups import act_group
from earnest.measure.dyad_events import DyadEvents, dyad_events
from earnest.measure.points import (
    LONG,
    SHORT,
    Protocol,
    came_within,
    day_number,
    evaluation_points,
    protocol_for,
)

ZERO = day_number(START)
LAID = Protocol(10, 10, 3, None, 5, (7.0,))


def events_on(*days: int, code: str = "057", until: int = 60) -> DyadEvents:
    rows = [("PER", "CHL", day, code) for day in days]
    return dyad_events(table(*rows, ("CHL", "BOL", 0, "010"), ("CHL", "BOL", until, "010")))


def test_points_begin_after_the_burn_in_and_leave_the_horizon_to_the_end() -> None:
    points = evaluation_points(events_on(1, 2, 3), LAID, horizon=20)
    assert list(points.day - ZERO) == [10, 20, 30, 40]


def test_a_dyad_with_too_few_events_has_no_point() -> None:
    assert len(evaluation_points(events_on(1, 2), LAID, horizon=20)) == 0


def test_admission_on_the_past_waits_for_the_events() -> None:
    strict = replace(LAID, admission="past")
    points = evaluation_points(events_on(1, 2, 25), strict, horizon=20)
    assert list(points.day - ZERO) == [30, 40]


def test_a_point_is_tense_after_two_hostile_days_in_four_weeks() -> None:
    points = evaluation_points(events_on(1, 11, 11, code="112"), LAID, horizon=5)
    tense = dict(zip(points.day - ZERO, points.is_tense, strict=True))
    assert not tense[10]
    assert tense[20]  # days 1 and 11
    assert not tense[30]  # day 1 lies 29 days back


def test_an_act_on_the_day_of_the_point_is_in_time_and_one_on_the_last_day_is_not() -> None:
    events = events_on(1, 20, 34)
    points = evaluation_points(events, LAID, horizon=5)
    came = came_within(events.days_of(act_group("strict")), points, horizon=4)
    assert dict(zip(points.day - ZERO, came, strict=True))[20]
    assert not dict(zip(points.day - ZERO, came, strict=True))[30]
    later = came_within(events.days_of(act_group("strict")), points, horizon=5)
    assert dict(zip(points.day - ZERO, later, strict=True))[30]


def test_three_years_of_events_get_the_long_protocol() -> None:
    assert protocol_for(events_on(1, until=1_095)) is LONG
    assert protocol_for(events_on(1, until=1_094)) is SHORT


def test_admission_on_the_past_asks_for_as_many_events_as_had_time_to_happen() -> None:
    assert protocol_for(events_on(1, until=2_000), admission="past").minimum_events == 60
    assert protocol_for(events_on(1, until=200), admission="past").minimum_events == 13


def test_dyads_and_days_are_in_order() -> None:
    rows = [(a, b, day, "057") for a, b in (("PER", "CHL"), ("CHL", "PER")) for day in (1, 2, 50)]
    points = evaluation_points(dyad_events(table(*rows)), LAID, horizon=5)
    assert (np.diff(points.dyad) >= 0).all()
    assert set(points.dyad) == {0, 1}
