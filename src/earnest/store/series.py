"""How often who acted toward whom: the series of one dyad, and the panel of all of them.

Only acts between two states are counted, dated to the day and backed by a page. A cell without an
act has no row: whether that means there was none is a question of coverage.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Final, Literal, TypeAlias

import pyarrow as pa

from earnest.store.engine import SqlEngine

Step: TypeAlias = Literal["day", "week"]
By: TypeAlias = Literal["quad", "root"]
STEPS: Final[tuple[Step, ...]] = ("day", "week")
BYS: Final[tuple[By, ...]] = ("quad", "root")

# The columns that these queries read, on every engine.
COLUMNS: Final = (
    "actor_country", "recipient_country", "date", "date_precision", "quad", "root", "tier",
    "known_at",
)  # fmt: skip
PANEL: Final = pa.schema(
    [
        ("actor_country", pa.string()),
        ("recipient_country", pa.string()),
        ("first_day", pa.date32()),
        ("quad", pa.int8()),
        ("n", pa.int64()),
    ]
)
_SERIES: Final = pa.schema(
    [
        ("first_day", pa.date32()),
        ("actor_country", pa.string()),
        ("recipient_country", pa.string()),
        ("quad", pa.int8()),
        ("root", pa.string()),
        ("n", pa.int64()),
    ]
)

# Each text runs on DuckDB and on Spark. What differs between them is spelled out or left alone:
# weeks begin on Monday in both, but a truncated day is a timestamp in Spark; nulls come last in
# one and first in the other; a sum of counts is wider in DuckDB; `/` and date differences differ.
SERIES: Final = """
SELECT CAST(date_trunc($step, date) AS DATE) AS first_day, actor_country, recipient_country,
       quad, root, count(*) AS n
FROM events
WHERE actor_country IN ($a, $b) AND recipient_country IN ($a, $b)
  AND actor_country <> recipient_country
  AND coalesce(date_precision, 'day') = 'day' AND coalesce(tier, 'page') <> 'memory'
  AND ($since IS NULL OR date >= $since)
  AND ($until IS NULL OR date < $until)
  AND known_at <= $as_of
GROUP BY CAST(date_trunc($step, date) AS DATE), actor_country, recipient_country, quad, root
ORDER BY first_day, actor_country, recipient_country, quad NULLS LAST, root NULLS LAST
"""

ACTORS: Final = """
SELECT actor_country, count(*) AS n
FROM events
WHERE actor_country <> recipient_country
  AND coalesce(date_precision, 'day') = 'day' AND coalesce(tier, 'page') <> 'memory'
  AND quad BETWEEN 1 AND 4
  AND ($since IS NULL OR date >= $since)
  AND ($until IS NULL OR date < $until)
  AND known_at <= $as_of
GROUP BY actor_country
ORDER BY actor_country
"""

PANEL_OF_ACTORS: Final = """
SELECT actor_country, recipient_country, CAST(date_trunc($step, date) AS DATE) AS first_day,
       quad, count(*) AS n
FROM events
WHERE actor_country BETWEEN $first AND $last
  AND actor_country <> recipient_country
  AND coalesce(date_precision, 'day') = 'day' AND coalesce(tier, 'page') <> 'memory'
  AND quad BETWEEN 1 AND 4
  AND ($since IS NULL OR date >= $since)
  AND ($until IS NULL OR date < $until)
  AND known_at <= $as_of
GROUP BY actor_country, recipient_country, CAST(date_trunc($step, date) AS DATE), quad
ORDER BY actor_country, recipient_country, first_day, quad
"""
ACTS_PER_BLOCK: Final = 20_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """The series of one dyad as somebody asks for it.

    Attributes:
        a, b: codes of the two states.
        step: `week` (from Monday) or `day`; by: `quad` or `root`.
        since: first day counted; until: the day after the last one.
        as_of: the last day that is known.
    """

    a: str
    b: str
    step: Step
    by: By
    since: dt.date | None
    until: dt.date | None
    as_of: dt.date

    @property
    def pair(self) -> tuple[str, str]:
        """Both states."""
        return self.a, self.b


def series(engine: SqlEngine, asked: Asked) -> pa.Table:
    """Acts of each of two states toward the other, by step and quad or root.

    Args:
        engine: with the table `events`.
        asked: which states, steps and days.

    Returns:
        `first_day` (of the step), `actor_country`, `recipient_country`, the quad or root (null where
        the feed has none) and `n`, in this order.
    """
    given = {name: value for name, value in asdict(asked).items() if name != "by"}
    return summed([engine.table(SERIES, given)], by=asked.by)


def summed(tables: Sequence[pa.Table], *, by: By) -> pa.Table:
    """The counts of these tables together, by quad or root, in order."""
    keys = ["first_day", "actor_country", "recipient_country", by]
    schema = pa.schema([_SERIES.field(name) for name in (*keys, "n")])
    cast = [table.select(schema.names).cast(schema) for table in tables]
    rows = pa.concat_tables([schema.empty_table(), *cast])
    counted = rows.group_by(keys, use_threads=False).aggregate([("n", "sum")])
    ordered = counted.rename_columns([*keys, "n"]).sort_by([(key, "ascending") for key in keys])
    return ordered.cast(schema)


def panel(
    engine: SqlEngine,
    *,
    step: Step,
    since: dt.date | None,
    until: dt.date | None,
    as_of: dt.date,
    acts_per_block: int = ACTS_PER_BLOCK,
) -> Iterator[pa.RecordBatch]:
    """Acts of every state toward every other by step and quad, a block of actors at a time.

    Returns:
        Rows of `PANEL`, ordered by actor, recipient, day and quad; acts without a quad are left out.
    """
    asked = {"since": since, "until": until, "as_of": as_of}
    for first, last in _blocks(engine.table(ACTORS, asked), acts_per_block):
        found = engine.table(PANEL_OF_ACTORS, asked | {"step": step, "first": first, "last": last})
        yield from found.cast(PANEL).to_batches()


def _blocks(actors: pa.Table, most: int) -> Iterator[tuple[str, str]]:
    """First and last actor of stretches with about so many acts; one actor is never divided."""
    first, last, n = None, None, 0
    for row in actors.to_pylist():
        if first is not None and n + row["n"] > most:
            yield first, str(last)
            first, n = None, 0
        first, last, n = first or row["actor_country"], row["actor_country"], n + row["n"]
    if first is not None:
        yield first, str(last)
