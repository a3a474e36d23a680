"""Will a measure that has stood so long be lifted within so many days more? Scored out of time.

On fixed days every spell in force is asked about, from what was known the day before. The base rate
is what the type would have on its first day: one minus its Kaplan–Meier share. Models: `rate`, ends
of the type over all its days in force; `age`, the share at the spell's age as `lift_deadline` gives
it, the base rate where its gate is shut; `frailty`, Weibull with a gamma frailty per type.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from earnest.measure.lift_deadline import lift_deadline
from earnest.measure.lift_pooled import lifted_within
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


@dataclass(frozen=True, slots=True)
class AskedInForce:
    """What was asked about spells in force, what the models said, and what came.

    Attributes:
        rest: shape (n,), the rest of each spell from the day before it was asked about.
        is_told: shape (n,), whether the gate of `lift_deadline` was open.
        forecasts: by model, shape (n,); the base rate among them.
        days: the horizon.
    """

    rest: tuple[LiftCase, ...]
    is_told: NDArray[np.bool_]
    forecasts: Mapping[Model, Floats]
    days: int

    def skill(
        self, model: Model, *, rng: np.random.Generator, told_only: bool = False
    ) -> LiftingSkill | None:
        """The skill of a model over the type's own base rate; None if nothing can be scored.

        Args:
            model: of `MODELS`.
            rng: for the bootstrap over joint acts.
            told_only: score only where the gate was open.
        """
        scored = np.flatnonzero(self.is_told | (not told_only))
        if not len(scored):
            return None
        own, usual = self.forecasts[model][scored], self.forecasts["base_rate"][scored]
        rest = [self.rest[n] for n in scored.tolist()]
        return scored_skill(rest, own, usual, days=self.days, model=model, rng=rng)


def asked_in_force(
    cases: Sequence[LiftCase],
    *,
    days: int,
    asked_on: Sequence[dt.date],
    models: Sequence[Model] = ("rate", "age", "frailty"),
) -> AskedInForce:
    """Every spell of known outcome that is in force on one of the days, with all forecasts.

    Args:
        cases: all spells.
        days: the horizon.
        asked_on: days on which to ask.
        models: of `MODELS`.
    """
    rest: list[LiftCase] = []
    told: list[bool] = []
    found: dict[Model, list[float]] = {model: [] for model in ("base_rate", *models)}
    for day in (date.toordinal() for date in asked_on):
        past = known_at(cases, day)
        here = [case for case in cases if _is_asked(case, day, days)]
        standing = known_at(here, day)
        rest += [_remaining(case, day) for case in here]
        told += [p is not None for p in _told(past, standing, days)]
        for model, forecasts in found.items():
            forecasts.extend(MODELS[model](past, standing, days).tolist())
    forecasts_of = {model: np.array(values) for model, values in found.items()}
    return AskedInForce(tuple(rest), np.array(told, dtype=bool), forecasts_of, days)


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
    place = {name: n for n, name in enumerate(sorted({case.type for case in past}))}
    fit = weibull_frailty(
        np.array([float(case.days) for case in past]),
        np.array([case.ended for case in past]),
        np.array([place[case.type] for case in past]),
    )
    return np.array(
        [
            lifted_within(fit, place.get(case.type), np.array([case.days - 1.0]), days)[0]
            for case in asked
        ]
    )


Forecast = Callable[[Sequence[LiftCase], Sequence[LiftCase], int], Floats]
MODELS: Final[Mapping[Model, Forecast]] = MappingProxyType(
    {"base_rate": base_rate, "rate": _rate, "age": _age, "frailty": _frailty}
)
