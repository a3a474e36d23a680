"""The turn detectors on many dyads at once: daily counts, and the turns of each detector."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from earnest.measure.act_groups import act_group
from earnest.measure.dyad_events import DyadEvents
from earnest.measure.hysteresis import Episodes, episodes
from earnest.measure.surprise import SetMean, set_mean, surprise
from earnest.measure.turns import QUIET_WEEKS, method_states, surprise_turns

BEFORE, AFTER = 14, 56  # days around a trigger in which a turn that begins counts as finding it
MINIMUM_EVENTS: Final = 60
_STATES: Final = {
    "change_point": ((1,), 1),
    "hidden_markov": ((2,), 1),
    "1 of 3": ((0, 1, 2), 1),
    "2 of 3": ((0, 1, 2), 2),
    "3 of 3": ((0, 1, 2), 3),
}
DETECTORS: Final = ("surprise", *_STATES)
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class DailyCounts:
    """Hostile and all acts of two states on each day of a set; `start` counts from 1970-01-01."""

    set: str
    pair: tuple[str, str]
    start: int
    hostile: Floats
    events: Floats


@dataclass(frozen=True, slots=True)
class Found:
    """First and last day of each turn, and acts per month over the year before each day."""

    first: Ints
    last: Ints
    volume: Floats

    def is_found(self, days: Ints) -> NDArray[np.bool_]:
        """Whether a turn begins near each of these days."""
        low = np.searchsorted(self.first, days - BEFORE, side="left")
        return np.asarray(np.searchsorted(self.first, days + AFTER, side="right") > low)

    def is_on(self, day: int) -> bool:
        """Whether a turn that began too early to count as finding `day` is going on."""
        early = self.first < day - BEFORE
        return bool(np.any(early & (self.last + 7 * QUIET_WEEKS >= day)))

    def delay(self, day: int) -> int:
        """Days from `day` to the nearest turn that counts as finding it."""
        near = self.first[(self.first >= day - BEFORE) & (self.first <= day + AFTER)]
        return int(near[np.argmin(np.abs(near - day))]) - day

    def days_in(self, low: float, high: float, *, since: int) -> Ints:
        """Days from `since` on with a volume in `[low, high)`."""
        days = np.flatnonzero((self.volume >= low) & (self.volume < high))
        return days[days >= since]


def daily_counts(events: DyadEvents) -> Iterator[DailyCounts]:
    """The undirected dyads of every set, over all days of the set."""
    hostile = act_group("hostile")
    is_hostile = np.array([hostile.holds(*code) for code in events.codes])[events.code]
    rows: dict[tuple[str, tuple[str, str]], list[int]] = {}
    for number, (set_name, a, b) in enumerate(events.names):
        rows.setdefault((set_name, (min(a, b), max(a, b))), []).append(number)
    order = np.argsort(events.dyad, kind="stable")
    ends = np.cumsum(np.bincount(events.dyad, minlength=len(events.names)))
    of_dyad = np.split(order, ends[:-1])
    for (set_name, pair), numbers in sorted(rows.items()):
        where = np.concatenate([of_dyad[number] for number in numbers])
        start = int(events.first[numbers[0]])
        size = int(events.last[numbers[0]]) - start + 1
        days = events.day[where] - start
        yield DailyCounts(
            set_name,
            pair,
            start,
            np.bincount(days[is_hostile[where]], minlength=size).astype(np.float64),
            np.bincount(days, minlength=size).astype(np.float64),
        )


def priors(dyads: list[DailyCounts]) -> dict[str, SetMean]:
    """What is usual in each set, over its dyads with at least 60 acts, or all if none has."""
    found = {}
    for name in {dyad.set for dyad in dyads}:
        own = [dyad for dyad in dyads if dyad.set == name]
        usual = [dyad for dyad in own if dyad.events.sum() >= MINIMUM_EVENTS] or own
        found[name] = set_mean(
            np.array([dyad.hostile.sum() for dyad in usual]),
            np.array([dyad.events.sum() for dyad in usual]),
            days=len(own[0].events),
        )
    return found


def detect(hostile: Floats, events: Floats, prior: SetMean) -> dict[str, Found]:
    """Turns of one dyad by every detector."""
    seen = surprise(hostile, events, prior=prior)
    states = method_states(hostile, seen)
    found = {"surprise": surprise_turns(seen)}
    for name, (which, least) in _STATES.items():
        weekly = episodes(states[list(which)].sum(axis=0) >= least, quiet=QUIET_WEEKS)
        found[name] = Episodes(weekly.series, weekly.first * 7 + 6, weekly.last * 7 + 6)
    volume = seen.events_per_month
    return {name: Found(turns.first, turns.last, volume) for name, turns in found.items()}
