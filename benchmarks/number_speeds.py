"""How fast the numbers are, in CPU seconds (user and system, all threads), best of three.

    python benchmarks/number_speeds.py [--events FILE.parquet --test-from DATE]

Everything is generated unless a file of events is given for the back-test. Prints one line per
figure, with its limit.
"""

import argparse
import datetime as dt
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from earnest.answers.backtest import backtest_rows
from earnest.answers.deadlines import deadline_answer
from earnest.measure.change_points import evened, segmentation
from earnest.measure.curves import curves
from earnest.measure.hysteresis import episodes
from earnest.read.codes import country_codes
from earnest.store import Record
from earnest.store.workspace import Workspace

SEED = 1
CODES = ("010", "036", "042", "043", "051", "057", "0811", "111", "112", "120", "172", "190")


def cpu_seconds(what: Callable[[], object], *, times: int = 3) -> float:
    """The least CPU time of several runs."""
    found = []
    for _ in range(times):
        before = time.process_time()
        what()
        found.append(time.process_time() - before)
    return min(found)


def written_events(path: Path, rows: int, *, states: int, years: int) -> Path:
    """A file of events between random states, busy dyads and quiet ones, in bursts of a month."""
    rng = np.random.default_rng(SEED)
    names = np.array(sorted(country_codes())[:states])
    dyads = rng.zipf(1.1, rows) % (states * (states - 1))
    actor, other = dyads // (states - 1), dyads % (states - 1)
    recipient = other + (other >= actor)
    month = rng.integers(0, years * 12, (states * (states - 1), 6))[dyads, rng.integers(0, 6, rows)]
    is_burst = rng.random(rows) < 0.3
    spread = rng.integers(0, years * 365, rows)
    day = np.where(is_burst, month * 30 + rng.integers(0, 30, rows), spread)
    start = np.datetime64("1995-01-01")
    table = pa.table(
        {
            "date": pa.array(start + day.astype("timedelta64[D]"), pa.date32()),
            "source_name": names[actor],
            "target_name": names[recipient],
            "code": np.array(CODES)[rng.integers(0, len(CODES), rows)],
            "relation": np.full(rows, "act"),
            "source_state": names[actor],
            "target_state": names[recipient],
        }
    )
    pq.write_table(table.sort_by("date"), path)
    return path


def vectors() -> None:
    """Series by the tens of thousands."""
    rng = np.random.default_rng(SEED)
    alarms = rng.random((40_000, 574)) < 0.05
    told(
        "hysteresis, 40,000 dyads × 574 weeks", cpu_seconds(lambda: episodes(alarms, quiet=8)), 0.1
    )
    group, days = rng.integers(0, 40_000, 400_000), rng.integers(0, 2_000, 400_000)
    ended = rng.random(400_000) < 0.6
    told("40,000 survival curves", cpu_seconds(lambda: curves(days, ended, group=group)), 0.2)
    weeks = [evened(rng.poisson(3, 574).astype(float)) for _ in range(20)]
    seconds = cpu_seconds(lambda: [segmentation(series, noise=1.0) for series in weeks]) / len(
        weeks
    )
    told("change points of one series of 574 weeks", seconds, None)


def back_test(path: Path, test_from: dt.date | None) -> None:
    """All models but boosting on one file."""
    counted = [0]

    def run() -> None:
        rows = backtest_rows([path], test_from=test_from, with_boosting=False)
        counted[0] = max(row.n for row in rows)

    seconds = cpu_seconds(run, times=1)
    told(f"deadline back-test, {counted[0]:,} test points", seconds, 30)


def answer(folder: Path) -> None:
    """One deadline on a workspace of a million events."""
    home = folder / "home"
    Workspace(home).add(written_events(folder / "million.parquet", 1_000_000, states=150, years=20))
    as_of = dt.date(2014, 6, 1)

    def ask(act: str) -> None:
        found = deadline_answer(
            Record.open(home), "AFG", "AGO", act=act, by=dt.date(2014, 7, 1), as_of=as_of
        )
        assert found.events

    ask("strict")
    for act in ("strict", "hostile"):
        seconds = cpu_seconds(lambda act=act: ask(act))  # type: ignore[misc]
        told(f"one deadline ({act}) on 1,000,000 events", seconds, 0.5)


def told(what: str, seconds: float, limit: float | None) -> None:
    """Print one figure."""
    held = "" if limit is None else f"  limit {limit:g} s{'' if seconds <= limit else '  MISSED'}"
    print(f"{what:<48}{seconds:>10.4f} CPU s{held}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=Path)
    parser.add_argument("--test-from", type=dt.date.fromisoformat)
    given = parser.parse_args()
    vectors()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = given.events or written_events(
            folder / "events.parquet", 150_000, states=40, years=33
        )
        back_test(path, given.test_from)
        answer(folder)


if __name__ == "__main__":
    main()
