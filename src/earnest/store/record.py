"""The record: what is publicly on file, from hand-written folders and the embedded tables."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from earnest.contract.report import Source
from earnest.contract.tables import TABLES
from earnest.contract.words import FAMILIES, FAMILY_OF
from earnest.read.cameo import ROOTS
from earnest.store.act_codes import act_codes
from earnest.store.asof import dated_rows, measure_table
from earnest.store.counted import Counted, Window, panel_of, series_of
from earnest.store.engine import ENGINES, Engine, EngineName, Rows, in_memory
from earnest.store.event_scan import EventEngine
from earnest.store.joined import (
    Part,
    Tables,
    counted_of,
    embedded,
    empty,
    existing,
    part_of,
    sources_of,
)
from earnest.store.result import Result, Stream
from earnest.store.series import BYS, PANEL, STEPS, Asked, By, Step
from earnest.store.view import View

Day = dt.date | str  # as `2025-02-20`
QUADS = (1, 2, 3, 4)


class Record:
    """Events, measures, statistics and documents with the files they came from.

    The curated measures and the Factbook figures that ship with the package are always part of a
    record; a row of the user's with the same id takes the place of the embedded one.

    Example:
        >>> record = Record.open("my-record")
        >>> record.measures(senders=["SAU"], targets=["QAT"]).to_pandas()
        >>> record.series("EST", "FIN", since=date(2017, 1, 1)).to_polars()
    """

    def __init__(
        self,
        tables: Mapping[str, Rows],
        sources: Sequence[Source],
        *,
        counted: Sequence[Counted] = (),
        parts: Sequence[Part] | None = None,
    ) -> None:
        self.tables: Mapping[str, Rows] = (
            tables if set(tables) == set(TABLES) else {n: tables.get(n, empty(n)) for n in TABLES}
        )
        self._sources = tuple(sources)
        self._counted = tuple(counted)
        self._parts = parts
        self._view: View | None = None
        self._at_hand: View | None = None

    @classmethod
    def open(cls, *folders: Path | str) -> Self:
        """The record in these folders, on top of the embedded record.

        Args:
            folders: folders of CSV files, or workspaces; later ones win where ids are equal.

        Raises:
            InputError: a folder is missing or holds no table.
            RecordError: tables break their contract; all problems are listed.
        """
        parts = [part_of(existing(Path(folder))) for folder in folders]
        tables = Tables([part.tables for part in parts])
        return cls(tables, (), counted=counted_of(parts), parts=parts)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The files that the rows come from, the embedded ones first.

        A row that a later file replaces is counted there only.
        """
        return self._sources if self._parts is None else sources_of([embedded(), *self._parts])

    def count(self, table: str) -> int:
        """How many rows a table has."""
        rows = self.tables[table]
        return int(rows.count_rows() if isinstance(rows, ds.Dataset) else rows.num_rows)

    def at(self, as_of: dt.date) -> View:
        """The record as it was known at the end of `as_of`; kept for who asks for the same day next."""
        if self._view is None or self._view.as_of != as_of:
            self._view = View(self.tables, as_of=as_of, events=self._event_engine)
        return self._view

    @cached_property
    def _event_engine(self) -> EventEngine:
        return EventEngine(self.tables)

    def at_hand(self, as_of: dt.date) -> View:
        """The same with its events in memory, if they are not too many; kept for who asks next."""
        if self._at_hand is None or self._at_hand.as_of != as_of:
            self._at_hand = self.at(as_of).at_hand()
        return self._at_hand

    def events(
        self,
        *,
        actors: Collection[str] = (),
        recipients: Collection[str] = (),
        since: Day | None = None,
        until: Day | None = None,
        act: str | None = None,
        roots: Collection[str] = (),
        quads: Collection[int] = (),
        as_of: Day | None = None,
    ) -> Result:
        """Events in the columns of the contract, ordered by date, then id.

        Args:
            actors: ISO 3166-1 alpha-3 codes, or names; none means anyone.
            recipients: the same, of those acted toward.
            since: first day.
            until: the day after the last one.
            act: a class of acts of `data/acts.csv`, such as `expulsion`, by its CAMEO codes.
            roots: CAMEO roots, `01` to `20`.
            quads: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
            as_of: the last day that is known; default: today.

        Raises:
            ValueError: there is no such class of acts, root, quad or day, or a filter is text where a
                list is due.
        """
        _check_lists(actors=actors, recipients=recipients, roots=roots)
        since, until, as_of = _day(since), _day(until), _day(as_of)
        _check_each(roots=(roots, sorted(ROOTS)), quads=(quads, QUADS))
        found = self.at(as_of or dt.date.today()).selected_events(
            actors=actors,
            recipients=recipients,
            since=since,
            until=until,
            codes=act_codes(act) if act else (),
            roots=roots,
            quads=quads,
        )
        return Result(found, "events")

    def measures(
        self,
        *,
        senders: Collection[str] = (),
        targets: Collection[str] = (),
        types: Collection[str] = (),
        families: Collection[str] = (),
        as_of: Day | None = None,
    ) -> Result:
        """Restrictive measures as they stood on a day, ordered by id.

        Args:
            senders: ISO 3166-1 alpha-3 codes; none means anyone.
            targets: the same, of those held to.
            types: such as `import_banned`.
            families: such as `trade`.
            as_of: the last day that is known; default: today.

        Returns:
            The contract's columns but for the hand labels, and `censored_at`: the last day on which
            a measure without a known end is known to have been in force.
        """
        _check_lists(senders=senders, targets=targets, types=types, families=families)
        as_of = _day(as_of)
        _check_each(types=(types, FAMILY_OF), families=(families, FAMILIES))
        found = self.at(as_of or dt.date.today()).measures
        kept = [
            measure
            for measure in found
            if (not senders or measure.sender in senders)
            and (not targets or measure.target in targets)
            and (not types or measure.type in types)
            and (not families or measure.family in families)
        ]
        return Result(measure_table(kept), "measures")

    def documents(
        self,
        *,
        outlets: Collection[str] = (),
        countries: Collection[str] = (),
        since: Day | None = None,
        until: Day | None = None,
        as_of: Day | None = None,
    ) -> Result:
        """Indexed documents dated in `[since, until)` and up to `as_of` (default: today), by date."""
        _check_lists(outlets=outlets, countries=countries)
        since, until, as_of = _day(since), _day(until), _day(as_of)
        rows = dated_rows(in_memory(self.tables["documents"]), as_of=as_of or dt.date.today())
        chosen = pc.scalar(True)
        if outlets:
            chosen &= pc.field("outlet").isin(list(outlets))
        if countries:
            chosen &= pc.field("country").isin(list(countries))
        if since:
            chosen &= pc.field("date") >= since
        if until:
            chosen &= pc.field("date") < until
        return Result(rows.filter(chosen), "documents")

    def series(
        self,
        a: str,
        b: str,
        *,
        step: Step = "week",
        by: By = "quad",
        since: Day | None = None,
        until: Day | None = None,
        as_of: Day | None = None,
        engine: EngineName = "duckdb",
    ) -> Result:
        """How often each of two states acted toward the other, by week or day.

        Counted are acts dated to the day and backed by a page. A week, direction and quad without
        such an act has no row; whether that means that there was none, `coverage` tells.

        Args:
            a: an ISO 3166-1 alpha-3 code.
            b: the other state.
            step: `week`, beginning on Monday, or `day`.
            by: `quad`, or `root` for CAMEO roots.
            since: first day counted.
            until: the day after the last one.
            as_of: the last day that is known; default: today.
            engine: `duckdb`, or `spark` with the extra `spark`.

        Returns:
            `first_day` of the step, `actor_country`, `recipient_country`, `quad` or `root` (null where
            the feed has none), `n`; ordered by these.

        Raises:
            ValueError: both sides are the same, or `step`, `by` or `engine` is no such word.
            InputError: the engine is not installed, or a part is damaged.
        """
        _check_words(step=(step, STEPS), by=(by, BYS), engine=(engine, ENGINES))
        since, until, as_of = _day(since), _day(until), _day(as_of)
        if a == b:
            raise ValueError(f"a series needs two sides, not {a} twice")
        asked = Asked(a, b, step, by, since, until, as_of or dt.date.today())
        found = series_of(self.tables["events"], self._counted_events, engine, asked)
        return Result(found, f"acts of {a} and {b} by {step} and {by}")

    def panel(
        self,
        *,
        step: Step = "week",
        since: Day | None = None,
        until: Day | None = None,
        as_of: Day | None = None,
        engine: EngineName = "duckdb",
    ) -> Stream:
        """How often every state acted toward every other, by week or day and quad, as a stream.

        The same acts are counted as by `series`; those without a quad are left out. Memory does not
        grow with the rows of the record.

        Returns:
            Batches of `actor_country`, `recipient_country`, `first_day`, `quad`, `n`, in this order.

        Raises:
            ValueError: `step` or `engine` is no such word.
            InputError: the engine is not installed, or a part is damaged.
        """
        _check_words(step=(step, STEPS), engine=(engine, ENGINES))
        since, until, as_of = _day(since), _day(until), _day(as_of)
        window: Window = {"since": since, "until": until, "as_of": as_of or dt.date.today()}
        events = self.tables["events"]
        batches = panel_of(events, self._counted_events, engine, step=step, **window)
        return Stream(PANEL, batches, f"acts of all pairs of states by {step} and quad")

    def ask(self, query: str) -> pa.Table:
        """The answer to a query in SQL over the tables of the record.

        Raises:
            InputError: the query is not valid, or reaches for files or settings.
        """
        return Engine(self.tables, apart=True).ask(query)

    def __repr__(self) -> str:
        counts = ", ".join(f"{self.count(name):,} {name}" for name in self.tables)
        return f"<Record: {counts}; {len(self.sources)} sources>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{name}</td><td>{self.count(name):,}</td></tr>" for name in self.tables
        )
        caption = f"<caption>Record: {len(self.sources)} sources</caption>"
        return f"<table>{caption}<thead><tr><th>table</th><th>rows</th></tr></thead>{rows}</table>"

    @cached_property
    def _counted_events(self) -> tuple[Counted, ...]:
        return self._counted or (Counted(self.tables["events"]),)


def _check_words(**asked: tuple[object, Collection[object]]) -> None:
    for name, (given, known) in asked.items():
        if given not in known:
            raise ValueError(f"{name} is one of {', '.join(map(str, known))}, not {given!r}")


def _check_each(**asked: tuple[Collection[object], Collection[object]]) -> None:
    for name, (given, known) in asked.items():
        for one in given:
            _check_words(**{f"each of {name}": (one, known)})


def _day(given: Day | None) -> dt.date | None:
    """A day as a date: text is ISO 8601, of a time the day counts."""
    if isinstance(given, str):
        return dt.date.fromisoformat(given)
    return given.date() if isinstance(given, dt.datetime) else given


def _check_lists(**asked: Collection[str]) -> None:
    for name, given in asked.items():
        if isinstance(given, str):
            raise ValueError(f"{name} takes a list, such as [{given!r}], not text")  # noqa: TRY004
