"""Baselines: numbers computed once from large collections of events, kept in one file.

What ships holds aggregates only: shares over many dyads, and at most six fitted coefficients per
source, sample, class of acts and horizon. Rates of single dyads are made from a user's own record
and stay beside it. Intervals are 90 %; the date of a number is that of its source.
"""

import datetime as dt
import json
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter

BASELINES_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class BaselineSource:
    """The file that numbers were computed from.

    Attributes:
        rows: rows of the file; events: those between two different states, or spells.
        protocol: how points were laid or spells counted, in one sentence.
    """

    id: str
    title: str
    sha256: str
    rows: int
    events: int
    since: dt.date
    until: dt.date
    protocol: str


@dataclass(frozen=True, slots=True)
class BaseRate:
    """How often an act of a class came within so many days, over comparable points.

    Attributes:
        sample: `tense` points (two hostile acts in the 28 days before) or `all`.
        share: of points, with its interval by resampling undirected pairs of states.
        n: points; dyads: undirected pairs among them; acts: different acts that came.
    """

    source: str
    sample: str
    act: str
    days: int
    share: float
    low: float
    high: float
    n: int
    dyads: int
    acts: int

    def complement(self) -> "BaseRate":
        """The rate at which no such act came."""
        return replace(self, share=1 - self.share, low=1 - self.high, high=1 - self.low)


@dataclass(frozen=True, slots=True)
class DeadlineCoefficients:
    """The fitted log-linear rate of one class, sample and horizon.

    Attributes:
        coefficients: six, in the order of `measure.pasts.PREDICTORS`.
        covariance: its upper triangle, row by row.
        spread: standard deviation between pairs of states, beyond the predictors.
        skill: of the Brier score over climatology, out of time, with its interval; null where the
            source is too short to be divided.
        drift: acts of the last year over those that the model expects there, shrunk to 1; null in
            what ships, whose last year is not the user's.
    """

    source: str
    sample: str
    act: str
    days: int
    taus: tuple[float, ...]
    coefficients: tuple[float, ...]
    covariance: tuple[float, ...]
    spread: float
    n: int
    dyads: int
    acts: int
    skill: float | None = None
    skill_low: float | None = None
    skill_high: float | None = None
    drift: float | None = None


@dataclass(frozen=True, slots=True)
class MeanRate:
    """Acts of a class per directed dyad and day, over all admitted dyads of a source."""

    source: str
    act: str
    per_day: float
    low: float
    high: float
    dyads: int
    acts: int


@dataclass(frozen=True, slots=True)
class SurvivalShare:
    """The share of spells that lasted longer than so many days.

    Attributes:
        kind: which of the source's spells: `imposed`, `threatened`, `trade` …, or `all`.
        share: Kaplan–Meier, one weight per case, with its interval by resampling cases.
        n: spells; clusters: cases among them; ended: spells that ended while watched.
    """

    source: str
    kind: str
    days: int
    share: float
    low: float
    high: float
    n: int
    clusters: int
    ended: int


@dataclass(frozen=True, slots=True)
class TurnRate:
    """How many turns a detector finds in a dyad and year, and how many in series without any.

    Attributes:
        detector: one of the three methods, or how many of them agree.
        from_volume, to_volume: acts a month over the year before; None for no upper end.
        per_year: turns in a dyad-year, with its interval (exact, Poisson).
        null_per_year: in simulated stationary series of the same dyads: the noise floor.
        n: dyads; dyad_years: watched; turns: found.
    """

    source: str
    detector: str
    from_volume: float
    to_volume: float | None
    per_year: float
    low: float
    high: float
    null_per_year: float
    n: int
    dyad_years: float
    turns: int


@dataclass(frozen=True, slots=True)
class DyadRate:
    """Acts of a class by one state toward another, from a user's own record; never shipped.

    Attributes:
        per_day: over at most three years, shrunk to the mean of the record, with its interval.
        acts: days with an act in that time; days: watched.
    """

    source: str
    act: str
    actor: str
    recipient: str
    per_day: float
    low: float
    high: float
    acts: int
    days: int


@dataclass(frozen=True, slots=True)
class Baselines:
    """Everything that a file of baselines holds; `dyads` is empty in the one that ships."""

    version: int
    sources: tuple[BaselineSource, ...]
    rates: tuple[BaseRate, ...]
    means: tuple[MeanRate, ...]
    deadlines: tuple[DeadlineCoefficients, ...]
    survival: tuple[SurvivalShare, ...] = ()
    turns: tuple[TurnRate, ...] = ()
    dyads: tuple[DyadRate, ...] = ()


def baselines_json(baselines: Baselines) -> str:
    """The file: one entry a line, keys in the order of the types, ends with a newline."""
    content: dict[str, Any] = _adapter().dump_python(baselines, mode="json")
    if not baselines.dyads:
        del content["dyads"]
    parts = [f'"version": {content.pop("version")}']
    for name, entries in content.items():
        lines = ",\n".join(" " + json.dumps(e, ensure_ascii=False) for e in entries)
        parts.append(f'"{name}": [\n{lines}\n]')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def baselines_from_json(text: str | bytes) -> Baselines:
    """The baselines that a file holds.

    Raises:
        pydantic.ValidationError: the text holds no baselines of this version.
    """
    return _adapter().validate_json(text)


@cache
def _adapter() -> TypeAdapter[Baselines]:
    return TypeAdapter(Baselines)
