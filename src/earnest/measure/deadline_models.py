"""Models of a deadline: from the past of points to the probability that an act comes in time.

Every model is fitted on training points and asked about test points. Boosting exists to be
compared with; it needs scikit-learn, which the package does not.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Final

import numpy as np

from earnest.measure.drift import WEIGHT, drift
from earnest.measure.dyad_days import Bools, Floats, Ints
from earnest.measure.pasts import Past
from earnest.measure.regression import Prior, Regression, regression
from earnest.measure.scores import CLIP

# The coefficients of a sample are held to those of all points with this prior precision: an error
# of .1 in a coefficient costs two nats.
POOLING: Final = 400.0
# Where the slopes of any source are expected, and how firmly (prior sd .08; the constant is free):
# six tenths of those on KEDS before 1995. It tells where a source is short, and fades where it is
# long. Chosen on months of KEDS before 1998 that were treated as if they were all there is.
EXPECTED: Final = (0.0, 0.16, 0.0, 0.27, 0.09, 0.15)
FIRMNESS: Final = (1e-3, 150.0, 150.0, 150.0, 150.0, 150.0)


@dataclass(frozen=True, slots=True)
class Task:
    """One question of a back-test: points, outcomes, and which to learn from.

    Attributes:
        past: of all points.
        outcome: whether the act came within `horizon` days.
        clusters: the undirected pair of each point.
        day: of each point, since 1970-01-01.
        group: the set of each point, as a number.
        sample: the points that are asked about, in training and test alike.
        is_training, is_test: which points are which; some are neither.
        horizon: days within which the act has to come.
        overlap: how many points wait for the same days; 1 where none do.
        refit_days: after so many days of test points a model may learn from what has come since.
    """

    past: Past
    outcome: Bools
    clusters: Ints
    day: Ints
    group: Ints
    sample: Bools
    is_training: Bools
    is_test: Bools
    horizon: int
    overlap: float = 1.0
    refit_days: int = 365

    @property
    def learnt(self) -> Bools:
        """Training points of the sample."""
        return self.is_training & self.sample

    @property
    def asked(self) -> Bools:
        """Test points of the sample."""
        return self.is_test & self.sample


def mutually_exciting(
    columns: Floats,
    outcome: Bools,
    *,
    clusters: Ints,
    sample: Bools | None = None,
    overlap: float = 1.0,
    start: Floats | None = None,
) -> Regression:
    """The log-linear rate in six columns: who acts toward whom, who answered, who is active.

    The rate is a product of powers of the dyad's shrunken rate and of fading counts of own acts,
    all traffic, the other side's acts and acts elsewhere (mutually exciting processes; Hawkes
    1971). Dyads are pooled through the shrunken rate, samples by shrinking to the whole, sources by
    shrinking to what is expected of any.

    Args:
        columns: of the training points, as `Past.predictors` has them.
        outcome: of the training points.
        clusters: the undirected pair of each.
        sample: points that the fit is for; their coefficients are pooled with those of all points.
        overlap: how many points wait for the same days and so tell the same; priors weigh that
            much more.
        start: coefficients of a fit on nearly the same points, to begin the search at.
    """
    any_source = Prior(np.array(EXPECTED), np.array(FIRMNESS) * overlap)
    whole = regression(
        columns, outcome, link="cloglog", clusters=clusters, prior=any_source, start=start
    )
    if sample is None or sample.all() or not sample.any():
        return whole
    held = Prior(whole.coefficients, np.full(len(whole.coefficients), POOLING * overlap))
    chosen = columns[sample], outcome[sample]
    return regression(*chosen, link="cloglog", clusters=clusters[sample], prior=held, start=start)


def self_exciting(past: Past, outcome: Bools, *, horizon: int, clusters: Ints) -> Regression:
    """The additive rate w₀·mean + w₁·dyad rate + Σ w·k_τ, times the horizon."""
    return regression(past.additive * horizon, outcome, link="additive", clusters=clusters)


def forecasts(model: str, task: Task) -> Floats:
    """The model's probability at each test point of the task, clipped to [.005, .995].

    Raises:
        ValueError: there is no such model.
    """
    if model not in MODELS:
        raise ValueError(f"there is no model {model!r}; there are {', '.join(MODELS)}")
    return np.clip(MODELS[model](task), *CLIP)


def _climatology(task: Task) -> Floats:
    return np.full(int(task.asked.sum()), task.outcome[task.learnt].mean())


def _eb_poisson(task: Task) -> Floats:
    return -np.expm1(-task.past.rate[task.asked] * task.horizon)


def _self_exciting(task: Task) -> Floats:
    learnt, horizon = task.learnt, task.horizon
    fit = self_exciting(
        task.past.at(learnt), task.outcome[learnt], horizon=horizon, clusters=task.clusters[learnt]
    )
    return fit.probability(task.past.at(task.asked).additive * horizon)


def _fitted(
    task: Task, columns: Floats, training: Bools, *, start: Floats | None = None
) -> Regression:
    return mutually_exciting(
        columns[training],
        task.outcome[training],
        clusters=task.clusters[training],
        sample=task.sample[training],
        overlap=task.overlap,
        start=start,
    )


def _mutually_exciting(task: Task) -> Floats:
    columns = task.past.predictors
    return _fitted(task, columns, task.is_training).probability(columns[task.asked])


def _drift_tracking(task: Task) -> Floats:
    columns = task.past.predictors
    p = _fitted(task, columns, task.is_training).probability(columns[task.sample])
    return _drifted(task, p, weight=200.0)


def _refitted(task: Task) -> Floats:
    """Fitted anew on all that has come by then, and drift followed in between."""
    columns, day = task.past.predictors, task.day[task.sample]
    fit = _fitted(task, columns, task.is_training)
    p = fit.probability(columns[task.sample])
    first, last = (int(edge) for edge in (task.day[task.is_test].min(), day.max()))
    for start in range(first + task.refit_days, last + 1, task.refit_days):
        known = task.day <= start - task.horizon
        fit = _fitted(task, columns, known, start=fit.coefficients)
        p[day >= start] = fit.probability(columns[task.sample][day >= start])
    return _drifted(task, p, weight=WEIGHT)


def _drifted(task: Task, p: Floats, *, weight: float) -> Floats:
    """The test points' probabilities, their rate times the drift of their set."""
    here = task.sample
    ratio = drift(
        p,
        task.outcome[here],
        day=task.day[here],
        group=task.group[here],
        horizon=task.horizon,
        weight=weight,
    )
    asked = task.is_test[here]
    moved: Floats = -np.expm1(ratio[asked] * np.log1p(-np.minimum(p[asked], 1.0 - 1e-12)))
    return moved


def _logistic(task: Task) -> Floats:
    learnt = task.learnt
    columns = task.past.predictors
    fit = regression(
        columns[learnt], task.outcome[learnt], link="logit", clusters=task.clusters[learnt]
    )
    return fit.probability(columns[task.asked])


def _boosting(task: Task) -> Floats:
    ensemble = import_module("sklearn.ensemble")  # development only: no dependency
    learner = ensemble.HistGradientBoostingClassifier(
        learning_rate=0.05,
        max_iter=150,
        max_leaf_nodes=8,
        l2_regularization=5,
        min_samples_leaf=40,
        random_state=0,
    )
    columns = task.past.everything
    learner.fit(columns[task.learnt], task.outcome[task.learnt])
    p: Floats = learner.predict_proba(columns[task.asked])[:, 1]
    return p


BOOSTING: Final = "boosting"
MODELS: Final[Mapping[str, Callable[[Task], Floats]]] = MappingProxyType(
    {
        "climatology": _climatology,
        "eb_poisson": _eb_poisson,
        "self_exciting": _self_exciting,
        "logistic": _logistic,
        "mutually_exciting": _mutually_exciting,
        "drift_tracking": _drift_tracking,
        "refitted": _refitted,
        BOOSTING: _boosting,
    }
)
LIGHT_MODELS: Final = tuple(name for name in MODELS if name != BOOSTING)
