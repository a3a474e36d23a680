"""Gaps of a collection: a dense stream that stops, and points that fall into the hole."""

import numpy as np
from dyad_tables import START, table

from earnest.measure.dyad_events import DyadEvents, dyad_events
from earnest.measure.points import Protocol, day_number, evaluation_points
from earnest.measure.watched import is_watched

ZERO = day_number(START)


def every_day_but(first: int, last: int) -> DyadEvents:
    """An event of A toward B on each of 300 days, the days from `first` to `last` left out."""
    days = [day for day in range(300) if not first <= day <= last]
    return dyad_events(table(*[("A", "B", day, "042") for day in days]))


def watched(events: DyadEvents, start: int, end: int) -> bool:
    one = np.array([0]), np.array([ZERO + start]), np.array([ZERO + end])
    return bool(is_watched(events, *one)[0])


def test_days_that_touch_a_missing_month_are_not_watched() -> None:
    events = every_day_but(100, 130)
    assert watched(events, 70, 100)
    assert not watched(events, 70, 101)
    assert not watched(events, 110, 120)
    assert not watched(events, 130, 140)
    assert watched(events, 131, 140)


def test_a_week_of_silence_is_no_gap() -> None:
    assert watched(every_day_but(100, 106), 90, 120)


def test_the_silences_of_a_thin_set_tell_nothing() -> None:
    days = [*range(0, 100, 3), *range(160, 300, 3)]
    events = dyad_events(table(*[("A", "B", day, "042") for day in days]))
    assert watched(events, 100, 150)


def test_no_question_is_asked_across_a_gap() -> None:
    laid = Protocol(30, 10, 5, None, 31, (7.0, 30.0))
    days = evaluation_points(every_day_but(100, 130), laid, horizon=14).day - ZERO
    assert (days < 90).any()
    assert not ((days > 86) & (days < 159)).any()
    assert (days >= 159).any()
