"""Turns: stretches in which a dyad's hostility is far above its own baseline, by three methods.

A turn is told as "k of 3 methods, since DATE". Each method looks back only: `surprise` (unlikely
counts together with a higher conflict share), `change_point` (the level has stepped up) and
`hidden_markov` (the tense state is likely). Detected turns are not facts: see `null_rate`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from earnest.measure.change_points import evened, noise_variance, segmentation
from earnest.measure.hidden_markov import tense_probability
from earnest.measure.hysteresis import Episodes, episodes, is_on
from earnest.measure.surprise import SetMean, Surprise, surprise

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Method = Literal["surprise", "change_point", "hidden_markov"]
Sight = Literal["sees", "thin", "cannot_see"]
METHODS: tuple[Method, ...] = ("surprise", "change_point", "hidden_markov")

ALARM_NATS = 6.9  # one in a thousand
ALARM_RISE = 0.10
QUIET_WEEKS = 8
TURNS_EVENTS_PER_MONTH, BLIND_EVENTS_PER_MONTH = 5.0, 2.0
LARGEST_NULL = 1 / 3
TENSE_ENTER = 0.9
STEP_UP = 2.0  # a new level counts as a turn from twice the old one
LEVEL_WEEKS = 156  # a level held for three years is the baseline, no turn any more


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of weeks in which at least one method sees a turn.

    Attributes:
        first: the week it was first seen, counted from the start of the series.
        last: the last week of the stretch, included.
        methods: which methods see it at some time within the stretch.
        is_open: whether it goes on at the end of the series.
    """

    first: int
    last: int
    methods: tuple[Method, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Turns:
    """Turns of one dyad, week by week, with what the methods say now.

    Attributes:
        states: shape (3, weeks), in the order of `METHODS`: whether each sees a turn going on.
        turns: stretches, earliest first.
        now: methods that see a turn in the last week.
        since: the week from which the earliest of them has seen it without a break; None if none.
        sight: whether the volume of the last year lets turns be seen.
    """

    states: Flags
    turns: tuple[Turn, ...]
    now: tuple[Method, ...]
    since: int | None
    sight: Sight


def sight(events_per_month: float) -> Sight:
    """Whether turns can be seen at this volume: from 5 acts a month; below 2 nothing can."""
    if events_per_month >= TURNS_EVENTS_PER_MONTH:
        return "sees"
    return "thin" if events_per_month >= BLIND_EVENTS_PER_MONTH else "cannot_see"


def alarms(found: Surprise, *, nats: float = ALARM_NATS, rise: float = ALARM_RISE) -> Flags:
    """Days on which some window is both surprising and more conflictual, volume permitting.

    Returns:
        Shape (days,); False on days below the volume gate.
    """
    both = (found.nats >= nats) & (found.rise >= rise)
    return np.asarray(both.any(axis=0) & (found.events_per_month >= TURNS_EVENTS_PER_MONTH))


def surprise_turns(found: Surprise, *, nats: float = ALARM_NATS) -> Episodes:
    """Turns of the online detector: its alarms joined over less than eight quiet weeks, in days."""
    return episodes(alarms(found, nats=nats), quiet=7 * QUIET_WEEKS)


def turns(hostile: Floats, events: Floats, *, prior: SetMean) -> Turns:
    """The turns of one dyad by all three methods.

    Args:
        hostile: hostile acts on each day, shape (days,), from the first day of coverage.
        events: acts of any kind on each day.
        prior: what is usual in the set of dyads.
    """
    found = surprise(hostile, events, prior=prior)
    states = method_states(hostile, found)
    joined = episodes(np.asarray(states.any(axis=0)), quiet=1)
    weeks = states.shape[1]
    spans = zip(joined.first.tolist(), joined.last.tolist(), strict=True)
    now = _named(states[:, -1]) if weeks else ()
    return Turns(
        states=states,
        turns=tuple(_turn(states, first, last) for first, last in spans),
        now=now,
        since=min((_onset(states[METHODS.index(name)]) for name in now), default=None),
        sight=sight(float(found.events_per_month[-1]) if len(events) else 0.0),
    )


def method_states(hostile: Floats, found: Surprise) -> Flags:
    """Whether each method sees a turn, at the end of each whole week; shape (3, weeks).

    Nothing after a week is looked at. Below the volume gate no method sees anything.
    """
    weeks = len(hostile) // 7
    ends = np.arange(weeks) * 7 + 6
    weekly = hostile[: weeks * 7].reshape(weeks, 7).sum(axis=1)
    on = is_on(alarms(found), quiet=7 * QUIET_WEEKS)[ends]
    level = level_is_up(weekly, usual=found.per_day[ends] * 7)
    tense = tense_probability(
        weekly, calm_rate=found.per_day[ends] * 7, burstiness=found.burstiness[ends]
    )
    can_see = found.events_per_month[ends] >= TURNS_EVENTS_PER_MONTH
    return np.array(
        [on, level & can_see, is_on((tense >= TENSE_ENTER) & can_see, quiet=QUIET_WEEKS)]
    )


def level_is_up(weekly: Floats, *, usual: Floats) -> Flags:
    """Whether the change-point method finds the level at least doubled, at each week.

    Args:
        weekly: hostile acts per week, shape (weeks,).
        usual: acts expected per week from the dyad's own baseline, same shape.
    """
    values = evened(weekly)
    noise = noise_variance(values[:LEVEL_WEEKS])
    start = segmentation(values, noise=noise).last_start
    total = np.concatenate([[0.0], np.cumsum(weekly)])
    week = np.arange(len(weekly))
    level = (total[week + 1] - total[start]) / (week + 1 - start)
    before = usual[np.maximum(start - 1, 0)]
    is_young = (start > 0) & (week - start < LEVEL_WEEKS)
    return np.asarray(is_young & (level >= STEP_UP * before))


def stationary_null(
    hostile: Floats, events: Floats, *, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """A simulated series without turns: the dyad's mean rate and short burstiness, nothing longer.

    Weeks are independent and negative binomial; their spread is that of neighbouring weeks of the
    dyad about their own mean, so that a war's volume does not count as burstiness.

    Returns:
        Hostile acts and all acts on each day of as many whole weeks as the dyad has.
    """
    drawn = _simulated(hostile, rng)
    return drawn, drawn + _simulated(events - hostile, rng)


def _simulated(counts: Floats, rng: np.random.Generator) -> Floats:
    weeks = len(counts) // 7
    weekly = counts[: weeks * 7].reshape(weeks, 7).sum(axis=1)
    mean = max(float(weekly.mean()), 1e-6)
    gamma = rng.gamma(1.0 / _burstiness(weekly), _burstiness(weekly) * mean, size=weeks)
    return rng.poisson(np.repeat(gamma, 7) / 7.0).astype(np.float64)


def _burstiness(weekly: Floats) -> float:
    """Variance beyond Poisson between neighbouring weeks, relative to their squared mean."""
    step, pair = np.diff(weekly), weekly[1:] + weekly[:-1]
    excess = float(np.sum(step**2 - pair))
    square = float(np.sum(pair**2)) / 2.0  # E[(w1 + w2)²] / 2 is 2 · mean², about
    return min(max(excess / max(square, 1e-9), 1e-3), 5.0)


def null_rate(
    hostile: Floats, events: Floats, *, prior: SetMean, rng: np.random.Generator, draws: int = 20
) -> float:
    """Turns of the online detector expected in a stationary series like this one."""
    counts = [
        len(surprise_turns(surprise(*stationary_null(hostile, events, rng=rng), prior=prior)))
        for _ in range(draws)
    ]
    return float(np.mean(counts))


def is_label_usable(observed: int, null: float) -> bool:
    """Whether chance explains at most a third of the turns observed; a label above is refused."""
    return observed > 0 and null / observed <= LARGEST_NULL


def _turn(states: Flags, first: int, last: int) -> Turn:
    seen: Flags = np.asarray(states[:, first : last + 1].any(axis=1))
    return Turn(first, last, _named(seen), is_open=last == states.shape[1] - 1)


def _named(flags: Iterable[np.bool_]) -> tuple[Method, ...]:
    return tuple(name for name, flag in zip(METHODS, flags, strict=True) if flag)


def _onset(state: Flags) -> int:
    off = np.flatnonzero(~state)
    return int(off[-1]) + 1 if len(off) else 0
