"""Rows whose id is there already: found by id, within a week of their day."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from earnest.read.feeds.rows import Mask
from earnest.store import parts
from earnest.store.manifest import Part
from earnest.store.memory import from_the_system
from earnest.store.sorting import IDS

NEAR_DAYS: Final = 7
AT_ONCE: Final = 4


@dataclass(frozen=True, slots=True)
class Check:
    """New parts of one table, and the parts that come before them.

    Attributes:
        new: some parts that follow each other.
        before: parts that may hold the same ids, committed or new.
    """

    home: Path
    new: tuple[Part, ...]
    before: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Cleared:
    """A part without the rows that were there already.

    Attributes:
        old: the part as it was.
        new: what takes its place; None if it can stay.
        gone: rows taken out, by the name of the file they came from.
    """

    old: Part
    new: tuple[Part, ...] | None
    gone: Counter[str]


def checks(home: Path, committed: Sequence[Part], new: Sequence[Part]) -> list[Check]:
    """The checks that new parts have to pass, each against what precedes it."""
    found = []
    for table in IDS:
        mine = [part for part in new if part.table == table]
        for start in range(0, len(mine), AT_ONCE):
            some = tuple(mine[start : start + AT_ONCE])
            before = [part for part in (*committed, *mine[:start]) if part.table == table]
            near = tuple(part for part in before if any(_is_near(part, one) for one in some))
            found.append(Check(home, some, near))
    return found


@from_the_system()
def cleared(check: Check) -> list[Cleared]:
    """Each part without the rows whose id stands in an earlier part, or earlier among these."""
    column = IDS[check.new[0].table]
    if _lie_apart(check, column):
        return [Cleared(part, None, Counter()) for part in check.new]
    ids = [_ids(check.home, part, column) for part in check.new]
    repeated = _repeated(pa.concat_arrays(ids)) | _known(check, column, pa.concat_arrays(ids))
    ends = np.cumsum([len(one) for one in ids])
    masks = np.split(repeated, ends[:-1])
    return [_cleared(check.home, part, gone) for part, gone in zip(check.new, masks, strict=True)]


def _lie_apart(check: Check, column: str) -> bool:
    """Whether the bounds of ids alone say that none stands in two parts; in one, each is once."""
    new, before = (_spans(check.home, some, column) for some in (check.new, check.before))
    if new is None or before is None:
        return False
    return all(one[1] < other[0] for one, other in pairwise(sorted(new))) and not any(
        one[0] <= other[1] and other[0] <= one[1] for one in new for other in before
    )


def _spans(home: Path, some: Sequence[Part], column: str) -> list[tuple[str, str]] | None:
    """First and last id of each part; None if one does not say."""
    found = [_bounds(parts.files_of(home, part)[part.table], column) for part in some]
    known = [one for one in found if one is not None]
    return known if len(known) == len(found) else None


def _cleared(home: Path, part: Part, gone: Mask) -> Cleared:
    if not gone.any():
        return Cleared(part, None, Counter())
    path = parts.files_of(home, part)[part.table]
    sources = pq.read_table(path, columns=["source_id"])["source_id"].filter(pa.array(gone))
    counts = pc.value_counts(sources)
    times = Counter({row["values"].as_py(): row["counts"].as_py() for row in counts})
    return Cleared(part, tuple(parts.rewritten(home, part, pa.array(~gone))), times)


def _ids(home: Path, part: Part, column: str) -> pa.Array:
    path = parts.files_of(home, part)[part.table]
    return pq.read_table(path, columns=[column])[column].combine_chunks()


def _repeated(ids: pa.Array) -> Mask:
    repeated = np.zeros(len(ids), dtype=bool)
    if pc.count_distinct(ids).as_py() < len(ids):
        _, first = np.unique(ids.dictionary_encode().indices.to_numpy(), return_index=True)
        repeated[:] = True
        repeated[first] = False
    return repeated


def _known(check: Check, column: str, ids: pa.Array) -> Mask:
    """Which ids stand in the parts before, in rows of near days."""
    bounds = pc.min_max(ids).as_py()
    before = [part for part in check.before if _may_hold(check.home, part, column, bounds)]
    if not before:
        return np.zeros(len(ids), dtype=bool)
    wanted = ds.field(column).isin(ids)
    near = _near_days(check.new)
    if near:
        wanted &= (ds.field("date") >= near[0]) & (ds.field("date") <= near[1])
    rows = parts.dataset_of(check.home, before, check.new[0].table)
    seen = rows.to_table(columns=[column], filter=wanted)[column].combine_chunks()
    found: Mask = pc.is_in(ids, value_set=seen).to_numpy(zero_copy_only=False)
    return found


def _near_days(new: Sequence[Part]) -> tuple[dt.date, dt.date] | None:
    since = [part.since for part in new if part.since]
    until = [part.until for part in new if part.until]
    if not since or not until:
        return None
    week = dt.timedelta(NEAR_DAYS)
    return dt.date.fromisoformat(min(since)) - week, dt.date.fromisoformat(max(until)) + week


def _is_near(one: Part, other: Part) -> bool:
    near = _near_days([other])
    if near is None or one.since is None or one.until is None:
        return True
    return one.since <= near[1].isoformat() and one.until >= near[0].isoformat()


def _may_hold(home: Path, part: Part, column: str, bounds: dict[str, str]) -> bool:
    held = _bounds(parts.files_of(home, part)[part.table], column)
    return held is None or (held[0] <= bounds["max"] and held[1] >= bounds["min"])


@lru_cache(maxsize=65536)
def _bounds(path: Path, column: str) -> tuple[str, str] | None:
    """First and last id of a part by its footer; None if that does not say."""
    footer = pq.read_metadata(path)
    place = footer.schema.to_arrow_schema().get_field_index(column)
    found = [footer.row_group(n).column(place).statistics for n in range(footer.num_row_groups)]
    if not found or not all(one is not None and one.has_min_max for one in found):
        return None
    return min(one.min for one in found), max(one.max for one in found)
