"""What the three methods say of a dyad now, and how much of it chance explains."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from earnest.answers.dyad_series import DyadSeries
from earnest.measure.turns import LARGEST_NULL, METHODS, Method, Turn, Turns, stationary_null, turns

# The longest window and the gap before it: with less, every baseline is the set's.
SHORTEST_DAYS: Final = 112
NULL_DRAWS, SEED = 20, 20250220
METHOD_NAMES: Final[dict[Method, str]] = {
    "surprise": "surprise",
    "change_point": "change point",
    "hidden_markov": "hidden Markov",
}


@dataclass(frozen=True, slots=True)
class TurnSeen:
    """A stretch of weeks in which at least one method sees a turn; `last` is its last day."""

    first: dt.date
    last: dt.date
    methods: tuple[Method, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Label:
    """What the methods say in the last week.

    Attributes:
        methods: those that see a turn.
        since: the Monday from which the earliest of them has seen it; None if none does.
        observed: turns of the whole covered series seen by as many methods.
        by_chance: those expected in a simulated series without turns.
        is_usable: chance explains at most a third.
    """

    methods: tuple[Method, ...]
    since: dt.date | None
    observed: int
    by_chance: float
    is_usable: bool


def turn_label(series: DyadSeries, found: Turns) -> Label:
    """The label of the last week, held against simulated series without turns."""
    k = len(found.now)
    if not k or found.since is None:
        return Label((), None, 0, 0.0, is_usable=True)
    rng = np.random.default_rng(SEED)
    hostile, events = series.daily.both.hostile, series.daily.both.events
    draws = (stationary_null(hostile, events, rng=rng) for _ in range(NULL_DRAWS))
    by_chance = float(np.mean([_count(turns(*drawn, prior=series.prior), k) for drawn in draws]))
    observed = _count(found, k)
    is_usable = observed > 0 and by_chance / observed <= LARGEST_NULL
    return Label(found.now, _day(series.daily.since, found.since), observed, by_chance, is_usable)


def label_words(label: Label, until: dt.date) -> str:
    """The label in a sentence: "k of 3 methods, since DATE"."""
    if not label.methods:
        return f"none of 3 methods sees a turn at {until}"
    k = len(label.methods)
    names = ", ".join(METHOD_NAMES[name] for name in label.methods)
    share = f"chance explains {label.by_chance:.1f} of {label.observed} such turns"
    if not label.is_usable:
        return f"{k} of 3 methods, but the label is refused: {share}, more than a third"
    return f"{k} of 3 methods ({names}), since {label.since}; {share}"


def turns_seen(found: Turns, *, monday: dt.date, shown: dt.date) -> Iterator[TurnSeen]:
    """The turns that reach into the days from `shown` on; `monday` is when the series begins."""
    for turn in found.turns:
        if _ends(turn, monday) >= shown and turn.last * 7 + 6 >= SHORTEST_DAYS:
            yield TurnSeen(
                _day(monday, turn.first), _ends(turn, monday), turn.methods, turn.is_open
            )


def _ends(turn: Turn, monday: dt.date) -> dt.date:
    return _day(monday, turn.last) + dt.timedelta(days=6)


def methods_in(found: Turns, week: int) -> tuple[Method, ...]:
    """The methods that see a turn in a week; none in a last week that is not whole."""
    if week >= found.states.shape[1]:
        return ()
    return tuple(n for n, on in zip(METHODS, found.states[:, week], strict=True) if on)


def _count(found: Turns, k: int) -> int:
    """Turns that at least `k` methods see at the same time."""
    together = found.states.sum(axis=0) >= k
    return sum(bool(together[turn.first : turn.last + 1].any()) for turn in found.turns)


def _day(monday: dt.date, week: int) -> dt.date:
    return monday + dt.timedelta(days=7 * week)
