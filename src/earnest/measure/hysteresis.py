"""Episodes: alarms close in time joined to one stretch, for one series or for all of them at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Episodes:
    """Stretches of alarms, ordered by series, then time.

    Attributes:
        series: the row of the series each stretch belongs to.
        first: the step of its first alarm.
        last: the step of its last alarm, included.
    """

    series: Ints
    first: Ints
    last: Ints

    def __len__(self) -> int:
        return len(self.first)


def episodes(alarms: Flags, *, quiet: int) -> Episodes:
    """Alarms of each series joined where fewer than `quiet` steps without alarm lie between.

    Args:
        alarms: shape (series, steps), or (steps,) for one series.
        quiet: steps without alarm that end an episode, at least 1.
    """
    table = np.atleast_2d(alarms)
    flat = np.flatnonzero(table)
    if not len(flat):
        nothing = np.zeros(0, dtype=np.int64)
        return Episodes(nothing, nothing, nothing)
    row = flat // table.shape[1]
    padded = flat + row * quiet  # so that two series are never near each other
    is_first = np.empty(len(flat), dtype=bool)
    is_first[0] = True
    np.greater(padded[1:] - padded[:-1], quiet, out=is_first[1:])
    starts = np.flatnonzero(is_first)
    ends = np.append(starts[1:], len(flat)) - 1
    series = row[starts]
    return Episodes(
        series, flat[starts] - series * table.shape[1], flat[ends] - series * table.shape[1]
    )


def is_on(alarms: Flags, *, quiet: int) -> Flags:
    """Whether an episode is going on at each step, as far as known at that very step.

    True from an alarm until `quiet` steps without alarm have passed: nothing later is looked at.
    """
    table = np.atleast_2d(alarms)
    steps = np.arange(table.shape[1])
    last = np.maximum.accumulate(np.where(table, steps, -quiet - 1), axis=1)
    return (steps - last < quiet).reshape(alarms.shape)
