"""What may ship: aggregates over enough pairs of states and enough acts, rounded."""

from typing import Final

import numpy as np

from earnest.measure.act_groups import ActGroup
from earnest.measure.dyad_days import Bools, Days, Ints
from earnest.measure.dyad_events import DyadEvents
from earnest.measure.points import Points, Protocol, evaluation_points

FEWEST_DYADS: Final = 5
FEWEST_ACTS: Final = 30
SAMPLES: Final = ("all", "tense")


def may_ship(pair: Ints, acts: int) -> bool:
    """Whether an aggregate over these rows' pairs of states and this many acts may ship."""
    return len(np.unique(pair)) >= FEWEST_DYADS and acts >= FEWEST_ACTS


def in_sample(points: Points, sample: str) -> Bools:
    """Which points belong to the sample."""
    return points.is_tense if sample == "tense" else np.ones(len(points), dtype=bool)


def distinct_acts(acts: Days, points: Points, came: Bools) -> int:
    """Different acts among those that came: points close together may wait for the same one."""
    return len(np.unique(acts.next_from(points.dyad[came], points.day[came])))


def class_points(events: DyadEvents, group: ActGroup, protocol: Protocol, days: int) -> Points:
    """Points of the dyads whose set has a code for the class."""
    points = evaluation_points(events, protocol, horizon=days)
    return points.at(events.sees(group)[points.dyad])


def rounded(value: float) -> float:
    """Five significant digits: beyond them, machines differ."""
    return float(f"{value:.5g}")
