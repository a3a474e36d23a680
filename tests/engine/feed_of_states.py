"""Generated events that try what engines do differently: weeks, nulls, ends of years, late news."""

import datetime as dt
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from earnest.contract.tables import EVENTS
from earnest.store.manifest import Added, Manifest, Part, commit

STATES = ("EST", "FIN", "LVA", "LTU", "XKX", None)
ROOTS = ("01", "04", "08", "10", "14", "17", "20", None)
QUADS = (1, 1, 2, 3, 4, 4, 4, None)
ROLLED = ("actor_country", "recipient_country", "date", "quad", "root")
FIRST = dt.date(2015, 12, 21)  # a Monday; the days span two ends of years and a leap day
DAYS = 800
LAST_KNOWN = FIRST + dt.timedelta(days=DAYS + 60)


def events(n: int, *, seed: int, is_plain: bool = False) -> pa.Table:
    """So many rows; if not plain, some are dated coarser, from memory, or never known."""
    rng = np.random.default_rng(seed)
    day = np.sort(rng.integers(0, DAYS, n))
    late = np.where(rng.random(n) < 0.2, rng.integers(0, 60, n), 0)
    act = rng.integers(0, len(ROOTS), n)
    odd = np.zeros(n) if is_plain else rng.random(n)
    cells = {
        "event_id": [f"{seed}-{number}" for number in range(n)],
        "date": [FIRST + dt.timedelta(days=int(d)) for d in day],
        "date_precision": [_odd(o, 0.94, "month", 0.9, None, "day") for o in odd],
        "actor_country": [STATES[at] for at in rng.integers(0, len(STATES), n)],
        "recipient_country": [STATES[at] for at in rng.integers(0, len(STATES), n)],
        "code": [f"{ROOTS[at]}0" if ROOTS[at] else None for at in act],
        "root": [ROOTS[at] for at in act],
        "quad": [QUADS[at] for at in act],
        "tier": [_odd(o, 0.98, "memory", 0.96, None, "page") for o in odd],
        "known_at": [
            None if o > 0.995 else FIRST + dt.timedelta(days=int(d + more))
            for o, d, more in zip(odd, day, late, strict=True)
        ],
    }
    columns = [pa.array(cells.get(field.name, [None] * n), field.type) for field in EVENTS]
    return pa.table(columns, schema=EVENTS)


def workspace(home: Path, tables: list[pa.Table], *, times: int = 1) -> Path:
    """A workspace with a part and a rollup for each table; the rollup counts each row `times` over."""
    parts = []
    for number, table in enumerate(tables):
        counts = table.group_by(list(ROLLED)).aggregate([("event_id", "count")])
        counts = counts.rename_columns([*ROLLED, "n"])
        counts = counts.set_column(len(ROLLED), "n", pc.multiply(counts["n"], times))
        parts.append(_part(home, "events", number, table))
        parts.append(_part(home, "rollup", number, counts))
    n = sum(table.num_rows for table in tables)
    added = Added("made.csv", "made", "own", {"events": n}, n, since=str(FIRST), until=str(FIRST))
    commit(home, Manifest(1, tuple(parts), (added,)))
    return home


def _part(home: Path, table: str, number: int, rows: pa.Table) -> Part:
    path = home / "parts" / f"{table}-{number}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    ordered = rows.sort_by([(key, "ascending") for key in ROLLED[:3]])
    pq.write_table(ordered, path, row_group_size=400)
    return Part(path.name, table, rows.num_rows, path.stat().st_size, ("made",))


def _odd(
    at: float, rare: float, first: str, less_rare: float, second: None, usual: str
) -> str | None:
    if at > rare:
        return first
    return second if at > less_rare else usual
