"""The same rows on every engine: series and panels, counted by hand in plain Python beside them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from feed_of_states import FIRST, LAST_KNOWN, events, workspace

from earnest.store import Record
from earnest.store.engine import Engine, EngineName
from earnest.store.series import BYS, COLUMNS, STEPS, Asked, By, Step, panel, series
from earnest.store.spark import has_java

pytestmark = [
    pytest.mark.filterwarnings(
        "ignore::ResourceWarning"
    ),  # pyspark leaves sockets to the collector
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning:pyspark.*"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:pyspark.*"),
]
WINDOWS: tuple[dict[str, dt.date | None], ...] = (
    {"since": None, "until": None, "as_of": LAST_KNOWN},
    {"since": dt.date(2016, 2, 27), "until": dt.date(2017, 1, 4), "as_of": LAST_KNOWN},
    {"since": None, "until": None, "as_of": dt.date(2016, 6, 1)},
    {"since": dt.date(2030, 1, 1), "until": None, "as_of": dt.date(2031, 1, 1)},
)
Cells = Counter[tuple[Any, ...]]


@pytest.fixture(params=["duckdb", pytest.param("spark", marks=pytest.mark.slow)])
def engine(request: pytest.FixtureRequest) -> EngineName:
    """Each engine that can run here."""
    name: EngineName = request.param
    if name == "spark":
        pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
        if not has_java():
            pytest.skip("there is no Java")
    return name


@pytest.fixture(scope="module", params=["plain parts", "odd parts", "parts and a table"])
def held(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Record:
    """A record in parts that a rollup stands for, in parts where it does not, and mixed."""
    is_plain = request.param == "plain parts"
    tables = [events(1500, seed=seed, is_plain=is_plain) for seed in (1, 2)]
    home = workspace(tmp_path_factory.mktemp("held") / "home", tables)
    if request.param != "parts and a table":
        return Record.open(home)
    own = tmp_path_factory.mktemp("own")
    (own / "events.csv").write_text(
        "event_id,date,actor_country,recipient_country,code,description,source_ref,tier\n"
        "own1,2016-02-29,EST,FIN,172,a ban,https://example.org/1,page\n"
        "own2,2016-03-01,FIN,EST,042,a visit,memory,memory\n",
        encoding="utf-8",
    )
    return Record.open(home, own)


@pytest.mark.parametrize("window", WINDOWS, ids=["all", "window", "early", "none"])
@pytest.mark.parametrize(("step", "by"), [("week", "quad"), ("day", "root")])
def test_a_series_holds_what_a_count_by_hand_holds(
    held: Record, engine: EngineName, step: Step, by: By, window: dict[str, Any]
) -> None:
    found = held.series("EST", "FIN", step=step, by=by, engine=engine, **window).table
    rows = [tuple(row.values()) for row in found.to_pylist()]
    assert rows == sorted(rows, key=_null_last)
    counted: Cells = Counter()
    for row in _acts(held, window):
        if {row["actor_country"], row["recipient_country"]} == {"EST", "FIN"}:
            sides = (row["actor_country"], row["recipient_country"])
            counted[(_first_day(row["date"], step), *sides, row[by])] += 1
    assert {row[:-1]: row[-1] for row in rows} == counted


@pytest.mark.parametrize("window", WINDOWS, ids=["all", "window", "early", "none"])
@pytest.mark.parametrize("step", STEPS)
def test_a_panel_holds_what_a_count_by_hand_holds(
    held: Record, engine: EngineName, step: Step, window: dict[str, Any]
) -> None:
    found = held.panel(step=step, engine=engine, **window).read_all().table
    rows = [tuple(row.values()) for row in found.to_pylist()]
    assert rows == sorted(rows)
    counted: Cells = Counter()
    for row in _acts(held, window):
        if row["quad"]:
            sides = (row["actor_country"], row["recipient_country"])
            counted[(*sides, _first_day(row["date"], step), row["quad"])] += 1
    assert {row[:-1]: row[-1] for row in rows} == counted


@pytest.mark.slow
@pytest.mark.parametrize("most", [1, 300, 10**9])
def test_a_panel_in_blocks_of_actors_is_the_panel(held: Record, most: int) -> None:
    window: dict[str, Any] = WINDOWS[0]
    asked = Engine({"events": held.tables["events"]})
    blocks = pa.Table.from_batches(panel(asked, step="week", acts_per_block=most, **window))
    assert blocks.equals(held.panel(**window).read_all().table)


@pytest.mark.parametrize("by", BYS)
def test_a_series_asked_in_sql_is_the_series(held: Record, by: By) -> None:
    window: dict[str, Any] = WINDOWS[0]
    engine = Engine({"events": held.tables["events"]})
    found = series(engine, Asked("EST", "FIN", "week", by, **window))
    assert found.equals(held.series("EST", "FIN", by=by, **window).table)


def test_a_record_made_of_tables_counts_as_the_one_it_was_made_of(held: Record) -> None:
    window: dict[str, Any] = WINDOWS[0]
    made = Record({**held.tables}, held.sources)
    assert made.panel(**window).read_all().table.equals(held.panel(**window).read_all().table)
    assert made.series("EST", "FIN", **window).table.equals(
        held.series("EST", "FIN", **window).table
    )


@pytest.mark.slow
def test_a_local_session_listens_on_this_machine_only() -> None:
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    if not has_java() or not Path("/proc/net/tcp").exists():
        pytest.skip("there is no Java, or no /proc to look at")
    from earnest.store.spark import session

    jvm = session().sparkContext._gateway.proc.pid
    assert set(_listening(jvm)) == {"127.0.0.1"}


def _acts(held: Record, window: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The acts that count in a window: what `series.py` says, in Python."""
    for row in _rows(held):
        sides = (row["actor_country"], row["recipient_country"])
        is_between = None not in sides and sides[0] != sides[1]
        is_counted = (row["date_precision"] or "day") == "day" and row["tier"] != "memory"
        is_known = row["known_at"] is not None and row["known_at"] <= window["as_of"]
        since, until = window["since"] or FIRST, window["until"] or dt.date.max
        if is_between and is_counted and is_known and since <= row["date"] < until:
            yield row


@cache
def _rows(held: Record) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = held.ask(f"SELECT {', '.join(COLUMNS)} FROM events").to_pylist()
    return rows


def _first_day(day: dt.date, step: Step) -> dt.date:
    return day - dt.timedelta(days=day.weekday() if step == "week" else 0)


def _null_last(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple((cell is None, cell) if cell is not None else (True,) for cell in row)


def _listening(pid: int) -> Iterator[str]:
    """The addresses on which a process and its children listen."""
    held = set()
    for process in [pid, *_children(pid)]:
        for link in Path(f"/proc/{process}/fd").iterdir():
            target = str(link.readlink())
            if target.startswith("socket:["):
                held.add(target[8:-1])
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            cells = line.split()
            if cells[3] == "0A" and cells[9] in held:
                yield _address(cells[1].split(":")[0])


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [*map(int, found), *(more for child in found for more in _children(int(child)))]


def _address(hexadecimal: str) -> str:
    """The IPv4 address at the end of what /proc writes."""
    last = bytes.fromhex(hexadecimal[-8:])
    return ".".join(str(byte) for byte in reversed(last))
