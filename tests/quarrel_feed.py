"""A generated feed of four years among invented quarrels of real states, in a workspace.

Estonia and Finland deal with each other often and fall out on Monday 4 September 2017; Latvia and
Lithuania are seldom heard of.
"""

import datetime as dt
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from earnest.store.workspace import Workspace

FIRST, LAST = dt.date(2014, 1, 6), dt.date(2017, 12, 31)
BREAK = dt.date(2017, 9, 4)
DAYS = (LAST - FIRST).days + 1
CALM, TENSE = ("042", "057", "036", "051", "112"), ("112", "130", "172", "173")
Act = tuple[int, str, str, str]


def quarrel_home(folder: Path) -> Path:
    """A workspace with the feed."""
    path = folder / "quarrels.parquet"
    pq.write_table(_table(_acts()), path)
    Workspace(folder / "home").add(path)
    return folder / "home"


def quarrel_events(folder: Path) -> Path:
    """The feed as a Parquet file."""
    path = folder / "quarrels.parquet"
    pq.write_table(_table(_acts()), path)
    return path


def _acts() -> list[Act]:
    rng = np.random.default_rng(20250220)
    acts: list[Act] = [(0, "EST", "FIN", "042"), (DAYS - 1, "LVA", "LTU", "042")]
    for day in range(DAYS):
        is_broken = day >= (BREAK - FIRST).days
        for one, other in (("EST", "FIN"), ("FIN", "EST")):
            acts += _drawn(rng, day, one, other, CALM, 0.3)
            acts += _drawn(rng, day, one, other, TENSE, 2.0 if is_broken else 0.03)
        for one, other in (("SWE", "NOR"), ("NOR", "SWE"), ("DNK", "SWE"), ("SWE", "DNK")):
            acts += _drawn(rng, day, one, other, (*CALM, "172"), 0.25)
        acts += _drawn(rng, day, "LVA", "LTU", CALM, 0.02)
    return sorted(acts)


def _drawn(
    rng: np.random.Generator,
    day: int,
    actor: str,
    recipient: str,
    codes: tuple[str, ...],
    rate: float,
) -> list[Act]:
    return [(day, actor, recipient, str(rng.choice(codes))) for _ in range(rng.poisson(rate))]


def _table(acts: list[Act]) -> pa.Table:
    return pa.table(
        {
            "date": pa.array([FIRST + dt.timedelta(days=day) for day, *_ in acts], pa.date32()),
            "source_name": [f"Ministry ({actor})" for _, actor, _, _ in acts],
            "target_name": [f"Ministry ({recipient})" for _, _, recipient, _ in acts],
            "code": [code for *_, code in acts],
            "relation": ["an act" for _ in acts],
            "source_state": [actor for _, actor, _, _ in acts],
            "target_state": [recipient for _, _, recipient, _ in acts],
        }
    )
