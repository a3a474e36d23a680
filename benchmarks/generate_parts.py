"""A workspace of many events, generated straight into parts as `record compact` leaves them.

Each year's rows are sorted over all of its parts by actor, recipient and day. One part in sixteen
gets details, which is enough to weigh them.
"""

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from generate_gdelt import (
    ACTS,
    CODES,
    COUNTRIES,
    ROWS_PER_ARTICLE,
    SHARES,
    SITES,
    Numbers,
    addresses_of,
    gazetteer,
)

from earnest.contract.tables import EVENTS
from earnest.read.cameo import plover_of
from earnest.read.feeds.gdelt import EXTRA
from earnest.store import parts
from earnest.store.manifest import Added, Manifest, Part, commit

ROWS_PER_PART: Final = 4 * parts.ROW_GROUP
FIRST_YEAR: Final = 2015
YEARS: Final = 11
DAYS: Final = 365
ROLES: Final = ("government", "military", "police", "media", "business", "civilians", "opposition")


def workspace(home: Path, rows: int, *, processes: int = 2) -> None:
    """A workspace with about so many events in `home`."""
    home.mkdir(parents=True, exist_ok=True)
    per_year = rows // YEARS
    stretches = [(year, first) for year in range(YEARS)
                 for first in range(0, per_year, ROWS_PER_PART)]  # fmt: skip
    tasks = [
        Task(home, year, first, min(ROWS_PER_PART, per_year - first), per_year, not place % 16)
        for place, (year, first) in enumerate(stretches)
    ]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        made = [part for some in pool.map(_part, tasks, chunksize=4) for part in some]
    total = sum(part.rows for part in made if part.table == "events")
    last = dt.date(FIRST_YEAR + YEARS - 1, 12, 31).isoformat()
    added = Added(
        "generated", "0" * 64, "gdelt2", {"events": total}, total,
        since=f"{FIRST_YEAR}-01-01", until=last,
    )  # fmt: skip
    commit(home, Manifest(1, tuple(made), (added,)))


@dataclass(frozen=True)
class Task:
    """Rows of a year that make a part, with or without details."""

    home: Path
    year: int
    first: int
    count: int
    per_year: int
    is_detailed: bool


def _part(task: Task) -> list[Part]:
    end = task.first + task.count
    groups = [
        _rows(task, start, min(parts.ROW_GROUP, end - start))
        for start in range(task.first, end, parts.ROW_GROUP)
    ]
    return parts.write_all(task.home, "events", groups, added=())


def _rows(task: Task, first: int, count: int) -> pa.Table:
    """Rows that follow row `first` of a year in the order of dyads."""
    year, per_year = task.year, task.per_year
    rng = np.random.default_rng([year, first])
    actor, recipient = _dyads(first, count, per_year)
    days = _sorted_days(rng, actor * 1_000 + recipient)
    start = (np.datetime64(f"{FIRST_YEAR + year}-01-01") - np.datetime64("1970-01-01")).astype(int)
    date = pa.array((days + start).astype(np.int32), pa.int32()).cast(pa.date32())
    # an id says when a row was added: the later the day the higher, and chance within the day
    ids = 410_000_000 + year * per_year + (days + rng.random(count)) * per_year / DAYS
    number = pa.array(ids.astype(np.int64)).cast(pa.string())
    acts = rng.choice(len(ACTS), count, p=_act_shares())
    columns = {
        "event_id": pc.binary_join_element_wise("gdelt2", number, ":"),
        "date": date,
        "date_precision": _same("day", count),
        **_side("actor", actor, rng),
        **_side("recipient", recipient, rng),
        "code": _of([code for code, *_ in ACTS], acts),
        "root": _of([code[:2] for code, *_ in ACTS], acts),
        "plover": _of([plover_of(code) for code, *_ in ACTS], acts),
        "quad": pa.array([quad for _, quad, _ in ACTS], pa.int8()).take(pa.array(acts)),
        "goldstein": pa.array([score for *_, score in ACTS], pa.float64()).take(pa.array(acts)),
        "tier": _same("page", count),
        "known_at": date,
        "known_at_basis": _same("published", count),
        "source_id": _same("generated", count),
    }
    columns |= _details(rng, date, ids.astype(np.int64)) if task.is_detailed else {}
    blank = {f.name: pa.nulls(count, f.type) for f in EVENTS if f.name not in columns}
    blank |= {} if task.is_detailed else {"source_ref": None}
    beyond = [name for name in columns if name.startswith(parts.EXTRA)]
    names = [name for name in EVENTS.names if (columns | blank)[name] is not None]
    return pa.table({name: (columns | blank)[name] for name in [*names, *beyond]})


def _details(rng: np.random.Generator, date: pa.Array, ids: Numbers) -> dict[str, pa.Array]:
    count = len(ids)
    article = (ids // ROWS_PER_ARTICLE) * 2_654_435_761 % (1 << 40)
    mentions = rng.geometric(0.2, count)
    place = (60_000 * rng.random(count) ** 2).astype(np.int64)
    extra = {
        "IsRootEvent": rng.integers(0, 2, count),
        "NumMentions": mentions,
        "NumSources": np.where(mentions % 9, 1, 2),
        "NumArticles": mentions,
    }
    spots = {name: gazetteer()[name.removeprefix("ActionGeo_")] for name in EXTRA[4:]}
    coded = {name: pa.array(cells).cast(pa.string()).dictionary_encode()
             for name, cells in extra.items()}  # fmt: skip
    coded |= {name: _of_array(cells, place) for name, cells in spots.items()}
    refs = addresses_of(date, article % SITES, article).dictionary_encode()
    return {"source_ref": refs} | {f"{parts.EXTRA}{name}": cells for name, cells in coded.items()}


def _act_shares() -> list[float]:
    return [share / len(CODES[quad]) for quad, share in zip(CODES, SHARES, strict=True)
            for _ in CODES[quad]]  # fmt: skip


def _dyads(first: int, count: int, per_year: int) -> tuple[Numbers, Numbers]:
    """Actor and recipient of rows in order; a Zipf law on both sides, half of them at home."""
    n = len(COUNTRIES) + 1
    weights = np.append(1 / _standing(), 0.0)
    share = 0.8 * weights / weights.sum()
    share[-1] = 0.2
    both = 0.5 * np.outer(share, share) + 0.5 * np.diag(share)
    ends = np.round(np.cumsum(both.ravel()) * per_year).astype(np.int64)
    dyad = np.searchsorted(ends, np.arange(first, first + count), side="right")
    return np.divmod(np.minimum(dyad, n * n - 1), n)


def _standing() -> Numbers:
    """The place of each country in the order of how much it acts, from 1."""
    standing = np.random.default_rng(7).permutation(np.arange(1, len(COUNTRIES) + 1))
    return np.asarray(standing, dtype=np.int64)


def busiest() -> tuple[str, str]:
    """The two countries that act most."""
    first, second, *_ = np.argsort(_standing())
    return COUNTRIES[first], COUNTRIES[second]


def _sorted_days(rng: np.random.Generator, dyad: Numbers) -> Numbers:
    days = rng.integers(0, DAYS, len(dyad))
    packed = np.sort(dyad.astype(np.int64) * DAYS + days)
    return packed % DAYS


def _side(side: str, who: Numbers, rng: np.random.Generator) -> dict[str, pa.Array]:
    codes = [*COUNTRIES, None]
    names = [f"ACTOR OF {code}" for code in COUNTRIES] + [None]
    roles = rng.integers(0, len(ROLES), len(who))
    return {
        f"{side}_country": _of(codes, who),
        f"{side}_name": _of(names, who),
        f"{side}_role": _of(list(ROLES), roles),
    }


def _of_array(values: pa.Array, places: Numbers) -> pa.DictionaryArray:
    coded = values.dictionary_encode()
    return pa.DictionaryArray.from_arrays(coded.indices.take(pa.array(places)), coded.dictionary)


def _of(values: list[str | None] | list[str], places: Numbers) -> pa.DictionaryArray:
    return _of_array(pa.array(values, pa.string()), places)


def _same(value: str, count: int) -> pa.DictionaryArray:
    return _of([value], np.zeros(count, dtype=np.int64))


def bytes_per_row(manifest: Manifest) -> Iterator[tuple[str, float]]:
    """The size of each kind of part, for each event in it."""
    rows = sum(part.rows for part in manifest.parts if part.table == "events")
    for table in ("events", "events_details", parts.ROLLUP):
        found = [part for part in manifest.parts if part.table == table]
        its = sum(part.rows for part in found) if table == "events_details" else rows
        yield table, sum(part.bytes_ for part in found) / its
