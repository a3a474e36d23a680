"""Recall, delay and frequency of detected turns, against chance and a simulated null.

    python scripts/evaluate_turns.py KEDS.parquet docs/turns-crises.csv > TABLES.md

A crisis is found if a turn begins within 14 days before to 56 days after its trigger; `on` says
that a turn was already going on then. Chance is the same asked of all days of the dyad in the same
volume band. Turns are counted per dyad-year in the band, whose volume is that of the year before;
the null is a simulated stationary series of each dyad.
"""

import csv
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from earnest.answers.detectors import (
    DETECTORS,
    MINIMUM_EVENTS,
    DailyCounts,
    Floats,
    Found,
    daily_counts,
    detect,
    priors,
)
from earnest.answers.turns_backtest import BANDS, NULL_DRAWS, SEED
from earnest.answers.turns_backtest import BURN_IN_DAYS as BURN_IN
from earnest.measure.dyad_events import dyad_events
from earnest.measure.points import day_number
from earnest.measure.special import exact_share_interval
from earnest.measure.surprise import SetMean, surprise
from earnest.measure.turns import stationary_null, surprise_turns
from earnest.store.event_columns import event_columns

THIN_DRAWS = 10
RATE_ONLY = "surprise, rate only"  # where this work started from
Key = tuple[str, tuple[str, str]]


@dataclass(frozen=True)
class Crisis:
    """A listed crisis: its dyad, the day of its trigger in the series, the volume before it."""

    key: Key
    day: int
    volume: float


def detected(hostile: Floats, events: Floats, prior: SetMean) -> dict[str, Found]:
    """Turns of one dyad by every detector, and by the one without bursts in its spread."""
    found = detect(hostile, events, prior)
    plain = surprise(hostile, events, prior=prior, spread="rate_only")
    turns = surprise_turns(plain)
    return {**found, RATE_ONLY: Found(turns.first, turns.last, plain.events_per_month)}


def crises(path: Path, found: Mapping[Key, DailyCounts]) -> list[Crisis]:
    """The listed crises with at least a year of coverage before them."""
    listed = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            a, b = sorted((row["actor"], row["trigger"]))
            key = row["set"], (a, b)
            day = day_number(date.fromisoformat(row["date"])) - found[key].start
            if day >= BURN_IN:
                listed.append(Crisis(key, day, float(row["events_per_month"])))
    return listed


def main(keds: Path, list_file: Path) -> None:
    """Write the tables to standard output."""
    counts = list(daily_counts(dyad_events(event_columns([keds]))))
    found, means = {(dyad.set, dyad.pair): dyad for dyad in counts}, priors(counts)
    listed = crises(list_file, found)
    wanted = {crisis.key for crisis in listed}
    kept = {k: d for k, d in found.items() if d.events.sum() >= MINIMUM_EVENTS or k in wanted}
    seen = {k: detected(d.hostile, d.events, means[d.set]) for k, d in kept.items()}
    rng = np.random.default_rng(SEED)
    nulls = [
        detected(*stationary_null(d.hostile, d.events, rng=rng), means[d.set])
        for d in kept.values()
        if d.events.sum() >= MINIMUM_EVENTS
        for _ in range(NULL_DRAWS)
    ]
    print(
        "| detector | acts a month | crises | found | share [90 %] | already on | median delay, d |"
        " chance | turns per dyad-year | null |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name in (*DETECTORS, RATE_ONLY):
        for low, high in BANDS:
            mine = {key: all_found[name] for key, all_found in seen.items()}
            print(_row(name, low, high, listed, mine, [null[name] for null in nulls]))
    print(
        "\n| acts thinned to | found of those found whole, surprise | change point |\n|---|---|---|"
    )
    for share in (0.5, 0.2, 0.1):
        print(f"| {share:.0%} | {' | '.join(_thinned(listed, kept, means, share))} |")


def _row(
    name: str,
    low: float,
    high: float,
    listed: list[Crisis],
    seen: Mapping[Key, Found],
    nulls: Iterable[Found],
) -> str:
    mine = [crisis for crisis in listed if low <= crisis.volume < high]
    hits = [c for c in mine if seen[c.key].is_found(np.array([c.day]))[0]]
    on = sum(seen[c.key].is_on(c.day) for c in mine if c not in hits)
    delays = [seen[c.key].delay(c.day) for c in hits]
    days = {c.key: seen[c.key].days_in(low, high, since=BURN_IN) for c in mine}
    chance = [seen[c.key].is_found(days[c.key]).mean() for c in mine if len(days[c.key])]
    interval = "[{:.2f}, {:.2f}]".format(*exact_share_interval(len(hits), len(mine)))
    cells = (
        name,
        f"{low:g}–{high:g}" if np.isfinite(high) else f"≥ {low:g}",
        f"{len(mine)}",
        f"{len(hits)}",
        f"{len(hits) / len(mine):.2f} {interval}",
        f"{on}",
        f"{np.median(delays):.0f}" if delays else "–",
        f"{np.mean(chance):.2f}" if chance else "–",
        f"{_per_year(seen.values(), low, high):.2f}",
        f"{_per_year(nulls, low, high):.2f}",
    )
    return f"| {' | '.join(cells)} |"


def _per_year(all_found: Iterable[Found], low: float, high: float) -> float:
    turns, days = 0, 0
    for found in all_found:
        inside = found.days_in(low, high, since=BURN_IN)
        days += len(inside)
        turns += int(np.isin(found.first, inside).sum())
    return turns / max(days / 365.25, 1e-9)


def _thinned(
    listed: list[Crisis],
    kept: Mapping[Key, DailyCounts],
    means: Mapping[str, SetMean],
    share: float,
) -> list[str]:
    rng = np.random.default_rng(1)
    names = ("surprise", "change_point")
    whole, thin = dict.fromkeys(names, 0), dict.fromkeys(names, 0)
    for crisis in (c for c in listed if c.volume >= 5):
        dyad, day = kept[crisis.key], np.array([crisis.day])
        prior = means[dyad.set]
        before = detect(dyad.hostile, dyad.events, prior)
        found = [name for name in names if before[name].is_found(day)[0]]
        scaled = SetMean(prior.hostile_per_day * share, prior.conflict_share)
        for _ in range(THIN_DRAWS if found else 0):
            hostile = rng.binomial(dyad.hostile.astype(int), share).astype(float)
            other = rng.binomial((dyad.events - dyad.hostile).astype(int), share)
            after = detect(hostile, hostile + other, scaled)
            for name in found:
                whole[name] += 1
                thin[name] += int(after[name].is_found(day)[0])
    return [f"{thin[name] / max(whole[name], 1):.0%}" for name in names]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
