"""Small tables of events for the tests of rates and deadlines."""

import datetime as dt

import numpy as np
import pyarrow as pa

START = dt.date(2000, 1, 1)
States = tuple[str, str]


def table(*rows: tuple[str, str, int, str], ontology: str | None = None) -> pa.Table:
    """Events given as (actor, recipient, days after 1 January 2000, code)."""
    columns = {
        "actor_country": [row[0] for row in rows],
        "recipient_country": [row[1] for row in rows],
        "date": [START + dt.timedelta(days=row[2]) for row in rows],
        "code": [row[3] for row in rows],
    }
    if ontology:
        columns["ontology"] = [ontology] * len(rows)
    return pa.table(columns).cast(
        pa.schema([(name, pa.date32() if name == "date" else pa.string()) for name in columns])
    )


def busy_world(*, days: int, states: int, seed: int) -> pa.Table:
    """States that act toward each other in bursts, at rates that differ from dyad to dyad."""
    rng = np.random.default_rng(seed)
    names = [f"S{number:02d}" for number in range(states)]
    rows: list[tuple[str, str, int, str]] = []
    for actor in names:
        for recipient in names:
            if actor != recipient:
                rows += _acts(rng, actor, recipient, days)
    return table(*rows)


def _acts(
    rng: np.random.Generator, actor: str, recipient: str, days: int
) -> list[tuple[str, str, int, str]]:
    quiet, heat, rows = 0.02 * rng.gamma(1.0), 0.0, []
    for day in range(days):
        heat *= np.exp(-1 / 30)
        if rng.random() < quiet + 0.02 * heat:
            heat += 1.0
            rows.append((actor, recipient, day, str(rng.choice(["042", "057", "112", "173"]))))
    return rows
