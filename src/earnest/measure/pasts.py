"""What each point's past holds for one class of acts: the inputs of every deadline model."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from earnest.measure.act_groups import ActGroup, act_group
from earnest.measure.dyad_days import Bools, Days, Floats, Ints
from earnest.measure.dyad_events import DyadEvents
from earnest.measure.excitation import fading_counts, shrunk_rate
from earnest.measure.points import Points

LONGEST_WAIT: Final = 3650.0
SMALLEST_MEAN: Final = 1e-7
PREDICTORS: Final = ("level", "habit", "own", "traffic", "answered", "elsewhere")
# Added before taking logs: a difference in rates (acts per day) below them means nothing.
_RATE_FLOOR: Final = 1e-4
_SLOW_FLOOR: Final = 5e-3
_FLOORS: Final = (1e-2, 3e-3, 1e-2, 1e-2)


@dataclass(frozen=True, slots=True)
class Past:
    """The past of each point, for one class of acts; rates in acts per day.

    Attributes:
        mean: shape (n,), the mean rate of the class in the point's set.
        rate: shape (n,), the dyad's shrunken rate over three years.
        own: shape (n, τ), fading counts of the class by the actor toward the recipient.
        traffic: shape (n, τ), of days with any event by the actor toward the recipient.
        answered: shape (n, τ), of the class by the recipient toward the actor.
        elsewhere: shape (n, τ), of the class by the actor toward anyone, and by anyone toward the
            recipient, summed.
        hostility, hostility_back: shape (n, τ), of hostile acts, in both directions.
        wait: shape (n,), days since the last act of the class.
        is_tense: shape (n,).
    """

    mean: Floats
    rate: Floats
    own: Floats
    traffic: Floats
    answered: Floats
    elsewhere: Floats
    hostility: Floats
    hostility_back: Floats
    wait: Floats
    is_tense: Bools

    @property
    def additive(self) -> Floats:
        """Terms of the self-exciting rate: mean, dyad rate, then one fading count per τ."""
        return np.column_stack([self.mean, self.rate, self.own])

    @property
    def predictors(self) -> Floats:
        """Columns of the log-linear models, shape (n, 6): see `PREDICTORS`.

        `habit` is the geometric mean of the rate over three years and of the slowest fading count;
        `own` holds the faster ones, the other columns the mean over all fading times.
        """
        habit = np.log(self.rate + _RATE_FLOOR) + np.log(self.own[:, -1] + _SLOW_FLOOR)
        rates = map(_mean, (self.own[:, :-1], self.traffic, self.answered, self.elsewhere))
        logs = [np.log(rate + floor) for rate, floor in zip(rates, _FLOORS, strict=True)]
        return np.column_stack([np.ones(len(self.rate)), habit, *logs])

    @property
    def everything(self) -> Floats:
        """Every column there is, for a learner that makes its own choice."""
        kernels = (self.own, self.traffic, self.answered, self.elsewhere)
        hostile = (self.hostility, self.hostility_back)
        single = (self.mean, self.rate, self.wait, self.is_tense)
        return np.column_stack([*single, *kernels, *hostile])

    def at(self, chosen: Bools) -> "Past":
        """The past of the chosen points."""
        return Past(*(getattr(self, name)[chosen] for name in self.__slots__))


def past(
    events: DyadEvents, group: ActGroup, points: Points, *, means: Floats, taus: tuple[float, ...]
) -> Past:
    """What happened before each point.

    Args:
        events: all events.
        group: the class of acts.
        points: where to look back from.
        means: shape (dyads,), the mean rate of the class in each dyad's set.
        taus: fading times in days.
    """
    dyad, day = points.dyad, points.day
    acts, hostile = events.days_of(group), events.days_of(act_group("hostile"))
    reverse = events.reverse[dyad]

    def fading(days: Days, of: Ints) -> Floats:
        return fading_counts(days, of, day, taus=taus)

    def abroad(group: Ints) -> Floats:
        together = acts.grouped(group, size=int(group.max(initial=-1)) + 1)
        return fading(together, group[dyad])

    return Past(
        mean=means[dyad],
        rate=shrunk_rate(acts, dyad, day, since=events.first[dyad], mean=means[dyad]),
        own=fading(acts, dyad),
        traffic=fading(events.active_days(), dyad),
        answered=fading(acts, reverse),
        elsewhere=abroad(events.by_actor) + abroad(events.by_recipient),
        hostility=fading(hostile, dyad),
        hostility_back=fading(hostile, reverse),
        wait=_wait(acts, dyad, day),
        is_tense=points.is_tense,
    )


def set_means(events: DyadEvents, acts: Days, *, dyads: Ints, until: int) -> Floats:
    """The mean rate of a class in each dyad's set, over the given dyads, up to a day.

    Args:
        events: all events.
        acts: days of the class.
        dyads: the dyads that count, typically those admitted.
        until: first day that does not count.

    Returns:
        Shape (all dyads,), acts per day, above 0.
    """
    names = np.array([name for name, _, _ in events.names])
    means = np.full(len(names), SMALLEST_MEAN)
    end = np.minimum(events.last + 1, until)
    for name in np.unique(names):
        here = dyads[names[dyads] == name]
        exposure = np.maximum(0, end[here] - events.first[here]).sum()
        count = acts.between(here, events.first[here], end[here]).sum()
        means[names == name] = max(SMALLEST_MEAN, (count + 0.5) / max(1, exposure))
    return means


def _mean(fading: Floats) -> Floats:
    average: Floats = fading.mean(axis=1)
    return average


def _wait(acts: Days, dyad: Ints, day: Ints) -> Floats:
    last = acts.last_before(dyad, day)
    wait = np.full(len(dyad), LONGEST_WAIT)
    wait[last >= 0] = day[last >= 0] - acts.day[last[last >= 0]]
    shortest: Floats = np.minimum(wait, LONGEST_WAIT)
    return shortest
