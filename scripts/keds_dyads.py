"""Daily counts of the undirected dyads of a KEDS Parquet file, for the evaluation scripts."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from earnest.measure.act_groups import act_group
from earnest.measure.surprise import SetMean, set_mean

Floats = NDArray[np.float64]
MINIMUM_EVENTS = 60


@dataclass(frozen=True)
class Dyad:
    """Hostile and all acts of two states on each day of a set, from its first to its last day."""

    set: str
    pair: tuple[str, str]
    start: dt.date
    hostile: Floats
    events: Floats


def dyads(path: Path) -> tuple[dict[tuple[str, tuple[str, str]], Dyad], dict[str, SetMean]]:
    """All dyads of all sets, and the mean of the dyads with at least 60 events of each set."""
    table = pq.read_table(path)
    columns = {name: np.array(table[name].to_pylist(), dtype=object) for name in table.column_names}
    source, target = columns["source_state"], columns["target_state"]
    between = np.array(
        [bool(a) and bool(b) and a != b for a, b in zip(source, target, strict=True)]
    )
    group = act_group("hostile")
    coded = list(zip(columns["code"], columns["ontology"], strict=True))
    is_hostile = {pair: group.holds(*pair) for pair in set(coded)}
    hostile = np.array([is_hostile[pair] for pair in coded])
    day = np.array([date.toordinal() for date in columns["date"]])
    found: dict[tuple[str, tuple[str, str]], Dyad] = {}
    means: dict[str, SetMean] = {}
    for name in sorted(set(columns["set"])):
        rows = np.flatnonzero(between & (columns["set"] == name))
        first, last = int(day[rows].min()), int(day[rows].max())
        for pair, where in sorted(_by_pair(rows, source, target).items()):
            found[name, pair] = Dyad(
                name,
                pair,
                dt.date.fromordinal(first),
                _daily(day[where[hostile[where]]] - first, last - first + 1),
                _daily(day[where] - first, last - first + 1),
            )
        usual = [d for d in found.values() if d.set == name and d.events.sum() >= MINIMUM_EVENTS]
        means[name] = set_mean(
            np.array([d.hostile.sum() for d in usual]),
            np.array([d.events.sum() for d in usual]),
            days=last - first + 1,
        )
    return found, means


def _by_pair(
    rows: NDArray[np.int64], source: NDArray[np.object_], target: NDArray[np.object_]
) -> dict[tuple[str, str], NDArray[np.int64]]:
    found: dict[tuple[str, str], list[int]] = {}
    for row in rows.tolist():
        a, b = sorted((source[row], target[row]))
        found.setdefault((a, b), []).append(row)
    return {pair: np.array(where) for pair, where in found.items()}


def _daily(days: NDArray[np.int64], n: int) -> Floats:
    return np.bincount(days, minlength=n).astype(np.float64)
