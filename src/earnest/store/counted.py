"""The events of a record as series and panels count them: by rollup, by parts or by queries."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TypedDict

import pyarrow as pa

from earnest.store.engine import Engine, EngineName, Rows, SqlEngine, parquet_files
from earnest.store.panel import panel_of_parts
from earnest.store.row_groups import RowGroup, row_groups
from earnest.store.series import COLUMNS, By, Step, panel, series, summed


class Window(TypedDict):
    """Days counted, half-open, and what was known when."""

    since: dt.date | None
    until: dt.date | None
    as_of: dt.date


class Counted:
    """Events of one folder, and the rollup that stands for them if there is one."""

    def __init__(self, events: Rows, rollup: "Rows | None" = None) -> None:
        self.events = events
        self._rollup = rollup

    @cached_property
    def groups(self) -> tuple[RowGroup, ...]:
        """The row groups of its parts; none if it is not in parts."""
        return tuple(row_groups(parquet_files(self.events)))

    def series(
        self,
        a: str,
        b: str,
        *,
        step: Step,
        by: By,
        since: dt.date | None,
        until: dt.date | None,
        as_of: dt.date,
    ) -> pa.Table:
        """What `series.series` returns, from the rollup where all rows it counts were known."""
        is_rolled = self._rolled is not None and all(g.is_whole(as_of) for g in self.groups)
        engine = self._rolled if is_rolled and self._rolled else self._engine
        known = None if is_rolled else as_of
        return series(engine, a, b, step=step, by=by, since=since, until=until, as_of=known)

    @cached_property
    def _engine(self) -> Engine:
        return Engine({"events": self.events})

    @cached_property
    def _rolled(self) -> Engine | None:
        return Engine({"rollup": self._rollup}) if self._rollup is not None else None


def series_of(
    events: Rows,
    counted: Sequence[Counted],
    engine: EngineName,
    a: str,
    b: str,
    *,
    step: Step,
    by: By,
    since: dt.date | None,
    until: dt.date | None,
    as_of: dt.date,
) -> pa.Table:
    """The series of a dyad over all folders."""
    window: Window = {"since": since, "until": until, "as_of": as_of}
    if engine == "spark":
        return series(_spark(events), a, b, step=step, by=by, **window)
    found = [one.series(a, b, step=step, by=by, **window) for one in counted]
    return summed(found, by=by)


def panel_of(
    events: Rows,
    counted: Sequence[Counted],
    engine: EngineName,
    *,
    step: Step,
    since: dt.date | None,
    until: dt.date | None,
    as_of: dt.date,
) -> Iterator[pa.RecordBatch]:
    """The panel over all folders; out of parts row group by row group, else by queries."""
    window: Window = {"since": since, "until": until, "as_of": as_of}
    groups = [group for one in counted for group in one.groups]
    if engine == "duckdb" and groups and all(one.groups for one in counted):
        return panel_of_parts(groups, step=step, **window)
    asked: SqlEngine = _spark(events) if engine == "spark" else Engine({"events": events})
    return panel(asked, step=step, **window)


def _spark(events: Rows) -> SqlEngine:
    from earnest.store.spark import SparkEngine  # noqa: PLC0415 - an extra

    return SparkEngine({"events": events}, COLUMNS)
