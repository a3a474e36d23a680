"""The events of a record as series and panels count them: by rollup, by parts or by queries."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypedDict

import pyarrow as pa

from earnest.store.dyad import series_of_parts
from earnest.store.engine import Engine, EngineName, Rows, SqlEngine, parquet_files
from earnest.store.panel import panel_of_parts
from earnest.store.row_groups import RowGroup, Span, is_within, row_groups
from earnest.store.series import COLUMNS, Asked, Step, panel, series, summed


class Window(TypedDict):
    """Days counted, half-open, and what was known when."""

    since: dt.date | None
    until: dt.date | None
    as_of: dt.date


@dataclass(frozen=True, slots=True)
class CountedPart:
    """A part of events and what is known of it before it is opened.

    Attributes:
        file: where its rows are; rollup: where they are counted, if they are.
        actors: the first and the last actor; None if that is not known.
    """

    file: str
    rollup: str | None = None
    actors: Span | None = None

    def may_hold(self, pair: Collection[str]) -> bool:
        """Whether one of these states can be an actor in it."""
        return self.actors is None or any(is_within(code, self.actors) for code in pair)


class Counted:
    """Events of one folder: a table, or parts with their rollups."""

    def __init__(self, events: Rows, parts: Sequence[CountedPart] = ()) -> None:
        self.events = events
        self._parts = tuple(parts) or tuple(map(CountedPart, parquet_files(events)))
        # footers do not change, and who asks for one dyad often asks for the next
        self._groups = cache(lambda file: tuple(row_groups(file)))

    @property
    def is_in_parts(self) -> bool:
        """Whether its rows lie in Parquet parts and nowhere else."""
        return bool(self._parts)

    @property
    def groups(self) -> list[RowGroup]:
        """The row groups of its parts."""
        return [group for part in self._parts for group in self._groups(part.file)]

    def series(self, asked: Asked) -> pa.Table:
        """What `series.series` returns, from the rollups of parts where all rows were known."""
        if not self.is_in_parts:
            return series(self._engine, asked)
        parts = (part for part in self._parts if part.may_hold(asked.pair))
        groups = [group for part in parts for group in self._holding(part, asked)]
        return series_of_parts(groups, asked)

    def _holding(self, part: CountedPart, asked: Asked) -> Iterator[RowGroup]:
        """The row groups that tell of a dyad in a window: of the rollup, if it may stand for all."""
        found = [group for group in self._groups(part.file) if _may_hold(group, asked)]
        if part.rollup and all(group.is_whole(asked.as_of) for group in found):
            counts = self._groups(part.rollup) if found else ()
            return (group for group in counts if _may_hold(group, asked))
        return iter(found)

    @cached_property
    def _engine(self) -> Engine:
        return Engine({"events": self.events})


def _may_hold(group: RowGroup, asked: Asked) -> bool:
    return group.may_hold(asked.pair) and group.may_lie_in(asked.since, asked.until)


def series_of(
    events: Rows, counted: Sequence[Counted], engine: EngineName, asked: Asked
) -> pa.Table:
    """The series of a dyad over all folders."""
    if engine == "spark":
        return series(_spark(events), asked)
    return summed([one.series(asked) for one in counted], by=asked.by)


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
    if engine == "duckdb" and all(one.is_in_parts for one in counted):
        groups = [group for one in counted for group in one.groups]
        return panel_of_parts(groups, step=step, **window)
    asked: SqlEngine = _spark(events) if engine == "spark" else Engine({"events": events})
    return panel(asked, step=step, **window)


def _spark(events: Rows) -> SqlEngine:
    from earnest.store.spark import SparkEngine  # noqa: PLC0415 - an extra

    return SparkEngine({"events": events}, COLUMNS)
