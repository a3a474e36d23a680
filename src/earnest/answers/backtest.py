"""The deadline back-test on event files of any kind that the record reads."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from earnest.errors import InputError
from earnest.measure.backtest import FEWEST_POINTS, BacktestRow, deadline_backtest
from earnest.measure.deadline_models import BOOSTING, MODELS
from earnest.measure.dyad_events import dyad_events
from earnest.measure.points import protocol_for
from earnest.read.feeds import batches
from earnest.read.feeds.coded import plain_table
from earnest.store.event_columns import event_columns

SEED: Final = 20250220
REMEDY: Final = "give more events, or another --test-from"
_COLUMNS: Final = ("actor_country", "recipient_country", "date", "code")


def backtest_rows(
    files: Sequence[Path],
    *,
    test_from: dt.date | None,
    with_boosting: bool,
    step: Callable[[str], None] = lambda _: None,
) -> tuple[BacktestRow, ...]:
    """Every model on every sample, class and horizon, scored on points from `test_from` on.

    Raises:
        InputError: a file cannot be read, or there are too few events or days to test on.
    """
    step("reading events")
    table = events_of(files)
    models = tuple(name for name in MODELS if with_boosting or name != BOOSTING)
    step("fitting and scoring")
    try:
        events = dyad_events(table)
        rows = deadline_backtest(
            events,
            test_from=test_from or _last_third(table),
            rng=np.random.default_rng(SEED),
            protocol=protocol_for(events, admission="past"),
            models=models,
        )
    except ValueError as error:
        raise InputError("--events", str(error), REMEDY) from None
    if not rows:
        days = pc.min_max(table["date"]).as_py()
        problem = (
            f"{table.num_rows:,} events from {days['min']} to {days['max']} leave no question with"
            f" {FEWEST_POINTS} points to learn from and {FEWEST_POINTS} to test on"
        )
        raise InputError("--events", problem, REMEDY)
    return rows


def events_of(files: Sequence[Path]) -> pa.Table:
    """The events of files: Parquet collections as they are, other feeds through their readers.

    Raises:
        InputError: a file cannot be read, or holds no events.
    """
    parquet = [path for path in files if path.suffix == ".parquet"]
    tables = [event_columns(parquet)] if parquet else []
    for path in files:
        if path not in parquet:
            found = [b.table.select(_COLUMNS) for b in batches(path) if _is_events(b.table)]
            tables += [plain_table(table) for table in found]
    if not tables or not sum(table.num_rows for table in tables):
        raise InputError("--events", "the files hold no events", "give a feed of dated events")
    return pa.concat_tables(tables, promote_options="default")


def backtest_table(rows: Sequence[BacktestRow]) -> str:
    """The rows in columns of text."""
    head = f"{'sample':<8}{'class':<10}{'days':>5}{'n':>9}{'base':>7}  {'model':<20}{'Brier':>7}"
    lines = [f"{head}{'skill':>7}  {'[90 %]':<14}{'ECE':>6}"]
    for row in rows:
        interval = f"[{row.skill_low:.2f}, {row.skill_high:.2f}]"
        lines.append(
            f"{row.sample:<8}{row.act:<10}{row.days:>5}{row.n:>9,}{row.base_rate:>7.3f}"
            f"  {row.model:<20}{row.brier:>7.4f}{row.skill:>7.3f}  {interval:<14}{row.ece:>6.3f}"
        )
    return "\n".join(lines) + "\n"


def _is_events(table: pa.Table) -> bool:
    return set(_COLUMNS) <= set(table.column_names)


def _last_third(table: pa.Table) -> dt.date:
    days = pc.min_max(table["date"]).as_py()
    first: dt.date = days["min"]
    last: dt.date = days["max"]
    return first + dt.timedelta(days=round((last - first).days * 2 / 3))
