import datetime as dt
import io
import json
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from visit_feed import HEADER, clean, feed, feeds, line, whole

from earnest.errors import InputError, OutputError
from earnest.store import Record
from earnest.store.details import extra_of
from earnest.store.manifest import commit, load
from earnest.store.workspace import QUARANTINE, Workspace


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_a_feed_comes_back_row_by_row_through_the_record(home: Path, tmp_path: Path) -> None:
    added, is_new = Workspace(home).add(feed(tmp_path, range(1, 6)))
    assert is_new
    assert (added.read, added.rows, added.rejected) == (
        6,
        {"events": 5},
        0,
    )  # one line is the header
    view = Record.open(home).at(dt.date(2018, 12, 31))
    found = view.events(actors=("FIN",), recipients=("EST",))
    assert [event.code for event in found] == ["042"] * 5
    assert view.row("events", found[0].event_id)["actor_country"] == "FIN"


def test_adding_a_file_again_adds_nothing(home: Path, tmp_path: Path) -> None:
    workspace = Workspace(home)
    first, _ = workspace.add(feed(tmp_path, range(3)))
    again, is_new = workspace.add(tmp_path / "events.tab")
    assert not is_new
    assert again == first
    assert workspace.manifest.generation == 1


def test_rows_that_another_file_held_are_counted_and_left_out(home: Path, tmp_path: Path) -> None:
    workspace = Workspace(home)
    workspace.add(feed(tmp_path, range(1, 4)))
    added, _ = workspace.add(feed(tmp_path, range(2, 6), name="more.tab"))
    assert (added.rows, added.duplicates) == ({"events": 2}, 2)
    assert workspace.dataset("events").count_rows() == 5


def test_a_source_can_be_removed_with_its_rows(home: Path, tmp_path: Path) -> None:
    workspace = Workspace(home)
    workspace.add(feed(tmp_path, range(1, 4)))
    workspace.add(feed(tmp_path, range(10, 12), name="more.tab"))
    workspace.remove("events.tab")
    assert workspace.dataset("events").count_rows() == 2
    files = {path.name for path in (home / "parts").iterdir()}
    assert files == {part.file for part in workspace.manifest.parts}
    with pytest.raises(InputError, match=r"no sources are called 'events.tab'"):
        workspace.remove("events.tab")


def test_compacting_keeps_the_rows_and_their_rollup(home: Path, tmp_path: Path) -> None:
    workspace = Workspace(home)
    for at in range(3):
        workspace.add(feed(tmp_path, range(10 * at, 10 * at + 4), name=f"f{at}.tab"))
    assert workspace.compact() == 0
    assert workspace.dataset("events").count_rows() == 12
    tables = [part.table for part in workspace.manifest.parts]
    assert tables == ["events", "rollup", "events_details"]
    rollup = workspace.dataset("rollup").to_table()
    assert sum(rollup["n"].to_pylist()) == 12


def test_a_source_can_be_removed_after_compaction(home: Path, tmp_path: Path) -> None:
    workspace = Workspace(home)
    for at in range(3):
        workspace.add(feed(tmp_path, range(10 * at, 10 * at + 4), name=f"f{at}.tab"))
    workspace.compact()
    workspace.remove("f1.tab")
    left = workspace.dataset("events").to_table(columns=["source_id"])["source_id"].to_pylist()
    assert sorted(left) == ["f0.tab"] * 4 + ["f2.tab"] * 4
    assert sum(workspace.dataset("rollup").to_table()["n"].to_pylist()) == 8


def test_a_line_that_cannot_be_read_waits_in_the_quarantine(home: Path, tmp_path: Path) -> None:
    bad = line(9, day="2018-02-30")
    added, _ = Workspace(home).add(feed(tmp_path, range(1, 3), extra=bad))
    assert (added.rows, added.rejected) == ({"events": 2}, 1)
    (kept,) = (home / QUARANTINE).iterdir()
    row = json.loads(kept.read_text(encoding="utf-8"))
    assert row["line"] == 4
    assert "2018-02-30" in row["raw"]
    assert row["reason"]


def test_a_file_that_is_refused_leaves_nothing_behind(home: Path, tmp_path: Path) -> None:
    workspace = Workspace(home)
    workspace.add(feed(tmp_path, range(1, 3)))
    bad = line(9, day="2018-02-30")
    torn = io.BytesIO()
    with zipfile.ZipFile(torn, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.tab", HEADER + line(7) + bad)
        archive.writestr("b.tab", "none of the feeds")
    (tmp_path / "torn.zip").write_bytes(torn.getvalue())
    with pytest.raises(InputError, match="no reader knows this file"):
        workspace.add(tmp_path / "torn.zip")
    assert list((home / QUARANTINE).iterdir()) == []
    assert len(list((home / "parts").iterdir())) == len(workspace.manifest.parts)


def test_a_part_that_no_manifest_names_does_not_count(home: Path, tmp_path: Path) -> None:
    workspace = Workspace(home)
    workspace.add(feed(tmp_path, range(1, 3)))
    before = workspace.manifest
    workspace.add(feed(tmp_path, range(7, 9), name="more.tab"))
    commit(home, before)  # the parts of the second file are strays now
    assert Workspace(home).dataset("events").count_rows() == 2


@pytest.mark.parametrize("damage", ["shorten", "remove"])
def test_a_damaged_part_is_named_with_what_to_do(home: Path, tmp_path: Path, damage: str) -> None:
    workspace = Workspace(home)
    workspace.add(feed(tmp_path, range(1, 3)))
    part = home / "parts" / workspace.manifest.files("events")[0]
    if damage == "shorten":
        part.write_bytes(part.read_bytes()[:-10])
    else:
        part.unlink()
    with pytest.raises(InputError, match=f"{part.name}: the part is .*; remove and add again"):
        workspace.dataset("events")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1, "parts": 3}', '{"format": 9}'])
def test_a_damaged_manifest_is_told_and_left_alone(home: Path, content: str) -> None:
    home.mkdir()
    (home / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"manifest\.json: "):
        load(home)
    assert (home / "manifest.json").read_text(encoding="utf-8") == content


def test_a_second_writer_is_turned_away_and_a_reader_is_not(home: Path, tmp_path: Path) -> None:
    workspace = Workspace(home)
    workspace.add(feed(tmp_path, range(1, 3)))
    with workspace._writing():
        with pytest.raises(OutputError, match="another process is writing"):
            Workspace(home).add(feed(tmp_path, range(5, 7), name="more.tab"))
        assert Workspace(home).dataset("events").count_rows() == 2


def test_a_write_that_fails_leaves_the_workspace_as_it_was(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(home)
    workspace.add(feed(tmp_path, range(1, 3)))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("earnest.store.parts.pq.ParquetWriter.write_table", full)
    with pytest.raises(OutputError, match="No space left"):
        workspace.add(feed(tmp_path, range(5, 9), name="more.tab"))
    assert workspace.dataset("events").count_rows() == 2
    assert not list((home / "parts").glob("*.tmp"))


def test_a_workspace_and_a_folder_of_csv_make_one_record(home: Path, tmp_path: Path) -> None:
    Workspace(home).add(feed(tmp_path, range(1, 4)))
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "events.csv").write_text(
        "event_id,date,actor_country,recipient_country,code,description,source_ref,tier\n"
        "own1,2018-04-01,FIN,EST,042,Finland visits again,https://example.org/1,page\n",
        encoding="utf-8",
    )
    record = Record.open(home, folder)
    assert record.count("events") == 4
    found = record.at(dt.date(2019, 1, 1)).events(actors=("FIN",))
    assert found[-1].event_id == "own1"
    assert isinstance(record.ask("SELECT count(*) AS n FROM events"), pa.Table)


def test_files_that_follow_each_other_are_one_stretch_of_coverage(
    home: Path, tmp_path: Path
) -> None:
    workspace = Workspace(home)
    for at, day in enumerate(("2018-03-01", "2018-03-20", "2018-06-01")):
        path = tmp_path / f"{day}.tab"
        path.write_text(HEADER + line(at + 1, day=day), encoding="utf-8")
        workspace.add(path)
    view = Record.open(home).at(dt.date(2019, 1, 1))
    stretches = [(row.since, row.until) for row in view.coverage]
    assert stretches == [
        (dt.date(2018, 3, 1), dt.date(2018, 3, 20)),
        (dt.date(2018, 6, 1), dt.date(2018, 6, 1)),
    ]
    window = {"since": dt.date(2018, 3, 2), "until": dt.date(2018, 3, 19)}
    assert view.event_coverage(("FIN",), ("EST",), **window) == "feed"
    later = {"since": dt.date(2018, 3, 2), "until": dt.date(2018, 5, 1)}
    assert view.event_coverage(("FIN",), ("EST",), **later) == "selected"


def test_addresses_and_further_columns_are_read_on_demand(home: Path, tmp_path: Path) -> None:
    workspace = Workspace(home)
    workspace.add(feed(tmp_path, range(1, 4)))
    events = workspace.dataset("events")
    assert events.to_table(columns=["source_ref"])["source_ref"].null_count == 3
    found = Record.open(home).at(dt.date(2019, 1, 1)).events(actors=("FIN",))
    assert [event.source_ref for event in found] == [f"events.tab:{n}" for n in (2, 3, 4)]
    extra = extra_of(found[0].event_id, events)
    assert extra["Publisher"] == "Paper"
    assert extra["City"] == "Tallinn"
    assert "Event Text" not in extra


@pytest.mark.parametrize(
    "query",
    [
        "SELECT source_ref FROM events WHERE event_id LIKE 'icews:1:%'",
        "SELECT * EXCLUDE (date) FROM events WHERE event_id LIKE 'icews:1:%'",
        "SELECT event_id, source_ref FROM events ORDER BY date, event_id LIMIT 1",
    ],
)
def test_a_query_in_sql_sees_addresses(home: Path, tmp_path: Path, query: str) -> None:
    Workspace(home).add(feed(tmp_path, range(1, 4)))
    assert Record.open(home).ask(query)["source_ref"].to_pylist() == ["events.tab:2"]


def test_the_same_id_counts_once_within_a_week_and_again_later(home: Path, tmp_path: Path) -> None:
    workspace = Workspace(home)
    header = feed(tmp_path, range(1), name="a.tab").read_text(encoding="utf-8").splitlines()[0]
    days = {"near": "2018-03-06", "far": "2018-03-20"}
    workspace.add(tmp_path / "a.tab")
    for name, day in days.items():
        path = tmp_path / f"{name}.parquet"
        first = workspace.dataset("events").to_table().slice(0, 1)
        assert header.startswith("Event ID")
        moved = first.set_column(
            1, first.schema.field("date"), pa.array([dt.date.fromisoformat(day)])
        )
        pq.write_table(moved.set_column(22, "source_ref", pa.array(["x"])), path)
        added, _ = workspace.add(path)
        assert added.duplicates == (name == "near")
    assert workspace.dataset("events").count_rows() == 2
    assert workspace.compact() == 1
    left = workspace.dataset("events").to_table()
    assert left["date"].to_pylist() == [dt.date(2018, 3, 1)]
    assert sum(workspace.dataset("rollup").to_table()["n"].to_pylist()) == 1


def test_compaction_keeps_addresses_and_further_columns(home: Path, tmp_path: Path) -> None:
    workspace = Workspace(home)
    for at, day in enumerate(("2017-12-30", "2018-01-02", "2018-06-01")):
        numbers = range(10 * at, 10 * at + 4)
        workspace.add(feed(tmp_path, numbers, name=f"f{at}.tab", day=day))
    before = whole(home)
    workspace.compact()
    assert whole(home).equals(before)
    one = before["event_id"][0].as_py()
    assert extra_of(one, workspace.dataset("events"))["Publisher"] == "Paper"
    spans = {(part.since, part.until) for part in workspace.manifest.parts if part.since}
    assert spans == {("2017-12-30", "2017-12-30"), ("2018-01-02", "2018-06-01")}


def test_small_files_share_a_part_and_each_can_be_removed(home: Path, tmp_path: Path) -> None:
    workspace = Workspace(home)
    files = feeds(tmp_path, 5, rows=3)
    told = list(workspace.add_all([*files, files[0]]))
    assert [is_new for _, is_new in told] == [True] * 5 + [False]
    assert [added.rows for added, _ in told] == [{"events": 3}] * 6
    assert len(workspace.manifest.files("events")) == 1
    workspace.remove("f03.tab")
    assert workspace.dataset("events").count_rows() == 12


def test_a_file_that_cannot_be_read_does_not_keep_the_others_out(
    home: Path, tmp_path: Path
) -> None:
    files = feeds(tmp_path, 3, rows=3)
    files[1].write_bytes(b"nothing that any reader knows\n")
    with pytest.raises(InputError, match="no reader knows this file"):
        list(Workspace(home).add_all([*files, tmp_path / "missing.tab"]))
    assert [added.source_id for added in load(home).added] == ["f00.tab", "f02.tab"]


@pytest.mark.slow
def test_several_processes_add_the_same_rows_as_one(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("earnest.store.ingest.BYTES_PER_JOB", 1)
    files = feeds(tmp_path, 4, rows=5)
    files.append(feed(tmp_path, range(2, 8), name="again.tab"))
    told: list[tuple[int, int]] = []
    added = list(Workspace(home).add_all(files, processes=2, progress=lambda *n: told.append(n)))
    assert [one.duplicates for one, _ in added] == [0, 0, 0, 0, 3]
    assert whole(home).equals(clean(tmp_path / "clean", files))
    assert told[-1][1] == sum(path.stat().st_size for path in files)
