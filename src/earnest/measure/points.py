"""Days at which a back-test asks a question of a dyad, and whether the act came in time."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

from earnest.measure.act_groups import act_group
from earnest.measure.dyad_days import Bools, Days, Ints
from earnest.measure.dyad_events import DyadEvents
from earnest.measure.watched import is_watched

EPOCH: Final = dt.date(1970, 1, 1)
TENSE_ACTS: Final = 2
TENSE_DAYS: Final = 28
YEARS_3: Final = 1095


@dataclass(frozen=True, slots=True)
class Protocol:
    """How evaluation points are laid and divided into training and test.

    Attributes:
        burn_in: days of a set before its first point.
        spacing: days between the points of a dyad.
        minimum_events: events of a dyad that admit it, of any class.
        admission: counted over the `whole` set, as published, or in the `past` of each point.
        tail: days before the end of the set without points; None for the horizon itself.
        gap: days between the last training point and the first test point.
        taus: fading times of the kernels, in days.
        refit_days: days of test points after which a model may be fitted anew.
    """

    burn_in: int
    spacing: int
    minimum_events: int
    tail: int | None
    gap: int
    taus: tuple[float, ...]
    admission: Literal["whole", "past"] = "whole"
    refit_days: int = 365


LONG: Final = Protocol(365, 28, 60, 90, 122, (7.0, 30.0, 120.0))
SHORT: Final = Protocol(60, 14, 40, None, 31, (7.0, 30.0), refit_days=14)
# Forty events in half a year are thirteen in the sixty days before the first point.
_FEWEST_IN_THE_PAST: Final = {LONG: 60, SHORT: 13}


@dataclass(frozen=True, slots=True)
class Points:
    """Evaluation points, sorted by dyad and day.

    Attributes:
        dyad: shape (n,), index into the dyads.
        day: shape (n,), days since 1970-01-01; the past is before it, the future begins on it.
        is_tense: the actor did at least two hostile acts (days) to the recipient in 28 days.
    """

    dyad: Ints
    day: Ints
    is_tense: Bools

    def at(self, chosen: Bools) -> "Points":
        """The chosen points."""
        return Points(self.dyad[chosen], self.day[chosen], self.is_tense[chosen])

    def __len__(self) -> int:
        return len(self.day)


def protocol_for(events: DyadEvents, *, admission: Literal["whole", "past"] = "whole") -> Protocol:
    """The protocol that the length of the events allows: three years or more, or less."""
    watched = int((events.last - events.first).max()) if len(events.names) else 0
    laid = LONG if watched >= YEARS_3 else SHORT
    if admission == "whole":
        return laid
    return replace(laid, admission="past", minimum_events=_FEWEST_IN_THE_PAST[laid])


def evaluation_points(events: DyadEvents, protocol: Protocol, *, horizon: int) -> Points:
    """All points of admitted dyads whose next `horizon` days lie within their set.

    Points are left out where a gap of the set lies in those days, or in the four weeks before.
    """
    tail = horizon if protocol.tail is None else max(horizon, protocol.tail)
    start = events.first + protocol.burn_in
    count = np.maximum(0, (events.last + 1 - tail - start) // protocol.spacing + 1)
    dyad = np.repeat(np.arange(len(events.names)), count)
    step = np.arange(len(dyad)) - np.repeat(np.cumsum(count) - count, count)
    day = start[dyad] + step * protocol.spacing
    admitted = _admitted(events, protocol, dyad, day)
    dyad, day = dyad[admitted], day[admitted]
    watched = is_watched(events, dyad, day - TENSE_DAYS, day + horizon)
    dyad, day = dyad[watched], day[watched]
    hostile = events.days_of(act_group("hostile"))
    recent = hostile.between(dyad, day - TENSE_DAYS, day)
    return Points(dyad, day, recent >= TENSE_ACTS)


def came_within(days: Days, points: Points, *, horizon: int) -> Bools:
    """Whether an act happened on one of the `horizon` days from each point on."""
    return days.between(points.dyad, points.day, points.day + horizon) > 0


def day_number(date: dt.date) -> int:
    """Days from 1970-01-01."""
    return (date - EPOCH).days


def _admitted(events: DyadEvents, protocol: Protocol, dyad: Ints, day: Ints) -> Bools:
    seen = events.every_event()
    until = events.last[dyad] + 1 if protocol.admission == "whole" else day
    return seen.between(dyad, events.first[dyad], until) >= protocol.minimum_events
