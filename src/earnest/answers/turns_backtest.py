"""Turns back-tested: how often they are found, against a simulated null, and crises if listed."""

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from earnest.answers.backtest import events_of
from earnest.answers.detectors import (
    DETECTORS,
    MINIMUM_EVENTS,
    DailyCounts,
    Found,
    daily_counts,
    detect,
    priors,
)
from earnest.errors import InputError, Problem, RecordError
from earnest.measure.dyad_events import dyad_events
from earnest.measure.special import exact_share_interval
from earnest.measure.surprise import SetMean
from earnest.measure.turns import stationary_null

BANDS: Final = ((0.0, 2.0), (2.0, 5.0), (5.0, 15.0), (15.0, 50.0), (50.0, np.inf), (5.0, np.inf))
BURN_IN_DAYS: Final = 365
SHORT_BURN_IN_DAYS: Final = 112  # for records of less than two years
NULL_DRAWS, SEED = 5, 20250220
_EPOCH: Final = dt.date(1970, 1, 1)
_FIELDS: Final = ("actor", "trigger", "date")


@dataclass(frozen=True, slots=True)
class TurnsRow:
    """One detector in one band of volume, in acts a month over the year before.

    Attributes:
        high: None for no upper end.
        n: dyads with days in the band; dyad_years: their days in years.
        turns: observed in those days; turns_per_year, null_per_year: observed, and in simulated
            series without turns.
        is_label_usable: the null explains at most a third of what is observed.
        crises: listed ones in the band; found: those with a turn that begins near their trigger,
            with an exact 90 % interval; chance: the same asked of all days of their dyads in the band.
    """

    detector: str
    low: float
    high: float | None
    n: int
    dyad_years: float
    turns: int
    turns_per_year: float
    null_per_year: float
    is_label_usable: bool
    crises: int
    found: int
    found_low: float | None
    found_high: float | None
    chance: float | None
    median_delay: float | None


@dataclass(frozen=True, slots=True)
class _Crisis:
    dyad: int
    day: int


def turns_backtest(
    files: Sequence[Path],
    *,
    test_from: dt.date | None = None,
    crises: Path | None = None,
    step: Callable[[str], None] = lambda _: None,
) -> tuple[TurnsRow, ...]:
    """Every detector in every band of volume that some dyad reaches.

    Args:
        files: events of any kind that the record reads.
        test_from: turns, days and crises before it only inform baselines.
        crises: a CSV file with the columns actor, trigger and date (ISO 8601).
        step: told what is being done.

    Raises:
        InputError: a file cannot be read, or no dyad is long and busy enough.
        RecordError: rows of the list of crises are broken.
    """
    step("reading events")
    dyads = list(daily_counts(dyad_events(events_of(files))))
    usual = priors(dyads)
    listed = _crises(crises, dyads) if crises else []
    kept = [
        number
        for number, dyad in enumerate(dyads)
        if dyad.events.sum() >= MINIMUM_EVENTS or any(c.dyad == number for c in listed)
    ]
    since = {number: _since(dyads[number], test_from) for number in kept}
    kept = [number for number in kept if since[number] < len(dyads[number].events)]
    if not kept:
        problem = f"no pair of states has {MINIMUM_EVENTS} acts and days to test on"
        raise InputError("--events", problem, "give more events, or an earlier --test-from")
    step("looking for turns")
    seen = {n: detect(dyads[n].hostile, dyads[n].events, usual[dyads[n].set]) for n in kept}
    step("simulating series without turns")
    rng = np.random.default_rng(SEED)
    null = {n: _null(dyads[n], usual[dyads[n].set], rng) for n in kept}
    tested = [c for c in listed if c.dyad in since and c.day >= since[c.dyad]]
    rows = (_row(name, band, seen, null, since, tested) for name in DETECTORS for band in BANDS)
    return tuple(row for row in rows if row)


def _since(dyad: DailyCounts, test_from: dt.date | None) -> int:
    """The first day of the series that is scored."""
    days = len(dyad.events)
    burn_in = BURN_IN_DAYS if days >= 2 * BURN_IN_DAYS else SHORT_BURN_IN_DAYS
    asked = (test_from - _EPOCH).days - dyad.start if test_from else 0
    return max(burn_in, asked)


def _null(dyad: DailyCounts, prior: SetMean, rng: np.random.Generator) -> list[dict[str, Found]]:
    if len(dyad.events) < 14:
        return []
    drawn = (stationary_null(dyad.hostile, dyad.events, rng=rng) for _ in range(NULL_DRAWS))
    return [detect(hostile, events, prior) for hostile, events in drawn]


def _row(
    name: str,
    band: tuple[float, float],
    seen: Mapping[int, Mapping[str, Found]],
    null: Mapping[int, Sequence[Mapping[str, Found]]],
    since: Mapping[int, int],
    listed: Sequence[_Crisis],
) -> TurnsRow | None:
    low, high = band
    mine = {number: found[name] for number, found in seen.items()}
    inside = {n: found.days_in(low, high, since=since[n]) for n, found in mine.items()}
    days = sum(len(found) for found in inside.values())
    if not days:
        return None
    turns, _ = _counted(((mine[n], since[n]) for n in mine), low, high)
    observed = turns / (days / 365.25)
    simulated = ((one[name], since[n]) for n, draws in null.items() for one in draws)
    by_chance = _per_year(simulated, low, high)
    near = [c for c in listed if low <= mine[c.dyad].volume[c.day] < high]
    hits = [c for c in near if mine[c.dyad].is_found(np.array([c.day]))[0]]
    interval = exact_share_interval(len(hits), len(near)) if near else (None, None)
    base = [float(mine[c.dyad].is_found(inside[c.dyad]).mean()) for c in near]
    delays = [mine[c.dyad].delay(c.day) for c in hits]
    return TurnsRow(
        detector=name,
        low=low,
        high=high if np.isfinite(high) else None,
        n=sum(len(found) > 0 for found in inside.values()),
        dyad_years=days / 365.25,
        turns=turns,
        turns_per_year=observed,
        null_per_year=by_chance,
        is_label_usable=bool(observed > 0 and by_chance / observed <= 1 / 3),
        crises=len(near),
        found=len(hits),
        found_low=interval[0],
        found_high=interval[1],
        chance=float(np.mean(base)) if base else None,
        median_delay=float(np.median(delays)) if delays else None,
    )


def _per_year(found: Iterable[tuple[Found, int]], low: float, high: float) -> float:
    turns, days = _counted(found, low, high)
    return turns / max(days / 365.25, 1e-9)


def _counted(found: Iterable[tuple[Found, int]], low: float, high: float) -> tuple[int, int]:
    """Turns that begin in the band, and days in it."""
    turns, days = 0, 0
    for one, since in found:
        inside = one.days_in(low, high, since=since)
        days += len(inside)
        turns += int(np.isin(one.first, inside).sum())
    return turns, days


def _crises(path: Path, dyads: Sequence[DailyCounts]) -> list[_Crisis]:
    """The listed crises whose dyad covers the day, in the set that saw most of it before."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            missing = set(_FIELDS) - set(reader.fieldnames or ())
            if missing:
                problem = f"the columns {', '.join(sorted(missing))} are missing"
                raise InputError(path, problem, f"name the columns {', '.join(_FIELDS)}")
            rows = list(reader)
    except (OSError, UnicodeDecodeError):
        problem, remedy = "the list of crises cannot be read", "give a CSV file in UTF-8"
        raise InputError(path, problem, remedy) from None
    days = _days(path, rows)
    found = (_crisis(row, day, dyads) for row, day in zip(rows, days, strict=True))
    return [crisis for crisis in found if crisis]


def _days(path: Path, rows: Sequence[Mapping[str, str]]) -> list[int]:
    days, problems = list[int](), list[Problem]()
    for line, row in enumerate(rows, start=2):
        try:
            days.append((dt.date.fromisoformat(row["date"]) - _EPOCH).days)
        except ValueError:
            problem = f"{row['date']!r} is no date"
            problems.append(Problem(str(path), problem, "write YYYY-MM-DD", line, "date"))
    if problems:
        raise RecordError(problems)
    return days


def _crisis(row: Mapping[str, str], day: int, dyads: Sequence[DailyCounts]) -> _Crisis | None:
    pair = (min(row["actor"], row["trigger"]), max(row["actor"], row["trigger"]))
    seen = [
        (float(dyad.events[max(0, at - 365) : at].sum()), number, at)
        for number, dyad in enumerate(dyads)
        if dyad.pair == pair and 0 < (at := day - dyad.start) < len(dyad.events)
    ]
    if not seen:
        return None
    _, number, at = max(seen)
    return _Crisis(number, at)
