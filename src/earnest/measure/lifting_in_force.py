"""Will a measure that has stood so long be lifted within so many days more? Scored out of time.

On fixed days every spell in force is asked about, from what was known the day before. The base rate
is what the type would have on its first day: one minus its Kaplan–Meier share. Models: `rate`, ends
of the type over all its days in force; `age`, the share at the spell's age as `lift_deadline` gives
it, the base rate where its gate is shut; `frailty`, Weibull with a gamma frailty per type.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType
from typing import Final

import numpy as np

from earnest.measure.lift_deadline import lift_deadline
from earnest.measure.lifting import (
    LEAST_ENDS,
    Floats,
    LiftCase,
    LiftingSkill,
    Model,
    base_rate,
    known_at,
    scored_skill,
)
from earnest.measure.parametric import weibull_frailty
from earnest.measure.spells import Spell

SHRUNK_BY: Final = 2.0  # ends of the mean type that stand beside a type's own


def lifting_in_force_skill(
    cases: Sequence[LiftCase],
    *,
    days: int,
    asked_on: Sequence[dt.date],
    models: Sequence[Model] = ("rate", "age", "frailty"),
    rng: np.random.Generator,
    told_only: bool = False,
) -> tuple[LiftingSkill, ...]:
    """The skill of each model for "lifted within `days` more", over the type's own base rate.

    Args:
        cases: all spells.
        days: the horizon.
        asked_on: days on which every spell in force is asked about.
        models: of `MODELS`.
        rng: for the bootstrap over joint acts.
        told_only: score only where the gate of `lift_deadline` is open.

    Returns:
        One per model; none if no spell of known outcome was in force on any of the days.
    """
    found: dict[Model, list[Floats]] = {model: [] for model in ("base_rate", *models)}
    rest: list[LiftCase] = []
    for day in (date.toordinal() for date in asked_on):
        past = known_at(cases, day)
        here = [case for case in cases if _is_asked(case, day, days)]
        told = _told(past, known_at(here, day), days) if told_only else ()
        here = [case for case, p in zip_longest(here, told) if p is not None or not told_only]
        rest += [_remaining(case, day) for case in here]
        standing = known_at(here, day)
        for model, forecasts in found.items():
            forecasts.append(MODELS[model](past, standing, days))
    if not rest:
        return ()
    usual = np.concatenate(found.pop("base_rate"))
    return tuple(
        scored_skill(rest, np.concatenate(own), usual, days=days, model=model, rng=rng)
        for model, own in found.items()
    )


def _is_asked(case: LiftCase, day: int, days: int) -> bool:
    left = case.start + case.days - day
    is_known = (case.ended and left < days) or left >= days - 1
    return case.start < day and left >= 0 and is_known


def _remaining(case: LiftCase, day: int) -> LiftCase:
    """The rest of a spell, counted from the last day that is known, the one before `day`."""
    left = case.start + case.days - (day - 1)
    return LiftCase(day - 1, left, case.ended, case.lost, case.type, case.marks, case.cluster)


def _rate(past: Sequence[LiftCase], asked: Sequence[LiftCase], days: int) -> Floats:
    ends: Counter[str] = Counter()
    time: Counter[str] = Counter()
    for case in past:
        ends[case.type] += case.ended
        time[case.type] += case.days + 1
    usual = (sum(ends.values()) + 0.5) / max(sum(time.values()), 1.0)
    rates = [
        (ends[case.type] + SHRUNK_BY) / (time[case.type] + SHRUNK_BY / usual) for case in asked
    ]
    return np.asarray(-np.expm1(-np.array(rates) * days))


def _age(past: Sequence[LiftCase], asked: Sequence[LiftCase], days: int) -> Floats:
    usual = base_rate(past, asked, days)
    told = _told(past, asked, days)
    return np.array([p if q is None else q for p, q in zip(usual, told, strict=True)])


def _told(past: Sequence[LiftCase], asked: Sequence[LiftCase], days: int) -> list[float | None]:
    """The middle of the bounds as a user would be told them; None where the gate is shut."""
    watched: dict[str, list[Spell]] = {}
    for case in past:
        watched.setdefault(case.type, []).append(
            Spell("", case.days, case.ended, case.lost, case.cluster)
        )
    rng = np.random.default_rng(0)  # the interval is not looked at
    return [
        lift_deadline(
            watched.get(case.type, ()), age=case.days - 1, days=days, rng=rng, resamples=2
        ).middle
        for case in asked
    ]


def _frailty(past: Sequence[LiftCase], asked: Sequence[LiftCase], days: int) -> Floats:
    if sum(case.ended for case in past) < LEAST_ENDS:
        return base_rate(past, asked, days)
    types = sorted({case.type for case in past})
    fit = weibull_frailty(
        np.array([float(case.days) for case in past]),
        np.array([case.ended for case in past]),
        np.array([types.index(case.type) for case in past]),
    )
    ages = np.array([float(case.days - 1) for case in asked])
    share, new = (
        fit.shares(np.append(ages, ages + days)),
        fit.share_of_new(np.append(ages, ages + days)),
    )
    row = np.arange(len(asked))
    of = [share[types.index(case.type)] if case.type in types else new for case in asked]
    return np.array([1.0 - one[n + len(asked)] / one[n] for n, one in zip(row, of, strict=True)])


Forecast = Callable[[Sequence[LiftCase], Sequence[LiftCase], int], Floats]
MODELS: Final[Mapping[Model, Forecast]] = MappingProxyType(
    {"base_rate": base_rate, "rate": _rate, "age": _age, "frailty": _frailty}
)
