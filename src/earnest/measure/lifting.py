"""Will a measure be lifted within so many days? Scored out of time against its type's base rate.

Each spell is forecast from what was known when its year began: spells still in force then are
censored there. The base rate is the Kaplan–Meier share of its type. A model that does not beat it
is not used.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from earnest.measure.curves import curves
from earnest.measure.parametric import weibull_frailty
from earnest.measure.piecewise import intervals, log_rates
from earnest.measure.scores import CLIP, expected_calibration_error, log_loss

Floats = NDArray[np.float64]
Model = Literal["base_rate", "rate", "age", "frailty", "marks"]
EDGES = (0, 30, 90, 180, 365)
MARK_RIDGE = 16.0  # a mark's effect on the log rate has a prior standard deviation of a quarter
LEAST_ENDS = 20


@dataclass(frozen=True, slots=True)
class LiftCase:
    """A spell to forecast.

    Attributes:
        start: day number (proleptic Gregorian ordinal).
        days: from the start to the end, or to the day it was last seen.
        ended: lifted; lost: of unknown end, so that it can train until it was lost sight of, but
            not be scored beyond.
        marks: what was known of it on its first day, such as `sender:AAA`.
        cluster: joint acts are resampled together.
    """

    start: int
    days: int
    ended: bool
    lost: bool
    type: str
    marks: tuple[str, ...]
    cluster: str


@dataclass(frozen=True, slots=True)
class LiftingSkill:
    """Brier score of a model out of time, and its skill over the type's own base rate.

    Attributes:
        n: spells scored; clusters: joint acts among them.
        base_rate: share of them lifted in time.
        log_loss, ece: in nats, and the error of calibration, of the model.
        skill: 1 − brier / brier_of_base_rate; `low`, `high`: 90 % interval by cluster bootstrap.
    """

    model: Model
    days: int
    n: int
    clusters: int
    base_rate: float
    brier: float
    brier_of_base_rate: float
    log_loss: float
    ece: float
    skill: float
    low: float
    high: float

    @property
    def beats_base_rate(self) -> bool:
        """Whether the whole interval of the skill lies above 0."""
        return self.low > 0.0


def lifting_skill(
    cases: Sequence[LiftCase],
    *,
    days: int,
    test_from: dt.date,
    model: Model,
    rng: np.random.Generator,
    resamples: int = 1_000,
) -> LiftingSkill | None:
    """The skill of a model for "lifted within `days`", on spells that began from `test_from` on.

    Args:
        cases: all spells.
        days: the horizon.
        test_from: spells that began earlier only train.
        model: `frailty` pools types by a Weibull with gamma frailty; `marks` regresses the hazard on
            all marks.
        rng: for the bootstrap.
        resamples: of clusters.

    Returns:
        None if no spell can be scored.
    """
    scored = [c for c in cases if c.start >= test_from.toordinal() and _is_known(c, days)]
    if not scored:
        return None
    usual = _forecasts(cases, scored, days, base_rate)
    own = _forecasts(cases, scored, days, MODELS[model])
    return scored_skill(scored, own, usual, days=days, model=model, rng=rng, resamples=resamples)


def scored_skill(
    scored: Sequence[LiftCase],
    own: Floats,
    usual: Floats,
    *,
    days: int,
    model: Model,
    rng: np.random.Generator,
    resamples: int = 1_000,
) -> LiftingSkill:
    """The skill of forecasts over the base rate, with its interval from resampling joint acts.

    Args:
        scored: spells of known outcome.
        own: shape (scored,), the model's forecasts.
        usual: shape (scored,), those of the base rate.
        days: within which a lifting counts.
        model: its name.
        rng: for the bootstrap.
        resamples: of clusters.
    """
    came = np.array([case.ended and case.days <= days for case in scored], dtype=float)
    loss, loss_usual = (own - came) ** 2, (usual - came) ** 2
    names, cluster = np.unique([case.cluster for case in scored], return_inverse=True)
    draws = rng.multinomial(len(names), np.full(len(names), 1 / len(names)), size=resamples)
    weight = draws[:, cluster]
    drawn = 1.0 - (weight @ loss) / np.maximum(weight @ loss_usual, 1e-12)
    return LiftingSkill(
        model=model,
        days=days,
        n=len(scored),
        clusters=len(names),
        base_rate=float(came.mean()),
        brier=float(loss.mean()),
        brier_of_base_rate=float(loss_usual.mean()),
        log_loss=log_loss(np.clip(own, *CLIP), came),
        ece=expected_calibration_error(own, came),
        skill=1.0 - float(loss.mean()) / max(float(loss_usual.mean()), 1e-12),
        low=float(np.quantile(drawn, 0.05)),
        high=float(np.quantile(drawn, 0.95)),
    )


def known_at(cases: Sequence[LiftCase], day: int) -> list[LiftCase]:
    """The spells begun before `day`, censored there if they went on."""
    return [
        case
        if case.start + case.days < day
        else LiftCase(
            case.start, day - case.start, False, False, case.type, case.marks, case.cluster
        )
        for case in cases
        if case.start < day
    ]


def _is_known(case: LiftCase, days: int) -> bool:
    return (case.ended and case.days <= days) or case.days >= days


def _forecasts(
    cases: Sequence[LiftCase], scored: Sequence[LiftCase], days: int, forecast: "Forecast"
) -> Floats:
    found = np.empty(len(scored))
    years = np.array([dt.date.fromordinal(case.start).year for case in scored])
    for year in np.unique(years):
        past = known_at(cases, dt.date(int(year), 1, 1).toordinal())
        where = np.flatnonzero(years == year)
        found[where] = forecast(past, [scored[n] for n in where.tolist()], days)
    return found


def base_rate(past: Sequence[LiftCase], asked: Sequence[LiftCase], days: int) -> Floats:
    """One minus the Kaplan–Meier share of the type, of all types where it was never seen."""
    if not past:
        return np.full(len(asked), 0.5)
    types = sorted({case.type for case in past})
    length = np.array([case.days for case in past])
    ended = np.array([case.ended for case in past])
    group = np.array([types.index(case.type) for case in past])
    share = curves(length, ended, group=group).shares_at([days])[:, 0]
    overall = float(curves(length, ended).shares_at([days])[0, 0])
    return np.array(
        [1.0 - (share[types.index(c.type)] if c.type in types else overall) for c in asked]
    )


def _frailty(past: Sequence[LiftCase], asked: Sequence[LiftCase], days: int) -> Floats:
    if sum(case.ended for case in past) < LEAST_ENDS:
        return base_rate(past, asked, days)
    types = sorted({case.type for case in past})
    fitted = weibull_frailty(
        np.array([float(min(case.days, days)) for case in past]),
        np.array([case.ended and case.days <= days for case in past]),
        np.array([types.index(case.type) for case in past]),
    )
    reach = np.array([float(days)])
    share, new = fitted.shares(reach)[:, 0], float(fitted.share_of_new(reach)[0])
    return np.array([1.0 - (share[types.index(c.type)] if c.type in types else new) for c in asked])


def _by_marks(past: Sequence[LiftCase], asked: Sequence[LiftCase], days: int) -> Floats:
    if sum(case.ended for case in past) < LEAST_ENDS:
        return base_rate(past, asked, days)
    edges = [edge for edge in EDGES if edge < days] + [days]
    names = {name: n for n, name in enumerate(sorted({m for c in past for m in _marks(c)}))}
    row, interval, exposure = intervals(np.array([float(case.days) for case in past]), edges)
    ended = np.zeros(len(row))
    last = np.append(np.flatnonzero(np.diff(row)), len(row) - 1)
    ended[last] = [case.ended and case.days <= days for case in past]
    steps = np.eye(len(edges) - 1)
    marked = _design(past, names)
    design = np.hstack([steps[interval], marked[row]])
    ridge = np.append(np.full(len(steps), 1e-3), np.full(len(names), MARK_RIDGE))
    point = log_rates(design, ended, exposure, ridge=ridge)
    base = float(np.exp(point[: len(steps)]) @ np.diff(np.array(edges, dtype=float)))
    return np.asarray(1.0 - np.exp(-base * np.exp(_design(asked, names) @ point[len(steps) :])))


def _marks(case: LiftCase) -> tuple[str, ...]:
    return (f"type:{case.type}", *case.marks)


def _design(cases: Sequence[LiftCase], names: dict[str, int]) -> Floats:
    table = np.zeros((len(cases), len(names)))
    for number, case in enumerate(cases):
        table[number, [names[mark] for mark in _marks(case) if mark in names]] = 1.0
    return table


Forecast = Callable[[Sequence[LiftCase], Sequence[LiftCase], int], Floats]
MODELS: dict[Model, Forecast] = {"base_rate": base_rate, "frailty": _frailty, "marks": _by_marks}
