"""Events found in memory and looked up in the engine are the same ones."""

import datetime as dt
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from earnest.contract.finding import RowRef
from earnest.contract.rows import Event
from earnest.contract.tables import EVENTS
from earnest.store import Record
from earnest.store.view import View

SIDES = (None, "EST", "FIN", "LVA", "LTU")
NAMES = (None, None, None, "Coast Guard", "EU")
FIRST = dt.date(2019, 1, 1)
AS_OF = dt.date(2019, 11, 1)
WINDOWS = ((None, None), (dt.date(2019, 3, 1), dt.date(2019, 3, 20)), (dt.date(2019, 10, 1), None))
PARTIES = ((), ("EST",), ("FIN", "LVA"), ("Coast Guard", "EU", "nobody"))


def events(n: int) -> pa.Table:
    """Acts of a year with gaps in most columns; some last for weeks, some are known late or never."""
    rng = np.random.default_rng(4)

    def one_of(values: tuple[str | None, ...]) -> list[str | None]:
        return [values[at] for at in rng.integers(0, len(values), n)]

    days = [FIRST + dt.timedelta(days=int(day)) for day in rng.integers(0, 365, n)]
    late = [None if day > 85 else int(day) % 60 for day in rng.integers(0, 90, n)]
    cells = {
        "event_id": [f"e{number:04d}" for number in rng.permutation(n)],
        "date": days,
        "date_precision": ["day"] * n,
        "date_end": [d + dt.timedelta(days=40) if d.day == 9 else None for d in days],
        "actor_country": one_of(SIDES), "actor_name": one_of(NAMES),
        "recipient_country": one_of(SIDES), "recipient_name": one_of(NAMES),
        "code": one_of(("042", "112", "166", "173")), "root": one_of(("04", "11", "16", "17")),
        "quad": [4] * n, "tier": one_of(("page", "page", "memory", None)),
        "known_at": [
            None if by is None else day + dt.timedelta(days=by)
            for day, by in zip(days, late, strict=True)
        ],
        "known_at_basis": ["published"] * n, "source_id": ["made"] * n, "source_ref": ["a line"] * n,
    }  # fmt: skip
    columns = [pa.array(cells.get(field.name, [None] * n), field.type) for field in EVENTS]
    return pa.table(columns, schema=EVENTS)


@pytest.fixture(scope="module")
def scanned() -> View:
    return Record({"events": events(600)}, ()).at(AS_OF)


@pytest.fixture(scope="module")
def at_hand(scanned: View) -> View:
    return scanned.at_hand()


@pytest.mark.parametrize("actors", PARTIES)
def test_the_same_events_are_found(scanned: View, at_hand: View, actors: tuple[str, ...]) -> None:
    for n, recipients in enumerate(PARTIES):
        since, until = WINDOWS[(n + len(actors)) % len(WINDOWS)]
        found = scanned.events(actors=actors, recipients=recipients, since=since, until=until)
        assert (
            at_hand.events(actors=actors, recipients=recipients, since=since, until=until) == found
        )
        assert at_hand.count_events(
            actors=actors, recipients=recipients, since=since, until=until
        ) == sum(event.tier == "page" for event in found)


def test_some_events_are_found_at_all(at_hand: View) -> None:
    found = at_hand.events(actors=("EST",), recipients=("FIN",))
    assert len(found) > 10
    assert all(isinstance(event, Event) and event.known_at <= AS_OF for event in found)


def test_events_are_found_by_their_ids(scanned: View, at_hand: View) -> None:
    ids = [*[event.event_id for event in at_hand.events(actors=("LVA",))][:5], "e-none"]
    assert at_hand.events_of(ids) == scanned.events_of(ids)
    assert at_hand.rows("events", ids[:5]) == scanned.rows("events", ids[:5])
    with pytest.raises(KeyError):
        at_hand.rows("events", ids)


def test_rows_taken_away_are_gone_from_memory_too(scanned: View, at_hand: View) -> None:
    gone = [RowRef("events", event.event_id) for event in at_hand.events(actors=("EST",))][:7]
    assert at_hand.without(gone).events() == scanned.without(gone).events()
    assert at_hand.without(gone[:3]).without(gone[3:]).events() == scanned.without(gone).events()
    assert at_hand.only(gone).events() == scanned.only(gone).events()
    assert len(at_hand.only(gone).events()) == 7


def test_parts_on_disk_are_read_as_they_are(tmp_path: Path, at_hand: View) -> None:
    import pyarrow.dataset as ds

    table = events(600)
    pq.write_table(table.slice(0, 400), tmp_path / "a.parquet")
    parts = ds.dataset([tmp_path / "a.parquet"], schema=EVENTS)
    both = ds.dataset([parts, ds.dataset(table.slice(400))])
    assert Record({"events": both}, ()).at(AS_OF).at_hand().events() == at_hand.events()


def test_too_many_events_stay_where_they_are(
    scanned: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("earnest.store.at_hand.MOST_AT_HAND", 599)
    assert scanned.at_hand() is scanned
