"""Deadlines back-tested out of time: fitted on earlier points, scored on later ones.

One row per sample × class × horizon × model. Intervals are 90 %, from resampling undirected pairs
of states; the same resamples serve every model, so that differences are paired.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

import numpy as np

from earnest.measure import scores
from earnest.measure.act_groups import act_group
from earnest.measure.deadline_models import BOOSTING, LIGHT_MODELS, Task, forecasts
from earnest.measure.dyad_days import Bools, Floats
from earnest.measure.dyad_events import DyadEvents
from earnest.measure.pasts import Past, past, set_means
from earnest.measure.points import (
    Points,
    Protocol,
    came_within,
    day_number,
    evaluation_points,
    protocol_for,
)

SAMPLES: Final = ("tense", "all")
CLASSES: Final = ("strict", "any")
HORIZONS: Final = (14, 30)
FEWEST_POINTS: Final = 30


@dataclass(frozen=True, slots=True)
class BacktestRow:
    """The score of one model on one question.

    Attributes:
        sample: `tense` or `all` points; `placebo` after the class where the outcomes are those of
            other dyads, whose past says nothing about them.
        n: test points; dyads: undirected pairs among them.
        skill: of the Brier score over climatology, with its interval.
        ece: calibration error over ten groups; ece_limit: what perfect calibration exceeds in 5 %.
        slope, intercept: of the line of calibration; None for a forecast that never varies.
        diagram: ten equally filled groups of points, by forecast.
        lead: skill minus boosting's, with its paired interval; None where boosting was not run.
    """

    sample: str
    act: str
    days: int
    model: str
    admission: str
    n: int
    dyads: int
    base_rate: float
    brier: float
    log_loss: float
    skill: float
    skill_low: float
    skill_high: float
    ece: float
    ece_limit: float
    slope: float | None
    intercept: float | None
    auc: float
    reliability: float
    resolution: float
    uncertainty: float
    diagram: tuple[scores.ReliabilityBin, ...]
    lead: float | None = None
    lead_low: float | None = None
    lead_high: float | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What a back-test asks: acts of a class, within so many days."""

    act: str
    days: int
    is_placebo: bool = False


def deadline_backtest(
    events: DyadEvents,
    *,
    test_from: dt.date,
    rng: np.random.Generator,
    protocol: Protocol | None = None,
    classes: Sequence[str] = CLASSES,
    horizons: Sequence[int] = HORIZONS,
    models: Sequence[str] = LIGHT_MODELS,
    placebo: Sequence[str] = (),
    test_until: dt.date | None = None,
) -> tuple[BacktestRow, ...]:
    """The scores of every model on every question and sample.

    Args:
        events: all events; points before `test_from` less the protocol's gap are learnt from.
        test_from: first day of a test point.
        rng: for resampling, and for shuffling placebo outcomes.
        protocol: how points are laid; chosen by the length of the events if not given.
        classes: classes of acts.
        horizons: days within which the act has to come.
        models: names from `deadline_models.MODELS`.
        placebo: classes asked once more with the outcomes of other dyads of the set.
        test_until: first day that is no test point any more; None for the end of the events.

    Returns:
        Rows ordered by class, horizon, sample and model. A question with fewer than 30 points in
        training or test, or with one outcome only in training, has no row.
    """
    laid = protocol or protocol_for(events)
    asked = [Question(a, d) for a in classes for d in horizons]
    asked += [Question(a, d, is_placebo=True) for a in placebo for d in horizons]
    pasts: dict[tuple[str, int], tuple[Points, Past]] = {}
    rows: list[BacktestRow] = []
    for question in asked:
        key = question.act, question.days if laid.tail is None else 0
        if key not in pasts:
            pasts[key] = _points_and_past(events, laid, question, day_number(test_from))
        task = _task(events, laid, question, *pasts[key], test_from, test_until, rng)
        rows.extend(_rows(question, task, laid.admission, models, rng))
    return tuple(rows)


def json_rows(rows: Sequence[BacktestRow]) -> list[dict[str, Any]]:
    """The rows as `earnest backtest --format json` prints them: `act` is called `class` there."""
    return [
        {{"act": "class", "days": "horizon"}.get(name, name): value for name, value in fields}
        for fields in (asdict(row).items() for row in rows)
    ]


def _points_and_past(
    events: DyadEvents, laid: Protocol, question: Question, test_from: int
) -> tuple[Points, Past]:
    group = act_group(question.act)
    points = evaluation_points(events, laid, horizon=question.days)
    points = points.at(events.sees(group)[points.dyad])
    end = test_from - laid.gap
    known = np.unique(points.dyad[points.day < end])
    means = set_means(events, events.days_of(group), dyads=known, until=end)
    return points, past(events, group, points, means=means, taus=laid.taus)


def _task(
    events: DyadEvents,
    laid: Protocol,
    question: Question,
    points: Points,
    found: Past,
    test_from: dt.date,
    test_until: dt.date | None,
    rng: np.random.Generator,
) -> Task:
    acts = events.days_of(act_group(question.act))
    where = _strangers(events, points, rng) if question.is_placebo else points
    start = day_number(test_from)
    end = day_number(test_until) if test_until else np.iinfo(np.int64).max
    return Task(
        past=found,
        outcome=came_within(acts, where, horizon=question.days),
        clusters=np.unique(events.pair[points.dyad], return_inverse=True)[1],
        day=points.day,
        group=np.unique([name for name, _, _ in events.names], return_inverse=True)[1][points.dyad],
        sample=np.ones(len(points), dtype=bool),
        is_training=points.day < start - max(laid.gap, question.days),
        is_test=(points.day >= start) & (points.day < end),
        horizon=question.days,
        overlap=max(1.0, question.days / laid.spacing),
        refit_days=laid.refit_days,
    )


def _strangers(events: DyadEvents, points: Points, rng: np.random.Generator) -> Points:
    """The same days in other dyads of the same set: each set's dyads in another order."""
    names = np.array([name for name, _, _ in events.names])
    other = np.arange(len(names))
    admitted = np.unique(points.dyad)
    for name in np.unique(names[admitted]):
        here = admitted[names[admitted] == name]
        shuffled = rng.permutation(here)
        other[shuffled] = np.roll(shuffled, 1)
    return Points(other[points.dyad], points.day, points.is_tense)


def _rows(
    question: Question, task: Task, admission: str, models: Sequence[str], rng: np.random.Generator
) -> Iterator[BacktestRow]:
    for sample in SAMPLES:
        chosen = task.past.is_tense if sample == "tense" else np.ones(len(task.outcome), dtype=bool)
        here = replace(task, sample=chosen)
        if _is_answerable(here):
            label = f"{sample} placebo" if question.is_placebo else sample
            yield from _scored(question, here, label, admission, models, rng)


def _is_answerable(task: Task) -> bool:
    known = task.outcome[task.learnt]
    return bool(min(len(known), task.asked.sum()) >= FEWEST_POINTS and 0 < known.mean() < 1)


def _scored(
    question: Question,
    task: Task,
    sample: str,
    admission: str,
    models: Sequence[str],
    rng: np.random.Generator,
) -> Iterator[BacktestRow]:
    outcome = task.outcome[task.asked]
    pairs, cluster = np.unique(task.clusters[task.asked], return_inverse=True)
    draws = scores.cluster_draws(len(pairs), rng=rng)
    base = (forecasts("climatology", task) - outcome) ** 2
    found = {model: forecasts(model, task) for model in models}
    skills = {
        model: scores.skill_draws((p - outcome) ** 2, base, cluster, draws)
        for model, p in found.items()
    }
    for model, p in found.items():
        low, high = scores.interval_90(skills[model])
        line, parts = _line(p, outcome), scores.murphy(p, outcome)
        yield BacktestRow(
            sample=sample,
            act=question.act,
            days=question.days,
            model=model,
            admission=admission,
            n=len(outcome),
            dyads=len(pairs),
            base_rate=float(outcome.mean()),
            brier=scores.brier(p, outcome),
            log_loss=scores.log_loss(p, outcome),
            skill=_skill(p, outcome, base),
            skill_low=low,
            skill_high=high,
            ece=scores.expected_calibration_error(p, outcome),
            ece_limit=scores.chance_calibration_error(p, rng=rng),
            slope=line.slope if line else None,
            intercept=line.intercept if line else None,
            auc=scores.auc(p, outcome),
            reliability=parts.reliability,
            resolution=parts.resolution,
            uncertainty=parts.uncertainty,
            diagram=scores.reliability_bins(p, outcome),
            **_lead(model, found, skills, outcome, base),
        )


def _line(p: Floats, outcome: Bools) -> scores.CalibrationLine | None:
    return scores.calibration_line(p, outcome) if np.ptp(p) > 0 else None


def _skill(p: Floats, outcome: Bools, base: Floats) -> float:
    return 1.0 - float(((p - outcome) ** 2).sum() / base.sum())


def _lead(
    model: str, found: dict[str, Floats], skills: dict[str, Floats], outcome: Bools, base: Floats
) -> dict[str, float]:
    if BOOSTING not in found or model == BOOSTING:
        return {}
    low, high = scores.interval_90(skills[model] - skills[BOOSTING])
    lead = _skill(found[model], outcome, base) - _skill(found[BOOSTING], outcome, base)
    return {"lead": lead, "lead_low": low, "lead_high": high}
