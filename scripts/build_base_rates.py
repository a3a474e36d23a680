"""Base rates of acts between states, from the KEDS event sets 1979-2011.

    python scripts/build_base_rates.py KEDS.parquet > src/earnest/data/base_rates.csv

For directed pairs of states with at least 60 events in a set, every 28 days from day 365 on: the
share of points after which at least one act of a class followed within so many days. A point is
`tense` if the pair saw at least two hostile acts in the 28 days before it. Intervals are 90 %, by
resampling undirected pairs. Only aggregates over hundreds of pairs leave this script.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

HORIZONS = (1, 2, 3, 7, 14, 30, 60, 90, 180, 365)
CAMEO = {
    "strict": ("054", "055", "056", "08", "057", "06", "07"),
    "any": ("054", "055", "056", "08", "057", "06", "07", "05", "04", "03"),
    "expel": ("166", "174"),
    "restrict": ("172",),
    "force": ("18", "19", "20"),
    "hostile": tuple(f"{root:02d}" for root in range(10, 21)),
}
WEIS = {
    "strict": ("01", "06", "08", "07"),
    "any": ("01", "06", "08", "07", "03", "05", "04"),
    "expel": ("20",),
    "restrict": (),
    "force": ("22",),
    "hostile": ("11", "12", "13", *(str(root) for root in range(15, 23))),
}
SPACING, BURN_IN, MINIMUM_EVENTS = 28, 365, 60
Point = tuple[tuple[str, str], str, str, int, bool]  # pair, sample, class, horizon, whether it came


def is_class(code: str, ontology: str, name: str) -> bool:
    """Whether a code belongs to a class of acts."""
    prefixes = (WEIS if ontology == "WEIS" else CAMEO)[name]
    return bool(prefixes) and code.startswith(prefixes)


def points(path: Path) -> Iterator[Point]:
    """Evaluation points of all admitted pairs with what followed."""
    rows = pq.read_table(path).to_pylist()
    last = {row["set"]: row["date"] for row in sorted(rows, key=lambda row: row["date"])}
    pairs = defaultdict(list)
    for row in rows:
        source, target = row["source_state"], row["target_state"]
        if source and target and source != target:
            pairs[row["set"], source, target].append(row)
    for (name, source, target), found in sorted(pairs.items()):
        if len(found) >= MINIMUM_EVENTS:
            pair = (min(source, target), max(source, target))
            yield from _pair_points(pair, found, last[name].toordinal())


def _pair_points(pair: tuple[str, str], rows: list[dict[str, str]], end: int) -> Iterator[Point]:
    days = {
        name: np.unique(
            [r["date"].toordinal() for r in rows if is_class(r["code"], r["ontology"], name)]
        )
        for name in CAMEO
    }
    first = min(row["date"].toordinal() for row in rows)
    hostile = np.sort(
        [r["date"].toordinal() for r in rows if is_class(r["code"], r["ontology"], "hostile")]
    )
    for at in range(first + BURN_IN, end, SPACING):
        recent = np.searchsorted(hostile, at) - np.searchsorted(hostile, at - 28)
        samples = ("all", "tense") if recent >= 2 else ("all",)
        for name, when in days.items():
            after = np.searchsorted(when, at)
            wait = when[after] - at if after < len(when) else 10**6
            for horizon in (h for h in HORIZONS if at + h <= end):
                for sample in samples:
                    yield pair, sample, name, horizon, wait < horizon


def main(path: Path) -> None:
    """Write the table to standard output."""
    counts: dict[tuple[str, str, int], dict[tuple[str, str], list[int]]] = defaultdict(dict)
    for pair, sample, name, horizon, came in points(path):
        cell = counts[sample, name, horizon].setdefault(pair, [0, 0])
        cell[0] += came
        cell[1] += 1
    rng = np.random.default_rng(20250220)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(
        ["sample", "act_group", "days", "share", "low", "high", "n", "pairs", "acts", "source"]
    )
    for (sample, name, horizon), cells in sorted(counts.items()):
        table = np.array(list(cells.values()))
        draws = rng.integers(0, len(table), size=(1_000, len(table)))
        shares = table[draws, 0].sum(axis=1) / table[draws, 1].sum(axis=1)
        low, high = np.quantile(shares, [0.05, 0.95])
        came, n = table.sum(axis=0)
        if len(table) >= 5 and came >= 30:
            numbers = [f"{value:.4f}" for value in (came / n, low, high)]
            writer.writerow(
                [sample, name, horizon, *numbers, n, len(table), came, "KEDS 1979-2011"]
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
