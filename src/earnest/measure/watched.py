"""Days on which a collection was not watched: a dense stream of events that stops and goes on later."""

from typing import Final

import numpy as np

from earnest.measure.dyad_days import Bools, Ints
from earnest.measure.dyad_events import DyadEvents

# A set with events on nine days of ten that shows none for over two weeks lacks a file there;
# one that is silent for longer than it speaks is thin.
DENSE: Final = 0.9
LONGEST_SILENCE: Final = 14


def is_watched(events: DyadEvents, dyad: Ints, start: Ints, end: Ints) -> Bools:
    """Whether no gap of the dyad's set reaches into the days `[start, end)`.

    Thin sets, whose silences tell nothing, are taken as watched throughout.
    """
    of_set = np.unique([name for name, _, _ in events.names], return_inverse=True)[1]
    watched = np.ones(len(dyad), dtype=bool)
    for number in range(int(of_set.max(initial=-1)) + 1):
        here = of_set[dyad] == number
        days = np.unique(events.day[of_set[events.dyad] == number])
        for first, last in _gaps(days):
            watched[here] &= (end[here] <= first) | (start[here] > last)
    return watched


def _gaps(days: Ints) -> list[tuple[int, int]]:
    """First and last day of each gap between days with events."""
    silent = np.diff(days) - 1
    long = np.flatnonzero(silent > LONGEST_SILENCE)
    missing = int(silent[long].sum())
    seen = int(days[-1] - days[0]) + 1 - missing if len(days) else 0
    if len(days) < DENSE * seen or missing > seen:
        return []
    return [(int(days[n]) + 1, int(days[n + 1]) - 1) for n in long]
